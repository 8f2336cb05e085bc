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
                SELECT lastAt, answeredAt, lastMessage, ownedAt, snoozedUntil FROM thread WHERE id = ?
                """, [thread]), (row[2] as Int64?) != nil,
            // A message to us says that nobody else has the thread any more.
            (row[3] as Int64?) == nil,
            // It ends the snooze, too.
            (row[4] as Int64?) == nil
        else { return false }
        var lastAt: Int64 = row[0]
        let answeredAt: Int64? = row[1]
        // Somebody left an alias, or an agent took one from somebody.
        let hasDepartures =
            try db.integer("SELECT 1 FROM departure UNION ALL SELECT 1 FROM identityAct LIMIT 1") != nil
        for fold in folds.sorted(by: { ($0.timestamp, $0.tie) < ($1.timestamp, $1.tie) }) {
            // Of one second the later to arrive is the last: all of that second are looked at.
            guard fold.timestamp > lastAt else { return false }
            // A notice may tell a new address, and an old one may be theirs no more.
            if fold.address == nil, fold.effect == .none { return false }
            if hasDepartures, let address = fold.address, try !holds(thread, address) { return false }
            lastAt = fold.timestamp
            var evidence = WindowEvidence()
            evidence.count(
                fold.effect, timestamp: Instant(milliseconds: fold.timestamp),
                arrival: fold.arrival.map { Instant(milliseconds: $0) })
            let start = min(fold.timestamp, fold.arrival ?? fold.timestamp)
            let waits = fold.asksForAnswer && answeredAt.map { start > $0 } ?? true
            try db.run(
                """
                UPDATE thread SET
                    trigger = CASE WHEN ?2 IS NULL THEN trigger ELSE max(ifnull(trigger, ?2), ?2) END,
                    undatedTrigger = CASE WHEN ?3 IS NULL THEN undatedTrigger ELSE max(ifnull(undatedTrigger, ?3), ?3) END,
                    reaction = CASE WHEN ?4 IS NULL THEN reaction ELSE max(ifnull(reaction, ?4), ?4) END,
                    undatedReaction = CASE WHEN ?5 IS NULL THEN undatedReaction
                        ELSE max(ifnull(undatedReaction, ?5), ?5) END,
                    waitingSince = CASE WHEN ?6 AND (waitingSince IS NULL OR waitingSince > ?11) THEN ?11 ELSE waitingSince END,
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
                    fold.countsAsUnread ? 1 : 0, fold.tie, fold.message, start,
                    fold.effect == .none ? 0 : 1, fold.address,
                ])
        }
        return true
    }

    /// Of the messages of a thread and a moment the one that arrived last, as the pane shows them (`inOrderOfArrival`).
    static let lastOfSecond = """
        SELECT id FROM message WHERE thread = ?1 AND timestamp = ?2 AND direction <> \(noteDirection)
        ORDER BY arrival IS NULL DESC, arrival DESC, tie DESC LIMIT 1
        """

    /// The whole row from the thread's facts, written at once and only when it differs: each index that holds a column is
    /// rewritten with every statement that names the column.
    private func refold(_ thread: Int64) throws {
        guard let place = try db.row("SELECT number, person FROM thread WHERE id = ?", [thread]) else { return }
        try foldCare(thread)
        let inbound = try foldInbound(thread)
        let answers = try foldAnswers(thread)
        let acts = try foldActs(thread)
        let consent = try consent(of: place[1])
        let owner = try owner(of: thread, inbound, answers)
        // A note moves no row: what was said last is what the customer or we said.
        let newest = try db.row(
            """
            SELECT timestamp, tie FROM message WHERE thread = ? AND direction <> \(Self.noteDirection)
            ORDER BY timestamp DESC, tie DESC LIMIT 1
            """, [thread])
        let last = try newest.flatMap { try db.integer(Self.lastOfSecond, [thread, $0[0] as Int64]) }
        // Without a message, the thread stands where it was opened.
        let lastAt: Int64 =
            try newest?[0]
            ?? db.integer("SELECT min(at) FROM agentFact WHERE thread = ?", [thread]) ?? 0
        let isDone = acts.doneAt.map { $0 > inbound.arrivedAt ?? .min && inbound.unread == 0 } ?? false
        let snooze = acts.snooze.flatMap { $0.at > inbound.cameAt ?? .min && inbound.unread == 0 ? $0 : nil }
        let columns: [(name: String, value: (any DatabaseValueConvertible)?)] = [
            ("trigger", inbound.trigger), ("undatedTrigger", inbound.undatedTrigger), ("reaction", inbound.reaction),
            ("undatedReaction", inbound.undatedReaction), ("unread", inbound.unread),
            ("inboundAt", inbound.arrivedAt), ("hasWritten", inbound.hasWritten),
            ("answeredAt", answers.at), ("waitingSince", try waitingSince(thread, answeredAt: answers.at)),
            ("failed", answers.failed), ("lastSentAddress", answers.address), ("refusedAt", answers.refusedAt),
            ("triedAt", answers.triedAt), ("assignee", acts.assignee), ("assignedAt", acts.assignedAt),
            ("assignedBy", acts.assignedBy), ("doneAt", acts.doneAt),
            ("optOut", consent.optOut?.rawValue), ("hasOptIn", consent.hasOptIn), ("isDone", isDone),
            ("isBlocked", acts.isBlocked), ("snoozedUntil", snooze?.until), ("snoozedAt", snooze?.at),
            ("snoozedBy", snooze?.by), ("stateOfPlay", acts.state?[2] as String?),
            ("stateBy", acts.state?[3] as String?), ("stateAt", acts.state?[1] as Int64?),
            ("priority", acts.priority), ("labels", try foldLabels(thread)),
            ("lastAt", lastAt), ("lastTie", newest?[1] as Int64?), ("lastMessage", last),
            ("address", try address(thread, person: place[1])),
            ("isUnrouted", try isUnrouted(number: place[0], person: place[1])),
            ("ownedAt", owner?.since), ("ownedUntil", owner?.until),
            ("owner", try owner.flatMap { _ in try ownerRole(of: thread) }),
        ]
        let names = columns.map(\.name).joined(separator: ", ")
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        try db.run(
            "UPDATE thread SET (\(names)) = (\(marks)) WHERE id = ? AND (\(names)) IS NOT (\(marks))",
            StatementArguments(columns.map(\.value) + [thread] + columns.map(\.value)))
        try settleStops(of: place[1])
    }

    /// Which of our messages somebody has looked after.
    private func foldCare(_ thread: Int64) throws {
        let isLookedAfter = """
            EXISTS (SELECT 1 FROM agentFact f WHERE f.kind = \(FactCode.settle.rawValue)
                AND f.value IN (message.localID, message.wamid) AND f.number = message.number)
            """
        try db.run(
            """
            UPDATE message SET isRead = \(isLookedAfter)
            WHERE thread = ? AND direction = 1 AND isRead <> \(isLookedAfter)
            """, [thread])
    }

    /// What the customer did: evidence for the window, and what is unread.
    private struct InboundSide {
        var trigger: Int64?
        var undatedTrigger: Int64?
        var reaction: Int64?
        var undatedReaction: Int64?
        var unread: Int64
        var arrivedAt: Int64?
        var hasWritten: Bool
        /// The newest that says that another responder has the thread, and that we may answer: times four, and a rank for
        /// what is of one second, in which a handover follows the message that led to it.
        var elsewhere: Int64?
        var ours: Int64?
        /// When the customer wrote last, whoever was to read it.
        var customerAt: Int64?
        /// When the newest of what came to us was here, at the latest. An agent had not seen it before, whatever its stamp.
        var cameAt: Int64?
    }

    private func foldInbound(_ thread: Int64) throws -> InboundSide {
        let row = try db.row(
            """
            SELECT max(CASE WHEN effect = 1 AND arrival IS NOT NULL THEN min(timestamp, arrival) END),
                max(CASE WHEN effect = 1 AND arrival IS NULL AND timestamp > 0 THEN timestamp END),
                max(CASE WHEN effect = 2 AND arrival IS NOT NULL THEN min(timestamp, arrival) END),
                max(CASE WHEN effect = 2 AND arrival IS NULL AND timestamp > 0 THEN timestamp END),
                ifnull(sum(isRead = 0 AND type <> \(StatusCode.system) AND source = \(live)), 0),
                max(CASE WHEN source = \(live) THEN \(Self.start) END),
                ifnull(max(effect > 0 OR source = \(Telling.history.rawValue) AND type <> \(StatusCode.system)), 0),
                max(CASE WHEN type = ?2 THEN \(Self.start) * 4 + 2
                    WHEN effect > 0 AND source = \(Telling.standby.rawValue) THEN \(Self.start) * 4 END),
                max(CASE WHEN type = ?3 THEN \(Self.start) * 4 + 3
                    WHEN effect > 0 AND source = \(live) THEN \(Self.start) * 4 + 1 END),
                max(CASE WHEN effect > 0 THEN \(Self.start) END),
                max(CASE WHEN source = \(live) THEN ifnull(arrival, timestamp + 999) END)
            FROM message WHERE thread = ?1 AND direction = 0
            """, [thread, try word(InboundEvent.takenType), try word(InboundEvent.passedType)])
        return InboundSide(
            trigger: row?[0], undatedTrigger: row?[1], reaction: row?[2], undatedReaction: row?[3],
            unread: row?[4] ?? 0, arrivedAt: row?[5], hasWritten: row?[6] ?? false, elsewhere: row?[7],
            ours: row?[8], customerAt: row?[9], cameAt: row?[10])
    }

    private var live: Int { Telling.live.rawValue }

    /// Another responder of the number has the thread, until nobody has it by itself (`whatsapp.md` §1.8). There is no way
    /// to ask: it is inferred. Of two signs of one kind and moment the one for us counts: the platform is the authority.
    /// Where nothing speaks of another, nothing of ours is asked for.
    private func owner(
        of thread: Int64, _ inbound: InboundSide, _ answers: OutboundSide
    ) throws -> (since: Int64, until: Int64)? {
        let refusedAt = answers.hasFailed ? try notOwnedAt(thread) : nil
        guard let elsewhere = [inbound.elsewhere, refusedAt.map { $0 * 4 + 2 }].compactMap({ $0 }).max() else {
            return nil
        }
        let ours = [inbound.ours, try ownedAt(thread).map { $0 * 4 + 1 }].compactMap { $0 }.max()
        if let ours, ours >= elsewhere { return nil }
        let since = elsewhere / 4
        return (since, max(since, inbound.customerAt ?? since) + ThreadOwner.idleAfter.milliseconds)
    }

    /// When the newest free-form message of ours was written that the platform took: it takes them from the owner.
    private func ownedAt(_ thread: Int64) throws -> Int64? {
        try db.integer(
            """
            SELECT max(timestamp) FROM message WHERE thread = ? AND direction = 1 AND source = \(live) AND lane = 0
                AND stage >= \(DeliveryStage.accepted.rawValue) AND template IS NULL
            """, [thread])
    }

    /// When the newest left that it refused because the thread is another responder's.
    private func notOwnedAt(_ thread: Int64) throws -> Int64? {
        let refused = "message m JOIN outbox o ON o.message = m.id JOIN attempt a ON a.outbox = o.seq"
        let failed = "message m JOIN sent s ON s.message = m.id JOIN status x ON x.sent = s.id"
        let code = ThreadOwner.refusalCode
        return try db.integer(
            """
            SELECT max(at) FROM (
                SELECT a.leftAt AS at FROM \(refused)
                    WHERE m.thread = ?1 AND m.direction = 1 AND m.lane > 0 AND a.code = \(code)
                UNION ALL
                SELECT m.timestamp FROM \(failed)
                    WHERE m.thread = ?1 AND m.direction = 1 AND m.lane > 0 AND x.failureCode = \(code))
            """, [thread])
    }

    private func ownerRole(of thread: Int64) throws -> String? {
        try db.text(
            """
            SELECT role FROM message WHERE thread = ?1 AND direction = 0 AND type IN (?2, ?3)
            ORDER BY timestamp DESC, tie DESC LIMIT 1
            """, [thread, try word(InboundEvent.takenType), try word(InboundEvent.passedType)])
    }

    /// When a customer's message began to count: compared with our own clock, a stamp of the future must not pass for
    /// something they wrote after our answer (law 1).
    private static let start = "min(timestamp, ifnull(arrival, timestamp))"

    private func waitingSince(_ thread: Int64, answeredAt: Int64?) throws -> Int64? {
        try db.integer(
            """
            SELECT min(\(Self.start)) FROM message WHERE thread = ?1 AND direction = 0 AND source = \(live)
                AND (effect = 1 AND type <> ?2 OR type = ?4) AND \(Self.start) > ?3
            """,
            [
                thread, try word(InboundEvent.acceptedCallType), answeredAt ?? -9_000_000_000_000_000_000,
                try word(InboundEvent.passedType),
            ])
    }

    /// What we sent: the newest answer, failures nobody looked after, where the newest went, and what the platform said
    /// about the window.
    private struct OutboundSide {
        var at: Int64?
        var failed: Int64
        var address: String?
        var refusedAt: Int64?
        var triedAt: Int64?
        /// Whether any of them failed or was refused, looked after or not.
        var hasFailed: Bool
    }

    private func foldAnswers(_ thread: Int64) throws -> OutboundSide {
        let row = try db.row(
            """
            SELECT
                max(CASE WHEN lane = 0 AND stage >= \(DeliveryStage.accepted.rawValue)
                    AND type <> \(StatusCode.reaction) THEN timestamp END),
                (SELECT count(*) FROM message m WHERE m.thread = ?1 AND m.direction = 1 AND m.lane > 0 AND m.isRead = 0
                    AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.thread = ?1 AND o.isRecalled = 0
                        AND (o.replaces = m.localID OR o.replaces = m.wamid))),
                (SELECT m.address FROM message m WHERE m.thread = ?1 AND m.direction = 1
                    AND m.stage >= \(DeliveryStage.accepted.rawValue) AND m.source = \(live)
                    ORDER BY m.timestamp DESC, m.tie DESC LIMIT 1),
                (SELECT max(refusedAt) FROM outbox WHERE thread = ?1),
                (SELECT max(triedAt) FROM outbox WHERE thread = ?1),
                ifnull(max(lane > 0), 0)
            FROM message WHERE thread = ?1 AND direction = 1
            """, [thread])
        return OutboundSide(
            at: row?[0], failed: row?[1] ?? 0, address: row?[2], refusedAt: row?[3], triedAt: row?[4],
            hasFailed: row?[5] ?? false)
    }

    /// What agents did.
    private struct AgentSide {
        var assignee: String?
        var assignedAt: Int64?
        var assignedBy: String?
        var doneAt: Int64?
        var snooze: (until: Int64, at: Int64, by: String)?
        var isBlocked = false
        /// The newest that was said of how things stand: kind, time, words, agent. Nil when that is nothing.
        var state: Row?
        var priority: Int64 = 0
    }

    private func foldActs(_ thread: Int64) throws -> AgentSide {
        func newest(_ kinds: [FactCode]) throws -> Row? {
            let list = kinds.map { String($0.rawValue) }.joined(separator: ",")
            return try db.row(
                """
                SELECT kind, at, value, actor FROM agentFact WHERE thread = ? AND kind IN (\(list))
                ORDER BY at DESC, id DESC LIMIT 1
                """, [thread])
        }
        guard try db.integer("SELECT 1 FROM agentFact WHERE thread = ? LIMIT 1", [thread]) != nil else {
            return AgentSide()
        }
        let assignment = try newest([.assign])
        // One of them stands: open, done or out of sight.
        let standing = try newest([.done, .reopen, .snooze])
        let block = try newest([.block])
        return AgentSide(
            assignee: assignment.flatMap { $0[2] }, assignedAt: assignment?[1], assignedBy: assignment?[3],
            doneAt: standing.flatMap { ($0[0] as Int64) == FactCode.done.rawValue ? $0[1] : nil },
            snooze: standing.flatMap { row in
                guard (row[0] as Int64) == FactCode.snooze.rawValue else { return nil }
                let until: String? = row[2]
                return (until.flatMap { Int64($0) } ?? Snooze.noEnd.milliseconds, row[1], row[3])
            },
            isBlocked: block.map { ($0[2] as String?) == "1" } ?? false,
            state: try newest([.stateOfPlay]).flatMap { ($0[2] as String?) == nil ? nil : $0 },
            priority: try newest([.priority]).flatMap { ($0[2] as String?).flatMap { Int64($0) } } ?? 0)
    }

    private func holds(_ thread: Int64, _ address: String) throws -> Bool {
        guard let person = try db.integer("SELECT person FROM thread WHERE id = ?", [thread]) else { return false }
        return try db.heldEpoch(of: address, by: person) != nil
    }

    /// The alias that wrote last, or the one a newer notice tells they went to; where nobody wrote, the one that was written
    /// to. Only what the person still has: an answer must not reach whoever has their old number now. When nothing said here
    /// names such an alias, the person's most durable one.
    private func address(_ thread: Int64, person: Int64) throws -> String? {
        let isHeld = Database.isHeld("m.address", by: "?2")
        return try db.text(
            """
            SELECT coalesce(
                (SELECT address FROM message m WHERE thread = ?1 AND direction = 0 AND address IS NOT NULL
                    AND (type <> \(StatusCode.system) OR EXISTS (
                        SELECT 1 FROM identityChangeMember c JOIN identityChange i ON i.id = c.change
                        WHERE c.alias = m.address AND i.at = m.timestamp))
                    AND \(isHeld) ORDER BY timestamp DESC, tie DESC LIMIT 1),
                (SELECT address FROM message m WHERE thread = ?1 AND direction = 0 AND address IS NOT NULL
                    AND \(isHeld) ORDER BY timestamp DESC, tie DESC LIMIT 1),
                (SELECT address FROM message m WHERE thread = ?1 AND direction = 1 AND address IS NOT NULL
                    AND \(isHeld) ORDER BY timestamp DESC, tie DESC LIMIT 1),
                (SELECT f.alias FROM agentFact f WHERE thread = ?1 AND \(Database.isHeld("f.alias", by: "?2"))
                    ORDER BY kind = \(FactCode.open.rawValue) DESC, at, id LIMIT 1))
            """, [thread, person])
            ?? db.holding(of: person).flatMap { $0.isHeld ? $0.alias.code : nil }
    }

    private func isUnrouted(number: Int64, person: Int64) throws -> Bool {
        guard isOurs(number) else { return true }
        return try db.integer(
            """
            SELECT 1 FROM alias WHERE person = ? AND alias LIKE '\(AliasKind.nobody.rawValue)%' LIMIT 1
            """, [person]) != nil
    }
}
