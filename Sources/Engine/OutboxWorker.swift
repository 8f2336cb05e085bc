import Cloud
import Desk
import Inbox
import Store
import Synchronization
import WhatsApp

/// Drives the `Dispatcher`: claims rows in the store, passes the gate a second time as each leaves, sends it and
/// records what came of it. Several processes may run one on the same store; the claims keep them apart.
///
/// Runs on a queue of its own, because the store blocks. Nothing in `work` suspends: what may take long (a request,
/// reading a token) is a task of its own that comes back with its answer, so that a plan is carried out as it was made.
public actor OutboxWorker {
    let store: InboxStore
    private let client: GraphClient
    private let gate: SendGate
    let clock: @Sendable () -> Instant
    private let mailbox: Mailbox
    private let facts: StatusFacts
    private let identity: WorkerIdentity
    /// The only row this worker moves; nil moves all.
    private let onlyRow: String?
    /// Brings files to the platform; nil when this process has none.
    private let uploads: MediaUploads?
    /// Files of ours on their way to the platform.
    private var uploading = 0
    /// The file of each row under way.
    private var files: [String: MediaContent] = [:]
    /// Whether another process sends for the whole store now.
    private let isResting: @Sendable () -> Bool
    /// Whose rows need no undo delay any more when this worker ends, because nobody is there to take them back.
    private let leavingAgent = Mutex<String?>(nil)
    private var dispatcher: Dispatcher
    /// Rows whose request is under way.
    private var flying: Set<String> = []
    private var isRenewing = false
    private var isHurried = false
    /// Answers the store would not take; recorded again, never sent again.
    private var unrecorded: [(id: String, outcome: AttemptOutcome)] = []
    /// Rows whose claim failed, and may be ours all the same.
    private var doubtful: Set<String> = []
    /// Who waits for the next answer.
    private var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    private var nextWaiter = 0
    private let signal: AsyncStream<Void>.Continuation
    private let signals: AsyncStream<Void>
    private let queue = WorkQueue(label: "oriel.outbox")

    /// A queue of its own: what blocks on the disk here must not hold up the tasks of others.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    /// - Parameters:
    ///   - onlyRow: sends this row of the outbox and leaves the others to whoever does the work. They still count
    ///     for its turn and for the limits.
    ///   - shelf: where the files of messages are; without it messages with files wait for another process.
    ///   - limits: how fast messages may leave.
    ///   - isResting: whether the sending is left to another process; asked before each turn. `wake` when it changes.
    public init(
        store: InboxStore, client: GraphClient, gate: SendGate, clock: @escaping @Sendable () -> Instant,
        mailbox: Mailbox, facts: StatusFacts, identity: WorkerIdentity = .current, onlyRow: String? = nil,
        shelf: MediaShelf? = nil, limits: Throttle.Limits = Throttle.Limits(),
        isResting: @escaping @Sendable () -> Bool = { false }
    ) {
        self.store = store
        self.client = client
        self.gate = gate
        self.clock = clock
        self.mailbox = mailbox
        self.facts = facts
        self.identity = identity
        self.onlyRow = onlyRow
        uploads = shelf.map {
            MediaUploads(
                store: store, client: client, shelf: $0, clock: clock, mailbox: mailbox, identity: identity)
        }
        self.isResting = isResting
        dispatcher = Dispatcher(limits: limits)
        (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// The outbox changed: look again at once.
    public nonisolated func wake() { signal.yield() }

    /// Ends `run`.
    ///
    /// - Parameter agent: who leaves the program with it: their messages still in the undo delay go at once, because
    ///   nobody is there any more to take them back.
    public nonisolated func finish(leaving agent: String? = nil) {
        leavingAgent.withLock { $0 = agent }
        signal.finish()
    }

    /// How long `run` waits for answers after its end was asked for.
    public static let grace = Span.seconds(8)

    /// Runs until `finish` or until its task is cancelled; then waits, up to `grace`, for the answers under way. What
    /// has none by then is recorded as uncertain.
    public func run() async {
        wake()
        // Rows that other processes put into the outbox.
        let watch = Task.detached { [store, signal] in await ChangeWatch.run(store: store) { signal.yield() } }
        var timer: Task<Void, Never>?
        for await _ in signals {
            timer?.cancel()
            guard let wakeAt = work() else { continue }
            let wait = max(10, (wakeAt - clock()).milliseconds)
            timer = Task.detached { [signal] in
                do { try await Task.sleep(for: .milliseconds(wait)) } catch { return }  // replaced by a newer timer
                signal.yield()
            }
        }
        timer?.cancel()
        watch.cancel()
        await end()
    }

    /// Sends what may leave now and waits for the answers.
    ///
    /// - Returns: when to look again; nil when nothing waits.
    @discardableResult
    public func workOnce() async -> Instant? {
        var wakeAt = work()
        while !flying.isEmpty || uploading > 0 {
            await nextAnswer(within: .seconds(60))
            wakeAt = work()
        }
        return wakeAt
    }

    // MARK: One turn

    /// - Returns: when to look again; nil when nothing waits.
    private func work() -> Instant? {
        recordAgain()
        let now = clock()
        guard !isResting() else {
            facts.change { ($0.throttledUntil, $0.throttle, $0.outboxTrouble) = (nil, nil, nil) }
            return unrecorded.isEmpty ? nil : now + .seconds(1)
        }
        do {
            let items = try store.openItems(limit: 2_000).map { try withFile(isHurried ? hurried($0, now) : $0, now) }
            let departures = try store.departures(since: now - Throttle.lookBack).map {
                Throttle.Departure(Pair(number: $0.number, address: $0.address), at: $0.at)
            }
            var plan = dispatcher.plan(items, departures: departures, now: now)
            if let onlyRow { leaveOthers(than: onlyRow, in: &plan) }
            for action in plan.actions { perform(action) }
            // Where nothing waits, a connection that failed is no trouble for longer than until it would be tried again:
            // nobody knows how it is by now.
            var settlesAt: Instant?
            if items.isEmpty, flying.isEmpty, case .offline(_, _, _, let retryAt) = dispatcher.standing {
                settlesAt = retryAt
            }
            tell(plan, isOver: settlesAt.map { $0 <= now } ?? false)
            let wakeAt = [plan.wakeAt, settlesAt.flatMap { $0 > now ? $0 : nil }].compactMap { $0 }.min()
            return unrecorded.isEmpty && doubtful.isEmpty
                ? wakeAt : min(wakeAt ?? .distantFuture, now + .seconds(1))
        } catch {
            report(.store(Obstacle(error)))
            return now + .seconds(2)
        }
    }

    /// Rows the plan would send but that are somebody else's to send.
    private func leaveOthers(than id: String, in plan: inout Dispatcher.Plan) {
        plan.actions.removeAll { action in
            switch action {
            case .claim(let other) where other != id:
                dispatcher.lost(id: other)
                return true
            case .refuse(let other, _): return other != id
            default: return false
            }
        }
    }

    private func hurried(_ item: OutboxItem, _ now: Instant) -> OutboxItem {
        guard item.actor == leavingAgent.withLock({ $0 }), item.attempts == 0 else { return item }
        var item = item
        item.dueAt = min(item.dueAt, now)
        return item
    }

    private func withFile(_ item: OutboxItem, _ now: Instant) throws -> OutboxItem {
        guard onlyRow == nil || onlyRow == item.id, let uploads else { return item }
        return try uploads.held(item, now: now, count: &uploading) { [weak self] in
            Task { [weak self] in await self?.uploadEnded() }
        }
    }

    private func uploadEnded() {
        uploading -= 1
        wake()
        resumeWaiters()
    }

    private func resumeWaiters() {
        for waiter in waiters.values { waiter.resume() }
        waiters = [:]
    }

    private func perform(_ action: Dispatcher.Action) {
        switch action {
        case .adoptOrphans:
            attempt { try store.adoptOrphanedLeaving(at: clock(), isAlive: WorkerIdentity.isAlive) }
        case .renewToken: renewToken()
        case .refuse(let id, let refusal): attempt { try store.refuse(id: id, refusal, at: clock()) }
        case .claim(let id): claim(id)
        // `claim` and `send` carry these out with the row at hand.
        case .send, .finish: break
        }
    }

    /// Compare-and-set, then the second pass of the gate with the time of this moment.
    private func claim(_ id: String) {
        let item: OutboxItem
        do {
            guard let claimed = try store.claim(id: id, worker: identity.word, now: clock()) else {
                dispatcher.lost(id: id)
                return
            }
            item = claimed
        } catch StoreError.notTheirAddress {
            // Refused where it stands; the conversation says why.
            dispatcher.lost(id: id)
            mailbox.post(.storeChanged(nil))
            return
        } catch {
            dispatcher.lost(id: id)
            doubtful.insert(id)
            report(.store(Obstacle(error)))
            return
        }
        do {
            let (context, template) = try store.gateContext(for: item, skew: client.skew?.guardSpan ?? .zero)
            let now = clock()
            let verdict = gate.departure(of: item, in: context, template: template, at: now)
            switch dispatcher.claimed(id: id, gate: verdict, now: now) {
            case .send(_, let permit): send(item, permit)
            case .refuse(_, let refusal): refuse(item, refusal)
            case .adoptOrphans, .renewToken, .claim, .finish: break
            }
        } catch {
            putBack(item, error)
        }
    }

    private func refuse(_ item: OutboxItem, _ refusal: Refusal) {
        do {
            mailbox.post(.storeChanged(try store.refuse(id: item.id, refusal, at: clock())))
        } catch {
            putBack(item, error)
        }
    }

    /// What an attempt is marked with that never left, because the store would not be read or written.
    private static let unreadable = "store_unreadable"

    /// Nothing left: the row goes back, or it would stay *leaving* as long as this process lives.
    private func putBack(_ item: OutboxItem, _ error: any Error) {
        dispatcher.lost(id: item.id)
        let now = clock()
        let note = FailureNote(code: nil, title: Self.unreadable)
        record(item.id, .refused(note, at: now, retryAt: now + .seconds(2)))
        report(.store(Obstacle(error)))
    }

    private func send(_ item: OutboxItem, _ permit: Permit) {
        flying.insert(item.id)
        var mediaID: String?
        if let file = item.content.ownFile {
            files[item.id] = file
            let id = try? store.uploadedMedia(number: item.number, hash: file.hash, now: clock())  // nil: it goes back
            mediaID = id ?? nil
        }
        Task { [mediaID] in
            let result = await client.send(permit, from: item.number, uuid: item.id, mediaID: mediaID, at: clock())
            if let file = files.removeValue(forKey: item.id), result.doubtsTheFile {
                try? store.forgetUpload(number: item.number, hash: file.hash)  // then the next attempt says the same
            }
            answered(item.id, result)
        }
    }

    private func answered(_ id: String, _ result: SendResult) {
        let hint = client.usage.percent >= 100 ? client.usage.regainedAfter : Span.zero
        let action = dispatcher.answered(id: id, result, now: clock(), hint: hint, random: Double.random(in: 0..<1))
        if case .finish(_, let outcome) = action { record(id, outcome) }
        flying.remove(id)
        wake()
        resumeWaiters()
    }

    private func renewToken() {
        guard !isRenewing else { return }
        isRenewing = true
        Task {
            if await client.renewToken() { dispatcher.tokenRenewed() }
            isRenewing = false
            wake()
        }
    }

    // MARK: Recording

    private func record(_ id: String, _ outcome: AttemptOutcome) {
        do {
            mailbox.post(.storeChanged(try store.finish(id: id, outcome)))
        } catch let error as StoreError where error.isAboutOneRow {
            // Erased meanwhile, or settled by a status that was faster: there is nothing left to record.
            mailbox.post(.storeChanged(nil))
        } catch {
            unrecorded.append((id, outcome))
            report(.store(Obstacle(error)))
        }
    }

    private func recordAgain() {
        let now = clock()
        let note = FailureNote(code: nil, title: Self.unreadable)
        for id in doubtful.sorted() {
            attempt {
                let changed = try store.giveBack(
                    id: id, worker: identity.word, note: note, at: now, retryAt: now + .seconds(2))
                doubtful.remove(id)
                return changed
            }
        }
        let waiting = unrecorded
        unrecorded = []
        for (id, outcome) in waiting { record(id, outcome) }
    }

    private func attempt(_ body: () throws -> Set<ThreadKey>) {
        do {
            let changed = try body()
            if !changed.isEmpty { mailbox.post(.storeChanged(changed)) }
        } catch {
            report(.store(Obstacle(error)))
        }
    }

    // MARK: Ending

    /// Lets the leaving agent's messages go, waits for answers, and says of the rest what is known: nothing.
    private func end() async {
        isHurried = leavingAgent.withLock { $0 } != nil
        let deadline = clock() + Self.grace
        for _ in 0..<1_000 {
            if isHurried { _ = work() } else { recordAgain() }
            let isDone = flying.isEmpty && unrecorded.isEmpty && !(isHurried && uploading > 0)
            guard !isDone, clock() < deadline else { break }
            await nextAnswer(within: flying.isEmpty ? Span(milliseconds: 200) : min(deadline - clock(), .seconds(1)))
        }
        uploads?.stop()
        for id in flying {
            record(id, .uncertain(FailureNote(code: nil, title: "program_ended"), at: clock()))
        }
    }

    /// Returns when an answer came, or after `limit`.
    private func nextAnswer(within limit: Span) async {
        let id = nextWaiter
        nextWaiter += 1
        let timer = Task {
            try? await Task.sleep(for: .milliseconds(limit.milliseconds))  // cancelled: the answer came first
            waiters.removeValue(forKey: id)?.resume()
        }
        await withCheckedContinuation { waiters[id] = $0 }
        timer.cancel()
    }

    // MARK: Telling

    private func tell(_ plan: Dispatcher.Plan, isOver: Bool) {
        let trouble: Trouble? =
            switch dispatcher.standing {
            case .running: nil
            case .offline where isOver: nil
            case .offline(let code, _, _, _): .network(Obstacle(code: code) ?? Obstacle(.unforeseen, code))
            case .held(.refused(let error), _, _, _, _):
                .token(Obstacle(.tokenRefused, error.message ?? error.title ?? ""))
            case .held(.unreadable(let error), _, _, _, _): .token(Obstacle(error))
            }
        let held = plan.waits.values.compactMap { wait -> (until: Instant, cause: ThrottleCause)? in
            switch wait {
            case .limit(.pair, let until): (until, .pair)
            case .limit(.number, let until): (until, .number)
            case .limit(.calls, let until): (until, .calls)
            case .paused(let code, let until): (until, .platform(code: code))
            case .due, .behind, .standing, .turn: nil
            }
        }.min { $0.until < $1.until }
        let changed = facts.change {
            // What the store would not take is still the news.
            if unrecorded.isEmpty { $0.outboxTrouble = trouble }
            $0.throttledUntil = held?.until
            $0.throttle = held?.cause
            $0.skew = client.skew.map(SkewReading.init)
        }
        if changed { mailbox.post(.storeChanged([])) }
    }

    private func report(_ trouble: Trouble) {
        if facts.change({ $0.outboxTrouble = trouble }) { mailbox.post(.storeChanged([])) }
    }
}
