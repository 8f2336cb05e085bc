/// Why somebody is not blocked or unblocked. Each has its words in the catalogue.
public enum BlockRefusal: Error, Hashable, Sendable {
    /// They have not written within the last 24 hours; when their window ended, if there was one.
    case silent(since: Instant?)
    /// Only a parent's id is known, which the platform does not take.
    case parentID
    /// A group cannot be blocked.
    case group
    case noAddress
    case alreadyBlocked
    case notBlocked

    /// A short stable word for contracts and logs.
    public var code: String {
        switch self {
        case .silent: "block_silent"
        case .parentID: "block_parent_id"
        case .group: "block_group"
        case .noAddress: "no_address"
        case .alreadyBlocked: "already_blocked"
        case .notBlocked: "not_blocked"
        }
    }
}

/// Whether somebody can be blocked now (`whatsapp.md` §7.3): the platform takes who wrote within the last 24 hours, and
/// a call of theirs may count as well. Where nothing is known it is asked: it is the authority (law 4).
public enum BlockRule {
    /// - Parameters:
    ///   - wish: true to block, false to take a block back.
    ///   - address: where an answer to them would go.
    ///   - window: of their conversation; nil when there is none.
    ///   - isBlocked: as our facts have it.
    /// - Returns: nil when the platform may be asked.
    public static func refusal(
        to wish: Bool, address: Address?, window: ServiceWindow?, isBlocked: Bool
    ) -> BlockRefusal? {
        switch address {
        case nil: return .noAddress
        case .group: return .group
        case .bsuid(let id) where Alias.isParentBSUID(id): return .parentID
        case .phone, .bsuid: break
        }
        // Taking back what is not on record may take back what somebody did elsewhere.
        guard wish else { return nil }
        if isBlocked { return .alreadyBlocked }
        guard let window else { return .silent(since: nil) }
        if case .closed(let since) = window { return .silent(since: since) }
        return nil
    }
}
