import Inbox
import Simulator
import Testing
import WhatsApp

/// A number's free messages of a month, as its statuses tell their price (`whatsapp.md` §3.6).
struct AllowanceTests {
    @Test func theThousandAndFirstOfAMonthIsBilled() throws {
        var cloud = Cloud()
        var prices: [String] = []
        for turn in 0..<1_002 {
            let time = Cloud.start + .seconds(Int64(turn) * 7)
            #expect(cloud.sendText(at: time).wamid != nil)
            for case .status(let status) in try cloud.events(until: time + .seconds(6))
            where status.status == "delivered" {
                prices.append(status.pricingType ?? "")
            }
        }
        #expect(prices.prefix(1_000).allSatisfy { $0 == "free_customer_service" })
        #expect(prices.dropFirst(1_000) == ["regular", "regular"])
        // Another month, another thousand.
        let later = Cloud.start + .hours(24 * 31)
        try cloud.simulator.inbound(from: Cloud.dana, text: "hello", at: later)
        #expect(cloud.sendText(at: later + .seconds(1)).wamid != nil)
        let last = try cloud.events(until: later + .minutes(1)).compactMap { event -> String? in
            if case .status(let status) = event, status.status == "delivered" { status.pricingType } else { nil }
        }
        #expect(last == ["free_customer_service"])
    }
}
