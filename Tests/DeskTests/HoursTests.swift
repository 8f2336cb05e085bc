import Inbox
import Screen
import Testing

@testable import Desk

/// What is left of a promise, and what came when nobody worked, is on screen in words.
@Suite struct HoursTests {
    /// Works on weekdays from nine to six; it is Tuesday, 09:41.
    private static func session(
        _ level: Span? = .minutes(30), from: Int = 9 * 60, columns: Int = 120, waits: Span = .minutes(20)
    ) -> Session {
        let hours = BusinessHours(
            days: Array(repeating: [BusinessHours.Stretch(from: from, to: 18 * 60)], count: 5), zone: .utc)
        var session = ScreenState.ana(Size(columns: columns, rows: 40)) {
            $0.rows[Cast.key(1)]?.waitingSince = Cast.now - waits
        }
        session.model.settings.hours = hours
        session.model.settings.serviceLevel = level.map { ServiceLevel(firstResponse: $0, hours: hours) }
        return session
    }

    @Test(arguments: [80, 120]) func theTopLineSaysWhenNobodyWorks(columns: Int) {
        let session = Self.session(from: 10 * 60, columns: columns)
        #expect(session.text.split(separator: "\n")[0].contains("outside hours"))
    }

    @Test func withoutAPromiseNothingIsDue() {
        let session = Self.session(nil)
        #expect(!session.text.contains("due ") && !session.text.contains("late by"))
    }
}
