import Inbox

/// One request that left: what the limits per number and per pair are counted from (design §7).
public struct Departure: Hashable, Sendable {
    /// The number of ours it left from.
    public var number: NumberID
    /// Where it went.
    public var address: Address
    /// When it left, by the clock of the machine that sent it.
    public var at: Instant

    /// A request that left, whatever came of it.
    public init(number: NumberID, address: Address, at: Instant) {
        self.number = number
        self.address = address
        self.at = at
    }
}
