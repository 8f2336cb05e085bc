import Foundation
import GRDB
import Inbox
import WhatsApp

/// Whether messages to somebody who came from an advertisement are free (`whatsapp.md` §3.4).
extension InboxStore {
    /// Until when; nil when nothing tells of a free entry point, or it is over. The platform prices each message of ours in
    /// its status and may tell there when it ends; when it does not, 72 hours from the first one it gave away are sure.
    public func freeEntryPoint(of key: ThreadKey, now: Instant) throws -> Instant? {
        let found = try read { db -> [(at: Instant, wamid: String, body: Data)] in
            guard let thread = try db.threadID(key) else { return [] }
            return try db.rows(
                """
                SELECT m.timestamp, s.wamid, e.body FROM message m JOIN sent s ON s.message = m.id
                JOIN status x ON x.sent = s.id JOIN word t ON t.id = x.pricingType JOIN envelope e ON e.id = x.envelope
                WHERE m.thread = ? AND m.direction = 1 AND m.timestamp > ? AND m.timestamp <= ?
                    AND t.text = 'free_entry_point'
                ORDER BY m.timestamp, x.code LIMIT 200
                """, [thread, (now - Self.longestFreeEntry).milliseconds, now.milliseconds]
            ).map { (Instant(milliseconds: $0[0]), $0[1], $0[2]) }
        }
        guard let first = found.first else { return nil }
        let told = found.compactMap { Self.expiration(of: $0.wamid, in: $0.body) }.max()
        let until = told ?? first.at + Billing.freeEntryPoint
        return now < until ? until : nil
    }

    /// It may last seven days.
    private static let longestFreeEntry = Span.hours(8 * 24)

    private static func expiration(of wamid: String, in body: Data) -> Instant? {
        guard let webhook = try? Webhook(bytes: body) else { return nil }  // it was read when it came in
        let ends = webhook.items.compactMap { item -> Int64? in
            guard case .status(let status) = item, status.id == wamid else { return nil }
            return status.conversation?.expiration
        }
        return ends.max().map { Instant(seconds: $0) }
    }
}
