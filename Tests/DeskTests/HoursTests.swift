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

    /// The header, and the row of Ana in the list.
    private static func told(_ session: Session) -> (header: String, row: String) {
        let lines = session.text.split(separator: "\n").map(String.init)
        func half(_ line: String, _ index: Int) -> String {
            let halves = line.split(separator: "│", omittingEmptySubsequences: false)
            return halves.indices.contains(index) ? String(halves[index]) : ""
        }
        let row = lines.map { half($0, 0) }.first { $0.contains("Ana S") } ?? ""
        return (half(lines[1], 1), row)
    }

    /// What is left of half an hour of work is told in header and row; so is what is over it. From yesterday on, only the
    /// hours of work count.
    @Test(arguments: [
        (Span.minutes(1), "answer due in 29 min", "due 29m"), (.minutes(20), "answer due in 10 min", "due 10m"),
        (.minutes(29) + .seconds(59), "answer due in 1 s", "due <1m"), (.minutes(30), "answer late by 0 s", "late"),
        (.minutes(31), "answer late by 1 min", "late"), (.hours(20), "answer late by 4 h 30 min", "late"),
    ]) func theRowAndTheHeaderSayWhatIsLeft(_ waits: Span, _ header: String, _ row: String) {
        let told = Self.told(Self.session(waits: waits))
        #expect(told.header.contains(header), "\(told)")
        #expect(told.row.contains(row), "\(told)")
    }

    @Test func whoWroteBeforeWorkBeganIsToldApartAndWaitsSinceItBegan() {
        let told = Self.told(Self.session(waits: .hours(2)))
        #expect(told.header.contains("wrote outside hours") && told.header.contains("answer late by 11 min"), "\(told)")
        #expect(!Self.told(Self.session(waits: .minutes(20))).header.contains("outside hours"))
    }

    /// Where both have no room, what is left of the promise comes before the name.
    @Test(arguments: [60, 80]) func aNarrowRowKeepsThePromise(columns: Int) {
        var session = Self.session(columns: columns)
        session.press("<Esc><Esc>")
        #expect(session.text.contains("due 10m"), "\(session.text)")
    }

    @Test func whoIsAnsweredOrDoneIsPromisedNothing() {
        for change: @Sendable (inout ThreadRow) -> Void in [{ $0.waitingSince = nil }, { $0.isDone = true }] {
            var session = Self.session()
            if var row = session.inbox.rows[Cast.key(1)] {
                change(&row)
                session.inbox.rows[Cast.key(1)] = row
            }
            session.send(.storeChanged([Cast.key(1)]))
            let told = Self.told(session)
            #expect(!told.header.contains("answer due") && !told.row.contains("due "), "\(told)")
        }
    }
}
