/// A template's state of approval. Open; only `approved` can be sent (`whatsapp.md` §6.1).
public enum TemplateStatus: Hashable, Sendable {
    case approved, pending, rejected, paused, disabled, flagged, inAppeal, limitExceeded, locked, reinstated
    case pendingDeletion, deleted, archived, unarchived
    case other(String)

    /// Case does not matter.
    public init(_ word: String) {
        let upper = word.uppercased()
        self = Self.words.first { $0.1 == upper }?.0 ?? .other(word)
    }

    /// The platform's word.
    public var word: String {
        if case .other(let word) = self { return word }
        return Self.words.first { $0.0 == self }?.1 ?? ""
    }

    private static let words: [(TemplateStatus, String)] = [
        (.approved, "APPROVED"), (.pending, "PENDING"), (.rejected, "REJECTED"), (.paused, "PAUSED"),
        (.disabled, "DISABLED"), (.flagged, "FLAGGED"), (.inAppeal, "IN_APPEAL"),
        (.limitExceeded, "LIMIT_EXCEEDED"), (.locked, "LOCKED"), (.reinstated, "REINSTATED"),
        (.pendingDeletion, "PENDING_DELETION"), (.deleted, "DELETED"), (.archived, "ARCHIVED"),
        (.unarchived, "UNARCHIVED"),
    ]
}

/// What a template may be used for, and what it costs. Open.
public enum TemplateCategory: Hashable, Sendable {
    case marketing, utility, authentication
    case other(String)

    /// Case does not matter.
    public init(_ word: String) {
        switch word.uppercased() {
        case "MARKETING": self = .marketing
        case "UTILITY": self = .utility
        case "AUTHENTICATION": self = .authentication
        default: self = .other(word)
        }
    }

    /// The platform's word.
    public var word: String {
        switch self {
        case .marketing: "MARKETING"
        case .utility: "UTILITY"
        case .authentication: "AUTHENTICATION"
        case .other(let word): word
        }
    }
}

/// How people take a template; red leads to a pause (§6.4). Open.
public enum TemplateQuality: Hashable, Sendable {
    case green, yellow, red, unknown
    case other(String)

    /// Case does not matter.
    public init(_ word: String) {
        switch word.uppercased() {
        case "GREEN": self = .green
        case "YELLOW": self = .yellow
        case "RED": self = .red
        case "UNKNOWN": self = .unknown
        default: self = .other(word)
        }
    }

    /// The platform's word.
    public var word: String {
        switch self {
        case .green: "GREEN"
        case .yellow: "YELLOW"
        case .red: "RED"
        case .unknown: "UNKNOWN"
        case .other(let word): word
        }
    }
}
