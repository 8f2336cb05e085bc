/// Where a message is sent: what goes into `to` or `recipient` (`whatsapp.md` §4.1).
public enum Address: Hashable, Sendable {
    /// `to`: digits without `+`.
    case phone(String)
    /// `recipient`: a BSUID or parent BSUID.
    case bsuid(String)
    /// `to` with `recipient_type: group`.
    case group(String)

    /// Where a message for this name goes; nil for `.nobody`, who cannot be written to.
    public init?(_ alias: Alias) {
        switch alias.kind {
        case .waID: self = .phone(alias.value)
        case .bsuid, .parentBSUID: self = .bsuid(alias.value)
        case .group: self = .group(alias.value)
        case .nobody: return nil
        }
    }

    /// The name it is: the inverse of `init(_:)`. Whether a BSUID is a parent's is told by its form.
    public var alias: Alias {
        switch self {
        case .phone(let digits): Alias(.waID, digits)
        case .bsuid(let id): Alias(Alias.isParentBSUID(id) ? .parentBSUID : .bsuid, id)
        case .group(let id): Alias(.group, id)
        }
    }

    /// The bare id, as contracts print it.
    public var value: String {
        switch self {
        case .phone(let id), .bsuid(let id), .group(let id): id
        }
    }
}
