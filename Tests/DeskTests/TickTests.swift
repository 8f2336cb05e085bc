import Inbox
import Screen
import Testing

@testable import Desk

/// When the engine must wake, and that an idle screen costs nothing.
@Suite struct TickTests {
    static let size = Size(columns: 80, rows: 24)

    static func calm() -> Session {
        Session(size: size, inbox: FakeInbox(rows: Cast.rows.filter { [5, 6, 18].contains($0.key.person.row) }))
    }

    @Test func idleWakesByTheMinute() {
        let session = Self.calm()
        let wake = session.model.nextTick
        #expect(wake.map { $0 - Cast.now } ?? .zero > .seconds(1))
        #expect(wake.map { $0 - Cast.now <= .minutes(1) } ?? false)
    }

    @Test func underFiveMinutesWakesByTheSecond() {
        var session = ScreenState.ana(Self.size)
        // 04:31 are left to the millisecond; the next one shows 04:30.
        #expect(session.model.nextTick == Cast.now + Span(milliseconds: 1))
        session.wait(Span(milliseconds: 250))
        #expect(session.model.nextTick == Cast.now + Span(milliseconds: 1_001))
    }

    /// Nobody waits there: the row is told in minutes, and wakes nothing by the second.
    @Test func anAnsweredRowCountsNoSeconds() {
        var inbox = FakeInbox(rows: Cast.rows.filter { [5, 18].contains($0.key.person.row) })
        inbox.rows[Cast.key(18)]?.evidence = Cast.left(0, 2, 29)
        let session = Session(size: Self.size, inbox: inbox)
        #expect(!session.model.isTicking && session.text.contains("2m ") && !session.text.contains("02:29"))
        #expect(session.model.nextTick.map { $0 - Cast.now } ?? .zero > .seconds(1))
    }

    @Test func secondsBeginAtFiveMinutes() {
        var inbox = FakeInbox(rows: [Cast.ana])
        inbox.rows[Cast.key(1)]?.evidence = Cast.left(0, 5, 3)
        let session = Session(size: Self.size, inbox: inbox)
        #expect(session.model.nextTick == Cast.now + .seconds(3))
        #expect(!session.model.isTicking)
    }

    @Test func theEndItselfIsAWake() {
        var inbox = FakeInbox(rows: [Cast.ana])
        inbox.rows[Cast.key(1)]?.evidence = WindowEvidence(trigger: Cast.now - .hours(24) + Span(milliseconds: 340))
        let session = Session(size: Self.size, inbox: inbox)
        #expect(session.model.nextTick == Cast.now + Span(milliseconds: 340))
    }

    @Test func frozenListWakesToThaw() {
        var session = Session(size: Self.size)
        session.press("jjjj")
        session.receive("novo", from: Cast.key(18))
        #expect(session.model.list.heldPage != nil)
        var bound = 0
        while session.model.list.heldPage != nil, bound < 20 {
            guard let wake = session.model.nextTick else { break }
            #expect(wake > session.model.now)
            session.wait(wake - session.model.now)
            bound += 1
        }
        #expect(session.model.now - Cast.now == .seconds(3))
    }

    @Test func aCrossingWhileFrozenIsNoBusyLoop() {
        var session = ScreenState.ana(Self.size)
        session.wait(.minutes(4) + .seconds(30))
        session.press("<Esc>k")
        session.wait(.seconds(1) + Span(milliseconds: 5))
        var wakes = 0
        while session.model.isOrderFrozen, wakes < 50, let wake = session.model.nextTick {
            session.wait(wake - session.model.now)
            wakes += 1
        }
        #expect(wakes < 10)
    }

    @Test func wakingWhenToldDrawsEverythingInTime() {
        // Between two wakes nothing below the top line changes (its clock may be a millisecond late).
        func body(_ model: Model) -> [Substring] {
            Array(FrameText.bare(view(model)).split(separator: "\n").dropFirst())
        }
        // Waiting times are written by the minute of the clock, so only people who wait for hours are here.
        var session = ScreenState.ana(Self.size) {
            $0.rows[Cast.key(12)] = nil
            $0.rows[Cast.key(13)] = nil
            for (key, row) in $0.rows where row.waitingSince != nil { $0.rows[key]?.waitingSince = Cast.ago(30, 30) }
        }
        for _ in 0..<300 {
            guard let wake = session.model.nextTick else { break }
            let shown = body(session.model)
            var early = session.model
            early.now = wake - Span(milliseconds: 1)
            #expect(body(early) == shown)
            session.wait(wake - session.model.now)
        }
    }
}
