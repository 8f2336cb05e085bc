import Inbox

/// The integration surface: what other tools may read, and what stays as it is when the tables behind it change. Columns are
/// added at the end and never renamed or taken away; the README tells of each. Instants are milliseconds since 1970.
///
/// A change of a view needs a migration that runs `makeViews` once more.
extension Schema {
    /// Each view with what it selects, in the order of the README.
    static let allViews: [(name: String, select: String)] = [
        ("v_people", people), ("v_aliases", aliases), ("v_threads", threadRows), ("v_labels", labels),
        ("v_windows", windows), ("v_lost_windows", lostWindows), ("v_messages", messageRows), ("v_answers", answers),
        ("v_statuses", statuses), ("v_failures", failures), ("v_outbox", outboxRows), ("v_templates", templateRows),
        ("v_media", mediaRows), ("v_actions", actions), ("v_days", days),
    ]

    /// Takes every view away and makes it anew.
    static var makeViews: String {
        allViews.map { "DROP VIEW IF EXISTS \($0.name);\nCREATE VIEW \($0.name) AS \($0.select);" }
            .joined(separator: "\n")
    }

    private static let people = """
        SELECT p.exported AS person, ifnull(p.name, p.givenName) AS name, p.username AS username,
            (SELECT count(*) FROM thread t WHERE t.person = p.id) AS threads
        FROM person p
        """

    private static let aliases = """
        SELECT p.exported AS person, \(word(of: "CAST(substr(a.alias, 1, 1) AS INTEGER)", aliasWords)) AS kind,
            substr(a.alias, 2) AS alias, nullif(a.epoch, 0) AS held_since
        FROM alias a JOIN person p ON p.id = a.person
        """

    private static let threadRows = """
        SELECT p.exported AS person, n.value AS phone_number_id, substr(t.address, 2) AS address,
            ifnull(p.name, p.givenName) AS name, p.username AS username, min(t.waitingSince, \(clock)) AS waiting_since,
            t.unread AS unread, t.failed AS failed, t.lastAt AS last_at, t.assignee AS assignee, t.isDone AS is_done,
            t.isUnrouted AS is_unrouted, m.text AS preview,
            nullif(t.snoozedUntil, \(Snooze.noEnd.milliseconds)) AS snoozed_until, t.snoozedBy AS snoozed_by,
            t.stateOfPlay AS state_of_play, t.labels AS labels, t.priority AS priority, t.answeredAt AS answered_at,
            CASE WHEN t.isDone THEN t.doneAt END AS done_at, t.isBlocked AS is_blocked,
            \(word(of: "t.optOut", optOutWords)) AS opted_out_of, t.hasOptIn AS has_opt_in,
            t.stopAskedAt AS asked_to_stop_at
        FROM thread t JOIN person p ON p.id = t.person JOIN number n ON n.id = t.number
        LEFT JOIN message m ON m.id = t.lastMessage
        """

    /// Now, in milliseconds, by the clock of whoever asks. A stamp of the future that no arrival corrects is believed no further
    /// than that, as everywhere (`ThreadRow.waitingSince(at:)`).
    private static let clock = "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"

    private static let labels = """
        SELECT p.exported AS person, n.value AS phone_number_id, l.label AS label
        FROM threadLabel l JOIN thread t ON t.id = l.thread JOIN person p ON p.id = t.person
        JOIN number n ON n.id = t.number
        """

    private static let windows = """
        SELECT p.exported AS person, n.value AS phone_number_id, t.trigger AS trigger_at,
            t.undatedTrigger AS undated_trigger_at, t.reaction AS reaction_at, t.undatedReaction AS undated_reaction_at,
            t.refusedAt AS refused_at, t.triedAt AS tried_at, nullif(t.certainEnd, 0) AS open_until,
            CASE WHEN t.anyEnd > 0 AND t.anyEnd > t.certainEnd THEN t.anyEnd END AS perhaps_until
        FROM thread t JOIN person p ON p.id = t.person JOIN number n ON n.id = t.number
        """

    private static let lostWindows = """
        SELECT p.exported AS person, n.value AS phone_number_id, l.assignee AS assignee, l.startedAt AS started_at,
            l.startedAt + \(ServiceWindow.length.milliseconds) AS ends_at
        FROM (\(LostWindows.select)) l JOIN person p ON p.id = l.person JOIN number n ON n.id = l.number
        """

    private static let messageRows = """
        SELECT p.exported AS person, n.value AS phone_number_id, m.wamid AS wamid, m.localID AS local_id,
            \(word(of: "m.direction", [(0, "in"), (1, "out"), (2, "note")])) AS direction, w.text AS type,
            m.text AS text, m.timestamp AS timestamp, m.arrival AS arrival, m.isRead AS is_read, m.stage AS stage,
            m.lane AS lane, m.author AS author, m.template AS template, \(statusWord) AS status, m.quotes AS quotes,
            \(word(of: "m.source", Telling.allCases.map { (Int64($0.rawValue), $0.word) })) AS told_by
        FROM message m JOIN thread t ON t.id = m.thread JOIN person p ON p.id = t.person
        JOIN number n ON n.id = m.number JOIN word w ON w.id = m.type
        """

    private static let answers = """
        SELECT p.exported AS person, n.value AS phone_number_id, a.author AS author, a.askedAt AS asked_at,
            a.answeredAt AS answered_at, (a.answeredAt - a.askedAt) / 1000 AS seconds, a.localID AS local_id,
            a.wamid AS wamid
        FROM (\(FirstAnswers.select)) a JOIN person p ON p.id = a.person JOIN number n ON n.id = a.number
        """

    private static let statuses = """
        SELECT p.exported AS person, n.value AS phone_number_id, s.wamid AS wamid, m.localID AS local_id,
            w.text AS status, x.recipient AS recipient, x.timestamp AS timestamp, x.arrival AS arrival,
            pt.text AS pricing_type, pc.text AS pricing_category, x.failureCode AS code, x.failureTitle AS title,
            x.failureDetails AS details
        FROM status x JOIN sent s ON s.id = x.sent JOIN number n ON n.id = s.number JOIN word w ON w.id = x.code
        LEFT JOIN word pt ON pt.id = x.pricingType LEFT JOIN word pc ON pc.id = x.pricingCategory
        LEFT JOIN message m ON m.id = s.message LEFT JOIN thread t ON t.id = m.thread
        LEFT JOIN person p ON p.id = t.person
        """

    /// What the platform told later, and what it or our gate said at once, of messages that did not get through.
    private static let failures = """
        SELECT person, phone_number_id, local_id, wamid, author, failed_at, code, title, details, template FROM (
            SELECT p.exported AS person, n.value AS phone_number_id, m.localID AS local_id, m.wamid AS wamid,
                m.author AS author, x.timestamp AS failed_at, x.failureCode AS code, x.failureTitle AS title,
                x.failureDetails AS details, m.template AS template
            FROM status x JOIN sent s ON s.id = x.sent JOIN message m ON m.id = s.message
            JOIN thread t ON t.id = m.thread JOIN person p ON p.id = t.person JOIN number n ON n.id = m.number
            WHERE x.code = \(StatusCode.failed) AND m.lane = 1
            UNION ALL
            SELECT p.exported, n.value, m.localID, m.wamid, m.author, a.at, a.code, a.title, a.details, m.template
            FROM attempt a JOIN outbox o ON o.seq = a.outbox JOIN message m ON m.id = o.message
            JOIN thread t ON t.id = m.thread JOIN person p ON p.id = t.person JOIN number n ON n.id = m.number
            WHERE a.outcome = \(AttemptCode.refused.rawValue) AND a.retryAt IS NULL AND m.lane = 2)
        """

    private static let outboxRows = """
        SELECT o.id AS local_id, p.exported AS person, n.value AS phone_number_id, substr(o.address, 2) AS address,
            o.actor AS author, o.enqueuedAt AS enqueued_at, o.dueAt AS due_at, o.notAfter AS not_after,
            \(word(of: "o.state", OutboxState.allCases.map { ($0.code, $0.rawValue) })) AS state,
            (SELECT count(*) FROM attempt a WHERE a.outbox = o.seq) AS attempts, o.wamid AS wamid,
            m.template AS template, m.text AS text
        FROM outbox o JOIN number n ON n.id = o.number LEFT JOIN message m ON m.id = o.message
        LEFT JOIN thread t ON t.id = o.thread LEFT JOIN person p ON p.id = t.person
        """

    private static let templateRows = """
        SELECT t.waba AS waba, t.name AS name, t.language AS language, json_extract(t.body, '$.category') AS category,
            json_extract(t.body, '$.status') AS status, json_extract(t.body, '$.quality') AS quality,
            json_extract(t.body, '$.body') AS text, ifnull(u.count, 0) AS uses
        FROM template t
        LEFT JOIN templateUse u ON u.waba = t.waba AND u.name = t.name AND u.language = t.language
        """

    private static let mediaRows = """
        SELECT p.exported AS person, n.value AS phone_number_id, f.wamid AS wamid, f.kind AS kind,
            f.mimeType AS mime_type, f.fileName AS file_name, f.size AS size, f.hash AS sha256,
            \(word(of: "f.state", MediaCode.allCases.map { ($0.rawValue, $0.word) })) AS state,
            f.expiresAt AS expires_at
        FROM media f JOIN number n ON n.id = f.number
        LEFT JOIN message m ON m.number = f.number AND m.wamid = f.wamid AND m.direction = 0
        LEFT JOIN thread t ON t.id = m.thread LEFT JOIN person p ON p.id = t.person
        """

    private static let actions = """
        SELECT f.id AS id, f.at AS at, f.actor AS actor, p.exported AS person, n.value AS phone_number_id,
            \(word(ofFact: "f.kind")) AS action,
            CASE f.kind WHEN \(FactCode.optOut.rawValue) THEN
                \(optOutWord(of: "CAST(f.value AS INTEGER)")) ELSE f.value END AS value
        FROM agentFact f JOIN number n ON n.id = f.number
        LEFT JOIN thread t ON t.id = f.thread LEFT JOIN person p ON p.id = t.person
        """

    /// The word of an agent's fact, in SQL.
    static func word(ofFact column: String) -> String {
        word(of: column, FactCode.allCases.map { ($0.rawValue, $0.word) })
    }

    /// The word of an opt-out's scope, in SQL.
    static func optOutWord(of column: String) -> String { word(of: column, optOutWords) }

    /// Days of UTC.
    private static let days = """
        SELECT date(m.timestamp / 1000, 'unixepoch') AS day, n.value AS phone_number_id,
            sum(m.direction = 0) AS received, count(DISTINCT CASE WHEN m.direction = 0 THEN m.thread END) AS people,
            sum(m.direction = 1 AND m.stage >= \(DeliveryStage.accepted.rawValue)) AS sent,
            sum(m.direction = 1 AND m.stage >= \(DeliveryStage.accepted.rawValue) AND m.template IS NOT NULL)
                AS templates,
            sum(m.direction = 1 AND m.stage >= \(DeliveryStage.delivered.rawValue)) AS delivered,
            sum(m.direction = 1 AND m.stage >= \(DeliveryStage.read.rawValue)) AS read,
            sum(m.direction = 1 AND m.lane IN (1, 2)) AS failed
        FROM message m JOIN number n ON n.id = m.number
        WHERE m.thread IS NOT NULL AND m.source IN (\(Telling.live.rawValue), \(Telling.phoneApp.rawValue))
            AND (m.direction = 1 OR m.direction = 0 AND m.effect = \(WindowEffect.opens.rawValue))
        GROUP BY 1, 2
        """

    // MARK: Words

    private static let aliasWords: [(Int64, String)] = AliasKind.allCases.map { (Int64($0.rawValue), $0.word) }

    private static let optOutWords: [(Int64, String)] = [
        (Int64(GateContext.OptOut.marketing.rawValue), "marketing"),
        (Int64(GateContext.OptOut.everything.rawValue), "everything"),
    ]

    /// As `oriel messages` prints it.
    private static var statusWord: String {
        let stages = DeliveryStage.allCases.map { (Int64($0.rawValue), $0.word) }
        return """
            CASE WHEN m.direction <> 1 THEN NULL WHEN m.lane = 1 THEN 'failed' WHEN m.lane = 2 THEN 'refused'
                WHEN m.lane = 3 THEN 'uncertain' ELSE \(word(of: "m.stage", stages)) END
            """
    }

    /// - Parameter words: our own, without quotes in them.
    private static func word(of code: String, _ words: [(Int64, String)]) -> String {
        "CASE \(code) \(words.map { "WHEN \($0.0) THEN '\($0.1)'" }.joined(separator: " ")) END"
    }
}

extension AliasKind {
    fileprivate var word: String {
        switch self {
        case .bsuid: "bsuid"
        case .parentBSUID: "parent_bsuid"
        case .waID: "wa_id"
        case .group: "group"
        case .nobody: "nobody"
        }
    }
}

extension MediaCode {
    fileprivate var word: String {
        switch self {
        case .waiting: "waiting"
        case .moving: "moving"
        case .here: "here"
        case .failed: "failed"
        case .expired: "expired"
        case .stopped: "stopped"
        }
    }
}
