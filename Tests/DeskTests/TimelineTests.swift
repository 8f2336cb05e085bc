import Inbox
import Screen
import Testing

@testable import Desk

/// Scrolling and selecting messages.
@Suite struct TimelineTests {
    static let size = Size(columns: 80, rows: 24)

    static func long(_ count: Int = 200, height lines: Int = 1) -> Session {
        let messages = (1...count).map { index in
            Cast.message(
                Int64(index), .inbound, Array(repeating: "m\(index)", count: lines).joined(separator: "\n"),
                at: Cast.ago(Int64(2 * (count - index))))
        }
        return ScreenState.thread(size, Cast.ana, messages: messages)
    }

    static func shown(_ session: Session) -> [TimelineRow] {
        var timeline = Timeline(session.model, columns: session.model.layout.pane.columns)
        return timeline.rows(anchor: session.model.conversation?.anchor, height: session.model.messageHeight)
    }

    @Test func pagesGoUpWithoutAGapAndComeBack() {
        var session = Self.long()
        session.press("<S-Tab>")
        let newest = Self.shown(session)
        for _ in 0..<60 {
            let before = Self.shown(session)
            session.press("<PageUp>")
            let after = Self.shown(session)
            let isTop = after == before
            let first = before.compactMap(\.message).first?.row ?? 0
            let last = after.compactMap(\.message).last?.row ?? 0
            #expect(last >= first - 1, "no message between two pages is left out")
            if isTop { break }
        }
        #expect(Self.shown(session).contains { $0.message == MessageKey(1) })
        for _ in 0..<80 { session.press("<PageDown>") }
        #expect(session.model.conversation?.anchor == nil)
        #expect(Self.shown(session) == newest)
    }

    /// The beginning of a number is that of half the list.
    @Test func whoHasNoNameIsToldByTheEndOfTheirNumber() {
        var row = Cast.ana
        (row.name, row.username) = (nil, nil)
        let message = Cast.message(1, .inbound, "Cadê?", at: Cast.ago(1))
        let session = ScreenState.thread(Size(columns: 80, rows: 24), row, messages: [message])
        #expect(session.text.contains(#/\d\d:\d\d …0101 +Cadê\?/#))
    }

    @Test func theTopPageIsFull() {
        var session = Self.long()
        session.press("<S-Tab>g")
        #expect(Self.shown(session).count == session.model.messageHeight)
        let selected = session.model.conversation?.selected
        #expect(Self.shown(session).contains { $0.message == selected && $0.index == 0 })
    }

    @Test func everyStepOfTheSelectionIsVisible() {
        var session = Self.long(120)
        session.press("<S-Tab>")
        for _ in 0..<110 {
            session.press("k")
            let key = session.model.conversation?.selected
            #expect(Self.shown(session).contains { $0.message == key })
        }
        for _ in 0..<110 {
            session.press("j")
            let key = session.model.conversation?.selected
            #expect(Self.shown(session).contains { $0.message == key })
        }
        #expect(session.model.conversation?.anchor == nil)
    }

    @Test func singleRowsDoNotStickAtRules() {
        var session = Self.long(60)
        session.press("<S-Tab>g")
        var last = session.model.conversation?.anchor
        var bound = 0
        while session.model.conversation?.anchor != nil, bound < 500 {
            _ = session.model.scrollMessages(by: 1)
            #expect(session.model.conversation?.anchor != last)
            last = session.model.conversation?.anchor
            bound += 1
        }
        #expect(bound < 500)
    }

    @Test func aMessageHigherThanThePaneIsShownFromItsTop() {
        var session = Self.long(5, height: 60)
        session.press("<S-Tab>kk")
        let key = session.model.conversation?.selected
        #expect(Self.shown(session).first { $0.message != nil }?.message == key)
        #expect(Self.shown(session).contains { $0.message == key && $0.index == 0 })
    }

    @Test func newMessagesDoNotMoveWhatIsRead() {
        var session = Self.long()
        session.press("<S-Tab><PageUp><PageUp>")
        let before = Self.shown(session)
        session.receive("novo", from: Cast.key(1))
        #expect(Self.shown(session).map(\.message) == before.map(\.message))
        #expect(session.text.contains("newer below"))
    }

    @Test func olderMessagesAreLoadedAndMoveNothing() {
        var session = Self.long(300)
        #expect(session.model.conversation?.hasOlder == true)
        session.press("<S-Tab>")
        var bound = 0
        while session.model.conversation?.hasOlder == true, bound < 100 {
            let anchor = session.model.conversation?.anchor
            session.press("<PageUp>")
            #expect(session.model.conversation?.anchor != anchor)
            bound += 1
        }
        #expect(session.model.conversation?.messages.count == 300)
    }

    @Test func aVeryLongMessageIsCutAndSaysSo() {
        var session = Self.long(1, height: 5_000)
        session.press("<S-Tab>")
        var timeline = Timeline(session.model, columns: 60)
        let item = timeline.item(of: MessageKey(1)) ?? 0
        #expect(timeline.rows(of: item).count <= MessageLayout.longestMessage + 4)
        #expect(
            timeline.rows(of: item).contains { $0.pieces.contains { $0.text.string.contains("v shows all of it") } })
    }

    @Test func placesGoUpAndDownByTheSameSteps() {
        let session = Self.long(40, height: 3)
        var timeline = Timeline(session.model, columns: 50)
        guard let end = timeline.end() else {
            Issue.record("no rows")
            return
        }
        for count in [0, 1, 2, 3, 7, 50, 10_000] {
            let up = timeline.up(end, by: count)
            #expect(timeline.down(up.place, by: up.moved).place == end)
        }
    }
}
