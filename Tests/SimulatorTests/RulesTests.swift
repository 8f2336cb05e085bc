import Inbox
import Testing
import WhatsApp

@testable import Simulator

/// What a business may not do at times: pay, send under its name, write to strangers, send marketing there or so.
struct RulesTests {
    private var cloud = Cloud()
    private let now = Cloud.start

    private static let sale =
        #""type":"template","template":{"name":"sale","language":{"code":"en_US"},"components":[{"#
        + #""type":"body","parameters":[{"type":"text","text":"Ivo"}]}]}"#
    private static let plain = #""type":"template","template":{"name":"plain","language":{"code":"en_US"}}"#

    private mutating func statuses(until time: Instant) throws -> [String] {
        try cloud.events(until: time).compactMap { event in
            guard case .status(let status) = event else { return nil }
            return status.failure.map { "\(status.status) \($0.code ?? 0)" } ?? status.status
        }
    }

    private mutating func market(_ members: String, at time: Instant) -> Cloud.Answer {
        cloud.call(
            "POST", "/v25.0/700111222333444/marketing_messages",
            body: #"{"messaging_product":"whatsapp",\#(members)}"#, at: time)
    }

    // MARK: Payment, name, recipients

    @Test mutating func whoCannotPaySendsWhatIsFreeOnly() throws {
        cloud.simulator.rules.canPay = false
        #expect(cloud.sendText(at: now).status == 200)
        #expect(try statuses(until: now + .seconds(10)) == ["sent", "delivered", "read"])
        #expect(cloud.send(#""to":"\#(Cloud.dana)",\#(Self.plain)"#, at: now + .seconds(12)).status == 200)
        #expect(try statuses(until: now + .seconds(20)) == ["failed 131042"])
        cloud.simulator.serviceDelivered = ServiceAllowance.size
        #expect(cloud.sendText(at: now + .seconds(24)).status == 200)
        #expect(try statuses(until: now + .seconds(30)) == ["failed 131042"])
        cloud.simulator.rules.canPay = true
        #expect(cloud.sendText(at: now + .seconds(36)).status == 200)
        #expect(try statuses(until: now + .seconds(50)) == ["sent", "delivered", "read"])
    }

    @Test mutating func withoutAnApprovedNameNothingIsTaken() throws {
        cloud.simulator.rules.hasApprovedName = false
        let answer = cloud.sendText(at: now)
        #expect(answer.status == 400 && answer.code == 131037)
        #expect(cloud.send(#""to":"\#(Cloud.dana)",\#(Self.plain)"#, at: now).code == 131037)
        let node = cloud.call("GET", "/v25.0/700111222333444", query: ["fields": "name_status"], at: now)
        #expect(node.json["name_status"] == "PENDING_REVIEW")
        #expect(try statuses(until: now + .minutes(1)).isEmpty)
    }

    @Test mutating func aTestNumberWritesToItsListOnly() throws {
        cloud.simulator.rules.allowed = [Cloud.dana]
        #expect(cloud.sendText(at: now).status == 200)
        #expect(cloud.sendText(to: "15557770199", at: now).code == 131030)
        #expect(cloud.send(#""recipient":"\#(Cloud.ivy)","text":{"body":"hi"}"#, at: now).code == 131030)
        // Somebody known by a number is on the list under any name.
        #expect(cloud.send(#""recipient":"US.4821","text":{"body":"hi"}"#, at: now).status == 200)
        #expect(cloud.send(#""recipient_type":"group","to":"Z3JvdXAx","text":{"body":"hi"}"#, at: now).status == 200)
    }

    // MARK: Marketing

    @Test(arguments: [
        ("12025550143", "failed 131049"), ("13055550143", "failed 131049"), ("14165550143", "sent"),
        ("15557770143", "sent"), ("18095550143", "sent"), ("442079460143", "sent"), ("5511955550143", "sent"),
    ])
    mutating func marketingDoesNotReachTheUnitedStates(phone: String, first: String) throws {
        try cloud.simulator.inbound(from: phone, text: "hi", at: now)
        _ = cloud.simulator.tick(now)
        #expect(cloud.send(#""to":"\#(phone)",\#(Self.sale)"#, at: now + .seconds(1)).status == 200)
        #expect(try statuses(until: now + .minutes(1)).first == first)
        // Only marketing is refused there.
        #expect(cloud.send(#""to":"\#(phone)",\#(Self.plain)"#, at: now + .minutes(2)).status == 200)
        #expect(try statuses(until: now + .minutes(3)).first == "sent")
    }

    @Test mutating func ofSomebodyWithoutANumberTheIDTellsTheCountry() throws {
        #expect(cloud.send(#""recipient":"\#(Cloud.ivy)",\#(Self.sale)"#, at: now).status == 200)
        #expect(try statuses(until: now + .minutes(1)) == ["failed 131049"])
    }

    @Test mutating func marketingThatIsSwitchedOffOnMessagesHasItsOwnPath() throws {
        cloud.simulator.rules.marketing = .endpoint
        #expect(cloud.send(#""to":"\#(Cloud.dana)",\#(Self.sale)"#, at: now).code == 131063)
        #expect(cloud.send(#""to":"\#(Cloud.dana)",\#(Self.plain)"#, at: now).status == 200)
        let answer = market(
            #""to":"\#(Cloud.dana)","product_policy":"STRICT","message_activity_sharing":true,\#(Self.sale)"#,
            at: now + .seconds(8))
        #expect(answer.status == 200 && answer.json["messages"]?[0]?["message_status"] == "accepted")
        let pricing = try cloud.simulator.tick(now + .minutes(1)).map { try JSONValue(bytes: $0.body) }
            .compactMap { $0["entry"]?[0]?["changes"]?[0]?["value"]?["statuses"]?[0] }
            .filter { $0["id"]?.text == answer.wamid }.compactMap { $0["pricing"]?["category"]?.string }
        #expect(pricing == ["marketing_lite", "marketing_lite"])
    }

    @Test(arguments: [
        (#""type":"text","text":{"body":"hi"}"#, 131055), (#""text":{"body":"hi"}"#, 131055),
        (#""type":"template","template":{"name":"plain","language":{"code":"en_US"}}"#, 134_100),
        (#""recipient":"US.4821",\#(sale)"#, 100), (#""product_policy":"LOOSE",\#(sale)"#, 100),
        (#""message_activity_sharing":"yes",\#(sale)"#, 100),
        (#""bid_spec":{"per_message_bid_multiplier":0},\#(sale)"#, 100),
        (#""bid_spec":{"per_message_bid_multiplier":1.5},\#(sale)"#, 100),
        (#""category":"utility",\#(sale)"#, 100), (#""status":"read","message_id":"wamid.x""#, 131055),
    ])
    mutating func thePathOfMarketingRefuses(members: String, code: Int) {
        #expect(market(#""to":"\#(Cloud.dana)",\#(members)"#, at: now).code == code)
    }

    @Test mutating func whatOnlyThatPathTakesIsRefusedElsewhere() {
        let policy = #""to":"\#(Cloud.dana)","product_policy":"STRICT",\#(Self.sale)"#
        #expect(cloud.send(policy, at: now).code == 100)
        #expect(market(policy, at: now).status == 200)
    }
}
