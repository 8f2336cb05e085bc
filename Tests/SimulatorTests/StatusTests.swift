import Inbox
import Simulator
import Testing
import WhatsApp

/// What follows an accepted message.
struct StatusTests {
    private func statuses(_ events: [Event]) -> [StatusEvent] {
        events.compactMap { event in
            guard case .status(let status) = event else { return nil }
            return status
        }
    }

    @Test func climbsWithinThreeSeconds() throws {
        var cloud = Cloud()
        let wamid = try #require(cloud.sendText().wamid)
        #expect(try cloud.events(until: Cloud.start + Span(milliseconds: 200)).isEmpty)
        let statuses = statuses(try cloud.events(until: Cloud.start + .seconds(3)))
        #expect(statuses.map(\.status) == ["sent", "delivered", "read"])
        #expect(statuses.allSatisfy { $0.wamid == wamid && $0.callbackData == "row-1" })
        #expect(statuses.allSatisfy { $0.aliases.contains(Alias(.bsuid, "US.4821")) })
        #expect(statuses.map(\.pricingCategory) == ["service", "service", nil])
        #expect(statuses.map(\.timestamp) == statuses.map(\.timestamp).sorted())
    }

    @Test func tellsNoNumberOfWhoHasNone() throws {
        var cloud = Cloud()
        _ = cloud.send(#""recipient":"\#(Cloud.ivy)","text":{"body":"hi"}"#)
        let webhooks = cloud.simulator.tick(Cloud.start + .seconds(5))
        #expect(webhooks.count == 3)
        for webhook in webhooks {
            let value = try JSONValue(bytes: webhook.body)["entry"]?[0]?["changes"]?[0]?["value"]
            #expect(value?["statuses"]?[0]?["recipient_id"] == nil)
            #expect(value?["statuses"]?[0]?["recipient_user_id"] == .string(Cloud.ivy))
            #expect(value?["contacts"]?[0]?["wa_id"] == nil)
        }
    }

    @Test(arguments: ["15557770104", "15557779999"])
    func acceptsAndThenFailsWhoCannotBeReached(_ phone: String) throws {
        var cloud = Cloud()
        let members = #""to":"\#(phone)","type":"template","template":{"name":"plain","language":{"code":"en_US"}}"#
        let wamid = try #require(cloud.send(members).wamid)
        let statuses = statuses(try cloud.events(until: Cloud.start + .minutes(1)))
        #expect(statuses.map(\.status) == ["failed"])
        #expect(statuses.first?.wamid == wamid)
        #expect(statuses.first?.failure?.code == 131026)
    }

    @Test func aPhoneThatIsOffGetsNothing() throws {
        var cloud = Cloud()
        cloud.simulator.add(
            SimPerson(
                name: "Off", phone: "15557770106", bsuid: "US.4826", behaviour: SimPerson.Behaviour(delivery: nil),
                lastTrigger: Cloud.start))
        _ = cloud.sendText(to: "15557770106")
        #expect(statuses(try cloud.events(until: Cloud.start + .hours(1))).map(\.status) == ["sent"])
    }

    @Test func repliesOnceAfterDelivery() throws {
        var cloud = Cloud()
        let reply = SimPerson.Reply(on: .freeForm, after: .seconds(4), .text("thanks"))
        cloud.simulator.add(
            SimPerson(
                name: "Kay", phone: "15557770107", bsuid: "US.4827", behaviour: SimPerson.Behaviour(replies: [reply]),
                lastTrigger: Cloud.start - .hours(23)))
        _ = cloud.sendText(to: "15557770107")
        _ = cloud.sendText(to: "15557770107", at: Cloud.start + .seconds(1))
        let messages = try cloud.events(until: Cloud.start + .minutes(1)).compactMap { event -> InboundEvent? in
            guard case .message(let message) = event else { return nil }
            return message
        }
        #expect(messages.map(\.text) == ["thanks"])
        let window = cloud.simulator.person("15557770107")?.window(at: Cloud.start + .minutes(1))
        #expect(window?.word == "open", "the answer opened a new window")
    }

    @Test func groupsAnswerAsGroups() throws {
        var cloud = Cloud()
        _ = cloud.send(#""recipient_type":"group","to":"Z3JvdXAx","text":{"body":"hi"}"#)
        try cloud.simulator.inbound(from: "Z3JvdXAx", text: "here", at: Cloud.start)
        let events = try cloud.events(until: Cloud.start + .minutes(1))
        #expect(events.count == 4)
        guard case .message(let message)? = events.first else { return #expect(Bool(false), "no message first") }
        #expect(message.group == "Z3JvdXAx")
        #expect(message.address == .group("Z3JvdXAx"))
    }

    @Test func signsAsThePlatformDoes() {
        // RFC 4231, test case 2.
        let webhook = OutgoingWebhook(at: Cloud.start, body: Array("what do ya want for nothing?".utf8))
        #expect(
            webhook.signature(appSecret: "Jefe")
                == "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }
}
