import FoundationEssentials
import Glibc
import Spool
import Testing

/// A spool in a directory of its own, removed with this value.
final class TemporarySpool: Sendable {
    let root: String
    let directory: SpoolDirectory

    init() throws {
        var template = Array("/tmp/oriel-spool-XXXXXX".utf8CString)
        let made = try #require(mkdtemp(&template).map { String(cString: $0) })
        root = made
        directory = try SpoolDirectory(path: made + "/spool")
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: root)
        } catch {
            Issue.record("could not remove \(root): \(error)")
        }
    }

    /// Puts a file into `new` as a foreign program would, without any care.
    func drop(_ name: SpoolName, _ bytes: [UInt8], in folder: SpoolDirectory.Folder = .new) throws {
        let path = Array(directory.path(of: folder).utf8) + [UInt8(ascii: "/")] + name.bytes
        let file = open(path.map { CChar(bitPattern: $0) } + [0], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        try #require(file >= 0)
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            try #require(written > 0)
            rest = rest.dropFirst(written)
        }
    }

    func drop(_ name: String, _ text: String, in folder: SpoolDirectory.Folder = .new) throws {
        try drop(try #require(SpoolName(name)), Array(text.utf8), in: folder)
    }

    /// The names in a folder of the spool, or in a folder below it, sorted; empty when it is not there.
    func names(_ folder: SpoolDirectory.Folder, _ below: String = "") -> [String] {
        guard let stream = opendir(directory.path(of: folder) + "/" + below) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    func text(_ folder: SpoolDirectory.Folder, _ name: String) throws -> String {
        let data = try #require(FileManager.default.contents(atPath: directory.path(of: folder) + "/" + name))
        return String(decoding: data, as: UTF8.self)
    }
}

extension SpoolName {
    /// A name known to be good.
    static func of(_ text: String) throws -> SpoolName { try #require(SpoolName(text)) }
}

/// Waits until `condition` holds, at most half a minute; whether it came to hold.
func eventually(_ condition: () throws -> Bool) async throws -> Bool {
    let deadline = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < deadline {
        if try condition() { return true }
        try await Task.sleep(for: .milliseconds(1))  // between two looks
    }
    return try condition()
}

/// The day that tests finish on.
let day = SpoolDay(milliseconds: 1_772_694_489_123)
