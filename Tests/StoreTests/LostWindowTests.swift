import Inbox
import Store
import Testing

/// Windows that ended while somebody waited, counted from what is stored.
struct LostWindowTests {
    enum Step: Sendable {
        case says(String, at: Int64)
        case reacts(at: Int64)
        case calls(at: Int64)
        /// Our answer, accepted at this second.
        case answered(at: Int64)
        case done(at: Int64)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var steps: [Step]
        var lost: Int
        var testDescription: String { name }
    }

    private static let day: Int64 = 86_400
    private static let dana = "15557770101"

    @Test(arguments: [
        Case(name: "nobody answered", steps: [.says("a", at: 0)], lost: 1),
        Case(name: "answered in time", steps: [.says("a", at: 0), .answered(at: 100)], lost: 0),
        Case(
            name: "answered, and then they wrote again",
            steps: [.says("a", at: 0), .answered(at: 100), .says("b", at: 200)], lost: 1),
        Case(name: "a newer message took the window over", steps: [.says("a", at: 0), .says("b", at: 50)], lost: 1),
        Case(
            name: "the newer one was answered", steps: [.says("a", at: 0), .says("b", at: 50), .answered(at: 60)],
            lost: 0),
        Case(name: "done by then", steps: [.says("a", at: 0), .done(at: 500)], lost: 0),
        Case(name: "kept open by a reaction, perhaps", steps: [.says("a", at: 0), .reacts(at: 300)], lost: 0),
        Case(
            name: "an accepted call asks for no answer",
            steps: [.says("a", at: 0), .answered(at: 50), .calls(at: 100)], lost: 0),
        Case(name: "a call after an unanswered message", steps: [.says("a", at: 0), .calls(at: 100)], lost: 1),
        Case(name: "a call alone", steps: [.calls(at: 100)], lost: 0),
    ])
    func countsWhoWaited(_ sample: Case) throws {
        let scratch = try Scratch()
        for step in sample.steps { try perform(step, scratch.store) }
        let end = Bodies.noon + .seconds(Self.day)
        #expect(try scratch.store.windowsLost(from: Bodies.noon, to: end + .hours(1)) == sample.lost)
        #expect(
            try scratch.store.windowsLost(from: Bodies.noon, to: end + .hours(1), number: Bodies.number) == sample.lost)
        #expect(try scratch.store.windowsLost(from: Bodies.noon, to: end + .hours(1), number: NumberID("1")) == 0)
    }

    /// The end itself counts to the day that ends with it, and to no other.
    @Test(arguments: [(-1, 0), (0, 1), (1, 1)] as [(Int64, Int)])
    func theSecondOfTheEnd(offset: Int64, lost: Int) throws {
        let scratch = try Scratch()
        try perform(.says("a", at: 0), scratch.store)
        let end = Bodies.noon + .seconds(Self.day)
        #expect(try scratch.store.windowsLost(from: Bodies.noon, to: end + .seconds(offset)) == lost)
        #expect(try scratch.store.windowsLost(from: end + .seconds(offset), to: end + .hours(9)) == 1 - lost)
    }

    /// The arrival counts where it is earlier than the stamp: a stamp of the future loses nothing later.
    @Test func aStampOfTheFutureStartsWithItsArrival() throws {
        let scratch = try Scratch()
        _ = try scratch.store.apply([Bodies.message("wamid.f", at: 400, from: Self.dana, arrival: -400)], numbers: nil)
        let end = Bodies.noon + .seconds(Self.day)
        #expect(try scratch.store.windowsLost(from: end + .seconds(-1), to: end) == 1)
        #expect(try scratch.store.windowsLost(from: end, to: end + .hours(1)) == 0)
    }

    private func perform(_ step: Step, _ store: InboxStore) throws {
        switch step {
        case .says(let id, let at):
            _ = try store.apply([Bodies.message("wamid.\(id)", at: at, from: Self.dana)], numbers: nil)
        case .reacts(let at):
            let content = "\"reaction\":{\"message_id\":\"wamid.x\",\"emoji\":\"❤\"}"
            _ = try store.apply(
                [Bodies.message("wamid.r\(at)", at: at, from: Self.dana, type: "reaction", content: content)],
                numbers: nil)
        case .calls(let at):
            let event = InboundEvent(
                number: Bodies.number, wamid: "call.\(at)", aliases: [Alias(.waID, Self.dana)],
                timestamp: Bodies.noon + .seconds(at), type: InboundEvent.acceptedCallType, effect: .opens, raw: "{}")
            _ = try store.apply(
                [
                    Reception(
                        digest: String(repeating: "0", count: 63) + "c", body: [0x7B, 0x7D], arrival: nil,
                        events: [.message(event)])
                ],
                numbers: nil)
        case .answered(let at):
            let row = try #require(try store.thread(number: Bodies.number, alias: Alias(.waID, Self.dana)))
            let now = Bodies.noon + .seconds(at)
            let permit = try SendGate().pass(
                .text(TextContent(body: "yes")), in: row.gateContext(), pass: .keyPress, at: now
            ).get()
            _ = try store.enqueue(
                permit, to: row.key, actor: "bia", id: "id-\(at)", dueAt: now, notAfter: now + .hours(1),
                now: now)
            _ = try store.claim(id: "id-\(at)", worker: "1:1", now: now)
            _ = try store.finish(id: "id-\(at)", .accepted(wamid: "wamid.out\(at)", status: nil, at: now))
        case .done(let at):
            _ = try store.record([
                // Nobody is done with what nobody read.
                AgentFact(
                    id: "read-\(at)", at: Bodies.noon + .seconds(at), actor: "bia", number: Bodies.number,
                    alias: Alias(.waID, Self.dana), act: .read(["wamid.a"])),
                AgentFact(
                    id: "done-\(at)", at: Bodies.noon + .seconds(at), actor: "bia", number: Bodies.number,
                    alias: Alias(.waID, Self.dana), act: .done),
            ])
        }
    }
}
