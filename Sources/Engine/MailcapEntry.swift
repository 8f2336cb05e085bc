import Foundation
import Glibc

/// One entry of a mailcap file (RFC 1524).
public struct MailcapEntry: Hashable, Sendable {
    /// A MIME type, or `image/*`.
    public var pattern: String
    /// A shell command in which `%s` is the file, as its author wrote it.
    public var view: String
    /// It runs in the terminal.
    public var needsTerminal: Bool

    /// An entry as a file tells it.
    public init(pattern: String, view: String, needsTerminal: Bool = false) {
        self.pattern = pattern
        self.view = view
        self.needsTerminal = needsTerminal
    }

    /// The command for one file. The entry's words are the shell's, the file's path is not: it goes in as a parameter.
    func command(for path: String, mimeType: String) -> [String] {
        var script = ""
        var hasFile = false
        var rest = Substring(view)
        while let first = rest.first {
            if let quote = ["'%s'", "\"%s\"", "%s"].first(where: { rest.hasPrefix($0) }) {
                script += "\"$1\""
                hasFile = true
                rest = rest.dropFirst(quote.count)
            } else if let quote = ["'%t'", "\"%t\"", "%t"].first(where: { rest.hasPrefix($0) }) {
                script += "\"$2\""
                rest = rest.dropFirst(quote.count)
            } else {
                script.append(first)
                rest = rest.dropFirst()
            }
        }
        return ["/bin/sh", "-c", hasFile ? script : script + " < \"$1\"", "sh", path, mimeType]
    }

    /// Entries of all files of the search path (`MAILCAPS`, else the usual ones), in order.
    static func all(_ environment: [String: String]) -> [MailcapEntry] {
        let usual = "\(environment["HOME"] ?? "")/.mailcap:/etc/mailcap:/usr/share/etc/mailcap:/usr/local/etc/mailcap"
        return (environment["MAILCAPS"] ?? usual).split(separator: ":").flatMap { path -> [MailcapEntry] in
            guard let data = FileManager.default.contents(atPath: String(path)), data.count <= 1 << 20 else {
                return []
            }
            return entries(String(decoding: data, as: UTF8.self))
        }
    }

    /// Reads a file. Entries with a test are taken when all it asks for is a display, which is asked for elsewhere; others
    /// are left out, because nothing here runs a test.
    static func entries(_ text: String) -> [MailcapEntry] {
        var joined = ""
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            joined += line.hasSuffix("\\") ? line.dropLast() : line + "\n"
        }
        return joined.split(separator: "\n").compactMap { line in
            guard !line.hasPrefix("#") else { return nil }
            let fields = fields(line)
            guard fields.count >= 2, !fields[0].isEmpty, !fields[1].isEmpty else { return nil }
            var entry = MailcapEntry(pattern: fields[0].lowercased(), view: fields[1])
            for field in fields.dropFirst(2) {
                let parts = field.split(separator: "=", maxSplits: 1).map {
                    String($0).trimmingCharacters(in: .whitespaces)
                }
                switch parts.first?.lowercased() {
                case "needsterminal", "copiousoutput": entry.needsTerminal = true
                case "test":
                    guard parts.count == 2, parts[1].contains("DISPLAY"), parts[1].hasPrefix("test ") else {
                        return nil
                    }
                default: break
                }
            }
            return entry
        }
    }

    /// Separated by semicolons that no backslash stands before.
    private static func fields(_ line: Substring) -> [String] {
        var fields: [String] = [""]
        var isEscaped = false
        for character in line {
            if isEscaped {
                fields[fields.count - 1].append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == ";" {
                fields.append("")
            } else {
                fields[fields.count - 1].append(character)
            }
        }
        return fields.map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
