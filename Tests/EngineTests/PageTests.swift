import Desk
import Inbox
import Store
import Testing

@testable import Engine

/// A list page without the rows of a folded section, however many there are.
struct PageTests {
    private let shop: Shop
    private let now: Instant

    /// Twelve whose windows are shut, two who wait, and six answered.
    init() async throws {
        shop = try Shop()
        for index in 0..<18 { try shop.hears("oi", from: Self.phone(index)) }
        shop.clock.advance(.minutes(1))
        for index in 0..<6 { try shop.answers("pronto", to: Self.phone(index)) }
        await shop.worker().workOnce()
        shop.clock.advance(.hours(24))
        for index in 18..<20 { try shop.hears("oi", from: Self.phone(index)) }
        now = shop.clock.now
    }

    private static func phone(_ index: Int) -> String { "55119555501\(index + 10)" }

    private func page(_ place: PagePlace, count: Int, folded: Set<Section> = [.shut]) throws -> LoadedPage {
        let runner = EffectRunner(services: shop.services(), mailbox: Mailbox())
        return try runner.page(.inbox, place, count: count, folded: folded, now: now)
    }

    private func sections(_ page: LoadedPage) -> [Section] { page.rows.map { Section($0, at: now) } }

    @Test(arguments: [3, 4, 5, 8, 100])
    func thePageGoesOnBehindTheFold(count: Int) throws {
        let page = try page(.top, count: count)
        #expect(sections(page) == [.waiting, .waiting] + Array(repeating: .answered, count: min(6, count - 2)))
        #expect(page.hasAfter == (count < 8))
        #expect(!page.hasBefore)
        #expect(page.counts[Section.shut] == 12)
    }

    @Test func aPageThatEndsAtTheFoldKnowsThatMoreComes() throws {
        let page = try page(.top, count: 2)
        #expect(sections(page) == [.waiting, .waiting])
        #expect(page.hasAfter)
    }

    @Test func theSelectedThreadStaysThoughItsSectionIsFolded() throws {
        let key = try shop.thread(Self.phone(10)).key
        let page = try page(.around(key), count: 6)
        #expect(page.rows.contains { $0.key == key })
        #expect(page.rows.count { Section($0, at: now) == .shut } == 1)
    }

    @Test func goingUpJumpsOverTheFoldToo() throws {
        let all = try shop.store.page(.inbox, agent: Shop.agent, from: .top, count: 100, now: now)
        let firstAnswered = try #require(all.cursors.first { $0.section == .answered })
        let page = try page(.before(firstAnswered), count: 5)
        #expect(sections(page) == [.waiting, .waiting])
        #expect(!page.hasBefore)
    }

    @Test func unfoldedNothingIsLeftOut() throws {
        #expect(try page(.top, count: 100, folded: []).rows.count == 20)
    }

    @Test func thoseThatShutJustNowComeAlong() throws {
        // They shut a minute before.
        #expect(try page(.top, count: 5).justShut.count == 12)
        #expect(try page(.top, count: 5, folded: []).justShut.isEmpty)
    }
}
