import Inbox
import Store
import Testing

/// Who owns the thread of a shared number, inferred (`whatsapp.md` §1.8), and what the gate makes of it.
struct OwnerTests {
    private static let dana = "15557770101"
    private let scratch: Scratch
    private var store: InboxStore { scratch.store }

    init() throws { scratch = try Scratch(isQuick: true) }

    private func row() throws -> ThreadRow {
        try #require(try store.thread(number: Bodies.number, alias: Alias(.waID, Self.dana)))
    }

    private static func at(_ seconds: Int64) -> Instant { Bodies.noon + .seconds(seconds) }
    private static func owner(_ role: String? = "ai_agent", since: Int64, from customer: Int64) -> ThreadOwner {
        ThreadOwner(role: role, since: at(since), until: at(customer) + .hours(24))
    }

    struct Story: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bodies: [Reception]
        var owner: ThreadOwner?
        var waitingSince: Int64?
        var unread = 0
    }

    static let stories = [
        Story(
            testDescription: "nobody shares the number", bodies: [Bodies.message("wamid.1", at: 0, from: dana)],
            waitingSince: 0, unread: 1),
        Story(
            testDescription: "taken",
            bodies: [
                Bodies.message("wamid.1", at: 0, from: dana), Bodies.handover(isToUs: false, at: 60),
            ], owner: owner(since: 60, from: 60), waitingSince: 0, unread: 1),
        Story(
            testDescription: "a copy", bodies: [Bodies.standby("wamid.1", at: 30)],
            owner: owner(nil, since: 30, from: 30)),
        Story(
            testDescription: "taken, and they write on",
            bodies: [
                Bodies.handover(isToUs: false, role: "marketing", at: 60), Bodies.standby("wamid.1", at: 500),
            ], owner: owner("marketing", since: 500, from: 500)),
        Story(
            testDescription: "taken and given back",
            bodies: [
                Bodies.handover(isToUs: false, at: 60), Bodies.standby("wamid.1", at: 70),
                Bodies.handover(isToUs: true, at: 90),
            ], waitingSince: 90, unread: 1),
        Story(
            testDescription: "given back in the second in which they wrote",
            bodies: [
                Bodies.standby("wamid.1", at: 90), Bodies.handover(isToUs: true, at: 90),
            ], waitingSince: 90, unread: 1),
        Story(
            testDescription: "taken in the second in which they wrote to us",
            bodies: [Bodies.message("wamid.1", at: 90, from: dana), Bodies.handover(isToUs: false, at: 90)],
            owner: owner(since: 90, from: 90), waitingSince: 90, unread: 1),
        Story(
            testDescription: "a message to us says enough",
            bodies: [
                Bodies.handover(isToUs: false, at: 60), Bodies.message("wamid.1", at: 90, from: dana),
            ], waitingSince: 90, unread: 1),
        Story(
            testDescription: "given back, answered by phone",
            bodies: [
                Bodies.standby("wamid.1", at: 70), Bodies.handover(isToUs: true, at: 90),
                Bodies.echo("wamid.E", at: 100),
            ], unread: 1),
    ]

    @Test(arguments: stories) func isToldByWhatHappened(_ story: Story) throws {
        for order in [story.bodies, story.bodies.reversed()] {
            let scratch = try Scratch(isQuick: true)
            for body in order { _ = try scratch.store.apply([body], numbers: nil) }
            let row = try #require(try scratch.store.thread(number: Bodies.number, alias: Alias(.waID, Self.dana)))
            #expect(row.owner == story.owner)
            #expect(row.waitingSince == story.waitingSince.map(Self.at) && row.unread == story.unread)
        }
    }

    @Test func theGateStopsFreeTextUntilTheThreadFallsIdle() throws {
        _ = try store.apply([Bodies.standby("wamid.1", at: 0), Bodies.handover(isToUs: false, at: 10)], numbers: nil)
        let row = try row()
        #expect(row.window(at: Self.at(60)) == .open(until: Self.at(0) + .hours(24)), "they wrote to the number")
        let text = Content.text(TextContent(body: "hello"))
        let verdict = SendGate().pass(text, in: row.gateContext(), pass: .keyPress, at: Self.at(60))
        #expect(verdict == .failure(.ownedElsewhere(until: Self.at(10) + .hours(24))))
        #expect(row.owner(at: Self.at(10) + .hours(24)) == nil)
    }

    @Test func aRefusalOfThePlatformSaysSoToo() throws {
        _ = try store.apply([Bodies.message("wamid.1", at: 0, from: Self.dana)], numbers: nil)
        let now = Self.at(60)
        func send(_ id: String, at now: Instant, _ outcome: AttemptOutcome) throws {
            var context = try row().gateContext()
            context.ownedElsewhereUntil = nil
            let permit = try SendGate().pass(
                .text(TextContent(body: id)), in: context, pass: .keyPress, at: now
            ).get()
            _ = try store.enqueue(
                permit, to: row().key, actor: "bia", id: id, dueAt: now, notAfter: now + .hours(1), now: now)
            _ = try store.claim(id: id, worker: "1:1", now: now)
            _ = try store.finish(id: id, outcome)
        }
        let note = FailureNote(code: ThreadOwner.refusalCode, title: "not yours")
        try send("uuid-1", at: now, .refused(note, at: now + .seconds(1), retryAt: nil))
        #expect(try row().owner == ThreadOwner(since: now, until: now + .hours(24)))
        // What the platform takes, it takes from the owner.
        try send("uuid-2", at: now + .seconds(30), .accepted(wamid: "wamid.o", status: nil, at: now + .seconds(31)))
        #expect(try row().owner == nil)
    }

    @Test func aHandoverIsALineAndIsRead() throws {
        _ = try store.apply([Bodies.standby("wamid.1", at: 0), Bodies.handover(isToUs: true, at: 10)], numbers: nil)
        let shown = try store.messages(row().key, count: 10).messages
        #expect(shown.map(\.direction) == [.inbound, .event] && shown.map(\.isForUs) == [false, true])
        #expect(shown[1].details == [MessageDetail(.threadPassed, "ai_agent")])
        #expect(try row().preview?.direction == .event)
        let wamid = try #require(shown[1].wamid)
        _ = try store.record([
            AgentFact(
                id: "f1", at: Self.at(20), actor: "bia", number: Bodies.number, alias: Alias(.waID, Self.dana),
                act: .read([wamid]))
        ])
        #expect(try row().unread == 0)
    }

    @Test func callsAreLines() throws {
        func call(_ event: String, at seconds: Int64, _ rest: String = "") -> Reception {
            Bodies.reception(
                """
                "calls":[{"id":"wacid.1","from":"15557770101","event":"\(event)","direction":"USER_INITIATED",\
                "timestamp":"\(Bodies.noon.seconds + seconds)"\(rest)}]
                """, name: event, arrival: Self.at(seconds), field: "calls")
        }
        _ = try store.apply(
            [
                call("connect", at: 0),
                call("terminate", at: 130, ",\"start_time\":\"\(Bodies.noon.seconds + 5)\",\"duration\":125"),
            ], numbers: nil)
        let row = try row()
        #expect(row.evidence.trigger == Bodies.noon && row.waitingSince == Bodies.noon && row.unread == 1)
        let shown = try store.messages(row.key, count: 10).messages
        #expect(shown.map(\.direction) == [.event, .event])
        #expect(shown.map(\.details) == [[MessageDetail(.callIn)], [MessageDetail(.callEnded, "2:05")]])
        #expect(try store.rawPayload(shown[1].key)?.contains("terminate") == true)
    }
}
