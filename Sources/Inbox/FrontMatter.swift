/// A text file with settings before its words: TOML between two lines of `+++`, then the text.
public struct FrontMatter: Hashable, Sendable {
    /// What stands between the marks.
    public let head: String
    /// What comes after them, without blank lines at either end; line ends are `\n`.
    public let text: String

    /// The line of the file that the head begins with, counted from 1.
    public static let headLine = 2
    /// What stands alone on the lines before and after the settings.
    public static let mark = "+++"

    /// Why a file has no such shape.
    public enum Problem: Error, Hashable, Sendable {
        /// The first line is not the mark.
        case missing
        /// The first line is the mark of YAML, `---`.
        case yaml
        /// The settings have no end.
        case unclosed
    }

    /// Splits a file's words; a byte order mark before them does not count.
    public init(_ file: String) throws(Problem) {
        let scalars =
            file.unicodeScalars.first == "\u{FEFF}" ? file.unicodeScalars.dropFirst() : file.unicodeScalars[...]
        // CR LF is one Character to Swift: lines are cut where each is one character.
        let lines = String(scalars).split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        func isMark(_ line: Substring, _ mark: String) -> Bool {
            line.hasPrefix(mark) && line.dropFirst(mark.count).allSatisfy(\.isWhitespace)
        }
        guard let first = lines.first, isMark(first, Self.mark) else {
            throw lines.first.map { isMark($0, "---") } ?? false ? .yaml : .missing
        }
        let rest = lines.dropFirst()
        guard let end = rest.firstIndex(where: { isMark($0, Self.mark) }) else { throw .unclosed }
        head = rest[..<end].joined(separator: "\n")
        func isBlank(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }
        var words = rest[(end + 1)...].drop(while: isBlank)
        while let last = words.last, isBlank(last) { words.removeLast() }
        text = words.joined(separator: "\n")
    }
}
