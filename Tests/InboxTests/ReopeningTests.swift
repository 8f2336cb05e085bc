import Inbox
import Testing

/// Who may be written to again with one template for many.
@Suite struct ReopeningTests {
    private static let now = Instant(seconds: 1_795_000_000)

    /// Somebody who wrote, was never answered, and whose window shut an hour ago.
    private static func row(_ change: (inout ThreadRow) -> Void = { _ in }) -> ThreadRow {
        let wrote = now - .hours(25)
        var row = ThreadRow(
            key: ThreadKey(number: NumberID("1"), person: PersonKey(1)), person: "1", address: .phone("5511900000101"),
            evidence: WindowEvidence(trigger: wrote), waitingSince: wrote, lastAt: wrote, hasWritten: true)
        change(&row)
        return row
    }

    private static func wrote(_ ago: Span) -> (inout ThreadRow) -> Void {
        { $0.evidence = WindowEvidence(trigger: Self.now - ago) }
    }

    @Test func onlyWhoWroteAndWasNeverAnsweredAndIsShut() {
        let table: [(String, ThreadRow, isUnderWay: Bool, Reopening.Obstacle?)] = [
            ("waits behind a shut window", Self.row(), false, nil),
            ("to the second", Self.row(Self.wrote(.hours(24))), false, nil),
            ("a second before", Self.row(Self.wrote(.hours(24) - .seconds(1))), false, .notShut),
            ("wrote again", Self.row(Self.wrote(.minutes(5))), false, .notShut),
            (
                "a reaction keeps it open, perhaps",
                Self.row {
                    $0.evidence = WindowEvidence(trigger: Self.now - .hours(25), reaction: Self.now - .hours(2))
                }, false,
                .notShut
            ),
            ("nothing on record", Self.row { $0.evidence = WindowEvidence() }, false, .notShut),
            ("never wrote", Self.row { $0.hasWritten = false }, false, .neverWrote),
            (
                "never wrote, whatever else the row says",
                Self.row {
                    $0.hasWritten = false
                    $0.hasOptIn = true
                }, false, .neverWrote
            ),
            ("answered", Self.row { $0.waitingSince = nil }, false, .answered),
            ("done", Self.row { $0.isDone = true }, false, .done),
            ("snoozed", Self.row { $0.snooze = Snooze(until: nil, at: Self.now, by: "bia") }, false, .snoozed),
            ("a message waits to leave", Self.row(), true, .underWay),
            ("the last one failed", Self.row { $0.failed = 1 }, false, .notDelivered),
        ]
        for (what, row, isUnderWay, why) in table {
            #expect(Reopening.obstacle(to: row, isUnderWay: isUnderWay, at: Self.now) == why, "\(what)")
        }
    }

    @Test func theRoomLeftInTheAccountsLimit() {
        let table: [(MessagingTier?, Int, Int, left: Int?)] = [
            (nil, 0, 0, nil), (.unlimited, 9_000, 0, nil), (.other("TIER_X"), 0, 0, nil),
            (.people(250), 0, 0, 250), (.people(250), 249, 0, 1), (.people(250), 200, 50, 0), (.people(250), 400, 0, 0),
        ]
        for (tier, written, underWay, left) in table {
            #expect(Reopening.room(in: tier, written: written, underWay: underWay)?.left == left)
        }
    }
}
