import Desk
import Foundation
import Glibc
import Inbox
import Spool
import Store
import TestSupport
import Testing

@testable import Engine

/// From a file in the spool to news on the main loop, with a real directory, a real store and the real thread.
struct SpoolIngesterTests {
    private let scratch: Scratch
    private let spool: SpoolDirectory
    private let store: InboxStore
    private let mailbox = Mailbox()
    private let facts = StatusFacts()

    init() throws {
        scratch = try Scratch()
        spool = try SpoolDirectory(path: scratch.path + "/spool")
        store = try InboxStore(path: scratch.path + "/inbox.sqlite")
    }

    private func ingester(secret: String? = nil) -> SpoolIngester {
        SpoolIngester(
            store: store, directory: spool, appSecret: secret, numbers: nil, clock: { Shop.start }, mailbox: mailbox,
            facts: facts)
    }

    private func messages() throws -> [String] {
        guard let alias = Alias(anyID: Shop.ana), let row = try store.thread(number: nil, alias: alias) else {
            return []
        }
        return try store.messages(row.key, before: nil, count: 1_000).messages.compactMap(\.text)
    }

    /// Runs `body` while an ingester runs.
    private func ingesting(_ ingester: SpoolIngester, _ body: () async throws -> Void) async throws {
        ingester.start()
        do { try await body() } catch {
            ingester.stop()
            throw error
        }
        ingester.stop()
    }

    @Test func aFileBecomesNews() async throws {
        try await ingesting(ingester()) {
            try await eventually("the first look") { facts.current.lastPollAt != nil }
            _ = mailbox.take()
            try WebhookFile.put(WebhookFile.text("oi", wamid: "wamid.A"), into: spool)
            var changed: Set<ThreadKey> = []
            try await eventually("news of the file", within: 10) {
                for case .action(.storeChanged(let keys)) in mailbox.take() { changed.formUnion(keys ?? []) }
                return !changed.isEmpty
            }
            #expect(try messages() == ["oi"])
            try await eventually("the file in done") { try WebhookFile.doneCount(spool) == 1 }
        }
        #expect(try WebhookFile.names(.new, of: spool).isEmpty)
    }

    @Test func aRepeatedFileChangesNothing() async throws {
        let body = WebhookFile.text("oi", wamid: "wamid.A")
        try await ingesting(ingester()) {
            for _ in 0..<5 { try WebhookFile.put(body, into: spool) }
            try await eventually("all files in done") { try WebhookFile.doneCount(spool) == 5 }
        }
        #expect(try messages() == ["oi"])
    }

    @Test func aMalformedFileIsQuarantinedAndCountedAndTheOthersGoOn() async throws {
        try await ingesting(ingester()) {
            try WebhookFile.put(Array("{\"entry\": [".utf8), into: spool)
            try WebhookFile.put(WebhookFile.text("oi", wamid: "wamid.A"), into: spool)
            try await eventually("the good file") { try messages() == ["oi"] }
            try await eventually("the bad file in quarantine") { facts.current.quarantined == 1 }
        }
        let names = try WebhookFile.names(.quarantine, of: spool)
        #expect(names.count == 2)
        #expect(names.contains { $0.hasSuffix(".reason") })
    }

    @Test func anOversizeFileIsQuarantined() async throws {
        try await ingesting(ingester()) {
            let path = spool.path(of: .new) + "/1795000000000-big.json"
            try Data(count: BatchLimits.fileSize + 1).write(to: URL(fileURLWithPath: path))
            try await eventually("the file in quarantine") { facts.current.quarantined == 1 }
        }
    }

    @Test func withASecretOnlySignedFilesComeIn() async throws {
        try await ingesting(ingester(secret: "s3cret")) {
            try WebhookFile.put(WebhookFile.text("assinado", wamid: "wamid.A"), into: spool, secret: "s3cret")
            try WebhookFile.put(WebhookFile.text("nu", wamid: "wamid.B"), into: spool)
            try WebhookFile.put(WebhookFile.text("falso", wamid: "wamid.C"), into: spool, secret: "other")
            try await eventually("two files in quarantine") { facts.current.quarantined == 2 }
            try await eventually("the signed file") { try messages() == ["assinado"] }
        }
    }

    @Test func aSpoolThatVanishesIsToldAndTakenUpAgain() async throws {
        try await ingesting(ingester()) {
            try await eventually("the first look") { facts.current.lastPollAt != nil }
            try FileManager.default.moveItem(atPath: spool.path, toPath: spool.path + "-away")
            try await eventually("the trouble") {
                if case .spool = facts.current.trouble { true } else { false }
            }
            try FileManager.default.moveItem(atPath: spool.path + "-away", toPath: spool.path)
            try WebhookFile.put(WebhookFile.text("oi", wamid: "wamid.A"), into: spool)
            try await eventually("the file after all") { try messages() == ["oi"] }
            try await eventually("the trouble's end") { facts.current.trouble == nil }
        }
    }

    /// A store that is locked for longer than we wait keeps the files in the spool.
    @Test func aStoreThatIsReplacedIsToldAndLeavesTheSpoolToOthers() async throws {
        let path = scratch.path + "/inbox.sqlite"
        try await ingesting(ingester()) {
            try await eventually("the first look") { facts.current.lastPollAt != nil }
            #expect(rename(path, path + ".old") == 0)
            let other = try InboxStore(path: path)
            try WebhookFile.put(WebhookFile.text("oi", wamid: "wamid.A"), into: spool)
            try await eventually("the trouble", within: 10) {
                facts.current.trouble == .store(Obstacle(.storeReplaced, path))
            }
            #expect(try WebhookFile.names(.new, of: spool).count == 1)
            // Whoever has the new file takes it in.
            let theirs = StatusFacts()
            let another = SpoolIngester(
                store: other, directory: spool, appSecret: nil, numbers: nil, clock: { Shop.start },
                mailbox: Mailbox(), facts: theirs)
            try await ingesting(another) {
                try await eventually("the file in done", within: 10) { try WebhookFile.doneCount(spool) == 1 }
            }
        }
    }

    @Test func aStoreThatRefusesLosesNothing() async throws {
        let impatient = try InboxStore(path: store.path, options: StoreOptions(busySeconds: 0.05))
        let ingester = SpoolIngester(
            store: impatient, directory: spool, appSecret: nil, numbers: nil, clock: { Shop.start }, mailbox: mailbox,
            facts: facts)
        let blocker = try Blocker(store.path)
        try await ingesting(ingester) {
            for index in 0..<20 {
                try WebhookFile.put(WebhookFile.text("\(index)", wamid: "wamid.\(index)"), into: spool)
            }
            try await eventually("the trouble") {
                if case .store = facts.current.trouble { true } else { false }
            }
            #expect(try WebhookFile.names(.new, of: spool).count == 20)
            try blocker.release()
            try await eventually("all messages") { try messages().count == 20 }
            try await eventually("the trouble's end") { facts.current.trouble == nil }
        }
    }

    @Test func stoppingTwiceNeverStartedAndAgainAreAllFine() async throws {
        let ingester = ingester()
        ingester.stop()
        for round in 0..<3 {
            ingester.start()
            ingester.start()
            try WebhookFile.put(WebhookFile.text("\(round)", wamid: "wamid.\(round)"), into: spool)
            try await eventually("round \(round)") { try messages().count == round + 1 }
            ingester.stop()
            ingester.stop()
            // Stopped, it leaves the spool to others.
            guard case .acquired(let lock) = try ConsumerLock.tryAcquire(in: spool, command: "test") else {
                Issue.record("the spool is still taken")
                return
            }
            lock.release()
        }
    }

    @Test func ofTwoOneReadsAndTheOtherTakesOverWhenItStops() async throws {
        let first = ingester()
        let second = ingester()
        first.start()
        try await eventually("the first look") { facts.current.lastPollAt != nil }
        try await ingesting(second) {
            try WebhookFile.put(WebhookFile.text("um", wamid: "wamid.1"), into: spool)
            try await eventually("the first message") { try messages() == ["um"] }
            first.stop()
            try WebhookFile.put(WebhookFile.text("dois", wamid: "wamid.2"), into: spool)
            try await eventually("the second message") { try messages() == ["um", "dois"] }
        }
    }

    /// The kernel frees the lock of a killed process; we look for it within two seconds.
    @Test func aKilledConsumerIsSucceededWithinTwoSeconds() async throws {
        #expect(SpoolIngester.takeover < 2_000)
        let path = scratch.path
        async let child: Void = {
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in try Child.holdAndDie(path) }
        }()
        try await eventually("the child to hold the spool") { FileManager.default.fileExists(atPath: path + "/pid") }
        try await ingesting(ingester()) {
            try WebhookFile.put(WebhookFile.text("oi", wamid: "wamid.A"), into: spool)
            #expect(facts.current.lastPollAt == nil)
            let pid = try #require(Int32(String(contentsOfFile: path + "/pid", encoding: .utf8)))
            kill(pid, SIGKILL)
            try await eventually("the succession", within: 10) { try messages() == ["oi"] }
        }
        await child
    }
}
