/// What the agent explicitly agreed to for this one message.
public struct Consents: Hashable, Sendable {
    /// Try although the window is unknown, disputed or only likely open (`--try`).
    public var triesAnyway: Bool
    /// Send to the new address of this person (`--confirm-address`).
    public var confirmsAddress: Bool

    /// Nothing is agreed to unless said.
    public init(triesAnyway: Bool = false, confirmsAddress: Bool = false) {
        self.triesAnyway = triesAnyway
        self.confirmsAddress = confirmsAddress
    }
}
