import Foundation
import GRDB
import Inbox
import Testing

@testable import Store

/// Erasing somebody leaves a store as if it had never heard of them, and nothing brings them back.
@Suite struct ErasingTests {
    private static let dana = Alias(.waID, OrderTests.dana)
    /// Everybody the orders tell of, by one of their ids: with a number that changed hands, without one, seen in a group only.
    static let people = [
        dana, Alias(.bsuid, OrderTests.danaID), Alias(.waID, "15557770202"), Alias(.bsuid, "BR.777000111222"),
        Alias(.waID, "15557770303"), Alias(.waID, "15557770404"), Alias(.waID, "15557770909"), Alias(.bsuid, "US.99"),
    ]

    private func store(_ receptions: [Reception], _ facts: [AgentFact] = OrderTests.facts) throws -> Scratch {
        let scratch = try Scratch(isQuick: true)
        for reception in receptions { _ = try scratch.store.apply([reception], numbers: nil) }
        _ = try scratch.store.record(facts)
        return scratch
    }

    private func erase(
        _ alias: Alias, in scratch: Scratch, isTrial: Bool = false, files: ([String]) -> Int = { _ in 0 }
    ) throws -> ErasureReport {
        try scratch.store.erase(
            PersonName(alias.value), isTrial: isTrial, sha256: Bodies.fingerprint, removingFiles: { files($0) })
    }

    private func expectSame(
        _ dump: String, _ other: String, _ what: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let (a, b) = (Set(dump.split(separator: "\n")), Set(other.split(separator: "\n")))
        let (extra, missing) = (a.subtracting(b).sorted().prefix(4), b.subtracting(a).sorted().prefix(4))
        #expect(
            extra.isEmpty && missing.isEmpty, "\(what): too much \(extra), missing \(missing)",
            sourceLocation: sourceLocation)
    }

    @Test(arguments: people) func theStoreIsAsIfItHadNeverHeardOfThem(alias: Alias) throws {
        let scratch = try store(OrderTests.receptions)
        let subject = try scratch.store.erasureSubject(PersonName(alias.value))
        let before = try scratch.dump()
        let trial = try erase(alias, in: scratch, isTrial: true)
        #expect(try scratch.dump() == before, "a trial changes nothing")
        let report = try erase(alias, in: scratch)
        #expect(report == trial && report.counts[.messages, default: 0] > 0)
        let dump = try scratch.dump()
        let rest = OrderTests.receptions.compactMap { reception -> Reception? in
            switch subject.erasure.apply(to: reception.body) {
            case .untouched: reception
            case .cut(let body, _):
                Bodies.reception(body: String(decoding: body, as: UTF8.self), arrival: reception.arrival)
            case .emptied: nil
            }
        }
        let fresh = try store(rest, OrderTests.facts.filter { !subject.ids.contains($0.alias.value) })
        expectSame(dump, try fresh.dump(), "never heard")
        try scratch.store.rebuild()
        expectSame(try scratch.dump(), dump, "a rebuild")
        let traces = try scratch.store.traces(of: subject.erasure)
        #expect(traces.isClean && traces.mentions == 0, "\(traces)")
        // Everything the platform may tell once more, and the same in bodies of another shape.
        _ = try scratch.store.apply(OrderTests.receptions, numbers: nil)
        expectSame(try scratch.dump(), dump, "told again")
        let again = try erase(alias, in: scratch)
        #expect(again.counts.values.allSatisfy { $0 == 0 } || subject.shared.contains(alias.value), "\(again)")
    }

    @Test func everybodyCanBeErased() throws {
        let scratch = try store(OrderTests.receptions)
        for alias in Self.people { _ = try erase(alias, in: scratch) }
        let dump = try scratch.dump()
        try scratch.store.rebuild()
        expectSame(try scratch.dump(), dump, "a rebuild")
        for alias in Self.people where alias.value != "15557770404" { #expect(!dump.contains(alias.value)) }
    }

    @Test func whoWritesAgainIsNew() throws {
        let scratch = try store(OrderTests.receptions)
        _ = try erase(Self.dana, in: scratch)
        _ = try scratch.store.apply([Bodies.message("wamid.new", at: 5_000, from: OrderTests.dana)], numbers: nil)
        let row = try #require(try scratch.store.thread(number: Bodies.number, alias: Self.dana))
        #expect(try scratch.store.messages(row.key, count: 9).messages.map(\.wamid) == ["wamid.new"])
        #expect(row.person == OrderTests.dana)
    }

    // MARK: What is ours

    private func enqueue(_ scratch: Scratch, id: String, _ text: String = "answer") throws -> ThreadKey {
        let row = try #require(try scratch.store.thread(number: Bodies.number, alias: Self.dana))
        let now = Bodies.noon + .seconds(600)
        let permit = try SendGate().pass(
            .text(TextContent(body: text)), in: row.gateContext(), pass: .keyPress, at: now
        ).get()
        _ = try scratch.store.enqueue(
            permit, to: row.key, actor: "bia", id: id, dueAt: now, notAfter: now + .hours(1), now: now)
        return row.key
    }

    @Test func outboxDraftsAndSearchAreErased() throws {
        let scratch = try store([Bodies.message("wamid.1", at: 0, from: OrderTests.dana)], [])
        let key = try enqueue(scratch, id: "uuid-1", "marmalade jar")
        try scratch.store.setDraft("half a word", for: key, agent: "bia")
        try scratch.store.setHeldText("held back", for: key, agent: "bia")
        let report = try erase(Self.dana, in: scratch)
        #expect(report.counts[.outbox] == 1 && report.counts[.drafts] == 2 && report.counts[.conversations] == 1)
        #expect(try scratch.store.compact())
        for name in ["", "-wal"] {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path + name))
            for word in ["marmalade", "half a word", "held back", "uuid-1", "wamid.1", OrderTests.dana, "Okafor"] {
                #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word) in \(name)")
            }
        }
    }

    @Test func nobodyIsErasedWhileAMessageToThemLeaves() throws {
        let scratch = try store([Bodies.message("wamid.1", at: 0, from: OrderTests.dana)], [])
        _ = try enqueue(scratch, id: "uuid-1")
        _ = try scratch.store.claim(id: "uuid-1", worker: "1:1", now: Bodies.noon + .seconds(600))
        let before = try scratch.dump()
        #expect(throws: StoreError.beingSent) { try erase(Self.dana, in: scratch) }
        #expect(try scratch.dump() == before && scratch.store.erasureSubject(PersonName(Self.dana.value)).isLeaving)
        _ = try scratch.store.finish(id: "uuid-1", .accepted(wamid: "wamid.o", status: nil, at: Bodies.noon))
        _ = try erase(Self.dana, in: scratch)
        _ = try scratch.store.apply([Bodies.status("read", of: "wamid.o", at: 700)], numbers: nil)
        #expect(try !scratch.dump().contains("wamid.o"), "a late status finds nothing")
        let traces = try scratch.store.traces(of: Erasure(ids: [OrderTests.dana], messages: ["wamid.o"]))
        #expect(traces.isClean && traces.mentions == 0, "\(traces)")
    }

    @Test func filesThatOthersHaveStay() throws {
        func image(_ id: String, from phone: String, media: String) -> Reception {
            Bodies.message(
                id, at: 0, from: phone, type: "image", content: #""image":{"id":"\#(media)","mime_type":"image/jpeg"}"#)
        }
        let (own, shared) = (String(repeating: "ab", count: 32), String(repeating: "cd", count: 32))
        let scratch = try store(
            [
                image("wamid.1", from: OrderTests.dana, media: "1"),
                image("wamid.2", from: OrderTests.dana, media: "2"),
                image("wamid.3", from: "15557770202", media: "3"),
            ], [])
        while let job = try scratch.store.claimMedia(worker: "1:1", now: Bodies.noon + .minutes(1)).job {
            let hash = job.mediaID == "1" ? own : shared
            _ = try scratch.store.finishMedia(
                row: job.row, worker: "1:1", .done(hash: hash, size: 3, mimeType: "image/jpeg", mediaID: nil))
        }
        var removed: [String] = []
        let report = try erase(Self.dana, in: scratch) {
            removed = $0
            return $0.count
        }
        #expect(removed == [own] && report.counts[.files] == 1 && report.counts[.media] == 2)
    }

    /// A refusal to remove files takes everything back.
    @Test func whatCannotBeFinishedIsNotBegun() throws {
        struct Stuck: Error {}
        let scratch = try store(OrderTests.receptions)
        let before = try scratch.dump()
        #expect(throws: Stuck.self) {
            try scratch.store.erase(PersonName(Self.dana.value), isTrial: false, sha256: Bodies.fingerprint) { _ in
                throw Stuck()
            }
        }
        #expect(try scratch.dump() == before)
    }

    // MARK: Age

    @Test func oldMessagesGoAndYoungOnesStay() throws {
        let scratch = try store(OrderTests.receptions)
        let cut = Bodies.noon + .seconds(300)
        _ = try scratch.store.record([
            AgentFact(
                id: "among us", at: Bodies.noon + .seconds(90), actor: "bia", number: Bodies.number, alias: Self.dana,
                act: .note(try #require(PrivateNote("told her twice"))))
        ])
        let old = try scratch.store.messageIDs(before: cut)
        let erase = { (isTrial: Bool) in
            try scratch.store.eraseMessages(
                before: cut, isTrial: isTrial, sha256: Bodies.fingerprint, removingFiles: { _ in 0 })
        }
        let trial = try erase(true)
        let report = try erase(false)
        #expect(report == trial && report.counts[.messages, default: 0] >= old.count)
        let dump = try scratch.dump()
        #expect(!dump.contains("\"wamid.1\"") && !dump.contains("words of wamid.3") && dump.contains("\"wamid.7\""))
        #expect(dump.contains("told her twice"))
        #expect(try scratch.store.messageIDs(before: cut).isEmpty)
        try scratch.store.rebuild()
        expectSame(try scratch.dump(), dump, "a rebuild")
        _ = try scratch.store.apply(OrderTests.receptions, numbers: nil)
        #expect(try scratch.store.messageIDs(before: cut).isEmpty, "told again")
        #expect(try erase(false).counts.values.allSatisfy { $0 == 0 })
    }
}
