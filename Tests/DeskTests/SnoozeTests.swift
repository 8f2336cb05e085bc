import Inbox
import Screen
import Testing

@testable import Desk

/// Putting a conversation out of sight, and everything that brings it back.
@Suite struct SnoozeTests {
    /// Handed over while it slept: its new owner's own queue says that it is there.
    @Test(arguments: [40, 80, 120]) func onesOwnQueueNamesWhatIsSnoozed(columns: Int) {
        var inbox = FakeInbox(rows: Cast.rows.filter { [5, 6].contains($0.key.person.row) })
        inbox.rows[Cast.key(5)]?.assignee = Cast.agent
        inbox.rows[Cast.key(5)]?.snooze = Snooze(until: nil, at: Cast.now, by: "Carla Lima")
        var session = Session(size: Size(columns: columns, rows: 24), inbox: inbox)
        session.press("2")
        #expect(session.text.contains("mine 0") && session.text.contains("1 snoozed: Z shows"), "\(session.text)")
        session.press("3")
        #expect(!session.text.contains("Z shows"))
    }

    private static let size = Size(columns: 80, rows: 24)
    private static let dona = Cast.key(6)

    /// Dona Célia, whose window shuts tomorrow at 01:21.
    private static func open() -> Session {
        var session = Session(size: size)
        session.open(dona)
        session.wait(.seconds(4))
        session.model.now = Cast.now
        return session
    }

    private static func snoozes(_ effects: [Effect]) -> [Instant?] {
        effects.flatMap { effect -> [Instant?] in
            guard case .record(_, let acts) = effect else { return [] }
            return acts.compactMap { if case .snooze(let until) = $0 { .some(until) } else { nil } }
        }
    }

    private static func clock(_ hour: Int, _ minute: Int = 0, days: Int64 = 0) -> Instant {
        ZoneOffsets.utc.instant(
            dayNumber: CivilTime(Cast.now).dayNumber + days, hour: hour, minute: minute)
    }

    @Test func theChoiceSaysWhatTheWindowDoesMeanwhile() {
        var session = Self.open()
        session.press("<C-x>d")
        #expect(session.model.scope == .choice)
        let lines = session.model.snoozeEntries.map {
            "\($0.entry.label.string) | \($0.entry.notes.first?.string ?? "")"
        }
        #expect(
            lines == [
                "in an hour  10:41 | ", "this evening  18:00 | ", "before it shuts  tomorrow 00:51 | ",
                "tomorrow 09:00 | after the window shuts tomorrow 01:21",
                "Mon 30 Nov 09:00 | after the window shuts tomorrow 01:21",
                "until they write | the window shuts tomorrow 01:21 meanwhile",
            ])
        #expect(session.text.contains("window shuts first"))
        session.press("<Esc>")
        #expect(session.inbox.facts.allSatisfy { if case .snooze = $0 { false } else { true } })
    }

    /// A window that shuts while its conversation is out of sight is told in its line, on every width; one that lasts is not.
    @Test(
        arguments: [Size(columns: 80, rows: 24), Size(columns: 60, rows: 20), Size(columns: 120, rows: 40)],
        [(Span.seconds(-1), false), (.zero, true), (.minutes(30), true)])
    func itsLineTellsWhenTheWindowShutsFirst(size: Size, past: (Span, Bool)) {
        var inbox = FakeInbox()
        let shuts = Cast.now + .hours(15) + .minutes(40)
        inbox.rows[Self.dona]?.snooze = Snooze(until: shuts + past.0, at: Cast.ago(1), by: Cast.agent)
        var session = Session(size: size, inbox: inbox)
        session.press("Z")
        let line =
            session.text.split(separator: "\n").compactMap { $0.split(separator: "│").first }
            .first { $0.contains("Dona Célia") } ?? ""
        #expect(line.contains("!z") == past.1, "\(session.text)")
        if size.columns >= 120 { #expect(line.contains("shuts first, till") == past.1, "\(line)") }
        session.model.settings.isPlain = true
        #expect(session.model.plainList.last?.string.contains(", shuts first") == past.1)
    }

    @Test func itLeavesTheQueueAndTheNextOneStandsThere() {
        var session = Self.open()
        let before = session.model.list.counts
        let effects = session.press("<C-x>dtomorrow<Enter>")
        #expect(Self.snoozes(effects) == [Self.clock(9, days: 1)])
        #expect(
            session.notice
                == "Dona Célia comes back tomorrow 09:00, after the window shuts tomorrow 01:21, or when they write")
        let after = session.model.list.counts
        #expect(after[.inbox] == before[.inbox] - 1 && after[Queue.snoozed] == before[Queue.snoozed] + 1)
        #expect(session.model.list.selected != Self.dona && session.model.conversation?.row.key != Self.dona)
        session.press("<Esc>Z")
        #expect(session.model.list.queue == .snoozed && session.model.list.rows.map(\.key) == [Self.dona])
        #expect(session.text.contains("z24h") && session.text.contains("snoozed till tomorrow 09:00"))
    }

    @Test(
        arguments: [
            ("14:30", 14, 30, 0), ("9:00", 9, 0, 1), ("09:41", 9, 41, 1), ("14h30", 14, 30, 0), ("2h", 11, 41, 0),
            ("45m", 10, 26, 0),
            ("3d", 9, 0, 3), ("fri", 9, 0, 3), ("fri 10:00", 10, 0, 3), ("friday 10:00", 10, 0, 3), ("tue", 9, 0, 7),
            ("tomorrow 8:15", 8, 15, 1), ("tom 8:15", 8, 15, 1), ("today 12:00", 12, 0, 0), ("27 nov 9:00", 9, 0, 3),
            ("27 November", 9, 0, 3),
            ("2026-11-27 9:00", 9, 0, 3), ("24 nov 2026 10:00", 10, 0, 0), ("23 nov", 9, 0, 364),
        ] as [(String, Int, Int, Int64)]) func anyTimeCanBeTyped(
            _ text: String, _ hour: Int, _ minute: Int, _ days: Int64
        )
    {
        let typed = TypedTime(words: .english, zone: .utc, now: Cast.now).instant(text)
        #expect(typed.map { CivilTime($0).hour } == hour && typed.map { CivilTime($0).minute } == minute)
        #expect(typed.map { CivilTime($0).dayNumber - CivilTime(Cast.now).dayNumber } == days)
    }

    @Test(arguments: [
        "", "soon", "25:00", "9:60", "9", "0h", "-2h", "today 9:00", "31 feb", "2026-02-30", "2026-11-23", "99999h",
        "9999d",
        "2028-01-01", "fri fri 9:00", "tu", "١٢:٠٠",
    ]) func whatIsNoTimeToComeIsNone(_ text: String) {
        #expect(TypedTime(words: .english, zone: .utc, now: Cast.now).instant(text) == nil)
    }

    @Test func aTypedTimeIsTheOnlyChoiceAndNonsenseIsTold() {
        var session = Self.open()
        session.press("<C-x>dfri 10:00")
        #expect(session.text.contains("until Fri 27 Nov 10:00"))
        #expect(Self.snoozes(session.press("<Enter>")) == [Self.clock(10, days: 3)])
        session.press("<Esc>j<C-x>dqqq")
        #expect(session.text.contains("No time to come.") && session.press("<Enter>").isEmpty)
    }

    @Test func theSameKeyBringsItBack() {
        var session = Self.open()
        session.press("<C-x>dthey<Enter><Esc>Z")
        #expect(session.model.conversation?.row.snooze?.until == nil)
        #expect(session.text.contains("snoozed till they write") && session.text.contains("z?"))
        let effects = session.press("z")
        #expect(effects.contains(.record(Self.dona, [.reopen])) && session.notice == "Dona Célia is back")
        #expect(session.model.list.counts[Queue.snoozed] == 0)
    }

    @Test func theClockBringsItBackAndWakesTheScreen() {
        var session = Self.open()
        session.press("<C-x>d45m<Enter>")
        let end = Cast.now + .minutes(45)
        #expect(session.model.list.counts.nextReturn == end)
        session.wait(end - Cast.now - Span(milliseconds: 1))
        #expect(!session.model.list.rows.contains { $0.key == Self.dona })
        #expect(session.model.nextTick == end)
        session.wait(Span(milliseconds: 1))
        #expect(session.model.list.rows.contains { $0.key == Self.dona })
        session.open(Self.dona)
        #expect(session.text.contains("back since 10:26"))
    }

    @Test func theCustomerBringsItBack() {
        var session = Self.open()
        session.press("<C-x>dmon<Enter>")
        session.wait(.seconds(9))
        session.receive("alguém?", from: Self.dona)
        session.wait(.seconds(9))
        #expect(
            session.model.list.rows.contains { $0.key == Self.dona } && session.model.list.counts[Queue.snoozed] == 0)
    }

    @Test func aFailureIsNotPutAwayAndBringsBack() {
        var session = Session(size: Self.size)
        session.open(Cast.key(2))
        #expect(session.press("<C-x>d").isEmpty && session.model.modes.isEmpty)
        #expect(session.notice.hasPrefix("Not snoozed: a message to Paulo Reis was not delivered"))
        var other = Self.open()
        other.press("<C-x>d2h<Enter>")
        other.inbox.rows[Self.dona]?.failed = 1
        other.send(.storeChanged([Self.dona]))
        other.wait(.seconds(9))
        #expect(other.model.list.rows.contains { $0.key == Self.dona } && other.model.list.counts[.failed] == 2)
    }

    @Test(arguments: [
        ("2026-11-24T17:29:59.000Z", [SnoozeTimes.Kind.hour, .evening, .tomorrow, .monday, .theyWrite]),
        ("2026-11-24T17:31:00.000Z", [.hour, .tomorrow, .monday, .theyWrite]),
        ("2026-11-29T12:00:00.000Z", [.hour, .evening, .tomorrow, .theyWrite]),
        ("2026-11-30T12:00:00.000Z", [.hour, .evening, .tomorrow, .monday, .theyWrite]),
    ]) func theUsualTimesFitTheDay(_ now: String, _ kinds: [SnoozeTimes.Kind]) throws {
        let now = try #require(Instant(rfc3339: now))
        let times = SnoozeTimes(.closed(since: now), zone: .utc, now: now)
        #expect(
            Set(times.offers.map(\.kind)) == Set(kinds) && times.offers.allSatisfy { $0.until ?? Snooze.noEnd > now })
        let ends = times.offers.map { $0.until ?? Snooze.noEnd }
        #expect(ends == ends.sorted())
    }
}
