import Desk
import Inbox
import Store

/// One thing done to many conversations, or to the next of many.
extension EffectRunner {
    /// Each as it stands now, whatever the screen shows; all that are changed in one transaction.
    func record(_ keys: [ThreadKey], _ verb: BulkVerb) throws {
        let now = services.clock()
        var report = BulkReport(verb)
        var facts: [AgentFact] = []
        for key in keys {
            guard let row = try services.store.thread(key) else {
                report.refused.append(.init(key: key, row: nil, why: .gone))
                continue
            }
            let act: AgentFact.Act
            switch verb.step(for: row, at: now) {
            case .act(let wanted): act = wanted
            // The platform is not told: nobody looked at them.
            case .readAll: act = .read(try services.store.unread(row.key))
            case .unreadNewest:
                guard let wamid = try services.store.newestToUs(row.key) else {
                    report.refused.append(.init(key: key, row: row, why: .nothingReceived))
                    continue
                }
                act = .unread([wamid])
            case .already:
                report.already.append(key)
                continue
            case .cannot(let why):
                report.refused.append(.init(key: key, row: row, why: why))
                continue
            }
            facts.append(try fact(act, about: row.key, at: now))
            report.changed.append(key)
        }
        let changed = try services.store.record(facts)
        mailbox.post(.recordedForMany(report))
        mailbox.post(.storeChanged(changed.union(keys)))
    }

    /// All that is theirs when it is done, not when it was counted.
    func reassign(from: String, to: String?) throws {
        let keys = try services.store.openThreads(of: from, number: number)
        try record(keys, .reassign(from: from, to: to))
    }

    /// The next that nobody has is the agent's, unless somebody was faster: then the one after.
    func claimNext(_ token: Int) throws {
        let row: ThreadRow?
        do {
            row = try services.store.claimNext(
                agent: services.agent, number: number, now: services.clock(), id: services.uuid())
        } catch {
            // Answered all the same, or the key would wait for it for ever.
            mailbox.post(.claimed(nil, token: token))
            throw error
        }
        mailbox.post(.claimed(row, token: token))
        if let row { mailbox.post(.storeChanged([row.key])) }
    }
}
