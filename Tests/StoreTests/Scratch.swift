import Foundation
import GRDB
import Inbox

@testable import Store

/// A store in a directory of its own, gone with the value.
final class Scratch: Sendable {
    let path: String
    let store: InboxStore

    /// A store's file before anything is in it.
    private static let empty = Result { () -> Data in
        let scratch = try Scratch()
        _ = try scratch.store.pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        guard let data = FileManager.default.contents(atPath: scratch.path) else {
            throw CocoaError(.fileReadUnknown)
        }
        return data
    }

    /// - Parameter isQuick: a copy of an empty store, on a disk of memory where there is one: for thousands of stores, each of
    ///   many transactions.
    init(isQuick: Bool = false) throws {
        let memory = "/dev/shm"
        let isThere = isQuick && FileManager.default.isWritableFile(atPath: memory)
        let folder = (isThere ? memory : NSTemporaryDirectory()) + "/oriel-store-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        path = folder + "/inbox.sqlite"
        if isQuick { try Self.empty.get().write(to: URL(fileURLWithPath: path)) }
        store = try InboxStore(path: path)
    }

    /// Who asks, for queries that need nobody.
    static let bia = QueryContext(agent: "bia", now: Instant(seconds: 1_795_000_000))

    deinit { try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent) }  // temporary

    /// What a table holds before anything happened.
    private struct Seed: Sendable {
        let table: String
        let columns: [String]
        let rows: [[DatabaseValue]]
    }

    private static let seeds = Result { () -> [Seed] in
        try Scratch().store.pool.read { db in
            try tables(db).map { table in
                let columns = try db.columns(in: table).map(\.name)
                let rows = try Row.fetchAll(db, sql: "SELECT \(columns.joined(separator: ", ")) FROM \(table)")
                return Seed(table: table, columns: columns, rows: rows.map { Array($0.databaseValues) })
            }
        }
    }

    /// Those that hold rows of their own: no index of words, nothing of SQLite's.
    private static func tables(_ db: Database) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
                    AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'messageText_%' AND name NOT LIKE 'machineIndex_%'
                    AND name <> 'grdb_migrations'
                """)
    }

    /// Makes the store as it was when it was new. A store with all its statements prepared is emptied several times faster
    /// than another is made.
    func reset() throws {
        let seeds = try Self.seeds.get()
        try store.pool.write { db in
            try db.execute(sql: "INSERT INTO messageText(messageText) VALUES ('delete-all')")
            try db.execute(sql: "DELETE FROM machineIndex")
            // What triggers count of what goes is gone with the second turn.
            for _ in 0..<2 {
                for seed in seeds { try db.cachedStatement(sql: "DELETE FROM \(seed.table)").execute() }
            }
            try db.execute(sql: "DELETE FROM sqlite_sequence")
            for seed in seeds {
                let places = seed.columns.map { _ in "?" }.joined(separator: ", ")
                for row in seed.rows {
                    try db.cachedStatement(
                        sql: "INSERT INTO \(seed.table)(\(seed.columns.joined(separator: ", "))) VALUES (\(places))"
                    ).execute(arguments: StatementArguments(row))
                }
            }
        }
    }

    /// Every row of every table.
    func contents() throws -> [String] {
        try store.pool.read { db in
            try (Self.tables(db) + ["sqlite_sequence", "messageText_docsize", "machineIndex_docsize"]).flatMap {
                table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }.sorted()
            }
        }
    }

    func dump() throws -> String {
        var lines: [String] = []
        try store.dump { lines.append($0) }
        return lines.joined(separator: "\n")
    }
}

/// Every order of a few things; of five and more every fifth, all in a soak.
func orders<T>(of items: [T]) -> [[T]] {
    func all(_ items: [T]) -> [[T]] {
        guard items.count > 1 else { return [items] }
        return items.indices.flatMap { index -> [[T]] in
            var rest = items
            let item = rest.remove(at: index)
            return all(rest).map { [item] + $0 }
        }
    }
    let orders = all(items)
    let step = items.count < 5 || OrderTests.soak > 1 ? 1 : 5
    return stride(from: 0, to: orders.count, by: step).map { orders[$0] }
}

/// A seeded generator: the same seed gives the same order on every machine.
struct SeededOrder: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state = state &+ 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
