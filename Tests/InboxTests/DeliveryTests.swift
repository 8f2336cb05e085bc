import Inbox
import Testing

private let start = Instant(milliseconds: 1_795_430_400_000)
private let failure = FailureNote(code: 131_026, title: "Message undeliverable")

/// Every order of some things.
private func permutations<T>(_ items: [T]) -> [[T]] {
    guard let first = items.first else { return [[]] }
    return permutations(Array(items.dropFirst())).flatMap { rest in
        (0...rest.count).map { place in Array(rest[..<place]) + [first] + Array(rest[place...]) }
    }
}

@Suite("Delivery")
struct DeliveryTests {
    private func folded(_ words: [String], times: [String: Int64] = [:]) -> Delivery {
        var delivery = Delivery(stage: .accepted, at: start)
        for word in words {
            let at = start + .seconds(times[word] ?? 1)
            if let stage = DeliveryStage(statusWord: word) {
                delivery.reach(stage, at: at)
            } else if word == "failed" {
                delivery.fail(failure, at: at)
            }
        }
        return delivery
    }

    @Test(
        "ends the same in every order, repeated or not",
        arguments: [
            (["sent", "delivered", "read", "failed"], "failed"),
            (["sent", "delivered", "read", "played"], "played"),
        ])
    func orders(_ words: [String], _ word: String) {
        let times = ["sent": Int64(1), "delivered": 2, "read": 3, "played": 4, "failed": 4]
        let orders = permutations(words)
        #expect(orders.count == 24)
        var ends: Set<Delivery> = []
        for order in orders {
            ends.insert(folded(order, times: times))
            ends.insert(folded(order + order, times: times))
            ends.insert(folded(order + order.reversed(), times: times))
        }
        #expect(ends.count == 1)
        #expect(ends.first?.word == word)
        #expect(ends.first?.reached[.delivered] == start + .seconds(2))
    }

    @Test(
        "climbs to the highest rung proven, whatever is missing",
        arguments: [
            (["read"], "read"), (["sent", "read"], "read"), (["delivered", "sent"], "delivered"), ([], "accepted"),
            (["sent", "sent"], "sent"), (["played"], "played"), (["warning", "deleted"], "accepted"),
        ])
    func climbs(_ words: [String], _ word: String) {
        #expect(folded(words).word == word)
        #expect(!folded(words).needsCare)
    }

    @Test("keeps the same one of several failures, whatever the order")
    func failures() {
        let notes = [
            (FailureNote(code: 131_049, title: "b"), start + .seconds(2)), (failure, start + .seconds(1)),
            (FailureNote(code: 131_026, title: "Message undeliverable", details: "x"), start + .seconds(1)),
            (FailureNote(code: nil, title: "z"), start + .seconds(3)),
        ]
        var ends: Set<Delivery> = []
        for order in permutations(notes) {
            var delivery = Delivery(stage: .accepted, at: start)
            for (note, at) in order { delivery.fail(note, at: at) }
            ends.insert(delivery)
        }
        #expect(ends.count == 1)
        #expect(ends.first?.lane == .failed(failure, at: start + .seconds(1)))
    }

    @Test("an uncertain request is settled by proof or by the agent")
    func uncertain() {
        var delivery = Delivery(stage: .queued, at: start)
        delivery.reach(.leaving, at: start)
        delivery.becomeUncertain(at: start + .seconds(30))
        #expect(delivery.word == "uncertain" && delivery.needsCare && delivery.failure == nil)
        var settled = delivery
        settled.reach(.delivered, at: start + .seconds(40))
        #expect(settled.word == "delivered")
        var refused = delivery
        refused.refuse(FailureNote(code: nil, title: "not_sent"), at: start + .seconds(50))
        #expect(refused.word == "refused")
        refused.reach(.sent, at: start + .seconds(60))
        #expect(refused.word == "sent", "the platform's proof is stronger")
    }

    @Test("neither a refusal nor uncertainty takes back what the platform has")
    func proofStays() {
        var delivery = Delivery(stage: .accepted, at: start)
        delivery.refuse(failure, at: start)
        delivery.becomeUncertain(at: start)
        #expect(delivery.word == "accepted")
        delivery.fail(failure, at: start)
        delivery.refuse(failure, at: start)
        #expect(delivery.word == "failed" && delivery.failure == failure)
    }

    @Test(
        "knows the platform's words and no others",
        arguments: [
            ("sent", DeliveryStage.sent), ("delivered", .delivered), ("read", .read), ("played", .played),
            ("failed", nil),
            ("accepted", nil), ("SENT", nil), ("", nil),
        ])
    func words(_ word: String, _ stage: DeliveryStage?) { #expect(DeliveryStage(statusWord: word) == stage) }
}
