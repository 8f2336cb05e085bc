import Inbox
import Testing
import WhatsApp

@testable import Simulator

/// Webhooks twice, late, in any order and many at once; all of it from the seed.
struct TroubleTests {
    private let start = Cloud.start
    private static let end = Cloud.start + .hours(3)

    private struct Story: Equatable {
        var told: [OutgoingWebhook]
        /// How many of our messages were taken.
        var taken: Int
    }

    /// Three hours in which we write to Dana and Dana to us.
    private func story(_ level: Trouble.Level?, seed: UInt64 = 1, step: Span = .seconds(60)) throws -> Story {
        var cloud = Cloud(seed: seed)
        if let level { cloud.simulator.set(Trouble(level), at: start) }
        var told: [OutgoingWebhook] = []
        for round in 0..<30 {
            let time = start + .minutes(Int64(round) * 6)
            _ = cloud.sendText(at: time)
            try cloud.simulator.inbound(from: Cloud.dana, text: "round \(round)", at: time)
            var now = time
            while now < time + .minutes(6) {
                told += cloud.simulator.tick(now)
                now = now + step
            }
        }
        told += cloud.simulator.tick(Self.end)
        // What was lost on its way comes with a retry; nobody starts anything new.
        cloud.simulator.set(Trouble(.none), at: Self.end)
        told += cloud.simulator.tick(Self.end + .hours(13))
        return Story(told: told, taken: cloud.simulator.accepted.count)
    }

    private func items(_ webhooks: [OutgoingWebhook]) throws -> [String] {
        try webhooks.flatMap { webhook in
            EventReader.events(of: try Webhook(bytes: webhook.body), digest: "d", arrival: nil).map { "\($0)" }
        }
    }

    @Test func withoutTroubleNothingIsOtherwise() throws {
        #expect(try story(Trouble.Level.none) == story(nil))
    }

    @Test(arguments: [Trouble.Level.some, .much]) func theSeedDecidesAndNotHowOftenSomebodyLooks(_ level: Trouble.Level)
        throws
    {
        let told = try story(level)
        #expect(try told == story(level))
        #expect(try told == story(level, step: .seconds(17)))
        #expect(try told != story(level, seed: 2))
    }

    @Test(arguments: [UInt64(1), 2, 3]) func muchIsTwiceLateTogetherAndInAnyOrderButNothingIsLost(_ seed: UInt64) throws
    {
        let story = try story(.much, seed: seed)
        let webhooks = story.told
        #expect(webhooks.map(\.at) == webhooks.map(\.at).sorted())
        let events = try webhooks.flatMap { webhook in
            EventReader.events(of: try Webhook(bytes: webhook.body), digest: "d", arrival: webhook.at)
        }
        let texts = events.compactMap { if case .message(let line) = $0 { line.text } else { nil } }
        #expect((0..<30).allSatisfy { texts.contains("round \($0)") })
        #expect(Set(texts).count < texts.count, "some come again")
        let stages = events.compactMap { if case .status(let status) = $0 { status } else { nil } }
        #expect(Set(stages.map { "\($0.wamid) \($0.status)" }).count == 3 * story.taken && story.taken > 20)
        let first = Dictionary(
            stages.enumerated().map { ("\($1.wamid) \($1.status)", $0) }, uniquingKeysWith: { first, _ in first })
        let turned = Set(stages.map(\.wamid)).filter {
            (first["\($0) read"] ?? 0) < (first["\($0) delivered"] ?? 0)
                || (first["\($0) delivered"] ?? 0) < (first["\($0) sent"] ?? 0)
        }
        #expect(!turned.isEmpty, "a later stage comes before an earlier")
        #expect(try webhooks.contains { try Webhook(bytes: $0.body).items.count > 5 }, "many in one POST")
        let changes = events.contains { if case .message(let line) = $0 { line.change != nil } else { false } }
        #expect(changes, "somebody's addresses changed")
    }

    @Test(arguments: WebhookBatch.Form.allCases) func everyFormTellsTheSame(_ form: WebhookBatch.Form) throws {
        var cloud = Cloud()
        _ = cloud.sendText()
        _ = cloud.send(#""recipient":"\#(Cloud.ivy)","text":{"body":"hi"}"#)
        try cloud.simulator.inbound(from: Cloud.dana, text: "a", at: start)
        try cloud.simulator.inbound(from: Cloud.ben, text: "b", at: start)
        for happening in [
            SimHappening.newNumber(of: Cloud.dana, to: nil), .newID(of: Cloud.ben, asField: false),
            .newID(of: Cloud.ivy, asField: true),
            .templateStatus(name: "plain", language: nil, status: "PAUSED", reason: nil),
            .missedCall(from: Cloud.ben), .marketing(of: Cloud.ben, stops: false), .burst(4),
        ] { try cloud.simulator.happen(happening, at: start) }
        let webhooks = cloud.simulator.tick(start + .seconds(10))
        let bodies = WebhookBatch.bodies(of: webhooks.map(\.body), form)
        #expect(bodies.count == 1)
        let together = try items(bodies.map { OutgoingWebhook(at: start, body: $0) })
        #expect(try together.sorted() == items(webhooks).sorted())
        let small = WebhookBatch.bodies(of: webhooks.map(\.body), form, updates: 5)
        #expect(small.count == (webhooks.count + 4) / 5)
        let bytes = webhooks[0].body.count + webhooks[1].body.count
        #expect(WebhookBatch.bodies(of: webhooks.prefix(4).map(\.body), form, bytes: bytes).count > 1)
    }

    // MARK: Orders

    @Test(arguments: [(1_000, [1_000]), (1_001, [1_000, 1]), (40, [40])])
    func aBatchHoldsAThousandUpdatesAtMost(_ count: Int, _ sizes: [Int]) throws {
        var cloud = Cloud().simulator
        cloud.order(.batch(count, within: .seconds(30)), at: start)
        let wamids = try cloud.happen(.burst(count), at: start)
        #expect(Set(wamids).count == count)
        let webhooks = cloud.tick(start + .seconds(1))
        let items = try webhooks.map { try Webhook(bytes: $0.body).items.count }
        #expect(items == sizes)
        #expect(webhooks.allSatisfy { $0.body.count <= Limits.webhookBytes && $0.at < start + .seconds(1) })
        #expect(cloud.written == wamids)
    }

    @Test func whatDoesNotFillABatchGoesWhenTheTimeIsOver() throws {
        var cloud = Cloud().simulator
        cloud.order(.batch(100, within: .seconds(30)), at: start)
        try cloud.happen(.burst(3), at: start)
        #expect(cloud.tick(start + .seconds(29)).isEmpty)
        #expect(cloud.nextDue == start + .seconds(30))
        let webhooks = cloud.tick(start + .seconds(40))
        #expect(webhooks.map(\.at) == [start + .seconds(30)])
        #expect(try Webhook(bytes: webhooks[0].body).items.count == 3)
        try cloud.inbound(from: Cloud.dana, text: "after", at: start + .seconds(41))
        #expect(cloud.tick(start + .seconds(41)).count == 1)
    }

    @Test func statusesComeInReverse() throws {
        var cloud = Cloud()
        cloud.simulator.order(.reverse(3, within: .minutes(1)), at: start)
        _ = cloud.sendText()
        let words = try cloud.events(until: start + .minutes(2)).map { event in
            if case .status(let status) = event { status.status } else { "" }
        }
        #expect(words == ["read", "delivered", "sent"])
    }

    @Test func theNextTwoComeTwice() throws {
        var cloud = Cloud().simulator
        cloud.order(.duplicate(2), at: start)
        for text in ["a", "b", "c"] { try cloud.inbound(from: Cloud.dana, text: text, at: start) }
        let bodies = cloud.tick(start + .seconds(1)).map(\.body)
        #expect(bodies.count == 5 && Array(bodies[3...]) == Array(bodies[..<2]))
    }

    @Test func manyWriteWithinOneSecond() throws {
        var cloud = Cloud().simulator
        try cloud.happen(.burst(200), at: start)
        let webhooks = cloud.tick(start + Span(milliseconds: 999))
        #expect(webhooks.count == 200)
        let people = Set(cloud.written.compactMap { cloud.author(of: $0)?.bsuid })
        #expect(people.count == 200)
    }

    @Test func whoLeftHearsNothingOfItLater() throws {
        var cloud = Cloud()
        _ = cloud.call("DELETE", "/v25.0/900100200300400/subscribed_apps")
        try cloud.simulator.inbound(from: Cloud.dana, text: "a", at: start)
        #expect(cloud.simulator.tick(start).isEmpty)
        _ = cloud.call("POST", "/v25.0/900100200300400/subscribed_apps")
        #expect(cloud.simulator.tick(start + .hours(1)).isEmpty)
    }
}
