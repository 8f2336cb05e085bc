import Foundation
import GRDB
import Inbox

/// What is still in a store of somebody who was erased.
public struct StoreTraces: Hashable, Sendable {
    /// Rows that name them in the place of a party, by table: there should be none.
    public var rows: [String: Int] = [:]
    /// Bodies that still hold an item of theirs: there should be none.
    public var bodies = 0
    /// Rows in which others mention them: what others wrote stays.
    public var mentions = 0
    /// Words that the search still finds under one of their ids.
    public var found = 0

    /// Nothing looked at.
    public init() {}

    /// Whether nothing of theirs is left.
    public var isClean: Bool { rows.isEmpty && bodies == 0 && found <= mentions }
}

extension InboxStore {
    /// Looks for somebody in every column of every table, in the bodies and in the search.
    ///
    /// - Throws: `StoreError`.
    public func traces(of erasure: Erasure) throws -> StoreTraces {
        try read { db in
            var traces = StoreTraces()
            let tables = try db.rows(
                """
                SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
                    AND name NOT LIKE 'sqlite_%' ORDER BY name
                """
            ).map { $0[0] as String }
            for table in tables {
                for column in try db.columns(in: table).map(\.name) {
                    let count = try erasure.ids.reduce(0) { sum, id in
                        sum
                            + Int(
                                try db.integer(
                                    """
                                    SELECT count(*) FROM "\(table)"
                                    WHERE instr(CAST("\(column)" AS BLOB), CAST(? AS BLOB)) > 0
                                    """, [id]) ?? 0)
                    }
                    guard count > 0 else { continue }
                    if Self.words.contains("\(table).\(column)") || table.contains("Text_") || table.contains("Index_")
                    {
                        traces.mentions += count
                    } else {
                        traces.rows[table, default: 0] += count
                    }
                }
            }
            for id in erasure.ids {
                traces.bodies += try db.rows(
                    "SELECT body FROM envelope WHERE instr(body, CAST(? AS BLOB)) > 0", [id]
                ).count { erasure.apply(to: Array($0[0] as Data)) != .untouched }
                let phrase = "\"" + id.filter { $0 != "\"" } + "\""
                for index in ["messageText", "machineIndex"] {
                    traces.found += Int(
                        try db.integer("SELECT count(*) FROM \(index) WHERE \(index) MATCH ?", [phrase]) ?? 0)
                }
            }
            return traces
        }
    }

    /// Columns that hold words, or whole items of others.
    private static let words: Set<String> = [
        "envelope.body", "message.text", "message.beside", "message.raw", "message.quotes", "other.raw",
        "channelEvent.raw",
        "outbox.content", "draft.text", "agentFact.value", "localValue.value", "machineText.text", "media.fileName",
        "templateFact.body", "template.body", "templateEvent.change",
    ]
}
