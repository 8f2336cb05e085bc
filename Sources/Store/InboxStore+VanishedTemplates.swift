import GRDB
import Inbox

extension InboxStore {
    /// Templates that an account had a while ago and does not list any more, as they were last: unusable, with why as far as
    /// it was told. What vanished longer ago than a deleted name is kept (`whatsapp.md` §6.2) is not among them.
    public func vanishedTemplates() throws -> [Template] {
        try read { db in
            let rows = try db.rows(
                """
                SELECT f.waba, f.name, f.language, f.body, f.at FROM templateFact f
                JOIN (SELECT waba, max(at) AS at FROM templateSync GROUP BY waba) s ON s.waba = f.waba
                WHERE f.at < s.at AND f.at >= s.at - ?
                    AND NOT EXISTS (SELECT 1 FROM templateFact n WHERE n.waba = f.waba AND n.name = f.name
                        AND n.language = f.language AND (n.at, n.body) > (f.at, f.body))
                ORDER BY f.waba, f.name, f.language
                """, [Span.hours(30 * 24).milliseconds])
            return try rows.compactMap { row in
                let key = TemplateKey(waba: row[0], name: row[1], language: row[2])
                guard var template = ContentCode.template(row[3], key: key) else { return nil }
                for change in try db.templateChanges(of: template, after: row[4]) { template.apply(change) }
                if template.unusable == nil { template.apply(.status("DELETED", reason: "GONE")) }
                return template
            }
        }
    }
}

extension Database {
    /// The changes told after a sync, in their order. Their stamps are whole seconds: what was told in the second of the
    /// sync may have come after it, and if it came before, it is told once more. Those told by the platform's id alone are
    /// among them.
    func templateChanges(of template: Template, after at: Int64) throws -> [TemplateEvent.Change] {
        let key = template.key
        let byID = template.id.map { TemplateKey(waba: key.waba, id: $0) } ?? key
        return try rows(
            """
            SELECT change FROM templateEvent WHERE waba = ?1 AND timestamp > ?2
                AND (name = ?3 AND language = ?4 OR name = ?5 AND language = ?6)
            ORDER BY timestamp, change
            """, [key.waba, at - 1_000, key.name, key.language, byID.name, byID.language]
        ).compactMap { ContentCode.change($0[0]) }
    }
}
