import Checker
import Foundation
import Inbox
import Spool
import Store
import TestSupport
import Testing
import WhatsApp

/// Two ingesters, two workers, a sender and three inboxes on one store, each killed with SIGKILL at random moments and
/// started again, while customers write, messages are queued and the platform's answers get lost.
final class Storm {
    enum Role: Hashable {
        case ingester, worker, sender
        case inbox(agent: String)

        /// How long one lives, in milliseconds.
        var life: ClosedRange<Int> {
            switch self {
            case .ingester: 20...300
            case .worker: 80...1_100
            case .sender: 60...700
            case .inbox: 200...1_800
            }
        }
    }

    private final class Slot {
        let role: Role
        let terminal: PseudoTerminal?
        var process: ChildProcess?
        var until = ContinuousClock.now
        /// What an inbox's agent types next, and when.
        var keys: [(at: ContinuousClock.Instant, text: String)] = []

        init(_ role: Role) throws {
            self.role = role
            if case .inbox = role { terminal = try PseudoTerminal(columns: 100, rows: 30) } else { terminal = nil }
        }
    }

    static let agents = ["ana", "bia", "caio"]
    private static let customers = (0..<40).map { "55119555502" + String(format: "%02d", $0) }

    private let oriel: Oriel
    private let platform: SimulatedPlatform
    private let spool: SpoolDirectory
    private let slots: [Slot]
    private var store: InboxStore
    private var dice: Dice
    private var words = 0
    /// Words that may or may not have reached the disk when their process was killed.
    private var typed: Set<String> = []
    /// Words that were on disk at a check: they must never vanish.
    private var kept: Set<String> = []
    /// Rows that were *leaving* when everybody had been killed.
    private var cutOff: Set<String> = []
    private var failures: [String] = []
    private(set) var kills: [String: Int] = [:]
    private(set) var cutOffEver = 0

    init(seed: UInt64) async throws {
        dice = Dice(seed: seed)
        let outer = try Oriel()
        try outer.writeConfig("undo_delay = 0\n")
        platform = try await outer.platform()
        oriel = outer.with(environment: ["ORIEL_TOKEN": platform.token])
        spool = try SpoolDirectory(path: outer.spool)
        store = try InboxStore(path: outer.store)
        let roles: [Role] =
            [.ingester, .ingester, .worker, .worker, .sender] + Self.agents.map { .inbox(agent: $0) }
        slots = try roles.map { try Slot($0) }
        for customer in Self.customers { try await platform.inbound("Oi!", from: customer) }
        _ = try await outer.ingest()
    }

    var killCount: Int { kills.values.reduce(0, +) }

    /// One word for a report.
    var summary: String {
        let by = kills.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        return "\(killCount) kills (\(by)); \(words) texts, \(kept.count) of them on disk; \(cutOffEver) rows cut off"
    }

    // MARK: One round

    /// Kills so many times, the last of them all at once, and checks what is left.
    func round(kills count: Int) async throws -> [String] {
        let target = killCount + count - slots.count
        let end = ContinuousClock.now + .seconds(120)
        for slot in slots { try start(slot) }
        while killCount < target {
            guard ContinuousClock.now < end else { throw Overdue(what: "\(count) kills") }
            try await stir()
            for slot in slots {
                type(slot)
                guard ContinuousClock.now >= slot.until else { continue }
                kill(slot)
                try start(slot)
            }
            try await Task.sleep(for: .milliseconds(2))  // between two looks
        }
        for slot in slots { kill(slot) }
        return try await check(isSettled: false)
    }

    private func start(_ slot: Slot) throws {
        let at = ["--store", oriel.store]
        let both = at + ["--spool", oriel.spool]
        let base = ["--api-base", platform.url]
        switch slot.role {
        case .ingester: slot.process = try oriel.start(["ingest"] + both)
        case .worker: slot.process = try oriel.start(["work"] + both + base)
        case .sender:
            let arguments = ["--to", customer(), "--text", word()]
            slot.process = try oriel.start(["send"] + at + arguments + base + ["--json"])
        case .inbox(let agent):
            slot.terminal?.forget()
            slot.process = try oriel.start(
                ["inbox", "--no-tour", "--queue", "all", "--agent", agent] + both + base,
                input: slot.terminal?.terminal,
                output: slot.terminal?.terminal)
            let begin = ContinuousClock.now + .milliseconds(dice.number(200...800))
            let send = begin + .milliseconds(dice.number(20...300))
            slot.keys = [(begin, "\r" + word())] + (dice.oneIn(3) ? [] : [(send, "\r")])
        }
        slot.until = .now + .milliseconds(dice.number(slot.role.life))
    }

    private func type(_ slot: Slot) {
        while let next = slot.keys.first, ContinuousClock.now >= next.at {
            slot.terminal?.type(next.text)
            slot.keys.removeFirst()
        }
    }

    private func kill(_ slot: Slot) {
        guard let process = slot.process else { return }
        slot.process = nil
        process.kill()
        let name = name(slot.role)
        switch process.status ?? -1 {
        case 128 + SIGKILL: kills[name, default: 0] += 1
        // It had ended before: somebody else does its work; or its one message was settled this way or that.
        case 75 where slot.role == .ingester || slot.role == .worker: break
        case 0, 3, 4, 5,
            75 where slot.role == .sender:
            break
        case let status: failures.append("\(name) ended by itself with \(status)")
        }
    }

    private func name(_ role: Role) -> String {
        switch role {
        case .ingester: "ingest"
        case .worker: "work"
        case .sender: "send"
        case .inbox: "inbox"
        }
    }

    // MARK: Stirring

    private func customer() -> String { Self.customers[dice.number(0...Self.customers.count - 1)] }

    private func word() -> String {
        words += 1
        let word = "palavra-\(words)."
        typed.insert(word)
        return word
    }

    /// What goes on meanwhile.
    private func stir() async throws {
        switch dice.number(1...24) {
        case 1: try await platform.inbound("mais uma \(dice.number(1...1_000_000))", from: customer())
        case 2, 3, 4: try enqueue()
        case 5, 6: try await platform.fail(fault())
        case 7: try redeliver()
        default: break
        }
    }

    /// An answer that does not come: the request was worked on, or it was not.
    private func fault() -> JSONValue {
        let mode = ["timeout", "timeout", "truncate", "refuse"][dice.number(0...3)]
        return ["mode": .string(mode), "processed": .bool(dice.oneIn(2)), "on": "send", "count": 1]
    }

    private func enqueue() throws {
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        guard let alias = Alias(anyID: customer()), let row = try store.thread(number: nil, alias: alias) else {
            return
        }
        let word = word()
        guard
            case .success(let permit) = SendGate().pass(
                .text(TextContent(body: word)), in: row.gateContext(), pass: .keyPress, at: now)
        else { return }
        _ = try store.enqueue(
            permit, to: row.key, actor: "fila", id: UUID().uuidString.lowercased(), dueAt: now,
            notAfter: now + .hours(1), now: now)
        kept.insert(word)
    }

    /// The platform delivers at least once.
    private func redeliver() throws {
        let done = spool.path(of: .done)
        guard let day = try FileManager.default.contentsOfDirectory(atPath: done).max() else { return }
        let names = try FileManager.default.contentsOfDirectory(atPath: done + "/" + day).sorted()
        guard !names.isEmpty else { return }
        let path = done + "/" + day + "/" + names[dice.number(0...names.count - 1)]
        guard let name = SpoolName((path as NSString).lastPathComponent) else { return }
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let envelope = try Envelope.parse(name: name, bytes: bytes)
        try SpoolWriter(directory: spool).write(
            body: envelope.body, receivedAtMilliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
    }

    // MARK: Checking

    /// Nobody runs now.
    private func check(isSettled: Bool) async throws -> [String] {
        let evidence = try Evidence(
            spool: oriel.spool, store: oriel.store, record: try await platform.record(), agents: Self.agents)
        let rows = evidence.rows.filter { $0["kind"]?.text == "outbox" }
        let onDisk = rows.compactMap { $0["content"]?.text } + evidence.drafts
        kept.formUnion(typed.filter { word in onDisk.contains { $0.contains(word) } })
        var found = failures
        failures = []
        found += Audit.findings(in: evidence, words: kept, isSettled: isSettled).map(\.description)
        // What was under way is uncertain now, or settled by the platform's word; never queued, never *not sent*.
        for row in rows where cutOff.contains(row["id"]?.text ?? "") && ![1, 2, 4].contains(row["state"]?.int) {
            found.append("cut off and then state \(row["state"]?.int ?? -1): \(row["id"]?.text ?? "")")
        }
        let leaving = Set(rows.filter { $0["state"]?.int == 1 }.compactMap { $0["id"]?.text })
        cutOffEver += leaving.subtracting(cutOff).count
        cutOff.formUnion(leaving)
        return found
    }

    /// Lets a worker finish what is left, and checks all.
    func settle() async throws -> [String] {
        for _ in 0..<12 {
            let worker = try oriel.start(
                ["work", "--store", oriel.store, "--spool", oriel.spool, "--api-base", platform.url])
            // An answer that never comes holds it up: then it is killed as well.
            let end = ContinuousClock.now + .seconds(4)
            var isDone = false
            while !isDone, ContinuousClock.now < end, worker.status == nil {
                isDone = try await isSettled()
                try await Task.sleep(for: .milliseconds(20))  // between two looks
            }
            guard isDone else {
                worker.kill()
                continue
            }
            worker.signal(SIGTERM)
            let status = try await worker.end()
            // With nothing left to do it may be told to end before it listens: no fault, and no proof either.
            if status == 128 + SIGTERM { continue }
            if status != 0 { failures.append("the last worker ended with \(status)") }
            break
        }
        var found = try await check(isSettled: true)
        // Customers go on writing: what came in meanwhile is no loss yet.
        for _ in 0..<20 where !found.isEmpty && found.allSatisfy({ $0.contains("never taken in") }) {
            _ = try await oriel.run(["ingest", "--once", "--store", oriel.store, "--spool", oriel.spool])
            found = try await check(isSettled: true)
        }
        let before = try dump()
        try store.rebuild()
        if try dump() != before { found.append("a rebuild gives another dump") }
        return found
    }

    private func isSettled() async throws -> Bool {
        guard try store.status().waiting == 0 else { return false }
        guard try FileManager.default.contentsOfDirectory(atPath: spool.path(of: .new)).isEmpty else { return false }
        for taken in try await platform.record()["accepted"]?.list ?? [] {
            guard let id = taken["callback"]?.text, try store.item(id: id)?.state == .accepted else { return false }
        }
        return true
    }

    private func dump() throws -> [String] {
        var lines: [String] = []
        try store.dump { lines.append($0) }
        return lines
    }
}
