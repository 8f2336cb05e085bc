import GRDB
import Inbox

/// Migration 19: who asked, by a word alone, not to be written to.
extension Schema {
    /// `stopWord` holds the words in folded letters: local, as a config named them. `stopMessage` marks the messages that are
    /// one of them and nothing else; `stopAskedAt` is when the newest came that no agent has decided about since.
    static let stops = """
        CREATE TABLE stopWord (word TEXT PRIMARY KEY) WITHOUT ROWID;
        CREATE TABLE stopMessage (message INTEGER PRIMARY KEY);
        CREATE TRIGGER messageUnstopped AFTER DELETE ON message BEGIN
            DELETE FROM stopMessage WHERE message = OLD.id;
        END;
        ALTER TABLE thread ADD COLUMN stopAskedAt INTEGER;
        CREATE INDEX threadStopAsked ON thread(stopAskedAt) WHERE stopAskedAt IS NOT NULL;
        """

    /// Migration 24: what a conversation has of them is found without the rest of its messages, of which every new one is
    /// folded.
    static let stopsByThread = """
        ALTER TABLE stopMessage ADD COLUMN thread INTEGER;
        UPDATE stopMessage SET thread = (SELECT m.thread FROM message m WHERE m.id = stopMessage.message);
        CREATE INDEX stopMessageByThread ON stopMessage(thread, message);
        CREATE TRIGGER stopPlaced AFTER INSERT ON stopMessage BEGIN
            UPDATE stopMessage SET thread = (SELECT m.thread FROM message m WHERE m.id = NEW.message)
            WHERE message = NEW.message;
        END;
        CREATE TRIGGER stopMoved AFTER UPDATE OF thread ON message WHEN NEW.thread IS NOT OLD.thread BEGIN
            UPDATE stopMessage SET thread = NEW.thread WHERE message = NEW.id;
        END;
        """

    /// The words, and what was said by them before.
    ///
    /// - Parameter wishes: of a thread, as `stopAskedAt`.
    static func markStops(_ db: Database, words: Set<String>, wishes: String = stopAskedAt) throws {
        try db.execute(sql: "DELETE FROM stopWord; DELETE FROM stopMessage")
        for word in words { try db.run("INSERT INTO stopWord VALUES (?)", [word]) }
        let short = "SELECT id, text FROM message WHERE direction = 0 AND length(text) <= \(StopWords.longest)"
        let messages = try Row.fetchCursor(db, sql: short)
        var found: [Int64] = []
        while let row = try messages.next() {
            if StopWords.folded(row[1]).map(words.contains) ?? false { found.append(row[0]) }
        }
        for id in found { try db.run("INSERT INTO stopMessage(message) VALUES (?)", [id]) }
        try db.execute(sql: "UPDATE thread SET stopAskedAt = (\(wishes))")
    }

    /// Of a thread: null when an agent opted them out, or took that back, since.
    static let stopAskedAt = undecided(
        "stopMessage s CROSS JOIN message m ON m.id = s.message WHERE s.thread = thread.id")

    /// The same as migration 19 found it.
    static let stopAskedAtFirst = undecided(
        "message m JOIN stopMessage s ON s.message = m.id WHERE m.thread = thread.id")

    private static func undecided(_ messages: String) -> String {
        """
        SELECT max(\(FirstAnswers.start("m"))) FROM \(messages) AND \(FirstAnswers.start("m")) > ifnull((
            SELECT max(f.at) FROM thread o JOIN agentFact f ON f.thread = o.id
            WHERE o.person = thread.person AND f.kind = \(FactCode.optOut.rawValue)), -1)
        """
    }
}

extension InboxStore {
    /// The words that count, in folded letters (`StopWords.folded`).
    ///
    /// - Throws: `StoreError`.
    public func stopWords() throws -> Set<String> {
        try read { Set(try String.fetchAll($0, sql: "SELECT word FROM stopWord")) }
    }

    /// Lets other words count from now on, and for what was written before. Reads every short message when they differ from
    /// those that counted.
    ///
    /// - Parameter words: as a config has them; those without letters are left out.
    /// - Throws: `StoreError`.
    public func setStopWords(_ words: [String]) throws {
        let folded = Set(words.compactMap { StopWords.folded($0) })
        guard try stopWords() != folded else { return }
        try write { ledger in try Schema.markStops(ledger.db, words: folded) }
    }
}

extension Ledger {
    /// Which of the new words are a wish to hear no more.
    func noteStops(_ fresh: Set<Int64>) throws {
        guard !fresh.isEmpty else { return }
        let words = Set(try String.fetchAll(db.cachedStatement(sql: "SELECT word FROM stopWord")))
        guard !words.isEmpty else { return }
        for id in fresh.sorted() {
            let row = try db.row(
                """
                SELECT m.text, m.thread, s.message FROM message m LEFT JOIN stopMessage s ON s.message = m.id
                WHERE m.id = ? AND m.direction = 0
                """, [id])
            guard let row else { continue }
            let isMarked = (row[2] as Int64?) != nil
            let isStop = (row[0] as String?).flatMap { StopWords.folded($0) }.map(words.contains) ?? false
            guard isMarked != isStop else { continue }
            try db.run(
                isStop ? "INSERT INTO stopMessage(message) VALUES (?)" : "DELETE FROM stopMessage WHERE message = ?",
                [id])
            if let thread: Int64 = row[1] { refolded.insert(thread) }
        }
    }

    /// Since when a person's wish waits for somebody to decide, in every conversation of theirs.
    func settleStops(of person: Int64) throws {
        guard try db.integer("SELECT 1 FROM stopMessage LIMIT 1") != nil else { return }
        try db.run(Self.stopsSQL, [person])
    }

    /// ?1 is the person.
    static let stopsSQL = """
        UPDATE thread SET stopAskedAt = (\(Schema.stopAskedAt))
        WHERE person = ?1 AND stopAskedAt IS NOT (\(Schema.stopAskedAt))
        """
}
