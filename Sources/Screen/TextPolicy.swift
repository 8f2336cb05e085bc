/// How text is reduced to what terminals agree on.
public struct TextPolicy: Hashable, Sendable {
    /// What becomes of emoji that terminals measure differently (`terminal.md` §8f).
    public enum Emoji: String, CaseIterable, Sendable {
        /// The whole sequence in two columns, for terminals known to measure by grapheme cluster.
        case full
        /// One scalar whose width is certain: the first emoji of a sequence, flags as `[AU]`, keycaps as their digit.
        case safe
        /// Words: `:heart:`.
        case text
    }

    /// What becomes of emoji.
    public var emoji: Emoji
    /// Columns of characters whose East Asian Width is ambiguous: 1, or 2 in terminals set so.
    public var ambiguousWidth: Int

    /// - Parameter ambiguousWidth: 1 or 2; anything else counts as 1.
    public init(emoji: Emoji = .safe, ambiguousWidth: Int = 1) {
        self.emoji = emoji
        self.ambiguousWidth = ambiguousWidth == 2 ? 2 : 1
    }

    /// Safe emoji, ambiguous characters in one column.
    public static let standard = TextPolicy()

    /// The columns of a scalar drawn by itself, 0 for what is not.
    func width(of scalarClass: ScalarClass) -> UInt8 {
        switch scalarClass {
        case .narrow: 1
        case .wide: 2
        case .ambiguous: ambiguousWidth == 2 ? 2 : 1
        case .hidden, .mark, .jamo: 0
        }
    }
}
