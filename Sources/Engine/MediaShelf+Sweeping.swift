import Glibc
import Inbox

/// Putting away what nobody will ask for: files that were chosen and never sent, and halves that a crash left.
extension MediaShelf {
    /// A file that was chosen may wait so long for its message to be sent.
    static let patience = Span.hours(7 * 24)
    /// Nothing takes so long to be fetched or copied.
    static let longestWriting = Span.hours(24)

    /// Removes files older than `patience` that nothing names, and what was being written more than a day ago.
    ///
    /// - Parameter unused: of those hashes the ones that no message, draft or upload names.
    /// - Returns: how many files went.
    /// - Throws: what `unused` throws; a file that cannot be removed stays for the next time.
    func sweep(now: Instant, unused: ([String]) throws -> Set<String>) throws -> Int {
        var count = 0
        for folder in Self.names(in: path) where folder.utf8.count == 2 {
            let old = Self.names(in: "\(path)/\(folder)").filter {
                isOlder("\(path)/\(folder)/\($0)", than: now - Self.patience)
            }
            if old.isEmpty { continue }
            let gone = try unused(old.map(Self.hash))
            for name in old where gone.contains(Self.hash(name)) {
                // Chosen again meanwhile, it is new.
                guard isOlder("\(path)/\(folder)/\(name)", than: now - Self.patience) else { continue }
                if unlink("\(path)/\(folder)/\(name)") == 0 { count += 1 }
            }
        }
        for name in Self.names(in: path + "/tmp") where isOlder("\(path)/tmp/\(name)", than: now - Self.longestWriting)
        {
            if unlink("\(path)/tmp/\(name)") == 0 { count += 1 }
        }
        return count
    }

    private static func hash(_ name: String) -> String { String(name.prefix { $0 != "." }) }

    private func isOlder(_ place: String, than limit: Instant) -> Bool {
        var status = stat()
        guard lstat(place, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        return Instant(seconds: Int64(status.st_mtim.tv_sec)) < limit
    }

    private static func names(in folder: String) -> [String] {
        guard let listing = opendir(folder) else { return [] }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}
