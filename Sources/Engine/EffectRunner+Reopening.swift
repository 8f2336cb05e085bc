import Desk
import Inbox
import Store
import WhatsApp

/// One template for many who wrote and were never answered.
extension EffectRunner {
    /// Rows of the queue that are looked at; more is not counted.
    static let reopeningRows = 500
    /// Messages of a conversation that values are drawn from.
    private static let readBack = 20

    /// Who may be reopened: of these conversations, or from the top of the shut ones as the list shows them.
    func gatherReopening(_ keys: [ThreadKey]?) throws -> Reopening.Gathering {
        let store = services.store
        let now = services.clock()
        let rows: [ThreadRow]
        if let keys {
            rows = try keys.compactMap { try store.thread($0) }
        } else {
            rows = try store.page(
                .shut, agent: services.agent, number: number, passing: filter, from: .top, count: Self.reopeningRows,
                now: now
            ).rows
        }
        var rooms = Rooms(runner: self)
        var gathering = Reopening.Gathering(people: [])
        var ready = 0
        for row in rows {
            var why = Reopening.obstacle(to: row, isUnderWay: false, at: now)
            // What is beyond the most is counted, and looked at the next time.
            if why == nil, ready == Reopening.most {
                gathering.more += 1
                continue
            }
            if why == nil, try isUnderWay(row.key) { why = .underWay }
            if why == nil { why = try rooms.take(row.key.number) }
            var texts: [String] = []
            if why == nil {
                ready += 1
                let page = try store.messages(row.key, before: nil, count: Self.readBack)
                texts = page.messages.reversed().compactMap { $0.direction == .inbound ? $0.text : nil }
            }
            gathering.people.append(Reopening.Person(row: row, texts: texts, obstacle: why))
        }
        return gathering
    }

    /// How far the template came that went to each of them since; who is missing was taken back.
    func followReopening(_ keys: [ThreadKey], since: Instant) throws -> [ThreadKey: Delivery] {
        var found: [ThreadKey: Delivery] = [:]
        for key in keys {
            let messages = try services.store.messages(key, before: nil, count: Self.readBack).messages
            let sent = messages.last { $0.template != nil && $0.isFromOutbox && $0.timestamp >= since }
            if let delivery = sent?.delivery { found[key] = delivery }
        }
        return found
    }

    /// Each as the store has them now, whatever the screen showed: a permit of the gate and a row of the outbox of their
    /// own, or the reason why there is none.
    func reopen(_ orders: [Reopening.Order], token: Int) {
        var report = Reopening.Report()
        var rooms = Rooms(runner: self)
        for order in orders {
            do {
                if report.queued.count == Reopening.most {
                    report.leftOut[order.key] = .tooMany(limit: Reopening.most)
                } else if let why = try enqueue(order, &rooms) {
                    report.leftOut[order.key] = why
                } else {
                    report.queued.append(order.key)
                }
            } catch {
                report.leftOut[order.key] = .unstored
                mailbox.post(.effectFailed(Obstacle(error)))
            }
        }
        mailbox.post(.reopened(report, token: token))
        mailbox.post(.storeChanged(Set(orders.map(\.key))))
        services.outboxChanged()
    }

    private func enqueue(_ order: Reopening.Order, _ rooms: inout Rooms) throws -> Reopening.Obstacle? {
        let store = services.store
        guard let row = try store.thread(order.key) else { return .gone }
        let now = services.clock()
        if let why = Reopening.obstacle(to: row, isUnderWay: try isUnderWay(row.key), at: now) { return why }
        let verdict = services.gate.pass(
            .template(order.content),
            in: row.gateContext(clockSkew: facts.current.shared.skew?.widening ?? services.skew),
            template: try store.template(order.content.key), pass: .keyPress, at: now)
        switch verdict {
        case .failure(let refusal): return .refused(refusal)
        case .success(let permit):
            if let why = try rooms.take(row.key.number) { return why }
            let delay = OutboxItem.undoDelay(services.undoDelay, window: row.window(at: now), at: now)
            _ = try store.enqueue(
                permit, to: row.key, actor: services.agent, id: services.uuid(), dueAt: now + delay,
                notAfter: permit.notAfter ?? now + OutboxItem.longestWait, now: now)
            return nil
        }
    }

    private func isUnderWay(_ key: ThreadKey) throws -> Bool {
        try services.store.items(of: key).contains {
            switch $0.state {
            case .queued, .leaving, .uncertain: true
            case .accepted, .refused, .recalled: false
            }
        }
    }

    /// How many more people each number may write to first today, as they are taken up.
    private struct Rooms {
        let runner: EffectRunner
        private var known: [NumberID: (limit: Int, left: Int)?] = [:]

        init(runner: EffectRunner) { self.runner = runner }

        /// Why there is no place for one more; nil when they have it.
        mutating func take(_ number: NumberID) throws -> Reopening.Obstacle? {
            let found = try known[number] ?? runner.room(of: number)
            guard let room = found else {
                known[number] = .some(nil)
                return nil
            }
            guard room.left > 0 else {
                known[number] = room
                return .overTier(limit: room.limit)
            }
            known[number] = (room.limit, room.left - 1)
            return nil
        }
    }

    private func room(of number: NumberID) throws -> (limit: Int, left: Int)? {
        let store = services.store
        let now = services.clock()
        if let client = services.client {
            standings.refresh(try store.numbers(), client: client, at: now) { [mailbox] in
                mailbox.post(.storeChanged([]))
            }
        }
        guard let tier = standings.told[number]?.tier else { return nil }
        let waiting = try store.openItems(limit: Self.reopeningRows).filter {
            if case .template = $0.content { true } else { false }
        }
        return Reopening.room(
            in: MessagingTier(tier), written: try store.peopleWrittenFirst(since: now - .hours(24)),
            underWay: Set(waiting.map(\.address)).count)
    }
}
