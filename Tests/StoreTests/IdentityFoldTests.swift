import Inbox
import Testing

@testable import Store

/// What holds of the fold of identities whatever was seen: the order of reading changes nothing, epochs follow one another, and
/// no two people have one exported id.
struct IdentityFoldTests {
    /// Knuth's generator: the same histories in every run.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 33
        }
    }

    private static func alias(_ kind: AliasKind, _ dice: inout Dice) -> Alias {
        kind == .waID
            ? Alias(kind, "1555777010\(Int.random(in: 1...3, using: &dice))")
            : Alias(kind, "US.\(Int.random(in: 1...4, using: &dice))")
    }

    private static func aliases(_ dice: inout Dice, canLackNumber: Bool) -> [Alias] {
        var members: Set<Alias> = []
        if !canLackNumber || Bool.random(using: &dice) { members.insert(alias(.waID, &dice)) }
        if Bool.random(using: &dice) { members.insert(alias(.bsuid, &dice)) }
        return members.sorted { $0.code.isBefore($1.code) }
    }

    @Test func noOrderAndNoTieChangesWhoIsWho() {
        var dice = Dice(state: 7)
        for turn in 0..<3_000 {
            let seen = (0..<Int.random(in: 0...5, using: &dice)).map { index in
                IdentityFold.Seen(
                    id: Int64(index), members: Self.aliases(&dice, canLackNumber: false),
                    firstAt: Int64.random(in: 0...6, using: &dice) * 1_000)
            }
            let changes = (0..<Int.random(in: 0...5, using: &dice)).map { _ in
                IdentityFold.Change(
                    at: Int64.random(in: 0...6, using: &dice) * 1_000,
                    old: Self.aliases(&dice, canLackNumber: false),
                    new: Int.random(in: 0...4, using: &dice) == 0 ? [] : Self.aliases(&dice, canLackNumber: true))
            }
            let fold = IdentityFold(seen: seen, changes: changes)
            let other = IdentityFold(seen: seen.shuffled(using: &dice), changes: changes.shuffled(using: &dice))
            let people = fold.components(with: []).map { $0.map(\.exported) }
            #expect(people == other.components(with: []).map { $0.map(\.exported) }, "turn \(turn)")
            let ids = people.flatMap { $0 }
            #expect(Set(ids).count == ids.count, "turn \(turn): \(ids)")
            for epochs in fold.departures.values {
                #expect(zip(epochs, epochs.dropFirst()).allSatisfy { $0 < $1 }, "turn \(turn): \(epochs)")
            }
        }
    }
}
