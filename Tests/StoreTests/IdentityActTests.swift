import Inbox
import Store
import Testing

/// What agents say about who is who: facts like any other, so the order of reading changes nothing, and taking one back is
/// as if it had never been.
struct IdentityActTests {
    private static let nine = "5511988880101"
    private static let eight = "551188880101"
    private static let other = "15557770909"
    private static let id = "BR.48210593377120456"
    private static let otherID = "BR.70000000000000003"

    /// One thing that reaches a store.
    enum Step: Sendable {
        case body(Reception)
        case fact(AgentFact)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let steps: [Step]
        let talks: Set<IdentityTests.Talk>

        init(_ name: String, _ steps: [Step], _ talks: Set<IdentityTests.Talk>) {
            (testDescription, self.steps, self.talks) = (name, steps, talks)
        }
    }

    private static func said(_ id: String, at seconds: Int64, _ alias: Alias, _ act: AgentFact.Act) -> Step {
        .fact(
            AgentFact(
                id: id, at: Bodies.noon + .seconds(seconds), actor: "bia", number: Bodies.number, alias: alias,
                since: Instant(milliseconds: 0), act: act))
    }

    private static func holding(_ alias: Alias, since seconds: Int64? = nil) -> Holding {
        Holding(alias, since: seconds.map { Bodies.noon + .seconds($0) } ?? Instant(milliseconds: 0))
    }

    private static func wrote(_ name: String, at seconds: Int64, _ phone: String? = nil, _ bsuid: String? = nil) -> Step
    {
        .body(Bodies.message(name, at: seconds, from: phone, bsuid: bsuid))
    }

    private static let aliasNine = Alias(.waID, nine)
    private static let aliasEight = Alias(.waID, eight)
    private static let aliasID = Alias(.bsuid, id)

    static let cases: [Case] = [
        Case(
            "two forms of a number are nobody's equals",
            [wrote("a", at: 0, nine), wrote("b", at: 10, eight)],
            [.init(["a"], .phone(nine)), .init(["b"], .phone(eight))]),
        Case(
            "merged",
            [
                wrote("a", at: 0, nine), wrote("b", at: 10, eight),
                said("m", at: 20, aliasNine, .merge(holding(aliasEight))), wrote("c", at: 30, nine),
            ], [.init(["a", "b", "c"], .phone(nine))]),
        Case(
            "merged and taken back",
            [
                wrote("a", at: 0, nine), wrote("b", at: 10, eight),
                said("m", at: 20, aliasNine, .merge(holding(aliasEight))),
                said("u", at: 30, aliasNine, .takeBack(fact: "m")), wrote("c", at: 40, eight),
            ], [.init(["a"], .phone(nine)), .init(["b", "c"], .phone(eight))]),
        Case(
            "merged again after it was taken back",
            [
                wrote("a", at: 0, nine), wrote("b", at: 10, eight),
                said("m", at: 20, aliasNine, .merge(holding(aliasEight))),
                said("u", at: 30, aliasNine, .takeBack(fact: "m")),
                said("m2", at: 40, aliasEight, .merge(holding(aliasNine))),
            ], [.init(["a", "b"], .phone(eight))]),
        Case(
            "a number split off from the id it was seen with",
            [
                wrote("a", at: 0, nine, id), wrote("b", at: 10, nine),
                said("s", at: 20, aliasID, .split(holding(aliasNine))), wrote("c", at: 30, nine, id),
                wrote("d", at: 40, nine),
            ], [.init(["a", "c"], .bsuid(id)), .init(["b", "d"], .phone(nine))]),
        Case(
            "a split taken back",
            [
                wrote("a", at: 0, nine, id), wrote("b", at: 10, nine),
                said("s", at: 20, aliasID, .split(holding(aliasNine))),
                said("u", at: 30, aliasID, .takeBack(fact: "s")), wrote("c", at: 40, nil, id),
            ], [.init(["a", "b", "c"], .bsuid(id))]),
        Case(
            "split off and given to somebody else",
            [
                wrote("a", at: 0, nine, id), wrote("b", at: 10, other, otherID), wrote("c", at: 15, nine),
                said("s", at: 20, aliasID, .split(holding(aliasNine))),
                said("m", at: 30, Alias(.bsuid, otherID), .merge(holding(aliasNine))),
            ], [.init(["a"], .bsuid(id)), .init(["b", "c"], .phone(nine))]),
        Case(
            "of a merge and a later split the split stands",
            [
                wrote("a", at: 0, nine), wrote("b", at: 10, eight),
                said("m", at: 20, aliasNine, .merge(holding(aliasEight))),
                said("s", at: 30, aliasNine, .split(holding(aliasEight))),
            ], [.init(["a"], .phone(nine)), .init(["b"], .phone(eight))]),
        Case(
            "a merge holds for who had the number then, not for who has it now",
            [
                wrote("a", at: 0, nine), wrote("b", at: 5, eight),
                said("m", at: 20, aliasNine, .merge(holding(aliasEight))),
                .body(IdentityTests.notice("n", at: 100, from: eight, to: other)),
                wrote("s", at: 200, eight, otherID),
            ], [.init(["a", "b", "n"], .phone(other)), .init(["s"], .phone(eight))]),
    ]

    /// Conversations in which something was said; one that only an agent's fact made holds no message.
    private static func talks(_ store: InboxStore) throws -> Set<IdentityTests.Talk> {
        Set(
            try store.threads(matching: "", limit: 50).compactMap { row in
                let said = Set(try store.messages(row.key, count: 50).messages.compactMap(\.wamid))
                return said.isEmpty ? nil : IdentityTests.Talk(said, row.address)
            })
    }

    @Test(arguments: cases) func everyOrderTellsWhoIsWho(of example: Case) throws {
        var dumps: Set<String> = []
        let scratch = try Scratch(isQuick: true)
        for (turn, order) in orders(of: example.steps).enumerated() {
            try scratch.reset()
            for step in order {
                switch step {
                case .body(let body): _ = try scratch.store.apply([body], numbers: nil)
                case .fact(let fact): _ = try scratch.store.record([fact])
                }
            }
            #expect(try Self.talks(scratch.store) == example.talks)
            dumps.insert(try scratch.dump())
            guard turn % 3 == 0 else { continue }
            try scratch.store.rebuild()
            dumps.insert(try scratch.dump())
        }
        #expect(dumps.count == 1)
    }

    // MARK: What the page shows

    private let scratch: Scratch
    private var store: InboxStore { scratch.store }

    init() throws {
        scratch = try Scratch()
        _ = try store.apply(
            [
                Bodies.message("a", at: 0, from: Self.nine, bsuid: Self.id, name: "Ana"),
                Bodies.message("b", at: 10, from: Self.eight, name: "Ana S."),
            ], numbers: nil)
    }

    private func row(_ alias: Alias) throws -> ThreadRow {
        try #require(try store.thread(number: Bodies.number, alias: alias))
    }

    private func record(_ act: AgentFact.Act, _ id: String, _ key: ThreadKey, at seconds: Int64) throws {
        let holding = try #require(try store.holding(of: key.person))
        _ = try store.record([
            AgentFact(
                id: id, at: Bodies.noon + .seconds(seconds), actor: "bia", number: Bodies.number, alias: holding.alias,
                since: holding.since, act: act)
        ])
    }

    @Test func aCandidateIsOfferedUntilItIsMergedAndTheFactsAreTold() throws {
        let ana = try row(Self.aliasNine).key
        let candidate = try #require(try store.personTrail(of: ana).candidates.first)
        #expect(candidate.holding.alias == Self.aliasEight && candidate.resembles == Self.aliasNine)
        #expect(candidate.name == "Ana S." && candidate.person == Self.eight)
        #expect(try store.candidates(for: ana) == [candidate])
        let before = try row(Self.aliasEight).key
        try record(.merge(candidate.holding), "m", ana, at: 20)
        #expect(try store.candidates(for: ana).isEmpty)
        #expect(try row(Self.aliasEight).key == row(Self.aliasNine).key)
        #expect(try store.thread(before)?.key == ana, "an open screen finds its way")
        var act = try #require(try store.personTrail(of: ana).acts.first)
        #expect(act.kind == .merge(Self.aliasID, Self.aliasEight) && act.actor == "bia" && act.takenBackAt == nil)
        try record(.takeBack(fact: "m"), "u", ana, at: 30)
        act = try #require(try store.personTrail(of: ana).acts.first)
        #expect(act.takenBackBy == "bia" && act.takenBackAt == Bodies.noon + .seconds(30))
        #expect(try row(Self.aliasEight).key != row(Self.aliasNine).key)
        #expect(try store.candidates(for: ana) == [candidate])
    }

    @Test func anOpenConversationStaysWithTheDurableAlias() throws {
        let ana = try row(Self.aliasNine).key
        let apart = try #require(try store.holding(of: ana.person, besides: Self.aliasID))
        #expect(apart.alias == Self.aliasNine)
        try record(.split(apart), "s", ana, at: 20)
        #expect(try store.alias(of: ana.person) == Self.aliasID)
        #expect(try store.thread(ana)?.address == .bsuid(Self.id))
    }

    @Test func aBlockIsTheConversationsAndTheNewestFactStands() throws {
        let ana = try row(Self.aliasNine).key
        for (turn, isBlocked) in [true, false, true].enumerated() {
            try record(.block(isBlocked), "b\(turn)", ana, at: 20 + Int64(turn))
            #expect(try row(Self.aliasNine).isBlocked == isBlocked)
        }
        try record(.block(false), "late", ana, at: 21)
        #expect(try row(Self.aliasNine).isBlocked, "an older fact changes nothing")
        #expect(try !row(Self.aliasEight).isBlocked)
        try store.rebuild()
        #expect(try row(Self.aliasNine).isBlocked)
    }
}
