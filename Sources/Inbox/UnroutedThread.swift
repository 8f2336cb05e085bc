/// A conversation that reached us and has no place: its number is not one of ours, or its messages name no sender.
public struct UnroutedThread: Hashable, Sendable {
    /// The business number the webhook was for.
    public var number: NumberID
    /// As the platform writes it; nil when no webhook told.
    public var display: String?
    /// Whether the number is ours; then it is the sender that is missing.
    public var isOurs: Bool
    /// The exported id of who wrote.
    public var person: String
    /// The newest message's stamp.
    public var lastAt: Instant

    /// A conversation without a place, as the store found it.
    public init(number: NumberID, display: String? = nil, isOurs: Bool, person: String, lastAt: Instant) {
        self.number = number
        self.display = display
        self.isOurs = isOurs
        self.person = person
        self.lastAt = lastAt
    }
}
