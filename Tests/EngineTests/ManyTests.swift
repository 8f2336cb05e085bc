import Desk
import Inbox
import Store
import Testing

@testable import Engine

/// One thing done to many: each as the store has it now, whatever the screen shows.
struct ManyTests {
    private let shop: Shop
    private let mailbox = Mailbox()
    private let runner: EffectRunner

    init() throws {
        shop = try Shop()
        runner = EffectRunner(services: shop.services(), mailbox: mailbox)
    }

    private func report(_ keys: [ThreadKey], _ verb: BulkVerb) throws -> BulkReport {
        shop.clock.advance(.seconds(1))
        runner.runNow(.recordForMany(keys, verb))
        let reports = mailbox.take().compactMap { event -> BulkReport? in
            guard case .action(.recordedForMany(let report)) = event else { return nil }
            return report
        }
        return try #require(reports.first)
    }

    @Test func readUnreadAndDone() throws {
        let ana = try shop.hears("oi")
        try shop.hears("alguém?")
        let rui = try shop.hears("bom dia", from: Shop.rui)
        let gone = ThreadKey(number: shop.number, person: PersonKey(999))
        let first = try report([ana, rui, gone], .done)
        #expect(first.changed.isEmpty && first.refused.map(\.why) == [.unread, .unread, .gone])
        #expect(try report([ana], .read).changed == [ana])
        #expect(try shop.thread().unread == 0)
        #expect(shop.cloud.sends.isEmpty, "nobody looked, so no customer is told")
        #expect(try report([ana, rui], .done).changed == [ana])
        #expect(try shop.thread().isDone)
        #expect(try report([ana, rui], .unread).already == [rui])
        let row = try shop.thread()
        #expect(row.unread == 1 && !row.isDone)
    }

    @Test func nobodyWroteSoNothingIsUnread() throws {
        let key = try shop.store.openThread(
            number: shop.number, alias: Alias(.waID, "5511900000199"), actor: "bia", now: Shop.start)
        #expect(try report([key], .unread).refused.map(\.why) == [.nothingReceived])
    }

    @Test func whatIsSoAlreadyIsNoFact() throws {
        let ana = try shop.hears("oi")
        #expect(try report([ana], .assign(to: "carla")).changed == [ana])
        #expect(try report([ana], .assign(to: "carla")).already == [ana])
        #expect(try shop.thread().assignment?.by == Shop.agent)
    }

    @Test func theNextIsOursAndThenNobodyWaits() throws {
        let ana = try shop.hears("oi")
        for expected in [ana, nil] {
            runner.runNow(.claimNext(token: 7))
            let rows = mailbox.take().compactMap { event -> ThreadRow?? in
                guard case .action(.claimed(let row, token: 7)) = event else { return nil }
                return .some(row)
            }
            #expect(rows.first?.map(\.key) == expected)
        }
        #expect(try shop.thread().assignee == Shop.agent)
    }
}
