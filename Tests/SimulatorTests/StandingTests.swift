import Inbox
import Simulator
import Testing
import WhatsApp

/// What becomes of templates people do not like, and of a business that writes to many.
struct StandingTests {
    private var cloud = Cloud()
    private let now = Cloud.start

    private mutating func sendPlain(to phone: String, at time: Instant) -> Cloud.Answer {
        cloud.send(
            #""to":"\#(phone)","type":"template","template":{"name":"plain","language":{"code":"en_US"}}"#, at: time)
    }

    /// Everything that is told about the template until then.
    private mutating func news(until time: Instant) throws -> [String] {
        try cloud.events(until: time).compactMap { event in
            guard case .template(let news) = event else { return nil }
            switch news.change {
            case .status(let status, _): return status
            case .quality(let quality): return quality
            default: return "?"
            }
        }
    }

    /// So many people get the template and complain of it.
    private mutating func displease(_ people: ClosedRange<Int>, at time: Instant) throws {
        for person in people {
            let phone = "15557772\(100 + person)"
            try cloud.simulator.inbound(from: phone, text: "hi", at: time)
            _ = cloud.simulator.tick(time)
            #expect(sendPlain(to: phone, at: time).status == 200)
        }
        _ = cloud.simulator.tick(time + .seconds(10))
        for person in people {
            try cloud.simulator.happen(
                .complaint(from: "15557772\(100 + person)", template: nil), at: time + .seconds(20))
        }
    }

    @Test mutating func itIsPausedForThreeHoursThenForSixThenDisabled() throws {
        try displease(1...4, at: now)
        #expect(try news(until: now + .minutes(1)) == ["YELLOW", "RED", "PAUSED"])
        #expect(sendPlain(to: Cloud.dana, at: now + .minutes(2)).code == 132015)
        let paused = now + .seconds(20)
        #expect(try news(until: paused + .hours(3) + Span(milliseconds: -1)).isEmpty)
        #expect(try news(until: paused + .hours(3)) == ["APPROVED", "UNKNOWN"])
        #expect(sendPlain(to: Cloud.dana, at: paused + .hours(3)).status == 200)

        let second = now + .hours(4)
        try displease(11...14, at: second)
        #expect(try news(until: second + .minutes(1)) == ["YELLOW", "RED", "PAUSED"])
        #expect(sendPlain(to: Cloud.dana, at: second + .hours(6)).code == 132015)
        #expect(try news(until: second + .seconds(20) + .hours(6)) == ["APPROVED", "UNKNOWN"])

        let third = now + .hours(12)
        try displease(21...24, at: third)
        #expect(try news(until: third + .minutes(1)) == ["YELLOW", "RED", "DISABLED"])
        #expect(sendPlain(to: Cloud.dana, at: third + .hours(24)).code == 132016)
    }

    @Test mutating func whoComplainedHearsNothingUntilTheyWriteAgain() throws {
        #expect(throws: SimHappeningError.neverGotTemplate(Cloud.ben)) {
            try cloud.simulator.happen(.complaint(from: Cloud.ben, template: nil), at: now)
        }
        try cloud.simulator.happen(.complaint(from: Cloud.ben, template: "plain"), at: now)
        #expect(sendPlain(to: Cloud.ben, at: now).status == 200)
        #expect(try statuses(until: now + .seconds(5)) == ["failed 131026"])
        try cloud.simulator.inbound(from: Cloud.ben, text: "hi", at: now + .seconds(10))
        _ = cloud.simulator.tick(now + .seconds(10))
        #expect(sendPlain(to: Cloud.ben, at: now + .seconds(12)).status == 200)
        #expect(try statuses(until: now + .seconds(20)) == ["sent", "delivered", "read"])
    }

    private mutating func statuses(until time: Instant) throws -> [String] {
        try cloud.events(until: time).compactMap { event in
            guard case .status(let status) = event else { return nil }
            return status.failure.map { "\(status.status) \($0.code ?? 0)" } ?? status.status
        }
    }

    // MARK: The messaging limit

    private mutating func limited(to size: Int?, people: Int) {
        var account = Cloud.account
        account.messagingLimit = size
        let everybody = (0..<people).map { place in
            SimPerson(name: nil, phone: "1555888\(1_000 + place)", bsuid: "US.9\(1_000 + place)")
        }
        cloud.simulator = CloudSimulator(
            account: account, people: everybody + Cloud.people, templates: Cloud.templates, seed: 1)
    }

    @Test mutating func onePersonTooManyIsTakenAndFails() throws {
        limited(to: 3, people: 5)
        for person in 0..<4 { #expect(sendPlain(to: "1555888\(1_000 + person)", at: now).status == 200) }
        #expect(try statuses(until: now + .minutes(1)).filter { $0.hasPrefix("failed") } == ["failed 131048"])
        // Somebody again is no other person, and who wrote lately does not count.
        #expect(sendPlain(to: "15558881000", at: now + .minutes(2)).status == 200)
        #expect(sendPlain(to: Cloud.dana, at: now + .minutes(2)).status == 200)
        #expect(try !statuses(until: now + .minutes(3)).contains { $0.hasPrefix("failed") })
        let next = now + .hours(24)
        #expect(sendPlain(to: "15558881004", at: next).status == 200)
        #expect(try statuses(until: next + .minutes(1)) == ["sent", "delivered", "read"])
    }

    @Test mutating func theLimitGrowsWhenHalfOfItIsUsed() throws {
        limited(to: 250, people: 130)
        func told(until time: Instant) throws -> [JSONValue] {
            try cloud.simulator.tick(time).compactMap { webhook in
                let change = try JSONValue(bytes: webhook.body)["entry"]?[0]?["changes"]?[0]
                return change?["field"] == "business_capability_update" ? change?["value"] : nil
            }
        }
        for person in 0..<125 { _ = sendPlain(to: "1555888\(1_000 + person)", at: now + .seconds(Int64(person))) }
        let raised = now + .seconds(124) + .hours(6)
        #expect(try told(until: raised + Span(milliseconds: -1)).isEmpty)
        #expect(try told(until: raised).first?["max_daily_conversations_per_business"] == 2_000)
        let node = cloud.call(
            "GET", "/v25.0/700111222333444", query: ["fields": "whatsapp_business_manager_messaging_limit"], at: raised)
        #expect(node.json["whatsapp_business_manager_messaging_limit"] == "TIER_2K")
    }

    @Test mutating func aPersonGetsOnlySoMuchMarketing() throws {
        let sale =
            #""type":"template","template":{"name":"sale","language":{"code":"en_US"},"components":[{"#
            + #""type":"body","parameters":[{"type":"text","text":"Ivo"}]}]}"#
        limited(to: nil, people: 1)
        for minute in 0..<3 as Range<Int64> {
            #expect(cloud.send(#""to":"15558881000",\#(sale)"#, at: now + .minutes(minute)).status == 200)
        }
        #expect(try statuses(until: now + .minutes(5)).filter { $0.hasPrefix("failed") } == ["failed 131049"])
        // In an open window nobody counts.
        for minute in 0..<3 as Range<Int64> {
            #expect(cloud.send(#""to":"\#(Cloud.dana)",\#(sale)"#, at: now + .minutes(minute + 6)).status == 200)
        }
        #expect(try !statuses(until: now + .minutes(12)).contains { $0.hasPrefix("failed") })
    }
}
