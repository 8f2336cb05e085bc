import Screen

/// Where what can follow a prefix key stands: columns over the foot of the screen, on pages when there is more than fits.
struct ChordPanel {
    /// What stands on the page that is shown, down the columns.
    let hints: ArraySlice<Hint>
    /// Columns of a cell.
    let cell: Int
    let rows: Int
    let keyWidth: Int
    let pages: Int
    /// From 0.
    let page: Int

    /// - Parameter turned: how often the page was turned; after the last comes the first.
    init(_ all: [Hint], size: Size, turned: Int) {
        // A cell is as wide as the widest hint, so that the columns stand straight.
        cell = max(1, min(size.columns - 2, (all.map(\.width).max() ?? 0) + 2))
        let perRow = max(1, (size.columns - 1) / cell)
        rows = max(1, min((all.count + perRow - 1) / perRow, size.rows - 4))
        keyWidth = all.map(\.key.width).max() ?? 0
        let onPage = rows * perRow
        pages = max(1, (all.count + onPage - 1) / onPage)
        page = turned % pages
        hints = all.dropFirst(page * onPage).prefix(onPage)
    }
}

extension Model {
    /// Turns the page, where it follows no prefix.
    static let chordTurner = KeyStroke(.tab)
    /// Leave a chord quietly, where they follow no prefix.
    static let chordLeavers = [KeyStroke(.escape), KeyStroke("c", .control)]

    /// The key that leaves the chord that was begun.
    var chordLeaveKey: SafeText {
        let free = Self.chordLeavers.first { meaning(of: chord + [$0]) == .none }
        return free.map { SafeText(untrusted: KeyNotation.label([$0])) } ?? words(.chordAnyKey)
    }

    var chordPanel: ChordPanel { ChordPanel(hints, size: size, turned: chordTurns) }

    /// Shows the next page of what can follow; false when there is but one, or no prefix was pressed.
    mutating func turnChordPanel() -> Bool {
        guard !chord.isEmpty, chordPanel.pages > 1 else { return false }
        chordTurns += 1
        return true
    }
}
