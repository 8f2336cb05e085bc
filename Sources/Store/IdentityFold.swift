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
///
/// The other side of it: whoever moves *to* a number may be moving to one that was somebody else's (§2.2, recycling). Where
/// anybody else was seen with it before, or told to have it, an epoch begins with the second of the notice.
///
/// Who is told to have changed number, and not to which, has left it all the same: whoever writes from it next may be a stranger.
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
        /// It had no stamp of its own: when it came is all that is known of when it was.
        var isUndated = false
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
            case .waID where epoch != 0: "\(alias.value)@\(Self.seconds(epoch))"
            // Nobody's id is ever to be taken for somebody else's.
            case .group where alias.value.contains("@") || Alias(anyID: alias.value) != nil: "group@\(alias.value)"
            default: alias.value
            }
        }

        /// Seconds since 1970, with milliseconds where there are any: two epochs that begin in one second are two ids.
        private static func seconds(_ milliseconds: Int64) -> String {
            let rest = milliseconds - milliseconds.floorDivided(by: 1_000) * 1_000
            let digits = String(rest)
            let fraction = rest == 0 ? "" : "." + String(repeating: "0", count: 3 - digits.count) + digits
            return "\(milliseconds.floorDivided(by: 1_000))\(fraction)"
        }
    }

    /// When epochs of a phone number begin, ascending, without its first: after each of these instants.
    private(set) var departures: [Alias: [Int64]] = [:]
    /// Since when nobody is known by a BSUID any more. It is never given to anybody else, so it has no second epoch.
    private(set) var retired: [Alias: Int64] = [:]
    /// The epoch that holds a companion of a phone number.
    private var bindings: [Alias: [Alias: Int64]] = [:]
    /// The same of BSUIDs that were made at a move to the number: they were never seen with it before, whatever the stamps say.
    private var madeWith: [Alias: [Alias: Int64]] = [:]
    private var parent: [Node: Node] = [:]
    /// What agents split off, by the newest split.
    private var apart: [Node: (at: Int64, id: String)] = [:]

    init(seen: [Seen], changes: [Change], acts: [Act] = []) {
        let changes = changes.sorted {
            ($0.at, Alias.setCode($0.old), Alias.setCode($0.new)) < (
                $1.at, Alias.setCode($1.old), Alias.setCode($1.new)
            )
        }
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
            let new = change.new.map {
                Node(alias: $0, epoch: moves[index].entered[$0] ?? baseEpoch(of: $0, at: moves[index].at))
            }
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

    /// Finds who left which number when, and who came to which. Several notices of one move (each of our numbers gets its own)
    /// are one, unless the person came back in between.
    private mutating func findDepartures(_ changes: [Change], _ seen: [Seen]) -> [Move] {
        var moves = changes.map { Move(at: $0.at) }
        var departed: [Alias: [(at: Int64, found: Int64, new: Set<Alias>)]] = [:]
        var returned: [Alias: [(at: Int64, aliases: Set<Alias>)]] = [:]
        let left = Set(changes.flatMap { $0.old }.filter { $0.kind == .bsuid })
        let entered = Set(changes.flatMap { $0.new }.filter { $0.kind == .waID })
        var besides: [Alias: [Seen]] = [:]
        let vacated = Set(changes.filter { $0.new.isEmpty }.flatMap { $0.old }.filter { $0.kind == .waID })
        for set in seen {
            for alias in set.members
            where set.members.count > 1 && left.contains(alias) || entered.contains(alias) || vacated.contains(alias) {
                besides[alias, default: []].append(set)
            }
        }
        var told: [Alias: [Change]] = [:]
        for change in changes {
            for alias in Set(change.old + change.new).intersection(entered) { told[alias, default: []].append(change) }
        }
        var indices = changes.indices[...]
        while let first = indices.first {
            // Of what was told in one moment: a number is left before somebody else comes to it.
            let together = indices.prefix { changes[$0].at == changes[first].at }
            indices = indices.dropFirst(together.count)
            for index in together {
                let change = changes[index]
                let new = Set(change.new)
                let named = change.old.filter { $0.kind == .waID && !new.contains($0) }
                let implied = Self.numbers(left: change, besides) { departures[$0]?.last }.subtracting(named)
                for number in named + implied.sorted() {
                    let last = departures[number]?.last ?? 0
                    let earlier = departed[number] ?? []
                    let same = earlier.lastIndex { move in
                        if move.new.isEmpty || new.isEmpty {
                            return !Self.isTaken(
                                number, from: move.at, until: change.at, besides[number] ?? [],
                                told: told[number] ?? [])
                        }
                        return !move.new.isDisjoint(with: new)
                            && !(returned[number] ?? []).contains {
                                $0.at > move.at && !$0.aliases.isDisjoint(with: move.new)
                            }
                    }
                    if let same {
                        moves[index].found[number] = earlier[same].found
                        moves[index].at = min(moves[index].at, earlier[same].at)
                        departed[number]?[same].new.formUnion(new)
                    } else {
                        let found = epochFound(of: number, by: change, besides) ?? last
                        moves[index].found[number] = found
                        // Two people cannot leave one number in the same millisecond; keep epochs distinct all the same.
                        let at = max(change.at, last + 1)
                        departed[number, default: []].append((at, found, new))
                        departures[number, default: []].append(at)
                    }
                }
            }
            // Who leaves no number comes to none: it is told beside their new id as theirs still.
            // A notice of no time tells not who was there before it.
            for index in together where !moves[index].found.isEmpty && !changes[index].isUndated {
                for number in Set(changes[index].new).subtracting(changes[index].old).sorted()
                where number.kind == .waID {
                    moves[index].entered[number] = arrive(
                        at: number, by: changes[index], time: moves[index].at, besides[number] ?? [],
                        told: told[number] ?? [])
                }
                for (number, epoch) in moves[index].entered {
                    let aliases = Set(changes[index].old + changes[index].new).subtracting([number])
                    returned[number, default: []].append((moves[index].at, aliases))
                    for companion in changes[index].new
                    where companion.kind != .waID && !changes[index].old.contains(companion) {
                        madeWith[number, default: [:]][companion] = min(madeWith[number]?[companion] ?? epoch, epoch)
                    }
                }
            }
        }
        return moves
    }

    /// Whether somebody was seen with a number between two moments, or told to have come to it: then who leaves it at the second
    /// is not who left it at the first.
    private static func isTaken(
        _ number: Alias, from: Int64, until: Int64, _ seen: [Seen], told: [Change]
    ) -> Bool {
        let between = from + 1..<max(until, from + 1)
        return seen.contains { between.contains($0.firstAt) }
            || told.contains { between.contains($0.at) && $0.new.contains(number) }
    }

    /// The epoch in which whoever leaves a number was seen with it; nil where only the number tells who they are.
    private func epochFound(of number: Alias, by change: Change, _ besides: [Alias: [Seen]]) -> Int64? {
        let companions = change.old.filter { $0.kind != .waID }
        if let made = companions.compactMap({ madeWith[number]?[$0] }).min() { return made }
        let seen = companions.flatMap { besides[$0] ?? [] }.filter {
            $0.members.contains(number) && $0.firstAt <= change.at
        }
        return seen.map(\.firstAt).min().map { baseEpoch(of: number, at: $0) }
    }

    /// The epoch in which somebody comes to a number: a new one where it was, or may have been, somebody else's. The second of
    /// the notice is theirs.
    private mutating func arrive(
        at number: Alias, by change: Change, time: Int64, _ seen: [Seen], told: [Change]
    ) -> Int64 {
        let last = departures[number]?.last { $0 <= time } ?? 0
        if last == time, let place = departures[number]?.lastIndex(of: time) {
            // The former holder left it in this very second.
            departures[number]?.remove(at: place)
            if place == 0 || departures[number]?[place - 1] != time - 1 {
                departures[number]?.insert(time - 1, at: place)
            }
            return time - 1
        }
        // It is told once more.
        guard last < time - 1 else { return last }
        let own = Set(change.old + change.new).subtracting([number])
        let wasSeen = seen.contains { $0.firstAt < time && own.isDisjoint(with: $0.members) }
        let wasTold = told.contains {
            $0.at < time && own.isDisjoint(with: $0.old + $0.new)
        }
        guard wasSeen || wasTold else { return last }
        let place = departures[number]?.firstIndex { $0 > time } ?? departures[number]?.endIndex ?? 0
        departures[number, default: []].insert(time - 1, at: place)
        return time - 1
    }

    /// What a change told: when, the first time, and in which epoch it finds each number that was left.
    private struct Move {
        var at: Int64
        var found: [Alias: Int64] = [:]
        var entered: [Alias: Int64] = [:]
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
        let bound =
            members.compactMap { madeWith[alias]?[$0] }.min() ?? members.compactMap { bindings[alias]?[$0] }.min()
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
