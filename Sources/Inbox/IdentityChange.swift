/// A person left some aliases for others (`whatsapp.md` §2.4). From `timestamp` on the old number may be somebody
/// else's.
public struct IdentityChange: Hashable, Sendable {
    /// What they were known by.
    public var old: [Alias]
    /// What they are known by from now on.
    public var new: [Alias]

    /// The names before and after, as the system message tells them.
    public init(old: [Alias], new: [Alias]) {
        self.old = old
        self.new = new
    }
}
