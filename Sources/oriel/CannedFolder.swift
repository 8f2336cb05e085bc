import Foundation
import Inbox
import TOMLKit
import Themes
import WhatsApp

/// Canned replies as files: every `*.md` of a folder, with settings in TOML before the words. Read anew each time.
struct CannedFolder: Hashable, Sendable {
    /// Where they are; there need not be such a folder.
    let path: String

    private static let ending = ".md"
    /// More files than anybody chooses from.
    private static let most = 1_000
    private static let settings = ["language", "name", "shortcut", "tags"]

    /// Whether there is such a folder.
    var isThere: Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// What the files say, by their names; those that are no reply with the reason. Empty when there is no folder.
    var shelf: CannedShelf {
        guard let directory = opendir(path) else { return CannedShelf(folder: path) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory), names.count < Self.most {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(Self.ending), !name.hasPrefix(".") { names.append(name) }
        }
        return CannedShelf(folder: path, files: names.sorted().map { CannedFile(file: $0, reply: reply($0)) })
    }

    private func reply(_ file: String) -> Result<CannedReply, CannedFile.Defect> {
        do throws(CannedFile.Defect) {
            return .success(try Self.reply(text(file), file: file))
        } catch {
            return .failure(error)
        }
    }

    private func text(_ file: String) throws(CannedFile.Defect) -> String {
        let path = "\(path)/\(file)"
        var status = stat()
        // Opening a pipe would wait for somebody to write into it.
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .init(.unreadable) }
        do {
            return try HandWrittenFile.text(path)
        } catch {
            throw .init(error == .notText ? .notText : .unreadable)
        }
    }

    /// The reply in a file's text.
    static func reply(_ text: String, file: String) throws(CannedFile.Defect) -> CannedReply {
        let parts: FrontMatter
        do {
            parts = try FrontMatter(text)
        } catch {
            throw .init(.frontMatter(error), line: error == .unclosed ? nil : 1)
        }
        let head = try Head(parts.head)
        for key in head.table.keys.sorted() where !settings.contains(key) {
            throw head.defect(.unknownKey(key, nearest: Spelling.nearest(to: key, among: settings)), key)
        }
        let shortcut = try head.text("shortcut")
        if let shortcut, shortcut.contains(where: \.isWhitespace) {
            throw head.defect(.shortcutSpaced(shortcut), "shortcut")
        }
        let stem = String(file.dropLast(ending.count))
        let reply = CannedReply(
            file: file, name: try head.text("name") ?? stem, shortcut: shortcut, tags: try head.texts("tags"),
            language: try head.text("language"), text: parts.text)
        guard !ParameterText.isBlank(reply.text) else { throw .init(.blank) }
        let count = reply.text.unicodeScalars.count
        guard count <= Limits.textBody else { throw .init(.long(count)) }
        return reply
    }

    /// The settings, each with its line.
    private struct Head {
        let table: TOMLTable
        private let lines: KeyLines

        init(_ text: String) throws(CannedFile.Defect) {
            func line(_ line: Int) -> Int { line + FrontMatter.headLine - 1 }
            guard !text.utf8.contains(0) else { throw .init(.notText) }
            if let hazard = TOMLHazard.first(in: text) {
                throw .init(.syntax(hazard.reason), line: line(hazard.line))
            }
            lines = KeyLines(text)
            do {
                table = try TOMLTable(string: text)
            } catch let error as TOMLParseError {
                let why = error.description.split(separator: "\n").first.map(String.init) ?? ""
                throw .init(.syntax(why), line: line(error.source.begin.line))
            } catch {
                throw .init(.syntax("\(error)"))
            }
        }

        func defect(_ reason: CannedFile.Reason, _ key: String) -> CannedFile.Defect {
            .init(reason, line: lines.line(of: [key]).map { $0 + FrontMatter.headLine - 1 })
        }

        func text(_ key: String) throws(CannedFile.Defect) -> String? {
            guard let value = table[key] else { return nil }
            guard let text = value.string, Self.isText(text) else { throw defect(.notAText(key), key) }
            return text
        }

        func texts(_ key: String) throws(CannedFile.Defect) -> [String] {
            guard let value = table[key] else { return [] }
            guard let list = value.array else { throw defect(.notTexts(key), key) }
            var texts: [String] = []
            for element in list {
                guard let text = element.string, Self.isText(text) else { throw defect(.notTexts(key), key) }
                texts.append(text)
            }
            return texts
        }

        private static func isText(_ text: String) -> Bool {
            !ParameterText.isBlank(text)
                && !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
        }
    }
}
