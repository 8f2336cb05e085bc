import Foundation
import GRDB
import Inbox
import Testing
import WhatsApp

@testable import Store

/// What is found of a message besides its text, and that it is found only as long as it is there.
@Suite struct BesideTests {
    static let phone = "15557770505"

    private static func body(_ id: String, _ type: String, _ content: String, at seconds: Int64 = 0) -> Reception {
        Bodies.message(id, at: seconds, from: phone, name: "Nadia Roy", type: type, content: content)
    }

    private static let file =
        #""document":{"id":"9","mime_type":"application/pdf","filename":"orçamento-cozinha.pdf"}"#
    private static let referral =
        #""text":{"body":"hello"},"referral":{"source_type":"ad","source_id":"6","headline":"Autumn sale","body":"Beds at half price"}"#

    /// One message of each kind that has such words.
    static let receptions = [
        body("wamid.file", "document", file),
        body("wamid.ad", "text", referral),
        body(
            "wamid.card", "contacts",
            #""contacts":[{"name":{"formatted_name":"Ben Ito"},"phones":[{"phone":"+1 555-777-0909"}],"emails":[{"email":"ben@ito.example"}],"org":{"company":"Ito Joinery"}}]"#
        ),
        body(
            "wamid.list", "interactive",
            #""interactive":{"type":"list_reply","list_reply":{"id":"s","title":"Slot","description":"Saturday morning"}}"#
        ),
        body(
            "wamid.product", "text",
            #""text":{"body":"is this there?"},"context":{"id":"x","referred_product":{"catalog_id":"6","product_retailer_id":"OAK-77"}}"#
        ),
        body(
            "wamid.edit", "edit",
            #""edit":{"original_message_id":"wamid.file","message":{"type":"document","document":{"id":"10","filename":"edited-plan.pdf","caption":"newer"}}}"#
        ),
        Bodies.reception(
            """
            "message_echoes":[{"from":"15550001111","to":"\(phone)","id":"wamid.echo","timestamp":"\(Bodies.noon.seconds)",\
            "type":"document","document":{"id":"778","mime_type":"application/pdf","filename":"warranty.pdf"}}]
            """, name: "echo", arrival: Bodies.noon, field: "smb_message_echoes"),
    ]

    /// A file of ours.
    static func send(in store: InboxStore, to phone: String, _ content: Content? = nil) throws {
        let row = try #require(try store.thread(number: Bodies.number, alias: Alias(.waID, phone)))
        let now = row.lastAt + .seconds(60)
        let file = MediaContent(
            kind: .document, hash: String(repeating: "cd", count: 32), mimeType: "application/pdf", size: 10,
            fileName: "receipt-5512.pdf")
        let permit = try SendGate().pass(
            content ?? .media(file), in: row.gateContext(),
            consents: Consents(triesAnyway: true, confirmsAddress: true),
            pass: .keyPress, at: now
        ).get()
        _ = try store.enqueue(
            permit, to: row.key, actor: "bia", id: "uuid-file", dueAt: now, notAfter: now + .hours(1), now: now)
    }

    private func find(_ query: String, _ scratch: Scratch, in scope: SearchScope = .everywhere(nil)) throws
        -> [SearchHit]
    {
        try scratch.store.search(try #require(SearchQuery(query)), in: scope, count: 20, asked: Scratch.bia).hits
    }

    private func filled(_ receptions: [Reception] = receptions) throws -> Scratch {
        let scratch = try Scratch(isQuick: true)
        _ = try scratch.store.apply(receptions, numbers: nil)
        return scratch
    }

    private func key(_ scratch: Scratch) throws -> ThreadKey {
        try #require(try scratch.store.thread(number: Bodies.number, alias: Alias(.waID, Self.phone))).key
    }

    @Test(arguments: [
        ("orcamento", "wamid.file", Beside.Kind.file, "orçamento-cozinha.pdf", "orçamento"),
        ("cozinha.pdf", "wamid.file", .file, "orçamento-cozinha.pdf", "cozinha.pdf"),
        ("half price", "wamid.ad", .advertisement, "Autumn sale, Beds at half price", "half"),
        ("autumn", "wamid.ad", .advertisement, "Autumn sale, Beds at half price", "Autumn"),
        ("joinery", "wamid.card", .card, "Ito Joinery", "Joinery"),
        ("ben@ito.example", "wamid.card", .card, "ben@ito.example", "ben@ito.example"),
        ("777-0909", "wamid.card", .card, "+1 555-777-0909", "777-0909"),
        ("saturday", "wamid.list", .choice, "Saturday morning", "Saturday"),
        ("OAK-77", "wamid.product", .product, "OAK-77", "OAK-77"),
        ("edited", "wamid.edit", .file, "edited-plan.pdf", "edited"),
        ("warranty", "wamid.echo", .file, "warranty.pdf", "warranty"),
    ])
    func isFoundAndSaysWhere(query: String, wamid: String, kind: Beside.Kind, text: String, marked: String) throws {
        let scratch = try filled()
        for scope in [SearchScope.everywhere(nil), .everywhere(Bodies.number), .threads([try key(scratch)])] {
            let hit = try #require(try find(query, scratch, in: scope).first, "\(scope)")
            #expect(hit.wamid == wamid && hit.matches.isEmpty)
            let beside = try #require(hit.outside)
            #expect(beside.kind == kind && beside.text == text)
            let first = try #require(beside.matches.first)
            #expect(String(Array(text)[first]) == marked)
        }
        try scratch.store.rebuild()
        #expect(try find(query, scratch).map(\.wamid) == [wamid])
    }

    @Test func wordsOfTextAndFileAreOneMessage() throws {
        let scratch = try filled([
            Self.body("wamid.1", "document", #""document":{"id":"9","filename":"plan-b.pdf","caption":"the kitchen"}"#)
        ])
        let hit = try #require(try find("kitchen plan", scratch).first)
        #expect(hit.text == "the kitchen" && hit.matches == [4..<11] && hit.outside == nil)
        #expect(hit.beside == [Beside(.file, "plan-b.pdf", matches: [0..<4])])
        #expect(try find("kitchen -plan", scratch).isEmpty)
        #expect(try find("plan", scratch).first?.outside?.kind == .file)
    }

    @Test func filtersOfTheListFindIt() throws {
        let scratch = try filled()
        for (query, isFound) in [("orcamento", true), ("half price", true), ("orcament0", false)] {
            let filter = ThreadFilter(try #require(SearchQuery(query)), asked: Scratch.bia)
            let page = try scratch.store.page(
                .all, agent: "bia", passing: filter, from: .top, count: 5, now: Bodies.noon)
            #expect(page.rows.map(\.key) == (isFound ? [try key(scratch)] : []), "\(query)")
        }
    }

    @Test func oursAreFoundUntilTakenBack() throws {
        let scratch = try filled()
        try Self.send(in: scratch.store, to: Self.phone)
        #expect(try find("receipt 5512", scratch).first?.outside?.text == "receipt-5512.pdf")
        _ = try scratch.store.recall(id: "uuid-file")
        #expect(try find("receipt", scratch).isEmpty)
    }

    @Test func whatCanBeTappedIsFound() throws {
        let scratch = try filled()
        let buttons = Interactive.Action.buttons([.init(id: "y", title: "Keep it"), .init(id: "n", title: "Return")])
        try Self.send(in: scratch.store, to: Self.phone, .interactive(try Interactive(buttons, body: "The sofa?")))
        #expect(try find("return", scratch).first?.outside == Beside(.offered, "Return", matches: [0..<6]))
    }

    /// Of two bodies of one message one stands, whichever came first: the other's words are gone.
    @Test(arguments: [false, true]) func aReplacedFileIsNotFound(isReversed: Bool) throws {
        let bodies = ["alfa", "beta"].map {
            Self.body("wamid.1", "document", #""document":{"id":"9","filename":"\#($0).pdf"}"#)
        }
        let scratch = try filled([])
        for body in isReversed ? bodies.reversed() : bodies { _ = try scratch.store.apply([body], numbers: nil) }
        #expect(try find("pdf", scratch).count == 1)
        #expect(try find("alfa", scratch).count + find("beta", scratch).count == 1)
    }

    @Test func nothingIsFoundOfWhomWasForgotten() throws {
        let scratch = try filled()
        try Self.send(in: scratch.store, to: Self.phone)
        let subject = try scratch.store.erasureSubject(PersonName(Self.phone))
        _ = try scratch.store.erase(
            PersonName(Self.phone), isTrial: false, sha256: Bodies.fingerprint, removingFiles: { _ in 0 })
        for word in ["orcamento", "autumn", "joinery", "saturday", "oak", "edited", "warranty", "receipt"] {
            #expect(try find(word, scratch).isEmpty, "\(word)")
        }
        #expect(try scratch.store.traces(of: subject.erasure).isClean)
        #expect(try scratch.store.compact())
        for name in ["", "-wal"] {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path + name))
            for word in ["cozinha", "half price", "joinery", "receipt-5512"] {
                #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word) in \(name)")
            }
        }
    }

    @Test func nothingIsFoundOfWhatWasTooOld() throws {
        let scratch = try filled()
        _ = try scratch.store.eraseMessages(
            before: Bodies.noon + .hours(1), isTrial: false, sha256: Bodies.fingerprint, removingFiles: { _ in 0 })
        for word in ["orcamento", "autumn", "joinery"] { #expect(try find(word, scratch).isEmpty, "\(word)") }
    }

    /// Rows without such words cost the index nothing.
    @Test func plainWordsHaveNothingBeside() throws {
        let scratch = try filled([Bodies.message("wamid.1", at: 0, from: Self.phone)])
        let count = try scratch.store.pool.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM message WHERE beside IS NOT NULL")
        }
        #expect(count == 0)
    }
}
