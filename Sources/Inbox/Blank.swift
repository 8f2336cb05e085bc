import WhatsApp

/// A place of a text that is still to be filled: `{{name}}`. A text with one is not sent.
public struct Blank: Hashable, Sendable {
    /// What belongs there.
    public let name: String
    /// The `Character`s it takes up, braces too.
    public let range: Range<Int>

    /// Every blank of a text, in order.
    public static func all(in text: String) -> [Blank] {
        let spans = Placeholder.spans(in: text)
        guard !spans.isEmpty else { return [] }
        var blanks: [Blank] = []
        var left = spans[...]
        var bytes = 0
        var start: Int?
        for (offset, character) in text.enumerated() {
            guard let next = left.first else { break }
            bytes += character.utf8.count
            if start == nil, next.range.lowerBound < bytes { start = offset }
            if let from = start, next.range.upperBound <= bytes {
                blanks.append(Blank(name: next.name, range: from..<offset + 1))
                left = left.dropFirst()
                start = nil
            }
        }
        return blanks
    }

    /// Their names, each once.
    public static func names(in text: String) -> [String] { Placeholder.names(in: text) }
}
