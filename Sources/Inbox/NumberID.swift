/// One of our own phone numbers on the platform: the `phone_number_id` of a webhook's metadata and of the Graph path.
public struct NumberID: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let value: String
    public init(_ value: String) { self.value = value }
    public var description: String { value }
    public static func < (a: NumberID, b: NumberID) -> Bool { a.value < b.value }
}
