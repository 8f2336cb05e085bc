import Inbox
import Screen
import Testing

@testable import Desk

/// The line between the panes moves, a pane can have the whole width, and both are kept for the next sitting.
@Suite struct PaneTests {
    /// Who it is stays, whatever else is said of them.
    @Test(arguments: [40, 60, 80, 100, 120]) func theNameWinsInTheHeader(columns: Int) {
        for name in ["Fábio Prado", "Maximiliana Vasconcelos Albuquerque"] {
            var session = ScreenState.ana(Size(columns: columns, rows: 24)) {
                $0.rows[Cast.key(1)]?.name = name
                $0.rows[Cast.key(1)]?.labels = ["tamanhã", "vip"].compactMap { Label($0) }
                $0.rows[Cast.key(1)]?.stopAskedAt = Cast.now
                $0.rows[Cast.key(1)]?.priority = .urgent
            }
            // Snoozed now, it stays open.
            session.inbox.rows[Cast.key(1)]?.snooze = Snooze(
                until: Cast.now + .hours(23), at: Cast.now, by: "Bia Melo")
            session.send(.storeChanged([Cast.key(1)]))
            let header = session.text.split(separator: "\n").first { $0.contains("asks to stop") } ?? ""
            let shown = name.count <= 12 ? name : String(name.prefix(11))
            #expect(header.contains(shown), "\(session.text)")
            #expect(header.contains("  asks"), "two columns between: \(header)")
        }
    }

    static func session(_ columns: Int, _ shape: PaneShape = PaneShape()) -> Session {
        var settings = Settings(agent: Cast.agent)
        settings.panes = shape
        return Session(size: Size(columns: columns, rows: 24), settings: settings)
    }

    @Test(arguments: [(80, 26), (109, 35), (110, 50), (120, 52), (200, 66)])
    func theUsualWidths(columns: Int, list: Int) {
        #expect(Self.session(columns).model.layout.list.columns == list)
    }

    @Test func keysMoveTheLineByTwo() {
        var session = Self.session(120)
        #expect(session.press(">") == [.rememberPanes(PaneShape(widening: 2))])
        #expect(session.model.layout.list.columns == 54 && session.model.layout.pane.columns == 65)
        session.press("<lt><lt>")
        #expect(session.model.layout.list.columns == 50)
        session.press("<Enter><S-Tab>>")
        #expect(session.model.focus == .messages && session.model.layout.list.columns == 52)
    }

    @Test(arguments: [80, 81, 109, 110, 120, 240])
    func neitherPaneIsSqueezed(columns: Int) {
        var session = Self.session(columns)
        for _ in 0..<200 { session.press(">") }
        #expect(session.model.layout.pane.columns >= 40 && session.notice == "the list is as wide as it can be here")
        for _ in 0..<200 { session.press("<lt>") }
        #expect(session.model.layout.list.columns == 22)
        #expect(session.notice == "the list is as narrow as it can be here")
        #expect(session.model.layout.list.columns + 1 + session.model.layout.pane.columns == columns)
    }

    @Test func aWidthOfAnotherTerminalFitsHere() {
        for widening in [-400, 400] {
            for columns in [80, 100, 120] {
                let layout = Self.session(columns, PaneShape(widening: widening)).model.layout
                #expect(layout.list.columns >= 22 && layout.pane.columns >= 40)
            }
        }
        #expect(Self.session(60, PaneShape(widening: 20)).model.layout.list.columns == 60)
    }

    @Test func zoomGivesTheWholeWidthAndTakesItBack() {
        var session = Self.session(120)
        #expect(session.press("<C-x>z") == [.rememberPanes(PaneShape(isZoomed: true))])
        #expect(session.model.layout.list.columns == 120 && session.model.layout.pane.isEmpty)
        #expect(session.notice == "whole width; ^X z brings the other pane back")
        session.press("<Enter>")
        #expect(session.model.focus == .compose)
        #expect(session.model.layout.list.isEmpty && session.model.layout.pane.columns == 120)
        session.press("<Esc><Esc>")
        #expect(session.model.focus == .list && session.model.layout.list.columns == 120)
        session.press(">")
        #expect(session.model.layout.list.columns == 120 && session.notice.contains("^X z"))
        session.press("<C-x>z")
        #expect(session.model.layout.list.columns == 52)
    }

    @Test func oneAtATimeIsToldSo() {
        for keys in ["<C-x>z", ">", "<lt>"] {
            var session = Self.session(79)
            #expect(session.press(keys).isEmpty && session.notice.contains("one pane at a time"))
            #expect(session.model.panes == PaneShape())
        }
    }

    @Test(arguments: [
        ("0 0", PaneShape()), ("-4 1", PaneShape(widening: -4, isZoomed: true)), ("", nil), ("4", nil), ("4 2", nil),
        ("9999 0", nil), ("x 0", nil), ("1 0 0", nil),
    ])
    func howItIsKept(code: String, shape: PaneShape?) {
        #expect(PaneShape(code: code) == shape)
        if let shape { #expect(PaneShape(code: shape.code) == shape) }
    }
}
