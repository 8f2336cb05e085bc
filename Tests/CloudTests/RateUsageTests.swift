import Inbox
import Testing

@testable import Cloud

@Suite struct RateUsageTests {
    @Test(arguments: ["", "null", "[]", "{", "{\"9\":null}", "{\"9\":[1,null]}", "{\"9\":[{\"type\":\"x\"}]}", "\"a\""])
    func headersThatSayNothingAddNoMeter(_ text: String) {
        let reply = HTTPReply(status: 200, headers: ["X-Business-Use-Case-Usage": text, "X-App-Usage": text])
        #expect(RateUsage(headers: reply).meters.isEmpty)
    }

    @Test func newerMetersReplaceOlderOnes() {
        func usage(_ percent: Int) -> RateUsage {
            RateUsage(headers: HTTPReply(status: 200, headers: ["x-app-usage": "{\"call_count\":\(percent)}"]))
        }
        var merged = usage(90)
        merged.merge(usage(20))
        #expect(merged.meters == [.init(owner: "app", kind: "app", percent: 20, regainedAfter: .zero)])
        merged.merge(RateUsage())
        #expect(merged.percent == 20)
    }

    @Test func absurdNumbersAreHeldInBounds() {
        let text = #"{"9":[{"type":"t","call_count":1e300,"estimated_time_to_regain_access":9223372036854775807}]}"#
        let usage = RateUsage(headers: HTTPReply(status: 200, headers: ["X-Business-Use-Case-Usage": text]))
        #expect(usage.percent == 1_000_000)
        #expect(usage.regainedAfter == .minutes(100_000))
    }
}
