import WhatsApp

/// What kind of name a person goes by on the platform (`whatsapp.md` §2.2).
///
/// The raw value is the order of matching and is stored; never renumber.
public enum AliasKind: Int, Hashable, Comparable, Sendable, CaseIterable {
    /// Business-scoped user id, `US.4821…`: the durable key since 2026.
    case bsuid = 0
    /// `US.ENT.…`, only for managed businesses.
    case parentBSUID = 1
    /// Digits of a WhatsApp account, without `+`. May be absent, may be recycled to another person.
    case waID = 2
    /// A group's id: the group is the party of the thread.
    case group = 3
    /// No sender that anything can be matched by or sent to: the message is kept in an *unrouted* thread of its number.
    /// The value is what the payload wrote in the sender's place, else `Alias.nobody`'s.
    case nobody = 4

    /// The stronger kind first: the order in which people are matched (design §5).
    public static func < (a: AliasKind, b: AliasKind) -> Bool { a.rawValue < b.rawValue }
}

/// One name of a person. Two aliases seen in one payload belong to one person.
public struct Alias: Hashable, Comparable, Sendable {
    /// What kind of name `value` is; the same text may be a name of two kinds.
    public let kind: AliasKind
    /// The name as the platform writes it: digits without `+`, or an id. Untrusted text.
    public let value: String

    /// A name whose kind is known. Nothing is checked: what comes from outside goes through `init(anyID:)`.
    public init(_ kind: AliasKind, _ value: String) {
        self.kind = kind
        self.value = value
    }

    /// The sender of messages whose payload names none.
    public static let nobody = Alias(.nobody, "nobody")

    /// Reads any id a payload or an agent gives: a BSUID by its form (`whatsapp.md` §2.2), otherwise a phone number of
    /// 3 to 20 digits reduced to them; nil when neither.
    public init?(anyID text: String) {
        // A slash between groups of digits is common in print, and never in what the platform writes.
        switch WhatsApp.Address(String(text.filter { $0 != "/" })) {
        case .bsuid(let id) where !text.contains("/"): self.init(.bsuid, id)
        case .parentBSUID(let id) where !text.contains("/"): self.init(.parentBSUID, id)
        case .waID(let digits) where 3...20 ~= digits.utf8.count: self.init(.waID, digits)
        default: return nil
        }
    }

    /// By value first, so that the smallest alias of a person, their exported id, depends on no order of reading.
    public static func < (a: Alias, b: Alias) -> Bool { (a.value, a.kind) < (b.value, b.kind) }

    /// `^[A-Z]{2}\.[A-Za-z0-9]{1,128}$`
    public static func isBSUID(_ text: String) -> Bool { WhatsApp.Address(text) == .bsuid(text) }

    /// `^[A-Z]{2}\.ENT\.[A-Za-z0-9]{1,128}$`
    public static func isParentBSUID(_ text: String) -> Bool { WhatsApp.Address(text) == .parentBSUID(text) }
}

extension Aliases {
    /// The names that match people, strongest first; empty when the payload tells none.
    var matching: [Alias] {
        [bsuid.map { Alias(.bsuid, $0) }, parentBSUID.map { Alias(.parentBSUID, $0) }, waID.map { Alias(.waID, $0) }]
            .compactMap { $0 }
    }

    /// Where an answer goes: the number when it is told, else the BSUID (law 8).
    var address: Inbox.Address? {
        if let waID { return .phone(waID) }
        return (bsuid ?? parentBSUID).map(Inbox.Address.bsuid)
    }
}
