import Inbox
import Store
import Testing

/// Whoever leaves out a folded section asks for the pages beside its edges (the inbox does).
struct EdgeCursorTests {
    private func cursor(_ section: Section, _ edge: Int64) -> QueueCursor {
        QueueCursor(
            section: section, sortValue: edge, key: ThreadKey(number: NumberID(""), person: PersonKey(edge)))
    }

    @Test func aPageBesideTheEdgeOfASectionIsWhole() throws {
        let scratch = try Scratch()
        let people = ["15557770101", "15557770102", "15557770103"]
        let bodies = people.enumerated().map { place, phone in
            Bodies.message("wamid.E\(place)", at: Int64(place), from: phone)
        }
        _ = try scratch.store.apply(bodies, numbers: nil)
        let now = Bodies.noon + .minutes(5)
        let all = try scratch.store.page(.inbox, agent: "bia", from: .top, count: 10, now: now)
        let section = try #require(all.cursors.first?.section)
        try #require(all.rows.count == 3)

        let below = try scratch.store.page(
            .inbox, agent: "bia", from: .after(cursor(section, .min)), count: 10, now: now)
        #expect(below.rows == all.rows)
        #expect(!below.hasBefore && !below.hasAfter)
        let beyond = try scratch.store.page(
            .inbox, agent: "bia", from: .after(cursor(section, .max)), count: 10, now: now)
        #expect(beyond.rows.isEmpty)
        #expect(beyond.hasBefore)
        let above = try scratch.store.page(
            .inbox, agent: "bia", from: .before(cursor(section, .max)), count: 10, now: now)
        #expect(above.rows == all.rows)
        #expect(!above.hasBefore && !above.hasAfter)
        let before = try scratch.store.page(
            .inbox, agent: "bia", from: .before(cursor(section, .min)), count: 10, now: now)
        #expect(before.rows.isEmpty)
        #expect(before.hasAfter)
    }
}
