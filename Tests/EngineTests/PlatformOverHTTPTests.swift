import Cloud
import Desk
import Foundation
import Glibc
import Inbox
import Spool
import Store
import TestSupport
import Testing
import WhatsApp

@testable import Engine

/// The outbox against `orield simulate`, a process of its own, over real HTTP, with webhooks through a real spool.
struct PlatformOverHTTPTests {
    private let desk: PlatformDesk
    private var store: InboxStore { desk.store }

    init() throws { desk = try PlatformDesk() }

    private func enqueue(_ text: String, to phone: String) throws -> String {
        try desk.enqueue(.text(TextContent(body: text)), to: phone)
    }

    private func word(_ id: String, _ phone: String) throws -> String? {
        try desk.message(id, phone)?.delivery?.word
    }

    @Test func aMessageIsReadByASimulatedCustomer() async throws {
        let platform = try await desk.platform()
        let phone = "5511955550777"
        try await desk.working(try desk.client(platform)) {
            try await platform.inbound("oi", from: phone)
            try await eventually("the customer") { try desk.row(phone) != nil }
            let id = try enqueue("bom dia", to: phone)
            try await eventually("read") { try word(id, phone) == "read" }
        }
    }

    /// Every kind of message that is more than words, as the platform takes it.
    @Test func allThatIsMoreThanWordsIsAccepted() async throws {
        let platform = try await desk.platform()
        let phone = "5511955550776"
        try await desk.working(try desk.client(platform)) {
            try await platform.inbound("oi", from: phone)
            try await eventually("the customer") { try desk.row(phone) != nil }
            let key = try #require(try desk.row(phone)).key
            let wamid = try #require(try store.messages(key, before: nil, count: 1).messages.last?.wamid)
            let morning = Interactive.Row(id: "1", title: "Manhã", description: "8-12")
            let flow = try Interactive.Flow(.id("6"), title: "Agendar", start: .navigate(screen: "START", data: nil))
            let actions: [Interactive.Action] = [
                .buttons([.init(id: "s", title: "Sim"), .init(id: "n", title: "Não")]),
                .list(button: "Horários", sections: [.init(rows: [morning])]),
                .link(title: "Rastrear", url: "https://example.org/t/7"), .flow(flow), .locationRequest,
                .contactInfoRequest, .callPermissionRequest, .call(title: "Ligar", minutes: 60, payload: nil),
            ]
            let contents: [Content] =
                try actions.map { .interactive(try Interactive($0, body: "Pode ser?"), replyTo: wamid) } + [
                    .location(try OutgoingLocation(latitude: -8.05, longitude: -34.9, name: "Loja")),
                    .contacts(try OutgoingContacts([OutgoingContact(name: "Bia Melo", phone: "+55 11 98888-0101")])),
                    .reaction(ReactionContent(try OutgoingReaction(to: wamid, emoji: "👍"), targetAt: nil)),
                    .reaction(ReactionContent(try OutgoingReaction(to: wamid, emoji: nil), targetAt: nil)),
                ]
            let ids = try contents.map { try desk.enqueue($0, to: phone) }
            try await eventually("all of them") {
                try ids.allSatisfy { id in
                    let item = try store.item(id: id)
                    if item?.state == .refused { throw Overdue(what: "\(String(describing: item))") }
                    return item?.state == .accepted
                }
            }
        }
    }

    @Test(arguments: [
        (#"{"code":131047}"#, "refused"), (#"{"code":131047,"async":true}"#, "failed"), (#"{"http":502}"#, "uncertain"),
        (#"{"mode":"truncate","processed":false}"#, "uncertain"),
        (#"{"mode":"timeout","processed":false}"#, "uncertain"),
        (#"{"mode":"truncate"}"#, "read"), (#"{"mode":"timeout"}"#, "read"), (#"{"code":131016,"http":503}"#, "read"),
    ])
    func whatGoesWrongEndsAsItShould(fault: String, end: String) async throws {
        let platform = try await desk.platform()
        let phone = "5511955550778"
        try await desk.working(try desk.client(platform, timeouts: Transport.Timeouts(idle: 1, total: 2))) {
            try await platform.inbound("oi", from: phone)
            try await eventually("the customer") { try desk.row(phone) != nil }
            try await platform.fail(try JSONValue(bytes: fault.utf8))
            let id = try enqueue("bom dia", to: phone)
            try await eventually(end) { try word(id, phone) == end }
        }
    }

    /// Both ways over real sockets: a customer's picture comes, a damaged one comes again, ours goes.
    @Test func filesComeAndGo() async throws {
        let platform = try await desk.platform()
        let phone = "5511955550781"
        let client = try desk.client(platform)
        let shelf = MediaShelf(store: store)
        let fetcher = MediaFetcher(
            store: store, client: client, shelf: shelf, clock: PlatformDesk.clock, mailbox: desk.mailbox)
        let sender = OutboxWorker(
            store: store, client: client, gate: SendGate(), clock: PlatformDesk.clock, mailbox: desk.mailbox,
            facts: desk.facts,
            shelf: shelf)
        try await desk.working(client) {
            try await platform.inbound("oi", from: phone)
            let picture: JSONValue = ["id": "5000777", "mime_type": "image/jpeg"]
            try await platform.inbound(type: "image", picture, from: phone)
            try await eventually("both messages") {
                try desk.row(phone).map { try store.messages($0.key, count: 9).messages.count == 2 } ?? false
            }
            let key = try #require(try desk.row(phone)).key
            try await platform.fail(["mode": "truncate", "on": "download"])
            await fetcher.workOnce()
            try await eventually("the second try") {
                await fetcher.workOnce()
                // Of one second with the words before it, in whatever order.
                let messages = try store.messages(key, count: 9).messages
                guard let message = messages.first(where: { $0.media != nil }) else { return false }
                if case .waitingAgain = message.media?.state { _ = try store.wantMedia(message.key) }
                return message.media?.state == .here
            }
            let path = desk.scratch.path + "/foto.jpg"
            // Larger than one read of a socket.
            try Data([0xFF, 0xD8, 0xFF] + [UInt8](repeating: 7, count: 3_000_000)).write(to: URL(fileURLWithPath: path))
            let item = try desk.enqueue(.media(try shelf.content(ofFile: path)), to: phone)
            await sender.workOnce()
            await sender.workOnce()
            try await eventually("read") { try word(item, phone) == "read" }
        }
    }

    @Test func aPlatformThatIsDownKeepsTheRowAndGetsItWhenItIsBack() async throws {
        let phone = "5511955550779"
        var platform: SimulatedPlatform? = try await desk.platform()
        let port = try #require(platform).port
        let client = try desk.client(try #require(platform))
        try await desk.working(client) {
            try await platform?.inbound("oi", from: phone)
            try await eventually("the customer") { try desk.row(phone) != nil }
            platform?.kill()
            platform = nil
            let id = try enqueue("bom dia", to: phone)
            try await eventually("the trouble") {
                if case .network = desk.facts.current.trouble { true } else { false }
            }
            #expect(try store.item(id: id)?.state == .queued)
            platform = try await desk.platform(port: port)
            // The new process knows nobody: they write again, and the window is open there too.
            try await platform?.inbound("oi?", from: phone)
            try await eventually("accepted", within: 60) { try store.item(id: id)?.state == .accepted }
            try await eventually("the trouble's end") { desk.facts.current.trouble == nil }
        }
    }
}
