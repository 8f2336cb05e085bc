import GRDB
import Inbox
import Testing
import WhatsApp

@testable import Store

/// Where files are: claims, order by expiry, and what a rebuild and a dump make of them.
@Suite struct MediaTests {
    private static let dana = "15557770101"
    private static let hash = String(repeating: "ab", count: 32)

    private static func image(_ id: String, at seconds: Int64, media: String = "") -> Reception {
        Bodies.message(
            id, at: seconds, from: dana, type: "image",
            content: #""image":{"id":"5\#(id.suffix(1))","mime_type":"image/jpeg","sha256":"\#(hash)"\#(media)}"#)
    }

    private func store(_ bodies: [Reception]) throws -> Scratch {
        let scratch = try Scratch()
        _ = try scratch.store.apply(bodies, numbers: nil)
        return scratch
    }

    private func messages(_ scratch: Scratch) throws -> [Message] {
        let row = try #require(try scratch.store.thread(number: nil, alias: Alias(.waID, Self.dana)))
        return try scratch.store.messages(row.key, count: 50).messages
    }

    private func state(_ scratch: Scratch, _ wamid: String) throws -> MessageMedia.State? {
        try messages(scratch).first { $0.wamid == wamid }?.media?.state
    }

    private var now: Instant { Bodies.noon + .minutes(10) }

    @Test func theFileThatExpiresFirstIsFetchedFirst() throws {
        let scratch = try store([
            Self.image("wamid.2", at: 60), Self.image("wamid.1", at: 0), Self.image("wamid.3", at: 120),
        ])
        var order: [String] = []
        while let job = try scratch.store.claimMedia(worker: "1:1", now: now).job { order.append(job.mediaID) }
        #expect(order == ["51", "52", "53"])
        #expect(try scratch.store.nextMedia(now: now) == nil)
    }

    @Test func aJobKnowsAllThatIsNeeded() throws {
        let scratch = try store([Self.image("wamid.1", at: 0)])
        let job = try #require(try scratch.store.claimMedia(worker: "1:1", now: now).job)
        #expect(job.digest?.hex == Self.hash && job.mimeType == "image/jpeg" && job.number == Bodies.number)
        #expect(job.expiresAt == Bodies.noon + .hours(7 * 24) && job.attempts == 0 && !job.isWanted)
        #expect(try job.thread == scratch.store.thread(number: nil, alias: Alias(.waID, Self.dana))?.key)
    }

    @Test(arguments: [
        ("text", #""text":{"body":"oi"}"#), ("image", #""image":{"mime_type":"image/jpeg"}"#),
        ("image", #""image":null"#),
    ])
    func whatHasNoIdIsNotAskedFor(type: String, content: String) throws {
        let scratch = try store([Bodies.message("wamid.1", at: 0, from: Self.dana, type: type, content: content)])
        #expect(try scratch.store.claimMedia(worker: "1:1", now: now).job == nil)
        #expect(try messages(scratch).first?.media == nil)
    }

    @Test func onlyTheClaimantMovesAFile() throws {
        let scratch = try store([Self.image("wamid.1", at: 0)])
        let store = scratch.store
        let job = try #require(try store.claimMedia(worker: "1:1", now: now).job)
        #expect(try store.claimMedia(worker: "2:2", now: now).job == nil)
        #expect(try !store.noteMedia(row: job.row, worker: "2:2", moved: 1, size: 4))
        #expect(try store.finishMedia(row: job.row, worker: "2:2", .failed(FailureNote(code: nil, title: "x"))).isEmpty)
        #expect(try store.noteMedia(row: job.row, worker: "1:1", moved: 1, size: 4))
        #expect(try state(scratch, "wamid.1") == .moving(percent: 25))
        let changed = try store.finishMedia(
            row: job.row, worker: "1:1", .done(hash: Self.hash, size: 4, mimeType: nil, mediaID: nil))
        #expect(changed.count == 1)
        #expect(try state(scratch, "wamid.1") == .here)
        let media = try #require(try messages(scratch).first?.media)
        #expect(media.hash == Self.hash && media.size == 4 && media.kind == .image)
    }

    @Test func aDeadWorkersFileWaitsAgain() throws {
        let scratch = try store([Self.image("wamid.1", at: 0)])
        _ = try scratch.store.claimMedia(worker: "1:1", now: now)
        try scratch.store.adoptOrphanedMedia { _ in true }
        #expect(try scratch.store.claimMedia(worker: "2:2", now: now).job == nil)
        try scratch.store.adoptOrphanedMedia { _ in false }
        #expect(try scratch.store.claimMedia(worker: "2:2", now: now).job != nil)
    }

    @Test func aFailureSaysWhyAndWhen() throws {
        let scratch = try store([Self.image("wamid.1", at: 0)])
        let store = scratch.store
        let note = FailureNote(code: 131_016, title: "busy", details: "later")
        let job = try #require(try store.claimMedia(worker: "1:1", now: now).job)
        _ = try store.finishMedia(row: job.row, worker: "1:1", .again(note, at: now + .seconds(16), counts: true))
        #expect(try state(scratch, "wamid.1") == .waitingAgain(note, at: now + .seconds(16)))
        #expect(try store.claimMedia(worker: "1:1", now: now + .seconds(15)).job == nil)
        #expect(try store.nextMedia(now: now) == now + .seconds(16))
        let again = try #require(try store.claimMedia(worker: "1:1", now: now + .seconds(16)).job)
        #expect(again.attempts == 1)
        _ = try store.finishMedia(row: again.row, worker: "1:1", .failed(note))
        #expect(try state(scratch, "wamid.1") == .failed(note))
        #expect(try store.claimMedia(worker: "1:1", now: now + .hours(1)).job == nil)
        // An agent asks: at once, with all its attempts.
        let key = try #require(try messages(scratch).first?.key)
        #expect(try store.wantMedia(key).count == 1)
        let wanted = try #require(try store.claimMedia(worker: "1:1", now: now).job)
        #expect(wanted.attempts == 0 && wanted.isWanted)
    }

    @Test func anAgentStopsAFileAndIsMindedByTheTransfer() throws {
        let scratch = try store([Self.image("wamid.1", at: 0)])
        let job = try #require(try scratch.store.claimMedia(worker: "1:1", now: now).job)
        let key = try #require(try messages(scratch).first?.key)
        #expect(try scratch.store.stopMedia(key).count == 1)
        #expect(try !scratch.store.noteMedia(row: job.row, worker: "1:1", moved: 9, size: nil))
        #expect(try state(scratch, "wamid.1") == .stopped)
        #expect(try scratch.store.claimMedia(worker: "1:1", now: now).job == nil)
        #expect(try scratch.store.stopMedia(key).isEmpty)
    }

    @Test(arguments: [(-1 as Int64, false), (0, true), (1, true)])
    func sevenDaysAfterItsMessageAFileIsGone(seconds: Int64, isGone: Bool) throws {
        let scratch = try store([Self.image("wamid.1", at: 0)])
        let then = Bodies.noon + .hours(7 * 24) + .seconds(seconds)
        let (job, changed) = try scratch.store.claimMedia(worker: "1:1", now: then)
        #expect((job == nil) == isGone && changed.isEmpty == !isGone)
        if isGone { #expect(try state(scratch, "wamid.1") == .expired) }
    }

    @Test func filesAreLocalStateThatSurvivesARebuild() throws {
        let scratch = try store([Self.image("wamid.1", at: 0), Self.image("wamid.2", at: 9)])
        let before = try scratch.dump()
        let job = try #require(try scratch.store.claimMedia(worker: "1:1", now: now).job)
        _ = try scratch.store.finishMedia(
            row: job.row, worker: "1:1", .done(hash: Self.hash, size: 4, mimeType: nil, mediaID: nil))
        _ = try scratch.store.noteMachineText(MachineText(.transcribe, "bom dia"), hash: Self.hash, at: now)
        #expect(try scratch.dump() == before && !before.contains(Self.hash + "\""))
        try scratch.store.rebuild()
        #expect(try state(scratch, "wamid.1") == .here && (state(scratch, "wamid.2")) == .waiting)
        #expect(try messages(scratch).first?.media?.machineTexts == [MachineText(.transcribe, "bom dia")])
        // The same body again asks for nothing again.
        _ = try scratch.store.apply([Self.image("wamid.1", at: 0)], numbers: nil)
        #expect(try state(scratch, "wamid.1") == .here)
    }

    @Test func whatAToolReadIsFoundAndMarked() throws {
        let scratch = try store([
            Self.image("wamid.1", at: 0, media: #","caption":"foto"# + "\""), Self.image("wamid.2", at: 9),
        ])
        for _ in 0..<2 {
            let job = try #require(try scratch.store.claimMedia(worker: "1:1", now: now).job)
            _ = try scratch.store.finishMedia(
                row: job.row, worker: "1:1", .done(hash: Self.hash, size: 4, mimeType: nil, mediaID: nil))
        }
        _ = try scratch.store.noteMachineText(
            MachineText(.describe, "Pedido 4471, nota fiscal"), hash: Self.hash, at: now)
        let query = try #require(SearchQuery("fiscal"))
        let hits = try scratch.store.search(query, in: .everywhere(nil), count: 9, asked: Scratch.bia).hits
        #expect(hits.map(\.wamid) == ["wamid.2", "wamid.1"])
        #expect(hits.allSatisfy { $0.isMachine && $0.text == "Pedido 4471, nota fiscal" })
        let own = try scratch.store.search(
            try #require(SearchQuery("foto")), in: .everywhere(nil), count: 9, asked: Scratch.bia
        ).hits
        #expect(own.map(\.wamid) == ["wamid.1"] && !own[0].isMachine)
        #expect(try messages(scratch).map(\.text) == ["foto", nil])
        // One at a time, the pages meet where they should.
        let first = try scratch.store.search(query, in: .everywhere(nil), count: 1, asked: Scratch.bia)
        #expect(first.hits.map(\.wamid) == ["wamid.2"] && first.hasMore)
        let second = try scratch.store.search(
            query, in: .everywhere(nil), before: first.hits[0].key, count: 1, asked: Scratch.bia)
        #expect(second.hits.map(\.wamid) == ["wamid.1"] && !second.hasMore)
    }

    // MARK: Uploads

    private static let file = MediaContent(
        kind: .image, hash: hash, mimeType: "image/jpeg", size: 4, fileName: "x.jpg", caption: "foto")

    private func enqueue(_ scratch: Scratch, _ id: String) throws {
        let row = try #require(try scratch.store.thread(number: nil, alias: Alias(.waID, Self.dana)))
        var context = row.gateContext()
        context.lastSentAddress = nil
        let permit = try SendGate().pass(.media(Self.file), in: context, pass: .keyPress, at: now).get()
        _ = try scratch.store.enqueue(
            permit, to: row.key, actor: "bia", id: id, dueAt: now, notAfter: now + .hours(1), now: now)
    }

    private func claim(_ scratch: Scratch, _ worker: String, at time: Instant? = nil) throws -> Instant? {
        try scratch.store.claimUpload(
            number: Bodies.number, hash: Self.hash, size: 4, worker: worker, now: time ?? now, isAlive: { $0 == "1:1" })
    }

    @Test func aMessageWithAFileIsKeptWhole() throws {
        let scratch = try store([Self.image("wamid.1", at: 0)])
        try enqueue(scratch, "uuid-1")
        #expect(try scratch.store.item(id: "uuid-1")?.content == .media(Self.file))
        let message = try #require(try messages(scratch).last)
        #expect(message.type == "image" && message.text == "foto")
        #expect(message.media?.state == .waiting && message.media?.hash == Self.hash)
    }

    @Test func oneProcessUploadsAFileOnce() throws {
        let scratch = try store([Self.image("wamid.1", at: 0)])
        let store = scratch.store
        try enqueue(scratch, "uuid-1")
        try enqueue(scratch, "uuid-2")
        #expect(try claim(scratch, "1:1") == nil)
        #expect(try claim(scratch, "2:2") == now + .seconds(2))
        #expect(try store.noteUpload(number: Bodies.number, hash: Self.hash, worker: "1:1", moved: 2))
        #expect(try !store.noteUpload(number: Bodies.number, hash: Self.hash, worker: "2:2", moved: 2))
        #expect(
            try messages(scratch).suffix(2).map { $0.media?.state } == [.moving(percent: 50), .moving(percent: 50)])
        let done = MediaOutcome.done(hash: Self.hash, size: 4, mimeType: nil, mediaID: "5100001")
        _ = try store.finishUpload(number: Bodies.number, hash: Self.hash, worker: "1:1", done, at: now)
        #expect(try store.uploadedMedia(number: Bodies.number, hash: Self.hash, now: now) == "5100001")
        #expect(try messages(scratch).last?.media?.state == .here)
        // Thirty days, less the day a message may wait.
        let end = now + .hours(29 * 24)
        #expect(try store.uploadedMedia(number: Bodies.number, hash: Self.hash, now: end - .seconds(1)) == "5100001")
        #expect(try store.uploadedMedia(number: Bodies.number, hash: Self.hash, now: end) == nil)
        #expect(try store.uploadedMedia(number: NumberID("1"), hash: Self.hash, now: now) == nil)
        try store.forgetUpload(number: Bodies.number, hash: Self.hash)
        #expect(try store.uploadedMedia(number: Bodies.number, hash: Self.hash, now: now) == nil)
    }

    @Test func aDeadWorkersUploadIsTakenOver() throws {
        let scratch = try store([Self.image("wamid.1", at: 0)])
        try enqueue(scratch, "uuid-1")
        #expect(try claim(scratch, "9:9") == nil)
        #expect(try claim(scratch, "1:1") == nil)
    }

    @Test func whatCannotBeUploadedIsRefusedWithItsReason() throws {
        let scratch = try store([Self.image("wamid.1", at: 0)])
        try enqueue(scratch, "uuid-1")
        _ = try claim(scratch, "1:1")
        let note = FailureNote(code: 131_053, title: "Media upload error")
        _ = try scratch.store.finishUpload(
            number: Bodies.number, hash: Self.hash, worker: "1:1", .again(note, at: now + .seconds(4), counts: true),
            at: now)
        #expect(try claim(scratch, "1:1", at: now + .seconds(3)) == now + .seconds(4))
        #expect(try scratch.store.uploadAttempts(number: Bodies.number, hash: Self.hash) == 1)
        #expect(try claim(scratch, "1:1", at: now + .seconds(4)) == nil)
        _ = try scratch.store.finishUpload(
            number: Bodies.number, hash: Self.hash, worker: "1:1", .failed(note), at: now)
        let item = try #require(try scratch.store.item(id: "uuid-1"))
        #expect(item.state == .refused && item.lastError == note)
        #expect(try scratch.store.departures(since: Bodies.noon).isEmpty, "nothing left")
    }

    @Test func nobodyUploadsForAMessageThatWasTakenBack() throws {
        let scratch = try store([Self.image("wamid.1", at: 0)])
        try enqueue(scratch, "uuid-1")
        _ = try claim(scratch, "1:1")
        #expect(try scratch.store.recall(id: "uuid-1") != nil)
        #expect(try !scratch.store.noteUpload(number: Bodies.number, hash: Self.hash, worker: "1:1", moved: 2))
    }
}
