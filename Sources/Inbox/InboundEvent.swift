import WhatsApp

/// Something a customer did on one of our numbers: a message of any type, known or not.
public struct InboundEvent: Hashable, Sendable {
    /// The number of ours it came to.
    public var number: NumberID
    /// That number as people write it, when the payload tells; untrusted text.
    public var displayNumber: String?
    /// The WhatsApp Business account the webhook was for; nil when it names none.
    public var waba: String?
    /// The platform's id, or `body:<sha256>:<index>` when the payload has none.
    public var wamid: String
    /// Every alias the payload tells of the sender, the strongest first; one `.nobody` alias when it tells none.
    public var aliases: [Alias]
    /// The group the message was sent in; then the group is the party of the thread.
    public var group: String?
    /// The alias an answer goes to: the phone number when the payload carries it, else the BSUID (law 8).
    public var address: Address?
    /// The name of the sender's profile, which they chose themselves; nil when the payload tells none.
    public var name: String?
    /// The sender's username, without `@`; nil when they have none.
    public var username: String?
    /// The platform's stamp; the arrival, else the epoch, when the payload has none.
    public var timestamp: Instant
    /// The platform's word for the type; `unknown` when it gives none.
    public var type: String
    /// The customer's words: text, caption, title, place, names. What lists, search and contracts show.
    public var text: String?
    /// What is searched besides them.
    public var beside: [Beside]
    /// The wamid of the message it answers, reacts to, edits or deletes.
    public var quotes: String?
    /// Content that this program shows only as a placeholder, or that came with an error.
    public var isPlaceholder: Bool
    /// What it does to the service window.
    public var effect: WindowEffect
    /// Set on system messages: the sender changed their number or id.
    public var change: IdentityChange?
    /// The payload had no stamp: `timestamp` is the arrival of the file it was read from. Of two deliveries the earlier
    /// arrival then is the time, as it is the arrival.
    public var lacksTimestamp: Bool
    /// The file it carries, when the platform gave that an id.
    public var media: MediaAttachment?
    /// By which way it was told.
    public var telling: Telling
    /// The role of who owns the thread from now on, of a handover.
    public var role: String?
    /// What who wrote in a group is called: their name, else the username, else the address. Nil outside groups, where the
    /// conversation says whose it is.
    public var participant: String? {
        guard group != nil, telling != .event else { return nil }
        let named = aliases.first { $0.kind == .waID } ?? aliases.first { $0.kind == .bsuid || $0.kind == .parentBSUID }
        return name ?? username.map { "@\($0)" } ?? named.map { $0.kind == .waID ? "+\($0.value)" : $0.value }
    }

    /// Canonical JSON of the message element, so that its raw payload is one key away.
    public var raw: String

    /// An event as `EventReader` reads it from a payload; what is not told stays nil.
    public init(
        number: NumberID, displayNumber: String? = nil, waba: String? = nil, wamid: String, aliases: [Alias],
        group: String? = nil, address: Address? = nil, name: String? = nil, username: String? = nil, timestamp: Instant,
        type: String, text: String? = nil, beside: [Beside] = [], quotes: String? = nil, isPlaceholder: Bool = false,
        effect: WindowEffect = .opens, change: IdentityChange? = nil, lacksTimestamp: Bool = false,
        media: MediaAttachment? = nil, telling: Telling = .live, role: String? = nil, raw: String
    ) {
        self.number = number
        self.displayNumber = displayNumber
        self.waba = waba
        self.wamid = wamid
        self.aliases = aliases
        self.group = group
        self.address = address
        self.name = name
        self.username = username
        self.timestamp = timestamp
        self.type = type
        self.text = text
        self.beside = beside
        self.quotes = quotes
        self.isPlaceholder = isPlaceholder
        self.effect = effect
        self.change = change
        self.lacksTimestamp = lacksTimestamp
        self.media = media
        self.telling = telling
        self.role = role
        self.raw = raw
    }

    /// An emoji put to another message, or taken back: it makes nobody wait and may not open a window.
    public var isReaction: Bool { type == "reaction" }
    /// A notice of the platform about the sender, not words of theirs (`whatsapp.md` §2.4).
    public var isSystem: Bool { type == "system" }

    /// Whether it makes somebody wait for an answer: what a person said, not what the platform noted. Who accepted a
    /// call of ours was answered by it; whose thread came back to us waits since then.
    public var asksForAnswer: Bool {
        guard telling == .live else { return false }
        return effect == .opens && type != Self.acceptedCallType || type == Self.passedType
    }

    /// The type of a user's call; its id is the call's.
    public static let callType = "call"
    /// The type of a user's accepting a call of ours: a word of ours, the platform has only a status for it.
    public static let acceptedCallType = "call_accepted"
    /// The types of a handover of the thread to us, and to another responder: the platform's words.
    public static let passedType = "control_passed"
    /// See `passedType`.
    public static let takenType = "control_taken"
    /// The type of a call's end: a word of ours, the platform says `terminate`.
    public static let endedCallType = "call_ended"

    /// The types of a person's stopping marketing messages, and of wanting them again: words of ours, the platform has only
    /// a preference for it.
    public static let marketingStopType = "marketing_stop"
    /// See `marketingStopType`.
    public static let marketingResumeType = "marketing_resume"

    /// Whether a line of this type and telling is something that happened rather than words of somebody.
    public static func isHappening(_ type: String, _ telling: Telling) -> Bool {
        telling == .event || [callType, acceptedCallType, passedType].contains(type)
    }
}
