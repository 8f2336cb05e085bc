import Inbox
import Screen

/// A line of the list pane. Section rules are items of the same list, so that nothing counts rows differently.
enum ListItem: Hashable, Sendable {
    /// Which queue this is, when it is not the inbox.
    case queue(Queue, count: Int)
    /// What a queue is narrowed to, and how many of it are loaded so far.
    case filter(ListFilter, Queue, count: Int, isMore: Bool)
    case section(Section, count: Int, isFolded: Bool)
    /// The rule over those whose window shut unanswered within the last minutes.
    case justShut(count: Int)
    case row(ThreadRow)
}

/// A line of the list without its row: what scrolling and counting need, cheap enough for hundreds at every key.
private enum ListLine: Equatable {
    case queue
    case section(Section, count: Int, isFolded: Bool)
    case justShut(count: Int)
    /// Index among the loaded rows.
    case row(Int)
    /// Index among those that shut just now and are not among the loaded rows.
    case extra(Int)
}

extension Model {
    /// How long a thread that shut unanswered stays on screen although its section is folded.
    public static let justShutSpan = Span.minutes(10)

    /// The rows of the list in the order they are drawn and walked through: folded ones left out, those that shut just
    /// now between *not delivered* and *closing*.
    var shownRows: [ThreadRow] { listLines.compactMap { row(of: $0) } }

    private func row(of line: ListLine) -> ThreadRow? {
        switch line {
        case .row(let index): list.rows[index]
        case .extra(let index): list.justShut[index]
        case .queue, .section, .justShut: nil
        }
    }

    private func key(of line: ListLine) -> ThreadKey? {
        switch line {
        case .row(let index): list.rows[index].key
        case .extra(let index): list.justShut[index].key
        case .queue, .section, .justShut: nil
        }
    }

    /// Newest closing first; empty when the top of the list is not loaded.
    private func justShutLines(_ sections: [Section]) -> [ListLine] {
        guard showsSections, !list.hasBefore else { return [] }
        func shutAt(_ row: ThreadRow) -> Instant? {
            guard let since = row.window(at: now).until, now - since <= Self.justShutSpan else { return nil }
            return since
        }
        var found: [(line: ListLine, at: Instant)] = []
        for index in list.rows.indices where sections[index] == .shut {
            if let at = shutAt(list.rows[index]) { found.append((.row(index), at)) }
        }
        for index in list.justShut.indices where Section(list.justShut[index], at: sectionTime) == .shut {
            let key = list.justShut[index].key
            guard let at = shutAt(list.justShut[index]), !list.rows.contains(where: { $0.key == key }) else { continue }
            found.append((.extra(index), at))
        }
        return found.sorted { $0.at > $1.at }.map(\.line)
    }

    /// The loaded rows with their section rules, folded sections as one line.
    private var listLines: [ListLine] {
        guard showsSections else { return [.queue] + list.rows.indices.map { .row($0) } }
        let sections = list.rows.map { Section($0, at: sectionTime) }
        let just = justShutLines(sections)
        let folds = foldedSections
        var loaded = Array(repeating: 0, count: Section.allCases.count)
        for section in sections { loaded[section.rawValue] += 1 }
        func count(_ section: Section) -> Int {
            let all = max(list.counts[section], loaded[section.rawValue])
            return section == .shut ? max(0, all - just.count) : all
        }

        var lines: [ListLine] = []
        lines.reserveCapacity(list.rows.count + 8)
        var isJustShutPlaced = just.isEmpty
        var current: Section?
        func placeJustShut() {
            isJustShutPlaced = true
            lines.append(.justShut(count: just.count))
            lines += just
        }
        // A folded section has no rows loaded, but its line stands in its place.
        func placeFolded(before next: Section?) {
            let section = Section.shut
            guard folds.contains(section), count(section) > 0, current.map({ $0 < section }) ?? !list.hasBefore,
                next.map({ $0 > section }) ?? true
            else { return }
            lines.append(.section(section, count: count(section), isFolded: true))
        }
        for index in list.rows.indices {
            let section = sections[index]
            if section == .shut, just.contains(.row(index)) { continue }
            if !isJustShutPlaced, section != .notDelivered { placeJustShut() }
            if section != current {
                placeFolded(before: section)
                lines.append(.section(section, count: count(section), isFolded: folds.contains(section)))
                current = section
            }
            // The selected row of a folded section is shown: it must not vanish under the cursor.
            if !folds.contains(section) || list.rows[index].key == list.selected { lines.append(.row(index)) }
        }
        if !isJustShutPlaced { placeJustShut() }
        if !list.hasAfter { placeFolded(before: nil) }
        return lines
    }

    private func item(of line: ListLine) -> ListItem {
        switch line {
        case .queue:
            list.filter.map {
                .filter($0, list.queue, count: list.rows.count, isMore: list.hasBefore || list.hasAfter)
            } ?? .queue(list.queue, count: list.counts[list.queue])
        case .section(let section, let count, let isFolded): .section(section, count: count, isFolded: isFolded)
        case .justShut(let count): .justShut(count: count)
        case .row(let index): .row(list.rows[index])
        case .extra(let index): .row(list.justShut[index])
        }
    }

    /// Every line of the list.
    var listItems: [ListItem] { listLines.map { item(of: $0) } }

    /// The items the list pane shows, from the remembered top row on, with the selection inside.
    var visibleListItems: [ListItem] {
        let lines = listLines
        return lines[window(on: lines)].map { item(of: $0) }
    }

    /// The stretch of the lines that fits the pane.
    private func window(on lines: [ListLine]) -> Range<Int> {
        let height = listRowsHeight
        guard lines.count > height else { return lines.indices }
        var top = index(of: list.top, in: lines) ?? 0
        // A rule above the first visible row stays with it.
        while top > 0, isRow(lines[top]), !isRow(lines[top - 1]) { top -= 1 }
        if let selected = index(of: list.selected, in: lines) {
            if selected < top { top = selected }
            if selected >= top + height { top = selected - height + 1 }
        }
        top = max(0, min(top, lines.count - height))
        return top..<min(lines.count, top + height)
    }

    var visibleRows: [ThreadRow] {
        if layout.list.isEmpty { return [] }
        let lines = listLines
        return lines[window(on: lines)].compactMap { row(of: $0) }
    }

    private func isRow(_ line: ListLine) -> Bool {
        switch line {
        case .row, .extra: true
        case .queue, .section, .justShut: false
        }
    }

    private func index(of key: ThreadKey?, in lines: [ListLine]) -> Int? {
        guard let key else { return nil }
        return lines.firstIndex { self.key(of: $0) == key }
    }

    /// Remembers the top row, so that rows sliding in above do not move what is read. At the very top it stays at the
    /// top.
    mutating func scrollListToSelection() {
        let lines = listLines
        let visible = window(on: lines)
        guard visible.lowerBound > 0 else {
            list.top = nil
            return
        }
        guard let first = lines[visible].first(where: { isRow($0) }) else { return }
        list.top = key(of: first)
    }
}
