import Inbox
import Simulator
import Testing
import WhatsApp

/// What the cloud tells by the fields beside `messages`, as the inbox reads it.
struct HappeningTests {
    private var cloud = Cloud().simulator
    private let now = Cloud.start

    private mutating func events(_ happening: SimHappening) throws -> [Event] {
        try cloud.happen(happening, at: now)
        return try told()
    }

    private mutating func told() throws -> [Event] {
        try cloud.tick(now).flatMap { webhook in
            EventReader.events(of: try Webhook(bytes: webhook.body), digest: "d", arrival: webhook.at)
        }
    }

    @Test mutating func aTemplateIsPausedAndItsSendsAreRefused() throws {
        let found = try events(.templateStatus(name: "plain", language: nil, status: "PAUSED", reason: "SCAM"))
        let key = TemplateKey(waba: Cloud.account.wabaID, name: "plain", language: "en_US")
        #expect(
            found == [.template(TemplateEvent(key: key, change: .status("PAUSED", reason: "SCAM"), timestamp: now))])
        #expect(cloud.templates.first { $0.name == "plain" }?.status == "PAUSED")
        #expect(
            try events(.templateQuality(name: "plain", language: "en_US", quality: "RED"))
                == [.template(TemplateEvent(key: key, change: .quality("RED"), timestamp: now))])
    }

    @Test mutating func whoStopsMarketingGetsNoMore() throws {
        let told = try events(.marketing(of: Cloud.dana, stops: true)).contains { event in
            if case .other(let other) = event { other.field == "user_preferences" } else { false }
        }
        #expect(told && cloud.person(Cloud.dana)?.stoppedMarketing == true)
        _ = try events(.marketing(of: Cloud.dana, stops: false))
        #expect(cloud.person(Cloud.dana)?.stoppedMarketing == false)
    }

    @Test mutating func aMissedCallOpensTheWindow() throws {
        let found = try events(.missedCall(from: Cloud.ben))
        #expect(found.count == 3, "rung, and ended: for whom only that is told, and as news")
        #expect(cloud.person(Cloud.ben)?.lastTrigger == now)
    }

    /// What the demo's script names is there, or it would do nothing in silence.
    @Test func theDemosSecondActHappens() throws {
        let world = World.demo(seed: 4, start: now)
        var demo = CloudSimulator(world)
        let fields = try demo.tick(now + .minutes(6)).flatMap { webhook in
            try JSONValue(bytes: webhook.body)["entry"]?.list?.compactMap { $0["changes"]?[0]?["field"]?.text } ?? []
        }
        let expected = [
            "smb_message_echoes", "calls", "message_template_status_update", "user_preferences", "messaging_handovers",
            "security",
        ]
        #expect(Set(fields).isSuperset(of: expected))
        let minute = world.start + .seconds(90)
        #expect(world.script.allSatisfy { if case .happens = $0.act { $0.at > minute } else { true } })
    }

    @Test mutating func thePhoneAppWritesAndOpensNothing() throws {
        let before = cloud.person(Cloud.ben)?.lastTrigger
        let found = try events(.echo(to: Cloud.ben, .text("on my way")))
        guard case .echo(let echo)? = found.first, found.count == 1 else {
            return #expect(Bool(false), "no echo: \(found)")
        }
        #expect(echo.text == "on my way" && echo.address == .phone(Cloud.ben) && echo.telling == .phoneApp)
        #expect(cloud.person(Cloud.ben)?.lastTrigger == before)
    }

    @Test mutating func whoDoesNotOwnTheThreadListensAndMaySendTemplatesOnly() throws {
        func send(_ members: String) -> Int {
            let body = #"{"messaging_product":"whatsapp","to":"\#(Cloud.dana)",\#(members)}"#
            let request = SimRequest(
                method: "POST", path: "/v25.0/\(Cloud.account.phoneNumberID)/messages", query: [:],
                authorization: "Bearer \(Cloud.account.token)", body: Array(body.utf8), origin: "http://127.0.0.1")
            let answer = cloud.handle(request, now: now)
            let json = (try? JSONValue(bytes: answer.body)) ?? .null  // an answer that is no JSON has no code
            return json["error"]?["code"]?.int.map(Int.init) ?? answer.status
        }
        let text = #""type":"text","text":{"body":"hi"}"#
        let taken = try events(.handover(with: Cloud.dana, isToUs: false, role: "ai_agent", summary: nil))
        guard case .message(let line)? = taken.first else { return #expect(Bool(false), "no handover: \(taken)") }
        #expect(line.type == InboundEvent.takenType && line.role == "ai_agent")
        #expect(send(text) == 131_070)
        #expect(send(#""type":"template","template":{"name":"plain","language":{"code":"en_US"}}"#) == 200)
        try cloud.inbound(from: Cloud.dana, text: "and now?", at: now)
        guard case .message(let copy)? = try told().first(where: { if case .message = $0 { true } else { false } })
        else {
            return #expect(Bool(false), "no copy")
        }
        #expect(copy.telling == .standby && copy.text == "and now?")
        let passed = try events(.handover(with: Cloud.dana, isToUs: true, role: "ai_agent", summary: "wants a refund"))
        guard case .message(let back)? = passed.first else { return #expect(Bool(false), "no handover: \(passed)") }
        #expect(back.type == InboundEvent.passedType && back.text == "wants a refund" && back.asksForAnswer)
        #expect(send(text) == 200)
    }

    @Test mutating func anyFieldCanBePlayed() throws {
        for (happening, field) in [
            (SimHappening.security(event: "PIN_CHANGED"), "security"),
            (.field("account_review_update", value: ["decision": "APPROVED"]), "account_review_update"),
        ] {
            guard case .other(let other)? = try events(happening).first else {
                return #expect(Bool(false), "nothing told of \(field)")
            }
            #expect(other.field == field && other.isNews && other.timestamp == now)
        }
    }

    @Test mutating func whatNamesNobodyDoesNotHappen() {
        #expect(throws: SimHappeningError.nobody("123")) { try cloud.happen(.echo(to: "123", .text("x")), at: now) }
        #expect(throws: SimHappeningError.noTemplate("none")) {
            try cloud.happen(.templateQuality(name: "none", language: nil, quality: "RED"), at: now)
        }
    }
}
