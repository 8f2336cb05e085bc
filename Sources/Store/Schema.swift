import GRDB
import Inbox

/// The tables, by numbered migrations that only ever grow in number; each runs in one transaction.
///
/// Facts never change but for minima and maxima that no order of reading can alter (`arrival`, `firstAt`, the time of
/// what has no stamp; what is newest of `number`): `envelope`, the body columns of `message`, `status`, `other`,
/// `aliasSet`, `identityChange`, `agentFact`, `outbox` with `attempt`, `templateFact`, `templateEvent`,
/// `preference`, `bookEntry`, `channelEvent`, `tombstone`. Projections are folded from them. Local state is in `draft`, `localValue`,
/// `templateUse`, `media`, `upload`, `machineText`, `playingTime`, `presence`.
/// Instants are milliseconds since 1970; numbers (`phone_number_id`) and words are integers of a dictionary.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            for part in [dictionaries, facts, people, messages, threads, lists, outbox, templates, local, views] {
                try db.execute(sql: part)
            }
            for (id, text) in StatusCode.seeds {
                try db.execute(sql: "INSERT INTO word(id, text) VALUES (?, ?)", arguments: [id, text])
            }
        }
        migrator.registerMigration("2") { db in
            // Which failures were looked after is asked by what the fact names, with every fold of a thread.
            try db.execute(
                sql: """
                    CREATE INDEX agentFactSettling ON agentFact(value) WHERE kind = \(FactCode.settle.rawValue)
                    """)
        }
        // Which spool file a body was first read from: local, because it depends on the order of reading.
        migrator.registerMigration("3") { db in try db.execute(sql: "ALTER TABLE envelope ADD COLUMN file TEXT") }
        migrator.registerMigration("4") { db in try db.execute(sql: constraints) }
        migrator.registerMigration("5") { db in try db.execute(sql: holders) }
        // What people told the platform about marketing messages.
        migrator.registerMigration("6") { db in
            try db.execute(
                sql: """
                    CREATE TABLE preference (
                        alias TEXT NOT NULL, at INTEGER NOT NULL, isStopped INTEGER NOT NULL,
                        PRIMARY KEY (alias, at, isStopped)) WITHOUT ROWID
                    """)
        }
        // Reactions, edits and deletions are found by the message they name.
        migrator.registerMigration("7") { db in
            try db.execute(sql: "CREATE INDEX messageByQuoted ON message(number, quotes) WHERE quotes IS NOT NULL")
        }
        // Fields of every kind.
        migrator.registerMigration("8") { db in try db.execute(sql: fields) }
        migrator.registerMigration("9") { db in
            try db.execute(sql: media)
            try noteFilesOfBefore(db)
        }
        // Whom we blocked; which facts of agents say who is who, found by alias; what is billed, found by time.
        migrator.registerMigration("10") { db in try db.execute(sql: relations) }
        // What groups are called, and who stopped marketing messages, stand in bodies that were read before.
        migrator.registerMigration("11") { db in try db.execute(sql: readAgain) }
        migrator.registerMigration("12") { db in try db.execute(sql: snoozes) }
        migrator.registerMigration("13") { db in try db.execute(sql: notes) }
        migrator.registerMigration("14") { db in try db.execute(sql: standings) }
        // What was erased, so that it stays so.
        migrator.registerMigration("15") { db in try db.execute(sql: tombstones) }
        migrator.registerMigration("16") { db in try db.execute(sql: makeViews) }
        migrator.registerMigration("17") { db in try db.execute(sql: assigning) }
        migrator.registerMigration("18") { db in
            try db.execute(sql: orders)
            try nameEverybody(db)
        }
        migrator.registerMigration("19") { db in
            try db.execute(sql: stops)
            try markStops(
                db, words: Set(StopWords.standard.compactMap { StopWords.folded($0) }), wishes: stopAskedAtFirst)
            try db.execute(sql: makeViews)
        }
        // What a team's own programs are told of.
        migrator.registerMigration("20") { db in try db.execute(sql: hooks) }
        migrator.registerMigration("21") { db in try db.execute(sql: playingTimes) }
        migrator.registerMigration("22") { db in try db.execute(sql: presence) }
        migrator.registerMigration("23") { db in try db.execute(sql: hooksAmended) }
        migrator.registerMigration("24") { db in try db.execute(sql: stopsByThread) }
        migrator.registerMigration("25") { db in
            try db.execute(sql: wordsBeside)
            try noteWordsBeside(db)
            try db.execute(sql: "INSERT INTO messageText(messageText) VALUES ('rebuild')")
        }
        // Who wrote in a group, so that their own conversation has the name told there.
        migrator.registerMigration("26") { db in
            try db.execute(sql: sendersOfGroups)
            try noteSendersOfGroups(db)
        }
        // Nobody waits since tomorrow, in the views either.
        migrator.registerMigration("27") { db in try db.execute(sql: makeViews) }
        // What a row says last is what the conversation says last.
        migrator.registerMigration("28") { db in
            let last = Ledger.lastOfSecond.replacing("?1", with: "thread.id").replacing("?2", with: "thread.lastAt")
            try db.execute(sql: "UPDATE thread SET lastMessage = (\(last)) WHERE lastMessage IS NOT NULL")
        }
        return migrator
    }

    /// Who held an alias when something was said or done to them, as the beginning of the epoch; null lets the time decide.
    /// Kind of a draft: 0 in the box, 1 held until they write. Drafts of before go to the newest holder, who was shown them.
    private static let holders = """
        ALTER TABLE message ADD COLUMN epoch INTEGER;
        ALTER TABLE agentFact ADD COLUMN epoch INTEGER;
        CREATE TABLE newDraft (
            agent TEXT NOT NULL, number TEXT NOT NULL, alias TEXT NOT NULL, epoch INTEGER NOT NULL DEFAULT 0,
            kind INTEGER NOT NULL DEFAULT 0, text TEXT NOT NULL, PRIMARY KEY (agent, number, alias, epoch, kind)) WITHOUT ROWID;
        INSERT INTO newDraft SELECT agent, number, alias,
            ifnull((SELECT max(a.epoch) FROM alias a WHERE a.alias = draft.alias), 0), 0, text FROM draft;
        INSERT INTO newDraft SELECT agent, substr(rest, 1, colon - 1), substr(rest, colon + 1),
            ifnull((SELECT max(a.epoch) FROM alias a WHERE a.alias = substr(rest, colon + 1)), 0), 1, value
            FROM (SELECT agent, value, substr(name, 6) AS rest, instr(substr(name, 6), ':') AS colon FROM localValue
                WHERE name LIKE 'held:%:%');
        DELETE FROM localValue WHERE name LIKE 'held:%:%';
        DROP TABLE draft;
        ALTER TABLE newDraft RENAME TO draft;
        """

    private static let dictionaries = """
        CREATE TABLE number (
            id INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE, display TEXT, waba TEXT,
            toldAt INTEGER, isOurs INTEGER NOT NULL DEFAULT 1);
        CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
        """

    private static let facts = """
        CREATE TABLE envelope (
            id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, arrival INTEGER, body BLOB NOT NULL);
        CREATE INDEX envelopeByArrival ON envelope(arrival) WHERE arrival IS NOT NULL;
        CREATE TABLE other (
            id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, field TEXT NOT NULL, number TEXT, waba TEXT,
            timestamp INTEGER, arrival INTEGER, raw TEXT NOT NULL);
        CREATE INDEX otherByHash ON other(hash);
        CREATE TABLE agentFact (
            id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, actor TEXT NOT NULL, number INTEGER NOT NULL,
            alias TEXT NOT NULL, aliasSet INTEGER NOT NULL, kind INTEGER NOT NULL, value TEXT, thread INTEGER);
        CREATE INDEX agentFactByThread ON agentFact(thread);
        """

    /// `alias` holds the epochs of every alias, `departure` where the epochs of a phone number begin; `epoch` 0 is the
    /// first, otherwise the instant at which the former holder left.
    private static let people = """
        CREATE TABLE aliasSet (
            id INTEGER PRIMARY KEY, members TEXT NOT NULL UNIQUE, firstAt INTEGER NOT NULL, person INTEGER);
        CREATE TABLE aliasSetMember (
            alias TEXT NOT NULL, aliasSet INTEGER NOT NULL, PRIMARY KEY (alias, aliasSet)) WITHOUT ROWID;
        CREATE TABLE identityChange (
            id INTEGER PRIMARY KEY, members TEXT NOT NULL, at INTEGER NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL,
            UNIQUE (members, at));
        CREATE TABLE identityChangeMember (
            alias TEXT NOT NULL, change INTEGER NOT NULL, PRIMARY KEY (alias, change)) WITHOUT ROWID;
        CREATE TABLE departure (alias TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (alias, at)) WITHOUT ROWID;
        CREATE TABLE alias (
            alias TEXT NOT NULL, epoch INTEGER NOT NULL, person INTEGER NOT NULL,
            PRIMARY KEY (alias, epoch)) WITHOUT ROWID;
        CREATE INDEX aliasByPerson ON alias(person);
        CREATE TABLE person (
            id INTEGER PRIMARY KEY AUTOINCREMENT, exported TEXT NOT NULL, name TEXT, nameAt INTEGER, nameBy TEXT,
            username TEXT, usernameAt INTEGER, usernameBy TEXT, givenName TEXT, searchKey TEXT);
        CREATE INDEX personByExported ON person(exported);
        CREATE TABLE movedPerson (old INTEGER PRIMARY KEY, new INTEGER NOT NULL);
        """

    /// `message.id` grows with the message's time (whole seconds, shifted, plus a counter), so that a search by rowid comes
    /// newest first without a sort. `tie` orders messages of one timestamp by facts alone.
    static let messages = """
        CREATE TABLE message (
            id INTEGER PRIMARY KEY, number INTEGER NOT NULL, thread INTEGER, direction INTEGER NOT NULL,
            timestamp INTEGER NOT NULL, tie INTEGER NOT NULL, arrival INTEGER, wamid TEXT, type INTEGER NOT NULL,
            isPlaceholder INTEGER NOT NULL DEFAULT 0, effect INTEGER NOT NULL DEFAULT 0,
            isRead INTEGER NOT NULL DEFAULT 0, stage INTEGER, lane INTEGER, aliasSet INTEGER NOT NULL, address TEXT,
            localID TEXT, author TEXT, template TEXT, quotes TEXT, name TEXT, username TEXT,
            envelope INTEGER, position INTEGER NOT NULL DEFAULT 0, text TEXT, raw TEXT);
        CREATE UNIQUE INDEX messageInbound ON message(number, wamid) WHERE direction = 0;
        CREATE INDEX messageByThread ON message(thread, timestamp, tie);
        CREATE TABLE readMark (
            number INTEGER NOT NULL, wamid TEXT NOT NULL, isRead INTEGER NOT NULL, at INTEGER NOT NULL,
            fact TEXT NOT NULL, PRIMARY KEY (number, wamid)) WITHOUT ROWID;
        CREATE TABLE sent (
            id INTEGER PRIMARY KEY, number INTEGER NOT NULL, wamid TEXT NOT NULL, recipient TEXT NOT NULL,
            callback TEXT, message INTEGER, UNIQUE (number, wamid));
        CREATE INDEX sentOrphan ON sent(callback) WHERE message IS NULL AND callback IS NOT NULL;
        CREATE INDEX sentByMessage ON sent(message) WHERE message IS NOT NULL;
        CREATE TABLE status (
            sent INTEGER NOT NULL, code INTEGER NOT NULL, recipient TEXT NOT NULL, timestamp INTEGER NOT NULL,
            arrival INTEGER, envelope INTEGER NOT NULL, pricingType INTEGER, pricingCategory INTEGER,
            failureCode INTEGER, failureTitle TEXT, failureDetails TEXT, waba INTEGER,
            PRIMARY KEY (sent, code, recipient)) WITHOUT ROWID;
        CREATE VIRTUAL TABLE messageText USING fts5(
            text, content='message', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3');
        """

    private static let outbox = """
        CREATE TABLE outbox (
            seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, number INTEGER NOT NULL, address TEXT NOT NULL,
            content TEXT NOT NULL, triesAnyway INTEGER NOT NULL, confirmsAddress INTEGER NOT NULL,
            isTry INTEGER NOT NULL, actor TEXT NOT NULL, enqueuedAt INTEGER NOT NULL, firstDueAt INTEGER NOT NULL,
            notAfter INTEGER NOT NULL, replaces TEXT, isRecalled INTEGER NOT NULL DEFAULT 0,
            state INTEGER NOT NULL, dueAt INTEGER NOT NULL, worker TEXT, message INTEGER, thread INTEGER, wamid TEXT,
            refusedAt INTEGER, triedAt INTEGER);
        CREATE INDEX outboxWaiting ON outbox(state, thread, seq) WHERE state IN (0, 1, 4);
        CREATE INDEX outboxByThread ON outbox(thread, seq);
        CREATE INDEX outboxByMessage ON outbox(message);
        CREATE INDEX outboxByWamid ON outbox(number, wamid) WHERE wamid IS NOT NULL;
        CREATE TABLE attempt (
            outbox INTEGER NOT NULL, ordinal INTEGER NOT NULL, leftAt INTEGER, worker TEXT, outcome INTEGER,
            at INTEGER, wamid TEXT, status TEXT, code INTEGER, title TEXT, details TEXT, retryAt INTEGER,
            PRIMARY KEY (outbox, ordinal)) WITHOUT ROWID;
        CREATE INDEX attemptByDeparture ON attempt(leftAt) WHERE leftAt IS NOT NULL;
        """

    private static let templates = """
        CREATE TABLE templateSync (waba TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (waba, at)) WITHOUT ROWID;
        CREATE TABLE templateFact (
            waba TEXT NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL,
            PRIMARY KEY (waba, name, language, at, body)) WITHOUT ROWID;
        CREATE TABLE templateEvent (
            waba TEXT NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL, timestamp INTEGER NOT NULL,
            change TEXT NOT NULL, arrival INTEGER,
            PRIMARY KEY (waba, name, language, timestamp, change)) WITHOUT ROWID;
        CREATE TABLE template (
            waba TEXT NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL, body TEXT NOT NULL,
            PRIMARY KEY (waba, name, language)) WITHOUT ROWID;
        """

    private static let local = """
        CREATE TABLE templateUse (
            waba TEXT NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL, count INTEGER NOT NULL,
            PRIMARY KEY (waba, name, language)) WITHOUT ROWID;
        CREATE TABLE draft (
            agent TEXT NOT NULL, number TEXT NOT NULL, alias TEXT NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (agent, number, alias)) WITHOUT ROWID;
        CREATE TABLE localValue (
            agent TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (agent, name)) WITHOUT ROWID;
        """
}
