/// Nobody can be known by this.
public struct SimPersonError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was given as an address.
    public var address: String

    /// What is wrong, and what would do.
    public var description: String {
        "\"\(address)\" is nobody's address: give a phone number with 7 to 15 digits, a BSUID such as BR.4821, or an "
            + "@username."
    }
}
