import Inbox

/// Who is who, as a pure function of what was seen (design §5): aliases seen together belong to one person, and a phone
/// number whose holder left for another may be somebody else's from then on.
///
/// A phone number has *epochs*, which begin after the instant at which a holder leaves it: what they did in that very second
/// is still theirs. Sightings of the number alone belong to the epoch of their time. A sighting beside a BSUID belongs to the
/// earliest epoch in which that BSUID was seen with the number, or was told to have left it: so a late message of the former
/// holder never reaches the new one.
///
/// A BSUID is made anew when its holder changes phone number (`whatsapp.md` §2.2). So whoever goes from one BSUID to another
/// has left the numbers seen beside the old one, unless the notice names them again: they may be a stranger's by now.
struct IdentityFold {
    /// Aliases seen in one payload; `firstAt` is the earliest of its sightings.
    struct Seen {
        let id: Int64
        let members: [Alias]
        let firstAt: Int64
    }

    /// A person left `old` for `new`.
    struct Change {
        let at: Int64
        let old: [Alias]
        let new: [Alias]
    }

    /// An agent said that two aliases are one person's, or that one is not its person's.
    struct Act {
        let id: String
        let at: Int64
        let isMerge: Bool
        let own: Alias
        /// A moment at which the holder who is meant had it.
        let ownTime: Int64
        let other: Alias
        let otherTime: Int64
    }

    /// An alias in one of its epochs; `epoch` is 0 or the instant at which it began, in milliseconds.
    struct Node: Hashable {
        let alias: Alias
        let epoch: Int64

        /// How it stands in contracts: a recycled number tells since when.
        var exported: String {
            switch alias.kind {
            case .nobody: "nobody@\(alias.value)"
            case .waID where epoch != 0: "\(alias.value)@\(epoch.floorDivided(by: 1_000))"
            default: alias.value
            }
        }
    }

    /// When epochs of a phone number begin, ascending, without its first.
    private(set) var departures: [Alias: [Int64]] = [:]
    /// Since when nobody is known by a BSUID any more. It is never given to anybody else, so it has no second epoch.
    private(set) var retired: [Alias: Int64] = [:]
    /// The epoch that holds a companion of a phone number.
    private var bindings: [Alias: [Alias: Int64]] = [:]
    private var parent: [Node: Node] = [:]
    /// What agents split off, by the newest split.
    private var apart: [Node: (at: Int64, id: String)] = [:]

    init(seen: [Seen], changes: [Change], acts: [Act] = []) {
        let changes = changes.sorted { ($0.at, Alias.setCode($0.old)) < ($1.at, Alias.setCode($1.old)) }
        let moves = findDepartures(changes, seen)
        findRetired(changes)
        bind(seen, changes, moves)
        findApart(acts)
        for set in seen where set.members.count > 1 { join(nodes(of: set.members, at: set.firstAt)) }
        for (index, change) in changes.enumerated() {
            let old = change.old.map { alias in
                Node(
                    alias: alias,
                    epoch: moves[index].found[alias] ?? epoch(of: alias, beside: change.old, at: change.at))
            }
            // Whoever moves to a number has it from then on, also when they had it once before.
            let new = change.new.map { Node(alias: $0, epoch: baseEpoch(of: $0, at: moves[index].at)) }
            join(old + new)
        }
        for act in acts where act.isMerge {
            let pair = [holder(of: act.own, at: act.ownTime), holder(of: act.other, at: act.otherTime)]
            // Of a merge and a split of one alias the newer stands.
            let isOver = pair.contains { node in apart[node].map { ($0.at, $0.id) > (act.at, act.id) } ?? false }
            if isOver { pair.forEach { unite([$0]) } } else { unite(pair) }
        }
    }

    private func holder(of alias: Alias, at time: Int64) -> Node {
        Node(alias: alias, epoch: baseEpoch(of: alias, at: time))
    }

    private mutating func findApart(_ acts: [Act]) {
        for act in acts where !act.isMerge {
            let node = holder(of: act.other, at: act.otherTime)
            if let known = apart[node], (known.at, known.id) > (act.at, act.id) { continue }
            apart[node] = (act.at, act.id)
        }
    }

    /// What the platform shows together is one person's, but for what an agent split off.
    private mutating func join(_ nodes: [Node]) {
        unite(nodes.filter { apart[$0] == nil })
        for node in nodes where apart[node] != nil { unite([node]) }
    }

    /// Finds who left which number when. Several notices of one move (each of our numbers gets its own) are one departure.
    ///
    private mutating func findDepartures(_ changes: [Change], _ seen: [Seen]) -> [Move] {
        var moves = changes.map { Move(at: $0.at) }
        var departed: [Alias: [(at: Int64, found: Int64, new: Set<Alias>)]] = [:]
        let left = Set(changes.flatMap { $0.old }.filter { $0.kind == .bsuid })
        var besides: [Alias: [Seen]] = [:]
        for set in seen where set.members.count > 1 {
            for alias in set.members where left.contains(alias) { besides[alias, default: []].append(set) }
        }
        for (index, change) in changes.enumerated() where !change.new.isEmpty {
            let new = Set(change.new)
            let named = change.old.filter { $0.kind == .waID && !new.contains($0) }
            let implied = Self.numbers(left: change, besides) { departed[$0]?.last?.at }.subtracting(named)
            for number in named + implied.sorted() {
                let earlier = departed[number] ?? []
                if let same = earlier.firstIndex(where: { !$0.new.isDisjoint(with: new) }) {
                    moves[index].found[number] = earlier[same].found
                    moves[index].at = min(moves[index].at, earlier[same].at)
                    departed[number]?[same].new.formUnion(new)
                } else {
                    let found = earlier.last?.at ?? 0
                    moves[index].found[number] = found
                    // Two people cannot leave one number in the same millisecond; keep epochs distinct all the same.
                    let at = max(change.at, found + 1)
                    departed[number, default: []].append((at, found, new))
                }
            }
        }
        departures = departed.mapValues { $0.map(\.at) }
        return moves
    }

    /// What a change told: when, the first time, and in which epoch it finds each number that was left.
    private struct Move {
        var at: Int64
        var found: [Alias: Int64] = [:]
    }

    /// The numbers that were seen beside the BSUID somebody leaves, since the last departure from them.
    private static func numbers(
        left change: Change, _ besides: [Alias: [Seen]], departure: (Alias) -> Int64?
    ) -> Set<Alias> {
        let left = change.old.filter { $0.kind == .bsuid && !change.new.contains($0) }
        guard change.new.contains(where: { $0.kind == .bsuid }) else { return [] }
        var numbers: Set<Alias> = []
        for set in left.flatMap({ besides[$0] ?? [] }) where set.firstAt <= change.at {
            for number in set.members where number.kind == .waID && !change.new.contains(number) {
                if departure(number).map({ set.firstAt > $0 }) ?? true { numbers.insert(number) }
            }
        }
        return numbers
    }

    private mutating func findRetired(_ changes: [Change]) {
        for change in changes where !change.new.isEmpty {
            for alias in change.old where alias.kind != .waID && !change.new.contains(alias) {
                retired[alias] = retired[alias] ?? change.at
            }
            for alias in change.new { retired[alias] = nil }
        }
    }

    private mutating func bind(_ seen: [Seen], _ changes: [Change], _ moves: [Move]) {
        func note(_ number: Alias, _ companion: Alias, _ epoch: Int64) {
            bindings[number, default: [:]][companion] = min(bindings[number]?[companion] ?? epoch, epoch)
        }
        for set in seen {
            for number in set.members where departures[number] != nil {
                let base = baseEpoch(of: number, at: set.firstAt)
                for companion in set.members where companion.kind != .waID { note(number, companion, base) }
            }
        }
        for (index, change) in changes.enumerated() {
            for (number, epoch) in moves[index].found {
                // The number may turn out to be theirs still: seen beside the new BSUID it is, from then on.
                let companions = change.old.contains(number) ? change.old + change.new : change.old
                for companion in companions where companion.kind != .waID {
                    note(number, companion, epoch)
                }
            }
        }
    }

    private func baseEpoch(of alias: Alias, at time: Int64) -> Int64 {
        departures[alias]?.last { $0 < time } ?? 0
    }

    private func epoch(of alias: Alias, beside members: [Alias], at time: Int64) -> Int64 {
        guard departures[alias] != nil else { return 0 }
        let bound = members.compactMap { bindings[alias]?[$0] }.min()
        return bound ?? baseEpoch(of: alias, at: time)
    }

    /// The nodes a sighting of `members` at `time` (milliseconds) speaks of.
    func nodes(of members: [Alias], at time: Int64) -> [Node] {
        members.map { Node(alias: $0, epoch: epoch(of: $0, beside: members, at: time)) }
    }

    // MARK: - Components

    private mutating func unite(_ nodes: [Node]) {
        guard let first = nodes.first else { return }
        for node in nodes { parent[node] = parent[node] ?? node }
        for node in nodes.dropFirst() {
            let a = shortenedRoot(of: first)
            let b = shortenedRoot(of: node)
            if a != b { parent[b] = a }
        }
    }

    /// As `root(of:)`, and halves the way there for the next time.
    private mutating func shortenedRoot(of node: Node) -> Node {
        var node = node
        while let next = parent[node], next != node {
            if let further = parent[next] { parent[node] = further }
            node = next
        }
        return node
    }

    /// The node that stands for the whole component of `node`.
    func root(of node: Node) -> Node {
        var node = node
        while let next = parent[node], next != node { node = next }
        return node
    }

    /// Every component, of nodes that were united and of `others`, which may stand alone.
    func components(with others: Set<Node>) -> [[Node]] {
        var groups: [Node: [Node]] = [:]
        for node in Set(parent.keys).union(others) { groups[root(of: node), default: []].append(node) }
        return groups.values.map { group in group.sorted { $0.exported.isBefore($1.exported) } }
            .sorted { $0[0].exported.isBefore($1[0].exported) }
    }
}
