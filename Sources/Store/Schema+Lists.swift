/// The thread row, what lists are cut from, and the views other tools read.
extension Schema {
    /// Everything a list row shows, kept in the transaction that changes it. The generated columns are how time enters:
    /// a section is a range of `certainEnd` or `anyEnd` compared with the `now` of the question, and no row needs a tick.
    ///
    /// `standing`: 0 not delivered, 1 unanswered, 2 answered. `certainEnd`: until when the window is open for certain
    /// (0 when disputed or never open); `anyEnd`: the same counting reactions and disputes. Keys that sort downwards are negated.
    static let threads = """
        CREATE TABLE thread (
            id INTEGER PRIMARY KEY, number INTEGER NOT NULL, person INTEGER NOT NULL,
            trigger INTEGER, undatedTrigger INTEGER, reaction INTEGER, undatedReaction INTEGER,
            refusedAt INTEGER, triedAt INTEGER, waitingSince INTEGER, unread INTEGER NOT NULL DEFAULT 0,
            failed INTEGER NOT NULL DEFAULT 0, lastAt INTEGER NOT NULL DEFAULT 0, lastTie INTEGER, lastMessage INTEGER,
            assignee TEXT, doneAt INTEGER, inboundAt INTEGER, isDone INTEGER NOT NULL DEFAULT 0, optOut INTEGER,
            hasWritten INTEGER NOT NULL DEFAULT 0, hasOptIn INTEGER NOT NULL DEFAULT 0,
            address TEXT, addressAt INTEGER, addressBy TEXT, lastSentAddress TEXT, answeredAt INTEGER,
            isUnrouted INTEGER NOT NULL DEFAULT 0,
            newest INTEGER GENERATED ALWAYS AS (-lastAt) VIRTUAL,
            standing INTEGER GENERATED ALWAYS AS
                (CASE WHEN failed > 0 THEN 0 WHEN waitingSince IS NOT NULL THEN 1 ELSE 2 END) VIRTUAL,
            isUnread INTEGER GENERATED ALWAYS AS (unread > 0) VIRTUAL,
            certainEnd INTEGER GENERATED ALWAYS AS (CASE
                WHEN trigger IS NULL AND undatedTrigger IS NULL THEN 0
                WHEN ifnull(refusedAt, -9000000000000000000) >
                    max(ifnull(trigger, -9000000000000000000), ifnull(undatedTrigger, -9000000000000000000)) THEN 0
                ELSE max(ifnull(trigger, -9000000000000000000), ifnull(undatedTrigger, -9000000000000000000)) + 86400000
                END) VIRTUAL,
            anyEnd INTEGER GENERATED ALWAYS AS (
                max(ifnull(trigger, -9000000000000000000), ifnull(undatedTrigger, -9000000000000000000),
                    ifnull(reaction, -9000000000000000000), ifnull(undatedReaction, -9000000000000000000)) + 86400000
                ) VIRTUAL,
            shutKey INTEGER GENERATED ALWAYS AS (
                -(max(ifnull(trigger, -9000000000000000000), ifnull(undatedTrigger, -9000000000000000000),
                    ifnull(reaction, -9000000000000000000), ifnull(undatedReaction, -9000000000000000000)) + 86400000)
                ) VIRTUAL,
            UNIQUE (person, number));
        """

    /// Covering indexes: four that hold each section in its order, three that hold a small set whatever its order, one for
    /// the few doubtful windows. `tally` counts what time does not change, so that counts cost the same at any size.
    static let lists = """
        CREATE INDEX threadByNewest ON thread(
            standing, isDone, newest, person, number, assignee, isUnread, waitingSince, certainEnd, anyEnd, id);
        CREATE INDEX threadByEnd ON thread(
            isDone, certainEnd, person, number, assignee, isUnread, id) WHERE standing = 1;
        CREATE INDEX threadByShut ON thread(
            isDone, shutKey, person, number, assignee, isUnread, id) WHERE standing = 1;
        CREATE INDEX threadByWaiting ON thread(
            isDone, waitingSince, person, number, assignee, isUnread, standing, certainEnd, anyEnd, id)
            WHERE waitingSince IS NOT NULL;
        CREATE INDEX threadDoubtful ON thread(
            isDone, anyEnd, certainEnd, waitingSince, person, number, assignee, isUnread, id)
            WHERE standing = 1 AND certainEnd < anyEnd;
        CREATE INDEX threadByAssignee ON thread(
            assignee, isDone, standing, newest, person, number, isUnread, waitingSince, certainEnd, anyEnd, id)
            WHERE assignee IS NOT NULL;
        CREATE INDEX threadUnread ON thread(
            isDone, standing, newest, person, number, assignee, waitingSince, certainEnd, anyEnd, id) WHERE isUnread = 1;
        CREATE INDEX threadByNumber ON thread(
            number, isDone, standing, newest, person, assignee, isUnread, waitingSince, certainEnd, anyEnd, id);
        CREATE INDEX threadUnrouted ON thread(isUnrouted) WHERE isUnrouted = 1;

        CREATE TABLE tally (
            number INTEGER NOT NULL, assignee TEXT NOT NULL, isDone INTEGER NOT NULL, standing INTEGER NOT NULL,
            isUnread INTEGER NOT NULL, count INTEGER NOT NULL,
            PRIMARY KEY (number, assignee, isDone, standing, isUnread)) WITHOUT ROWID;
        CREATE TRIGGER threadCounted AFTER INSERT ON thread BEGIN
            INSERT INTO tally VALUES (
                NEW.number, ifnull(NEW.assignee, ''), NEW.isDone, NEW.standing, NEW.isUnread, 1)
            ON CONFLICT DO UPDATE SET count = count + 1;
        END;
        CREATE TRIGGER threadUncounted AFTER DELETE ON thread BEGIN
            UPDATE tally SET count = count - 1 WHERE number = OLD.number AND assignee = ifnull(OLD.assignee, '')
                AND isDone = OLD.isDone AND standing = OLD.standing AND isUnread = OLD.isUnread;
        END;
        CREATE TRIGGER threadRecounted AFTER UPDATE ON thread
        WHEN OLD.standing <> NEW.standing OR OLD.isUnread <> NEW.isUnread OR OLD.isDone <> NEW.isDone
            OR OLD.assignee IS NOT NEW.assignee OR OLD.number <> NEW.number BEGIN
            UPDATE tally SET count = count - 1 WHERE number = OLD.number AND assignee = ifnull(OLD.assignee, '')
                AND isDone = OLD.isDone AND standing = OLD.standing AND isUnread = OLD.isUnread;
            INSERT INTO tally VALUES (
                NEW.number, ifnull(NEW.assignee, ''), NEW.isDone, NEW.standing, NEW.isUnread, 1)
            ON CONFLICT DO UPDATE SET count = count + 1;
        END;
        """

    /// The integration surface: read-only, and kept when the tables behind change. Instants are milliseconds since 1970.
    static let views = """
        CREATE VIEW v_threads AS SELECT
            p.exported AS person, n.value AS phone_number_id, substr(t.address, 2) AS address,
            ifnull(p.name, p.givenName) AS name, p.username AS username, t.waitingSince AS waiting_since,
            t.unread AS unread, t.failed AS failed, t.lastAt AS last_at, t.assignee AS assignee, t.isDone AS is_done,
            t.isUnrouted AS is_unrouted, m.text AS preview
            FROM thread t JOIN person p ON p.id = t.person JOIN number n ON n.id = t.number
            LEFT JOIN message m ON m.id = t.lastMessage;
        CREATE VIEW v_messages AS SELECT
            p.exported AS person, n.value AS phone_number_id, m.wamid AS wamid, m.localID AS local_id,
            CASE m.direction WHEN 0 THEN 'in' ELSE 'out' END AS direction, w.text AS type, m.text AS text,
            m.timestamp AS timestamp, m.arrival AS arrival, m.isRead AS is_read, m.stage AS stage, m.lane AS lane,
            m.author AS author, m.template AS template
            FROM message m JOIN thread t ON t.id = m.thread JOIN person p ON p.id = t.person
            JOIN number n ON n.id = m.number JOIN word w ON w.id = m.type;
        CREATE VIEW v_windows AS SELECT
            p.exported AS person, n.value AS phone_number_id, t.trigger AS trigger_at,
            t.undatedTrigger AS undated_trigger_at, t.reaction AS reaction_at, t.undatedReaction AS undated_reaction_at,
            t.refusedAt AS refused_at, t.triedAt AS tried_at,
            nullif(t.certainEnd, 0) AS open_until
            FROM thread t JOIN person p ON p.id = t.person JOIN number n ON n.id = t.number;
        """
}
