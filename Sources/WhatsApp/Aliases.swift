/// The names one person is known by in one payload. Each may be absent, the phone number included: its absence says
/// nothing about the person (`whatsapp.md` §2.2).
public struct Aliases: Hashable, Sendable {
    /// Digits without `+`.
    public var waID: String?
    /// The business-scoped user id, prefix included: the durable key of a person.
    public var bsuid: String?
    /// The id shared by several portfolios of one managed business.
    public var parentBSUID: String?
    /// Without the leading `@`. Mutable and for display only.
    public var username: String?
    /// The display name the person chose. Untrusted text.
    public var profileName: String?
    /// An identifier that is neither a number nor a BSUID.
    public var opaque: String?

    /// Aliases made in code. Values are taken as they are.
    public init(
        waID: String? = nil, bsuid: String? = nil, parentBSUID: String? = nil, username: String? = nil,
        profileName: String? = nil, opaque: String? = nil
    ) {
        self.waID = waID
        self.bsuid = bsuid
        self.parentBSUID = parentBSUID
        self.username = username
        self.profileName = profileName
        self.opaque = opaque
    }

    /// Whether nothing here can be written to or matched by: no number, no BSUID, no parent BSUID.
    public var isAnonymous: Bool { waID == nil && bsuid == nil && parentBSUID == nil }

    /// Takes an address into the slot it belongs in. A slot that is filled already keeps what it has.
    mutating func add(_ value: JSONValue?) {
        guard let text = value?.string, let address = Address(text) else { return }
        switch address {
        case .waID(let digits): waID = waID ?? digits
        case .bsuid(let id): bsuid = bsuid ?? id
        case .parentBSUID(let id): parentBSUID = parentBSUID ?? id
        case .opaque(let id): opaque = opaque ?? id
        }
    }

    /// Fills what is missing from another account of the same person.
    mutating func fill(from other: Aliases) {
        waID = waID ?? other.waID
        bsuid = bsuid ?? other.bsuid
        parentBSUID = parentBSUID ?? other.parentBSUID
        username = username ?? other.username
        profileName = profileName ?? other.profileName
        opaque = opaque ?? other.opaque
    }

    /// Whether an identifier is equal.
    func matches(_ other: Aliases) -> Bool {
        Self.equal(bsuid, other.bsuid) || Self.equal(parentBSUID, other.parentBSUID)
            || Self.equal(waID, other.waID) || Self.equal(opaque, other.opaque)
    }

    /// Whether the two give different values for one kind of identifier.
    func contradicts(_ other: Aliases) -> Bool {
        Self.differ(bsuid, other.bsuid) || Self.differ(parentBSUID, other.parentBSUID)
            || Self.differ(waID, other.waID)
    }

    private static func equal(_ left: String?, _ right: String?) -> Bool { left != nil && left == right }
    private static func differ(_ left: String?, _ right: String?) -> Bool {
        left != nil && right != nil && left != right
    }
}

extension Aliases {
    /// One element of a `contacts` array beside messages, statuses or calls.
    public init(contact: JSONValue) {
        self.init()
        add(contact["wa_id"])
        add(contact["user_id"])
        add(contact["parent_user_id"])
        profileName = contact["profile"]?["name"]?.text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        username = Self.username(contact["profile"]?["username"] ?? contact["username"])
    }

    /// Samples show it both with and without the leading `@`.
    static func username(_ value: JSONValue?) -> String? {
        guard let text = value?.text else { return nil }
        let name = text.drop { $0 == "@" }
        return name.allSatisfy(\.isWhitespace) ? nil : String(name)
    }

    /// Completes these aliases from the contact that names the same person.
    ///
    /// A lone contact that shares no identifier with them, and names nobody else, is theirs too where nobody else can be
    /// meant: when they are none at all, or when everything in the value is of one party and that is no group. Anywhere
    /// else it may be of another element, and two customers must not become one.
    mutating func complete(from contacts: Contacts, inGroup: Bool = false) {
        if let contact = contacts.people.first(where: { $0.matches(self) }) {
            fill(from: contact)
        } else if contacts.people.count == 1, let contact = contacts.people.first, !contradicts(contact),
            isAnonymous && opaque == nil || contacts.areOfOne && !inGroup
        {
            fill(from: contact)
        }
    }
}
