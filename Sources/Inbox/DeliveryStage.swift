/// How far an outbound message has come. The raw value is the rung of the ladder: delivery only climbs (law 7).
///
/// Legal moves: queued → leaving → accepted → sent → delivered → read → played; queued/leaving → refused; leaving →
/// uncertain → any rung a status proves; any → failed, which only a new attempt leaves.
public enum DeliveryStage: Int, Hashable, Comparable, Sendable, CaseIterable {
    /// In our outbox.
    case queued = 0
    /// A request is under way.
    case leaving = 1
    /// The platform took it and gave it a wamid. Accepted is not delivered.
    case accepted = 2
    case sent = 3
    case delivered = 4
    case read = 5
    /// A voice note was played.
    case played = 6

    /// The lower rung first.
    public static func < (a: DeliveryStage, b: DeliveryStage) -> Bool { a.rawValue < b.rawValue }

    /// The rung a status word of the platform proves (`whatsapp.md` §2.5); nil for `failed` and words we do not know.
    public init?(statusWord: String) {
        switch statusWord {
        case "sent": self = .sent
        case "delivered": self = .delivered
        case "read": self = .read
        case "played": self = .played
        default: return nil
        }
    }

    /// The word contracts print; from `sent` on the platform's own (`whatsapp.md` §2.5).
    public var word: String {
        switch self {
        case .queued: "queued"
        case .leaving: "leaving"
        case .accepted: "accepted"
        case .sent: "sent"
        case .delivered: "delivered"
        case .read: "read"
        case .played: "played"
        }
    }
}
