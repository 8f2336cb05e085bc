import Inbox
import Screen

/// What an action does to the model, and what it wants done outside. Pure: reads no clock, no file, no global (law 12).
///
/// - Parameter now: the current time; becomes `model.now`.
/// - Returns: effects in the order they must begin.
public func update(_ model: inout Model, _ action: Action, now: Instant) -> [Effect] {
    model.now = now
    let wasAsked = model.isAsking
    // What an order waited for, and what it leads to, is told before the next is carried out.
    let ordersWait = !model.plainOrders.isEmpty && !model.hasReadyOrder
    var effects = model.apply(action)
    switch action {
    case .conversationLoaded, .olderLoaded, .newerLoaded: effects += model.wantPreviews()
    default: break
    }
    effects += model.replayHeldInput()
    if !ordersWait { effects += model.carryOutOrder() }
    effects += model.noticeTime()
    effects += model.noticeNews()
    effects += model.keepFormWords()
    model.noteTail()
    effects += model.notePresence()
    model.noteDrafts(effects)
    if model.isAsking != wasAsked { model.askedSince = model.isAsking ? now : nil }
    model.keepRankings()
    model.keepSlots()
    model.keepHelpPage()
    model.noteDivider()
    model.keepPayloadPage()
    return model.keepReading(effects)
}

extension Model {
    /// Whether a question waits for its answer.
    var isAsking: Bool { if case .confirm = modes.last { true } else { false } }

    mutating func apply(_ action: Action) -> [Effect] {
        switch action {
        case .key(let key): return hold(.key(key)) ? [] : press(key)
        case .pasted(let text): return hold(.paste(text)) ? [] : paste(text)
        case .mouse(let event): return isOpening ? [] : point(event)
        case .resized(let size):
            self.size = size
            if layout.kind != .tooSmall { pressedUnseen = false }
            // Drawn for another size.
            previews = [:]
            return wantPreviews()
        case .focusChanged(let focused):
            isFocused = focused
            return focused && focus != .list ? markRead() : []
        case .keysShown(let keys):
            keysShown = keys
            return []
        case .ticked:
            giveUpOpeningInTime()
            return thaw() + (showsStatus ? [.loadStatus] : []) + readCannedAgain()
        case .pageLoaded(let page, let token): return show(page, token: token)
        case .conversationLoaded(let loaded, let token): return show(loaded, token: token)
        case .olderLoaded(let messages, let hasOlder, let token):
            return prepend(messages, hasOlder: hasOlder, token: token)
        case .templatesLoaded(let shelf):
            adopt(shelf)
            plain.awaitsTemplates = false
            return []
        case .matchesLoaded(let rows, let token): return showMatches(rows, token: token)
        case .hitsLoaded(let page, let token): return showHits(page, token: token)
        case .newerLoaded(let messages, let hasNewer, let token):
            return append(messages, hasNewer: hasNewer, token: token)
        case .ringLoaded(let keys, let token): return startRing(keys, token: token)
        case .payloadLoaded(let payload, let token): return showPayload(payload, token: token)
        case .explained(let explanation, let token): return explained(explanation, token: token)
        case .themesLoaded(let offers, let token): return showThemes(offers, token: token)
        case .themeRefused(let obstacle, let token): return themeRefused(obstacle, token: token)
        case .statusChanged(let status):
            self.status = status
            if case .confirm(.quit(let drafts, _)) = modes.last {
                modes[modes.count - 1] = .confirm(.quit(drafts: drafts, outbox: status.outboxDepth))
            }
            if plain.statusAtEnd == .asked { plain.statusAtEnd = .known }
            return []
        case .newsLoaded(let items): return newsLoaded(items)
        case .piped(let output, let token): return piped(output, token: token)
        case .ordered(let order): return ordered(order)
        case .misordered(let mistake): return misordered(mistake)
        case .reloadAsked: return [.reloadConfig]
        case .configReloaded(let config): return configReloaded(config)
        case .configRefused(let why): return configRefused(why)
        case .storeChanged(let keys): return refresh(keys)
        case .enqueued(let item, let thread): return enqueued(item, in: thread)
        case .sendRefused(let refusal, let thread, let content):
            return refused(refusal, thread: thread, content: content)
        case .sendFailed(let obstacle, let thread, let content):
            return sendFailed(obstacle, thread: thread, content: content)
        case .recalled(let item, let thread): return recalled(item, in: thread)
        case .threadOpened(let row, let token): return openedThread(row, token: token)
        case .blockAnswered(let answer, let wish, let thread): return blockAnswered(answer, wish, in: thread)
        case .agentsLoaded(let agents, let token): return agentsLoaded(agents, token: token)
        case .teamLoaded(let report, let token): return teamLoaded(report, token: token)
        case .claimed(let row, let token): return claimed(row, token: token)
        case .labelsLoaded(let labels, let token): return labelsLoaded(labels, token: token)
        case .savedMessagesLoaded(let saved, let token): return savedMessagesLoaded(saved, token: token)
        case .cannedLoaded(let shelf, let token): return cannedLoaded(shelf, token: token)
        case .messageSaved(let name): return messageSaved(name)
        case .messageNameTaken(let name): return messageNameTaken(name)
        case .recordedForMany(let report): return recordedForMany(report)
        case .edited(let edit, let result, let token): return edited(edit, result, token: token)
        case .reopeningGathered(let found, let token): return reopeningGathered(found, token: token)
        case .reopeningFollowed(let found, let token): return reopeningFollowed(found, token: token)
        case .reopened(let report, let token): return reopened(report, token: token)
        case .noteKept(let thread): return noteKept(in: thread)
        case .noteFailed(let obstacle, let thread, let note): return noteFailed(obstacle, in: thread, note)
        case .draftSaved(let thread, let text):
            // Word of an older text must not pass for the newer one that was asked for since.
            if let open = conversation, open.row.key == thread, open.composer.text == text {
                conversation?.savedDraft = text
            }
            return refreshDrafted()
        case .fileInspected(let report, let token): return fileInspected(report, token: token)
        case .fileTaken(let file, let token):
            return fileTakenInForm(file, token: token) ? [] : fileTaken(file, token: token)
        case .fileRefused(let obstacle, let token):
            return fileRefusedInForm(obstacle, token: token) ? [] : fileRefused(obstacle, token: token)
        case .fileSaved(let path, let token): return fileSaved(path, token: token)
        case .fileOpened(let program): return fileOpened(program)
        case .fileLine(let line): return fileLine(line)
        case .fileUnopened(let type): return fileUnopened(type)
        case .previewLoaded(let hash, let lines): return previewLoaded(hash, lines)
        case .draftsRefused(let obstacle):
            draftsAreUnsaved = true
            notice = Notice(words.obstacle(obstacle), tone: .warning)
            return []
        case .draftsTakenAgain:
            draftsAreUnsaved = false
            return []
        case .effectFailed(let obstacle):
            giveUpWaiting()
            notice = Notice(words.obstacle(obstacle), tone: .warning)
            return []
        }
    }

    /// Remembers in which conversations words wait, as they are saved.
    mutating func noteDrafts(_ effects: [Effect]) {
        for case .saveDraft(let key, let text) in effects {
            let isThere = !text.allSatisfy(\.isWhitespace)
            drafted.note(key, isThere: isThere, now: now)
        }
    }

    /// A token no earlier effect had.
    mutating func token() -> Int {
        defer { nextToken += 1 }
        return nextToken
    }

    var words: Words { settings.words }

    mutating func tell(_ phrase: Phrase, _ parts: SafeText..., tone: Notice.Tone = .plain) {
        notice = Notice(words.fill(phrase, parts), tone: tone)
    }

    /// Nobody with the open conversation's addresses ever wrote or called: there is no window that could have shut.
    var neverWrote: Bool {
        guard let row = conversation?.row else { return false }
        return !row.hasWritten && row.evidence.trigger == nil
    }

    /// Why nothing leaves, in words.
    mutating func tell(_ refusal: Refusal) {
        notice = Notice(words.refusal(refusal, settings: settings, now: now), tone: .warning)
        if case .windowClosed = refusal, neverWrote { notice = Notice(words(.refusedNeverWrote), tone: .warning) }
        switch refusal {
        case .windowClosed, .windowEnding: notice?.isOfShutWindow = true
        default: break
        }
    }
}

extension Model {
    /// What must be saved when the program ends for any reason: the draft as it stands.
    public mutating func farewell() -> [Effect] { keepReading(saveDraft()) }
}
