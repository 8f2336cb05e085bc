import GRDB
import Inbox
import Testing

@testable import Store

/// A store that is opened to be read only is read, seen to change, and never written.
struct ReadOnlyTests {
    private static func opened(_ scratch: Scratch) throws -> InboxStore {
        try InboxStore(path: scratch.path, options: StoreOptions(isReadOnly: true))
    }

    @Test func itSeesWhatOthersWrite() throws {
        let scratch = try Scratch()
        let reader = try Self.opened(scratch)
        let before = try reader.dataVersion()
        _ = try scratch.store.apply([Bodies.message("wamid.1", at: 0)], numbers: nil)
        #expect(try reader.dataVersion() != before)
        #expect(try reader.status().lastArrival != nil)
        var lines = 0
        try reader.dump { _ in lines += 1 }
        #expect(lines > 1)
    }

    @Test func everyWayToWriteIsRefused() throws {
        let scratch = try Scratch()
        _ = try scratch.store.apply([Bodies.message("wamid.1", at: 0)], numbers: nil)
        let before = try scratch.dump()
        let reader = try Self.opened(scratch)
        let key = try #require(
            try reader.page(.all, agent: "bia", number: nil, from: .top, count: 1, now: Bodies.noon).rows.first
        ).key
        let refused = StoreError.readOnly(path: scratch.path)
        #expect(throws: refused) { try reader.apply([Bodies.message("wamid.2", at: 1)], numbers: nil) }
        #expect(throws: refused) { try reader.setDraft("x", for: key, agent: "bia") }
        #expect(throws: refused) { try reader.claimNext(agent: "bia", now: Bodies.noon, id: "claim") }
        #expect(throws: refused) { try reader.remember("x", as: "panes", agent: "bia") }
        #expect(throws: refused) {
            try reader.tell(Presence(agent: "bia", isTyping: true, at: Bodies.noon), in: key, process: "1:1")
        }
        #expect(throws: refused) { try reader.rebuild() }
        // SQLite itself would, too.
        #expect(throws: DatabaseError.self) {
            try reader.pool.write { try $0.execute(sql: "DELETE FROM message") }
        }
        #expect(try scratch.dump() == before)
    }

    @Test func whatNeedsAMigrationIsRefusedPolitely() throws {
        let scratch = try Scratch()
        try scratch.store.pool.write {
            try $0.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = '\(try scratch.store.version())'")
        }
        #expect(throws: StoreError.olderVersion(path: scratch.path)) { try Self.opened(scratch) }
    }

    @Test func aMissingStoreIsNotMade() throws {
        let scratch = try Scratch()
        let path = scratch.path + ".none"
        #expect(throws: StoreError.noSuchFile(path: path)) {
            try InboxStore(path: path, options: StoreOptions(isReadOnly: true))
        }
    }
}
