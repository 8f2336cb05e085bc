import Inbox
import Store
import Testing

/// Who is who, whatever is read first, and after a rebuild: no message may show in a stranger's conversation, and no answer
/// go to a stranger's address.
struct IdentityTests {
    private static let old = "15557770101"
    private static let new = "15557770909"
    private static let oldID = "US.48210593377120456"
    private static let newID = "US.90000000000000002"
    private static let strangerID = "US.70000000000000003"

    /// One conversation as it should be: what was said in it, and where an answer goes.
    struct Talk: Hashable, Sendable {
        var messages: Set<String>
        var address: Address?

        init(_ messages: Set<String>, _ address: Address?) {
            self.messages = messages
            self.address = address
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bodies: [Reception]
        let talks: Set<Talk>

        init(_ name: String, _ bodies: [Reception], _ talks: Set<Talk>) {
            (testDescription, self.bodies, self.talks) = (name, bodies, talks)
        }
    }

    static func notice(
        _ id: String, at seconds: Int64, from phone: String? = nil, to newPhone: String? = nil, _ oldID: String? = nil,
        _ newID: String? = nil
    ) -> Reception {
        var members = [
            "\"type\":\"\(newPhone == nil ? "user_changed_user_id" : "user_changed_number")\"", "\"body\":\"x\"",
        ]
        if let newPhone { members.append("\"wa_id\":\"\(newPhone)\"") }
        if let newID { members.append("\"user_id\":\"\(newID)\"") }
        if let oldID { members.append("\"previous_user_id\":\"\(oldID)\"") }
        return Bodies.message(
            id, at: seconds, from: phone, type: "system",
            content: "\"system\":{\(members.joined(separator: ","))}")
    }

    static let cases: [Case] = [
        Case(
            "a notice with numbers and BSUIDs",
            [
                Bodies.message("a", at: 0, from: old, bsuid: oldID),
                notice("n", at: 100, from: old, to: new, oldID, newID),
                Bodies.message("b", at: 150, from: new, bsuid: newID),
                Bodies.message("s", at: 200, from: old, bsuid: strangerID),
            ], [Talk(["a", "n", "b"], .phone(new)), Talk(["s"], .phone(old))]),
        Case(
            "a legacy notice, and nothing from the new number yet",
            [
                Bodies.message("a", at: 0, from: old), notice("n", at: 100, from: old, to: new),
                Bodies.message("s", at: 200, from: old),
            ], [Talk(["a", "n"], .phone(new)), Talk(["s"], .phone(old))]),
        Case(
            "what was written in the second of the notice",
            [
                Bodies.message("a", at: 100, from: old), notice("n", at: 100, from: old, to: new),
                Bodies.message("s", at: 101, from: old),
            ], [Talk(["a", "n"], .phone(new)), Talk(["s"], .phone(old))]),
        Case(
            "each of our numbers gets a notice of the one move",
            [
                Bodies.message("a", at: 0, from: old), notice("n", at: 100, from: old, to: new),
                notice("n2", at: 103, from: old, to: new), Bodies.message("s", at: 200, from: old),
            ], [Talk(["a", "n", "n2"], .phone(new)), Talk(["s"], .phone(old))]),
        Case(
            "a BSUID is made anew, and the number is a stranger's",
            [
                Bodies.message("a", at: 0, from: old, bsuid: oldID), notice("n", at: 100, oldID, newID),
                Bodies.message("s", at: 200, from: old, bsuid: strangerID),
            ], [Talk(["a", "n"], .bsuid(newID)), Talk(["s"], .phone(old))]),
        Case(
            "a BSUID is made anew, and the number is theirs still",
            [
                Bodies.message("a", at: 0, from: old, bsuid: oldID), notice("n", at: 100, oldID, newID),
                Bodies.message("b", at: 200, from: old, bsuid: newID),
            ], [Talk(["a", "n", "b"], .phone(old))]),
        Case(
            "a late message of who left reaches nobody else",
            [
                Bodies.message("a", at: 0, from: old, bsuid: oldID),
                notice("n", at: 100, from: old, to: new, oldID, newID),
                Bodies.message("b", at: 140, from: old, bsuid: oldID),
                Bodies.message("s", at: 200, from: old, bsuid: strangerID),
            ], [Talk(["a", "n", "b"], .phone(new)), Talk(["s"], .phone(old))]),
        Case(
            "back to the old number",
            [
                Bodies.message("a", at: 0, from: old), notice("n", at: 100, from: old, to: new),
                notice("n2", at: 300, from: new, to: old), Bodies.message("b", at: 400, from: old),
            ], [Talk(["a", "n", "n2", "b"], .phone(old))]),
        Case(
            "a number, then a BSUID, then both",
            [
                Bodies.message("a", at: 0, from: old), Bodies.message("b", at: 10, bsuid: oldID),
                Bodies.message("c", at: 20, from: old, bsuid: oldID),
                Bodies.message("s", at: 30, from: new, bsuid: strangerID),
            ], [Talk(["a", "b", "c"], .phone(old)), Talk(["s"], .phone(new))]),
        Case(
            "to a number that somebody else had, with BSUIDs",
            [
                Bodies.message("p", at: 0, from: new, bsuid: strangerID),
                Bodies.message("a", at: 50, from: old, bsuid: oldID),
                notice("n", at: 100, from: old, to: new, oldID, newID),
                Bodies.message("b", at: 150, from: new, bsuid: newID),
            ], [Talk(["p"], .bsuid(strangerID)), Talk(["a", "n", "b"], .phone(new))]),
        Case(
            "to a number that somebody else had, without BSUIDs",
            [
                Bodies.message("p", at: 0, from: new), Bodies.message("a", at: 50, from: old),
                notice("n", at: 100, from: old, to: new), notice("n2", at: 103, from: old, to: new),
                Bodies.message("b", at: 101, from: new),
            ], [Talk(["p"], nil), Talk(["a", "n", "n2", "b"], .phone(new))]),
        Case(
            "to a number that somebody else had, and a first message in the second of the notice or before it",
            [
                Bodies.message("p", at: 0, from: new), notice("n", at: 100, from: old, to: new, oldID, newID),
                Bodies.message("b", at: 100, from: new), Bodies.message("c", at: 97, from: new, bsuid: newID),
                Bodies.message("a", at: 50, from: old),
            ], [Talk(["p"], nil), Talk(["a", "n", "b", "c"], .phone(new))]),
        Case(
            "to a number that somebody else left in that second",
            [
                Bodies.message("p", at: 0, from: new), Bodies.message("a", at: 50, from: old),
                notice("m", at: 100, from: new, to: "15557770303"), notice("n", at: 100, from: old, to: new),
                Bodies.message("b", at: 101, from: new),
            ], [Talk(["p", "m"], .phone("15557770303")), Talk(["a", "n", "b"], .phone(new))]),
        Case(
            "to a number, on from it, and back to where a stranger wrote from meanwhile",
            [
                Bodies.message("a", at: 0, from: old), notice("n", at: 100, from: old, to: new),
                Bodies.message("s", at: 200, from: old), notice("n2", at: 300, from: new, to: old),
                Bodies.message("b", at: 400, from: old),
            ], [Talk(["a", "n", "n2", "b"], .phone(old)), Talk(["s"], nil)]),
        Case(
            "to a number that somebody else had, and on from it",
            [
                Bodies.message("p", at: 0, from: new, bsuid: strangerID),
                notice("n", at: 100, from: old, to: new, oldID, newID),
                Bodies.message("b", at: 99, from: new, bsuid: newID),
                notice("n2", at: 300, from: new, to: "15557770303", newID, "US.80"),
                Bodies.message("c", at: 400, from: "15557770303", bsuid: "US.80"),
            ], [Talk(["p"], .bsuid(strangerID)), Talk(["n", "b", "n2", "c"], .phone("15557770303"))]),
        Case(
            "two people are told to have come to one number that nobody wrote from",
            [
                Bodies.message("p", at: 0, from: "15557770303"), notice("m", at: 50, from: "15557770303", to: new),
                Bodies.message("a", at: 60, from: old), notice("n", at: 100, from: old, to: new),
                Bodies.message("b", at: 150, from: new),
            ], [Talk(["p", "m"], nil), Talk(["a", "n", "b"], .phone(new))]),
        Case(
            "who left is told of once more after somebody else came",
            [
                Bodies.message("p", at: 0, from: new), notice("m", at: 50, from: new, to: "15557770303"),
                notice("n", at: 100, from: old, to: new), Bodies.message("b", at: 150, from: new),
                notice("m2", at: 160, from: new, to: "15557770303"),
            ], [Talk(["p", "m", "m2"], .phone("15557770303")), Talk(["n", "b"], .phone(new))]),
        Case(
            "there, back and there again, with somebody else there meanwhile",
            [
                notice("n", at: 100, from: old, to: new), notice("n2", at: 300, from: new, to: old),
                Bodies.message("q", at: 400, from: new), notice("n3", at: 500, from: old, to: new),
                Bodies.message("b", at: 600, from: new),
            ], [Talk(["n", "n2", "n3", "b"], .phone(new)), Talk(["q"], nil)]),
        Case(
            "one who came to a number is no part of who had it, also when that one tells later of having left",
            [
                Bodies.message("p", at: 0, from: new, bsuid: strangerID),
                notice("n", at: 100, from: old, to: new, oldID, newID),
                notice("m", at: 200, strangerID, "US.81"), Bodies.message("q", at: 250, bsuid: "US.81"),
                Bodies.message("b", at: 300, from: new),
            ], [Talk(["p", "m", "q"], .bsuid("US.81")), Talk(["n", "b"], .phone(new))]),
        Case(
            "who leaves a number and does not say where to",
            [
                Bodies.message("a", at: 0, from: old), departure("n", at: 100, from: old),
                Bodies.message("s", at: 200, from: old, bsuid: strangerID),
            ], [Talk(["a", "n"], nil), Talk(["s"], .phone(old))]),
        Case(
            "who leaves a number is told of twice, once with where to",
            [
                Bodies.message("a", at: 0, from: old), departure("n", at: 100, from: old),
                notice("n2", at: 101, from: old, to: new), Bodies.message("s", at: 200, from: old),
                Bodies.message("b", at: 300, from: new),
            ], [Talk(["a", "n", "n2", "b"], .phone(new)), Talk(["s"], .phone(old))]),
        Case(
            "two leave a number one after another, and the first does not say where to",
            [
                Bodies.message("a", at: 0, from: old), departure("n", at: 100, from: old),
                Bodies.message("s", at: 200, from: old, bsuid: strangerID), notice("n2", at: 300, from: old, to: new),
                Bodies.message("b", at: 400, from: new),
            ], [Talk(["a", "n"], nil), Talk(["s", "n2", "b"], .phone(new))]),
        Case(
            "somebody comes to a number that was left in that second",
            [
                Bodies.message("p", at: 0, from: new, bsuid: strangerID),
                departure("n", at: 100, from: new, strangerID),
                notice("n2", at: 100, from: old, to: new), Bodies.message("b", at: 101, from: new),
            ], [Talk(["p", "n"], .bsuid(strangerID)), Talk(["n2", "b"], .phone(new))]),
    ]

    /// That somebody has another number, and nothing of which.
    private static func departure(
        _ id: String, at seconds: Int64, from phone: String, _ bsuid: String? = nil
    ) -> Reception {
        Bodies.message(
            id, at: seconds, from: phone, bsuid: bsuid, type: "system",
            content: #""system":{"type":"customer_changed_number","body":"x"}"#)
    }

    private static func talks(_ store: InboxStore) throws -> Set<Talk> {
        Set(
            try store.threads(matching: "", limit: 50).map { row in
                Talk(Set(try store.messages(row.key, count: 50).messages.compactMap(\.wamid)), row.address)
            })
    }

    @Test(arguments: cases) func everyOrderTellsWhoIsWho(of example: Case) throws {
        var dumps: Set<String> = []
        let scratch = try Scratch(isQuick: true)
        for order in orders(of: example.bodies) {
            try scratch.reset()
            for body in order { _ = try scratch.store.apply([body], numbers: nil) }
            #expect(try Self.talks(scratch.store) == example.talks)
            dumps.insert(try scratch.dump())
            try scratch.store.rebuild()
            #expect(try Self.talks(scratch.store) == example.talks, "after a rebuild")
            dumps.insert(try scratch.dump())
        }
        #expect(dumps.count == 1)
    }

    // MARK: What agents did

    private let scratch: Scratch
    private var store: InboxStore { scratch.store }
    private let now = Bodies.noon + .seconds(300)

    init() throws {
        scratch = try Scratch()
        _ = try scratch.store.apply([Bodies.message("a", at: 0, from: Self.old)], numbers: nil)
    }

    private func row(_ phone: String) throws -> ThreadRow {
        try #require(try store.thread(number: Bodies.number, alias: Alias(.waID, phone)))
    }

    private func record(_ act: AgentFact.Act, _ id: String, _ row: ThreadRow) throws {
        let holding = try #require(try store.holding(of: row.key.person))
        _ = try store.record([
            AgentFact(
                id: id, at: now, actor: "bia", number: Bodies.number, alias: holding.alias, since: holding.since,
                act: act)
        ])
    }

    /// The notice and the stranger's first message come only after the agent acted, though both are older.
    private func recycle() throws {
        _ = try store.apply(
            [
                Self.notice("n", at: 100, from: Self.old, to: Self.new),
                Bodies.message("s", at: 200, from: Self.old, name: "Ben Ito"),
            ], numbers: nil)
    }

    @Test func whatWasDoneToThePersonStaysWithThem() throws {
        let before = try row(Self.old)
        try store.setDraft("the words for Dana", for: before.key, agent: "bia")
        try store.setHeldText("later", for: before.key, agent: "bia")
        try record(.assign(to: "bia"), "f1", before)
        try recycle()
        let stranger = try row(Self.old)
        try record(.assign(to: "carla"), "f2", stranger)
        try store.setDraft("the words for Ben", for: stranger.key, agent: "bia")
        for isRebuilt in [false, true] {
            if isRebuilt { try store.rebuild() }
            let (leaver, stranger) = (try row(Self.new), try row(Self.old))
            #expect(leaver.key.person != stranger.key.person)
            #expect(leaver.assignee == "bia" && stranger.assignee == "carla")
            #expect(try store.draft(leaver.key, agent: "bia") == "the words for Dana")
            #expect(try store.draft(stranger.key, agent: "bia") == "the words for Ben")
            #expect(try store.heldText(leaver.key, agent: "bia") == "later")
            #expect(try store.heldText(stranger.key, agent: "bia") == nil)
            #expect(
                try store.drafts(agent: "bia") == [leaver.key: "the words for Dana", stranger.key: "the words for Ben"])
            #expect(try store.alias(of: leaver.key.person) == Alias(.waID, Self.new))
        }
        try store.setDraft(nil, for: try row(Self.new).key, agent: "bia")
        #expect(try store.drafts(agent: "bia").values.sorted() == ["the words for Ben"])
    }

    private func permit(_ row: ThreadRow, _ consents: Consents = Consents()) throws -> Permit {
        try SendGate().pass(
            .text(TextContent(body: "yes")), in: row.gateContext(), consents: consents, pass: .keyPress, at: now
        ).get()
    }

    private func enqueue(_ permit: Permit, _ key: ThreadKey, _ id: String = "uuid-1") throws {
        _ = try store.enqueue(
            permit, to: key, actor: "bia", id: id, dueAt: now, notAfter: now + .hours(1), now: now)
    }

    @Test func nothingEntersTheOutboxForAnAddressThatIsNotTheirs() throws {
        let before = try row(Self.old)
        let permit = try permit(before)
        try recycle()
        #expect(throws: StoreError.notTheirAddress(id: "uuid-1")) { try enqueue(permit, before.key) }
        #expect(try store.openItems(limit: 5).isEmpty)
        let leaver = try row(Self.new)
        #expect(leaver.key == before.key, "the conversation is the leaver's")
        try enqueue(try self.permit(leaver), leaver.key)
        #expect(try store.item(id: "uuid-1")?.address == .phone(Self.new))
    }

    @Test func whatWaitsForAnAddressThatIsNotTheirsAnyMoreIsRefused() throws {
        let before = try row(Self.old)
        try enqueue(try permit(before), before.key)
        try recycle()
        #expect(try store.items(of: try row(Self.old).key).isEmpty, "the stranger was written nothing")
        #expect(throws: StoreError.notTheirAddress(id: "uuid-1")) {
            try store.claim(id: "uuid-1", worker: "1:1", now: now)
        }
        let item = try #require(try store.items(of: try row(Self.new).key).first)
        #expect(item.state == .refused && item.lastError?.title == Refusal.addressChangedCode)
        #expect(try store.departures(since: Bodies.noon).isEmpty)
        #expect(try store.claim(id: "uuid-1", worker: "1:1", now: now) == nil)
        try store.rebuild()
        #expect(try store.items(of: try row(Self.old).key).isEmpty)
    }
}
