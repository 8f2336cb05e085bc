import Inbox
import Testing
import WhatsApp

private let trigger = Instant(milliseconds: 1_795_430_400_000)
private let ana = Inbox.Address.phone("5511988880101")

/// Places, cards, buttons and reactions on their way through the gate and into the request.
@Suite struct OtherContentTests {
    private static func place() throws -> OutgoingLocation {
        try OutgoingLocation(latitude: -8.05, longitude: -34.9, name: "Loja", address: "Rua 1")
    }

    private static func all(reactingTo at: Instant? = nil) throws -> [Content] {
        [
            .location(try place(), replyTo: "wamid.Q"),
            .contacts(try OutgoingContacts([OutgoingContact(name: "Bia Melo", phone: "+5511")]), replyTo: "wamid.Q"),
            .interactive(try Interactive(.locationRequest, body: "Where?"), replyTo: "wamid.Q"),
            .reaction(ReactionContent(try OutgoingReaction(to: "wamid.Q", emoji: "👍"), targetAt: at)),
        ]
    }

    private func code(
        _ content: Content, window: WindowEvidence = WindowEvidence(trigger: trigger), address: Inbox.Address = ana,
        at now: Instant = trigger + .hours(1)
    ) -> String {
        let context = GateContext(window: window, address: address, hasWritten: true)
        return switch SendGate().pass(content, in: context, pass: .keyPress, at: now) {
        case .success(let permit): permit.isTry ? "try" : "pass"
        case .failure(let refusal): refusal.code
        }
    }

    @Test func theyNeedAnOpenWindowAndNoGroup() throws {
        for content in try Self.all() {
            #expect(code(content) == "pass")
            #expect(code(content, at: trigger + .hours(24)) == "window_closed")
            #expect(code(content, window: WindowEvidence()) == "window_unknown")
            #expect(code(content, address: .group("G1")) == "not_for_groups")
        }
        #expect(code(.text(TextContent(body: "hi")), address: .group("G1")) == "pass")
    }

    @Test(arguments: [
        (Span.seconds(30 * 86_400), "pass"), (Span.seconds(30 * 86_400) + Span(milliseconds: 1), "reaction_too_late"),
    ])
    func reactionsToWhatIsOld(_ age: Span, _ wanted: String) throws {
        let reaction = try #require(try Self.all(reactingTo: trigger + .hours(1) - age).last)
        #expect(code(reaction) == wanted)
    }

    @Test func theyBecomeThePlatformsRequests() throws {
        let bodies = try Self.all().map {
            RequestWriter.request($0, to: ana, id: "u1").json
        }
        #expect(bodies.map { $0["type"]?.text } == ["location", "contacts", "interactive", "reaction"])
        // A reaction names its message itself and quotes nothing (§4.1).
        #expect(bodies.map { $0["context"]?["message_id"]?.text } == ["wamid.Q", "wamid.Q", "wamid.Q", nil])
        #expect(bodies.allSatisfy { $0["biz_opaque_callback_data"] == "u1" && $0["to"]?.text == ana.value })
        #expect(bodies[0]["location"]?["name"] == "Loja")
        #expect(bodies[1]["contacts"]?[0]?["phones"]?[0]?["phone"] == "+5511")
        #expect(bodies[2]["interactive"]?["action"]?["name"] == "send_location")
        #expect(bodies[3]["reaction"] == ["message_id": "wamid.Q", "emoji": "👍"])
        let taken = Content.reaction(
            ReactionContent(try OutgoingReaction(to: "wamid.Q", emoji: nil), targetAt: nil))
        #expect(RequestWriter.request(taken, to: ana, id: "u").json["reaction"]?["emoji"] == "")
    }

    @Test func theyReadAsWordsAndTellTheRestAsDetails() throws {
        let contents = try Self.all()
        #expect(contents.map(\.plainText) == ["Loja, Rua 1", "Bia Melo", "Where?", "👍"])
        #expect(contents.map(\.quotes) == Array(repeating: "wamid.Q", count: 4))
        let list = try Interactive(
            .list(
                button: "Slots",
                sections: [.init(title: "Friday", rows: [.init(id: "1", title: "Morning", description: "8-12")])]),
            header: .text("Visit"), body: "When?", footer: "Aurora")
        #expect(list.plainText == "Visit\nWhen?\nAurora")
        #expect(
            EventReader.details(of: .interactive(list)) == [
                MessageDetail(.listButton, "Slots"), MessageDetail(.listSection, "Friday"),
                MessageDetail(.listRow, "Morning", columns: ["8-12"]),
            ])
        #expect(EventReader.details(of: contents[0]).map(\.kind) == [.coordinates, .map])
        #expect(EventReader.details(of: contents[1]).map(\.kind) == [.cardName, .cardPhone])
        #expect(EventReader.details(of: contents[2]).map(\.kind) == [.asksLocation])
    }
}
