import GRDB

extension InboxStore {
    /// Which version of the tables the file has: the number of the newest migration.
    public func version() throws -> String {
        try read { db in try Schema.migrator.appliedIdentifiers(db).compactMap(Int.init).max().map(String.init) ?? "0" }
    }

    /// Asks SQLite to look the file over (`PRAGMA quick_check`): reads every page once, so it takes about a second for
    /// a gigabyte.
    /// - Returns: what is damaged, ten findings at most; nothing when the file is sound.
    public func damage() throws -> [String] {
        try read { db in
            try String.fetchAll(db, sql: "PRAGMA quick_check(10)").filter { $0 != "ok" }
        }
    }
}
