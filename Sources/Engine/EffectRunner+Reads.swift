import Cloud
import Desk
import Inbox
import Spool
import Store
import Synchronization
import WhatsApp

extension EffectRunner {
    func read(_ effect: Effect) throws {
        let store = services.store
        let now = services.clock()
        switch effect {
        case .loadPage(let queue, let place, let count, let folded, let token):
            mailbox.post(.pageLoaded(try page(queue, place, count: count, folded: folded, now: now), token: token))
            // A window that shuts by the clock alone changes nothing in the store, but the list is asked for again.
            let told = lossesTold.withLock { $0 }
            if try losses.today(at: now, number: number) != told { mailbox.post(.statusChanged(try status())) }
        case .loadConversation(let key, let count, let token):
            let page = try store.messages(key, before: nil, count: count)
            mailbox.post(.conversationLoaded(try conversation(key, page), token: token))
        case .loadStretch(let key, let middle, let count, let token):
            let page = try store.messages(key, around: middle, count: count)
            mailbox.post(.conversationLoaded(try conversation(key, page), token: token))
        case .loadOlder(let key, let before, let count, let token):
            guard let message = try store.message(before) else { return }
            let page = try store.messages(key, before: MessageCursor(message), count: count)
            mailbox.post(.olderLoaded(page.messages, hasOlder: page.hasBefore, token: token))
        case .loadNewer(let key, let after, let count, let token):
            guard let message = try store.message(after) else { return }
            let page = try store.messages(key, after: MessageCursor(message), count: count)
            mailbox.post(.newerLoaded(page.messages, hasNewer: page.hasAfter, token: token))
        case .search(let query, let thread, let before, let count, let token):
            let page = try store.search(
                query, in: scope(thread), before: before, count: count, asked: services.queryContext)
            mailbox.post(.hitsLoaded(page, token: token))
        case .loadTemplates: try loadTemplates()
        case .loadMatches(let text, let token):
            let rows = try store.threads(matching: text, number: number, limit: 50)
            mailbox.post(.matchesLoaded(rows, token: token))
        case .loadRing(let token):
            let keys = try store.ring(agent: services.agent, number: number, now: now, limit: 200)
            mailbox.post(.ringLoaded(keys, token: token))
        case .loadPayload(let key, let token):
            mailbox.post(.payloadLoaded(try store.rawPayload(key), token: token))
        case .explain(let question, let token):
            mailbox.post(.explained(try explanation(of: question), token: token))
        case .loadThemes(let token): mailbox.post(.themesLoaded(services.wardrobe.offers, token: token))
        case .showTheme(let name, let token):
            do {
                mailbox.post(LoopEvent.palette(try services.wardrobe.palette(named: name)))
            } catch {
                mailbox.post(.themeRefused(Obstacle(error), token: token))
            }
        case .markChannelSeen(let id):
            try store.setChannelSeen(id, agent: services.agent)
            mailbox.post(.statusChanged(try status()))
        case .gatherReopening(let keys, let token):
            mailbox.post(.reopeningGathered(try gatherReopening(keys), token: token))
        case .followReopening(let keys, let since, let token):
            mailbox.post(.reopeningFollowed(try followReopening(keys, since: since), token: token))
        case .loadTeam(let names, let token):
            mailbox.post(.teamLoaded(try store.team(names, number: number, now: now), token: token))
        case .loadAgents(let token): mailbox.post(.agentsLoaded(try store.agents(), token: token))
        case .loadLabels(let token): mailbox.post(.labelsLoaded(try store.labels(), token: token))
        case .loadSavedMessages(let token):
            mailbox.post(.savedMessagesLoaded(services.messageFolder?.messages() ?? [], token: token))
        case .loadCanned(let token): mailbox.post(.cannedLoaded(services.canned(), token: token))
        case .loadNews: mailbox.post(.newsLoaded(try store.news(number: number, now: now)))
        case .loadStatus: mailbox.post(.statusChanged(try status()))
        default: break
        }
    }

    private func conversation(_ key: ThreadKey, _ page: MessagePage) throws -> LoadedConversation {
        // Its person may have been merged into another meanwhile, or forgotten.
        guard let row = try services.store.thread(key) else { throw StoreError.noSuchThread }
        let draft = try draft(of: key)
        return LoadedConversation(
            row: row, messages: page.messages, hasOlder: page.hasBefore, hasNewer: page.hasAfter, draft: draft.text,
            heldText: draft.held, noteDraft: draft.note,
            standing: ConversationStanding(
                hasCandidates: !(try services.store.candidates(for: key).isEmpty), pair: try pair(row),
                allowance: try allowance(of: key.number),
                freeEntryUntil: try services.store.freeEntryPoint(of: key, now: services.clock()),
                present: try services.store.present(in: row.key, process: services.process, now: services.clock())))
    }

    func loadTemplates() throws {
        let templates = try services.store.templates(waba: nil)
        let wabas = Set(templates.map(\.key.waba))
        let syncedAt = try wabas.compactMap { try services.store.templatesSyncedAt(waba: $0) }.min()
        mailbox.post(
            .templatesLoaded(
                TemplateShelf(
                    templates: templates + (try services.store.vanishedTemplates()),
                    uses: try services.store.templateUses(),
                    lastValues: try services.store.templateValues(), syncedAt: syncedAt)))
    }

    /// Warnings that this agent has not looked at, newest first. What is older than a month was looked at by somebody.
    private func unseenNews() throws -> [ChannelEvent] {
        let seen = try services.store.channelSeen(agent: services.agent)
        let now = services.clock()
        return try services.store.channelEvents(after: seen, limit: Self.explainedRows).filter { event in
            now - event.at < .hours(30 * 24) && (event.news?.weight ?? .calm) >= .warning
        }
    }

    /// What the top line shows: the store's numbers beside what the ingester and the dispatcher last told.
    func status() throws -> ChannelStatus {
        let stored = try services.store.status()
        let told = facts.current
        let lost = try losses.today(at: services.clock(), number: number)
        lossesTold.withLock { $0 = lost }
        let shared = told.shared
        let numbers = try ownNumbers()
        let channel = number.flatMap { number in
            numbers.first { $0.id == number }.map { ChannelIdentity(name: $0.name, displayNumber: $0.display) }
        }
        var status = ChannelStatus(
            channelName: channel.map { $0.name.isEmpty ? services.channel.name : $0.name } ?? services.channel.name,
            displayNumber: channel?.displayNumber ?? (numbers.count > 1 ? "" : services.channel.displayNumber),
            lastWebhookAt: stored.lastArrival, lastPollAt: told.lastPollAt, outboxDepth: stored.waiting,
            quarantined: told.quarantined, unrouted: stored.unrouted, lostToday: lost,
            trouble: told.trouble, throttledUntil: shared.throttledUntil)
        status.numbers = numbers
        let news = try unseenNews()
        status.unseenNews = news.count
        status.security = news.first { $0.news?.weight == .security }
        status.lastNewsAt = try services.store.channelEvents(limit: 1).first?.at
        status.throttle = shared.throttle
        status.uncertain = stored.uncertain
        status.skew = shared.skew ?? services.client?.skew.map(SkewReading.init)
        status.ingester = told.ingester
        status.worker = told.worker
        status.isSpoolUnread = told.isSpoolUnread
        status.hookFailure = shared.hookFailure
        status.canSend = services.client != nil
        status.spoolPath = services.spool?.path ?? ""
        return status
    }
}
