import GRDB
import Inbox
import Testing

@testable import Store

/// What may be news: read by time, never the whole store, and never what is old.
@Suite struct NewsTests {
    static let now = Bodies.noon
    static let dana = "5511977770101"

    private func news(_ scratch: Scratch, at now: Instant = now) throws -> [News] { try scratch.store.news(now: now) }

    @Test func onlyMessagesOfTheLastMinutes() throws {
        let scratch = try Scratch()
        for (id, seconds) in [("wamid.old", -601), ("wamid.edge", -600), ("wamid.new", -1)] {
            _ = try scratch.store.apply([Bodies.message(id, at: Int64(seconds), from: Self.dana)], numbers: nil)
        }
        let found = try news(scratch)
        #expect(found.count == 2 && found.allSatisfy { $0.event == .message && $0.assignee == nil })
        #expect(found.map(\.at) == [Self.now - .seconds(1), Self.now - .seconds(600)])
        var memory = NewsMemory()
        #expect(memory.fresh(found).isEmpty)
        _ = try scratch.store.apply([Bodies.message("wamid.late", at: -300, from: Self.dana)], numbers: nil)
        #expect(memory.fresh(try news(scratch)).map(\.at) == [Self.now - .seconds(300)])
        #expect(memory.fresh(try news(scratch)).isEmpty)
        #expect(try scratch.store.news(now: Self.now, limit: 1).count == 1)
    }

    @Test func aWindowAboutToCloseIsNewsOnce() throws {
        let scratch = try Scratch()
        _ = try scratch.store.apply([Bodies.message("wamid.a", at: 0, from: Self.dana)], numbers: nil)
        let end = Self.now + .hours(24)
        for (moment, count) in [
            (end - .minutes(15) - Span(milliseconds: 1), 0), (end - .minutes(15), 1), (end - Span(milliseconds: 1), 1),
            (end, 0),
        ] {
            let found = try news(scratch, at: moment).filter { $0.event == .closing }
            #expect(found.count == count && found.allSatisfy { $0.at == end }, "\(moment)")
        }
        let early = try news(scratch, at: end - .minutes(10)).map(\.id)
        #expect(try news(scratch, at: end - .minutes(5)).map(\.id) == early)
    }

    @Test func anUnknownNumberHasNoNews() throws {
        let scratch = try Scratch()
        _ = try scratch.store.apply([Bodies.message("wamid.a", at: -1, from: Self.dana)], numbers: nil)
        #expect(try scratch.store.news(number: NumberID("999"), now: Self.now).isEmpty)
    }

    @Test func smallThingsAreRemembered() throws {
        let scratch = try Scratch()
        #expect(try scratch.store.remembered("panes", agent: "bia") == nil)
        try scratch.store.remember("2 0", as: "panes", agent: "bia")
        try scratch.store.remember("4 1", as: "panes", agent: "bia")
        #expect(try scratch.store.remembered("panes", agent: "bia") == "4 1")
        #expect(try scratch.store.remembered("panes", agent: "carla") == nil)
    }

    /// A conversation of ten years with one failure: its failure is read, not its years.
    @Test func failuresAreFoundByAnIndexOfTheirOwn() throws {
        let scratch = try Scratch()
        let plan = try scratch.store.read { db in
            try Row.fetchAll(
                db, sql: "EXPLAIN QUERY PLAN " + InboxStore.failuresSQL, arguments: ["since": 0, "number": nil]
            ).map { $0["detail"] as String }
        }
        #expect(
            plan.contains { $0.contains("SEARCH m USING INDEX messageFailed (thread=? AND timestamp>?)") }, "\(plan)")
        #expect(
            !plan.contains { $0.hasPrefix("SCAN m") || $0.hasPrefix("SCAN t ") && !$0.contains("INDEX") }, "\(plan)")
    }
}
