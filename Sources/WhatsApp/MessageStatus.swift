/// What became of a message we sent (`whatsapp.md` §2.5).
public struct MessageStatus: Hashable, Sendable {
    /// The WhatsApp Business Account it was sent from.
    public var wabaID: String?
    /// The business number it was sent from.
    public var metadata: Metadata
    /// The `wamid` the send returned.
    public var id: String
    /// How far it got.
    public var status: DeliveryStatus
    /// Seconds since 1970.
    public var timestamp: Int64?
    /// The person it was for; in a group, the participant.
    public var recipient: Aliases
    /// Set when it was sent to a group.
    public var groupID: String?
    /// What we sent along: the outbox's key.
    public var callbackData: String?
    /// How it is billed.
    public var pricing: Pricing?
    /// The free entry point it belongs to.
    public var conversation: Conversation?
    /// Why it failed.
    public var errors: [APIError]
    /// The template Direct Send matched or made.
    public var templateID: String?
    /// The whole element of `statuses`.
    public var raw: JSONValue

    /// How a delivered message is billed (`whatsapp.md` §3.6).
    public struct Pricing: Hashable, Sendable {
        /// Announced for removal; `type` and `category` decide.
        public var isBillable: Bool?
        /// `PMP`, or `CBP` before July 2025.
        public var model: String?
        /// `regular`, `free_customer_service`, `free_entry_point`, `free_group_customer_service`.
        public var type: String?
        /// Such as `service`, `utility`, `marketing`.
        public var category: String?
        /// `paid_exempt` for exempt senders.
        public var subtype: String?
    }

    /// On version 24 and later only inside a free entry point (§3.4).
    public struct Conversation: Hashable, Sendable {
        /// The conversation's id.
        public var id: String?
        /// `referral_conversion` for a free entry point.
        public var origin: String?
        /// Seconds since 1970.
        public var expiration: Int64?
    }
}

/// The platform's word for how far a message got. Open.
public enum DeliveryStatus: Hashable, Sendable {
    case sent
    case delivered
    case read
    /// A voice note was listened to.
    case played
    case failed
    case other(String)

    /// Words of tomorrow are kept.
    public init(_ word: String) {
        switch word {
        case "sent": self = .sent
        case "delivered": self = .delivered
        case "read": self = .read
        case "played": self = .played
        case "failed": self = .failed
        default: self = .other(word)
        }
    }

    /// The platform's word.
    public var word: String {
        switch self {
        case .sent: "sent"
        case .delivered: "delivered"
        case .read: "read"
        case .played: "played"
        case .failed: "failed"
        case .other(let word): word
        }
    }
}
