/// The messages and calls of a customer that bear on the window of one conversation, newest first, with the webhooks
/// they came by.
public struct WindowTrail: Hashable, Sendable {
    public struct Trigger: Hashable, Sendable {
        /// The platform's word for its type.
        public var type: String
        /// The platform's stamp.
        public var timestamp: Instant
        public var effect: WindowEffect
        public var origin: Origin?

        public init(type: String, timestamp: Instant, effect: WindowEffect, origin: Origin?) {
            self.type = type
            self.timestamp = timestamp
            self.effect = effect
            self.origin = origin
        }
    }

    public var triggers: [Trigger]

    public init(triggers: [Trigger] = []) { self.triggers = triggers }

    /// How many are worth telling: the newest decides, the others show what it followed.
    public static let limit = 3
}
