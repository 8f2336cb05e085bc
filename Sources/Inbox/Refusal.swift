/// Why the gate stopped a message. Each has its words, and its way out, in the catalogue.
public enum Refusal: Hashable, Sendable, Error {
    case windowClosed(since: Instant)
    /// Too near the end for the message to arrive in time.
    case windowEnding(until: Instant)
    case windowUnknown
    case windowLikely(until: Instant)
    case windowDisputed(until: Instant, refusedAt: Instant)
    case optedOut(GateContext.OptOut)
    case noOptIn
    case templateUnusable(Template.Unusable)
    case parameters([ParameterProblem])
    case authenticationNeedsPhone
    case addressChanged(from: Address, to: Address)
    case noAddress
    /// The config lists the numbers that are ours to write from, and not this one.
    case numberUnlisted(NumberID)
    /// We blocked them.
    case blocked
    /// Another responder owns the thread; from then on nobody does.
    case ownedElsewhere(until: Instant)
    case blank
    case tooLong(count: Int, limit: Int)
    /// The words hold a NUL: no phone shows it, and what stands behind it is cut off in many a program.
    case holdsNUL
    /// Files of this MIME type cannot be sent (`whatsapp.md` §5).
    case mediaType(String)
    /// In bytes.
    case mediaTooLarge(size: Int64, limit: Int64)
    case mediaEmpty
    /// Sounds and stickers have no words.
    case captionUnsupported
    case expired(notAfter: Instant)
    /// Groups take words and templates only (`whatsapp.md` §4.7); the platform's word for the type.
    case notForGroups(type: String)
    /// The message to react to is more than 30 days old (`whatsapp.md` §4.2).
    case reactionTooLate(sentAt: Instant)
    /// The config does not say that Meta enabled Direct Send for the account.
    case directSendOff

    /// A short stable word for contracts and logs.
    public var code: String {
        switch self {
        case .windowClosed: "window_closed"
        case .windowEnding: "window_ending"
        case .windowUnknown: "window_unknown"
        case .windowLikely: "window_likely"
        case .windowDisputed: "window_disputed"
        case .optedOut: "opted_out"
        case .noOptIn: "no_opt_in"
        case .templateUnusable: "template_unusable"
        case .parameters: "parameters"
        case .authenticationNeedsPhone: "authentication_needs_phone"
        case .addressChanged: Self.addressChangedCode
        case .noAddress: "no_address"
        case .numberUnlisted: "number_unlisted"
        case .blocked: "blocked"
        case .ownedElsewhere: "owned_elsewhere"
        case .blank: "blank"
        case .tooLong: "too_long"
        case .holdsNUL: "holds_nul"
        case .mediaType: "media_type"
        case .mediaTooLarge: "media_too_large"
        case .mediaEmpty: "media_empty"
        case .captionUnsupported: "caption_unsupported"
        case .expired: "expired"
        case .notForGroups: "not_for_groups"
        case .reactionTooLate: "reaction_too_late"
        case .directSendOff: "direct_send_off"
        }
    }

    /// The word of `addressChanged`, whatever the addresses.
    public static let addressChangedCode = "address_changed"

    /// Whether a template would get through where this free text does not.
    public var needsTemplate: Bool {
        switch self {
        case .windowClosed, .windowEnding, .windowUnknown, .windowLikely, .windowDisputed, .ownedElsewhere, .expired,
            .directSendOff:
            true
        default: false
        }
    }

    /// Whether an explicit, confirmed try is allowed (design §6).
    public var allowsTry: Bool {
        switch self {
        case .windowUnknown, .windowLikely, .windowDisputed: true
        default: false
        }
    }
}
