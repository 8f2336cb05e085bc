import Foundation

/// A text somebody at a second terminal wants to send into the demo as a customer.
struct DemoWish: Codable, Hashable, Sendable {
    var from: String
    var name: String?
    var text: String
}

/// The folder through which `oriel demo say` reaches a running demo: one file a wish, renamed into place.
struct DemoWishes: Sendable {
    let folder: String

    /// Where running demos of this user are found: one folder a demo, named by its process id.
    static func home(_ environment: [String: String]) -> String {
        if let runtime = environment["XDG_RUNTIME_DIR"], !runtime.isEmpty { return runtime + "/oriel-demo" }
        let temporary = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        return "\(temporary)/oriel-demo-\(getuid())"
    }

    /// Whether a folder is this user's alone. In a directory that everybody may write in, somebody else could have made
    /// one of that name, to read along.
    static func isOwn(_ folder: String) -> Bool {
        var status = stat()
        return lstat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid()
            && status.st_mode & 0o077 == 0
    }

    /// The newest demo that still runs, or nil.
    static func running(_ environment: [String: String]) -> DemoWishes? {
        let home = home(environment)
        guard isOwn(home) else { return nil }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: home)) ?? []  // no folder means no demo
        let alive = names.compactMap { Int32($0) }.filter { kill($0, 0) == 0 }
        let started = alive.map { pid -> (Int32, Date) in
            let attributes = try? FileManager.default.attributesOfItem(atPath: "\(home)/\(pid)")  // gone
            return (pid, attributes?[.modificationDate] as? Date ?? .distantPast)
        }
        guard let newest = started.max(by: { $0.1 < $1.1 }) else { return nil }
        return DemoWishes(folder: "\(home)/\(newest.0)/say")
    }

    func write(_ wish: DemoWish) throws {
        let name = "\(UUID().uuidString)"
        let hidden = "\(folder)/.\(name)"
        try JSONEncoder().encode(wish).write(to: URL(fileURLWithPath: hidden))
        guard rename(hidden, "\(folder)/\(name).json") == 0 else {
            throw CocoaError(.fileWriteUnknown)
        }
    }

    /// The wishes that came since the last time; each is handed out once.
    func take() -> [DemoWish] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []  // gone
        return names.filter { $0.hasSuffix(".json") }.sorted().compactMap { name in
            let path = "\(folder)/\(name)"
            defer { unlink(path) }
            guard let data = FileManager.default.contents(atPath: path) else { return nil }
            return try? JSONDecoder().decode(DemoWish.self, from: data)  // not one of ours: dropped with its file
        }
    }
}
