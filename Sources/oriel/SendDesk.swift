import Cloud
import Desk
import Engine
import Foundation
import Inbox
import Screen
import Store

/// A message somebody wants to send from the command line.
struct Outgoing {
    let content: Content
    let consents: Consents
    let optIn: String?
    let actor: String
}

/// Sends one message the way the inbox does: first pass of the gate, outbox, claim, second pass, platform.
struct SendDesk {
    let store: InboxStore
    let gate: SendGate
    let clock: @Sendable () -> Instant
    /// Whether somebody wants this ended.
    let isInterrupted: @Sendable () -> Bool

    /// How long a request may be under way beyond the time-out: the transport's own limit, and some more.
    private static let longestRequest = Span.seconds(90)
    private static let look = Span(milliseconds: 200)

    /// What the gate says, with nothing written: a refused message makes no conversation.
    func ask(_ draft: Outgoing, to recipient: Recipient) throws -> Result<Permit, Refusal> {
        var context: GateContext
        if let row = recipient.row {
            context = row.gateContext()
        } else {
            let listening = try store.status().listeningSince
            context = GateContext(
                window: WindowEvidence(listeningSince: listening), number: recipient.number,
                address: Address(recipient.alias))
        }
        context.hasOptIn = context.hasOptIn || draft.optIn != nil
        return pass(draft, context, try template(of: draft.content))
    }

    /// Sends it and waits for the outcome.
    func send(
        _ draft: Outgoing, to recipient: Recipient, client: GraphClient, within limit: Span
    ) async throws -> SendOutcome {
        let deadline = clock() + limit
        let id = UUID().uuidString.lowercased()
        let key: ThreadKey
        switch try enqueue(draft, to: recipient, id: id, notAfter: deadline + .seconds(5)) {
        case .failure(let refusal): return .stopped(refusal)
        case .success(let thread): key = thread
        }
        let facts = StatusFacts()
        let worker = OutboxWorker(
            store: store, client: client, gate: gate, clock: clock, mailbox: Mailbox(), facts: facts, onlyRow: id,
            shelf: MediaShelf(store: store))
        while true {
            // What still waits must not leave once whoever wanted it sent has gone away.
            if isInterrupted(), try store.recall(id: id) != nil { return .interrupted(id: id) }
            let wakeAt = await worker.workOnce()
            guard let item = try store.item(id: id) else { throw StoreError.noSuchItem(id: id) }
            if let outcome = try settle(item, of: key, deadline: deadline, trouble: facts.current.trouble) {
                return outcome
            }
            let now = clock()
            let pause = min(wakeAt.map { $0 - now } ?? Self.look, Self.look)
            try await Task.sleep(for: .milliseconds(max(10, pause.milliseconds)))  // another process may settle it
        }
    }

    private func pass(_ draft: Outgoing, _ context: GateContext, _ template: Template?) -> Result<Permit, Refusal> {
        gate.pass(
            draft.content, in: context, consents: draft.consents, template: template, pass: .keyPress, at: clock())
    }

    private func template(of content: Content) throws -> Template? {
        guard case .template(let filled) = content else { return nil }
        return try store.template(filled.key)
    }

    /// The first pass, with what the store knows this moment, and the outbox; the conversation it is in.
    private func enqueue(
        _ draft: Outgoing, to recipient: Recipient, id: String, notAfter: Instant
    ) throws -> Result<ThreadKey, Refusal> {
        let now = clock()
        let key =
            try recipient.row?.key
            ?? store.openThread(number: recipient.number, alias: recipient.alias, actor: draft.actor, now: now)
        if let evidence = draft.optIn {
            let holding = try store.holding(of: key.person)
            let fact = AgentFact(
                id: UUID().uuidString.lowercased(), at: now, actor: draft.actor, number: recipient.number,
                alias: holding?.alias ?? recipient.alias, since: holding?.since, act: .optIn(evidence: evidence))
            _ = try store.record([fact])
        }
        guard let row = try store.thread(key) else { throw StoreError.noSuchThread }
        return try pass(draft, row.gateContext(), template(of: draft.content)).map { permit in
            // Should this process be killed, the message must not leave long after everybody forgot it.
            _ = try store.enqueue(
                permit, to: key, actor: draft.actor, id: id, dueAt: now,
                notAfter: min(permit.notAfter ?? notAfter, notAfter), now: now)
            return key
        }
    }

    /// The outcome, or nil while it is still open.
    private func settle(
        _ item: OutboxItem, of key: ThreadKey, deadline: Instant, trouble: Trouble?
    ) throws -> SendOutcome? {
        switch item.state {
        case .accepted:
            let hold = try item.wamid.flatMap { try store.message(wamid: $0, in: key)?.hold }
            return .accepted(id: item.id, wamid: item.wamid ?? "", hold: hold)
        case .uncertain: return .uncertain(id: item.id)
        case .recalled: return .late(id: item.id, why: "somebody took it back")
        case .refused:
            let note = item.lastError ?? FailureNote(code: nil, title: "refused")
            return note.code == nil && SendOutcome.isGateCode(note.title)
                ? .stoppedLeaving(id: item.id, code: note.title) : .refused(id: item.id, note)
        case .leaving:
            return clock() < deadline + Self.longestRequest ? nil : .uncertain(id: item.id)
        case .queued:
            // A token that is refused will be refused again: no use waiting (`whatsapp.md` §9.2). The words are kept, as
            // those of a message that was not sent: nobody sends them behind the back of who asked for it.
            if let note = item.lastError, note.code == 190 || note.code == 0 {
                return try store.giveUp(id: item.id, note, at: clock()) ? .refused(id: item.id, note) : nil
            }
            guard clock() >= deadline else { return nil }
            return try store.recall(id: item.id).map { _ in .late(id: item.id, why: why(item, trouble)) }
        }
    }

    private func why(_ item: OutboxItem, _ trouble: Trouble?) -> String? {
        switch trouble {
        case .network(let obstacle)?, .spool(let obstacle)?, .store(let obstacle)?, .token(let obstacle)?:
            Words.english.obstacle(obstacle.inFull).string
        case .workerStopped?, .workerReplaced?, .spoolUnread?, .noToken?, nil:
            item.lastError.map { $0.details ?? $0.title }
        }
    }
}

extension Result {
    /// `map` for a transformation that throws.
    fileprivate func map<New>(_ transform: (Success) throws -> New) throws -> Result<New, Failure> {
        switch self {
        case .success(let value): .success(try transform(value))
        case .failure(let error): .failure(error)
        }
    }
}
