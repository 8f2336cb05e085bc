import Desk
import Dispatch
import Inbox
import Store
import Synchronization

/// Does what `update` asks for, away from the main actor, and posts what came of it. Writes happen one after another in
/// the order they were asked for; reads have queues of their own, so that no key waits for a disk and no list for a
/// search.
public final class EffectRunner: Sendable {
    let services: Services
    let mailbox: Mailbox
    let facts: StatusFacts
    let losses: LossCount
    let standings = Standings()
    private let shown: Mutex<NumberID?>
    /// The number whose conversations are shown; nil shows all.
    var number: NumberID? { shown.withLock { $0 } }
    private let narrowed = Mutex<SearchQuery?>(nil)
    /// What the list is narrowed to; nil shows the queue whole.
    var filter: ThreadFilter? {
        narrowed.withLock { $0 }.map { ThreadFilter($0, asked: services.queryContext) }
    }
    private let ordered = Mutex(ListOrder.own)
    /// In which order the list is loaded.
    var order: ListOrder { ordered.withLock { $0 } }
    /// As last shown.
    let lossesTold = Mutex(0)
    private let reads = BackSeat(label: "oriel.reads")
    private let searches = DispatchQueue(label: "oriel.searches", qos: .userInitiated)
    private let writes = DispatchQueue(label: "oriel.writes", qos: .userInitiated)
    private let files = DispatchQueue(label: "oriel.files", qos: .userInitiated)
    /// A slow picture must not keep a path from being looked at.
    private let pictures = DispatchQueue(label: "oriel.pictures", qos: .utility)
    /// Programs of the agent's that may take long.
    private let errands = DispatchQueue(label: "oriel.errands", qos: .utility)
    private let pipes = DispatchQueue(label: "oriel.pipes", qos: .utility)
    /// The command that runs.
    private let piping = Mutex<PipeRun?>(nil)
    let typing = TypingSign()
    private let newest = Newest()
    /// The search that was asked for last.
    private let searching = Mutex<Task<Void, Never>?>(nil)
    private let isStatusWanted = Mutex(false)
    private let drafts: DraftKeeper
    /// Whether this process told which conversation stands open in it.
    let wasPresent = Mutex(false)

    /// A runner with nothing begun. What comes of its effects is posted into `mailbox`; `facts` are what the background
    /// work of this process tells about itself.
    public init(services: Services, mailbox: Mailbox, facts: StatusFacts = StatusFacts()) {
        self.services = services
        self.mailbox = mailbox
        self.facts = facts
        losses = LossCount(store: services.store, zone: services.zone)
        shown = Mutex(services.number)
        drafts = DraftKeeper(store: services.store, agent: services.agent) { [mailbox] event in
            switch event {
            case .saved(let key, let text): mailbox.post(.draftSaved(thread: key, text: text))
            case .refused(let error): mailbox.post(.draftsRefused(Obstacle(error)))
            case .takenAgain: mailbox.post(.draftsTakenAgain)
            }
        }
    }

    /// Begins an effect; returns at once.
    public func run(_ effect: Effect) {
        guard services.mayBegin(effect) else {
            return mailbox.post(.effectFailed(Obstacle(.storeReadOnly, services.store.path)))
        }
        switch effect {
        case .saveDraft(let key, let text):
            drafts.keep(text, for: key)
            if isTypingDue(key, draft: text) {
                writes.async { @Sendable [self] in attempt { try showTyping(key) } }
            }
        case .saveHeldText(let key, let text): drafts.hold(text, for: key)
        case .saveNoteDraft(let key, let text): drafts.keepNote(text, for: key)
        case .enqueue, .recall, .recallRow, .record, .recordForMany, .reopen, .reassign, .claimNext, .keepNote, .join,
            .openThread, .fetchFile, .tellPresence,
            .stopFile, .saveMessage, .rememberPanes, .rememberTour, .rememberPipes:
            writes.async { @Sendable [self] in write(effect) }
        case .inspectFile, .takeFile, .saveFile, .openFile: files.async { @Sendable [self] in handle(effect) }
        case .loadPreview: pictures.async { @Sendable [self] in handle(effect) }
        case .tellRead(let key, let wamid): tellRead(key, wamid)
        case .pipe(let job, let token): beginPipe(job, token: token)
        case .stopPipe: piping.withLock { $0?.stop() }
        case .reloadConfig: files.async { @Sendable [self] in reloadConfig() }
        case .tellProgram(let program, let news): errands.async { @Sendable [self] in tell(program, news) }
        case .block(let key, let address, let wish): block(key, address, wish)
        case .syncTemplates: syncTemplates()
        case .search(let query, let thread, let before, let count, let token):
            beginSearch(query, thread, before, count, token)
        case .stopSearch: searching.withLock { $0?.cancel() }
        case .showNumber(let number): shown.withLock { $0 = number }
        case .orderList(let order): ordered.withLock { $0 = order }
        case .filterList(let query): narrowed.withLock { $0 = query }
        case .loadStatus: beginStatus()
        default: begin(effect)
        }
    }

    private func begin(_ effect: Effect) {
        newest.note(effect)
        let job = { @Sendable [self] in
            if !newest.isStale(effect) { attempt { try read(effect) } }
        }
        switch effect {
        case .loadMatches, .loadPayload, .explain: searches.async(execute: job)
        default: reads.async(job)
        }
    }

    /// A search may take long at a million messages: the next key stops it in the middle.
    private func beginSearch(
        _ query: SearchQuery, _ thread: ThreadKey?, _ before: MessageKey?, _ count: Int, _ token: Int
    ) {
        let scope = scope(thread)
        let context = services.queryContext
        searching.withLock { running in
            running?.cancel()
            running = Task { [services, mailbox] in
                do {
                    let page = try await services.store.searchUntilCancelled(
                        query, in: scope, before: before, count: count, asked: context)
                    mailbox.post(.hitsLoaded(page, token: token))
                } catch is CancellationError {
                    return
                } catch {
                    mailbox.post(.effectFailed(Obstacle(error)))
                }
            }
        }
    }

    /// One conversation, or all that the inbox shows.
    func scope(_ thread: ThreadKey?) -> SearchScope {
        thread.map { .threads([$0]) } ?? .everywhere(number)
    }

    /// The status is the same whoever asks: one reading answers all who asked before it began.
    private func beginStatus() {
        let isFirst = isStatusWanted.withLock { isWanted in
            defer { isWanted = true }
            return !isWanted
        }
        guard isFirst else { return }
        reads.async { @Sendable [self] in
            isStatusWanted.withLock { $0 = false }
            attempt { try read(.loadStatus) }
        }
    }

    /// Waits until every write asked for so far has been done; what came of it is in the mailbox by then.
    public func settle() async {
        await withCheckedContinuation { continuation in
            writes.async { @Sendable in continuation.resume() }
        }
    }

    /// Waits until everything that must be durable is.
    ///
    /// - Returns: drafts that the disk would not take, to be shown to the agent before they are gone.
    @discardableResult
    public func finish() async -> [ThreadKey: String] {
        endPipe()
        writes.async { @Sendable [self] in leave() }
        return await withCheckedContinuation { continuation in
            writes.async { @Sendable [drafts] in continuation.resume(returning: drafts.flush()) }
        }
    }

    private func beginPipe(_ job: PipeJob, token: Int) {
        let run = PipeRun()
        piping.withLock { $0 = run }
        pipes.async { @Sendable [self] in pipe(job, run, token: token) }
    }

    /// A command that still runs has nobody to tell.
    private func endPipe() {
        guard let run = piping.withLock({ $0 }) else { return }
        run.stop()
        pipes.sync {}
    }

    /// What may wait for a disk, on the queue of files.
    func onFiles<T: Sendable>(_ job: @escaping @Sendable () -> T) async -> T {
        await withCheckedContinuation { continuation in
            files.async { @Sendable in continuation.resume(returning: job()) }
        }
    }

    /// Puts drafts on disk now: the program is about to be stopped for who knows how long.
    public func flushDrafts() { drafts.flush() }

    /// As `DraftKeeper.unwritten`.
    func unwrittenDrafts() -> (full: Set<ThreadKey>, empty: Set<ThreadKey>) { drafts.unwritten() }

    /// Runs one effect to its end on the calling thread: for `render`, which has no time for queues.
    public func runNow(_ effect: Effect) {
        guard services.mayBegin(effect) else {
            return mailbox.post(.effectFailed(Obstacle(.storeReadOnly, services.store.path)))
        }
        switch effect {
        case .saveDraft, .saveHeldText, .saveNoteDraft:
            run(effect)
            drafts.flush()
        case .enqueue, .recall, .recallRow, .record, .recordForMany, .reopen, .reassign, .claimNext, .keepNote, .join,
            .openThread, .fetchFile, .stopFile:
            write(effect)
        case .inspectFile, .takeFile: handle(effect)
        case .showNumber, .filterList, .orderList: run(effect)
        // A headless screen starts no program and writes no file.
        case .saveFile, .openFile, .loadPreview, .saveMessage: break
        // Nor does it remember anything, or tell anybody.
        case .tellPresence: break
        case .announce, .tellProgram, .rememberPanes, .rememberTour, .rememberPipes, .pipe, .stopPipe, .reloadConfig:
            break
        case .block, .tellRead, .syncTemplates, .bell, .copy, .setTitle, .setMouse, .suspend, .redraw, .quit,
            .editOutside:
            break
        default: attempt { try read(effect) }
        }
    }

    func attempt(_ body: () throws -> Void) {
        do {
            try body()
        } catch {
            mailbox.post(.effectFailed(Obstacle(error)))
        }
    }

    func draft(of key: ThreadKey) throws -> DraftKeeper.Kept { try drafts.read(key) }
}
