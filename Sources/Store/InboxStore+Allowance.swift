import GRDB
import Inbox

/// What the platform counts of us: free messages of the month, and people written to outside their window.
extension InboxStore {
    /// The service messages of a number that were delivered since a moment, by the price their statuses tell. Read from an
    /// index of priced deliveries; the platform counts the same ones.
    public func serviceAllowance(of number: NumberID, since: Instant) throws -> ServiceAllowance {
        try read { db in
            let row = try db.row(
                """
                SELECT count(*), ifnull(sum(t.text = 'regular'), 0) FROM status x INDEXED BY statusPriced
                JOIN sent s ON s.id = x.sent JOIN number n ON n.id = s.number
                JOIN word c ON c.id = x.pricingCategory LEFT JOIN word t ON t.id = x.pricingType
                WHERE x.code = \(StatusCode.delivered) AND x.pricingCategory IS NOT NULL AND x.timestamp >= ?
                    AND n.value = ? AND c.text = 'service' AND ifnull(t.text, '') <> 'free_entry_point'
                """, [since.milliseconds, number.value])
            return ServiceAllowance(used: row?[0] ?? 0, billed: row?[1] ?? 0, since: since)
        }
    }

    /// How many people were written to by template outside their window since a moment: what the messaging limit counts
    /// (`whatsapp.md` §8), over all numbers, since they share it. Reads the messages since then and no others.
    public func peopleWrittenFirst(since: Instant) throws -> Int {
        try read { db in
            try db.integer(
                """
                SELECT count(DISTINCT t.person) FROM message m JOIN thread t ON t.id = m.thread
                WHERE m.id >= ?1 AND m.direction = 1 AND m.template IS NOT NULL AND m.timestamp >= ?2
                    AND m.stage >= \(DeliveryStage.accepted.rawValue) AND NOT EXISTS (
                        SELECT 1 FROM message i WHERE i.thread = m.thread AND i.direction = 0 AND i.effect = 1
                            AND i.timestamp <= m.timestamp AND i.timestamp > m.timestamp - ?3)
                """,
                [
                    max(0, since.milliseconds.floorDivided(by: 1_000)) << 22, since.milliseconds,
                    ServiceWindow.length.milliseconds,
                ]
            ).map(Int.init) ?? 0
        }
    }
}
