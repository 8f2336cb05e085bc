import Foundation

/// A Swift file of the package.
struct SourceFile: Sendable {
    /// From the package's root.
    let path: String
    let lines: [CodeLine]
    private let bytes: Data

    init(path: String) { self.init(path: path, bytes: SourceTree.bytes(path)) }

    init(path: String, bytes: Data) {
        (self.path, self.bytes) = (path, bytes)
        lines = CodeLineReader.lines(of: String(decoding: bytes, as: UTF8.self))
    }

    /// Whether the words are somewhere in it, code or not: quick, because most files need no look at their lines then.
    func has(_ words: String) -> Bool { bytes.range(of: Data(words.utf8)) != nil }

    /// The target it belongs to: the folder under `Sources` or `Tests`, or `Themes`.
    var target: String {
        let parts = path.split(separator: "/").map(String.init)
        return parts[0] == "themes" ? "Themes" : parts[1]
    }

    var isTest: Bool { path.hasPrefix("Tests/") }

    /// `path:line` of every line that breaks a rule, for a message that can be clicked.
    func places(where breaks: (CodeLine) -> Bool) -> [String] {
        lines.filter(breaks).map { "\(path):\($0.number)" }
    }

    /// The modules its import lines name, with the line that does.
    var imports: [(module: String, line: Int)] {
        lines.compactMap { line in
            var words = line.code.split(whereSeparator: { " \t".contains($0) }).map(String.init)
            while let first = words.first, first.hasPrefix("@") || Self.access.contains(first) { words.removeFirst() }
            guard words.first == "import", words.count > 1 else { return nil }
            words.removeFirst()
            if Self.kinds.contains(words[0]), words.count > 1 { words.removeFirst() }
            return (words[0].split(separator: ".").first.map(String.init) ?? words[0], line.number)
        }
    }

    /// The types it declares at any depth.
    var types: [(name: String, line: Int)] {
        lines.flatMap { line in
            let words = line.code.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_") }).map(String.init)
            return zip(words, words.dropFirst()).compactMap { keyword, name in
                Self.declarations.contains(keyword) && name.first?.isUppercase == true ? (name, line.number) : nil
            }
        }
    }

    private static let access: Set<String> = ["public", "package", "internal", "fileprivate", "private"]
    private static let kinds: Set<String> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
    private static let declarations: Set<String> = ["struct", "class", "enum", "actor", "protocol", "typealias"]
}

/// The package as it lies on disk, read once.
enum SourceTree {
    /// The package's root, from where this file was compiled.
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let swift: [SourceFile] = files(in: House.folders).filter { $0.hasSuffix(".swift") }.map(
        SourceFile.init(path:))

    /// Every file below some folders, by path from the root, sorted; nothing of dot folders.
    static func files(in folders: [String]) -> [String] {
        folders.flatMap { folder -> [String] in
            let walk = FileManager.default.enumerator(
                at: root.appending(path: folder), includingPropertiesForKeys: [.isRegularFileKey],
                options: .skipsHiddenFiles)
            let prefix = root.path(percentEncoded: false)
            return (walk?.compactMap { $0 as? URL } ?? []).compactMap { url in
                let values = try? url.resourceValues(forKeys: [.isRegularFileKey])  // vanished: not ours
                guard values?.isRegularFile == true else { return nil }
                let path = url.path(percentEncoded: false)
                guard let range = path.range(of: prefix) else { return nil }
                return String(path[range.upperBound...].drop { $0 == "/" })
            }
        }.sorted()
    }

    static func names(in folder: String) -> [String] {
        let path = root.appending(path: folder).path(percentEncoded: false)
        return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()  // no folder: no names
    }

    /// A file's text; empty when it cannot be read, which every test of it reports in its own words.
    static func text(_ path: String) -> String { String(decoding: bytes(path), as: UTF8.self) }

    static func bytes(_ path: String) -> Data {
        FileManager.default.contents(atPath: root.appending(path: path).path(percentEncoded: false)) ?? Data()
    }
}
