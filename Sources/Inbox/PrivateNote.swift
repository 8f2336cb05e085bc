/// Words for colleagues, kept beside what was said and never sent: nothing turns one into `Content`, and the gate and the
/// outbox take nothing else.
public struct PrivateNote: Hashable, Sendable {
    /// Without the blanks around it; never empty.
    public let text: String

    /// In Unicode scalars: as much as the box takes.
    public static let longest = 16_384

    /// Nil for blanks alone, and for more than `longest`.
    public init?(_ text: String) {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return nil }
        let words = text[first...last]
        guard words.unicodeScalars.count <= Self.longest else { return nil }
        self.text = String(words)
    }
}
