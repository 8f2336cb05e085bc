import Desk
import Inbox
import Simulator
import Store
import TestSupport
import Testing

@testable import Engine

/// What is said about people as such, what limits and money say, and which number is shown.
struct RelationTests {
    private let shop: Shop
    private let mailbox = Mailbox()
    private let runner: EffectRunner

    init() throws {
        shop = try Shop()
        runner = EffectRunner(services: shop.services(), mailbox: mailbox)
    }

    private func actions() -> [Action] {
        mailbox.take().compactMap { if case .action(let action) = $0 { action } else { nil } }
    }

    private func blockAnswer() async throws -> BlockAnswer {
        try await value("the platform's answer") {
            actions().compactMap { if case .blockAnswered(let answer, _, _) = $0 { answer } else { nil } }.first
        }
    }

    // MARK: Blocking

    @Test func whatThePlatformSaysBecomesAFact() async throws {
        let key = try shop.hears("oi")
        runner.run(.block(key, .phone(Shop.ana), true))
        #expect(try await blockAnswer() == .done)
        #expect(try shop.thread().isBlocked)
        #expect(shop.cloud.change { $0.person(Shop.ana)?.isBlocked } == true)
        guard case .failure(.blocked) = try shop.enqueue(.text(TextContent(body: "bom dia"))) else {
            Issue.record("it passed the gate")
            return
        }
        shop.clock.advance(.seconds(1))
        runner.run(.block(key, .phone(Shop.ana), false))
        #expect(try await blockAnswer() == .done)
        #expect(try !shop.thread().isBlocked)
        #expect(try shop.answers("bom dia").state == .queued)
    }

    @Test func aBlockWhileAMessageWaitsStopsItAtTheDoor() async throws {
        let key = try shop.hears("oi")
        let item = try shop.answers("bom dia")
        runner.run(.block(key, .phone(Shop.ana), true))
        #expect(try await blockAnswer() == .done)
        await shop.worker().workOnce()
        #expect(try shop.state(item.id) == .refused)
        #expect(shop.cloud.sends.isEmpty)
    }

    @Test func aRefusedBlockIsNoFact() async throws {
        let key = try shop.hears("oi")
        shop.clock.advance(.hours(24))
        runner.run(.block(key, .phone(Shop.ana), true))
        guard case .refused(let note) = try await blockAnswer() else {
            Issue.record("the platform took it")
            return
        }
        #expect(note.code == 131_047)
        #expect(try !shop.thread().isBlocked)
    }

    @Test func withoutATokenNobodyIsAsked() async throws {
        let key = try shop.hears("oi")
        var services = shop.services()
        services.client = nil
        EffectRunner(services: services, mailbox: mailbox).run(.block(key, .phone(Shop.ana), true))
        #expect(try await blockAnswer() == .failed(Obstacle(.noToken)))
    }

    // MARK: Who is who

    @Test func twoConversationsAreOneAndTwoAgain() throws {
        let ana = try shop.hears("oi")
        let rui = try shop.hears("olá", from: Shop.rui)
        runner.runNow(.join(ana, rui.person))
        #expect(try shop.thread(Shop.rui).key == shop.thread().key)
        let act = try #require(try shop.store.personTrail(of: ana).acts.first)
        runner.runNow(.record(ana, [.takeBack(fact: act.id)]))
        #expect(try shop.thread(Shop.rui).key != shop.thread().key)
        let number = Holding(Alias(.waID, Shop.ana), since: Instant(milliseconds: 0))
        runner.runNow(.record(ana, [.split(number)]))
        #expect(try shop.store.alias(of: ana.person) == Alias(.bsuid, "BR.11111111111111111"))
    }

    @Test func aConversationSaysThatItMayBeTwo() throws {
        let key = try shop.hears("oi")
        _ = try shop.hears("olá", from: "551188880101")
        runner.runNow(.loadConversation(key, count: 5, token: 1))
        let loaded = actions().compactMap {
            if case .conversationLoaded(let loaded, _) = $0 { loaded } else { nil }
        }
        #expect(loaded.map(\.standing.hasCandidates) == [true])
        #expect(loaded.first?.standing.pair == nil && loaded.first?.standing.allowance?.used == 0)
    }

    // MARK: Typing

    private func typingRunner(_ receipts: ReadReceipts = .onOpen, shows: Bool = true) -> EffectRunner {
        var services = shop.services()
        services.showsTyping = shows
        services.readReceipts = receipts
        return EffectRunner(services: services, mailbox: mailbox)
    }

    @Test func aGrowingAnswerIsShownEveryTwentySeconds() async throws {
        let key = try shop.hears("oi")
        let runner = typingRunner()
        runner.run(.saveDraft(key, text: "b"))
        runner.run(.saveDraft(key, text: "bo"))
        try await eventually("the sign") { shop.cloud.sends.count == 1 }
        let wamid = try #require(try shop.store.messages(key, before: nil, count: 1).messages.first?.wamid)
        #expect(shop.cloud.sends[0].contains("typing_indicator") && shop.cloud.sends[0].contains(wamid))
        shop.clock.advance(.seconds(19))
        runner.run(.saveDraft(key, text: "bom"))
        shop.clock.advance(.seconds(1))
        runner.run(.saveDraft(key, text: "bom d"))
        try await eventually("the sign again") { shop.cloud.sends.count == 2 }
        // A box that was emptied and filled again is a new beginning.
        runner.run(.saveDraft(key, text: " "))
        runner.run(.saveDraft(key, text: "o"))
        try await eventually("the sign of a new beginning") { shop.cloud.sends.count == 3 }
        await runner.finish()
    }

    @Test(arguments: [(ReadReceipts.never, true, 0), (.onOpen, false, 0), (.onReply, true, 25)])
    func noSignWhereNoneIsWanted(receipts: ReadReceipts, shows: Bool, hours: Int64) async throws {
        let key = try shop.hears("oi")
        // Where the window shut meanwhile no answer follows.
        shop.clock.advance(.hours(hours))
        let runner = typingRunner(receipts, shows: shows)
        runner.run(.saveDraft(key, text: "bom dia"))
        await runner.finish()
        #expect(shop.cloud.sends.isEmpty)
    }

    // MARK: Limits and money

    @Test func whatIsUsedIsToldBeforeItBites() async throws {
        try shop.hears("oi")
        for turn in 0..<32 { try shop.answers("linha \(turn)") }
        await shop.worker().workOnce()
        for _ in 0..<40 where try shop.store.departures(since: Shop.start).count < 32 {
            await shop.worker().workOnce()
        }
        let sent = try shop.store.departures(since: Shop.start).count
        #expect(sent == 32)
        let report = try runner.limits()
        #expect(report.departed == 32 && report.perHour == 5_000)
        #expect(report.pairs.map(\.standing.sent) == [32] && report.pairs.first?.standing.heldUntil == nil)
        #expect(report.numbers.map(\.lastSecond) == [32])
        try shop.pass(.seconds(6))
        #expect(try runner.limits().pairs.first?.standing.heldUntil == Shop.start + .seconds(6 * 32))
        #expect(try runner.limits().numbers.first?.allowance.used == 32)
        try await eventually("the tier") { try runner.limits().numbers.first?.standing?.tier == "TIER_2K" }
        try await eventually("the profile") { try runner.limits().numbers.first?.standing?.profile != nil }
        #expect(try runner.limits().meters.first?.kind == "whatsapp_business_management")
        try shop.pass(.hours(1))
        #expect(try runner.limits().departed == 0 && runner.limits().pairs.isEmpty)
    }

    @Test func aTemplateToSomebodySilentCountsAgainstTheTier() async throws {
        try shop.hears("oi")
        let inside = try shop.enqueue(.template(try shop.filledTemplate())).get()
        await shop.worker().workOnce()
        #expect(try shop.state(inside.id) == .accepted)
        #expect(try runner.limits().peopleWrittenFirst == 0)
        shop.clock.advance(.hours(24))
        for _ in 0..<2 {
            _ = try shop.enqueue(.template(try shop.filledTemplate())).get()
            shop.clock.advance(.seconds(10))
            await shop.worker().workOnce()
        }
        #expect(try runner.limits().peopleWrittenFirst == 1, "people, not messages")
        shop.clock.advance(.hours(25))
        #expect(try runner.limits().peopleWrittenFirst == 0)
    }

    // MARK: Numbers

    @Test func onlyTheShownNumberIsLoaded() throws {
        try shop.hears("oi")
        func rows() -> Int? {
            runner.runNow(.loadPage(.inbox, .top, count: 10, folded: [], token: 1))
            return actions().compactMap { if case .pageLoaded(let page, _) = $0 { page.rows.count } else { nil } }.first
        }
        #expect(rows() == 1)
        runner.runNow(.showNumber(NumberID("4242")))
        #expect(rows() == 0)
        runner.runNow(.showNumber(shop.number))
        #expect(rows() == 1)
        runner.runNow(.loadStatus)
        let status = actions().compactMap { if case .statusChanged(let status) = $0 { status } else { nil } }.last
        #expect(status?.numbers.map(\.id) == [shop.number])
        #expect(status?.displayNumber == status?.numbers.first?.display && status?.displayNumber.isEmpty == false)
    }
}
