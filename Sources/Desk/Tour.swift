import Screen

/// Five short cards over the real screen, for somebody's first minute.
enum TourCard: Int, CaseIterable, Hashable, Sendable {
    case list, answer, window, walk, help

    var next: TourCard? { TourCard(rawValue: rawValue + 1) }

    /// What it is about and what it says; the gaps of the text are keys.
    var phrases: (title: Phrase, text: Phrase) {
        switch self {
        case .list: (.tourListTitle, .tourList)
        case .answer: (.tourAnswerTitle, .tourAnswer)
        case .window: (.tourWindowTitle, .tourWindow)
        case .walk: (.tourWalkTitle, .tourWalk)
        case .help: (.tourHelpTitle, .tourHelp)
        }
    }

    /// The keys its text names, in order, by where they hold.
    var keys: [(command: Command, scope: Scope)] {
        switch self {
        case .list: [(.open, .list)]
        case .answer: [(.send, .compose), (.recall, .global)]
        case .window: [(.templates, .global), (.holdDraft, .global)]
        case .walk: [(.nextThatNeedsMe, .global), (.nextQueue, .list)]
        case .help: [(.help, .global), (.palette, .global)]
        }
    }
}

extension Model {
    mutating func openTour() -> [Effect] {
        modes.append(.tour(.list))
        return []
    }

    /// Any key goes on, one that ends things ends it.
    mutating func turnTour(_ command: Command?) -> [Effect] {
        guard case .tour(let card) = modes.last else { return [] }
        modes.removeLast()
        if command != .back, let next = card.next { modes.append(.tour(next)) }
        return []
    }

    /// The words of a card with the keys as they are bound now.
    func tourText(_ card: TourCard) -> SafeText {
        words.fill(card.phrases.text, card.keys.map { keyLabel($0.command, in: $0.scope) })
    }
}

extension Painter {
    /// A card in the middle of the screen, as wide as a sentence is read well.
    func tour(_ frame: inout Frame, card: TourCard) {
        let width = min(56, model.size.columns - 4)
        let room = layout.body.rows
        let text = TextWrap.wrap(model.tourText(card), columns: width - 4, limit: max(1, room - 2))
        // Blank rows around the text are for screens that have them.
        let gap = text.count + 4 <= room ? 1 : 0
        let foot = words(
            card.next == nil ? .tourFootLast : .tourFoot, "\(card.rawValue + 1)", "\(TourCard.allCases.count)",
            model.keyLabel(.back, in: .tour))
        let rows = text.count + 2 + 2 * gap
        let area = Rect(
            column: (model.size.columns - width) / 2, row: max(layout.body.row, (model.size.rows - rows) / 2),
            columns: width, rows: min(rows, room))
        frame.draw(in: area) { canvas in
            canvas.fill(roles: [.pickerRow])
            canvas.put(
                words(card.phrases.title), at: Position(column: 2, row: 0), roles: [.pickerRow, .title],
                maxColumns: width - 4)
            for (index, line) in text.enumerated() {
                canvas.put(line, at: Position(column: 2, row: index + 1 + gap), roles: [.pickerRow, .helpText])
            }
            canvas.put(
                foot.prefix(width: width - 4), at: Position(column: 2, row: canvas.size.rows - 1),
                roles: [.pickerRow, .hintText])
            // For screen readers: what is new begins here.
            canvas.setCursor(Position(column: 2, row: 0), shape: .bar)
        }
    }
}
