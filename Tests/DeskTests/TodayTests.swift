import Inbox
import Screen
import Testing

@testable import Desk

/// The page of today: asked for by a key, counted elsewhere, in columns that stand still.
@Suite struct TodayTests {
    @Test(arguments: ["<C-x>t", "<Esc>T"]) func oneKeyOpensItAndTheAnswerFillsIt(keys: String) {
        var session = Session(size: Size(columns: 80, rows: 24))
        session.press(keys)
        #expect(session.text.contains("today Tue 24 Nov") && session.text.contains("handled"))
        #expect(session.text.contains("4 min, the median of 9"))
        session.press("<Esc>")
        #expect(!session.text.contains("waiting longest"))
    }

    @Test(arguments: [(80, 24), (160, 50), (60, 20)]) func barsStandInStraightColumns(columns: Int, rows: Int) {
        var session = Session(size: Size(columns: columns, rows: rows))
        session.press("<C-x>t")
        let width = session.model.layout.pane.columns - 3
        let lines = TodayLines(session.model, columns: width).lines(Cast.today)
        let bars = lines.filter { $0.role == .helpText }.map(\.text)
        // A name, a bar, and a number that ends at one column.
        let name = width < 60 ? 11 : 16
        let end = name + 1 + max(4, min(40, width < 60 ? width / 5 : width / 4)) + 1 + 5
        let counted = bars.map { Array($0.string) }.filter { $0.count > end && $0[end - 1].isNumber && $0[name] == " " }
        #expect(counted.count == Cast.today.hours.count + Cast.today.agents.count + Cast.today.failures.count)
        #expect(counted.allSatisfy { $0[end] == " " && $0.count <= width })
    }

    /// A heading and what stands behind a bar are whole on the smallest screen that shows two panes.
    @Test func nothingIsCutAtEighty() {
        var session = Session(size: Size(columns: 80, rows: 24))
        session.press("<C-x>t")
        let page = session.text.split(separator: "\n").compactMap { line in line.split(separator: "│").last }
        #expect(page.contains { $0.contains("28 h 0 min") } && page.contains { $0.contains("by agent") })
        #expect(page.filter { $0.contains("…") && !$0.contains("answered") }.isEmpty, "\(session.text)")
        #expect(page.contains { $0.contains("14 conversations, 47 came in") })
    }

    /// A code stands once on its line, and why is told whole, under the bar where there is no room beside it.
    @Test(arguments: [40, 50, 77, 160]) func aFailureIsToldWholeAndItsCodeOnce(width: Int) {
        let lines = TodayLines(Session(size: Size(columns: 160, rows: 50)).model, columns: width).lines(Cast.today)
        let texts = lines.map(\.text.string)
        // What is narrower is wrapped by the page.
        #expect(width < 77 || texts.allSatisfy { $0.count <= width })
        #expect(texts.joined(separator: " ").split(separator: "131026", omittingEmptySubsequences: false).count == 2)
        let words = texts.joined(separator: " ").split(separator: " ").joined(separator: " ")
        #expect(words.contains(Words.english.platform(131_026).title.string) || width == 40)
        #expect(!texts.contains { $0.hasPrefix("131026") && $0.hasSuffix("…") })
    }

    @Test func aNewMessageCountsAnew() {
        var session = Session(size: Size(columns: 80, rows: 24))
        session.press("<C-x>t")
        let effects = session.send(.storeChanged([Cast.key(1)]))
        #expect(effects.contains { if case .explain(.today, _) = $0 { true } else { false } })
    }

    @Test func lengthsAreNeverFinerThanNeeded() {
        let times = TimeWords(zone: .utc, now: Cast.now, words: .english)
        let spans: [(Int64, String)] = [
            (-5, "0 s"), (0, "0 s"), (59, "59 s"), (60, "1 min"), (3_599, "59 min"), (3_600, "1 h 0 min"),
            (172_799, "47 h 59 min"), (172_800, "2 d 0 h"), (200_000, "2 d 7 h"),
        ]
        for (seconds, text) in spans { #expect(times.length(.seconds(seconds)).string == text) }
    }
}
