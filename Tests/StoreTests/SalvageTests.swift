import Foundation
import GRDB
import Inbox
import Store
import Testing

/// What only a store knows, taken over from a file set aside.
@Suite struct SalvageTests {
    @Test func whatOnlyTheStoreKnewIsTakenOver() throws {
        let old = try Scratch()
        _ = try old.store.apply(OrderTests.receptions, numbers: nil)
        _ = try old.store.record(OrderTests.facts)
        let key = try #require(try old.store.thread(number: nil, alias: Alias(.waID, OrderTests.dana))).key
        try old.store.setDraft("half a sentence", for: key, agent: "bia")
        let facts = try old.dump()

        let new = try Scratch()
        let salvage = try new.store.salvage(from: old.path, numbers: nil, now: Bodies.noon, sha256: Bodies.fingerprint)
        #expect(salvage.incomplete == [])
        #expect(salvage.saved[.facts] == OrderTests.facts.count && salvage.saved[.drafts] == 1)
        #expect(try new.dump() == facts)
        let again = try #require(try new.store.thread(number: nil, alias: Alias(.waID, OrderTests.dana))).key
        #expect(try new.store.draft(again, agent: "bia") == "half a sentence")
    }

    /// Queued, leaving and accepted, each as the old store had it.
    @Test func nothingThatWaitedIsSentByItself() throws {
        let old = try Scratch()
        _ = try old.store.apply([Bodies.message("wamid.1", at: 0, from: OrderTests.dana)], numbers: nil)
        let now = Bodies.noon + .seconds(60)
        for id in ["queued", "leaving", "accepted"] {
            let row = try #require(try old.store.thread(number: nil, alias: Alias(.waID, OrderTests.dana)))
            var context = row.gateContext()
            context.lastSentAddress = nil
            let permit = try SendGate().pass(.text(TextContent(body: id)), in: context, pass: .keyPress, at: now).get()
            _ = try old.store.enqueue(
                permit, to: row.key, actor: "bia", id: id, dueAt: now, notAfter: now + .hours(1), now: now)
            if id != "queued" { _ = try old.store.claim(id: id, worker: "1:1", now: now) }
        }
        _ = try old.store.finish(id: "accepted", .accepted(wamid: "wamid.out", status: nil, at: now))

        let new = try Scratch()
        let salvage = try new.store.salvage(from: old.path, numbers: nil, now: now, sha256: Bodies.fingerprint)
        #expect(salvage.uncertain == 2 && salvage.saved[.outbox] == 3)
        #expect(try new.store.item(id: "queued")?.state == .uncertain)
        #expect(try new.store.item(id: "leaving")?.state == .uncertain)
        #expect(try new.store.item(id: "accepted")?.state == .accepted)
        #expect(try new.store.item(id: "accepted")?.wamid == "wamid.out")
        #expect(try new.store.dueItems(now: now + .hours(1), limit: 10) == [])
        #expect(try new.store.departures(since: Bodies.noon).count == 2)
    }

    /// Damage within a text leaves a body that can be read, with words nobody wrote.
    @Test func aBodyThatIsNotWhatItWasIsNotTakenOver() throws {
        let old = try Scratch()
        let (first, second) = (
            Bodies.message("wamid.1", at: 0, from: OrderTests.dana),
            Bodies.message("wamid.2", at: 9, from: OrderTests.dana)
        )
        _ = try old.store.apply([first, second], numbers: nil)
        try DatabaseQueue(path: old.path).write { db in
            try db.execute(
                sql: """
                    UPDATE envelope SET body = CAST(replace(CAST(body AS TEXT), 'words of wamid.2', 'ZZZZZ of wamid.2')
                    AS BLOB)
                    """)
        }
        let new = try Scratch()
        let salvage = try new.store.salvage(from: old.path, numbers: nil, now: Bodies.noon, sha256: Bodies.fingerprint)
        #expect(salvage.incomplete == [.webhooks] && salvage.saved[.webhooks] == 1)
        // The archive still has it.
        _ = try new.store.apply([second], numbers: nil)
        let plain = try Scratch()
        _ = try plain.store.apply([first, second], numbers: nil)
        #expect(try new.dump() == plain.dump())
    }

    @Test func whatCannotBeReadAtAllIsTold() throws {
        let new = try Scratch()
        let letter = new.path + ".letter"
        try Data(String(repeating: "Dear shop, ", count: 900).utf8).write(to: URL(fileURLWithPath: letter))
        let salvage = try new.store.salvage(from: letter, numbers: nil, now: Bodies.noon, sha256: Bodies.fingerprint)
        #expect(salvage.incomplete == Set(Salvage.Kind.allCases))
    }
}
