import Inbox
import Screen
import Testing

@testable import Desk

/// What the pointer is on is meant, wherever the keyboard is.
@Suite struct MouseTests {
    private static let size = Size(columns: 120, rows: 40)

    private func mouse(_ button: MouseEvent.Button, _ column: Int, _ row: Int, _ kind: MouseEvent.Kind = .press)
        -> Action
    {
        .mouse(MouseEvent(kind: kind, button: button, position: Position(column: column, row: row)))
    }

    /// Where the first row with this text stands within a rectangle.
    private func place(of text: String, in rect: Rect, _ session: Session) throws -> Position {
        let frame = view(session.model)
        for row in rect.rowRange {
            let drawn = frame.row(row).dropFirst(rect.column).prefix(rect.columns).map(\.text).joined()
            if drawn.contains(text) { return Position(column: rect.column + 3, row: row) }
        }
        throw Missing(text: text)
    }

    private struct Missing: Error { let text: String }

    @Test(arguments: [Size(columns: 80, rows: 24), Self.size])
    func aClickShowsAConversationAndASecondOneOpensIt(_ size: Size) throws {
        var session = ScreenState.ana(size)
        #expect(session.model.focus == .compose)
        let row = try #require(session.model.shownRows.first { $0.key != Cast.key(1) && $0.name != nil })
        let name = String(try #require(row.name).prefix(5))
        let at = try place(of: name, in: session.model.layout.list, session)
        session.send(mouse(.left, at.column, at.row))
        #expect(session.model.list.selected == row.key)
        #expect(session.model.conversation?.row.key == row.key)
        #expect(session.model.focus == .list)
        session.send(mouse(.left, at.column, at.row, .release))
        #expect(session.model.focus == .list, "letting go is not a click")
        session.send(mouse(.left, at.column, at.row))
        #expect(session.model.focus == .compose)
    }

    @Test func aClickOnAFoldedSectionUnfoldsIt() throws {
        var session = Session(size: Self.size)
        let at = try place(of: "shut", in: session.model.layout.list, session)
        session.send(mouse(.left, at.column, at.row))
        #expect(session.model.list.unfolded == [.shut])
    }

    @Test func aClickOnAMessageSelectsIt() throws {
        var session = ScreenState.ana(Self.size)
        let pane = session.model.layout.pane
        let rect = session.model.paneParts(in: pane).messages
        let message = try #require(
            session.model.conversation?.messages.last { $0.direction == .inbound && $0.text != nil })
        let at = try place(of: String(try #require(message.text).prefix(8)), in: rect, session)
        session.send(mouse(.left, at.column, at.row))
        #expect(session.model.focus == .messages)
        #expect(session.model.conversation?.selected == message.key)
    }

    @Test func aClickIntoTheBoxGoesToIt() throws {
        var session = ScreenState.ana(Self.size)
        session.press("<Tab>")
        #expect(session.model.focus == .list)
        let box = session.model.paneParts(in: session.model.layout.pane).box
        session.send(mouse(.left, box.column + 2, box.row))
        #expect(session.model.focus == .compose)
    }

    /// A draft stays where it is: the wheel over the list goes through it as the keys do.
    @Test func theWheelMovesWhatIsUnderThePointer() throws {
        var session = ScreenState.ana(Self.size)
        session.press("rascunho")
        let before = try #require(session.model.shownRows.firstIndex { $0.key == session.model.list.selected })
        session.send(mouse(.wheelDown, 4, 5))
        let after = try #require(session.model.shownRows.firstIndex { $0.key == session.model.list.selected })
        #expect(after == before + 1)
        #expect(session.effects.contains(.saveDraft(Cast.key(1), text: "rascunho")))
        session.send(mouse(.wheelUp, 4, 5))
        #expect(session.model.conversation?.row.key == Cast.key(1) && session.draft == "rascunho")
    }

    @Test func theWheelOverTheMessagesScrollsThem() throws {
        var session = ScreenState.ana(Size(columns: 80, rows: 14))
        #expect(session.model.conversation?.anchor == nil)
        let rect = session.model.paneParts(in: session.model.layout.pane).messages
        session.send(mouse(.wheelUp, rect.column + 2, rect.row))
        #expect(session.model.conversation?.anchor != nil)
        session.send(mouse(.wheelDown, rect.column + 2, rect.row))
        #expect(session.model.conversation?.anchor == nil)
        #expect(session.model.focus == .compose)
    }

    @Test func overAPageTheWheelTurnsThePageAndAClickDoesNothing() throws {
        var session = ScreenState.ana(Size(columns: 80, rows: 14))
        session.press("<F1>")
        session.send(mouse(.wheelDown, 4, 5))
        guard case .help(let help) = session.model.modes.last else {
            Issue.record("help is gone")
            return
        }
        #expect(help.top == 3)
        session.send(mouse(.left, 4, 5))
        #expect(session.model.modes.count == 1 && session.model.conversation?.row.key == Cast.key(1))
    }

    /// All over every screen: nothing leaves, nobody else is written to.
    @Test func noClickSendsAnything() {
        for state in ScreenState.all {
            let size = Size(columns: 80, rows: 24)
            let model = state.model(size)
            for row in stride(from: 0, to: size.rows, by: 4) {
                for column in stride(from: 1, to: size.columns, by: 19) {
                    for button in [MouseEvent.Button.left, .right, .wheelUp, .wheelDown] {
                        var copy = model
                        let effects = update(&copy, mouse(button, column, row), now: copy.now)
                        #expect(
                            !effects.contains {
                                switch $0 {
                                case .enqueue, .recall, .openThread, .quit: true
                                default: false
                                }
                            }, "\(state) \(column) \(row) \(button)")
                    }
                }
            }
        }
    }

    @Test func aKeyTakesAndGivesTheMouse() {
        var session = Session(size: Self.size)
        #expect(session.press("<C-x>m") == [.setMouse(true)])
        #expect(session.model.notice?.text == session.model.words(.mouseOn))
        #expect(session.press("<C-x>m") == [.setMouse(false)])
    }
}
