import Inbox
import Screen
import Testing

@testable import Desk

/// The order of a list: chosen for a queue, told in its title, and kept for the sitting.
@Suite struct ListOrderTests {
    private static let size = Size(columns: 120, rows: 40)

    private static func names(_ session: Session) -> [String] { session.model.shownRows.map { $0.name ?? "" } }

    @Test func itIsChosenAndToldInTheTitle() {
        var session = Session(size: Self.size)
        session.press("2<C-x>O")
        #expect(session.model.scope == .choice && session.text.contains("the queue's own"))
        let effects = session.press("name<Enter>")
        #expect(effects.contains(.orderList(.name)))
        #expect(session.text.contains("mine 5 by name") && session.notice == "mine in the order: name")
        let names = Self.names(session).map { $0.lowercased() }
        #expect(names == names.sorted())
    }

    @Test func eachQueueHasItsOwnForTheSitting() {
        var session = Session(size: Self.size)
        session.press("2<C-x>Oname<Enter>")
        let effects = session.press("0")
        #expect(effects.contains(.orderList(.own)) && !session.text.contains(" by name"))
        session.press("2")
        #expect(session.model.list.order == .name && session.text.contains("mine 5 by name"))
        session.press("<C-x>O")
        session.press("queue<Enter>")
        #expect(session.model.list.order == .own)
    }

    @Test func whoIsSelectedStaysSelected() {
        var session = Session(size: Self.size)
        session.press("0jjj")
        let selected = session.model.list.selected
        session.press("<C-x>Onewest<Enter>")
        #expect(session.model.list.selected == selected && session.model.visibleRows.contains { $0.key == selected })
    }

    @Test func theInboxSaysThatItKeepsItsSections() {
        var session = Session(size: Self.size)
        #expect(session.press("<C-x>O").isEmpty && session.model.modes.isEmpty)
        #expect(session.notice == "the inbox keeps its sections; other queues have orders to choose from")
    }

    @Test func theConfigSaysWhatAQueueBeginsWith() {
        var settings = Settings(agent: Cast.agent)
        settings.orders = [.mine: .waiting, .inbox: .name]
        var session = Session(size: Self.size, settings: settings)
        #expect(session.model.list.order == .own)
        session.press("2")
        #expect(session.model.list.order == .waiting && session.text.contains("mine 5 by longest waiting"))
    }
}
