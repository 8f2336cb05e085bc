import Inbox
import Store
import Testing
import WhatsApp

/// What the platform's statuses prove about rows whose answer is lost, late or was a refusal.
struct OutboxSettlingTests {
    private static let dana = "15557770101"
    private let scratch: Scratch
    private let now = Bodies.noon + .seconds(100)

    private var store: InboxStore { scratch.store }

    init() throws {
        scratch = try Scratch()
        _ = try scratch.store.apply([Bodies.message("wamid.1", at: 0, from: Self.dana)], numbers: nil)
    }

    private func row() throws -> ThreadRow {
        try #require(try store.thread(number: Bodies.number, alias: Alias(.waID, Self.dana)))
    }

    private func enqueue(_ id: String = "uuid-1", _ consents: Consents = Consents()) throws {
        let permit = try SendGate().pass(
            .text(TextContent(body: "yes")), in: try row().gateContext(), consents: consents, pass: .keyPress, at: now
        ).get()
        _ = try store.enqueue(
            permit, to: try row().key, actor: "bia", id: id, dueAt: now, notAfter: now + .hours(1), now: now)
    }

    private func told(_ word: String, code: Int? = nil, callback: String = "uuid-1") throws {
        _ = try store.apply(
            [Bodies.status(word, of: "wamid.out", at: 105, to: Self.dana, callback: callback, code: code)],
            numbers: nil)
    }

    private var word: String? {
        get throws {
            try store.messages(try row().key, count: 50).messages.last { $0.direction == .outbound }?.delivery?.word
        }
    }

    /// Killed after this commit, the inbox opens without the words: a second Enter would send them twice.
    @Test(
        arguments: [
            ("Já vai", "Já vai", nil), ("Já vai", "Já vai\nE a nota?", "E a nota?"),
            ("Já vai", "Já vai hoje", "Já vai hoje"),
            ("Já vai", nil, nil), ("Já vai", "outra coisa", "outra coisa"),
        ] as [(String, String?, String?)])
    func theWordsLeaveTheDraftWithTheirCommit(words: String, draft: String?, left: String?) throws {
        let scratch = try Scratch()
        let store = scratch.store
        _ = try store.apply([Bodies.message("wamid.1", at: 0, from: "15557770101")], numbers: nil)
        let row = try #require(try store.thread(number: Bodies.number, alias: Alias(.waID, "15557770101")))
        try store.setDraft(draft, for: row.key, agent: "bia")
        try store.setDraft(words, for: row.key, agent: "carla")
        let now = Bodies.noon + .seconds(60)
        let permit = try SendGate().pass(
            .text(TextContent(body: words)), in: row.gateContext(), pass: .keyPress, at: now
        ).get()
        _ = try store.enqueue(
            permit, to: row.key, actor: "bia", id: "u1", dueAt: now, notAfter: now + .hours(1), takesFromDraft: true,
            now: now)
        #expect(try store.draft(row.key, agent: "bia") == left)
        #expect(try store.draft(row.key, agent: "carla") == words, "what a colleague began stays theirs")
    }

    /// The other way: what is taken back stands in the box with the same commit, before what was written since.
    @Test(arguments: [(nil, "Já vai"), ("E a nota?", "Já vai\nE a nota?")] as [(String?, String)])
    func theWordsComeBackWithTheirCommit(since: String?, draft: String) throws {
        let scratch = try Scratch()
        let store = scratch.store
        _ = try store.apply([Bodies.message("wamid.1", at: 0, from: "15557770101")], numbers: nil)
        let row = try #require(try store.thread(number: Bodies.number, alias: Alias(.waID, "15557770101")))
        let now = Bodies.noon + .seconds(60)
        let permit = try SendGate().pass(
            .text(TextContent(body: "Já vai")), in: row.gateContext(), pass: .keyPress, at: now
        ).get()
        _ = try store.enqueue(
            permit, to: row.key, actor: "bia", id: "u1", dueAt: now, notAfter: now + .hours(1), takesFromDraft: true,
            now: now)
        try store.setDraft(since, for: row.key, agent: "bia")
        #expect(try store.recall(id: "u1", of: row.key, intoDraftOf: "bia")?.id == "u1")
        #expect(try store.draft(row.key, agent: "bia") == draft)
        #expect(try store.recall(id: "u1", of: row.key, intoDraftOf: "bia") == nil)
        #expect(try store.draft(row.key, agent: "bia") == draft, "once")
    }

    /// What the platform took and keeps back is not sent, and nothing says so but its answer.
    @Test(
        arguments: [
            ("held_for_quality_assessment", SendResponse.AcceptanceStatus.heldForQualityAssessment),
            ("paused", .paused),
            ("pondering", .other("pondering")), ("accepted", nil), (nil, nil),
        ] as [(String?, SendResponse.AcceptanceStatus?)])
    func whatIsHeldBackIsKnownToBe(word: String?, hold: SendResponse.AcceptanceStatus?) throws {
        func message() throws -> Message? {
            try store.messages(try row().key, count: 50).messages.first { $0.direction == .outbound }
        }
        try enqueue()
        #expect(try message()?.hold == nil)
        _ = try store.claim(id: "uuid-1", worker: "1:1", now: now)
        _ = try store.finish(id: "uuid-1", .accepted(wamid: "wamid.out", status: word, at: now))
        #expect(try message()?.hold == hold && message()?.delivery?.word == "accepted")
        try told("sent")
        #expect(try message()?.hold == nil && message()?.delivery?.word == "sent")
    }

    @Test func aStatusBetweenARefusalAndItsRetryEndsTheRetrying() throws {
        try enqueue()
        _ = try store.claim(id: "uuid-1", worker: "1:1", now: now)
        let busy = FailureNote(code: 131_000, title: "Something went wrong")
        _ = try store.finish(id: "uuid-1", .refused(busy, at: now, retryAt: now + .seconds(4)))
        #expect(try store.item(id: "uuid-1")?.state == .queued)
        try told("sent")
        #expect(try store.item(id: "uuid-1")?.state == .accepted)
        #expect(try store.claim(id: "uuid-1", worker: "1:1", now: now + .seconds(5)) == nil, "never a second time")
        #expect(try word == "sent")
    }

    @Test func aStatusCannotSpeakOfWhatNeverLeft() throws {
        try enqueue()
        try told("sent")
        #expect(try store.item(id: "uuid-1")?.state == .queued)
        #expect(try store.claim(id: "uuid-1", worker: "1:1", now: now) != nil)
    }

    /// A refusal is final, unless the platform itself says that the message went on.
    @Test(arguments: [("sent", OutboxState.accepted), ("read", .accepted), ("failed", .refused)])
    func aRefusalThatWasNone(status: String, state: OutboxState) throws {
        try enqueue()
        _ = try store.claim(id: "uuid-1", worker: "1:1", now: now)
        _ = try store.finish(
            id: "uuid-1", .refused(FailureNote(code: 131_026, title: "no"), at: now, retryAt: nil))
        try told(status, code: status == "failed" ? 131_026 : nil)
        #expect(try store.item(id: "uuid-1")?.state == state)
    }

    @Test func anAnswerThatComesAfterItWasGivenUpStillCounts() throws {
        try enqueue()
        _ = try store.claim(id: "uuid-1", worker: "1:1", now: now)
        _ = try store.finish(id: "uuid-1", .uncertain(FailureNote(code: nil, title: "lost"), at: now))
        #expect(try word == "uncertain")
        _ = try store.finish(id: "uuid-1", .accepted(wamid: "wamid.out", status: nil, at: now + .seconds(1)))
        #expect(try word == "accepted")
    }

    /// The status may be faster than the answer (`whatsapp.md` §0.2); the try it was then counts all the same.
    @Test(arguments: [true, false]) func anAcceptedTryWaivesTheNextConfirmation(statusFirst: Bool) throws {
        let ben = "15557770202"
        let reaction = Bodies.message(
            "wamid.r", at: 10, from: ben, type: "reaction",
            content: "\"reaction\":{\"message_id\":\"wamid.x\",\"emoji\":\"❤\"}")
        _ = try store.apply([reaction], numbers: nil)
        func row() throws -> ThreadRow {
            let found = try store.thread(number: Bodies.number, alias: Alias(.waID, ben))
            guard let found else { throw StoreError.noSuchThread }
            return found
        }
        func context() throws -> GateContext { try row().gateContext() }
        let text = Content.text(TextContent(body: "hello"))
        #expect(throws: Refusal.self) { try SendGate().pass(text, in: try context(), pass: .keyPress, at: now).get() }
        let permit = try SendGate().pass(
            text, in: try context(), consents: Consents(triesAnyway: true), pass: .keyPress, at: now
        ).get()
        _ = try store.enqueue(
            permit, to: try row().key, actor: "bia", id: "uuid-2", dueAt: now, notAfter: now + .hours(1), now: now)
        _ = try store.claim(id: "uuid-2", worker: "1:1", now: now)
        if statusFirst {
            _ = try store.apply(
                [Bodies.status("sent", of: "wamid.o2", at: 101, to: ben, callback: "uuid-2")], numbers: nil)
        }
        _ = try store.finish(id: "uuid-2", .accepted(wamid: "wamid.o2", status: nil, at: now + .seconds(2)))
        #expect(throws: Never.self) { try SendGate().pass(text, in: try context(), pass: .keyPress, at: now).get() }
    }

    /// A customer whose phone is ahead of time was answered all the same.
    @Test(arguments: [-30, 0, 60, 3_600] as [Int64])
    func aStampOfTheFutureDoesNotWaitForItsTime(ahead: Int64) throws {
        let early = Bodies.message("wamid.2", at: 20 + ahead, from: Self.dana, arrival: -ahead)
        _ = try store.apply([early], numbers: nil)
        try enqueue()
        _ = try store.claim(id: "uuid-1", worker: "1:1", now: now)
        _ = try store.finish(id: "uuid-1", .accepted(wamid: "wamid.out", status: nil, at: now))
        #expect(try row().waitingSince == nil)
        try store.rebuild()
        #expect(try row().waitingSince == nil)
    }

    @Test func whoReadTheNewestHasReadWhatCameBefore() throws {
        let key = try row().key
        let many = (2...150).map { Bodies.message("wamid.\($0)", at: Int64($0), from: Self.dana) }
        _ = try store.apply(many, numbers: nil)
        let read = try store.unread(key, upTo: ["wamid.120", "wamid.119"])
        #expect(Set(read) == Set((1...120).map { "wamid.\($0)" }))
        #expect(try store.unread(key, upTo: ["wamid.unheard"]) == ["wamid.unheard"])
    }
}
