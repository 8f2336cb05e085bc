import Foundation
import Glibc
import Inbox
import Spool
import Store
import Testing

@testable import Engine

/// What this test program does when it is started again as a process of its own, to be killed. Functions of the file,
/// because such a body may capture nothing but plain values.
enum Child {
    /// Types a draft into the newest conversation and dies as soon as another connection can see it on the disk.
    static func typeAndDie(_ path: String, _ text: String) async throws {
        let store = try InboxStore(path: path)
        guard let alias = Alias(anyID: Shop.ana) else { return }
        let row = try #require(try store.thread(number: nil, alias: alias))
        let keeper = DraftKeeper(store: store, agent: Shop.agent) { event in
            // Told, so it must be there whatever happens next.
            if case .saved = event { kill(getpid(), SIGKILL) }
        }
        keeper.keep(text, for: row.key)
        try await Task.sleep(for: .seconds(30))  // this process is killed meanwhile
    }

    /// Takes a spool in until it is killed, by a thread of its own, after so many milliseconds.
    static func ingestAndDie(_ path: String, after milliseconds: Int) throws {
        let store = try InboxStore(path: path + "/inbox.sqlite")
        let directory = try SpoolDirectory(path: path + "/spool")
        guard case .acquired(let lock) = try ConsumerLock.tryAcquire(in: directory, command: "test") else { return }
        let limits = BatchLimits(files: 7, backlogThreshold: 100_000)
        let intake = SpoolIntake(
            store: store, reader: SpoolReader(directory: directory, limits: limits), numbers: nil, once: false,
            clock: { Shop.start })
        Thread.detachNewThread {
            usleep(UInt32(milliseconds) * 1_000)  // the kill comes at no moment of ours
            kill(getpid(), SIGKILL)
        }
        var totals = SpoolIntake.Totals()
        while lock.isCurrent { try intake.drain(&totals) }
    }

    /// A bound that a few webhooks reach, so that a test of what happens at it takes no ten thousand messages.
    static let smallTransaction = 200

    /// Takes a spool in and dies as soon as so many transactions are committed, before their files are put away.
    static func commitAndDie(_ path: String, after transactions: Int) throws {
        let store = try InboxStore(path: path + "/inbox.sqlite")
        let reader = SpoolReader(directory: try SpoolDirectory(path: path + "/spool"))
        let intake = SpoolIntake(
            store: store, reader: reader, numbers: nil, once: true, transaction: smallTransaction,
            clock: { Shop.start })
        var totals = SpoolIntake.Totals()
        var count = 0
        try intake.drain(&totals) { _ in
            count += 1
            if count == transactions { kill(getpid(), SIGKILL) }
        }
    }

    /// Holds a spool until it is killed, for two minutes at most: a test that failed kills nobody.
    static func holdAndDie(_ path: String) throws {
        let directory = try SpoolDirectory(path: path + "/spool")
        guard case .acquired(let lock) = try ConsumerLock.tryAcquire(in: directory, command: "test") else { return }
        try Data("\(getpid())".utf8).write(to: URL(fileURLWithPath: path + "/pid.tmp"))
        try #require(rename(path + "/pid.tmp", path + "/pid") == 0)
        for _ in 0..<12_000 where lock.isCurrent { usleep(10_000) }  // it is killed meanwhile
    }

    /// Claims a row, announces that its request is on the way, and dies.
    static func claimAndDie(_ path: String, _ id: String) throws {
        let store = try InboxStore(path: path)
        _ = try store.claim(id: id, worker: WorkerIdentity.current.word, now: Shop.start)
        kill(getpid(), SIGKILL)
    }
}
