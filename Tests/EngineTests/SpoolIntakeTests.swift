import Foundation
import Glibc
import Inbox
import Spool
import Store
import TestSupport
import Testing

@testable import Engine

/// Batches from the spool into the store, and what is left when they are cut short.
struct SpoolIntakeTests {
    private let scratch: Scratch
    private let spool: SpoolDirectory
    private let store: InboxStore

    init() throws {
        scratch = try Scratch()
        spool = try SpoolDirectory(path: scratch.path + "/spool")
        store = try InboxStore(path: scratch.path + "/inbox.sqlite")
    }

    private func intake(once: Bool = true, files: Int = 7, store: InboxStore? = nil) -> SpoolIntake {
        let limits = BatchLimits(files: files, backlogThreshold: 100_000)
        return SpoolIntake(
            store: store ?? self.store, reader: SpoolReader(directory: spool, limits: limits), numbers: nil, once: once,
            clock: { Shop.start })
    }

    private func put(_ count: Int) throws {
        for index in 0..<count {
            try WebhookFile.put(WebhookFile.text("texto \(index)", wamid: "wamid.\(index)"), into: spool)
        }
    }

    private func texts() throws -> [String] {
        guard let alias = Alias(anyID: Shop.ana), let row = try store.thread(number: nil, alias: alias) else {
            return []
        }
        return try store.messages(row.key, before: nil, count: 10_000).messages.compactMap(\.text)
    }

    @Test(arguments: [0, 1, 6, 7, 8, 50])
    func everythingThatLiesThereComesIn(count: Int) throws {
        try put(count)
        var totals = SpoolIntake.Totals()
        var changes = 0
        try intake().drain(&totals) { _ in changes += 1 }
        #expect(totals.report.files == count)
        #expect(totals.report.messages == count)
        #expect(changes == (count + 6) / 7)
        #expect(try Set(texts()) == Set((0..<count).map { "texto \($0)" }))
        #expect(try WebhookFile.doneCount(spool) == count)
        #expect(try WebhookFile.names(.new, of: spool).isEmpty)
    }

    /// A backup restored over the store of a running inbox, or the file deleted: what comes then must not go into a file
    /// that nobody will find again.
    @Test(arguments: ["moved", "another", "back"])
    func aStoreThatIsNotThereAnyMoreTakesNothing(how: String) throws {
        try put(3)
        let path = scratch.path + "/inbox.sqlite"
        #expect(rename(path, path + ".old") == 0)
        if how == "another" { _ = try InboxStore(path: path) }
        if how == "back" { #expect(rename(path + ".old", path) == 0) }
        var totals = SpoolIntake.Totals()
        if how == "back" {
            try intake().drain(&totals)
            #expect(try WebhookFile.doneCount(spool) == 3)
        } else {
            #expect(throws: StoreError.replaced(path: path)) { try intake().drain(&totals) }
            #expect(try WebhookFile.names(.new, of: spool).count == 3 && WebhookFile.doneCount(spool) == 0)
        }
    }

    /// What was read ahead of a transaction that failed is not forgotten: the next call brings it.
    @Test func aTransactionThatFailsGivesEverythingBack() throws {
        try put(30)
        try WebhookFile.put(Array("{".utf8), into: spool)
        let impatient = try InboxStore(path: store.path, options: StoreOptions(busySeconds: 0.02))
        let intake = intake(store: impatient)
        let blocker = try Blocker(store.path)
        var totals = SpoolIntake.Totals()
        for _ in 0..<3 {
            #expect(throws: StoreError.self) { try intake.drain(&totals) }
        }
        #expect(totals.report.files == 0)
        try blocker.release()
        try intake.drain(&totals)
        #expect(totals.report.messages == 30)
        #expect(try WebhookFile.doneCount(spool) == 30)
        #expect(totals.quarantined == 1)
    }

    @Test func aStopBetweenTransactionsLeavesTheRestForLater() throws {
        try put(50)
        let intake = intake()
        var totals = SpoolIntake.Totals()
        var batches = 0
        try intake.drain(&totals, progress: { _ in batches += 1 }, isStopped: { batches >= 2 })
        #expect(totals.report.messages >= 14 && totals.report.messages < 50)
        #expect(try WebhookFile.names(.new, of: spool).count == 50 - totals.report.messages)
        try intake.drain(&totals)
        #expect(totals.report.messages == 50)
    }

    @Test func aFileThatCannotBeMovedIsNotReadTwice() throws {
        try put(5)
        let day = spool.path(of: .done) + "/" + SpoolDay(milliseconds: Shop.start.milliseconds).description
        // A file stands where the day's folder should be.
        try Data().write(to: URL(fileURLWithPath: day))
        let intake = intake()
        var totals = SpoolIntake.Totals()
        try intake.drain(&totals)
        try intake.drain(&totals)
        #expect(totals.report.messages == 5)
        #expect(totals.report.duplicates == 0)
        try FileManager.default.removeItem(atPath: day)
        try intake.drain(&totals)
        #expect(try WebhookFile.doneCount(spool) == 5)
    }

    /// A file that is still growing when it is first seen is whole when it is looked at again.
    @Test func aFileThatIsStillGrowingIsNotQuarantined() async throws {
        let body = WebhookFile.text("oi", wamid: "wamid.A")
        let path = spool.path(of: .new) + "/1795000000000-slow.json"
        try Data(body.prefix(50)).write(to: URL(fileURLWithPath: path))
        let intake = intake(once: false)
        var totals = SpoolIntake.Totals()
        try intake.drain(&totals)
        try Data(body).write(to: URL(fileURLWithPath: path))
        try await eventually("the whole file") {
            try intake.drain(&totals)
            return try texts() == ["oi"]
        }
        #expect(totals.quarantined == 0)
    }

    @Test func aMalformedFileIsLookedAtAgainSoonAndThenPutAway() throws {
        try WebhookFile.put(Array("{\"a\": ".utf8), into: spool)
        let intake = intake(once: false)
        var totals = SpoolIntake.Totals()
        let batch = try intake.drain(&totals)
        #expect(totals.quarantined == 0)
        // Otherwise nobody would look again before the relaxed interval is over.
        #expect(batch.wakeAt != nil)
    }

    /// Killed at any moment, over and over: nothing is lost and nothing is doubled.
    @Test func killsLoseNothingAndDoubleNothing() async throws {
        let count = 150
        try put(count)
        let path = scratch.path
        for round in 0..<(6 * soak) {
            let delay = 5 + round * 37 % 120
            // It dies while it waits for more, if it is done before.
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, delay = delay as Int] in
                try Child.ingestAndDie(path, after: delay)
            }
            // A redelivery of something old in between.
            try WebhookFile.put(WebhookFile.text("texto 3", wamid: "wamid.3"), into: spool)
        }
        var totals = SpoolIntake.Totals()
        try intake().drain(&totals)
        let texts = try texts()
        #expect(texts.count == count)
        #expect(Set(texts) == Set((0..<count).map { "texto \($0)" }))
        #expect(try WebhookFile.names(.new, of: spool).isEmpty)
        #expect(try WebhookFile.doneCount(spool) == count + 6 * soak)
    }
}
