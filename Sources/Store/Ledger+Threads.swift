import GRDB
import Inbox

/// Folding thread rows: new messages onto the row as it stands where that is the same as folding everything, from all facts
/// of the thread where it is not.
extension Ledger {
    func settleThreads() throws {
        for (thread, folds) in grown where !refolded.contains(thread) {
            if try !grow(thread, by: folds) { refolded.insert(thread) }
        }
        for thread in refolded.sorted() { try refold(thread) }
        for thread in Set(grown.keys).union(refolded) {
            if let row = try db.row(
                """
                SELECT n.value, t.person FROM thread t JOIN number n ON n.id = t.number WHERE t.id = ?
                """, [thread])
            {
                changed.insert(ThreadKey(number: NumberID(row[0]), person: PersonKey(row[1])))
            }
        }
        grown = [:]
        refolded = []
    }

    /// The common case: messages newer than everything in the thread. Anything else is told by `false`.
    private func grow(_ thread: Int64, by folds: [InboundFold]) throws -> Bool {
        guard
            let row = try db.row(
                """
                SELECT lastAt, lastTie, answeredAt, isUnrouted, lastMessage FROM thread WHERE id = ?
                """, [thread]), (row[4] as Int64?) != nil
        else { return false }
        var lastAt: Int64 = row[0]
        var lastTie: Int64 = row[1] ?? .min
        let answeredAt: Int64? = row[2]
        for fold in folds.sorted(by: { ($0.timestamp, $0.tie) < ($1.timestamp, $1.tie) }) {
            guard (fold.timestamp, fold.tie) > (lastAt, lastTie) else { return false }
            (lastAt, lastTie) = (fold.timestamp, fold.tie)
            var evidence = WindowEvidence()
            evidence.count(
                fold.effect, timestamp: Instant(milliseconds: fold.timestamp),
                arrival: fold.arrival.map { Instant(milliseconds: $0) })
            let waits = fold.asksForAnswer && answeredAt.map { fold.timestamp > $0 } ?? true
            try db.run(
                """
                UPDATE thread SET
                    trigger = CASE WHEN ?2 IS NULL THEN trigger ELSE max(ifnull(trigger, ?2), ?2) END,
                    undatedTrigger = CASE WHEN ?3 IS NULL THEN undatedTrigger ELSE max(ifnull(undatedTrigger, ?3), ?3) END,
                    reaction = CASE WHEN ?4 IS NULL THEN reaction ELSE max(ifnull(reaction, ?4), ?4) END,
                    undatedReaction = CASE WHEN ?5 IS NULL THEN undatedReaction
                        ELSE max(ifnull(undatedReaction, ?5), ?5) END,
                    waitingSince = CASE WHEN ?6 AND (waitingSince IS NULL OR waitingSince > ?7) THEN ?7 ELSE waitingSince END,
                    unread = unread + ?8, lastAt = ?7, lastTie = ?9, lastMessage = ?10,
                    inboundAt = max(ifnull(inboundAt, ?11), ?11), hasWritten = max(hasWritten, ?12),
                    address = ifnull(?13, address),
                    isDone = CASE WHEN doneAt IS NOT NULL AND doneAt > max(ifnull(inboundAt, ?11), ?11)
                        AND unread + ?8 = 0 THEN isDone ELSE 0 END
                WHERE id = ?1
                """,
                [
                    thread, evidence.trigger?.milliseconds, evidence.undatedTrigger?.milliseconds,
                    evidence.reaction?.milliseconds, evidence.undatedReaction?.milliseconds, waits, fold.timestamp,
                    fold.countsAsUnread ? 1 : 0, fold.tie, fold.message, fold.arrival ?? fold.timestamp,
                    fold.effect == .none ? 0 : 1, fold.address,
                ])
        }
        return true
    }

    /// The whole row from the thread's facts.
    private func refold(_ thread: Int64) throws {
        guard let place = try db.row("SELECT number, person FROM thread WHERE id = ?", [thread]) else { return }
        try foldInbound(thread)
        try foldAnswers(thread)
        try foldActs(thread)
        try foldNewest(thread)
        let isNobody =
            try db.integer(
                """
                SELECT 1 FROM alias WHERE person = ? AND alias LIKE '\(AliasKind.nobody.rawValue)%' LIMIT 1
                """, [place[1] as Int64]) != nil
        try db.run("UPDATE thread SET isUnrouted = ? WHERE id = ?", [isNobody || !isOurs(place[0]), thread])
    }

    private func foldInbound(_ thread: Int64) throws {
        let acceptedCall = try word(InboundEvent.acceptedCallType)
        try db.run(
            """
            UPDATE thread SET (trigger, undatedTrigger, reaction, undatedReaction, unread, inboundAt, hasWritten) = (
                SELECT
                    max(CASE WHEN effect = 1 AND arrival IS NOT NULL THEN min(timestamp, arrival) END),
                    max(CASE WHEN effect = 1 AND arrival IS NULL THEN timestamp END),
                    max(CASE WHEN effect = 2 AND arrival IS NOT NULL THEN min(timestamp, arrival) END),
                    max(CASE WHEN effect = 2 AND arrival IS NULL THEN timestamp END),
                    ifnull(sum(isRead = 0 AND type <> \(StatusCode.system)), 0),
                    max(ifnull(arrival, timestamp)), ifnull(max(effect > 0), 0)
                FROM message WHERE thread = ?1 AND direction = 0)
            WHERE id = ?1
            """, [thread])
        try db.run(
            """
            UPDATE thread SET answeredAt = (
                SELECT max(timestamp) FROM message WHERE thread = ?1 AND direction = 1 AND lane = 0
                    AND stage >= \(DeliveryStage.accepted.rawValue) AND type <> \(StatusCode.reaction))
            WHERE id = ?1
            """, [thread])
        try db.run(
            """
            UPDATE thread SET waitingSince = (
                SELECT min(timestamp) FROM message WHERE thread = ?1 AND direction = 0 AND effect = 1 AND type <> ?2
                    AND timestamp > ifnull((SELECT answeredAt FROM thread WHERE id = ?1), -9000000000000000000))
            WHERE id = ?1
            """, [thread, acceptedCall])
    }

    /// What we sent: failures nobody looked after, where the newest went, and what the platform said about the window.
    private func foldAnswers(_ thread: Int64) throws {
        try db.run(
            """
            UPDATE message SET isRead = EXISTS (
                SELECT 1 FROM agentFact f WHERE f.kind = \(FactCode.settle.rawValue)
                    AND (f.value = message.localID OR f.value = message.wamid) AND f.number = message.number)
            WHERE thread = ? AND direction = 1
            """, [thread])
        try db.run(
            """
            UPDATE thread SET
                failed = (SELECT count(*) FROM message m WHERE m.thread = ?1 AND m.direction = 1 AND m.lane > 0 AND m.isRead = 0
                    AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.thread = ?1 AND o.isRecalled = 0
                        AND (o.replaces = m.localID OR o.replaces = m.wamid))),
                lastSentAddress = (SELECT m.address FROM message m WHERE m.thread = ?1 AND m.direction = 1
                    AND m.stage >= \(DeliveryStage.accepted.rawValue) ORDER BY m.timestamp DESC, m.tie DESC LIMIT 1),
                refusedAt = (SELECT max(refusedAt) FROM outbox WHERE thread = ?1),
                triedAt = (SELECT max(triedAt) FROM outbox WHERE thread = ?1)
            WHERE id = ?1
            """, [thread])
    }

    private func foldActs(_ thread: Int64) throws {
        func newest(_ kinds: [FactCode]) throws -> Row? {
            let list = kinds.map { String($0.rawValue) }.joined(separator: ",")
            return try db.row(
                """
                SELECT kind, at, value FROM agentFact WHERE thread = ? AND kind IN (\(list))
                ORDER BY at DESC, id DESC LIMIT 1
                """, [thread])
        }
        let assignment = try newest([.assign])
        let standing = try newest([.done, .reopen])
        let doneAt: Int64? = standing.flatMap { ($0[0] as Int64) == FactCode.done.rawValue ? $0[1] : nil }
        let optOut = try newest([.optOut])
        let optIn = try newest([.optIn])
        let assignee: String? = assignment.flatMap { $0[2] }
        let optedOut: String? = optOut.flatMap { $0[2] }
        try db.run(
            """
            UPDATE thread SET assignee = ?2, doneAt = ?3, optOut = ?4, hasOptIn = ?5,
                isDone = ?3 IS NOT NULL AND ?3 > ifnull(inboundAt, -9000000000000000000) AND unread = 0
            WHERE id = ?1
            """, [thread, assignee, doneAt, optedOut.flatMap { Int64($0) }, optIn != nil])
    }

    private func foldNewest(_ thread: Int64) throws {
        try db.run(
            """
            UPDATE thread SET (lastAt, lastTie, lastMessage) = (
                SELECT ifnull(max(timestamp), 0), tie, id FROM (
                    SELECT timestamp, tie, id FROM message WHERE thread = ?1 ORDER BY timestamp DESC, tie DESC LIMIT 1))
            WHERE id = ?1
            """, [thread])
        // Without a message, the thread stands where it was opened.
        try db.run(
            """
            UPDATE thread SET lastAt = ifnull((SELECT min(at) FROM agentFact WHERE thread = ?1), 0)
            WHERE id = ?1 AND lastMessage IS NULL
            """, [thread])
        try db.run(
            """
            UPDATE thread SET address = coalesce(
                (SELECT address FROM message WHERE thread = ?1 AND direction = 0 AND address IS NOT NULL
                    AND type <> \(StatusCode.system) ORDER BY timestamp DESC, tie DESC LIMIT 1),
                (SELECT address FROM message WHERE thread = ?1 AND direction = 0 AND address IS NOT NULL
                    ORDER BY timestamp DESC, tie DESC LIMIT 1),
                (SELECT alias FROM agentFact WHERE thread = ?1 ORDER BY kind = \(FactCode.open.rawValue) DESC, at, id LIMIT 1))
            WHERE id = ?1
            """, [thread])
    }
}
