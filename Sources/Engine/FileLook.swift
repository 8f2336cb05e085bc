import Desk
import Foundation
import Glibc
import Inbox
import WhatsApp

/// What stands at a path an agent typed, and how it goes on. Reads a few bytes at most.
struct FileLook {
    /// What `~` stands for.
    let home: String

    /// Names told at most.
    private static let mostChoices = 12
    /// Names of a directory looked through at most.
    private static let mostNames = 20_000

    /// The path with `~/` replaced; relative ones are of the directory the program was started in.
    func expanded(_ path: String) -> String {
        path == "~" ? home : path.hasPrefix("~/") ? home + path.dropFirst() : path
    }

    func report(_ typed: String) -> FileReport {
        let path = expanded(typed)
        var status = stat()
        guard stat(path, &status) == 0 else {
            let code = errno
            var report = ways(typed, path)
            if report.choices.isEmpty {
                report.obstacle = code == EACCES ? Obstacle(.fileForbidden, typed) : Obstacle(.fileMissing, typed)
            }
            return report
        }
        if status.st_mode & S_IFMT == S_IFDIR {
            guard typed.hasSuffix("/") else { return FileReport(path: typed, completion: typed + "/") }
            return ways(typed, path)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            return FileReport(path: typed, obstacle: Obstacle(.fileIrregular, typed))
        }
        guard let head = Self.head(path) else {
            return FileReport(path: typed, obstacle: Obstacle(.fileForbidden, typed))
        }
        return FileReport(path: typed, file: Self.content(path, head: head, size: Int64(status.st_size)))
    }

    /// As it would be sent; the hash is for who reads it whole. How it begins says what it is; an office document begins as
    /// any archive, and a text as anything: those go by their names.
    static func content(_ path: String, head: [UInt8], size: Int64) -> MediaContent {
        let name = String(path.split(separator: "/").last ?? "")
        let named = MediaType.of(fileNamed: name)
        let type =
            MediaType.of(fileBeginningWith: head) ?? (isPage(head) && !isDocument(named) ? "text/html" : named)
            ?? (isText(head) ? "text/plain" : "application/octet-stream")
        let kind = MediaContent.kind(of: type) ?? .document
        let isAnimated = MediaType.isMovingSticker(head)
        return MediaContent(
            kind: kind, hash: "", mimeType: type, size: size,
            fileName: FileNaming.harmless(name, kind: kind, mimeType: type), isAnimated: isAnimated)
    }

    /// A page of the web, as is saved in place of a picture that could not be fetched.
    private static func isPage(_ head: [UInt8]) -> Bool {
        let text = String(decoding: head.prefix(64), as: UTF8.self).lowercased().drop {
            $0.isWhitespace || $0 == "\u{FEFF}"
        }
        return text.hasPrefix("<!doctype html") || text.hasPrefix("<html")
    }

    private static func isDocument(_ type: String?) -> Bool {
        type.map { MediaContent.kind(of: $0) == .document } ?? true
    }

    private static func isText(_ head: [UInt8]) -> Bool {
        !head.isEmpty && !head.contains { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D].contains($0) }
    }

    /// The first bytes; nil when it cannot be read. A FIFO in its place must not hold us.
    static func head(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = read(descriptor, &bytes, bytes.count)
        return count < 0 ? nil : Array(bytes.prefix(count))
    }

    /// What the path can become.
    private func ways(_ typed: String, _ path: String) -> FileReport {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? "./"
        let beginning = slash.map { String(path[path.index(after: $0)...]) } ?? path
        let names = Self.names(in: folder).filter { name in
            name.hasPrefix(beginning) && (!name.hasPrefix(".") || beginning.hasPrefix("."))
        }
        guard let first = names.first else { return FileReport(path: typed) }
        let common = names.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
        var longer = String(typed.dropLast(beginning.count)) + common
        if names.count == 1 {
            var status = stat()
            if stat(folder + first, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { longer += "/" }
        }
        return FileReport(
            path: typed, completion: longer == typed ? nil : longer, choices: Array(names.prefix(Self.mostChoices)))
    }

    private static func names(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while names.count < mostNames, let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
