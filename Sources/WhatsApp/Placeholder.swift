/// The `{{1}}` and `{{name}}` of template texts (`whatsapp.md` §6.1).
public enum Placeholder {
    /// A piece of a template's text.
    public enum Piece: Hashable, Sendable {
        case literal(String)
        case placeholder(name: String)
    }

    /// The text cut into literals and placeholders, in order. Braces that enclose no name stay literal.
    public static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var literal: [UInt8] = []
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            if let (name, end) = placeholder(at: index, in: bytes) {
                if !literal.isEmpty { pieces.append(.literal(String(decoding: literal, as: UTF8.self))) }
                literal = []
                pieces.append(.placeholder(name: name))
                index = end
            } else {
                literal.append(bytes[index])
                index += 1
            }
        }
        if !literal.isEmpty { pieces.append(.literal(String(decoding: literal, as: UTF8.self))) }
        return pieces
    }

    /// Where placeholders stand, braces included, in order; the ranges count UTF-8 bytes.
    public static func spans(in text: String) -> [(name: String, range: Range<Int>)] {
        guard text.utf8.contains(0x7B) else { return [] }
        var spans: [(name: String, range: Range<Int>)] = []
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            if let (name, end) = placeholder(at: index, in: bytes) {
                spans.append((name, index..<end))
                index = end
            } else {
                index += 1
            }
        }
        return spans
    }

    /// The names in order of first occurrence, each once.
    public static func names(in text: String) -> [String] {
        var names: [String] = []
        for case .placeholder(let name) in pieces(of: text) where !names.contains(name) { names.append(name) }
        return names
    }

    /// `\{\{\s*([A-Za-z0-9_]+)\s*\}\}` at that place: the name and where the rest begins.
    private static func placeholder(at start: Int, in bytes: [UInt8]) -> (name: String, end: Int)? {
        var rest = bytes[start...]
        guard rest.starts(with: "{{".utf8) else { return nil }
        rest = rest.dropFirst(2).drop(while: isSpace)
        let name = rest.prefix(while: isNamePart)
        rest = rest.dropFirst(name.count).drop(while: isSpace)
        guard !name.isEmpty, rest.starts(with: "}}".utf8) else { return nil }
        return (String(decoding: name, as: UTF8.self), rest.startIndex + 2)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
