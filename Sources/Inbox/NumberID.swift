/// One of our own phone numbers on the platform: the `phone_number_id` of a webhook's metadata and of the Graph path.
public struct NumberID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The platform's id: digits, which are not those of the phone number.
    public let value: String
    /// Any text: what comes from a payload is kept even if it is no id of ours.
    public init(_ value: String) { self.value = value }
    /// The bare id, as contracts print it.
    public var description: String { value }
    /// As text: an order that stays, without a meaning.
    public static func < (a: NumberID, b: NumberID) -> Bool { a.value < b.value }
}
