import Inbox
import Store
import Testing

/// What the business writes in its phone app, and what was written there before (`whatsapp.md` §1.7.14): shown as the
/// business's, never a second time, and never a reason to think a window open (law 4).
struct EchoTests {
    private static let dana = "15557770101"
    private let scratch: Scratch
    private var store: InboxStore { scratch.store }

    init() throws { scratch = try Scratch(isQuick: true) }

    private func row(_ phone: String = dana) throws -> ThreadRow {
        try #require(try store.thread(number: Bodies.number, alias: Alias(.waID, phone)))
    }

    private func apply(_ bodies: Reception...) throws -> IngestReport { try store.apply(bodies, numbers: nil) }

    private func messages() throws -> [Message] { try store.messages(row().key, count: 50).messages }

    @Test func anEchoIsOursAndAnswers() throws {
        _ = try apply(Bodies.message("wamid.1", at: 0, from: Self.dana))
        let before = try row()
        let report = try apply(Bodies.echo("wamid.E", at: 60))
        #expect(report.messages == 0 && report.others == 1)
        let after = try row()
        #expect(after.evidence == before.evidence && before.waitingSince != nil && after.waitingSince == nil)
        #expect(after.unread == 1, "that somebody answered by phone marks nothing as read here")
        #expect(after.lastSentAddress == nil, "no agent here wrote to that address")
        let echo = try #require(try messages().last)
        #expect(echo.direction == .outbound && echo.telling == .phoneApp && echo.text == "ours wamid.E")
        #expect(echo.delivery?.word == "sent" && echo.author == nil && !(echo.delivery?.needsCare ?? true))
        #expect(try store.rawPayload(echo.key)?.contains("wamid.E") == true)
        #expect(try apply(Bodies.echo("wamid.E", at: 60)).duplicates == 1)
        #expect(try messages().count == 2)
    }

    @Test func aFileSentByPhoneIsFetchedAsTheirsAre() throws {
        let echo = Bodies.reception(
            """
            "message_echoes":[{"from":"15550001111","to":"15557770101","id":"wamid.F","timestamp":"\(Bodies.noon.seconds)",\
            "type":"document","document":{"id":"778","mime_type":"application/pdf","filename":"plan.pdf"}}]
            """, name: "file", arrival: Bodies.noon, field: "smb_message_echoes")
        _ = try apply(echo)
        let sent = try #require(try messages().first)
        #expect(sent.direction == .outbound && sent.media?.fileName == "plan.pdf" && sent.media?.state == .waiting)
        let claim = try store.claimMedia(worker: "1:1", now: Bodies.noon)
        let job = try #require(claim.job)
        #expect(try job.mediaID == "778" && job.thread == row().key)
        let hash = String(repeating: "ab", count: 32)
        let changed = try store.finishMedia(
            row: job.row, worker: "1:1", .done(hash: hash, size: 9, mimeType: "application/pdf", mediaID: nil))
        #expect(try changed == [row().key] && messages().first?.media?.hash == hash)
        // Heard again it stays here.
        _ = try apply(echo)
        #expect(try messages().first?.media?.state == .here)
    }

    @Test func pastChatsOpenNothingAndWaitForNobody() throws {
        _ = try apply(
            Bodies.history("wamid.h1", "wamid.h2", at: 0), Bodies.message("wamid.x", at: 0, from: "15557770202"))
        let row = try row()
        #expect(row.evidence.trigger == nil && row.evidence.undatedTrigger == nil && row.evidence.reaction == nil)
        #expect(row.waitingSince == nil && row.unread == 0 && row.hasWritten, "they did write, once")
        let shown = try messages()
        #expect(shown.map(\.direction) == [.inbound, .outbound] && shown.allSatisfy { $0.telling == .history })
        #expect(shown[1].delivery?.word == "read")
    }

    @Test func aPlaceholderOfThePastGivesWayToTheFile() throws {
        _ = try apply(Bodies.history("wamid.h1", "wamid.h2", at: 0, theirType: "media_placeholder"))
        #expect(try messages()[0].isPlaceholder)
        _ = try apply(
            Bodies.reception(
                """
                "messages":[{"from":"15557770101","id":"wamid.h1","timestamp":"\(Bodies.noon.seconds)","type":"image",\
                "image":{"id":"9","caption":"the box"}}]
                """, name: "media", arrival: Bodies.noon, field: "history"))
        let shown = try messages()
        #expect(shown.count == 2 && shown[0].type == "image" && shown[0].text == "the box" && !shown[0].isPlaceholder)
        #expect(try row().evidence.trigger == nil)
    }

    /// A message to us that past chats tell again opens the window whichever came first.
    @Test(arguments: [true, false]) func whatWasToldToUsStands(isLiveFirst: Bool) throws {
        let live = Bodies.message("wamid.h1", at: 0, from: Self.dana)
        let past = Bodies.history("wamid.h1", "wamid.h2", at: 0)
        for body in isLiveFirst ? [live, past] : [past, live] { _ = try apply(body) }
        let row = try row()
        #expect(row.evidence.trigger == Bodies.noon)
        #expect(try messages().map(\.telling) == [.live, .history])
    }

    /// The echo of a message of our own, its status and the API's answer in any order: one message, ours.
    @Test(arguments: [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
    func oneIdIsOneMessage(order: [Int]) throws {
        _ = try apply(Bodies.message("wamid.1", at: 0, from: Self.dana))
        let now = Bodies.noon + .seconds(60)
        let permit = try SendGate().pass(
            .text(TextContent(body: "here")), in: row().gateContext(), pass: .keyPress, at: now
        ).get()
        _ = try store.enqueue(
            permit, to: row().key, actor: "bia", id: "uuid-1", dueAt: now, notAfter: now + .hours(1), now: now)
        _ = try store.claim(id: "uuid-1", worker: "1:1", now: now)
        for step in order {
            switch step {
            case 0: _ = try apply(Bodies.echo("wamid.out", at: 61, words: "here"))
            case 1: _ = try apply(Bodies.status("read", of: "wamid.out", at: 70))
            default: _ = try store.finish(id: "uuid-1", .accepted(wamid: "wamid.out", status: nil, at: now))
            }
        }
        let shown = try messages().filter { $0.direction == .outbound }
        #expect(shown.count == 1 && shown.first?.localID == "uuid-1" && shown.first?.author == "bia")
        #expect(shown.first?.telling == .live && shown.first?.delivery?.word == "read")
        let dump = try scratch.dump()
        try store.rebuild()
        #expect(try scratch.dump() == dump)
        #expect(!dump.contains("phone_app") && dump.contains("\"wamid\":\"wamid.out\""))
    }

    @Test func editsAndReactionsOfThePhoneStandOnTheirMessage() throws {
        _ = try apply(
            Bodies.message("wamid.1", at: 0, from: Self.dana), Bodies.echo("wamid.E", at: 60, words: "at six"))
        for (id, members) in [
            (
                "wamid.E2",
                #""type":"edit","edit":{"original_message_id":"wamid.E","message":{"type":"text","text":{"body":"at seven"}}}"#
            ),
            ("wamid.E3", #""type":"reaction","reaction":{"message_id":"wamid.1","emoji":"👍"}"#),
        ] {
            _ = try apply(
                Bodies.reception(
                    """
                    "message_echoes":[{"to":"15557770101","id":"\(id)","timestamp":"\(Bodies.noon.seconds + 90)",\(members)}]
                    """, name: id, arrival: nil, field: "smb_message_echoes"))
        }
        let shown = try messages()
        #expect(shown.first { $0.wamid == "wamid.E" }?.details == [MessageDetail(.edited, "at seven")])
        #expect(shown.first { $0.wamid == "wamid.1" }?.details == [MessageDetail(.reaction, "👍", columns: [""])])
    }

    @Test func anAddressBookNamesWhoHasNoProfileName() throws {
        let phone = "15557770505"
        _ = try apply(Bodies.echo("wamid.E", at: 0, to: phone), Bodies.addressBook("Eva (roof)", of: phone, at: 10))
        #expect(try row(phone).name == "Eva (roof)")
        let trail = try store.personTrail(of: row(phone).key)
        #expect(trail.namings == [.addressBook("Eva (roof)", at: Bodies.noon + .seconds(10))])
        _ = try apply(Bodies.message("wamid.1", at: 20, from: phone, name: "Eva Lund"))
        #expect(try row(phone).name == "Eva Lund", "the name they chose themselves")
        _ = try apply(Bodies.addressBook(nil, of: phone, at: 30))
        #expect(try store.personTrail(of: row(phone).key).namings.count == 1)
        #expect(try store.threads(matching: "eva", number: nil, limit: 5).count == 1)
    }

    /// A store of the version before has echoes as raw items only: they become what they are.
    @Test func anEchoNeedsNoThreadBefore() throws {
        _ = try apply(Bodies.echo("wamid.E", at: 0, to: "15557770606"))
        let row = try row("15557770606")
        #expect(row.address == .phone("15557770606") && row.window(at: Bodies.noon + .seconds(1)) == .unknown)
        #expect(!row.hasWritten)
    }
}
