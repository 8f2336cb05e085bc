/// An alias of a person, with what tells them from others who had it: a phone number may go from one person to the next.
public struct Holding: Hashable, Sendable {
    /// The name that may change hands.
    public let alias: Alias
    /// When the holder before them left it; 1970 for the first holder known.
    public let since: Instant

    /// The holder who has the alias from `since` on.
    public init(_ alias: Alias, since: Instant) {
        self.alias = alias
        self.since = since
    }
}
