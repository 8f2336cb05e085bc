import Inbox

/// Migrations 12 to 14: who is out of sight, and what is only among us.
extension Schema {
    /// `snoozedUntil` is null for none and `Snooze.noEnd` for *until they write*; `snoozeEnd` is until when it hides the
    /// row, 0 for not at all: what was not delivered is never hidden. The covering indexes get it as well.
    static let snoozes = """
        ALTER TABLE thread ADD COLUMN snoozedUntil INTEGER;
        ALTER TABLE thread ADD COLUMN snoozedAt INTEGER;
        ALTER TABLE thread ADD COLUMN snoozedBy TEXT;
        ALTER TABLE thread ADD COLUMN snoozeEnd INTEGER GENERATED ALWAYS AS
            (CASE WHEN failed > 0 OR isDone <> 0 THEN 0 ELSE ifnull(snoozedUntil, 0) END) VIRTUAL;
        DROP INDEX threadByNewest;
        DROP INDEX threadByEnd;
        DROP INDEX threadByShut;
        DROP INDEX threadByWaiting;
        DROP INDEX threadDoubtful;
        DROP INDEX threadByAssignee;
        DROP INDEX threadUnread;
        DROP INDEX threadByNumber;
        CREATE INDEX threadByNewest ON thread(
            standing, isDone, newest, person, number, assignee, isUnread, waitingSince, certainEnd, anyEnd, snoozeEnd, id);
        CREATE INDEX threadByEnd ON thread(
            isDone, certainEnd, person, number, assignee, isUnread, snoozeEnd, id) WHERE standing = 1;
        CREATE INDEX threadByShut ON thread(
            isDone, shutKey, person, number, assignee, isUnread, snoozeEnd, id) WHERE standing = 1;
        CREATE INDEX threadByWaiting ON thread(
            isDone, waitingSince, person, number, assignee, isUnread, standing, certainEnd, anyEnd, snoozeEnd, id)
            WHERE waitingSince IS NOT NULL;
        CREATE INDEX threadDoubtful ON thread(
            isDone, anyEnd, certainEnd, waitingSince, person, number, assignee, isUnread, snoozeEnd, id)
            WHERE standing = 1 AND certainEnd < anyEnd;
        CREATE INDEX threadByAssignee ON thread(
            assignee, isDone, standing, newest, person, number, isUnread, waitingSince, certainEnd, anyEnd, snoozeEnd, id)
            WHERE assignee IS NOT NULL;
        CREATE INDEX threadUnread ON thread(
            isDone, standing, newest, person, number, assignee, waitingSince, certainEnd, anyEnd, snoozeEnd, id)
            WHERE isUnread = 1;
        CREATE INDEX threadByNumber ON thread(
            number, isDone, standing, newest, person, assignee, isUnread, waitingSince, certainEnd, anyEnd, snoozeEnd, id);
        CREATE INDEX threadSnoozed ON thread(
            snoozeEnd, person, number, isDone, assignee, standing, isUnread, id) WHERE snoozedUntil IS NOT NULL;
        DROP VIEW v_threads;
        CREATE VIEW v_threads AS SELECT
            p.exported AS person, n.value AS phone_number_id, substr(t.address, 2) AS address,
            ifnull(p.name, p.givenName) AS name, p.username AS username, t.waitingSince AS waiting_since,
            t.unread AS unread, t.failed AS failed, t.lastAt AS last_at, t.assignee AS assignee, t.isDone AS is_done,
            t.isUnrouted AS is_unrouted, m.text AS preview,
            nullif(t.snoozedUntil, \(Snooze.noEnd.milliseconds)) AS snoozed_until, t.snoozedBy AS snoozed_by
            FROM thread t JOIN person p ON p.id = t.person JOIN number n ON n.id = t.number
            LEFT JOIN message m ON m.id = t.lastMessage;
        """

    /// Notes are messages of a direction of their own.
    static let notes = """
        DROP VIEW v_messages;
        CREATE VIEW v_messages AS SELECT
            p.exported AS person, n.value AS phone_number_id, m.wamid AS wamid, m.localID AS local_id,
            CASE m.direction WHEN 0 THEN 'in' WHEN 1 THEN 'out' ELSE 'note' END AS direction, w.text AS type,
            m.text AS text, m.timestamp AS timestamp, m.arrival AS arrival, m.isRead AS is_read, m.stage AS stage,
            m.lane AS lane, m.author AS author, m.template AS template
            FROM message m JOIN thread t ON t.id = m.thread JOIN person p ON p.id = t.person
            JOIN number n ON n.id = m.number JOIN word w ON w.id = m.type;
        """

    /// `threadLabel` holds each label of each conversation, `labels` the same for its row, one a line.
    static let standings = """
        ALTER TABLE thread ADD COLUMN stateOfPlay TEXT;
        ALTER TABLE thread ADD COLUMN stateBy TEXT;
        ALTER TABLE thread ADD COLUMN stateAt INTEGER;
        ALTER TABLE thread ADD COLUMN labels TEXT;
        ALTER TABLE thread ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE threadLabel (
            label TEXT NOT NULL, thread INTEGER NOT NULL, PRIMARY KEY (label, thread)) WITHOUT ROWID;
        CREATE INDEX threadLabelByThread ON threadLabel(thread);
        CREATE TRIGGER threadUnlabelled AFTER DELETE ON thread BEGIN
            DELETE FROM threadLabel WHERE thread = OLD.id;
        END;
        DROP VIEW v_threads;
        CREATE VIEW v_threads AS SELECT
            p.exported AS person, n.value AS phone_number_id, substr(t.address, 2) AS address,
            ifnull(p.name, p.givenName) AS name, p.username AS username, t.waitingSince AS waiting_since,
            t.unread AS unread, t.failed AS failed, t.lastAt AS last_at, t.assignee AS assignee, t.isDone AS is_done,
            t.isUnrouted AS is_unrouted, m.text AS preview,
            nullif(t.snoozedUntil, \(Snooze.noEnd.milliseconds)) AS snoozed_until, t.snoozedBy AS snoozed_by,
            t.stateOfPlay AS state_of_play, t.labels AS labels, t.priority AS priority
            FROM thread t JOIN person p ON p.id = t.person JOIN number n ON n.id = t.number
            LEFT JOIN message m ON m.id = t.lastMessage;
        """
}
