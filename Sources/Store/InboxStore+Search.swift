import GRDB
import Inbox

extension InboxStore {
    /// The newest messages that hold every word of a query and pass its filters, or those older than a hit. Within one second the order is that
    /// in which they were stored.
    ///
    /// - Parameters:
    ///   - before: the last hit of the page before this one.
    ///   - count: hits at the most; at least 1.
    ///   - context: who asks, and when; only filters need it.
    public func search(
        _ query: SearchQuery, in scope: SearchScope, before: MessageKey? = nil, count: Int, asked context: QueryContext
    ) throws -> SearchPage {
        try read { try Self.page($0, Search(query: query, scope: scope, context: context), before, count) }
    }

    /// The same for who may lose interest: cancelling the task stops SQLite in the middle of it.
    ///
    /// - Throws: also `CancellationError`.
    public func searchUntilCancelled(
        _ query: SearchQuery, in scope: SearchScope, before: MessageKey? = nil, count: Int, asked context: QueryContext
    ) async throws -> SearchPage {
        try await readUntilCancelled {
            try Self.page($0, Search(query: query, scope: scope, context: context), before, count)
        }
    }

    func readUntilCancelled<T: Sendable>(_ body: @Sendable (Database) throws -> T) async throws -> T {
        do {
            return try await pool.read(body)
        } catch {
            throw StoreError.wrapping(error, path: path)
        }
    }

    /// What is asked for, where, and by whom.
    private struct Search {
        let query: SearchQuery
        let scope: SearchScope
        let context: QueryContext
    }

    /// What people wrote and what tools read in their files, as one list.
    private static func page(
        _ db: Database, _ search: Search, _ before: MessageKey?, _ count: Int
    ) throws -> SearchPage {
        let written = try hits(db, search, before, count, in: search.query.match == nil ? .none : .messages)
        guard !search.query.words.isEmpty, try db.integer("SELECT 1 FROM machineText LIMIT 1") != nil else {
            return SearchPage(hits: Array(written.prefix(count)), hasMore: written.count > count)
        }
        let known = Set(written.map(\.key))
        // A message that is found by its own words is not found again by its file's.
        let read = try hits(db, search, before, count, in: .machine).filter { !known.contains($0.key) }
        let all = (written + read).sorted { $0.key > $1.key }
        return SearchPage(hits: Array(all.prefix(count)), hasMore: all.count > count)
    }

    private enum SearchIndex: String {
        case messages = "messageText"
        case machine = "machineIndex"
        /// No words are looked for that the index could have: every message is looked at, the newest first.
        case none = "message"
    }

    /// One more than asked for, when there are so many.
    private static func hits(
        _ db: Database, _ search: Search, _ before: MessageKey?, _ count: Int, in index: SearchIndex
    ) throws -> [SearchHit] {
        let query = search.query
        let table = index == .none ? "m" : index.rawValue
        let filters = QueryConditions(query.filters, asked: search.context)
        var conditions = filters.sql
        var arguments: StatementArguments = ["before": before?.row ?? .max, "limit": count + 1]
        arguments += StatementArguments(filters.arguments)
        if index != .none {
            if let match = query.match {
                conditions.append("\(table) MATCH :words")
                arguments += ["words": match]
            }
            arguments += ["open": MarkedText.open, "close": MarkedText.close]
        }
        for (place, word) in query.within.enumerated() {
            let texts = index == .machine ? ["machineIndex.text"] : ["m.text", "m.beside"]
            conditions.append(SearchQuery.isWithin(texts, ":within\(place)"))
            arguments += ["within\(place)": word]
        }
        if let match = query.matchWithout {
            conditions.append("m.id NOT IN (SELECT rowid FROM messageText WHERE messageText MATCH :without)")
            arguments += ["without": match]
        }
        for (place, word) in query.withoutWithin.enumerated() {
            conditions.append("NOT \(SearchQuery.isWithin(["m.text", "m.beside"], ":not\(place)"))")
            arguments += ["not\(place)": word]
        }
        switch search.scope {
        case .everywhere(nil): break
        case .everywhere(let number?):
            guard let id = try db.integer("SELECT id FROM number WHERE value = ?", [number.value]) else {
                return []
            }
            conditions.append("m.number = :number")
            arguments += ["number": id]
        case .threads(let keys):
            let threads = try keys.compactMap { try db.threadID($0) }
            let list = threads.map { String($0) }.joined(separator: ",")
            guard
                let ends = try Row.fetchOne(
                    db, sql: "SELECT min(id), max(id) FROM message WHERE thread IN (\(list))"),
                let oldest = ends[0] as Int64?, let newest = ends[1] as Int64?
            else { return [] }
            // The index is asked for the conversation's span only, and what it finds there is compared with a list in
            // memory (the `+`), not looked up message by message.
            conditions.append("\(table).rowid BETWEEN :oldest AND :newest")
            conditions.append("+\(table).rowid IN (SELECT id FROM message WHERE thread IN (\(list)))")
            arguments += ["oldest": oldest, "newest": newest]
        }
        let marks =
            switch index {
            case .messages:
                """
                highlight(messageText, 0, :open, :close) AS marked, m.beside,
                CASE WHEN m.beside IS NOT NULL THEN highlight(messageText, 1, :open, :close) END AS markedBeside
                """
            case .machine: "highlight(machineIndex, 0, :open, :close) AS marked, NULL AS beside, NULL AS markedBeside"
            case .none: "m.text AS marked, m.beside, m.beside AS markedBeside"
            }
        let sql = """
            SELECT m.id, m.wamid, m.direction, m.source, w.text AS type,
                \(index == .machine ? "machineIndex.text" : "m.text") AS text, m.timestamp, m.author, t.person, t.address,
                n.value AS number, p.exported, ifnull(p.name, p.givenName) AS name, p.username,
                \(marks)
            FROM \(index == .none ? "message m" : "\(table) CROSS JOIN message m ON m.id = \(table).rowid")
            CROSS JOIN word w ON w.id = m.type CROSS JOIN thread t ON t.id = m.thread
            CROSS JOIN person p ON p.id = t.person CROSS JOIN number n ON n.id = t.number
            WHERE \(table).rowid < :before \(conditions.map { "AND " + $0 }.joined(separator: " "))
            ORDER BY \(table).rowid DESC LIMIT :limit
            """
        // Lists of threads differ from search to search: keeping each would only fill the cache.
        let statement =
            if case .everywhere = search.scope, query.filters.isEmpty { try db.cachedStatement(sql: sql) } else {
                try db.makeStatement(sql: sql)
            }
        let rows = try Row.fetchAll(statement, arguments: arguments)
        return rows.map { row in
            var hit = SearchHit(row, within: query.within)
            hit.isMachine = index == .machine
            return hit
        }
    }
}

extension SearchQuery {
    /// The words that the index has, as FTS5 reads them: every one a string, in which nothing but its quotes means anything; the
    /// last word of the query a beginning. Nil without any.
    var match: String? {
        let parts = words.enumerated().compactMap { place, word -> String? in
            guard case .indexed(let spellings) = SearchWord(word) else { return nil }
            let tail = isOpen && place == words.count - 1 ? "*" : ""
            let ways = spellings.map { Self.quoted($0) + tail }
            return ways.count == 1 ? ways[0] : "(\(ways.joined(separator: " OR ")))"
        }
        return parts.isEmpty ? nil : parts.joined(separator: " AND ")
    }

    /// The others: what must stand somewhere in the text.
    var within: [String] { words.compactMap(Self.within) }

    /// Any of the words that must not be there and that the index has.
    var matchWithout: String? {
        let words = without.flatMap {
            if case .indexed(let spellings) = SearchWord($0) { spellings } else { [String]() }
        }
        return words.isEmpty ? nil : words.map(Self.quoted).joined(separator: " OR ")
    }

    /// What must stand nowhere in the text.
    var withoutWithin: [String] { without.compactMap(Self.within) }

    private static func within(_ word: String) -> String? {
        if case .within(let text) = SearchWord(word) { text } else { nil }
    }

    /// That some letters in a row stand in one of some texts; capital ASCII letters are as good as small ones.
    static func isWithin(_ texts: [String], _ argument: String) -> String {
        let ways = texts.map { "ifnull(instr(lower(\($0)), lower(\(argument))), 0) > 0" }
        return "(\(ways.joined(separator: " OR ")))"
    }

    /// One word, in which nothing but its quotes means anything.
    static func quoted(_ word: String) -> String {
        // Scalar by scalar: a quote with an accent on it is another character to Swift, and still one to FTS5.
        var text = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in word.unicodeScalars {
            if scalar == "\"" { text.append(scalar) }
            text.append(scalar)
        }
        text.append("\"")
        return String(text)
    }
}

extension SearchHit {
    /// - Parameter within: what was looked for without the index's help, and has no marks yet.
    fileprivate init(_ row: Row, within: [String]) {
        let text: String = row["text"] ?? ""
        let marked: String = row["marked"] ?? ""
        let address: String? = row["address"]
        self.init(
            key: MessageKey(row["id"]),
            thread: ThreadKey(number: NumberID(row["number"]), person: PersonKey(row["person"])), wamid: row["wamid"],
            direction: Direction(code: row["direction"], type: row["type"], telling: row["source"]), type: row["type"],
            text: text,
            matches: MarkedText.matches(in: marked, of: text, within),
            timestamp: Instant(milliseconds: row["timestamp"]),
            author: row["author"], person: row["exported"], name: row["name"], username: row["username"],
            address: address.flatMap { Address(code: $0) })
        if let beside: String = row["beside"], let marked: String = row["markedBeside"] {
            self.beside = Beside.found(in: beside, matches: MarkedText.matches(in: marked, of: beside, within))
        }
    }
}

/// Reads where FTS5 put its marks. A text that holds the marks itself, as only a hostile one does, has no certain places.
private enum MarkedText {
    static let open = "\u{2}"
    static let close = "\u{3}"
    /// More marks tell a reader nothing.
    private static let mostMatches = 64

    /// - Parameter words: what else is to be marked, wherever it stands.
    static func matches(in marked: String, of text: String, _ words: [String]) -> [Range<Int>] {
        guard !text.unicodeScalars.contains(where: { $0 == "\u{2}" || $0 == "\u{3}" }) else { return [] }
        // In scalars of the text, as they stand between the marks.
        var ranges: [Range<Int>] = []
        var count = 0
        var start: Int?
        for scalar in marked.unicodeScalars where ranges.count < mostMatches {
            switch scalar {
            case "\u{2}": start = count
            case "\u{3}":
                if let from = start, from < count { ranges.append(from..<count) }
                start = nil
            default: count += 1
            }
        }
        guard !words.isEmpty else { return inCharacters(ranges, of: text) }
        for word in words { ranges += places(of: word, in: text) }
        return inCharacters(joined(ranges), of: text)
    }

    /// In scalars, capital ASCII letters as good as small ones.
    private static func places(of word: String, in text: String) -> [Range<Int>] {
        func folded(_ text: String) -> [UInt32] {
            text.unicodeScalars.map { "A"..."Z" ~= $0 ? $0.value | 0x20 : $0.value }
        }
        let (word, text) = (folded(word), folded(text))
        var places: [Range<Int>] = []
        var start = 0
        while start + word.count <= text.count, places.count < mostMatches {
            if text[start] == word[0], text[start..<start + word.count].elementsEqual(word) {
                places.append(start..<start + word.count)
                start += word.count
            } else {
                start += 1
            }
        }
        return places
    }

    /// In order, and none inside another.
    private static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var joined: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, range.lowerBound < last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        return joined
    }

    /// Widened to whole characters, so that no mark cuts one in two.
    private static func inCharacters(_ ranges: [Range<Int>], of text: String) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var left = ranges[...]
        var lower: Int?
        var scalars = 0
        for (offset, character) in text.enumerated() {
            guard let next = left.first else { break }
            scalars += character.unicodeScalars.count
            if lower == nil, next.lowerBound < scalars { lower = offset }
            if let begun = lower, next.upperBound <= scalars {
                result.append(begun..<offset + 1)
                // Another one inside the same character is marked with it.
                left = left.drop { $0.upperBound <= scalars }
                lower = nil
            }
        }
        return result
    }
}
