import Desk
import Inbox
import Simulator
import Store
import Testing

@testable import Engine

/// What the top line shows.
struct StatusTests {
    private let shop: Shop

    init() throws { shop = try Shop() }

    private func lost(_ zone: ZoneOffsets = .utc) throws -> Int {
        try LossCount(store: shop.store, zone: zone).today(at: shop.clock.now, number: nil)
    }

    /// Moves to a little after a UTC midnight, so that a day lies ahead.
    private func goToMorning() throws {
        let time = ZoneOffsets.utc.civil(shop.clock.now)
        let rest = 86_400_000 - shop.clock.now.milliseconds % 86_400_000
        #expect(time.dayNumber > 0)
        shop.clock.advance(Span(milliseconds: rest) + .minutes(1))
    }

    @Test func aWindowThatEndsUnansweredIsLostAtThatMillisecond() throws {
        try shop.hears("oi")
        let end = try #require(try shop.thread().window(at: shop.clock.now).until)
        shop.clock.advance(end - shop.clock.now + -Span(milliseconds: 1))
        #expect(try lost() == 0)
        shop.clock.advance(Span(milliseconds: 1))
        #expect(try lost() == 1)
    }

    @Test func whatComesLaterDoesNotUndoALoss() async throws {
        try goToMorning()
        try shop.hears("oi")
        try shop.hears("alguém?")
        shop.clock.advance(.hours(24))
        #expect(try lost() == 1)
        let template = try shop.enqueue(.template(try shop.filledTemplate())).get()
        await shop.worker().workOnce()
        #expect(try shop.word(template.id) == "accepted")
        shop.clock.advance(.minutes(1))
        try shop.hears("obrigado")
        #expect(try shop.thread().window(at: shop.clock.now).isOpen)
        #expect(try lost() == 1)
        // Tomorrow is another day.
        shop.clock.advance(.hours(24))
        #expect(try lost() == 1)
        shop.clock.advance(.hours(24))
        #expect(try lost() == 0)
    }

    @Test func anAnsweredWindowIsNotLost() async throws {
        try goToMorning()
        try shop.hears("oi")
        shop.clock.advance(.minutes(1))
        try shop.answers("bom dia")
        await shop.worker().workOnce()
        shop.clock.advance(.hours(24))
        #expect(try lost() == 0)
    }

    @Test func anAnswerThatFailedIsNone() async throws {
        try goToMorning()
        try shop.hears("oi")
        shop.cloud.change { $0.fail(next: Fault(.failLater(code: 131_026))) }
        shop.clock.advance(.minutes(1))
        let item = try shop.answers("bom dia")
        await shop.worker().workOnce()
        try shop.pass(.seconds(5))
        #expect(try shop.word(item.id) == "failed")
        shop.clock.advance(.hours(24))
        #expect(try lost() == 1)
    }

    @Test func whatWasDoneInTimeIsNotLost() throws {
        try goToMorning()
        let key = try shop.hears("obrigado!")
        shop.clock.advance(.minutes(1))
        let seen = try shop.store.messages(key, before: nil, count: 10).messages.compactMap(\.wamid)
        EffectRunner(services: shop.services(), mailbox: shop.mailbox).runNow(.record(key, [.read(seen), .done]))
        shop.clock.advance(.hours(24))
        #expect(try lost() == 0)
    }

    /// The day is the agent's: the same loss is today's here and yesterday's there.
    @Test func theDayBeginsAtTheAgentsMidnight() throws {
        try goToMorning()
        try shop.hears("oi")  // 00:01 UTC, lost a day later at 00:01 UTC
        shop.clock.advance(.hours(24) + .hours(4))
        #expect(try lost() == 1)
        #expect(try lost(ZoneOffsets(initialOffsetSeconds: -3 * 3_600)) == 0)
        #expect(try lost(ZoneOffsets(initialOffsetSeconds: 3 * 3_600)) == 1)
    }

    @Test(arguments: [
        // A night in which the clocks go back an hour at 00:00 UTC+2, and one in which they go forward.
        (from: Int64(7_200), to: Int64(3_600)), (from: Int64(3_600), to: Int64(7_200)),
    ])
    func aDayBeginsOnceInANightOfTwoMidnights(from: Int64, to: Int64) {
        let midnight = Instant(seconds: 1_795_000_000 - 1_795_000_000 % 86_400)
        for change in stride(from: Int64(-4), through: 4, by: 1) {
            let zone = ZoneOffsets(
                initialOffsetSeconds: from,
                changes: [ZoneOffsets.Change(from: midnight + .hours(change), offsetSeconds: to)])
            for minutes in stride(from: Int64(-600), through: 600, by: 7) {
                let now = midnight + .minutes(minutes)
                let start = zone.startOfDay(containing: now)
                #expect(start <= now)
                #expect(zone.civil(start).dayNumber == zone.civil(now).dayNumber)
                #expect(zone.civil(start + -Span(milliseconds: 1)).dayNumber <= zone.civil(now).dayNumber)
                #expect(now - start <= .hours(25))
            }
        }
    }

    @Test func theStatusTellsWhatCameWhatWaitsAndWhatKeepsIt() async throws {
        try shop.hears("oi")
        let arrived = shop.clock.now
        shop.clock.advance(.minutes(3))
        try shop.answers("bom dia", undoDelay: .seconds(5))
        shop.facts.change {
            $0.quarantined = 2
            $0.throttledUntil = arrived
            $0.outboxTrouble = .network(Obstacle(.timedOut))
        }
        var services = shop.services()
        services.channel = ChannelIdentity(name: "Aurora", displayNumber: "+55 11 4000-1234")
        let runner = EffectRunner(services: services, mailbox: shop.mailbox, facts: shop.facts)
        runner.runNow(.loadStatus)
        let status = try #require(
            shop.mailbox.take().compactMap { event -> ChannelStatus? in
                if case .action(.statusChanged(let status)) = event { status } else { nil }
            }.last)
        var expected = ChannelStatus(
            channelName: "Aurora", displayNumber: "+55 11 4000-1234", lastWebhookAt: arrived, outboxDepth: 1,
            quarantined: 2, trouble: .network(Obstacle(.timedOut)), throttledUntil: arrived)
        expected.canSend = true
        expected.numbers = [OwnNumber(id: shop.number, display: shop.account.phone)]
        #expect(status == expected)
    }

    /// A list that is asked for again because a window shut tells that it was lost.
    @Test func aWindowLostByTheClockAloneIsTold() throws {
        try shop.hears("oi")
        let runner = EffectRunner(services: shop.services(), mailbox: shop.mailbox)
        runner.runNow(.loadStatus)
        shop.clock.advance(.hours(24))
        _ = shop.mailbox.take()
        runner.runNow(.loadPage(.inbox, .top, count: 10, folded: [.shut], token: 1))
        let lost = shop.mailbox.take().compactMap { event -> Int? in
            if case .action(.statusChanged(let status)) = event { status.lostToday } else { nil }
        }
        #expect(lost == [1])
    }
}
