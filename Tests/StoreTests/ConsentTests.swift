import Inbox
import Store
import Testing

/// What a person agreed to or stopped is theirs on every number of ours, goes with them, and is nobody else's.
struct ConsentTests {
    private static let old = "15557770101"
    private static let new = "15557770909"
    private static let danaID = "US.48210593377120456"
    private static let otherNumber = NumberID("700111222333555")

    private let scratch: Scratch
    private var store: InboxStore { scratch.store }
    private let now = Bodies.noon + .seconds(300)

    init() throws {
        scratch = try Scratch()
        _ = try scratch.store.apply([Bodies.message("a", at: 0, from: Self.old)], numbers: nil)
    }

    private func row(_ phone: String, on number: NumberID = Bodies.number) throws -> ThreadRow {
        try #require(try store.thread(number: number, alias: Alias(.waID, phone)))
    }

    private func record(_ act: AgentFact.Act, _ id: String, at seconds: Int64, _ row: ThreadRow) throws {
        let holding = try #require(try store.holding(of: row.key.person))
        _ = try store.record([
            AgentFact(
                id: id, at: Bodies.noon + .seconds(seconds), actor: "bia", number: row.key.number, alias: holding.alias,
                since: holding.since, act: act)
        ])
    }

    private static func preference(_ value: String, at seconds: Int64, phone: String?, bsuid: String?) -> Reception {
        var members = ["\"value\":\"\(value)\"", "\"timestamp\":\(Bodies.noon.seconds + seconds)"]
        members.append("\"category\":\"marketing_messages\"")
        if let phone { members.append("\"wa_id\":\"\(phone)\"") }
        if let bsuid { members.append("\"user_id\":\"\(bsuid)\"") }
        return Bodies.reception(
            "\"user_preferences\":[{\(members.joined(separator: ","))}]", name: value,
            arrival: Bodies.noon + .seconds(seconds + 1), field: "user_preferences")
    }

    @Test func itGoesWithThePersonAndNotWithTheNumber() throws {
        let before = try row(Self.old)
        _ = try store.openThread(number: Self.otherNumber, alias: Alias(.waID, Self.old), actor: "bia", now: now)
        try record(.optOut(.everything), "f1", at: 250, before)
        try record(.optIn(evidence: "at the counter"), "f2", at: 251, before)
        #expect(try row(Self.old, on: Self.otherNumber).optOut == .everything, "on every number of ours")
        _ = try store.apply(
            [
                IdentityTests.notice("n", at: 400, from: Self.old, to: Self.new),
                Bodies.message("s", at: 500, from: Self.old),
            ], numbers: nil)
        for isRebuilt in [false, true] {
            if isRebuilt { try store.rebuild() }
            let (leaver, stranger) = (try row(Self.new), try row(Self.old))
            #expect(leaver.optOut == .everything && leaver.hasOptIn)
            #expect(stranger.optOut == nil && !stranger.hasOptIn)
            #expect(try row(Self.new, on: Self.otherNumber).optOut == .everything)
        }
        try record(.optOut(nil), "f3", at: 600, try row(Self.new, on: Self.otherNumber))
        #expect(try row(Self.new).optOut == nil, "taken back from any of them")
    }

    /// The platform tells the BSUID, and another message connects it with the number: before or after.
    @Test(arguments: [
        (["stop"], GateContext.OptOut.marketing), (["stop", "resume"], nil), (["stop", "resume", "stop"], .marketing),
        (["signup"], nil), (["stop", "whatever"], .marketing),
    ])
    func thePlatformTellsWhoStoppedMarketing(words: [String], expected: GateContext.OptOut?) throws {
        let told = words.enumerated().map { index, word in
            Self.preference(word, at: Int64(50 + index), phone: nil, bsuid: Self.danaID)
        }
        let link = Bodies.message("b", at: 20, from: Self.old, bsuid: Self.danaID)
        var dumps: Set<String> = []
        for bodies in [told + [link], [link] + told, [link] + told.reversed(), told.reversed() + [link]] {
            let other = try Scratch()
            _ = try other.store.apply([Bodies.message("a", at: 0, from: Self.old)], numbers: nil)
            for body in bodies { _ = try other.store.apply([body], numbers: nil) }
            let dana = Alias(.waID, Self.old)
            #expect(try other.store.thread(number: Bodies.number, alias: dana)?.optOut == expected)
            dumps.insert(try other.dump())
            try other.store.rebuild()
            dumps.insert(try other.dump())
        }
        #expect(dumps.count == 1)
    }

    @Test func aStopOfTheNumbersFormerHolderStaysTheirs() throws {
        _ = try store.apply(
            [
                Self.preference("stop", at: 50, phone: Self.old, bsuid: nil),
                IdentityTests.notice("n", at: 100, from: Self.old, to: Self.new),
                Bodies.message("s", at: 200, from: Self.old),
            ], numbers: nil)
        #expect(try row(Self.new).optOut == .marketing && row(Self.old).optOut == nil)
    }

    /// 131050, in the answer to the request or in a status.
    @Test(arguments: [true, false]) func aRefusalForAStopIsOne(inStatus: Bool) throws {
        let row = try row(Self.old)
        let permit = try SendGate().pass(
            .text(TextContent(body: "yes")), in: row.gateContext(), pass: .keyPress, at: now
        ).get()
        _ = try store.enqueue(
            permit, to: row.key, actor: "bia", id: "uuid-1", dueAt: now, notAfter: now + .hours(1), now: now)
        _ = try store.claim(id: "uuid-1", worker: "1:1", now: now)
        if inStatus {
            _ = try store.finish(id: "uuid-1", .accepted(wamid: "wamid.out", status: nil, at: now))
            _ = try store.apply([Bodies.status("failed", of: "wamid.out", at: 305, code: 131_050)], numbers: nil)
        } else {
            let note = FailureNote(code: 131_050, title: "stopped")
            _ = try store.finish(id: "uuid-1", .refused(note, at: now, retryAt: nil))
        }
        #expect(try self.row(Self.old).optOut == .marketing)
        try store.rebuild()
        #expect(try self.row(Self.old).optOut == .marketing)
        _ = try store.apply([Self.preference("resume", at: 900, phone: Self.old, bsuid: nil)], numbers: nil)
        #expect(try self.row(Self.old).optOut == nil)
    }

    @Test func itIsALineOfTheConversationThatAsksForNothing() throws {
        let waiting = try row(Self.old).waitingSince
        let told = [
            Self.preference("stop", at: 50, phone: Self.old, bsuid: nil),
            Self.preference("resume", at: 60, phone: Self.old, bsuid: nil),
        ]
        for body in told + told { _ = try store.apply([body], numbers: nil) }
        for isRebuilt in [false, true] {
            if isRebuilt { try store.rebuild() }
            let row = try row(Self.old)
            let messages = try store.messages(row.key, count: 9).messages
            #expect(messages.map(\.type) == ["text", "marketing_stop", "marketing_resume"])
            #expect(messages.map(\.direction) == [.inbound, .event, .event])
            #expect(messages[1].details == [MessageDetail(.action, "marketing_stop")])
            #expect(row.waitingSince == waiting && row.unread == 1 && row.optOut == nil)
        }
    }
}
