import Inbox
import Simulator
import Testing
import WhatsApp

/// Messages that wait at the platform: held until a template is judged, or because a phone is off.
struct PacingTests {
    private var cloud = Cloud()
    private let now = Cloud.start

    private mutating func sendPlain(to phone: String = Cloud.dana, at time: Instant) -> Cloud.Answer {
        cloud.send(
            #""to":"\#(phone)","type":"template","template":{"name":"plain","language":{"code":"en_US"}}"#, at: time)
    }

    private mutating func told(until time: Instant) throws -> [String] {
        try cloud.events(until: time).compactMap { event in
            switch event {
            case .status(let status):
                return status.failure.map { "\(status.status) \($0.code ?? 0)" } ?? status.status
            case .template(let news):
                if case .status(let status, _) = news.change { return status }
                return nil
            default: return nil
            }
        }
    }

    private static func word(_ answer: Cloud.Answer) -> String? {
        answer.json["messages"]?[0]?["message_status"]?.string
    }

    // MARK: Pacing

    @Test mutating func whatIsHeldLeavesAfterAGoodVerdict() throws {
        try cloud.simulator.happen(.pacing(name: "plain", language: nil, isGood: true, for: .hours(1)), at: now)
        #expect(Self.word(sendPlain(at: now)) == "held_for_quality_assessment")
        #expect(Self.word(sendPlain(to: "15557770104", at: now)) == "held_for_quality_assessment")
        let other = cloud.send(
            #""to":"\#(Cloud.dana)","type":"text","text":{"body":"hi"}"#, at: now + .seconds(6))
        #expect(Self.word(other) == "accepted")
        #expect(try told(until: now + .minutes(59)) == ["sent", "delivered", "read"])
        #expect(
            try told(until: now + .hours(1) + .seconds(30)).sorted() == ["delivered", "failed 131026", "read", "sent"])
        #expect(Self.word(sendPlain(at: now + .hours(2))) == "accepted")
    }

    @Test mutating func whatIsHeldIsDroppedAfterABadOne() throws {
        try cloud.simulator.happen(.pacing(name: "plain", language: "en_US", isGood: false, for: .minutes(30)), at: now)
        #expect(Self.word(sendPlain(at: now)) == "held_for_quality_assessment")
        #expect(try told(until: now + .hours(1)).sorted() == ["PAUSED", "failed 132015"])
        #expect(sendPlain(at: now + .hours(30)).code == 132015, "nobody ends this pause but the business")
    }

    @Test mutating func aPauseDropsWhatIsHeld() throws {
        for person in 0..<4 {
            let phone = "1555777300\(person)"
            try cloud.simulator.inbound(from: phone, text: "hi", at: now)
            _ = cloud.simulator.tick(now)
            #expect(sendPlain(to: phone, at: now).status == 200)
        }
        _ = cloud.simulator.tick(now + .seconds(20))
        try cloud.simulator.happen(
            .pacing(name: "plain", language: nil, isGood: true, for: .hours(1)), at: now + .seconds(20))
        #expect(Self.word(sendPlain(at: now + .seconds(21))) == "held_for_quality_assessment")
        for person in 0..<4 {
            try cloud.simulator.happen(
                .complaint(from: "1555777300\(person)", template: "plain"), at: now + .seconds(30))
        }
        let after = try told(until: now + .minutes(1))
        #expect(after.contains("PAUSED") && after.contains("failed 132015"))
        #expect(try told(until: now + .hours(2)).isEmpty)
    }

    // MARK: A life that ends

    /// Nobody is told that a message lived too short a time: nothing comes after `sent`.
    @Test(
        arguments: [
            ("plain", nil, Span.hours(24 * 29), true), ("plain", nil, .hours(24 * 30), false),
            ("plain", 60, .seconds(59), true), ("plain", 60, .seconds(60), false), ("plain", -1, .hours(24 * 29), true),
            ("code", nil, .seconds(599), true), ("code", nil, .seconds(600), false),
        ] as [(String, Int64?, Span, Bool)])
    func aTemplateArrivesInItsTimeOrNever(name: String, life: Int64?, off: Span, arrives: Bool) throws {
        var cloud = Cloud()
        var templates = Cloud.templates
        for place in templates.indices where templates[place].name == name { templates[place].timeToLive = life }
        cloud.simulator = CloudSimulator(
            account: Cloud.account, people: Cloud.people, templates: templates, seed: 1)
        try cloud.simulator.happen(.phone(of: Cloud.dana, isOn: false), at: now)
        let values = #"{"type":"text","text":"402911"}"#
        let components =
            name == "plain"
            ? ""
            : #","components":[{"type":"body","parameters":[\#(values)]},{"type":"button","sub_type":"url","index":0,"#
                + #""parameters":[\#(values)]}]"#
        let answer = cloud.send(
            #""to":"\#(Cloud.dana)","type":"template","template":{"name":"\#(name)","language":{"code":"en_US"}\#(components)}"#,
            at: now)
        #expect(answer.status == 200)
        // Seen by the cloud in the moment after.
        let back = now + off
        #expect(try words(&cloud, until: back) == ["sent"])
        try cloud.simulator.happen(.phone(of: Cloud.dana, isOn: true), at: back)
        #expect(try words(&cloud, until: back + .minutes(1)) == (arrives ? ["delivered", "read"] : []))
    }

    private func words(_ cloud: inout Cloud, until time: Instant) throws -> [String] {
        try cloud.events(until: time).compactMap { if case .status(let status) = $0 { status.status } else { nil } }
    }

    @Test mutating func directSendLivesAsLongAsItSays() throws {
        var account = Cloud.account
        account.hasDirectSend = true
        cloud.simulator = CloudSimulator(account: account, people: Cloud.people, templates: [], seed: 1)
        try cloud.simulator.happen(.phone(of: Cloud.ben, isOn: false), at: now)
        let send = { (seconds: Int) in
            #""to":"\#(Cloud.ben)","type":"text","text":{"body":"hi"},"category":"utility","ttl_seconds":\#(seconds)"#
        }
        #expect(cloud.send(send(30), at: now).status == 200)
        #expect(cloud.send(send(600), at: now + .seconds(1)).status == 200)
        _ = cloud.simulator.tick(now + .minutes(1))
        try cloud.simulator.happen(.phone(of: Cloud.ben, isOn: true), at: now + .minutes(1))
        #expect(try told(until: now + .minutes(2)) == ["delivered", "read"])
    }
}
