/// By which way a line of a conversation was told (`whatsapp.md` §1.7.14, §1.8). The raw value is stored; never
/// renumber. Of two tellings of one message the smaller stands.
public enum Telling: Int, Hashable, Comparable, Sendable, CaseIterable {
    /// As a message to us, or as our own from the outbox.
    case live = 0
    /// As a copy of a thread that another responder of the number owns.
    case standby = 1
    /// As an echo of what the business wrote in its phone app.
    case phoneApp = 2
    /// As a past chat of the phone app.
    case history = 3
    /// As something that happened, by a field of its own: nobody's words.
    case event = 4

    /// What stands first.
    public static func < (a: Telling, b: Telling) -> Bool { a.rawValue < b.rawValue }

    /// The word of the dump.
    public var word: String {
        switch self {
        case .live: "live"
        case .standby: "standby"
        case .phoneApp: "phone_app"
        case .history: "history"
        case .event: "event"
        }
    }
}
