import Desk
import Inbox
import Store
import Testing

@testable import Engine

/// One template for many: each passes the gate as the store has them, and leaves as a row of their own.
struct ReopeningTests {
    private let shop: Shop
    private let mailbox = Mailbox()
    private let runner: EffectRunner

    init() throws {
        shop = try Shop()
        runner = EffectRunner(services: shop.services(), mailbox: mailbox)
    }

    private func gather(_ keys: [ThreadKey]? = nil) throws -> Reopening.Gathering {
        runner.runNow(.gatherReopening(keys, token: 3))
        let found = mailbox.take().compactMap { event -> Reopening.Gathering? in
            guard case .action(.reopeningGathered(let found, token: 3)) = event else { return nil }
            return found
        }
        return try #require(found.first)
    }

    private func reopen(_ orders: [Reopening.Order]) throws -> Reopening.Report {
        runner.runNow(.reopen(orders, token: 4))
        let reports = mailbox.take().compactMap { event -> Reopening.Report? in
            guard case .action(.reopened(let report, token: 4)) = event else { return nil }
            return report
        }
        return try #require(reports.first)
    }

    private func orders(_ keys: [ThreadKey]) throws -> [Reopening.Order] {
        let content = try shop.filledTemplate()
        return keys.map { Reopening.Order(key: $0, content: content) }
    }

    @Test func thoseWhoWereNeverAnsweredAreFoundWithTheirWords() throws {
        let ana = try shop.hears("pedido 4471, e agora?")
        try shop.hears("bom dia", from: Shop.rui)
        try shop.pass(.hours(23))
        try shop.hears("alguém?", from: Shop.rui)
        #expect(try gather().people.isEmpty, "nobody is shut yet")
        try shop.pass(.hours(2))
        let found = try gather()
        #expect(found.people.map(\.row.key) == [ana] && found.people[0].texts == ["pedido 4471, e agora?"])
        #expect(found.people[0].obstacle == nil && found.more == 0)
    }

    @Test func eachHasARowOfTheirOwnAndLeavesByTheGate() async throws {
        let ana = try shop.hears("oi")
        let rui = try shop.hears("bom dia", from: Shop.rui)
        try shop.pass(.hours(25))
        let report = try reopen(try orders([ana, rui]))
        #expect(Set(report.queued) == [ana, rui] && report.leftOut.isEmpty)
        for key in [ana, rui] { #expect(try shop.store.items(of: key).map(\.state) == [.queued]) }
        #expect(try gather([ana, rui]).people.map(\.obstacle) == [.underWay, .underWay])
        let again = try reopen(try orders([ana, rui]))
        #expect(again.queued.isEmpty && again.leftOut == [ana: .underWay, rui: .underWay], "nobody gets it twice")
        let before = shop.cloud.sends.count
        await shop.worker().workOnce()
        #expect(shop.cloud.sends.count == before + 2)
        try shop.pass(.seconds(5))
        #expect(try shop.thread().waitingSince == nil)
        #expect(try reopen(try orders([ana])).leftOut == [ana: .answered])
    }

    /// From the outbox to what the platform says last, and never an older message in its place.
    @Test func howFarEachCameIsFollowed() async throws {
        let ana = try shop.hears("oi")
        let rui = try shop.hears("bom dia", from: Shop.rui)
        try shop.pass(.hours(25))
        let since = shop.clock.now
        func followed() throws -> [ThreadKey: Delivery] {
            runner.runNow(.followReopening([ana, rui], since: since, token: 5))
            return try #require(
                mailbox.take().lazy.compactMap { event -> [ThreadKey: Delivery]? in
                    guard case .action(.reopeningFollowed(let found, token: 5)) = event else { return nil }
                    return found
                }.first)
        }
        #expect(try followed().isEmpty)
        _ = try reopen(try orders([ana, rui]))
        #expect(try followed().mapValues(\.word) == [ana: "queued", rui: "queued"])
        runner.runNow(.recall(rui))
        _ = mailbox.take()
        #expect(try followed().mapValues(\.word) == [ana: "queued"], "what was taken back is not there")
        await shop.worker().workOnce()
        #expect(try followed()[ana]?.stage ?? .queued >= .accepted)
        #expect(try gather().people.map(\.row.key) == [rui], "only who got nothing is offered again")
    }

    @Test func whoDidNotWriteIsLeftOutWhateverTheScreenSays() throws {
        let alias = Alias(.waID, "5511900000199")
        let key = try shop.store.openThread(number: shop.number, alias: alias, actor: "bia", now: Shop.start)
        runner.runNow(.record(key, [.optIn(evidence: "at the counter")]))
        let gone = ThreadKey(number: shop.number, person: PersonKey(999))
        try shop.pass(.hours(30))
        #expect(try reopen(try orders([key, gone])).leftOut == [key: .neverWrote, gone: .gone])
        #expect(try shop.store.items(of: key).isEmpty)
        #expect(try gather([key]).people.map(\.obstacle) == [.neverWrote])
    }

    @Test func theGateStopsWhoOptedOutAndWhoWroteAgain() throws {
        let ana = try shop.hears("oi")
        let rui = try shop.hears("bom dia", from: Shop.rui)
        try shop.pass(.hours(25))
        runner.runNow(.record(ana, [.optOut(.everything)]))
        try shop.hears("ainda aí?", from: Shop.rui)
        let report = try reopen(try orders([ana, rui]))
        #expect(report.queued.isEmpty)
        #expect(report.leftOut == [ana: .refused(.optedOut(.everything)), rui: .notShut])
    }

    @Test func aTemplateThatChangedSinceItWasShownDoesNotLeave() throws {
        let ana = try shop.hears("oi")
        try shop.pass(.hours(25))
        var content = try shop.filledTemplate()
        content.rendering.body += "!"
        let report = try reopen([Reopening.Order(key: ana, content: content)])
        #expect(report.leftOut == [ana: .refused(.templateUnusable(.changed))])
    }
}
