import Foundation
import Glibc
import Inbox
import Spool
import Store
import TestSupport
import Testing
import WhatsApp

@testable import Engine

/// Webhooks that tell a thousand things at once (`whatsapp.md` §1.2), in transactions of a bounded size.
struct CrowdedSpoolTests {
    private let scratch: Scratch
    private let spool: SpoolDirectory
    private let store: InboxStore

    init() throws {
        scratch = try Scratch()
        spool = try SpoolDirectory(path: scratch.path + "/spool")
        store = try InboxStore(path: scratch.path + "/inbox.sqlite")
    }

    private func intake() -> SpoolIntake {
        SpoolIntake(
            store: store, reader: SpoolReader(directory: spool), numbers: nil, once: true,
            transaction: Child.smallTransaction, clock: { Shop.start })
    }

    private func texts() throws -> Set<String> {
        let alias = try #require(Alias(anyID: Shop.ana))
        guard let row = try store.thread(number: nil, alias: alias) else { return [] }
        let texts = try store.messages(row.key, count: 20_000).messages.compactMap(\.text)
        #expect(Set(texts).count == texts.count, "nothing twice")
        return Set(texts)
    }

    /// One body with so many messages of one customer.
    static func crowd(_ file: Int, count: Int) -> [UInt8] {
        let messages = (0..<count).map {
            #"{"from":"\#(Shop.ana)","id":"wamid.\#(file).\#($0)","timestamp":"\#(Shop.start.seconds)","type":"text","#
                + #""text":{"body":"texto \#(file).\#($0)"}}"#
        }
        return Array(
            (#"{"object":"whatsapp_business_account","entry":[{"id":"900100","changes":[{"field":"messages","value":{"#
                + #""messaging_product":"whatsapp","metadata":{"display_phone_number":"15557770101","#
                + #""phone_number_id":"700111"},"contacts":[{"profile":{"name":"Ana"},"wa_id":"\#(Shop.ana)"}],"#
                + #""messages":[\#(messages.joined(separator: ","))]}}]}]}"#).utf8)
    }

    @Test(
        arguments: [
            ([], []), ([0], [0..<1]), ([4_000], [0..<1]), ([4_001], [0..<1]), ([4_001, 1], [0..<1, 1..<2]),
            ([1_000, 1_000, 1_000, 1_000, 1], [0..<4, 4..<5]), ([1, 4_000, 3_999, 1], [0..<1, 1..<2, 2..<4]),
            ([0, 0, 0], [0..<3]),
        ] as [([Int], [Range<Int>])])
    func filesAreGatheredUpToTheNumberThatIsPromised(counts: [Int], parts: [Range<Int>]) {
        #expect(SpoolIntake.transaction == 4_000)
        #expect(SpoolIntake.transactions(of: counts, upTo: SpoolIntake.transaction) == parts)
    }

    /// Ten webhooks that tell a quarter of the bound each: three transactions, each within it, every message once.
    @Test func crowdsComeInBoundedTransactions() throws {
        #expect(Child.smallTransaction == 200)
        for file in 0..<10 { try WebhookFile.put(Self.crowd(file, count: 50), into: spool) }
        var totals = SpoolIntake.Totals()
        var sizes: [Int] = []
        try intake().drain(&totals) { sizes.append($0.messages) }
        #expect(sizes.sorted() == [100, 200, 200])
        #expect(totals.report.messages == 500 && totals.report.duplicates == 0)
        #expect(try texts() == Set((0..<10).flatMap { file in (0..<50).map { "texto \(file).\($0)" } }))
        #expect(try WebhookFile.names(.new, of: spool).isEmpty)
    }

    /// Killed right after a transaction, before the files of it were put away: what was committed is known when it is read
    /// again, what was not comes in.
    @Test func aKillBetweenTransactionsLosesAndDoublesNothing() async throws {
        for file in 0..<9 { try WebhookFile.put(Self.crowd(file, count: 50), into: spool) }
        let path = scratch.path
        for _ in 0..<2 {
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
                try Child.commitAndDie(path, after: 1)
            }
            #expect(try WebhookFile.names(.new, of: spool).count == 9, "nothing was put away yet")
        }
        #expect(try texts().count == 200, "one transaction, and it once")
        var totals = SpoolIntake.Totals()
        try intake().drain(&totals)
        #expect(totals.report.messages == 250)
        #expect(try texts().count == 450)
        #expect(try WebhookFile.doneCount(spool) == 9)
    }

    /// What is read and understood at a time: one batch being committed and one read ahead, each of a bounded size. Files
    /// of three megabytes, the largest there are, come two at a time.
    @Test func memoryIsBoundedByTheBytesOfABatch() throws {
        let long = String(repeating: "x", count: 2_800)
        for file in 0..<7 {
            let body = String(decoding: Self.crowd(file, count: 1_000), as: UTF8.self)
                .replacing("texto \(file).", with: "\(long) \(file).")
            #expect(body.utf8.count < Limits.webhookBytes)
            try WebhookFile.put(Array(body.utf8), into: spool)
        }
        var reader = SpoolReader(directory: spool)
        var sizes: [Int] = []
        for _ in 0..<9 {
            let batch = SpoolPipeline.read(try reader.batch(now: MonotonicClock.milliseconds, once: true))
            guard !batch.receptions.isEmpty else { break }
            let bytes = batch.receptions.reduce(0) { $0 + $1.body.count }
            #expect(bytes <= BatchLimits().bytes && batch.receptions.reduce(0) { $0 + $1.events.count } <= 2_000)
            sizes.append(batch.receptions.count)
            reader.settle(reader.archive.finish(batch.names, day: SpoolDay(milliseconds: Shop.start.milliseconds)))
        }
        #expect(sizes == [2, 2, 2, 1])
    }
}
