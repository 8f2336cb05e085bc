import Inbox
import Store
import Testing

/// What led to what is shown: facts, attempts and the files they came by.
@Suite struct TrailTests {
    private let scratch: Scratch
    private static let dana = "15557770101"
    private static let danaID = "US.48210593377120456"

    init() throws { scratch = try Scratch() }

    private func apply(_ receptions: [(Reception, file: String)]) throws {
        for (reception, file) in receptions {
            var reception = reception
            reception.file = file
            _ = try scratch.store.apply([reception], numbers: nil)
        }
    }

    private func thread(_ address: String) throws -> ThreadKey {
        let alias = try #require(Alias(anyID: address))
        return try #require(try scratch.store.thread(number: nil, alias: alias)).key
    }

    @Test func aMessageKnowsTheFileItWasFirstReadFrom() throws {
        let body = Bodies.message("wamid.1", at: 0, from: Self.dana)
        try apply([(body, "1-a.json"), (body, "2-again.json")])
        let message = try #require(try scratch.store.messages(thread(Self.dana), count: 5).messages.first)
        let trail = try #require(try scratch.store.trail(of: message.key))
        #expect(trail.origin == Origin(digest: body.digest, arrival: body.arrival, file: "1-a.json"))
        #expect(trail.attempts.isEmpty && trail.steps.isEmpty && trail.item == nil)
    }

    @Test func theFileIsNoPartOfTheState() throws {
        let other = try Scratch()
        var reception = Bodies.message("wamid.1", at: 0, from: Self.dana)
        _ = try other.store.apply([reception], numbers: nil)
        reception.file = "elsewhere.json"
        _ = try scratch.store.apply([reception], numbers: nil)
        #expect(try scratch.dump() == other.dump())
    }

    @Test func aWindowNamesItsTriggersNewestFirst() throws {
        try apply(
            (0..<5).map { (Bodies.message("wamid.\($0)", at: Int64($0 * 60), from: Self.dana), "\($0).json") })
        let trail = try scratch.store.windowTrail(of: thread(Self.dana))
        #expect(trail.triggers.map(\.origin?.file) == ["4.json", "3.json", "2.json"])
        #expect(trail.triggers.allSatisfy { $0.effect == .opens && $0.type == "text" })
    }

    @Test func aNameTellsItsWebhookAndAliasesWhyTheyAreOne() throws {
        try apply([
            (Bodies.message("wamid.1", at: 0, from: Self.dana, name: "Dana"), "1.json"),
            (Bodies.message("wamid.2", at: 60, from: Self.dana, bsuid: Self.danaID, name: "Dana O."), "2.json"),
            (Bodies.message("wamid.3", at: 120, bsuid: Self.danaID, name: "Dana O."), "3.json"),
        ])
        let trail = try scratch.store.personTrail(of: thread(Self.dana))
        guard case .profile(let name, let at, let origin) = try #require(trail.namings.first) else {
            Issue.record("no profile")
            return
        }
        #expect(name == "Dana O." && origin?.file == "3.json" && at == Bodies.noon + .seconds(120))
        #expect(trail.namings.count == 1)
        let number = try #require(trail.sightings.first { $0.alias == Alias(.waID, Self.dana) })
        #expect(number.firstAt == Bodies.noon && number.lastAt == Bodies.noon + .seconds(60) && number.since == nil)
        let id = try #require(trail.sightings.first { $0.alias == Alias(.bsuid, Self.danaID) })
        #expect(id.lastAt == Bodies.noon + .seconds(120))
        guard case .together(let aliases, let joined) = try #require(trail.joinings.first) else {
            Issue.record("not joined")
            return
        }
        #expect(Set(aliases) == [number.alias, id.alias] && joined == Bodies.noon + .seconds(60))
    }

    @Test func anUnroutedThreadTellsItsNumber() throws {
        try apply([(Bodies.message("wamid.1", at: 0, from: Self.dana), "1.json")])
        #expect(try scratch.store.unroutedThreads(limit: 10).isEmpty)
        _ = try scratch.store.apply([], numbers: [NumberID("1")])
        let reception = Bodies.message("wamid.2", at: 10, from: "15557770202")
        _ = try scratch.store.apply([reception], numbers: [NumberID("1")])
        let found = try scratch.store.unroutedThreads(limit: 10)
        #expect(found.contains { $0.person == "15557770202" && !$0.isOurs && $0.number == Bodies.number })
        #expect(try scratch.store.unroutedThreads(limit: 1).count == 1)
    }
}
