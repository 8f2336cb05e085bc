import Desk
import Inbox
import Screen
import WhatsApp

/// What became of a message.
enum SendOutcome {
    /// What keeps it from leaving, if the platform took it only to hold it back.
    case accepted(id: String, wamid: String, hold: SendResponse.AcceptanceStatus?)
    /// The gate said no before it entered the outbox.
    case stopped(Refusal)
    /// The gate said no as it was about to leave, or its deadline came; the refusal's word.
    case stoppedLeaving(id: String, code: String)
    case refused(id: String, FailureNote)
    case uncertain(id: String)
    /// Not sent in time, and taken back; what kept it, if anything did.
    case late(id: String, why: String?)
    /// A signal came before it left, and it was taken back.
    case interrupted(id: String)

    /// What `send --json` prints (design §11).
    var line: String {
        switch self {
        case .accepted(let id, let wamid, let hold):
            Self.row(id, wamid: wamid, "accepted", more: hold.map { [("hold", OrderedJSON.text($0.word))] } ?? [])
        case .uncertain(let id): Self.row(id, "uncertain")
        case .late(let id, _), .interrupted(let id): Self.row(id, "recalled")
        case .refused(let id, let note):
            Self.row(id, "refused", more: [("code", .number(note.code)), ("error", .failure(note))])
        case .stopped(let refusal): Self.refusal(refusal.code, refusal.needsTemplate, Self.words(refusal))
        case .stoppedLeaving(_, let code): Self.refusal(code, Self.templateWouldPass(code), nil)
        }
    }

    /// What `send` prints without `--json`; nil for what is told as a failure.
    var sentence: SafeText? {
        guard case .accepted(_, let wamid, let hold) = self else { return nil }
        return Words.english.taken(wamid, hold: hold)
    }

    /// Nil for success.
    var failure: Failure? {
        switch self {
        case .accepted: nil
        case .uncertain(let id):
            Failure(
                .uncertain,
                "nobody knows whether the message \(id) was sent: look at the phone or at `oriel messages` before "
                    + "sending it again")
        case .late(let id, let why):
            Failure(
                .temporary, "the message \(id) could not leave in time and was taken back\(why.map { ": \($0)" } ?? "")"
            )
        case .interrupted(let id):
            Failure(.temporary, "interrupted: the message \(id) had not left, and was taken back")
        case .refused(let id, let note):
            Failure(.refusedByPlatform, "the platform refused the message \(id): \(Self.words(note))")
        case .stopped(let refusal): Failure(.refusedByGate, Self.words(refusal))
        case .stoppedLeaving(let id, let code):
            Failure(.refusedByGate, "the message \(id) was stopped as it was leaving: \(code)")
        }
    }

    private static func row(
        _ id: String, wamid: String? = nil, _ status: String, more: [(String, OrderedJSON)] = []
    ) -> String {
        OrderedJSON.object([("id", .text(id)), ("wamid", .text(wamid)), ("status", .text(status))] + more).line
    }

    private static func refusal(_ code: String, _ needsTemplate: Bool, _ message: String?) -> String {
        OrderedJSON.object([
            ("refusal", .text(code)), ("needs_template", .bool(needsTemplate)), ("message", .text(message)),
        ]).line
    }

    /// What the agent would read, times in UTC.
    private static func words(_ refusal: Refusal) -> String {
        Words.english.refusal(refusal, settings: Settings(agent: ""), now: .wallClock).string
    }

    private static func words(_ note: FailureNote) -> String {
        guard let code = note.code else {
            return [note.title, note.details].compactMap(\.self).joined(separator: ": ")
        }
        // The platform's details are its best sentence; its title is often the code once more.
        return "\(code) \(note.details ?? note.title) \(Words.english.platform(code, isFinal: true).advice.string)"
    }

    /// Whether an outbox row was refused by our own gate; it keeps the refusal's word only.
    static func isGateCode(_ code: String) -> Bool { gateCodes[code] != nil }

    private static func templateWouldPass(_ code: String) -> Bool { gateCodes[code] ?? false }

    /// Every refusal by its word, with `needsTemplate`; the times in them do not matter.
    private static let gateCodes: [String: Bool] = {
        let then = Instant(seconds: 0)
        let nobody = Inbox.Address.phone("0")
        let all: [Refusal] = [
            .windowClosed(since: then), .windowEnding(until: then), .windowUnknown, .windowLikely(until: then),
            .windowDisputed(until: then, refusedAt: then), .optedOut(.everything), .noOptIn,
            .templateUnusable(.status("", reason: nil)), .parameters([]), .authenticationNeedsPhone,
            .addressChanged(from: nobody, to: nobody), .noAddress, .blocked, .ownedElsewhere(until: then), .blank,
            .tooLong(count: 0, limit: 0), .holdsNUL, .mediaType(""), .mediaTooLarge(size: 0, limit: 0), .mediaEmpty,
            .captionUnsupported, .expired(notAfter: then), .notForGroups(type: ""), .reactionTooLate(sentAt: then),
            .directSendOff, .numberUnlisted(NumberID("")),
        ]
        return Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0.needsTemplate) })
    }()
}
