import GRDB
import Inbox

/// One write transaction: facts are noted as they come, and what they change is folded once, by `settle()`, just before the
/// commit. Lives no longer than the transaction.
final class Ledger {
    let db: Database
    private var numbers: [String: OwnNumber] = [:]
    /// Numbers of which something newer was told than what is stored.
    private var told: Set<String> = []
    private var words: [String: Int64] = [:]
    private var nextMessage: [Int64: Int64] = [:]

    /// Alias sets already looked up, by code.
    var sightings: [String: Sighting] = [:]
    var threadIDs: [ThreadPlace: Int64] = [:]
    /// Threads with new inbound messages, folded onto the row as it stands before the commit.
    var grown: [Int64: [InboundFold]] = [:]
    /// Threads to which anything else happened: folded from their facts before the commit.
    var refolded: Set<Int64> = []
    /// Threads whose rows changed, for the report.
    var changed: Set<ThreadKey> = []
    /// People whose name, export or search key must be folded again.
    var people: Set<Int64> = []
    /// Outbound messages whose delivery must be folded again.
    var outbound: Set<Int64> = []
    /// Messages whose words are not in the search index yet.
    private var fresh: Set<Int64> = []
    /// What the present savepoint did to `fresh`, to be undone with it.
    private var freshChanges: [(message: Int64, isAdded: Bool)] = []
    let hasReadMarks: Bool
    let hasTombstones: Bool

    struct OwnNumber {
        let id: Int64
        var isOurs: Bool
        var waba: String?
        var wabaAt: Int64 = -1
        var display: String?
        var displayAt: Int64 = -1
    }

    struct ThreadPlace: Hashable {
        let number: Int64
        let person: Int64
    }

    init(_ db: Database) throws {
        self.db = db
        hasTombstones = try db.integer("SELECT 1 FROM tombstone LIMIT 1") != nil
        hasReadMarks = try db.integer("SELECT 1 FROM readMark LIMIT 1") != nil
        try loadDictionaries()
    }

    // MARK: - Dictionaries

    private func loadDictionaries() throws {
        numbers = [:]
        words = [:]
        for row in try db.rows(
            "SELECT value, id, isOurs, waba, ifnull(toldAt, -1), display, ifnull(displayAt, -1) FROM number")
        {
            numbers[row[0]] = OwnNumber(
                id: row[1], isOurs: row[2], waba: row[3], wabaAt: row[4], display: row[5], displayAt: row[6])
        }
        for row in try db.rows("SELECT text, id FROM word") { words[row[0]] = row[1] }
    }

    func number(_ number: NumberID) throws -> Int64 {
        if let known = numbers[number.value] { return known.id }
        try db.run("INSERT INTO number(value) VALUES (?)", [number.value])
        let id = db.lastInsertedRowID
        numbers[number.value] = OwnNumber(id: id, isOurs: true)
        return id
    }

    func isOurs(_ number: Int64) -> Bool { numbers.values.first { $0.id == number }?.isOurs ?? true }

    /// Keeps what the newest event tells of one of our numbers: which account it belongs to, and how it is written. Each
    /// is a maximum of its own over (time, bytes), so that no order of reading changes it; written by `settle()`.
    func tell(_ number: NumberID, waba: String?, display: String?, at timestamp: Int64) {
        guard var known = numbers[number.value] else { return }
        var isNews = false
        if let waba, Self.isNewer(waba, timestamp, than: known.waba, known.wabaAt) {
            (known.waba, known.wabaAt, isNews) = (waba, timestamp, true)
        }
        if let display, Self.isNewer(display, timestamp, than: known.display, known.displayAt) {
            (known.display, known.displayAt, isNews) = (display, timestamp, true)
        }
        guard isNews else { return }
        numbers[number.value] = known
        told.insert(number.value)
    }

    private static func isNewer(_ text: String, _ at: Int64, than known: String?, _ knownAt: Int64) -> Bool {
        at != knownAt ? at > knownAt : known.map { $0.isBefore(text) } ?? true
    }

    private func settleNumbers() throws {
        for value in told.sorted() {
            guard let known = numbers[value] else { continue }
            try db.run(
                "UPDATE number SET waba = ?, toldAt = ?, display = ?, displayAt = ? WHERE id = ?",
                [
                    known.waba, known.waba.map { _ in known.wabaAt }, known.display,
                    known.display.map { _ in known.displayAt }, known.id,
                ])
        }
        told = []
    }

    func word(_ text: String) throws -> Int64 {
        if let known = words[text] { return known }
        try db.run("INSERT INTO word(text) VALUES (?)", [text])
        let id = db.lastInsertedRowID
        words[text] = id
        return id
    }

    /// Runs `body` in a savepoint. When that is rolled back, what was remembered inside may not exist: it is forgotten and
    /// looked up again, and the touched threads are folded from their facts.
    func inSavepoint(_ body: () throws -> Void) throws {
        let before = (numbers: numbers, told: told)
        freshChanges = []
        do {
            try db.inSavepoint {
                try body()
                return .commit
            }
        } catch {
            sightings = [:]
            threadIDs = [:]
            nextMessage = [:]
            try loadDictionaries()
            // What earlier savepoints told of our numbers is not written yet.
            (numbers, told) = before
            refolded.formUnion(grown.keys)
            grown = [:]
            for change in freshChanges.reversed() {
                if change.isAdded { fresh.remove(change.message) } else { fresh.insert(change.message) }
            }
            throw error
        }
    }

    /// Which numbers are ours: those listed, or every number seen when there is no list.
    func adopt(_ ours: Set<NumberID>?, seen: Set<NumberID>) throws {
        for number in seen { _ = try self.number(number) }
        for (value, known) in numbers {
            let isOurs = ours.map { $0.contains(NumberID(value)) } ?? (known.isOurs || seen.contains(NumberID(value)))
            guard isOurs != known.isOurs else { continue }
            numbers[value]?.isOurs = isOurs
            try db.run("UPDATE number SET isOurs = ? WHERE id = ?", [isOurs, known.id])
            for id in try db.integers("SELECT id FROM thread WHERE number = ?", [known.id]) { refolded.insert(id) }
        }
    }

    // MARK: - Rows

    /// A row id that grows with the message's time.
    func messageID(at timestamp: Int64) throws -> Int64 {
        let second = max(0, min(timestamp.floorDivided(by: 1_000), (1 << 40) - 1))
        let first = second << 22
        let next: Int64
        if let known = nextMessage[second] {
            next = known
        } else {
            let last = try db.integer(
                "SELECT max(id) FROM message WHERE id >= ? AND id < ?", [first, first + (1 << 22)])
            next = last.map { $0 + 1 } ?? first
        }
        nextMessage[second] = next + 1
        return next
    }

    func thread(number: Int64, person: Int64) throws -> Int64 {
        let place = ThreadPlace(number: number, person: person)
        if let known = threadIDs[place] { return known }
        let id: Int64
        if let row = try db.integer("SELECT id FROM thread WHERE person = ? AND number = ?", [person, number]) {
            id = row
        } else {
            try db.run(
                """
                INSERT INTO thread(number, person, sortName) VALUES (
                    ?1, ?2, ifnull((SELECT sortName FROM thread WHERE person = ?2 LIMIT 1), ''))
                """, [number, person])
            id = db.lastInsertedRowID
        }
        threadIDs[place] = id
        return id
    }

    // MARK: - Settling

    /// Folds everything that the facts of this transaction touched.
    func settle() throws {
        try settleNumbers()
        try settleOutbound()
        try noteStops(fresh)
        try settlePeople()
        try settleThreads()
        try indexWords()
    }

    /// The words of a message are to be indexed.
    func markFresh(_ message: Int64) {
        if fresh.insert(message).inserted { freshChanges.append((message, true)) }
    }

    /// - Returns: whether its words were not in the index yet.
    func unmarkFresh(_ message: Int64) -> Bool {
        guard fresh.remove(message) != nil else { return false }
        freshChanges.append((message, false))
        return true
    }

    /// Made with the connection and not where it is filled: a statement that makes a table costs GRDB every statement it
    /// keeps, and each transaction would prepare all of its own anew.
    static let freshTable = "CREATE TEMP TABLE freshMessage (id INTEGER PRIMARY KEY)"

    private func indexWords() throws {
        guard !fresh.isEmpty else { return }
        try db.run("DELETE FROM temp.freshMessage")
        for id in fresh.sorted() { try db.run("INSERT OR IGNORE INTO temp.freshMessage VALUES (?)", [id]) }
        try db.run(
            """
            INSERT INTO messageText(rowid, text, beside) SELECT m.id, m.text, m.beside FROM temp.freshMessage f
            JOIN message m ON m.id = f.id WHERE m.text IS NOT NULL OR m.beside IS NOT NULL ORDER BY m.id
            """)
        fresh = []
    }
}
