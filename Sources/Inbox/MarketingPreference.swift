/// A person told the platform whether they want marketing messages (`whatsapp.md` §1.7.11).
public struct MarketingPreference: Hashable, Sendable {
    /// Every alias the payload tells of them, the strongest first; never empty.
    public var aliases: [Alias]
    /// They stopped marketing messages; otherwise they want them again, or signed up.
    public var isStopped: Bool
    /// The platform's stamp; 1970 when it gives none.
    public var at: Instant

    /// A preference as one payload tells it.
    public init(aliases: [Alias], isStopped: Bool, at: Instant) {
        self.aliases = aliases
        self.isStopped = isStopped
        self.at = at
    }

    /// The platform's error when it refuses a marketing message to somebody who stopped them (`whatsapp.md` §9).
    public static let refusalCode = 131_050
}
