import WhatsApp

/// Compares what a run left behind: nothing lost, nothing doubled, nothing sent twice.
///
/// Knows nothing of how the program works but the contract of its dump and the numbers of the outbox states.
public struct Audit {
    private enum State {
        static let queued: Int64 = 0
        static let leaving: Int64 = 1
        static let accepted: Int64 = 2
        static let uncertain: Int64 = 4
    }

    private let evidence: Evidence
    private let isSettled: Bool
    private var findings: [Finding] = []

    private init(_ evidence: Evidence, isSettled: Bool) {
        self.evidence = evidence
        self.isSettled = isSettled
    }

    /// - Parameters:
    ///   - words: texts that were seen in a draft or in the outbox once: they must still be in one of them.
    ///   - isSettled: the run was given the time to finish: nothing waits in the spool, and what the platform took is
    ///     known to be accepted.
    public static func findings(in evidence: Evidence, words: Set<String> = [], isSettled: Bool) -> [Finding] {
        var audit = Audit(evidence, isSettled: isSettled)
        audit.findings += evidence.damage.map { Finding(.lost, "the store is damaged: \($0)") }
        audit.checkSpool()
        audit.checkEvents()
        audit.checkMessages()
        audit.checkDepartures()
        audit.checkAttempts()
        audit.check(words)
        return audit.findings
    }

    // MARK: Coming in

    private mutating func checkSpool() {
        let envelopes = Set(rows("envelope").compactMap { $0["digest"]?.text })
        for file in evidence.done where !envelopes.contains(file.digest) {
            add(.lost, "\(file.path) was put away, and the store has no envelope \(file.digest)")
        }
        for name in evidence.quarantined { add(.lost, "\(name) was put into quarantine") }
        let here = Set((evidence.done + evidence.waiting).map(\.digest))
        for digest in envelopes.subtracting(here).sorted() {
            add(.lost, "the file of the envelope \(digest) is not in the spool")
        }
        if isSettled {
            for file in evidence.waiting { add(.lost, "\(file.path) was never taken in") }
        }
        let told = Set(
            (evidence.done + evidence.waiting).flatMap(\.messages).compactMap { $0.split(separator: " ").last })
        for wamid in evidence.written where !told.contains(wamid[...]) {
            add(.lost, "the customer's message \(wamid) is in no file of the spool")
        }
    }

    private mutating func checkEvents() {
        let messages = rows("message").filter { $0["direction"]?.text == "in" }.map { key($0, "wamid") }
        compare(messages, with: \.messages, called: "message")
        let statuses = rows("status").map { key($0, "wamid") + " \($0["status"]?.text ?? "")" }
        compare(statuses, with: \.statuses, called: "status")
    }

    /// What the store holds against what the files tell.
    private mutating func compare(_ held: [String], with told: KeyPath<Evidence.File, [String]>, called noun: String) {
        for (key, count) in counts(held) where count > 1 {
            add(.doubled, "\(noun) \(key) is in the store \(count) times")
        }
        let held = Set(held)
        var all: Set<String> = []
        for file in evidence.done {
            for key in file[keyPath: told] where all.insert(key).inserted && !held.contains(key) {
                add(.lost, "\(noun) \(key) of \(file.path)")
            }
        }
        all.formUnion(evidence.waiting.flatMap { $0[keyPath: told] })
        for key in held.subtracting(all).sorted() { add(.unfounded, "\(noun) \(key) is in no file of the spool") }
    }

    private mutating func checkMessages() {
        let ours = rows("message").filter { $0["direction"]?.text == "out" }
        for (id, count) in counts(ours.compactMap { $0["local_id"]?.text }) where count > 1 {
            add(.doubled, "our message \(id) shows \(count) times")
        }
        let shown = Set(ours.compactMap { $0["local_id"]?.text })
        for row in rows("outbox") where row["state"]?.int != 5 && !shown.contains(row["id"]?.text ?? "") {
            add(.lost, "the outbox row \(row["id"]?.text ?? "") has no message on the screen")
        }
    }

    // MARK: Going out

    private mutating func checkDepartures() {
        var states: [String: Int64] = [:]
        for row in rows("outbox") { states[row["id"]?.text ?? ""] = row["state"]?.int }
        for (id, count) in counts(evidence.accepted.map(\.callback)) where count > 1 {
            add(.sentTwice, "the platform took \(id) \(count) times")
        }
        for departure in evidence.accepted {
            switch states[departure.callback] {
            case State.accepted?: break
            case State.leaving?, State.uncertain?:
                if isSettled { add(.lost, "the platform took \(departure.callback), and nobody here knows") }
            case nil: add(.lost, "the outbox row \(departure.callback), which the platform took")
            case .some(let state):
                add(
                    .sentTwice,
                    "the platform took \(departure.callback), and its row says state \(state): it could go again")
            }
        }
        let taken = Set(evidence.accepted.map(\.wamid))
        let accepted = rows("outbox").filter { $0["state"]?.int == State.accepted }
        for row in accepted where !taken.contains(row["wamid"]?.text ?? "") {
            add(.unfounded, "the outbox row \(row["id"]?.text ?? "") says accepted, and the platform never took it")
        }
        for (wamid, count) in counts(accepted.compactMap { $0["wamid"]?.text }) where count > 1 {
            add(.doubled, "\(count) outbox rows claim \(wamid)")
        }
        guard isSettled else { return }
        for row in rows("outbox") where [State.queued, State.leaving].contains(row["state"]?.int) {
            add(.lost, "the outbox row \(row["id"]?.text ?? "") neither left nor failed")
        }
    }

    /// After an outcome that nobody knows nothing may leave by itself (law 10).
    private mutating func checkAttempts() {
        var unknown: Set<String> = []
        let attempts = rows("attempt").sorted { ($0["ordinal"]?.int ?? 0) < ($1["ordinal"]?.int ?? 0) }
        for attempt in attempts where attempt["left_at"]?.text != nil {
            let id = attempt["outbox"]?.text ?? ""
            if unknown.contains(id) { add(.sentTwice, "\(id) left again after an attempt whose outcome nobody knew") }
            if ![1, 2].contains(attempt["outcome"]?.int) { unknown.insert(id) }
        }
    }

    /// Words an agent typed and that were on disk once.
    private mutating func check(_ words: Set<String>) {
        let outgoing = rows("outbox").compactMap { $0["content"]?.text }
        for word in words.sorted() {
            let count = outgoing.count { $0.contains(word) }
            if count > 1 { add(.doubled, "“\(word)” is in \(count) rows of the outbox") }
            if count == 0, !evidence.drafts.contains(where: { $0.contains(word) }) {
                add(.lost, "“\(word)” an agent typed")
            }
        }
    }

    // MARK: Reading

    private mutating func add(_ kind: Finding.Kind, _ what: String) { findings.append(Finding(kind, what)) }

    private func rows(_ kind: String) -> [JSONValue] { evidence.rows.filter { $0["kind"]?.text == kind } }

    private func key(_ row: JSONValue, _ id: String) -> String {
        "\(row["phone_number_id"]?.text ?? "") \(row[id]?.text ?? "")"
    }

    private func counts(_ keys: [String]) -> [(String, Int)] {
        Dictionary(grouping: keys) { $0 }.map { ($0.key, $0.value.count) }.sorted { $0.0 < $1.0 }
    }
}
