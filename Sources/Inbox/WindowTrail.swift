/// The messages and calls of a customer that bear on the window of one conversation, newest first, with the webhooks
/// they came by.
public struct WindowTrail: Hashable, Sendable {
    /// A message or call that bears on the window.
    public struct Trigger: Hashable, Sendable {
        /// The platform's word for its type.
        public var type: String
        /// The platform's stamp.
        public var timestamp: Instant
        /// What it does to the window.
        public var effect: WindowEffect
        /// The webhook that brought it; nil when the store no longer knows.
        public var origin: Origin?

        /// A trigger as its webhook told it.
        public init(type: String, timestamp: Instant, effect: WindowEffect, origin: Origin?) {
            self.type = type
            self.timestamp = timestamp
            self.effect = effect
            self.origin = origin
        }
    }

    /// Newest first, `limit` at most.
    public var triggers: [Trigger]

    /// Without triggers, the trail of a window nobody opened.
    public init(triggers: [Trigger] = []) { self.triggers = triggers }

    /// How many are worth telling: the newest decides, the others show what it followed.
    public static let limit = 3
}
