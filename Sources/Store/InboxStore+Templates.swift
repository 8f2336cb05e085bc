import GRDB
import Inbox

/// Templates: synced sets, imported ones and the platform's notices are facts; what can be used now is folded from them.
extension InboxStore {
    /// A complete sync of one account: what is not in it is gone.
    public func replaceTemplates(waba: String, with templates: [Template], at: Instant) throws {
        try write { ledger in
            try ledger.db.run("INSERT OR IGNORE INTO templateSync VALUES (?, ?)", [waba, at.milliseconds])
            for template in templates { try ledger.note(template, at: at) }
            try ledger.foldTemplates(of: waba)
        }
    }

    /// Adds or replaces templates from a file; the others stay.
    public func importTemplates(_ templates: [Template], at: Instant) throws {
        try write { ledger in
            for template in templates { try ledger.note(template, at: at) }
            for waba in Set(templates.map(\.key.waba)) { try ledger.foldTemplates(of: waba) }
        }
    }

    /// Sorted by account, name and language.
    public func templates(waba: String? = nil) throws -> [Template] {
        try read { db in
            try db.rows(
                """
                SELECT waba, name, language, body FROM template WHERE ?1 IS NULL OR waba = ?1 ORDER BY waba, name, language
                """, [waba]
            ).compactMap { row in
                ContentCode.template(row[3], key: TemplateKey(waba: row[0], name: row[1], language: row[2]))
            }
        }
    }

    /// One template, the changes told since its last sync included; nil when it was neither synced nor imported.
    public func template(_ key: TemplateKey) throws -> Template? { try read { try $0.template(key) } }

    /// When this account was last synced as a whole; nil when never.
    public func templatesSyncedAt(waba: String) throws -> Instant? {
        try read {
            try $0.integer("SELECT max(at) FROM templateSync WHERE waba = ?", [waba]).map { Instant(milliseconds: $0) }
        }
    }

    /// How often each was put into the outbox from this store.
    public func templateUses() throws -> [TemplateKey: Int] {
        try read { db in
            var uses: [TemplateKey: Int] = [:]
            for row in try db.rows("SELECT waba, name, language, count FROM templateUse") {
                uses[TemplateKey(waba: row[0], name: row[1], language: row[2])] = row[3]
            }
            return uses
        }
    }

    /// The values each template was last put into the outbox with, as far as the newest rows of the outbox tell.
    ///
    /// - Parameter limit: so many rows are looked at; a template that was used before them has no values.
    public func templateValues(limit: Int = 500) throws -> [TemplateKey: [ParameterKey: String]] {
        try read { db in
            var values: [TemplateKey: [ParameterKey: String]] = [:]
            for row in try db.rows(
                "SELECT content FROM outbox WHERE isRecalled = 0 ORDER BY seq DESC LIMIT ?", [limit])
            {
                guard case .template(let sent) = ContentCode.content(row[0]), values[sent.key] == nil else { continue }
                values[sent.key] = sent.values
            }
            return values
        }
    }

    /// The account a number belongs to, as webhooks told; nil when none did.
    public func waba(of number: NumberID) throws -> String? {
        try read { try $0.text("SELECT waba FROM number WHERE value = ?", [number.value]) }
    }
}

extension Ledger {
    func note(_ template: Template, at: Instant) throws {
        try db.run(
            "INSERT OR IGNORE INTO templateFact VALUES (?, ?, ?, ?, ?)",
            [
                template.key.waba, template.key.name, template.key.language, at.milliseconds,
                ContentCode.text(of: template),
            ])
    }

    func note(_ event: TemplateEvent, arrival: Int64?) throws -> Bool {
        if event.lacksTimestamp { return try noteUndated(event, arrival: arrival) }
        let key = event.key
        try db.run(
            """
            INSERT INTO templateEvent(waba, name, language, timestamp, change, arrival) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """,
            [
                key.waba, key.name, key.language, event.timestamp.milliseconds, ContentCode.text(of: event.change),
                arrival,
            ])
        let isNew = db.changesCount > 0
        if !isNew, let arrival {
            try db.run(
                """
                UPDATE templateEvent SET arrival = min(ifnull(arrival, ?6), ?6)
                WHERE waba = ?1 AND name = ?2 AND language = ?3 AND timestamp = ?4 AND change = ?5 AND isUndated = 0
                """,
                [
                    key.waba, key.name, key.language, event.timestamp.milliseconds, ContentCode.text(of: event.change),
                    arrival,
                ])
        }
        if isNew { try foldTemplates(of: key.waba) }
        return isNew
    }

    /// A change without a stamp is one however often it is told, at the earliest arrival; 0 as long as there is none.
    private func noteUndated(_ event: TemplateEvent, arrival: Int64?) throws -> Bool {
        let key = event.key
        let change = ContentCode.text(of: event.change)
        let known = try db.row(
            """
            SELECT arrival FROM templateEvent
            WHERE waba = ? AND name = ? AND language = ? AND change = ? AND isUndated = 1
            """, [key.waba, key.name, key.language, change])
        if let known {
            let former: Int64? = known[0]
            guard let arrival, former.map({ arrival < $0 }) ?? true else { return false }
            try db.run(
                """
                UPDATE templateEvent SET timestamp = ?1, arrival = ?1
                WHERE waba = ?2 AND name = ?3 AND language = ?4 AND change = ?5 AND isUndated = 1
                """, [arrival, key.waba, key.name, key.language, change])
        } else {
            try db.run(
                """
                INSERT INTO templateEvent(waba, name, language, timestamp, change, arrival, isUndated)
                VALUES (?, ?, ?, ?, ?, ?, 1)
                """, [key.waba, key.name, key.language, arrival ?? 0, change, arrival])
        }
        try foldTemplates(of: key.waba)
        return known == nil
    }

    /// The newest fact of each template that the newest sync still had, with the notices that came after it.
    func foldTemplates(of waba: String) throws {
        try db.run("DELETE FROM template WHERE waba = ?", [waba])
        let synced = try db.integer("SELECT max(at) FROM templateSync WHERE waba = ?", [waba]) ?? .min
        let facts = try db.rows(
            """
            SELECT name, language, at, body FROM templateFact WHERE waba = ?1 AND at >= ?2 ORDER BY name, language, at, body
            """, [waba, synced])
        var newest: [TemplateKey: (at: Int64, body: String)] = [:]
        for row in facts {
            // Of two told at one moment the later by its bytes stands, whatever came first.
            newest[TemplateKey(waba: waba, name: row[0], language: row[1])] = (row[2], row[3])
        }
        for (key, fact) in newest {
            guard var template = ContentCode.template(fact.body, key: key) else { continue }
            for change in try db.templateChanges(of: template, after: fact.at) { template.apply(change) }
            try db.run(
                "INSERT INTO template VALUES (?, ?, ?, ?)",
                [waba, key.name, key.language, ContentCode.text(of: template)])
        }
    }
}

extension Database {
    func template(_ key: TemplateKey) throws -> Template? {
        try text(
            "SELECT body FROM template WHERE waba = ? AND name = ? AND language = ?",
            [key.waba, key.name, key.language]
        )
        .flatMap { ContentCode.template($0, key: key) }
    }
}
