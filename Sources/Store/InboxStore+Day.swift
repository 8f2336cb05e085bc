import GRDB
import Inbox

extension InboxStore {
    /// How a day goes. Reads the messages since its beginning and no others, but for those that were answered; call it off
    /// the key path.
    ///
    /// - Parameters:
    ///   - since: when the day began.
    ///   - month: when the month of the free messages began.
    ///   - zone: whose hours they are.
    ///   - number: one of our numbers, or nil for all.
    /// - Throws: `StoreError`.
    public func day(
        since: Instant, month: Instant, until now: Instant, zone: ZoneOffsets, number: NumberID? = nil
    ) throws -> TodayReport {
        var report = TodayReport(since: since, until: now)
        report.windowsLost = try windowsLost(from: since, to: now, number: number)
        report.allowances = try (number.map { [$0] } ?? numbers()).map {
            TodayReport.NumberAllowance(number: $0, allowance: try serviceAllowance(of: $0, since: month))
        }
        report.oldest = try page(.waiting, agent: "", number: number, from: .top, count: 1, now: now).rows.first
        report.oldestShut = try page(
            .shut, agent: "", number: number, in: .waiting, from: .top, count: 1, now: now
        ).rows.first
        try read { db in
            let limits: StatementArguments = [
                "first": Self.rowid(since), "from": since.milliseconds, "to": now.milliseconds, "number": number?.value,
            ]
            try db.countMessages(limits, zone, &report)
            try db.countAnswers(limits, &report)
            report.failures = try db.failures(limits)
        }
        return report
    }
}

extension Database {
    private static let ofNumber = "(:number IS NULL OR m.number = (SELECT id FROM number WHERE value = :number))"

    fileprivate func countMessages(
        _ limits: StatementArguments, _ zone: ZoneOffsets, _ report: inout TodayReport
    ) throws {
        let sql = """
            SELECT m.direction, m.timestamp, m.thread, m.author FROM message m
            WHERE m.id >= :first AND m.timestamp >= :from AND m.timestamp <= :to AND m.thread IS NOT NULL
                AND m.source IN (\(Telling.live.rawValue), \(Telling.phoneApp.rawValue)) AND \(Self.ofNumber)
                AND (m.direction = 0 AND m.effect = \(WindowEffect.opens.rawValue)
                    OR m.direction = 1 AND m.stage >= \(DeliveryStage.accepted.rawValue))
            """
        var hours = (0..<24).map { TodayReport.Hour(hour: $0) }
        var handled: Set<Int64> = []
        var agents: [String: (messages: Int, threads: Set<Int64>)] = [:]
        let rows = try Row.fetchCursor(cachedStatement(sql: sql), arguments: limits)
        while let row = try rows.next() {
            let hour = zone.civil(Instant(milliseconds: row[1])).hour
            if (row[0] as Int64) == 0 {
                report.received += 1
                hours[hour].received += 1
                continue
            }
            hours[hour].sent += 1
            handled.insert(row[2])
            guard let author: String = row[3] else { continue }
            agents[author, default: (0, [])].messages += 1
            agents[author, default: (0, [])].threads.insert(row[2])
        }
        report.handled = handled.count
        report.agents = agents.map {
            TodayReport.Agent(name: $0.key, messages: $0.value.messages, conversations: $0.value.threads.count)
        }.sorted { ($1.messages, $0.name) < ($0.messages, $1.name) }
        let busy = hours.indices.filter { hours[$0].received + hours[$0].sent > 0 }
        if let first = busy.first, let last = busy.last { report.hours = Array(hours[first...last]) }
    }

    fileprivate func countAnswers(_ limits: StatementArguments, _ report: inout TodayReport) throws {
        let sql = """
            SELECT m.author, m.answeredAt - m.askedAt FROM (\(FirstAnswers.select)) m
            WHERE m.id >= :first AND m.answeredAt >= :from AND m.answeredAt <= :to AND \(Self.ofNumber)
            """
        var all: [Span] = []
        var own: [String: [Span]] = [:]
        for row in try rows(sql, limits) {
            let span = Span(milliseconds: max(0, row[1]))
            all.append(span)
            if let author: String = row[0] { own[author, default: []].append(span) }
        }
        report.firstAnswers = all.count
        report.firstAnswer = TodayReport.median(all)
        for index in report.agents.indices {
            report.agents[index].firstAnswer = own[report.agents[index].name].flatMap(TodayReport.median)
        }
    }

    /// Of messages written today: what the platform told later, else what it or our gate said at once.
    fileprivate func failures(_ limits: StatementArguments) throws -> [TodayReport.Failure] {
        let sql = """
            SELECT code, title, count(*) FROM (
                SELECT m.id, CASE m.lane WHEN 1 THEN (
                        SELECT x.failureCode FROM sent s JOIN status x ON x.sent = s.id
                        WHERE s.message = m.id AND x.code = \(StatusCode.failed) ORDER BY x.timestamp LIMIT 1)
                    ELSE (SELECT a.code FROM outbox o JOIN attempt a ON a.outbox = o.seq
                        WHERE o.message = m.id ORDER BY a.ordinal DESC LIMIT 1) END AS code,
                    CASE m.lane WHEN 1 THEN (
                        SELECT x.failureTitle FROM sent s JOIN status x ON x.sent = s.id
                        WHERE s.message = m.id AND x.code = \(StatusCode.failed) ORDER BY x.timestamp LIMIT 1)
                    ELSE (SELECT a.title FROM outbox o JOIN attempt a ON a.outbox = o.seq
                        WHERE o.message = m.id ORDER BY a.ordinal DESC LIMIT 1) END AS title
                FROM message m WHERE m.id >= :first AND m.timestamp >= :from AND m.timestamp <= :to
                    AND m.direction = 1 AND m.lane IN (1, 2) AND \(Self.ofNumber))
            GROUP BY code, CASE WHEN code IS NULL THEN title END ORDER BY 3 DESC, code LIMIT 12
            """
        return try rows(sql, limits).map { row in
            TodayReport.Failure(note: FailureNote(code: row[0], title: row[1] ?? "", details: nil), messages: row[2])
        }
    }
}
