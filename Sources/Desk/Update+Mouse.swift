import Inbox
import Screen

/// The mouse means what is under the pointer, wherever the keyboard is.
extension Model {
    /// Rows that one notch of the wheel moves a page of text by.
    private static let notch = 3

    mutating func point(_ event: MouseEvent) -> [Effect] {
        guard layout.kind != .tooSmall, event.kind == .press, event.modifiers.isEmpty else { return [] }
        switch event.button {
        case .wheelUp: return turn(by: -1, at: event.position)
        case .wheelDown: return turn(by: 1, at: event.position)
        case .left where modes.isEmpty: return click(at: event.position)
        case .left, .middle, .right, .wheelLeft, .wheelRight, .none: return []
        }
    }

    // MARK: Wheel

    private mutating func turn(by step: Int, at position: Position) -> [Effect] {
        let command: Command = step < 0 ? .up : .down
        switch modes.last {
        case .help, .detail: return (0..<Self.notch).flatMap { _ in performInPopUp(command) }
        case .picker, .choice, .switcher, .palette, .search, .theme, .identity, .status, .team: return perform(command)
        case .form, .reopen, .build, .note, .stateOfPlay, .newConversation, .attach, .save, .confirm, .tour, .pipe:
            return []
        case nil: break
        }
        if layout.list.contains(position) {
            list.lastKeyAt = now
            return self.step(by: step)
        }
        return layout.pane.contains(position) ? scrollMessages(by: step * Self.notch) : []
    }

    // MARK: Click

    private mutating func click(at position: Position) -> [Effect] {
        notice = nil
        chord = []
        if layout.list.contains(position) { return clickList(row: position.row - layout.list.row) }
        guard layout.pane.contains(position), conversation != nil else { return [] }
        let parts = paneParts(in: layout.pane)
        if parts.messages.contains(position) { return clickMessage(row: position.row - parts.messages.row) }
        if parts.rule.contains(position) { return explainWindow() }
        return parts.box.contains(position) ? focus(on: .compose) : []
    }

    /// The first click shows a conversation, one on what is shown opens it, as Enter does.
    private mutating func clickList(row: Int) -> [Effect] {
        guard list.isLoaded else { return [] }
        let items = visibleListItems
        let index = row - (layout.hasPreview ? 1 : 0)
        guard items.indices.contains(index) else { return [] }
        switch items[index] {
        case .row(let thread):
            ring = nil
            if thread.key == list.selected, focus == .list { return openSelected() }
            return focus(on: .list) + select(thread)
        case .section(.shut, _, _): return focus(on: .list) + toggleFold()
        case .queue, .filter, .section, .justShut: return focus(on: .list)
        }
    }

    private mutating func clickMessage(row: Int) -> [Effect] {
        let effects = focus(on: .messages)
        let height = messageHeight
        var timeline = Timeline(self, columns: layout.pane.columns)
        let rows = timeline.rows(anchor: shownAnchor, height: height)
        // Few rows stand at the foot of the pane.
        let index = row - (height - rows.count)
        guard rows.indices.contains(index), let key = rows[index].message else { return effects }
        conversation?.selected = key
        return effects
    }

    // MARK: On and off

    /// While the program has the mouse, the terminal's own selection needs Shift: whoever wants it back presses the key.
    mutating func toggleMouse() -> [Effect] {
        isMouseOn.toggle()
        tell(isMouseOn ? .mouseOn : .mouseOff)
        return [.setMouse(isMouseOn)]
    }
}
