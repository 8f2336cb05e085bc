import Cloud
import Desk
import Foundation
import GRDB
import Inbox
import Store
import Synchronization
import TestSupport
import Testing
import WhatsApp

@testable import Engine
@testable import Simulator

/// Files from a customer's telephone to this machine and the other way, against the simulated platform in this process, with
/// a real store and a real directory.
struct MediaFetcherTests {
    private let shop: Shop
    private let shelf: MediaShelf

    init() throws {
        shop = try Shop()
        shelf = MediaShelf(store: shop.store)
        try shop.hears("oi")
    }

    private func fetcher(limit: Int64 = MediaFetcher.standardLimit, identity: WorkerIdentity = .current) -> MediaFetcher
    {
        MediaFetcher(
            store: shop.store, client: shop.client, shelf: shelf, limit: limit,
            clock: { [clock = shop.clock] in clock.now },
            mailbox: shop.mailbox, identity: identity)
    }

    @discardableResult
    private func sends(_ message: SimMessage) throws -> String {
        let wamid = try shop.cloud.change { try $0.inbound(from: Shop.ana, name: nil, message, at: shop.clock.now) }
        try shop.deliver()
        return wamid
    }

    private func media(_ wamid: String) throws -> MessageMedia {
        let page = try shop.store.messages(try shop.thread().key, before: nil, count: 50)
        return try #require(page.messages.first { $0.wamid == wamid }?.media)
    }

    private func lookUps() -> Int { shop.cloud.paths.count { $0.hasPrefix("/v25.0/5") } }

    @Test func aFileIsFetchedCheckedAndKeptUnderItsHash() async throws {
        let wamid = try sends(.document(id: "5000001", filename: "../../.bashrc", caption: "nota"))
        #expect(try media(wamid).state == .waiting)
        await fetcher().workOnce()
        let media = try media(wamid)
        #expect(media.state == .here && media.fileName == "../../.bashrc")
        let hash = try #require(media.hash)
        let path = try #require(shelf.file(hash, mimeType: media.mimeType))
        #expect(path == "\(shop.store.path).media/\(hash.prefix(2))/\(hash).pdf")
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).starts(with: Data("%PDF".utf8)))
        #expect(try media.size == Int64(Data(contentsOf: URL(fileURLWithPath: path)).count))
        var status = stat()
        for (place, mode) in [(path, 0o600), (shelf.path, 0o700), (shelf.path + "/\(hash.prefix(2))", 0o700)] {
            #expect(stat(place, &status) == 0 && status.st_mode & 0o7777 == mode_t(mode), "\(place)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: shelf.path + "/tmp").isEmpty)
    }

    @Test func aTeamsFilesAreTheTeams() throws {
        let shared = MediaShelf(path: shop.scratch.path + "/shared", isShared: true)
        let incoming = try shared.begin()
        #expect(incoming.write(Data("x".utf8)))
        let (hash, _) = try shared.keep(incoming, expected: nil, mimeType: "text/plain")
        var status = stat()
        let path = try #require(shared.file(hash, mimeType: "text/plain"))
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o660)
        #expect(stat(shared.path, &status) == 0 && status.st_mode & 0o777 == 0o770)
    }

    @Test(arguments: [
        "", "abc", "../../../../etc/passwd", String(repeating: "Z", count: 64), String(repeating: "AB", count: 32),
    ])
    func whatIsNoHashHasNoPlace(hash: String) { #expect(shelf.place(of: hash, mimeType: "text/plain") == nil) }

    // MARK: Sweeping

    /// Puts a file on the shelf as an agent does who chooses one, so many days ago.
    private func chosen(_ text: String, daysAgo: Int64) throws -> (hash: String, path: String) {
        let incoming = try shelf.begin()
        #expect(incoming.write(Data(text.utf8)))
        let hash = try shelf.keep(incoming, expected: nil, mimeType: "text/plain").hash
        let path = try #require(shelf.file(hash, mimeType: "text/plain"))
        try age(path, days: daysAgo)
        return (hash, path)
    }

    private func age(_ path: String, days: Int64) throws {
        let date = Date(timeIntervalSince1970: Double((shop.clock.now - .hours(24 * days)).seconds - 1))
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    }

    private func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    @Test func whatWasChosenAndNeverSentGoesAfterAWeek() async throws {
        let old = try chosen("old", daysAgo: 7).path
        let young = try chosen("young", daysAgo: 6).path
        let half = try shelf.begin()
        #expect(half.write(Data("half".utf8)))
        try age(half.path, days: 1)
        let wamid = try sends(.image(id: "5000001"))
        let shelved = fetcher()
        await shelved.workOnce()
        #expect(!isThere(old) && isThere(young) && !isThere(half.path))

        // What a message has stays, however old; a day later the young one is old enough.
        let hash = try #require(try media(wamid).hash)
        let picture = try #require(shelf.file(hash, mimeType: try media(wamid).mimeType))
        try age(picture, days: 400)
        shop.clock.advance(.hours(24))
        await shelved.workOnce()
        #expect(isThere(picture) && !isThere(young))
    }

    @Test func whatIsQueuedOrUploadedOrOnlyDeclaredStays() async throws {
        let queued = try chosen("queued", daysAgo: 30)
        let content = MediaContent(
            kind: .document, hash: queued.hash, mimeType: "text/plain", size: 6, fileName: "a.txt")
        _ = try shop.enqueue(.media(content)).get()
        let uploaded = try chosen("uploaded", daysAgo: 30)
        _ = try shop.store.claimUpload(
            number: try shop.thread().key.number, hash: uploaded.hash, size: 8, worker: "w", now: shop.clock.now,
            isAlive: { _ in true })
        let unused = try shop.store.unusedFiles(of: [queued.hash, uploaded.hash, String(repeating: "0", count: 64)])
        #expect(unused == [String(repeating: "0", count: 64)])

        // A store made anew knows of the file only what its message declares.
        let wamid = try sends(.image(id: "5000001"))
        await fetcher().workOnce()
        let hash = try #require(try media(wamid).hash)
        let database = try DatabaseQueue(path: shop.store.path)
        try await database.write { try $0.execute(sql: "UPDATE media SET hash = NULL") }
        #expect(try shop.store.unusedFiles(of: [hash]).isEmpty)
    }

    @Test func theSameContentIsFetchedOnce() async throws {
        try sends(.image(id: "5000001"))
        await fetcher().workOnce()
        let before = lookUps()
        let again = try sends(.image(id: "5000001", caption: "de novo"))
        await fetcher().workOnce()
        #expect(try media(again).state == .here && lookUps() == before)
    }

    @Test func aDamagedFileIsNotKeptAndIsFetchedAgain() async throws {
        let wamid = try sends(.image(id: "5000001"))
        shop.cloud.change { $0.fail(next: Fault(.damage, on: .download)) }
        await fetcher().workOnce()
        guard case .waitingAgain(let note, let at) = try media(wamid).state else {
            Issue.record("\(try media(wamid))")
            return
        }
        #expect(note.title == "media_wrong_hash" && at > shop.clock.now)
        shop.clock.advance(.seconds(10))
        await fetcher().workOnce()
        #expect(try media(wamid).state == .here)
    }

    @Test func afterFiveDamagedFilesItSaysWhyAndWaitsForAnAgent() async throws {
        let wamid = try sends(.image(id: "5000001"))
        shop.cloud.change { for _ in 0..<5 { $0.fail(next: Fault(.damage, on: .download)) } }
        for _ in 0..<5 {
            await fetcher().workOnce()
            shop.clock.advance(.hours(1))
        }
        #expect(try media(wamid).state == .failed(FailureNote(code: nil, title: "media_wrong_hash")))
        let before = lookUps()
        await fetcher().workOnce()
        #expect(lookUps() == before)
        let page = try shop.store.messages(try shop.thread().key, before: nil, count: 50)
        let message = try #require(page.messages.first { $0.wamid == wamid })
        _ = try shop.store.wantMedia(message.key)
        await fetcher().workOnce()
        #expect(try media(wamid).state == .here)
    }

    /// What is not about the file costs none of its attempts.
    @Test func anOutageOfTwoDaysCostsNoPicture() async throws {
        let wamid = try sends(.image(id: "5000001"))
        for _ in 0..<48 {
            shop.cloud.change { $0.fail(next: Fault(.transport(.closed, isProcessed: false), on: .lookup)) }
            await fetcher().workOnce()
            shop.clock.advance(.hours(1))
        }
        await fetcher().workOnce()
        #expect(try media(wamid).state == .here)
    }

    @Test func anAddressThatRanOutIsLookedUpAgain() async throws {
        let wamid = try sends(.image(id: "5000001"))
        shop.cloud.change { $0.fail(next: Fault(.proxyPage(http: 404), on: .download)) }
        await fetcher().workOnce()
        shop.clock.advance(.seconds(10))
        await fetcher().workOnce()
        #expect(try media(wamid).state == .here)
    }

    @Test func afterSevenDaysNobodyAsks() async throws {
        let wamid = try sends(.image(id: "5000001"))
        shop.clock.advance(.hours(7 * 24))
        await fetcher().workOnce()
        #expect(try media(wamid).state == .expired && lookUps() == 0)
    }

    @Test func whatIsOverTheLimitWaitsForAnAgent() async throws {
        let wamid = try sends(.image(id: "5000001"))
        await fetcher(limit: 100).workOnce()
        guard case .failed(let note) = try media(wamid).state else {
            Issue.record("\(try media(wamid))")
            return
        }
        #expect(note.title.hasPrefix("media_too_large_"))
        let page = try shop.store.messages(try shop.thread().key, before: nil, count: 50)
        let message = try #require(page.messages.first { $0.wamid == wamid })
        _ = try shop.store.wantMedia(message.key)
        await fetcher(limit: 100).workOnce()
        #expect(try media(wamid).state == .here)
    }

    @Test func aRefusedTokenWaitsAndCostsNothing() async throws {
        let wamid = try sends(.image(id: "5000001"))
        shop.cloud.revoke(for: try Token("another"))
        await fetcher().workOnce()
        guard case .waitingAgain = try media(wamid).state else {
            Issue.record("\(try media(wamid))")
            return
        }
        try Shop.write("another", to: shop.tokenPath)
        shop.clock.advance(.minutes(2))
        await fetcher().workOnce()
        #expect(try media(wamid).state == .here)
    }

    @Test func twoProcessesFetchEachFileOnce() async throws {
        for index in 1...6 { try sends(.image(id: "500000\(index)")) }
        // One that lives, or whoever begins later would take its files over.
        let other = fetcher(identity: .of(getppid()))
        async let one = fetcher().workOnce()
        async let two = other.workOnce()
        _ = await (one, two)
        #expect(lookUps() == 6)
    }

    /// What becomes of a transfer that failed, as a table.
    @Test(
        arguments: [
            (GraphFailure.transport(.unknownOutcome(.timedOut)), 0, "waits"),
            (.transport(.notSent(.connectionRefused)), 4, "waits"),
            (.transport(.unknownOutcome(.tooLong)), 0, "fails"), (.transport(.unknownOutcome(.cancelled)), 0, "back"),
            (.transport(.unknownOutcome(.unwritable)), 4, "waits"), (.unreadable(httpStatus: 404), 0, "counts"),
            (.unreadable(httpStatus: 404), 3, "counts"), (.unreadable(httpStatus: 404), 4, "fails"),
            (.foreignHost("evil.example"), 0, "fails"), (.badIdentifier("/"), 0, "fails"),
            (.refused(APIError(code: 190), httpStatus: 401), 4, "waits"),
            (.refused(APIError(code: 80_007), httpStatus: 400), 4, "waits"),
            (.refused(APIError(code: 131_016), httpStatus: 500), 4, "waits"),
            (.refused(APIError(code: 100), httpStatus: 400), 0, "counts"),
            (.refused(APIError(code: 100), httpStatus: 400), 4, "fails"),
            (.refused(APIError(code: 131_053), httpStatus: 400), 4, "fails"),
        ] as [(GraphFailure, Int, String)])
    func whatFollowsFromAFailure(failure: GraphFailure, attempts: Int, word: String) {
        let now = Instant(seconds: 1_000)
        switch MediaRetry(attempts: attempts, now: now, random: 0).outcome(of: failure) {
        case .again(_, let at, false): #expect(word == "waits" && at == now + .seconds(60))
        case .again(_, let at, true):
            let wait: [Int64] = [4, 16, 64, 256]
            #expect(word == "counts" && at == now + .seconds(wait[attempts]))
        case .failed: #expect(word == "fails")
        case .putBack: #expect(word == "back")
        case .done: Issue.record("done")
        }
    }

    // MARK: Going out

    private func picture(_ bytes: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]) throws -> MediaContent {
        let path = shop.scratch.path + "/foto.jpg"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return try shelf.content(ofFile: path)
    }

    private func worker() -> OutboxWorker {
        OutboxWorker(
            store: shop.store, client: shop.client, gate: SendGate(), clock: { [clock = shop.clock] in clock.now },
            mailbox: shop.mailbox, facts: shop.facts, shelf: shelf)
    }

    private func uploads() -> Int { shop.cloud.paths.count { $0.hasSuffix("/media") } }

    @Test func aFileIsUploadedAndThenItsMessageLeaves() async throws {
        var file = try picture()
        file.caption = "a etiqueta"
        #expect(file.kind == .image && file.mimeType == "image/jpeg" && file.fileName == "foto.jpg")
        let item = try shop.enqueue(.media(file)).get()
        let worker = worker()
        await worker.workOnce()
        #expect(try shop.word(item.id) == "accepted")
        #expect(uploads() == 1 && shop.cloud.sends.count == 1)
        #expect(
            shop.cloud.sends[0].contains("\"caption\":\"a etiqueta\"")
                && shop.cloud.sends[0].contains("\"type\":\"image\""))
        #expect(try shop.message(item.id).media?.state == .here)
        // The next message with it uploads nothing.
        let next = try shop.enqueue(.media(file)).get()
        await worker.workOnce()
        #expect(try shop.word(next.id) == "accepted" && uploads() == 1)
    }

    @Test func aFileAboveATemplateIsUploadedAndGoesByItsName() async throws {
        let path = shop.scratch.path + "/nota 12.pdf"
        try Data("%PDF-1.4".utf8).write(to: URL(fileURLWithPath: path))
        let templates = try shop.store.templates(waba: nil)
        var form = TemplateForm(template: try #require(templates.first { $0.key.name == "nota_fiscal" }))
        for field in form.fields where field.key.place != .tapTarget { form.values[field.key] = "4471" }
        let file = try shelf.content(ofFile: path)
        form.values[ParameterKey(.header, "1")] = ShelfFile(file).value
        form.values[ParameterKey(.header, "filename")] = file.fileName
        #expect(form.problems.isEmpty)
        let item = try shop.enqueue(.template(form.content)).get()
        await worker().workOnce()
        #expect(try shop.word(item.id) == "accepted" && uploads() == 1)
        let sent = try JSONValue(text: try #require(shop.cloud.sends.first))
        let header = sent["template"]?["components"]?[0]?["parameters"]?[0]
        #expect(header?["type"] == "document" && header?["document"]?["filename"] == "nota 12.pdf")
        let id = try #require(header?["document"]?["id"]?.text)
        #expect(try id == shop.store.uploadedMedia(number: item.number, hash: file.hash, now: shop.clock.now))
        // Kept as long as the message is.
        #expect(try shop.store.unusedFiles(of: [file.hash]).isEmpty)
    }

    @Test func nothingIsUploadedDuringTheUndoDelayOrAfterATakeBack() async throws {
        let item = try shop.enqueue(.media(try picture()), undoDelay: .seconds(5)).get()
        let worker = worker()
        await worker.workOnce()
        #expect(uploads() == 0)
        #expect(try shop.store.recall(id: item.id) != nil)
        shop.clock.advance(.seconds(6))
        await worker.workOnce()
        #expect(uploads() == 0 && shop.cloud.sends.isEmpty)
    }

    @Test func theWindowIsAskedAfterTheUploadToo() async throws {
        shop.clock.advance(.hours(23) + .minutes(58))
        let item = try shop.enqueue(.media(try picture())).get()
        shop.cloud.beforeAnswering { [clock = shop.clock] in clock.advance(.minutes(2)) }
        await worker().workOnce()
        #expect(uploads() == 1 && shop.cloud.sends.isEmpty)
        #expect(try shop.state(item.id) == .refused)
    }

    @Test func aRefusedUploadRefusesTheMessageWithItsReason() async throws {
        let item = try shop.enqueue(.media(try picture())).get()
        shop.cloud.change { for _ in 0..<5 { $0.fail(next: Fault(.refuse(code: 131_053, http: nil), on: .upload)) } }
        let worker = worker()
        for _ in 0..<5 {
            await worker.workOnce()
            shop.clock.advance(.minutes(10))
        }
        #expect(try shop.state(item.id) == .refused && (shop.store.item(id: item.id))?.lastError?.code == 131_053)
        #expect(shop.cloud.sends.isEmpty)
    }

    @Test func anOutageKeepsTheMessageAndItsPlace() async throws {
        let item = try shop.enqueue(.media(try picture())).get()
        let text = try shop.answers("e aqui a foto")
        shop.cloud.change { $0.fail(next: Fault(.transport(.closed, isProcessed: false), on: .upload)) }
        let worker = worker()
        await worker.workOnce()
        #expect(try shop.word(item.id) == "queued" && (shop.word(text.id)) == "queued")
        shop.clock.advance(.minutes(2))
        await worker.workOnce()
        #expect(try shop.word(item.id) == "accepted")
        shop.clock.advance(.seconds(10))
        await worker.workOnce()
        #expect(try shop.word(text.id) == "accepted")
        #expect(shop.cloud.sends[0].contains("\"type\":\"image\""))
    }

    /// A send without an answer is uncertain for files as it is for text.
    @Test func aLostAnswerIsUncertainAndNeverSentAgain() async throws {
        let item = try shop.enqueue(.media(try picture())).get()
        shop.cloud.change { $0.fail(next: Fault(.transport(.truncated, isProcessed: true))) }
        let worker = worker()
        await worker.workOnce()
        #expect(try shop.word(item.id) == "uncertain")
        shop.clock.advance(.minutes(10))
        await worker.workOnce()
        #expect(shop.cloud.sends.count == 1)
    }

    @Test func anIdThePlatformForgotIsUploadedAnew() async throws {
        let file = try picture()
        _ = try shop.enqueue(.media(file)).get()
        let worker = worker()
        await worker.workOnce()
        shop.cloud.change { $0.files = [:] }
        let second = try shop.enqueue(.media(file)).get()
        await worker.workOnce()
        #expect(try shop.state(second.id) == .refused)
        let third = try shop.enqueue(.media(file)).get()
        shop.clock.advance(.minutes(1))
        await worker.workOnce()
        #expect(uploads() == 2)
        let item = try #require(try shop.store.item(id: third.id))
        #expect(item.state == .accepted, "\(item)")
    }

    @Test func aFileThatIsGoneIsSaid() async throws {
        let file = try picture()
        let item = try shop.enqueue(.media(file)).get()
        unlink(try #require(shelf.file(file.hash, mimeType: file.mimeType)))
        await worker().workOnce()
        #expect(try shop.state(item.id) == .refused && (shop.store.item(id: item.id))?.lastError?.title == "media_gone")
    }
}
