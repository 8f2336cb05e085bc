/// Who waits behind a shut window and may be written to again with one template for many: the rule, what is known of
/// each of them, and what became of them. It is for people who wrote and were never answered, and for nobody else.
public enum Reopening {
    /// How many may be reopened at once.
    public static let most = 50

    /// Why somebody is left out.
    public enum Obstacle: Hashable, Sendable {
        /// The conversation is not there any more.
        case gone
        case neverWrote
        /// They do not wait: somebody answered them.
        case answered
        /// Their window is open, or may be: words without a template can reach them.
        case notShut
        case done, snoozed
        /// A message of ours to them failed: it is looked at first.
        case notDelivered
        /// A message to them waits in the outbox, is leaving, or nobody knows whether it left.
        case underWay
        /// The platform lets the business write first to so many people a day, and they have been written to.
        case overTier(limit: Int)
        /// There are more than go at once.
        case tooMany(limit: Int)
        /// The agent left them out.
        case notWanted
        /// The gate said no.
        case refused(Refusal)
        /// The store would not take it.
        case unstored
    }

    /// Why somebody is not to be reopened; nil when they may be, as far as their conversation tells. The gate comes after.
    ///
    /// - Parameter isUnderWay: a row of the outbox to them is not settled.
    public static func obstacle(to row: ThreadRow, isUnderWay: Bool, at now: Instant) -> Obstacle? {
        guard row.hasWritten else { return .neverWrote }
        if row.isDone { return .done }
        if row.isSnoozed(at: now) { return .snoozed }
        if isUnderWay { return .underWay }
        guard row.waitingSince != nil else { return .answered }
        guard row.window(at: now).isClosed else { return .notShut }
        return row.failed > 0 ? .notDelivered : nil
    }

    /// How many more people may be written to first; nil while nobody knows a limit.
    ///
    /// - Parameters:
    ///   - tier: as the platform named it; nil when it was not asked.
    ///   - written: people who were written to first within 24 hours.
    ///   - underWay: people to whom a template is on its way.
    public static func room(in tier: MessagingTier?, written: Int, underWay: Int) -> (limit: Int, left: Int)? {
        guard case .people(let limit)? = tier else { return nil }
        return (limit, max(0, limit - written - underWay))
    }

    /// One who was looked at.
    public struct Person: Hashable, Sendable {
        /// Their conversation as it stood.
        public var row: ThreadRow
        /// Their own texts, newest first: values are drawn from them.
        public var texts: [String]
        /// Why they are left out; nil when they may be written to.
        public var obstacle: Obstacle?

        /// Somebody, and what is known of them.
        public init(row: ThreadRow, texts: [String] = [], obstacle: Obstacle? = nil) {
            self.row = row
            self.texts = texts
            self.obstacle = obstacle
        }
    }

    /// Who was found.
    public struct Gathering: Hashable, Sendable {
        /// In the order of the queue; those who may be written to are `most` at the most.
        public var people: [Person]
        /// How many more could be reopened after these.
        public var more: Int

        /// People, and how many are left for the next time.
        public init(people: [Person], more: Int = 0) {
            self.people = people
            self.more = more
        }
    }

    /// One message that is wanted.
    public struct Order: Hashable, Sendable {
        /// To whom.
        public var key: ThreadKey
        /// With their own values.
        public var content: FilledTemplate

        /// A filled template for one person.
        public init(key: ThreadKey, content: FilledTemplate) {
            self.key = key
            self.content = content
        }
    }

    /// What became of many.
    public struct Report: Hashable, Sendable {
        /// Those whose message is in the outbox.
        public var queued: [ThreadKey]
        /// Those that were left out, and why.
        public var leftOut: [ThreadKey: Obstacle]

        /// Nothing done unless told.
        public init(queued: [ThreadKey] = [], leftOut: [ThreadKey: Obstacle] = [:]) {
            self.queued = queued
            self.leftOut = leftOut
        }
    }
}
