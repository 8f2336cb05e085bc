/// Migration 20: what happened and programs of the team's own are to be told of.
extension Schema {
    /// `hookEvent` is a list to work off, kept only while `hookWish` has a row, which is whose config names hooks. It holds ids
    /// and no words: what is told is read when it is. Local state: no fact and no part of the dump.
    static let hooks = """
        CREATE TABLE hookWish (id INTEGER PRIMARY KEY CHECK (id = 1));
        CREATE TABLE hookEvent (
            id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, at INTEGER NOT NULL, thread INTEGER,
            message INTEGER, fact TEXT);
        CREATE INDEX hookEventByMessage ON hookEvent(message) WHERE message IS NOT NULL;
        CREATE TRIGGER hookReceived AFTER INSERT ON message
        WHEN NEW.direction = 0 AND NEW.source = 0 AND NEW.type <> \(StatusCode.system) AND EXISTS (SELECT 1 FROM hookWish)
        BEGIN
            INSERT INTO hookEvent(name, at, thread, message)
            VALUES ('message.received', NEW.timestamp, NEW.thread, NEW.id);
        END;
        CREATE TRIGGER hookFailed AFTER INSERT ON status
        WHEN NEW.code = \(StatusCode.failed) AND EXISTS (SELECT 1 FROM hookWish)
        BEGIN
            INSERT INTO hookEvent(name, at, message)
            SELECT 'status.failed', NEW.timestamp, s.message FROM sent s WHERE s.id = NEW.sent AND s.message IS NOT NULL;
        END;
        CREATE TRIGGER hookSent AFTER UPDATE OF state ON outbox
        WHEN NEW.state IN (2, 3) AND NEW.state <> OLD.state AND EXISTS (SELECT 1 FROM hookWish)
        BEGIN
            INSERT INTO hookEvent(name, at, thread, message)
            VALUES (CASE NEW.state WHEN 2 THEN 'message.sent' ELSE 'message.refused' END, NEW.enqueuedAt, NEW.thread,
                NEW.message);
        END;
        CREATE TRIGGER hookAssigned AFTER INSERT ON agentFact
        WHEN NEW.kind = \(FactCode.assign.rawValue) AND EXISTS (SELECT 1 FROM hookWish)
        BEGIN
            INSERT INTO hookEvent(name, at, fact) VALUES ('assigned', NEW.at, NEW.id);
        END;
        CREATE TRIGGER hookErased AFTER DELETE ON message BEGIN
            DELETE FROM hookEvent WHERE message = OLD.id;
        END;
        CREATE TRIGGER hookBounded AFTER INSERT ON hookEvent WHEN NEW.id % 256 = 0 BEGIN
            DELETE FROM hookEvent WHERE id <= NEW.id - 10000;
        END;
        """

    /// Migration 23: a send that took long is told when it ended, not when it was begun; a failure that was told before its
    /// message was known is told when it is. What was not delivered is found without its conversation's other messages.
    static let hooksAmended = """
        DROP TRIGGER hookSent;
        CREATE TRIGGER hookSent AFTER UPDATE OF state ON outbox
        WHEN NEW.state IN (2, 3) AND NEW.state <> OLD.state AND EXISTS (SELECT 1 FROM hookWish)
        BEGIN
            INSERT INTO hookEvent(name, at, thread, message)
            VALUES (CASE NEW.state WHEN 2 THEN 'message.sent' ELSE 'message.refused' END,
                ifnull((SELECT max(a.at) FROM attempt a WHERE a.outbox = NEW.seq), NEW.enqueuedAt), NEW.thread,
                NEW.message);
        END;
        CREATE TRIGGER hookFailedBefore AFTER UPDATE OF message ON sent
        WHEN OLD.message IS NULL AND NEW.message IS NOT NULL AND EXISTS (SELECT 1 FROM hookWish)
        BEGIN
            INSERT INTO hookEvent(name, at, message)
            SELECT 'status.failed', s.timestamp, NEW.message FROM status s
            WHERE s.sent = NEW.id AND s.code = \(StatusCode.failed);
        END;
        CREATE INDEX messageFailed ON message(thread, timestamp) WHERE direction = 1 AND lane IN (1, 2);
        """
}
