import Inbox
import Screen

/// A line of the help page or of an explanation.
struct PageLine: Hashable, Sendable {
    var text: SafeText
    var key: SafeText?
    var role: Role
}

/// The help page as laid out for a width.
struct HelpPage: Hashable, Sendable {
    var columns = 0
    var keyWidth = 0
    var lines: [PageLine] = []
}

/// A payload as laid out for a width.
struct PayloadPage: Hashable, Sendable {
    var columns = 0
    var json = ""
    var lines: [PageLine] = []
}

extension Model {
    /// How wide the column of keys is on the help page: as wide as the longest of them, up to half the screen.
    var helpKeyWidth: Int { helpPage.columns == size.columns ? helpPage.keyWidth : makeHelpKeyWidth() }

    private func makeHelpKeyWidth() -> Int {
        var widths: [Scope: [Command: Int]] = [:]
        for binding in settings.keys.bindings {
            widths[binding.scope, default: [:]][binding.command, default: -2] += binding.label.count + 2
        }
        return min((widths.values.flatMap(\.values).max() ?? 0) + 5, size.columns / 2)
    }

    /// Every key by scope, from the live table, and every sign; wrapped, so that no sentence is cut.
    var helpLines: [PageLine] {
        helpPage.columns == size.columns ? helpPage.lines : makeHelpLines(keyWidth: makeHelpKeyWidth())
    }

    /// Works the help page out once for a width: it is long, and settings do not change while it is read.
    mutating func keepHelpPage() {
        guard case .help = modes.last else {
            helpPage = HelpPage()
            return
        }
        if helpPage.columns != size.columns {
            let keyWidth = makeHelpKeyWidth()
            helpPage = HelpPage(columns: size.columns, keyWidth: keyWidth, lines: makeHelpLines(keyWidth: keyWidth))
        }
    }

    /// Works a payload's page out once for a width: it may be a megabyte, of which a screen is drawn.
    mutating func keepPayloadPage() {
        guard case .detail(let state) = modes.last, case .payload(let json) = state.subject else {
            payloadPage = PayloadPage()
            return
        }
        let columns = detailColumns
        if payloadPage.columns != columns || payloadPage.json != json {
            payloadPage = PayloadPage(columns: columns, json: json, lines: makePayloadLines(json, columns: columns))
        }
    }

    private func makePayloadLines(_ json: String, columns: Int) -> [PageLine] {
        let rows = TextWrap.wrap(
            untrusted: PayloadText.indented(json), policy: settings.textPolicy, columns: columns,
            limit: Self.longestPage)
        return [PageLine(text: settings.words(.payloadTitle), key: nil, role: .helpTitle)]
            + rows.map { PageLine(text: $0, key: nil, role: .helpText) }
    }

    private func payloadLines(_ json: String) -> [PageLine] {
        let columns = detailColumns
        let isKept = payloadPage.columns == columns && payloadPage.json == json
        return isKept ? payloadPage.lines : makePayloadLines(json, columns: columns)
    }

    /// Rows of a page; nobody scrolls further.
    private static let longestPage = 2_000
    private var detailColumns: Int { max(20, layout.pane.columns - 3) }

    private func makeHelpLines(keyWidth: Int) -> [PageLine] {
        let words = settings.words
        var lines: [PageLine] = []
        let width = max(8, size.columns - keyWidth - 1)
        func add(_ key: SafeText, _ text: SafeText) {
            let keys = TextWrap.wrap(key, columns: max(4, keyWidth - 3), limit: 4)
            let rows = TextWrap.wrap(text, columns: width, limit: 6)
            for index in 0..<max(keys.count, rows.count) {
                lines.append(
                    PageLine(
                        text: index < rows.count ? rows[index] : SafeText(),
                        key: index < keys.count ? keys[index] : SafeText(),
                        role: .helpText))
            }
        }
        var chords: [Scope: [Command: SafeText]] = [:]
        var order: [Scope: [Command]] = [:]
        for binding in settings.keys.bindings {
            let label = SafeText(untrusted: binding.label)
            if let known = chords[binding.scope]?[binding.command] {
                chords[binding.scope]?[binding.command] = known + .blanks(2) + label
            } else {
                chords[binding.scope, default: [:]][binding.command] = label
                order[binding.scope, default: []].append(binding.command)
            }
        }
        // What one has come from is what one wants to know first, then what stands on screen all the time.
        let first = scopeUnderHelp
        func addSigns() {
            lines.append(PageLine(text: words(.helpSigns), key: nil, role: .helpTitle))
            for sign in words.signs(Glyphs(settings)) {
                let rows = TextWrap.wrap(sign.text, columns: width, limit: 4)
                lines += rows.enumerated().map {
                    PageLine(text: $1, key: $0 == 0 ? sign.key : SafeText(), role: .helpText)
                }
            }
        }
        for scope in [first] + Scope.allCases.filter({ $0 != first }) {
            lines.append(PageLine(text: words.scope(scope), key: nil, role: .helpTitle))
            var commands = order[scope] ?? []
            if let bare = bareSlots(chords[scope] ?? [:]) {
                add(bare, words(.helpSlots, keyLabel(.send, in: .form)))
                commands.removeAll { $0.slot != nil }
            }
            for command in commands {
                add(
                    chords[scope]?[command] ?? SafeText(),
                    words.command(scope == .compose && !settings.enterSends ? command.swapped : command))
            }
            if scope == first { addSigns() }
        }
        return lines
    }

    /// `1 … 9` where all nine slots have one key each and nothing before it: nine lines that say the same are one.
    private func bareSlots(_ chords: [Command: SafeText]) -> SafeText? {
        let labels = Slots.range.compactMap { Command(slot: $0).flatMap { chords[$0] } }
        guard labels.count == Slots.range.count, labels.allSatisfy({ $0.width == 1 }), let first = labels.first,
            let last = labels.last
        else { return nil }
        return "\(first) … \(last)"
    }

    var helpLastTop: Int { max(0, helpLines.count - max(1, size.rows - 2 - layout.trouble.rows)) }

    func detailLines(_ state: DetailState) -> [PageLine] {
        let width = detailColumns
        func wrapped(_ text: SafeText, _ role: Role) -> [PageLine] {
            TextWrap.wrap(text, columns: width, limit: Self.longestPage).map {
                PageLine(text: $0, key: nil, role: role)
            }
        }
        let words = settings.words
        func wrappedAll(_ lines: [PageLine]) -> [PageLine] {
            let loading = state.awaited == nil ? [] : [PageLine(text: words(.loading), key: nil, role: .hintText)]
            return (lines + loading).flatMap { $0.role == .helpTitle ? [$0] : wrapped($0.text, $0.role) }
        }
        switch state.subject {
        case .payload(let json): return payloadLines(json)
        case .output(let output): return outputLines(output)
        case .message(let trail): return wrappedAll(TrailLines(self).message(trail))
        case .window(let trail): return wrappedAll(TrailLines(self).window(trail))
        case .person(let trail): return wrappedAll(TrailLines(self).person(trail))
        case .today(let report):
            let head = PageLine(text: todayTitle, key: nil, role: .helpTitle)
            return wrappedAll([head] + (report.map { TodayLines(self, columns: width).lines($0) } ?? []))
        case .fact(let fact, let report):
            return wrappedAll(
                FactLines(self).lines(fact, report, showsPayloads: state.showsPayloads))
        }
    }

    private var todayTitle: SafeText {
        let day = TimeWords(zone: settings.zone, now: now, words: settings.words).day(now)
        return "\(settings.words(.todayTitle)) \(day)"
    }

    /// The page as plain lines, for a command.
    ///
    /// - Parameter columns: no line is wider.
    public func todayPage(_ report: TodayReport, columns: Int) -> [String] {
        ([PageLine(text: todayTitle, key: nil, role: .helpTitle)] + TodayLines(self, columns: columns).lines(report))
            .map {
                ($0.role == .helpTitle ? $0.text : .blanks(2) + $0.text).string
            }
    }

    func detailLastTop(_ state: DetailState) -> Int { max(0, detailLines(state).count - max(1, layout.pane.rows)) }
}
