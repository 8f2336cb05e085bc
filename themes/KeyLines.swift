/// The line of every key of a TOML text, found by a scan, because the TOML library does not tell.
package struct KeyLines {
    private var lines: [String: Int] = [:]

    /// Keys that mean anything are far from both; each line under a header repeats it.
    private static let (deepest, longest) = (16, 400)

    package init(_ text: String) {
        var header: [String] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let trimmed = line.drop { $0 == " " || $0 == "\t" }
            if trimmed.hasPrefix("[") {
                header = Self.parts(of: trimmed.drop { $0 == "[" }, until: "]")
                note(header, index + 1)
            } else if !trimmed.hasPrefix("#"), trimmed.contains("=") {
                note(header + Self.parts(of: trimmed, until: "="), index + 1)
            }
        }
    }

    /// Counted from 1. A key inside an inline table is on its table's line, so the longest known beginning counts.
    package func line(of path: [String]) -> Int? {
        for length in stride(from: path.count, to: 0, by: -1) {
            if let line = lines[path.prefix(length).joined(separator: ".")] { return line }
        }
        return nil
    }

    private mutating func note(_ path: [String], _ line: Int) {
        guard !path.isEmpty, path.count <= Self.deepest else { return }
        let key = path.joined(separator: ".")
        guard key.utf8.count <= Self.longest else { return }
        if lines[key] == nil { lines[key] = line }
    }

    /// A dotted key, quoted parts taken whole.
    private static func parts(of text: Substring, until end: Character) -> [String] {
        var parts: [String] = []
        var current = ""
        var quote: Character?
        for character in text {
            if let open = quote {
                if character == open { quote = nil } else { current.append(character) }
            } else if character == end {
                break
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == "." {
                parts.append(current)
                current = ""
            } else if character != " ", character != "\t" {
                current.append(character)
            }
        }
        parts.append(current)
        return parts.filter { !$0.isEmpty }
    }
}
