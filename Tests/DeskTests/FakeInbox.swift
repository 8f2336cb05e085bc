import Inbox
import Screen

@testable import Desk

/// A store and an outbox in memory: answers effects the way the engine does, at once.
struct FakeInbox {
    var rows: [ThreadKey: ThreadRow] = [:]
    var messages: [ThreadKey: [Message]] = [:]
    var drafts: [ThreadKey: String] = [:]
    var held: [ThreadKey: String] = [:]
    var noteDrafts: [ThreadKey: String] = [:]
    /// What is said of a note that is to be kept; nil keeps it.
    var noteTrouble: Obstacle?
    var shelf = TemplateShelf()
    var status = ChannelStatus()
    var themes = ThemeOffers(
        options: [
            ThemeOption(name: "dark", summary: "Deep blue-grey, for long shifts"),
            ThemeOption(name: "light", summary: "Ink on warm paper, for bright rooms"),
            ThemeOption(name: "mono", summary: "Bold, underline and reverse alone"),
            ThemeOption(name: "beach", summary: "Sand and sea", isShipped: false),
            ThemeOption(name: "broken", isReadable: false, isShipped: false),
        ], configFile: "/etc/oriel/config.toml")
    var payloads: [MessageKey: String] = [:]
    /// What stands at paths.
    var files: [String: FileReport] = [:]
    /// What is said of files that are taken or saved; nil lets them be.
    var fileTrouble: Obstacle?
    var channel: [ChannelEvent] = []
    /// What a command says; nil lets it run on.
    var piped: String?
    /// What may be news.
    var news: [News] = []
    var items: [OutboxItem] = []
    var facts: [AgentFact.Act] = []
    /// Who may be known by another number as well.
    /// Everybody who ever acted.
    var agents = ["Bia Melo", "Carla Lima", "Diego Paz"]
    var candidates: Set<ThreadKey> = []
    var joined: [PersonKey] = []
    var pair: PairStanding?
    var allowance: ServiceAllowance?
    var freeEntryUntil: Instant?
    /// Colleagues who have every conversation open.
    var present: [Presence] = []
    /// When the number of the page about a person was last told; nil when it was not since.
    var numberSeenAt: Instant?
    var limits: LimitsReport?
    /// What the list is narrowed to.
    var filter: SearchQuery?
    /// In which order it is.
    var order = ListOrder.own
    /// The number whose conversations are loaded; nil for all.
    var number: NumberID?
    /// What the platform says about a block.
    var blockAnswer = BlockAnswer.done
    var gate = SendGate()
    var saved: [SavedMessage] = []
    var canned = CannedShelf(folder: "/etc/oriel/canned")
    private var nextMessage: Int64 = 10_000

    init(rows: [ThreadRow] = Cast.rows) {
        for row in rows { self.rows[row.key] = row }
        messages[Cast.key(1)] = Cast.anaMessages
        shelf = Cast.shelf
        status = Cast.status
        for row in rows where messages[row.key] == nil {
            guard let preview = row.preview else { continue }
            let number = row.key.person.row * 100
            let delivery: Delivery? =
                preview.direction == .outbound
                ? row.failed > 0
                    ? Cast.failed(
                        131_026, "Message undeliverable", at: row.lastAt, details: "The recipient cannot receive it")
                    : Cast.delivered(.delivered, at: row.lastAt) : nil
            messages[row.key] = [
                Cast.message(
                    number, preview.direction, preview.text, at: row.lastAt, type: preview.type, delivery: delivery,
                    by: preview.author, template: preview.template, placeholder: preview.type != "text")
            ]
        }
    }

    func sorted(_ queue: Queue, at now: Instant) -> [ThreadRow] {
        let shown = rows.values.filter { number == nil || $0.key.number == number }
        return shown.filter { queue.contains($0, agent: Cast.agent, at: now) }.sorted { a, b in
            if order != .own, queue != .inbox {
                let (x, y) = (order.place(of: a, at: now), order.place(of: b, at: now))
                return (x.rank, x.value, x.name, a.key.person.row) < (y.rank, y.value, y.name, b.key.person.row)
            }
            if queue == .waiting {
                return (a.waitingSince ?? now, a.key.person.row) < (b.waitingSince ?? now, b.key.person.row)
            }
            let (x, y) = (Section(a, at: now), Section(b, at: now))
            if x != y { return x < y }
            return (x.sortValue(of: a, at: now), a.key.person.row) < (y.sortValue(of: b, at: now), b.key.person.row)
        }
    }

    func counts(at now: Instant) -> QueueCounts {
        var counts = QueueCounts()
        for queue in Queue.allCases { counts.queues[queue] = sorted(queue, at: now).count }
        for row in sorted(.inbox, at: now) { counts.sections[Section(row, at: now), default: 0] += 1 }
        counts.mineSnoozed = sorted(.snoozed, at: now).count { $0.assignee == Cast.agent }
        counts.nextReturn = sorted(.snoozed, at: now).compactMap { $0.snooze?.until }.min()
        return counts
    }

    func page(_ queue: Queue, _ place: PagePlace, count: Int, folded: Set<Section>, at now: Instant) -> LoadedPage {
        var kept: ThreadKey?
        if case .around(let key) = place { kept = key }
        let passing = sorted(queue, at: now).filter { passes(filter, $0, at: now) }
        let all = passing.filter { !folded.contains(Section($0, at: now)) || $0.key == kept }
        let start: Int
        switch place {
        case .top: start = 0
        case .bottom: start = max(0, all.count - count)
        case .around(let key):
            start = max(0, min((all.firstIndex { $0.key == key } ?? 0) - count / 2, all.count - count))
        case .after(let cursor): start = (all.firstIndex { $0.key == cursor.key } ?? -1) + 1
        case .before(let cursor): start = max(0, (all.firstIndex { $0.key == cursor.key } ?? 0) - count)
        }
        let rows = Array(all.dropFirst(start).prefix(count))
        return LoadedPage(
            queue: queue, rows: rows, hasBefore: start > 0, hasAfter: start + rows.count < all.count,
            counts: counts(at: now), justShut: queue == .inbox ? Array(sorted(.shut, at: now).prefix(5)) : [],
            drafts: Set(drafts.filter { !$0.value.allSatisfy(\.isWhitespace) }.keys))
    }

    /// What the engine would post for an effect.
    mutating func answer(_ effect: Effect, at now: Instant) -> [Action] {
        switch effect {
        case .loadPage(let queue, let place, let count, let folded, let token):
            return [.pageLoaded(page(queue, place, count: count, folded: folded, at: now), token: token)]
        case .loadConversation(let key, let count, let token):
            guard let row = rows[key] else { return [] }
            let all = messages[key] ?? []
            return [
                .conversationLoaded(
                    LoadedConversation(
                        row: row, messages: Array(all.suffix(count)), hasOlder: all.count > count,
                        draft: drafts[key] ?? "",
                        heldText: held[key], noteDraft: noteDrafts[key] ?? "", standing: standing(of: key)),
                    token: token)
            ]
        case .loadOlder(let key, let before, let count, let token):
            let older = (messages[key] ?? []).prefix { $0.key != before }
            return [.olderLoaded(Array(older.suffix(count)), hasOlder: older.count > count, token: token)]
        case .loadNewer(let key, let after, let count, let token):
            let newer = (messages[key] ?? []).drop { $0.key != after }.dropFirst()
            return [.newerLoaded(Array(newer.prefix(count)), hasNewer: newer.count > count, token: token)]
        case .loadStretch(let key, let middle, let count, let token):
            return stretch(key, around: middle, count: count, token: token)
        case .search(let query, let key, let before, let count, let token):
            return [.hitsLoaded(search(query, within: key, before: before, count: count), token: token)]
        case .loadTemplates: return [.templatesLoaded(shelf)]
        case .loadMatches(let text, let token):
            let found = rows.values.filter { ($0.name ?? "").lowercased().contains(text.lowercased()) }
            return [.matchesLoaded(found.sorted { $0.key.person < $1.key.person }, token: token)]
        case .loadRing(let token):
            return [.ringLoaded(NextRing.order(Array(rows.values), agent: Cast.agent, at: now), token: token)]
        case .loadPayload(let key, let token): return [.payloadLoaded(payloads[key], token: token)]
        case .showNumber(let number):
            self.number = number
            return []
        case .orderList(let order):
            self.order = order
            return []
        case .filterList(let query):
            filter = query
            return []
        case .loadNews: return [.newsLoaded(news)]
        case .loadStatus: return [.statusChanged(status)]
        case .markChannelSeen:
            status.unseenNews = 0
            status.security = nil
            return [.statusChanged(status)]
        case .explain(let question, let token): return [.explained(explanation(of: question), token: token)]
        case .saveDraft(let key, let text):
            drafts[key] = text
            return [.draftSaved(thread: key, text: text)]
        case .saveHeldText(let key, let text):
            held[key] = text
            return []
        case .saveNoteDraft(let key, let text):
            noteDrafts[key] = text
            return []
        case .keepNote(let key, let note):
            if let noteTrouble { return [.noteFailed(noteTrouble, thread: key, note)] }
            facts.append(.note(note))
            messages[key, default: []].append(
                Message(
                    key: MessageKey(nextMessage), localID: "fact-\(nextMessage)", direction: .note, type: "text",
                    text: note.text, timestamp: now, author: Cast.agent))
            nextMessage += 1
            return [.noteKept(thread: key), .storeChanged([key])]
        case .enqueue(let key, let content, let consents, let replaces, let optIn):
            return enqueue(key, content, consents, replaces, optIn, at: now)
        case .recall(let key): return recall(key)
        case .record(let key, let acts):
            facts += acts
            for act in acts { apply(act, to: key, at: now) }
            return [.storeChanged([key])]
        case .claimNext(let token):
            let free = rows.values.filter { $0.assignee == nil }
            guard let key = NextRing.order(Array(free), agent: Cast.agent, at: now).first else {
                return [.claimed(nil, token: token)]
            }
            facts.append(.assign(to: Cast.agent))
            apply(.assign(to: Cast.agent), to: key, at: now)
            return [.claimed(rows[key], token: token), .storeChanged([key])]
        case .loadTeam(let names, let token): return [.teamLoaded(team(names, at: now), token: token)]
        case .reassign(let from, let to):
            let keys = rows.values.filter { $0.assignee == from && !$0.isDone }.map(\.key)
            return record(keys.sorted { $0.person < $1.person }, .reassign(from: from, to: to), at: now)
        case .tellPresence: return []
        case .loadAgents(let token): return [.agentsLoaded(agents, token: token)]
        case .recordForMany(let keys, let verb): return record(keys, verb, at: now)
        case .gatherReopening(let keys, let token): return [.reopeningGathered(gather(keys, at: now), token: token)]
        case .followReopening(let keys, let since, let token):
            let found = keys.compactMap { key in
                messages[key]?.last { $0.template != nil && $0.timestamp >= since }.map { (key, $0.delivery) }
            }
            let told = Dictionary(found, uniquingKeysWith: { first, _ in first }).compactMapValues { $0 }
            return [.reopeningFollowed(told, token: token)]
        case .reopen(let orders, let token): return [.reopened(reopen(orders, at: now), token: token)]
        case .join(let key, let person):
            joined.append(person)
            return [.storeChanged([key])]
        case .block(let key, _, let wish):
            if blockAnswer == .done { rows[key]?.isBlocked = wish }
            return [.blockAnswered(blockAnswer, wish, thread: key), .storeChanged([key])]
        case .openThread(let alias, let name, let optIn, let number, let token):
            let key = ThreadKey(number: number ?? Cast.number, person: PersonKey(900))
            rows[key] = ThreadRow(
                key: key, person: alias.value, name: name, address: Address(alias), lastAt: now, hasOptIn: optIn != nil)
            return [.threadOpened(rows[key] ?? Cast.ana, token: token)]
        case .loadThemes(let token): return [.themesLoaded(themes, token: token)]
        case .showTheme(let name, let token):
            return themes.options.first { $0.name == name }?.isReadable == false
                ? [.themeRefused(Obstacle(.themeField, "broken.toml:3", "glow"), token: token)] : []
        case .loadLabels(let token):
            return [.labelsLoaded(Set(rows.values.flatMap(\.labels)).sorted(), token: token)]
        case .loadSavedMessages(let token): return [.savedMessagesLoaded(saved, token: token)]
        case .loadCanned(let token): return [.cannedLoaded(canned, token: token)]
        case .saveMessage(let name, let message, let replaces):
            if saved.contains(where: { $0.name == name }) {
                guard replaces else { return [.messageNameTaken(name)] }
                saved.removeAll { $0.name == name }
            }
            saved.append(SavedMessage(name: name, message: .success(message)))
            return [.messageSaved(name)]
        case .recallRow(_, let key): return recall(key)
        case .inspectFile(let path, let token):
            let missing = FileReport(path: path, obstacle: Obstacle(.fileMissing, path))
            return [.fileInspected(files[path] ?? missing, token: token)]
        case .takeFile(let path, let token):
            if let fileTrouble { return [.fileRefused(fileTrouble, token: token)] }
            guard var file = files[path]?.file else { return [] }
            file.hash = String(repeating: "ab", count: 32)
            return [.fileTaken(file, token: token)]
        case .saveFile(_, let path, let token):
            return fileTrouble.map { [.fileRefused($0, token: token)] } ?? [.fileSaved(path, token: token)]
        case .fetchFile, .stopFile, .openFile, .loadPreview: return []
        case .announce, .tellProgram, .rememberPanes, .rememberTour, .rememberPipes, .stopPipe, .reloadConfig: return []
        case .pipe(let job, let token):
            return piped.map { [.piped(PipeOutput(command: job.command, text: $0, ending: .exited(0)), token: token)] }
                ?? []
        case .tellRead, .stopSearch, .syncTemplates, .bell, .copy, .setTitle, .setMouse, .suspend, .redraw, .quit,
            .editOutside:
            return []
        }
    }

    private mutating func enqueue(
        _ key: ThreadKey, _ content: Content, _ consents: Consents, _ replaces: String?, _ optIn: String?,
        at now: Instant
    ) -> [Action] {
        guard var row = rows[key] else { return [] }
        if optIn != nil { row.hasOptIn = true }
        var template: Template?
        if case .template(let filled) = content { template = shelf.templates.first { $0.key == filled.key } }
        let verdict = gate.pass(
            content, in: row.gateContext(), consents: consents, template: template, pass: .keyPress, at: now)
        guard case .success(let permit) = verdict else {
            if case .failure(let refusal) = verdict { return [.sendRefused(refusal, thread: key, content: content)] }
            return []
        }
        let item = OutboxItem(
            id: "uuid-\(nextMessage)", number: key.number, address: permit.address, content: content,
            consents: consents,
            actor: Cast.agent, enqueuedAt: now, dueAt: now + OutboxItem.undoDelay,
            notAfter: permit.notAfter ?? now + .hours(24),
            replaces: replaces)
        items.append(item)
        // Accepted is what ends the waiting, not the outbox.
        row.lastAt = now
        row.preview = .init(direction: .outbound, type: content.typeWord, text: content.plainText, author: Cast.agent)
        rows[key] = row
        var message = Message(
            key: MessageKey(nextMessage), localID: item.id, direction: .outbound, type: content.typeWord,
            text: content.plainText, timestamp: now, delivery: Delivery(stage: .queued, at: now), author: Cast.agent,
            dueAt: item.dueAt)
        if case .template(let filled) = content { message.template = filled.key.name }
        message.details = EventReader.details(of: content)
        messages[key, default: []].append(message)
        nextMessage += 1
        return [.enqueued(item, thread: key), .storeChanged([key])]
    }

    private mutating func recall(_ key: ThreadKey) -> [Action] {
        guard let index = items.lastIndex(where: { $0.state == .queued }) else { return [.recalled(nil, thread: key)] }
        let item = items.remove(at: index)
        messages[key]?.removeAll { $0.localID == item.id }
        if let words = item.content.textBody, !words.isEmpty {
            let draft = drafts[key] ?? ""
            drafts[key] = draft.isEmpty ? words : words + "\n" + draft
        }
        return [.recalled(item, thread: key), .storeChanged([key])]
    }

    private mutating func apply(_ act: AgentFact.Act, to key: ThreadKey, at now: Instant) {
        switch act {
        case .assign(let to):
            rows[key]?.assignee = to
            rows[key]?.assignment = Assigning(by: Cast.agent, at: now)
        case .done: stand(key, isDone: true)
        case .reopen: stand(key)
        case .snooze(let until):
            stand(key, snooze: Snooze(until: until, at: now, by: Cast.agent))
        case .read: rows[key]?.unread = 0
        case .unread(let wamids):
            rows[key]?.unread = wamids.count
            rows[key]?.snooze = nil
        case .settle: rows[key]?.failed = 0
        case .stateOfPlay(let text):
            rows[key]?.stateOfPlay = text.map { StateOfPlay(text: $0, by: Cast.agent, at: now) }
        case .label(let label):
            let labels = rows[key]?.labels ?? []
            rows[key]?.labels = (labels + [label]).sorted()
        case .unlabel(let label): rows[key]?.labels.removeAll { $0 == label }
        case .priority(let priority): rows[key]?.priority = priority
        default: break
        }
    }

    /// Done, out of sight, or, by default, neither.
    private mutating func stand(_ key: ThreadKey, isDone: Bool = false, snooze: Snooze? = nil) {
        rows[key]?.isDone = isDone
        rows[key]?.snooze = snooze
    }

    private mutating func record(_ keys: [ThreadKey], _ verb: BulkVerb, at now: Instant) -> [Action] {
        var report = BulkReport(verb)
        for key in keys {
            guard let row = rows[key] else {
                report.refused.append(.init(key: key, row: nil, why: .gone))
                continue
            }
            let act: AgentFact.Act
            switch verb.step(for: row, at: now) {
            case .act(let wanted): act = wanted
            case .readAll: act = .read([])
            case .unreadNewest: act = .unread(["wamid"])
            case .already:
                report.already.append(key)
                continue
            case .cannot(let why):
                report.refused.append(.init(key: key, row: row, why: why))
                continue
            }
            facts.append(act)
            apply(act, to: key, at: now)
            report.changed.append(key)
        }
        return [.recordedForMany(report), .storeChanged(Set(keys))]
    }

    private func standing(of key: ThreadKey) -> ConversationStanding {
        ConversationStanding(
            hasCandidates: candidates.contains(key), pair: pair, allowance: allowance,
            freeEntryUntil: freeEntryUntil, present: present)
    }

    /// The customer writes.
    mutating func receive(_ text: String, from key: ThreadKey, at now: Instant) {
        rows[key]?.evidence.trigger = now
        rows[key]?.hasWritten = true
        stand(key)
        if rows[key]?.waitingSince == nil { rows[key]?.waitingSince = now }
        rows[key]?.unread += 1
        rows[key]?.lastAt = now
        rows[key]?.preview = Cast.text(text)
        messages[key, default: []].append(Cast.message(nextMessage, .inbound, text, at: now))
        nextMessage += 1
    }
}
