import Inbox
import Screen
import Testing

@testable import Desk

/// The list narrowed by a query: live, by name, and never so that it lies about what it shows.
@Suite struct FilterTests {
    static let size = Size(columns: 80, rows: 24)

    private func session(_ filters: [(String, String)] = [("urgent", "window:closing"), ("nova", "is:unread")]) throws
        -> Session
    {
        var settings = Settings(agent: Cast.agent)
        settings.filters = try filters.compactMap { try ListFilter(name: $0.0, $0.1) }
        settings.configFile = "/etc/oriel/config.toml"
        return Session(size: Self.size, settings: settings)
    }

    private func names(_ session: Session) -> [String?] { session.model.shownRows.map(\.name) }

    @Test func whatIsTypedNarrowsTheListAtOnce() throws {
        var session = try session()
        let all = session.model.shownRows.count
        session.press("<C-x>fis:unanswered window:closing")
        #expect(names(session) == ["Ana Souza", "Marcos Tavares", nil])
        #expect(session.text.contains("inbox: is:unanswere") && session.text.contains("… 3"))
        session.press("<Esc>")
        #expect(session.model.shownRows.count == all && session.inbox.filter == nil && session.model.modes.isEmpty)
    }

    @Test func aMistakeLeavesTheListAndIsPointedAt() throws {
        var session = try session()
        session.press("<C-x>fis:unread")
        let rows = session.model.shownRows.map(\.key)
        session.send(.pasted(" is:red"))
        #expect(session.model.shownRows.map(\.key) == rows)
        #expect(
            session.text.contains("is: takes unread, unanswered, failed, mine") && session.text.contains("^")
        )
        session.press("<Enter>")
        #expect(session.notice.contains("is: takes") && session.model.scope == .choice)
        #expect(session.model.hints.map(\.text.string) == ["back"])
    }

    @Test func enterKeepsItAndTellsTheLineOfTheConfig() throws {
        var session = try session()
        session.press("<C-x>f-is:mine<Enter>")
        #expect(session.notice.contains("NAME = '-is:mine' under [filters] in /etc/oriel/config.toml"))
        #expect(session.model.list.filter?.text == "-is:mine" && session.model.focus == .list)
        // It holds while time passes and people write.
        session.receive("oi", from: Cast.key(18))
        session.wait(.seconds(5))
        #expect(session.model.shownRows.allSatisfy { $0.assignee != Cast.agent })
        session.press("<C-x>f")
        #expect(session.text.contains("filter: -is:mine"), "it can be changed")
        session.press("<C-u><Enter>")
        #expect(session.model.list.filter == nil && session.inbox.filter == nil)
    }

    @Test func escAndTheQueueKeysTakeItAway() throws {
        var session = try session()
        session.press("<C-x>fis:unread<Enter><Esc>")
        #expect(session.model.list.filter == nil && session.model.list.queue == .inbox)
        session.press("5<C-x>fis:unread<Enter>")
        #expect(session.model.list.queue == .waiting && session.text.contains("waiting: is:unread"))
        session.press("2")
        #expect(session.model.list.filter == nil && session.model.list.queue == .mine && session.inbox.filter == nil)
    }

    @Test func thoseOfTheConfigStandBehindTheQueues() throws {
        var session = try session()
        session.press("0]")
        #expect(session.model.list.filter?.name == "urgent" && session.text.contains("inbox: urgent 3"))
        session.press("]")
        #expect(
            session.model.list.filter?.name == "nova" && session.inbox.filter?.filters == [QueryFilter(.state(.unread))]
        )
        session.press("]")
        #expect(session.model.list.filter == nil && session.model.list.queue == .inbox && session.inbox.filter == nil)
        session.press("[")
        #expect(session.model.list.filter?.name == "nova")
        session.press("[[")
        #expect(session.model.list.queue == .all && session.model.list.filter == nil)
    }

    @Test func theBoxListsThemAndChoosesOne() throws {
        var session = try session()
        session.press("<C-x>f<Down><Enter>")
        #expect(session.model.list.filter?.name == "urgent" && session.model.modes.isEmpty)
    }

    @Test func aSearchTellsTheLineThatKeepsIt() throws {
        var session = try session()
        let effects = session.press("<C-f>it's \"is\" from:us<C-s>")
        #expect(effects.contains(.copy("NAME = \"it's \\\"is\\\" from:us\"")))
        #expect(session.notice.contains("[filters]") && session.model.scope == .search)
    }

    @Test func whoIsWrittenToStaysOpenWhateverTheListShows() throws {
        var session = try session()
        session.press("<Enter>")
        let open = session.model.conversation?.row.key
        session.press("Oi<C-x>fis:failed -is:failed")
        #expect(session.model.shownRows.isEmpty && session.text.contains("nobody here"))
        #expect(session.model.conversation?.row.key == open && session.draft == "Oi")
    }
}
