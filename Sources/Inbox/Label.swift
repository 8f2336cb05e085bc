/// A word that sorts conversations for us; customers never see it, and it never moves a row.
public struct Label: Hashable, Comparable, Sendable {
    /// Small letters, a hyphen for each gap, so that it can be typed as one word; never empty.
    public let name: String

    /// In characters.
    public static let longest = 24

    /// Nil for blanks alone.
    public init?(_ text: String) {
        let words = text.lowercased().split { $0.isWhitespace || $0 == "-" || $0 == "," }
        let name = String(words.joined(separator: "-").prefix(Self.longest))
        guard !name.isEmpty else { return nil }
        self.name = name
    }

    /// By name.
    public static func < (a: Label, b: Label) -> Bool { a.name < b.name }
}
