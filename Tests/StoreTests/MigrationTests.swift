import GRDB
import Inbox
import Testing

@testable import Store

/// A store of each older version opens, with everything that was in it, as if this version had written it.
@Suite struct MigrationTests {
    /// The newest version there is.
    private static let newest = Schema.migrator.migrations.compactMap { Int($0) }.max() ?? 0

    /// What each migration added, taken away again; the newest first.
    private static let undoing: [(version: Int, sql: String)] = [
        (
            28,
            """
            UPDATE thread SET lastMessage = (SELECT id FROM message m WHERE m.thread = thread.id AND m.direction <> 2
                ORDER BY timestamp DESC, tie DESC LIMIT 1)
            """
        ),
        (27, "DROP VIEW v_threads; \(firstMade(in: Schema.views, "CREATE VIEW v_threads"))"),
        (26, "DROP INDEX messageBySender; ALTER TABLE message DROP COLUMN senderAlias"),
        (
            25,
            """
            DROP TABLE messageText; ALTER TABLE message DROP COLUMN beside;
            \(firstMade(in: Schema.messages, "CREATE VIRTUAL TABLE messageText"))
            INSERT INTO messageText(messageText) VALUES ('rebuild')
            """
        ),
        (
            24,
            """
            DROP TRIGGER stopMoved; DROP TRIGGER stopPlaced; DROP INDEX stopMessageByThread;
            ALTER TABLE stopMessage DROP COLUMN thread
            """
        ),
        (
            23,
            """
            DROP INDEX messageFailed; DROP TRIGGER hookFailedBefore; DROP TRIGGER hookSent;
            CREATE TRIGGER hookSent AFTER UPDATE OF state ON outbox BEGIN SELECT 1; END
            """
        ),
        (
            22,
            """
            DROP TABLE presence; DROP INDEX agentFactByTime; DROP INDEX agentFactByActor;
            CREATE INDEX agentFactByActor ON agentFact(actor)
            """
        ),
        (21, "DROP TABLE playingTime"),
        (
            20,
            """
            DROP TRIGGER hookReceived; DROP TRIGGER hookFailed; DROP TRIGGER hookSent; DROP TRIGGER hookAssigned;
            DROP TRIGGER hookErased; DROP TABLE hookEvent; DROP TABLE hookWish;
            """
        ),
        (
            19,
            """
            DROP VIEW v_threads; DROP TRIGGER messageUnstopped; DROP TABLE stopWord; DROP TABLE stopMessage;
            DROP INDEX threadStopAsked; ALTER TABLE thread DROP COLUMN stopAskedAt;
            \(firstMade(in: Schema.views, "CREATE VIEW v_threads"))
            """
        ),
        (
            18,
            """
            DROP INDEX threadOrderNewest; DROP INDEX threadOrderEnd; DROP INDEX threadOrderPriority;
            DROP INDEX threadOrderName; ALTER TABLE thread DROP COLUMN sortName; ALTER TABLE thread DROP COLUMN urgency
            """
        ),
        (
            17,
            """
            DROP INDEX agentFactByActor; ALTER TABLE thread DROP COLUMN assignedAt;
            ALTER TABLE thread DROP COLUMN assignedBy
            """
        ),
        (16, laterViews.map { "DROP VIEW \($0)" }.joined(separator: "; ")),
        (15, "DROP TABLE tombstone"),
        (
            14,
            """
            DROP VIEW v_threads; DROP TRIGGER threadUnlabelled; DROP TABLE threadLabel;
            ALTER TABLE thread DROP COLUMN stateOfPlay; ALTER TABLE thread DROP COLUMN stateBy;
            ALTER TABLE thread DROP COLUMN stateAt; ALTER TABLE thread DROP COLUMN labels;
            ALTER TABLE thread DROP COLUMN priority; \(firstMade(in: Schema.views, "CREATE VIEW v_threads"))
            """
        ),
        (13, "DROP VIEW v_messages; \(firstMade(in: Schema.views, "CREATE VIEW v_messages"))"),
        (
            12,
            """
            DROP VIEW v_threads; DROP INDEX threadSnoozed; DROP INDEX threadByNewest; DROP INDEX threadByEnd;
            DROP INDEX threadByShut; DROP INDEX threadByWaiting; DROP INDEX threadDoubtful; DROP INDEX threadByAssignee;
            DROP INDEX threadUnread; DROP INDEX threadByNumber;
            ALTER TABLE thread DROP COLUMN snoozeEnd; ALTER TABLE thread DROP COLUMN snoozedUntil;
            ALTER TABLE thread DROP COLUMN snoozedAt; ALTER TABLE thread DROP COLUMN snoozedBy;
            \(firstMade(in: Schema.lists, "CREATE INDEX thread")) \(firstMade(in: Schema.views, "CREATE VIEW v_threads"))
            """
        ),
        (
            11,
            """
            DELETE FROM message WHERE type IN (
                SELECT id FROM word WHERE text IN ('marketing_stop', 'marketing_resume'));
            UPDATE person SET name = NULL WHERE id IN (SELECT t.person FROM thread t JOIN message m ON m.thread = t.id
                JOIN aliasSet s ON s.id = m.aliasSet WHERE s.members LIKE '3%' AND m.source = 4);
            UPDATE message SET name = NULL WHERE source = 4 AND aliasSet IN (
                SELECT id FROM aliasSet WHERE members LIKE '3%');
            """
        ),
        (
            10,
            """
            DROP INDEX statusPriced; DROP INDEX agentFactTakenBack; DROP TABLE identityAct;
            ALTER TABLE thread DROP COLUMN isBlocked;
            """
        ),
        (9, "DROP TABLE machineIndex; DROP TABLE machineText; DROP TABLE upload; DROP TABLE media"),
        (
            8,
            """
            UPDATE sent SET message = NULL WHERE message IN (SELECT id FROM message WHERE direction = 1 AND source <> 0);
            DELETE FROM message WHERE source <> 0 OR type IN (SELECT id FROM word WHERE text = 'control_passed');
            ALTER TABLE message DROP COLUMN source; ALTER TABLE message DROP COLUMN role;
            ALTER TABLE thread DROP COLUMN ownedAt; ALTER TABLE thread DROP COLUMN ownedUntil;
            ALTER TABLE thread DROP COLUMN owner;
            DROP TABLE channelEvent; DROP TABLE bookEntry; DROP INDEX otherByTime;
            """
        ),
        (7, "DROP INDEX messageByQuoted"),
        (6, "DROP TABLE preference"),
        (
            5,
            """
            ALTER TABLE message DROP COLUMN epoch;
            ALTER TABLE agentFact DROP COLUMN epoch;
            CREATE TABLE oldDraft (
                agent TEXT NOT NULL, number TEXT NOT NULL, alias TEXT NOT NULL, text TEXT NOT NULL,
                PRIMARY KEY (agent, number, alias)) WITHOUT ROWID;
            INSERT INTO oldDraft SELECT agent, number, alias, text FROM draft WHERE kind = 0;
            INSERT INTO localValue(agent, name, value)
                SELECT agent, 'held:' || number || ':' || alias, text FROM draft WHERE kind = 1;
            DROP TABLE draft; ALTER TABLE oldDraft RENAME TO draft;
            """
        ),
        (
            4,
            """
            DROP INDEX messageOutbound; DROP INDEX outboxByWamid; DROP INDEX otherByHash;
            CREATE INDEX outboxByWamid ON outbox(number, wamid) WHERE wamid IS NOT NULL;
            ALTER TABLE other DROP COLUMN clash;
            CREATE INDEX otherByHash ON other(hash);
            ALTER TABLE message DROP COLUMN isUndated;
            ALTER TABLE status DROP COLUMN isUndated;
            ALTER TABLE number DROP COLUMN displayAt;
            CREATE TABLE oldEvent (
                waba TEXT NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL, timestamp INTEGER NOT NULL,
                change TEXT NOT NULL, arrival INTEGER,
                PRIMARY KEY (waba, name, language, timestamp, change)) WITHOUT ROWID;
            INSERT INTO oldEvent SELECT waba, name, language, timestamp, change, arrival FROM templateEvent;
            DROP TABLE templateEvent; ALTER TABLE oldEvent RENAME TO templateEvent;
            CREATE TABLE oldChange (
                id INTEGER PRIMARY KEY, members TEXT NOT NULL, at INTEGER NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL,
                UNIQUE (members, at));
            INSERT INTO oldChange SELECT id, members, at, old, new FROM identityChange;
            DROP TABLE identityChange; ALTER TABLE oldChange RENAME TO identityChange;
            """
        ),
        (3, "ALTER TABLE envelope DROP COLUMN file"),
        (2, "DROP INDEX agentFactSettling"),
    ]

    /// Those that were not there from the start.
    private static let laterViews = Schema.allViews.map(\.name).filter {
        !["v_threads", "v_messages", "v_windows"].contains($0)
    }

    /// What the first migration made of a kind, without what was never taken away since.
    private static func firstMade(in schema: String, _ beginning: String) -> String {
        schema.split(separator: ";").map { $0.drop { $0.isWhitespace } + ";" }
            .filter { $0.hasPrefix(beginning) && !$0.contains("threadUnrouted") }.joined(separator: "\n")
    }

    /// The tables of a store as SQLite keeps them, without what differs by spelling only.
    private static func columns(_ db: Database) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT m.name || ':' || ifnull((SELECT group_concat(name) FROM
                    (SELECT name FROM pragma_table_xinfo(m.name) ORDER BY name)), ifnull(m.sql, ''))
                FROM sqlite_master m WHERE m.name NOT LIKE 'sqlite_%' AND m.type IN ('table', 'index') ORDER BY 1
                """)
    }

    private static func fill(_ store: InboxStore) throws {
        _ = try store.apply(OrderTests.receptions + OrderCornerTests.corners.flatMap(\.bodies), numbers: nil)
        _ = try store.apply(BesideTests.receptions, numbers: nil)
        _ = try store.record(OrderTests.facts)
        try BesideTests.send(in: store, to: OrderTests.dana)
        let key = try #require(try store.thread(number: nil, alias: Alias(.waID, OrderTests.dana))).key
        try store.setDraft("half a sentence", for: key, agent: "bia")
    }

    /// What is searched of messages besides their text, and who wrote in groups: no dump tells either.
    private static func untold(_ scratch: Scratch) throws -> [String] {
        try scratch.store.pool.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT direction || ifnull(wamid, localID) || ifnull(beside, '') || ifnull(senderAlias, '') FROM message
                    WHERE beside IS NOT NULL OR senderAlias IS NOT NULL ORDER BY 1
                    """)
        }
    }

    private static func downgrade(_ scratch: Scratch, to version: Int) throws {
        try DatabaseQueue(path: scratch.path).writeWithoutTransaction { db in
            for step in undoing where step.version > version {
                try db.execute(sql: step.sql)
                try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = ?", arguments: ["\(step.version)"])
            }
            let made = try DatabaseQueue()
            try Schema.migrator.migrate(made, upTo: "\(version)")
            // What stands here is what that version made, or the test proves nothing.
            #expect(try columns(db) == made.read { try columns($0) })
        }
    }

    @Test(arguments: 1..<newest) func anOlderStoreBecomesThisOne(version: Int) throws {
        let scratch = try Scratch()
        try Self.fill(scratch.store)
        let expected = try scratch.dump()
        let untold = try Self.untold(scratch)
        #expect(untold.count > BesideTests.receptions.count + 1)
        try Self.downgrade(scratch, to: version)
        let store = try InboxStore(path: scratch.path)
        #expect(try store.version() == "\(Self.newest)")
        #expect(try scratch.dump() == expected)
        #expect(try Self.untold(scratch) == untold)
        try store.rebuild()
        #expect(try scratch.dump() == expected)
        let key = try #require(try store.thread(number: nil, alias: Alias(.waID, OrderTests.dana))).key
        #expect(try store.draft(key, agent: "bia") == "half a sentence")
        _ = try store.apply(OrderTests.receptions.reversed(), numbers: nil)
        #expect(try scratch.dump() == expected, "and goes on as if nothing had been")
    }

    /// A customer's picture of before is there for seven days, and nobody had asked for it.
    @Test func filesOfTheLastDaysAreAskedForAfterAnUpgrade() throws {
        let scratch = try Scratch()
        let week: Int64 = 7 * 86_400
        for (id, at) in [("wamid.1", 0 as Int64), ("wamid.2", week), ("wamid.3", week + 60)] {
            let content = #""image":{"id":"5\#(id.suffix(1))","mime_type":"image/jpeg"}"#
            let body = Bodies.message(id, at: at, from: OrderTests.dana, type: "image", content: content)
            _ = try scratch.store.apply([body], numbers: nil)
        }
        try Self.downgrade(scratch, to: 7)
        let store = try InboxStore(path: scratch.path)
        var found: [String] = []
        let now = Bodies.noon + .seconds(week + 120)
        while let job = try store.claimMedia(worker: "1:1", now: now).job { found.append(job.mediaID) }
        #expect(found == ["52", "53"])
    }

    /// What version 3 could still hold twice.
    @Test func repeatsOfAnOlderStoreBecomeOne() throws {
        let scratch = try Scratch()
        try Self.fill(scratch.store)
        let expected = try scratch.dump()
        try Self.downgrade(scratch, to: 3)
        try DatabaseQueue(path: scratch.path).write { db in
            try db.execute(
                sql: """
                    INSERT INTO other(hash, field, number, waba, timestamp, arrival, raw)
                        SELECT hash, field, number, waba, timestamp + 1000, NULL, raw FROM other;
                    INSERT INTO templateEvent SELECT waba, name, language, timestamp + 7, change, arrival + 7
                        FROM templateEvent WHERE timestamp % 1000 <> 0;
                    """)
        }
        _ = try InboxStore(path: scratch.path)
        #expect(try scratch.dump() == expected)
        _ = try DatabaseQueue(path: scratch.path).write { db in
            #expect(throws: DatabaseError.self) {
                try db.execute(
                    sql: """
                        INSERT INTO other(hash, clash, field, raw) SELECT hash, clash, field, raw FROM other LIMIT 1
                        """)
            }
        }
    }

    @Test func oneIdOfThePlatformIsOneMessageOfOurs() throws {
        let scratch = try Scratch()
        _ = try scratch.store.apply([Bodies.message("wamid.1", at: 0, from: OrderTests.dana)], numbers: nil)
        for id in ["uuid-1", "uuid-2"] {
            let row = try #require(try scratch.store.thread(number: nil, alias: Alias(.waID, OrderTests.dana)))
            let now = Bodies.noon + .seconds(60)
            var context = row.gateContext()
            context.lastSentAddress = nil
            let permit = try SendGate().pass(.text(TextContent(body: id)), in: context, pass: .keyPress, at: now).get()
            _ = try scratch.store.enqueue(
                permit, to: row.key, actor: "bia", id: id, dueAt: now, notAfter: now + .hours(1), now: now)
            _ = try scratch.store.claim(id: id, worker: "1:1", now: now)
            // The platform never says the same id twice; should it, neither message is lost nor sent again.
            _ = try scratch.store.finish(id: id, .accepted(wamid: "wamid.out", status: nil, at: now))
        }
        #expect(try scratch.store.item(id: "uuid-1")?.wamid == "wamid.out")
        #expect(try scratch.store.item(id: "uuid-2")?.wamid == nil)
        #expect(try scratch.store.item(id: "uuid-2")?.state == .accepted)
        let dump = try scratch.dump()
        try scratch.store.rebuild()
        #expect(try scratch.dump() == dump)
        try DatabaseQueue(path: scratch.path).write { db in
            for table in ["message", "outbox"] {
                #expect(throws: DatabaseError.self) {
                    try db.execute(
                        sql:
                            "UPDATE \(table) SET wamid = 'wamid.out' WHERE \(table == "outbox" ? "1" : "direction = 1")"
                    )
                }
            }
        }
    }

    @Test func aStoreOfANewerVersionIsLeftAlone() throws {
        let scratch = try Scratch()
        try DatabaseQueue(path: scratch.path).write { db in
            try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('9999')")
        }
        #expect(throws: StoreError.newerVersion(path: scratch.path)) { try InboxStore(path: scratch.path) }
    }
}
