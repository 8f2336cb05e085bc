import Inbox
import Screen

/// The page of today: sums first, then who, when and what went wrong, as bars in straight columns.
struct TodayLines {
    private let model: Model
    private let words: Words
    private let times: TimeWords
    private let glyphs: Glyphs
    private let columns: Int

    /// - Parameter columns: so wide the page is.
    init(_ model: Model, columns: Int) {
        self.model = model
        self.columns = columns
        words = model.settings.words
        times = TimeWords(zone: model.settings.zone, now: model.now, words: model.settings.words)
        glyphs = Glyphs(ascii: model.settings.asciiOnly)
    }

    func lines(_ report: TodayReport) -> [PageLine] {
        var lines = [
            fact(.todayHandled, words(.todayHandledValue, "\(report.handled)", "\(report.received)")),
            fact(
                .todayFirst,
                report.firstAnswer.map { words(.todayFirstValue, times.length($0), "\(report.firstAnswers)") }
                    ?? words(.todayNone)),
            fact(.todayOldest, report.oldest.map(oldest) ?? words(.todayNobodyWaits)),
        ]
        if let shut = report.oldestShut { lines.append(fact(.todayOldestShut, oldest(shut))) }
        lines += [
            fact(.todayLost, "\(report.windowsLost)", report.windowsLost > 0 ? .stateFailed : .helpText)
        ]
        lines += report.allowances.map { number in
            let count = words(.todayFreeValue, "\(number.allowance.used)", "\(ServiceAllowance.size)")
            let name = report.allowances.count > 1 ? model.numberName(number.number) : nil
            return fact(.todayFree, [name, count].compactMap { $0 }.joined(separator: "  "))
        }
        lines += agents(report.agents) + hours(report.hours) + failures(report.failures)
        return lines
    }

    private func oldest(_ row: ThreadRow) -> SafeText {
        let wait =
            row.waitingSince.map { $0.milliseconds <= 0 ? words(.waitUnknown) : times.length(model.now - $0) }
            ?? SafeText()
        return "\(wait)  \(model.displayName(row).prefix(width: max(8, columns - 30)))"
    }

    private func agents(_ agents: [TodayReport.Agent]) -> [PageLine] {
        guard !agents.isEmpty else { return [] }
        let most = agents.map(\.messages).max() ?? 1
        return [title(.todayAgents)]
            + agents.prefix(30).map { agent in
                let name = SafeText(untrusted: agent.name, policy: model.settings.textPolicy, limit: 60).singleLine
                let wait = agent.firstAnswer.map { times.length($0) } ?? "–"
                return bar(
                    name, agent.messages, of: most,
                    tail: "\(words(.todayAgentTail, "\(agent.conversations)").fitted(width: 8)) \(wait)"
                ).line
            }
    }

    private func hours(_ hours: [TodayReport.Hour]) -> [PageLine] {
        guard !hours.isEmpty else { return [] }
        let most = hours.map { max($0.received, $0.sent) }.max() ?? 1
        return [title(.todayHours)]
            + hours.map { hour in
                let label = SafeText(untrusted: (hour.hour < 10 ? "0" : "") + "\(hour.hour)")
                return bar(label, hour.received, of: most, tail: words(.todayHourTail, "\(hour.sent)")).line
            }
    }

    private func failures(_ failures: [TodayReport.Failure]) -> [PageLine] {
        guard !failures.isEmpty else { return [] }
        let most = failures.map(\.messages).max() ?? 1
        return [title(.todayFailures)]
            + failures.flatMap { failure -> [PageLine] in
                let why = FailureWords(failure.note, words: words, policy: model.settings.textPolicy).title
                let code = failure.note.code.map { SafeText(untrusted: "\($0)") } ?? "–"
                let line = bar(code, failure.messages, of: most, tail: why)
                guard line.isCut else { return [line.line] }
                // What does not fit beside the bar stands under it, whole.
                return [bar(code, failure.messages, of: most, tail: "").line]
                    + TextWrap.wrap(why, columns: max(8, columns - nameWidth - 1), limit: 4).map {
                        PageLine(text: .blanks(nameWidth + 1) + $0, key: nil, role: .helpText)
                    }
            }
    }

    // MARK: Columns

    private func title(_ phrase: Phrase) -> PageLine { PageLine(text: words(phrase), key: nil, role: .helpTitle) }

    private func fact(_ phrase: Phrase, _ value: SafeText, _ role: Role = .helpText) -> PageLine {
        PageLine(text: words(phrase).fitted(width: Self.label) + " " + value, key: nil, role: role)
    }

    private static let label = 16
    /// Where a page is narrow, a name makes room for what is told behind the bar.
    private var nameWidth: Int { columns < 60 ? 11 : Self.label }
    private var barWidth: Int { max(4, min(40, columns < 60 ? columns / 5 : columns / 4)) }

    /// A name, a bar of cells with the rest of its length left blank, the number it stands for, and what else is told.
    private func bar(
        _ label: SafeText, _ value: Int, of most: Int, tail: SafeText
    ) -> (line: PageLine, isCut: Bool) {
        // Never nothing for something.
        let filled = value == 0 ? 0 : max(1, value * barWidth / max(1, most))
        let cells = SafeText(Array(repeating: glyphs.gaugeLeft, count: filled)).fitted(width: barWidth)
        let number = SafeText(untrusted: "\(value)").fitted(width: 5, alignment: .right)
        let text: SafeText = "\(label.fitted(width: nameWidth)) \(cells) \(number)  \(tail)"
        return (PageLine(text: text.prefix(width: columns), key: nil, role: .helpText), text.width > columns)
    }
}
