import Inbox
import Testing

/// What one verb means for each of many.
@Suite struct BulkVerbTests {
    private static let now = Instant(seconds: 1_795_000_000)

    private static func row(_ change: (inout ThreadRow) -> Void = { _ in }) -> ThreadRow {
        var row = ThreadRow(
            key: ThreadKey(number: NumberID("1"), person: PersonKey(1)), person: "1", lastAt: now)
        change(&row)
        return row
    }

    private static func snoozed(_ row: inout ThreadRow) { row.snooze = Snooze(until: nil, at: now, by: "bia") }

    @Test func eachStepIsWhatTheConversationAllows() throws {
        let vip = try #require(Label("vip"))
        let table: [(BulkVerb, ThreadRow, BulkVerb.Step)] = [
            (.assign(to: "bia"), Self.row(), .act(.assign(to: "bia"))),
            (.assign(to: "bia"), Self.row { $0.assignee = "bia" }, .already),
            (.assign(to: nil), Self.row(), .already),
            (.assign(to: nil), Self.row { $0.assignee = "bia" }, .act(.assign(to: nil))),
            (.label(vip, isOn: true), Self.row { $0.labels = [vip] }, .already),
            (.label(vip, isOn: true), Self.row(), .act(.label(vip))),
            (.label(vip, isOn: false), Self.row { $0.labels = [vip] }, .act(.unlabel(vip))),
            (.label(vip, isOn: false), Self.row(), .already),
            (.snooze(until: nil), Self.row(), .act(.snooze(until: nil))),
            (.snooze(until: nil), Self.row { $0.unread = 1 }, .cannot(.unread)),
            (.snooze(until: nil), Self.row { $0.failed = 1 }, .cannot(.notDelivered)),
            (.done, Self.row(), .act(.done)), (.done, Self.row { $0.isDone = true }, .already),
            (.done, Self.row { $0.unread = 1 }, .cannot(.unread)),
            (.reopen, Self.row(), .already), (.reopen, Self.row { $0.isDone = true }, .act(.reopen)),
            (.reopen, Self.row(Self.snoozed), .act(.reopen)),
            (.read, Self.row(), .already), (.read, Self.row { $0.unread = 2 }, .readAll),
            (.unread, Self.row(), .unreadNewest), (.unread, Self.row { $0.unread = 2 }, .already),
            (.priority(.high), Self.row(), .act(.priority(.high))),
            (.priority(.high), Self.row { $0.priority = .high }, .already),
        ]
        for (verb, row, step) in table { #expect(verb.step(for: row, at: Self.now) == step, "\(verb)") }
    }

    @Test func onlyWhatLeavesSightPutsAway() {
        #expect([BulkVerb.done, .reopen, .snooze(until: nil)].allSatisfy { $0.putsAway })
        #expect([BulkVerb.read, .unread, .assign(to: nil), .priority(.high)].allSatisfy { !$0.putsAway })
    }
}
