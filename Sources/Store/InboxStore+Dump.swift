import Foundation
import GRDB
import Inbox
import WhatsApp

extension InboxStore {
    /// The whole logical state as JSON, a line a thing, sorted: free of local row ids, of local state and of the time of
    /// ingesting. Equal facts give equal bytes.
    ///
    /// - Parameter line: takes each line, without its line break.
    public func dump(_ line: (String) throws -> Void) throws {
        let lines = try read { db -> [String] in
            var lines: [String] = []
            for table in DumpTable.all {
                for row in try Row.fetchAll(db, sql: table.sql) {
                    var object = JSONObject()
                    object["kind"] = .string(table.kind)
                    for (column, value) in row { object[column] = Self.json(column, value) }
                    lines.append(JSONValue.object(object).canonicalText)
                }
            }
            return lines
        }
        for text in lines.sorted(by: { $0.isBefore($1) }) { try line(text) }
    }

    /// Columns whose name ends in `At`, and arrivals, are instants.
    private static func json(_ column: String, _ value: DatabaseValue) -> JSONValue {
        switch value.storage {
        case .null: return .null
        case .int64(let number):
            let isInstant = column.hasSuffix("_at") || column == "arrival" || column == "timestamp"
            return isInstant ? .string(Instant(milliseconds: number).rfc3339) : .int(number)
        case .double(let number): return .double(number)
        case .string(let text): return .string(text)
        case .blob(let data): return .string(Digest(data: data).hex)
        }
    }
}

/// One kind of line of the dump.
private struct DumpTable {
    let kind: String
    let sql: String

    static let all = [
        DumpTable(kind: "envelope", sql: "SELECT digest, arrival FROM envelope"),
        DumpTable(kind: "number", sql: "SELECT value AS phone_number_id, waba, display, isOurs AS is_ours FROM number"),
        DumpTable(
            kind: "person", sql: "SELECT exported AS person, name, username, givenName AS given_name FROM person"),
        DumpTable(
            kind: "alias",
            sql: """
                SELECT a.alias, a.epoch AS epoch_at, p.exported AS person FROM alias a JOIN person p ON p.id = a.person
                """),
        DumpTable(
            kind: "thread",
            sql: """
                SELECT p.exported AS person, n.value AS phone_number_id, t.address, t.trigger AS trigger_at,
                    t.undatedTrigger AS undated_trigger_at, t.reaction AS reaction_at,
                    t.undatedReaction AS undated_reaction_at, t.refusedAt AS refused_at, t.triedAt AS tried_at,
                    t.waitingSince AS waiting_since_at, t.unread, t.failed, t.lastAt AS last_at, t.assignee,
                    t.isDone AS is_done, t.optOut AS opt_out, t.hasWritten AS has_written, t.hasOptIn AS has_opt_in,
                    t.lastSentAddress AS last_sent_address, t.isUnrouted AS is_unrouted, t.ownedAt AS owned_at,
                    t.ownedUntil AS owned_until_at, t.owner, t.isBlocked AS is_blocked,
                    nullif(t.snoozedUntil, \(Snooze.noEnd.milliseconds)) AS snoozed_until_at,
                    t.snoozedAt AS snoozed_at, t.snoozedBy AS snoozed_by, t.stateOfPlay AS state_of_play,
                    t.stateBy AS state_by, t.stateAt AS state_at, t.labels, t.priority,
                    coalesce(m.wamid, m.localID) AS last_message
                FROM thread t JOIN person p ON p.id = t.person JOIN number n ON n.id = t.number
                LEFT JOIN message m ON m.id = t.lastMessage
                """),
        DumpTable(
            kind: "message",
            sql: """
                SELECT p.exported AS person, n.value AS phone_number_id, m.wamid, m.localID AS local_id,
                    CASE m.direction WHEN 0 THEN 'in' WHEN 1 THEN 'out' ELSE 'note' END AS direction, m.timestamp, m.arrival, w.text AS type,
                    m.isPlaceholder AS is_placeholder, m.effect, m.isRead AS is_read, m.stage, m.lane, m.address, m.author,
                    m.template, m.quotes, m.name, m.username, m.text, m.source, m.role, e.digest AS envelope
                FROM message m JOIN word w ON w.id = m.type JOIN number n ON n.id = m.number
                LEFT JOIN thread t ON t.id = m.thread LEFT JOIN person p ON p.id = t.person
                LEFT JOIN envelope e ON e.id = m.envelope
                """),
        DumpTable(
            kind: "status",
            sql: """
                SELECT n.value AS phone_number_id, s.wamid, w.text AS status, x.recipient, x.timestamp, x.arrival,
                    x.failureCode AS failure_code, x.failureTitle AS failure_title, x.failureDetails AS failure_details,
                    pt.text AS pricing_type, pc.text AS pricing_category, e.digest AS envelope, s.callback,
                    m.localID AS local_id
                FROM status x JOIN sent s ON s.id = x.sent JOIN number n ON n.id = s.number JOIN word w ON w.id = x.code
                JOIN envelope e ON e.id = x.envelope LEFT JOIN word pt ON pt.id = x.pricingType
                LEFT JOIN word pc ON pc.id = x.pricingCategory LEFT JOIN message m ON m.id = s.message
                """),
        DumpTable(
            kind: "other", sql: "SELECT field, number AS phone_number_id, waba, timestamp, arrival, raw FROM other"),
        DumpTable(kind: "preference", sql: "SELECT alias, at AS told_at, isStopped AS is_stopped FROM preference"),
        DumpTable(
            kind: "channel_event",
            sql: """
                SELECT field, nullif(number, '') AS phone_number_id, nullif(waba, '') AS waba,
                    CASE WHEN stamp < 0 THEN NULL ELSE stamp END AS timestamp, arrival, raw FROM channelEvent
                """),
        DumpTable(kind: "address_book", sql: "SELECT alias, at AS told_at, nullif(name, '') AS name FROM bookEntry"),
        DumpTable(kind: "identity_change", sql: "SELECT old, new, at AS changed_at FROM identityChange"),
        DumpTable(
            kind: "fact",
            sql: """
                SELECT f.id, f.at AS acted_at, f.actor, n.value AS phone_number_id, f.alias, f.epoch AS since_at, f.kind AS act,
                    f.value
                FROM agentFact f JOIN number n ON n.id = f.number
                """),
        DumpTable(
            kind: "outbox",
            sql: """
                SELECT o.id, n.value AS phone_number_id, o.address, o.content, o.actor, o.enqueuedAt AS enqueued_at,
                    o.dueAt AS due_at, o.notAfter AS not_after_at, o.state, o.wamid, o.replaces,
                    o.refusedAt AS refused_at, o.triedAt AS tried_at
                FROM outbox o JOIN number n ON n.id = o.number
                """),
        DumpTable(
            kind: "attempt",
            sql: """
                SELECT o.id AS outbox, a.ordinal, a.leftAt AS left_at, a.outcome, a.at AS ended_at, a.wamid, a.status, a.code,
                    a.title, a.details, a.retryAt AS retry_at
                FROM attempt a JOIN outbox o ON o.seq = a.outbox
                """),
        DumpTable(kind: "template", sql: "SELECT waba, name, language, body FROM template"),
        DumpTable(kind: "template_sync", sql: "SELECT waba, at AS synced_at FROM templateSync"),
        DumpTable(kind: "template_fact", sql: "SELECT waba, name, language, at AS told_at, body FROM templateFact"),
        DumpTable(
            kind: "template_event",
            sql: """
                SELECT waba, name, language, timestamp, change, arrival FROM templateEvent
                """),
    ]
}
