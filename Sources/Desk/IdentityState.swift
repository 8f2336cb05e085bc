import Inbox
import Screen

/// The page on which an agent says who is who: what may be merged, what may be split off, what may be taken back.
struct IdentityState: Equatable, Sendable {
    var thread: ThreadKey
    /// Nil while it is being loaded.
    var trail: PersonTrail?
    var index = 0
    /// The answer that is waited for.
    var awaited: Int?

    /// What the agent can say, in the order of the page.
    enum Item: Hashable, Sendable {
        case merge(PersonTrail.Candidate)
        case split(Holding)
        case takeBack(PersonTrail.Act)
        /// Merge with somebody who is looked for.
        case find
    }

    /// Candidates first: they are why the page was opened; then what may have been a mistake. A lone alias cannot be split
    /// off from anything.
    var items: [Item] {
        guard let trail else { return [] }
        let splits = trail.sightings.filter { $0.alias.namesSomebody }
        return trail.candidates.map { .merge($0) } + trail.acts.filter { $0.takenBackAt == nil }.map { .takeBack($0) }
            + [.find]
            + (splits.count > 1
                ? splits.map { .split(Holding($0.alias, since: $0.since ?? Instant(milliseconds: 0))) } : [])
    }

    var selected: Item? { items.indices.contains(index) ? items[index] : nil }
}

/// What an agent is asked about before it becomes a fact.
enum IdentityWish: Equatable, Sendable {
    case merge(Holding, who: SafeText)
    /// With whoever has that conversation.
    case join(PersonKey, who: SafeText)
    case split(Holding)
    case takeBack(fact: String)
}

extension Alias {
    /// Whether it can be one of several names of one person.
    var namesSomebody: Bool { kind != .group && kind != .nobody }
}
