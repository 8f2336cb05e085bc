import Foundation

/// The demo's own folder, gone when the demo ends.
struct DemoFolder {
    let path: String

    init(_ environment: [String: String]) throws {
        let home = DemoWishes.home(environment)
        try Self.sweep(home)
        guard DemoWishes.isOwn(home) else {
            throw Failure(
                .noPermission,
                "\(home) is somebody else's, or open to others: remove it, or set TMPDIR to a directory of yours")
        }
        path = "\(home)/\(getpid())"
        try FileManager.default.createDirectory(
            atPath: path + "/say", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)  // swept by the next demo if it fails now
        // The folder of all demos, unless another one is in it.
        rmdir((path as NSString).deletingLastPathComponent)
    }

    /// Demos that were killed could not tidy up.
    private static func sweep(_ home: String) throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: home)) ?? []  // the first demo of all
        for name in names {
            guard let pid = Int32(name), kill(pid, 0) != 0, errno == ESRCH else { continue }
            try? FileManager.default.removeItem(atPath: "\(home)/\(name)")  // another user's stays
        }
        try FileManager.default.createDirectory(
            atPath: home, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
}
