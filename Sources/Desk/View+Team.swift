import Inbox
import Screen

extension Painter {
    /// A line an agent: what is open, who waits and how long, what closes, and when they were last here.
    func team(_ canvas: inout Canvas, state: TeamState) {
        canvas.fill(roles: [.default])
        rule(&canvas, 0, words(.teamTitle))
        guard let report = state.report else {
            canvas.put(words(.loading), at: Position(column: 2, row: 1), roles: [.hintText])
            return
        }
        let height = canvas.size.rows - 2
        guard height > 0 else { return }
        let columns = TeamColumns(width: canvas.size.columns, words: words)
        canvas.put(columns.head, at: Position(column: 0, row: 1), roles: [.helpKey])
        let index = report.members.firstIndex { $0.name == state.selected } ?? 0
        let first = max(0, min(index - height / 2, report.members.count - height))
        for (offset, member) in report.members.dropFirst(first).prefix(height).enumerated() {
            let row = 2 + offset
            let isSelected = first + offset == index
            canvas.put(
                model.teamLine(member, columns, times), at: Position(column: 0, row: row), roles: [.helpText])
            if isSelected {
                canvas.put(glyphs.selected, at: Position(column: 1, row: row), roles: [.helpText])
                canvas.addRole(.listRowSelected, in: canvas.rectOfRow(row))
                canvas.setCursor(Position(column: 0, row: row))
            }
        }
    }
}

/// The columns of the page of the team.
struct TeamColumns {
    private let name: Int
    private let words: Words
    private static let numbers = [Phrase.teamOpen, .teamWaits, .teamOldest, .teamClosing, .teamSeen]
    private let widths: [Int]

    /// - Parameter width: of the page; names take what numbers leave, down to six columns.
    init(width: Int, words: Words) {
        let widths = width < 48 ? [4, 4, 6, 3, 4] : [5, 5, 7, 4, 6]
        name = max(6, min(40, width - 3 - widths.reduce(0) { $0 + $1 + 1 }))
        self.widths = widths
        self.words = words
    }

    var head: SafeText { line(words(.teamAgent), Self.numbers.map { words($0) }) }

    func line(_ who: SafeText, _ cells: [SafeText]) -> SafeText {
        zip(cells, widths).reduce(.blanks(3) + who.fitted(width: name)) { line, cell in
            line + " " + cell.0.fitted(width: cell.1, alignment: .right)
        }
    }
}

extension Model {
    func teamLine(_ member: TeamReport.Member, _ columns: TeamColumns, _ times: TimeWords) -> SafeText {
        columns.line(
            member.name.map { agentName($0) } ?? words(.teamNobody),
            [
                "\(member.open)", "\(member.unanswered)", member.oldest.map { times.wait($0) } ?? "–",
                "\(member.closing)", member.name == nil ? "" : member.lastSeen.map { times.wait($0) } ?? "–",
            ])
    }

    /// The page as plain lines, for a command.
    ///
    /// - Parameter columns: no line is wider.
    public func teamPage(_ report: TeamReport, columns: Int) -> [String] {
        let shape = TeamColumns(width: columns, words: words)
        let times = TimeWords(zone: settings.zone, now: now, words: words)
        return ([shape.head] + report.members.map { teamLine($0, shape, times) }).map(\.string)
    }
}
