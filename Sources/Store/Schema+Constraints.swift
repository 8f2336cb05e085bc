/// Migration 4: uniqueness that was only checked becomes a constraint, and what has no stamp of its own is marked, so that
/// its time is the earliest arrival whatever was read first.
extension Schema {
    /// A stamp of the platform is whole seconds, so a time with milliseconds is an arrival, and 0 stands for none. Of rows
    /// that say the same the first stays, with the earliest times.
    static let constraints = """
        ALTER TABLE number ADD COLUMN displayAt INTEGER;
        UPDATE number SET displayAt = toldAt WHERE display IS NOT NULL;

        ALTER TABLE message ADD COLUMN isUndated INTEGER NOT NULL DEFAULT 0;
        UPDATE message SET isUndated = 1, timestamp = ifnull(arrival, 0)
            WHERE direction = 0 AND (timestamp = 0 OR timestamp % 1000 <> 0);
        ALTER TABLE status ADD COLUMN isUndated INTEGER NOT NULL DEFAULT 0;
        UPDATE status SET isUndated = 1, timestamp = ifnull(arrival, 0) WHERE timestamp = 0 OR timestamp % 1000 <> 0;

        CREATE TABLE newTemplateEvent (
            waba TEXT NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL, timestamp INTEGER NOT NULL,
            change TEXT NOT NULL, arrival INTEGER, isUndated INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (waba, name, language, timestamp, change, isUndated)) WITHOUT ROWID;
        INSERT INTO newTemplateEvent SELECT waba, name, language, timestamp, change, arrival, 0 FROM templateEvent
            WHERE timestamp <> 0 AND timestamp % 1000 = 0;
        INSERT INTO newTemplateEvent
            SELECT waba, name, language, ifnull(min(arrival), 0), change, min(arrival), 1 FROM templateEvent
            WHERE timestamp = 0 OR timestamp % 1000 <> 0 GROUP BY waba, name, language, change;
        DROP TABLE templateEvent;
        ALTER TABLE newTemplateEvent RENAME TO templateEvent;
        CREATE UNIQUE INDEX templateEventUndated ON templateEvent(waba, name, language, change) WHERE isUndated = 1;

        CREATE TABLE newIdentityChange (
            id INTEGER PRIMARY KEY, members TEXT NOT NULL, at INTEGER NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL,
            isUndated INTEGER NOT NULL DEFAULT 0, UNIQUE (members, at, isUndated));
        INSERT INTO newIdentityChange SELECT id, members, at, old, new, 0 FROM identityChange
            WHERE at <> 0 AND at % 1000 = 0;
        INSERT INTO newIdentityChange
            SELECT min(id), members, ifnull(min(nullif(at, 0)), 0), old, new, 1 FROM identityChange
            WHERE at = 0 OR at % 1000 <> 0 GROUP BY members, old, new;
        DROP TABLE identityChange;
        ALTER TABLE newIdentityChange RENAME TO identityChange;
        CREATE UNIQUE INDEX identityChangeUndated ON identityChange(members) WHERE isUndated = 1;
        DELETE FROM identityChangeMember WHERE change NOT IN (SELECT id FROM identityChange);

        ALTER TABLE other ADD COLUMN clash INTEGER NOT NULL DEFAULT 0;
        UPDATE other SET (arrival, timestamp) = (
            SELECT min(o.arrival), min(o.timestamp) FROM other o WHERE o.hash = other.hash AND o.field = other.field
                AND o.raw = other.raw AND o.number IS other.number AND o.waba IS other.waba);
        DELETE FROM other WHERE EXISTS (
            SELECT 1 FROM other o WHERE o.hash = other.hash AND o.field = other.field AND o.raw = other.raw
                AND o.number IS other.number AND o.waba IS other.waba AND o.id < other.id);
        -- Different items of one hash are told apart by a count, so that a repeat can never stand twice.
        UPDATE other SET clash = (SELECT count(*) FROM other o WHERE o.hash = other.hash AND o.id < other.id);
        DROP INDEX otherByHash;
        CREATE UNIQUE INDEX otherByHash ON other(hash, clash);

        UPDATE outbox SET wamid = NULL WHERE EXISTS (
            SELECT 1 FROM outbox o WHERE o.number = outbox.number AND o.wamid = outbox.wamid AND o.seq < outbox.seq);
        DROP INDEX outboxByWamid;
        CREATE UNIQUE INDEX outboxByWamid ON outbox(number, wamid) WHERE wamid IS NOT NULL;
        CREATE INDEX outboundScratch ON message(number, wamid) WHERE direction = 1;
        UPDATE message SET wamid = NULL WHERE direction = 1 AND EXISTS (
            SELECT 1 FROM message o WHERE o.number = message.number AND o.wamid = message.wamid AND o.direction = 1
                AND o.id < message.id);
        DROP INDEX outboundScratch;
        CREATE UNIQUE INDEX messageOutbound ON message(number, wamid) WHERE direction = 1;
        """
}
