import Inbox
import Screen
import Testing

@testable import Desk

/// A conversation opens at its end: when what is new begins above it, the pane says so until it has been seen.
@Suite struct NewAboveTests {
    private static func session(unread: Int, rows: Int = 24) -> Session {
        var inbox = FakeInbox(rows: [Cast.ana])
        let key = Cast.key(1)
        for index in 0..<unread {
            inbox.receive("pergunta \(index)", from: key, at: Cast.now - .seconds(Int64(unread - index)))
        }
        inbox.rows[key]?.unread = unread
        var session = Session(size: Size(columns: 80, rows: rows), inbox: inbox)
        session.press("<Enter>")
        return session
    }

    @Test func theFirstRowTellsUntilTheDividerWasSeen() {
        var session = Self.session(unread: 30)
        #expect(session.text.contains("new above, PageUp goes there"), "\(session.text)")
        session.press("<PageUp><PageUp><PageUp>")
        #expect(session.text.contains(" new ") && !session.text.contains("new above"), "\(session.text)")
        session.press("<PageDown><PageDown><PageDown>")
        #expect(session.text.contains("pergunta 29") && !session.text.contains("new above"))
    }

    @Test func itCountsWhatBeginsAbove() throws {
        let session = Self.session(unread: 30)
        let shown = session.text.split(separator: "\n").filter { $0.contains("pergunta") }.count
        let told = try #require(session.text.split(separator: "\n").first { $0.contains("new above") })
        let count = try #require(told.split(separator: " ").compactMap { Int($0) }.last)
        #expect(count + shown == 30 || count + shown == 31, "the covered row is one of either")
    }

    @Test func wherePartOfNothingIsHiddenNothingIsSaid() {
        #expect(!Self.session(unread: 3, rows: 40).text.contains("new above"))
    }
}
