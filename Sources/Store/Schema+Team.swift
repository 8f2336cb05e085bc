import GRDB
import Inbox

/// Migration 17: who assigned, so that whoever assigned at the same time can be told; who ever acted, found without
/// reading every fact.
extension Schema {
    static let assigning = """
        ALTER TABLE thread ADD COLUMN assignedAt INTEGER;
        ALTER TABLE thread ADD COLUMN assignedBy TEXT;
        UPDATE thread SET (assignedAt, assignedBy) = (
            SELECT f.at, f.actor FROM agentFact f WHERE f.thread = thread.id AND f.kind = 1
            ORDER BY f.at DESC, f.id DESC LIMIT 1);
        CREATE INDEX agentFactByActor ON agentFact(actor);
        """

    /// Migration 18: the orders an agent can choose, each with an index that holds every conversation in it.
    static let orders = """
        ALTER TABLE thread ADD COLUMN sortName TEXT NOT NULL DEFAULT '';
        ALTER TABLE thread ADD COLUMN urgency INTEGER GENERATED ALWAYS AS
            ((2 - priority) * 4000000000000000 - min(max(lastAt, 0), 3000000000000000)) VIRTUAL;
        CREATE INDEX threadOrderNewest ON thread(
            isDone, newest, person, number, assignee, isUnread, standing, waitingSince, certainEnd, anyEnd, snoozeEnd, id);
        CREATE INDEX threadOrderEnd ON thread(
            isDone, anyEnd, person, number, assignee, isUnread, standing, waitingSince, certainEnd, snoozeEnd, id);
        CREATE INDEX threadOrderPriority ON thread(
            isDone, urgency, person, number, assignee, isUnread, standing, waitingSince, certainEnd, anyEnd, snoozeEnd, id);
        CREATE INDEX threadOrderName ON thread(
            isDone, sortName, person, number, assignee, isUnread, standing, waitingSince, certainEnd, anyEnd, snoozeEnd, id);
        """

    /// Migration 22: who has which conversation open, and what agents did in the order of time.
    static let presence = """
        CREATE TABLE presence (
            process TEXT PRIMARY KEY, agent TEXT NOT NULL, number TEXT NOT NULL, person INTEGER,
            isTyping INTEGER NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
        DROP INDEX agentFactByActor;
        CREATE INDEX agentFactByActor ON agentFact(actor, at);
        CREATE INDEX agentFactByTime ON agentFact(at, id);
        """

    /// What people are sorted by, for those of before.
    static func nameEverybody(_ db: Database) throws {
        let people = try Row.fetchAll(db, sql: "SELECT id, ifnull(name, givenName), username, exported FROM person")
        for row in people {
            let name = ListOrder.sortName(row[1], username: row[2], person: row[3])
            try db.execute(sql: "UPDATE thread SET sortName = ? WHERE person = ?", arguments: [name, row[0] as Int64])
        }
    }
}
