import Inbox
import Simulator
import Testing
import WhatsApp

/// Windows and rates at their edges.
struct LimitTests {
    @Test(arguments: [
        (Span.hours(23) + Span(milliseconds: -1), 200), (.hours(23), 400), (.hours(30), 400),
    ])
    func theWindowEndsAfterExactlyADay(_ after: Span, _ status: Int) {
        // Dana wrote an hour before the start.
        var cloud = Cloud()
        #expect(cloud.sendText(at: Cloud.start + after).status == status)
    }

    @Test func countsTheWindowFromTheStampWithoutItsFraction() throws {
        var cloud = Cloud()
        let written = Cloud.start + Span(milliseconds: 900)
        try cloud.simulator.inbound(from: Cloud.ben, text: "hi", at: written)
        _ = cloud.simulator.tick(written)
        #expect(cloud.sendText(to: Cloud.ben, at: Cloud.start + .hours(24) + Span(milliseconds: -1)).status == 200)
        #expect(cloud.sendText(to: Cloud.ben, at: Cloud.start + .hours(24)).code == 131047)
    }

    /// What the platform notes, and what a customer takes back or mends, is no message of theirs.
    @Test(arguments: [
        (#"{"type":"user_changed_user_id","body":"changed"}"#, "system", 400),
        (#"{"original_message_id":"wamid.x"}"#, "revoke", 400), (#"{"body":"hi"}"#, "text", 200),
    ])
    func onlyTheCustomersOwnWordsOpenAWindow(content: String, type: String, status: Int) throws {
        var cloud = Cloud()
        let message = SimMessage(type: type, content: try JSONValue(bytes: content.utf8))
        try cloud.simulator.inbound(from: Cloud.ben, message, at: Cloud.start)
        _ = cloud.simulator.tick(Cloud.start)
        #expect(cloud.sendText(to: Cloud.ben, at: Cloud.start + .seconds(1)).status == status)
    }

    @Test func mayRefuseAClosedWindowLate() throws {
        var cloud = Cloud()
        cloud.simulator.refusesClosedWindowsLate = true
        let answer = cloud.sendText(to: Cloud.ben)
        #expect(answer.status == 200)
        let events = try cloud.events(until: Cloud.start + .minutes(1))
        #expect(events.count == 1)
        guard case .status(let status)? = events.first else { return #expect(Bool(false), "no status") }
        #expect(status.wamid == answer.wamid)
        #expect(status.status == "failed")
        #expect(status.failure?.code == 131047)
        #expect(status.callbackData == "row-1")
    }

    @Test func lendsABurstOf45ToOnePair() {
        var cloud = Cloud()
        for place in 0..<45 {
            #expect(cloud.sendText(at: Cloud.start + Span(milliseconds: Int64(place) * 100)).status == 200)
        }
        #expect(cloud.sendText(at: Cloud.start + .seconds(5)).code == 131056)
        #expect(cloud.sendText(at: Cloud.start + .seconds(45 * 6) + Span(milliseconds: -1)).code == 131056)
        let toAnother = cloud.send(#""recipient":"\#(Cloud.ivy)","text":{"body":"hi"}"#, at: Cloud.start + .seconds(5))
        #expect(toAnother.status == 200)
        #expect(cloud.sendText(at: Cloud.start + .seconds(45 * 6)).status == 200)
    }

    @Test func aSteadyPaceNeverMeetsThePairLimit() {
        var cloud = Cloud()
        for place in 0..<100 {
            #expect(cloud.sendText(at: Cloud.start + .seconds(Int64(place) * 6)).status == 200)
        }
    }

    @Test func twoMessagesAreWaitedForTwelveSeconds() {
        var cloud = Cloud()
        #expect(cloud.sendText().status == 200)
        #expect(cloud.sendText(at: Cloud.start + .seconds(2)).status == 200)
        #expect(cloud.sendText(at: Cloud.start + .seconds(8)).code == 131056)
        #expect(cloud.sendText(at: Cloud.start + .seconds(12)).status == 200)
    }

    @Test func eightyMessagesASecond() throws {
        var cloud = Cloud()
        for place in 0..<81 {
            try cloud.simulator.inbound(
                from: "1555777\(1_000 + place)", text: "hi", at: Cloud.start - .seconds(2))
        }
        let statuses = (0..<81).map { cloud.sendText(to: "1555777\(1_000 + $0)").status }
        #expect(statuses == Array(repeating: 200, count: 80) + [429])
        #expect(cloud.sendText(to: "15557771080", at: Cloud.start + .seconds(1)).status == 200)
    }

    /// Both directions together.
    @Test func aCrowdThatWritesLeavesNoRoomForAnswers() throws {
        var cloud = Cloud()
        try cloud.simulator.happen(.burst(100), at: Cloud.start)
        #expect(cloud.sendText(at: Cloud.start + Span(milliseconds: 999)).code == 130429)
        #expect(cloud.sendText(at: Cloud.start + .seconds(3)).status == 200)
    }

    @Test func fiveThousandCallsAnHour() {
        var cloud = Cloud()
        let path = "/v25.0/700111222333444"
        for _ in 0..<5_000 { _ = cloud.call("GET", path) }
        #expect(cloud.call("GET", path).code == 80007)
        #expect(cloud.sendText().status == 200, "sending has its own limits")
        #expect(cloud.call("GET", path, at: Cloud.start + .hours(1)).status == 200)
    }
}
