import Foundation
import GRDB
import Inbox

extension InboxStore {
    /// How many service windows ended unanswered after `from` and not after `to`. What happened later does not undo it:
    /// a template sent to a closed window, or the customer's next message, leaves the window lost.
    ///
    /// A window counts when its customer had written since our last accepted message, and nobody had marked the
    /// conversation done by then. One that a reaction may have kept open does not.
    ///
    /// - Parameter number: one of our numbers, or nil for all.
    public func windowsLost(from: Instant, to: Instant, number: NumberID? = nil) throws -> Int {
        guard from < to else { return 0 }
        return try read { db in
            // Rowids grow with the message's time, so this reads one day's messages and no more. A stamp may lie after
            // the arrival that counts by what clocks are apart.
            let first = Self.rowid(from + -ServiceWindow.length)
            let last = Self.rowid(to + -ServiceWindow.length + .minutes(10))
            return try Int.fetchOne(
                db.cachedStatement(sql: Self.lostSQL),
                arguments: [
                    "first": first, "last": last, "from": from.milliseconds, "to": to.milliseconds,
                    "length": ServiceWindow.length.milliseconds, "number": number?.value,
                    "call": InboundEvent.acceptedCallType,
                ]) ?? 0
        }
    }

    private static func rowid(_ moment: Instant) -> Int64 {
        max(0, min(moment.milliseconds.floorDivided(by: 1_000), (1 << 40) - 1)) << 22
    }

    private static func start(_ table: String) -> String {
        "min(\(table).timestamp, ifnull(\(table).arrival, \(table).timestamp))"
    }

    /// The newest trigger of a window, where no accepted message answered it in time. Each subquery looks at what came
    /// after the trigger only: the start of a message is never after its stamp. A call of ours they accepted asks for no
    /// answer, so for it an earlier message must still have been waiting.
    private static let lostSQL = """
        SELECT count(*) FROM message m JOIN thread t ON t.id = m.thread
        WHERE m.id >= :first AND m.id < :last AND m.direction = 0 AND m.effect = 1 AND m.source = 0
            AND \(start("m")) + :length > :from AND \(start("m")) + :length <= :to
            AND (:number IS NULL OR m.number = (SELECT id FROM number WHERE value = :number))
            AND t.isUnrouted = 0
            AND NOT (t.isDone = 1 AND t.doneAt <= \(start("m")) + :length)
            AND NOT EXISTS (
                SELECT 1 FROM message n WHERE n.thread = m.thread AND n.timestamp >= \(start("m"))
                    AND n.direction = 0 AND n.effect > 0 AND \(start("n")) <= \(start("m")) + :length
                    AND (\(start("n")), n.id) > (\(start("m")), m.id))
            AND NOT EXISTS (
                SELECT 1 FROM message a WHERE a.thread = m.thread AND a.timestamp >= m.timestamp
                    AND a.timestamp < \(start("m")) + :length AND \(isAnswer("a")))
            AND (m.type NOT IN (SELECT id FROM word WHERE text = :call) OR EXISTS (
                SELECT 1 FROM message w WHERE w.thread = m.thread AND w.direction = 0 AND w.effect = 1
                    AND w.type NOT IN (SELECT id FROM word WHERE text = :call) AND w.timestamp <= m.timestamp
                    AND w.timestamp > ifnull((
                        SELECT max(a.timestamp) FROM message a WHERE a.thread = m.thread
                            AND a.timestamp < m.timestamp AND \(isAnswer("a"))
                        ), -9000000000000000000)))
        """

    private static func isAnswer(_ table: String) -> String {
        """
        \(table).direction = 1 AND \(table).lane = 0 AND \(table).stage >= \(DeliveryStage.accepted.rawValue)
        AND \(table).type <> \(StatusCode.reaction)
        """
    }
}
