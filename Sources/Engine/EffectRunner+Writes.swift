import Cloud
import Desk
import Inbox
import Store
import WhatsApp

extension EffectRunner {
    /// What the store remembers the widths of the panes under.
    public static let panesName = "panes"
    /// What it remembers commands under, one a line.
    public static let pipesName = "pipes"
    /// What it remembers under that the tour was shown.
    public static let tourName = "tour"

    func write(_ effect: Effect) {
        switch effect {
        case .enqueue(let key, let content, let consents, let replaces, let optIn):
            do {
                try enqueue(key, content, consents, replaces: replaces, optIn: optIn)
            } catch {
                // The words go back into the box: they are nowhere else.
                mailbox.post(.sendFailed(Obstacle(error), thread: key, content: content))
            }
        case .recall(let key): attempt { try recall(key) }
        case .recallRow(let id, let key): attempt { try recall(id: id, of: key) }
        case .fetchFile(let message, let key):
            attempt { try moveFile(message, key) { try services.store.wantMedia($0) } }
        case .stopFile(let message, let key):
            attempt { try moveFile(message, key) { try services.store.stopMedia($0) } }
        case .keepNote(let key, let note):
            do {
                try record(key, [.note(note)])
                mailbox.post(.noteKept(thread: key))
            } catch {
                mailbox.post(.noteFailed(Obstacle(error), thread: key, note))
            }
        case .record(let key, let acts): attempt { try record(key, acts) }
        case .recordForMany(let keys, let verb): attempt { try record(keys, verb) }
        case .reopen(let orders, let token): reopen(orders, token: token)
        case .reassign(let from, let to): attempt { try reassign(from: from, to: to) }
        case .tellPresence(let key, let isTyping): tellPresence(key, isTyping: isTyping)
        case .claimNext(let token): attempt { try claimNext(token) }
        case .join(let key, let person): attempt { try join(key, person) }
        case .openThread(let alias, let name, let optIn, let number, let token):
            attempt { try openThread(alias, name: name, optIn: optIn, from: number, token: token) }
        case .rememberPanes(let panes):
            attempt { try services.store.remember(panes.code, as: Self.panesName, agent: services.agent) }
        case .rememberPipes(let commands):
            attempt {
                let lines = commands.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
                try services.store.remember(
                    lines.joined(separator: "\n"), as: Self.pipesName, agent: services.agent)
            }
        case .rememberTour:
            attempt { try services.store.remember("1", as: Self.tourName, agent: services.agent) }
        case .saveMessage(let name, let message, let replaces): save(message, as: name, replaces: replaces)
        default: break
        }
    }

    private func save(_ message: Interactive, as name: String, replaces: Bool) {
        guard let folder = services.messageFolder else {
            mailbox.post(.effectFailed(Obstacle(.messageNowhere)))
            return
        }
        do {
            try folder.save(message, as: name, replaces: replaces)
            mailbox.post(.messageSaved(name))
        } catch MessageFolder.Failure.taken {
            mailbox.post(.messageNameTaken(name))
        } catch {
            mailbox.post(.effectFailed(Obstacle(error)))
        }
    }

    /// The first pass of the gate, with what the store knows this moment; then the outbox.
    private func enqueue(
        _ key: ThreadKey, _ content: Content, _ consents: Consents, replaces: String?, optIn: String?
    ) throws {
        let store = services.store
        if let optIn { try record(key, [.optIn(evidence: optIn)]) }
        guard let row = try store.thread(key) else { throw StoreError.noSuchThread }
        let now = services.clock()
        var template: Template?
        if case .template(let filled) = content { template = try store.template(filled.key) }
        let verdict = services.gate.pass(
            content, in: row.gateContext(clockSkew: facts.current.shared.skew?.widening ?? services.skew),
            consents: consents, template: template,
            pass: .keyPress, at: now)
        switch verdict {
        case .failure(let refusal): mailbox.post(.sendRefused(refusal, thread: key, content: content))
        case .success(let permit):
            let delay = OutboxItem.undoDelay(services.undoDelay, window: row.window(at: now), at: now)
            // What the outbox takes out of the draft must be there: letters of the last moment are in memory only.
            flushDrafts()
            let item = try store.enqueue(
                permit, to: key, actor: services.agent, id: services.uuid(), dueAt: now + delay,
                notAfter: permit.notAfter ?? now + OutboxItem.longestWait, replaces: replaces, takesFromDraft: true,
                now: now)
            mailbox.post(.enqueued(item, thread: key))
            mailbox.post(.storeChanged([key]))
            services.outboxChanged()
            if services.readReceipts == .onReply { tellNewestRead(key) }
        }
    }

    private func recall(_ key: ThreadKey) throws {
        let waiting = try services.store.items(of: key).filter { $0.state == .queued && $0.actor == services.agent }
        // As they were written: the store's order, whatever the clock did meanwhile.
        guard let newest = waiting.last else {
            mailbox.post(.recalled(nil, thread: key))
            return
        }
        try recall(id: newest.id, of: key)
    }

    private func recall(id: String, of key: ThreadKey) throws {
        // What was written since must be there when the words come before it.
        flushDrafts()
        let item = try services.store.recall(id: id, of: key, intoDraftOf: services.agent)
        mailbox.post(.recalled(item, thread: key))
        mailbox.post(.storeChanged([key]))
        services.outboxChanged()
    }

    private func moveFile(_ message: MessageKey, _ key: ThreadKey, _ move: (MessageKey) throws -> Set<ThreadKey>) throws
    {
        _ = try move(message)
        mailbox.post(.storeChanged([key]))
        services.mediaChanged()
    }

    func record(_ key: ThreadKey, _ acts: [AgentFact.Act]) throws {
        let now = services.clock()
        let facts = try acts.map { act in
            var act = act
            // Whoever read the newest has read what came before it, also what is not loaded.
            if case .read(let wamids) = act { act = .read(try services.store.unread(key, upTo: wamids)) }
            return try fact(act, about: key, at: now)
        }
        mailbox.post(.storeChanged(try services.store.record(facts).union([key])))
    }

    /// An alias names the person in a fact: their key is this store's own.
    func fact(_ act: AgentFact.Act, about key: ThreadKey, at now: Instant) throws -> AgentFact {
        guard let holding = try holding(for: act, of: key) else { throw StoreError.noSuchThread }
        return AgentFact(
            id: services.uuid(), at: now, actor: services.agent, number: key.number, alias: holding.alias,
            since: holding.since, act: act)
    }

    private func openThread(
        _ alias: Inbox.Alias, name: String?, optIn: String?, from wanted: NumberID?, token: Int
    ) throws {
        let store = services.store
        let numbers = try store.numbers()
        guard let number = wanted ?? number ?? numbers.first else {
            throw EngineError.noNumber
        }
        let now = services.clock()
        let key = try store.openThread(number: number, alias: alias, actor: services.agent, now: now)
        var acts: [AgentFact.Act] = []
        if let name { acts.append(.name(name)) }
        if let optIn { acts.append(.optIn(evidence: optIn)) }
        if !acts.isEmpty { try record(key, acts) }
        guard let row = try store.thread(key) else { throw StoreError.noSuchThread }
        mailbox.post(.threadOpened(row, token: token))
    }

    // MARK: The platform

    func tellRead(_ key: ThreadKey, _ wamid: String) {
        guard services.readReceipts == .onOpen else { return }
        acknowledge(key, wamid)
    }

    private func tellNewestRead(_ key: ThreadKey) {
        attempt {
            if let wamid = try newestOfTheirs(key) { acknowledge(key, wamid) }
        }
    }

    /// The id of the newest message that somebody wrote to us; nil when none of the last ones was.
    func newestOfTheirs(_ key: ThreadKey) throws -> String? {
        try services.store.messages(key, before: nil, count: 20).messages
            .last { $0.direction == .inbound && $0.isForUs && $0.wamid?.hasPrefix("wamid.") == true }?.wamid
    }

    /// Blue ticks are a courtesy: a failure is not worth the agent's attention, and the next message tries again.
    private func acknowledge(_ key: ThreadKey, _ wamid: String) {
        guard let client = services.client, wamid.hasPrefix("wamid.") else { return }
        Task.detached { try? await client.markRead(wamid, number: key.number) }  // see above
    }

    func syncTemplates() {
        guard let client = services.client else {
            mailbox.post(.effectFailed(Obstacle(EngineError.noToken)))
            return
        }
        Task.detached { [self] in
            do {
                try await TemplateSync.run(store: services.store, client: client, at: services.clock)
                try loadTemplates()
            } catch {
                mailbox.post(.effectFailed(Obstacle(error)))
            }
        }
    }
}
