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
                ]) ?? 0
        }
    }

    /// The smallest row a message of that second can have.
    static func rowid(_ moment: Instant) -> Int64 {
        max(0, min(moment.milliseconds.floorDivided(by: 1_000), (1 << 40) - 1)) << 22
    }

    private static let lostSQL = """
        SELECT count(*) FROM (\(LostWindows.select))
        WHERE id >= :first AND id < :last AND startedAt + :length > :from AND startedAt + :length <= :to
            AND (:number IS NULL OR number = (SELECT id FROM number WHERE value = :number))
        """
}
