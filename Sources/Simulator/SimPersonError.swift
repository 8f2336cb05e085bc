/// Nobody can be known by this.
public struct SimPersonError: Error, Hashable, Sendable, CustomStringConvertible {
    public var address: String

    public var description: String {
        "\"\(address)\" is nobody's address: give a phone number with 7 to 15 digits, a BSUID such as BR.4821, or an "
            + "@username."
    }
}
