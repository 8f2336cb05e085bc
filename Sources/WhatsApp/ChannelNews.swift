/// News about a number, an account or what belongs to it, rather than about a conversation (`whatsapp.md` §1.7). Every
/// word of the platform in it is open: unknown ones are kept as they are.
public struct ChannelNews: Hashable, Sendable {
    /// What it is about.
    public enum Subject: String, Hashable, Sendable, CaseIterable {
        /// How people take a number, and how fast it may send.
        case quality
        /// The business's name as the platform shows it.
        case name
        /// How many people may be written to first, how many numbers there may be.
        case capability
        /// The platform looked at the account.
        case review
        case alert
        /// Two-step verification of a number.
        case security
        case account
        case settings
        case username
        case payment
        case flow
        case solution
        /// A template's category is going to change, or is found wrong.
        case category
        /// An error without a message.
        case error
        /// Past chats of the phone app.
        case history
        /// What people did with marketing messages and advertisements.
        case marketing
        /// A field that is not known here.
        case unknown
    }

    /// One thing the payload tells, by what it is.
    public struct Fact: Hashable, Sendable {
        /// What a value is.
        public enum Kind: String, Hashable, Sendable, CaseIterable {
            case limit, formerLimit, numbersPerBusiness, numbersPerAccount, name, reason, words, requester, severity
            case entity, violation, restriction, until, remediation, date, partner, country, tier, username, provider
            case status, formerStatus, threshold, measured, template, category, effective, code, progress, calling
            case click, region, happened
        }

        /// What the value is.
        public var kind: Kind
        /// As the platform writes it. Untrusted text; for `until`, `effective` and `date` seconds since 1970, or words.
        public var value: String

        /// A fact made in code.
        public init(_ kind: Kind, _ value: String) {
            self.kind = kind
            self.value = value
        }
    }

    /// How much it matters to whoever answers people.
    public enum Weight: Int, Hashable, Comparable, Sendable {
        /// Good to know.
        case calm
        /// Something is worse than before, or does not work.
        case warning
        /// Somebody may be taking the number over.
        case security

        /// The calmer first.
        public static func < (a: Weight, b: Weight) -> Bool { a.rawValue < b.rawValue }
    }

    /// What it is about.
    public var subject: Subject
    /// The platform's word for what happened, in upper case: an event, a decision, a status. `nil` when it gives none.
    public var word: String?
    /// What else it tells, in the order to show it.
    public var facts: [Fact]
    /// The number it is about, as people write it; `nil` when it is about an account.
    public var displayNumber: String?
    /// How much it matters.
    public var weight: Weight

    init(
        _ subject: Subject, word: String?, facts: [Fact] = [], displayNumber: String? = nil, weight: Weight = .calm
    ) {
        self.subject = subject
        self.word = word.map { $0.utf8.count <= 80 ? $0.uppercased() : $0 }
        self.facts = facts
        self.displayNumber = displayNumber
        self.weight = weight
    }

    /// The first value of a kind.
    public func value(_ kind: Fact.Kind) -> String? { facts.first { $0.kind == kind }?.value }
}
