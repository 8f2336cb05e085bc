import Inbox

/// One request that left: what the limits per number and per pair are counted from (design §7).
public struct Departure: Hashable, Sendable {
    public var number: NumberID
    public var address: Address
    public var at: Instant

    public init(number: NumberID, address: Address, at: Instant) {
        self.number = number
        self.address = address
        self.at = at
    }
}
