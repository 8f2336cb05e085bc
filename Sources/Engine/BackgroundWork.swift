import Cloud
import Desk
import Inbox
import Spool
import Store

/// The work of a shared store without a screen (`oriel work`): takes webhooks in, sends what every inbox queued, keeps the
/// templates current, and tells the inboxes how it stands.
public final class BackgroundWork: Sendable {
    /// What a log is told.
    public enum Event: Sendable {
        case trouble(Trouble)
        /// A hook did not do what it should.
        case hook(HookFailure)
        case goingOn
        case templatesSynced(count: Int)
        case templatesFailed(any Error)
    }

    private let seat: ConsumerLock
    private let store: InboxStore
    private let client: GraphClient
    private let clock: @Sendable () -> Instant
    private let facts = StatusFacts()
    private let mailbox = Mailbox()
    private let ingester: SpoolIngester
    private let worker: OutboxWorker
    private let fetcher: MediaFetcher
    private let hooks: (folder: HookFolder, includesText: Bool)?

    /// Templates are fetched again after so long; webhooks tell most changes before.
    static let templateInterval = Duration.seconds(6 * 3_600)

    /// - Parameters:
    ///   - seat: the store's seat, taken (`WorkerSeat.take`); given up when `run` returns.
    ///   - command: what others are told this process runs.
    ///   - mediaLimit: in bytes; larger files are fetched when an agent asks for them.
    ///   - tools: what reads files that arrived.
    ///   - hooks: whose programs are told what happens, and whether of words, too.
    public init(
        seat: ConsumerLock, store: InboxStore, spool: SpoolDirectory, appSecret: String?, numbers: Set<NumberID>?,
        interval: Int64, client: GraphClient, gate: SendGate, clock: @escaping @Sendable () -> Instant, command: String,
        mediaLimit: Int64 = MediaFetcher.standardLimit, tools: [MachineReader.Tool] = [],
        hooks: (folder: HookFolder, includesText: Bool)? = nil
    ) {
        self.hooks = hooks
        self.seat = seat
        self.store = store
        self.client = client
        self.clock = clock
        ingester = SpoolIngester(
            store: store, directory: spool, appSecret: appSecret, numbers: numbers, interval: interval, clock: clock,
            mailbox: mailbox, facts: facts, command: command)
        let shelf = MediaShelf(store: store)
        worker = OutboxWorker(
            store: store, client: client, gate: gate, clock: clock, mailbox: mailbox, facts: facts, shelf: shelf)
        let reader = MachineReader(store: store, shelf: shelf, tools: tools, clock: clock, mailbox: mailbox)
        fetcher = MediaFetcher(
            store: store, client: client, shelf: shelf, limit: mediaLimit, clock: clock, mailbox: mailbox,
            arrived: { reader.read($0, mimeType: $1) })
    }

    /// How many spool files were taken in.
    public var files: Int { ingester.totals.report.files }

    /// Works until `stop` returns; then finishes what is under way: the transaction, and the requests whose answers come
    /// within `OutboxWorker.grace`.
    public func run(log: @escaping @Sendable (Event) -> Void, until stop: () async throws -> Void) async throws {
        ingester.start()
        let sending = Task.detached { [worker] in await worker.run() }
        let fetching = Task.detached { [fetcher] in await fetcher.run() }
        let telling = Task.detached { [self] in await tell(log) }
        let syncing = Task.detached { [self] in await syncTemplates(log) }
        let hooking = hooks.map { hooks in
            let runner = HookRunner(
                store: store, folder: hooks.folder, includesText: hooks.includesText, clock: clock, facts: facts,
                told: { [mailbox] failure in
                    log(.hook(failure))
                    mailbox.post(.storeChanged([]))
                })
            return Task.detached { await runner.run() }
        }
        let ending: Result<Void, any Error>
        do {
            try await stop()
            ending = .success(())
        } catch {
            ending = .failure(error)
        }
        syncing.cancel()
        hooking?.cancel()
        worker.finish()
        fetcher.finish()
        ingester.stop()
        await sending.value
        await fetching.value
        await hooking?.value
        telling.cancel()
        seat.release()
        try ending.get()
    }

    /// Inboxes and the log hear of what changed.
    private func tell(_ log: @Sendable (Event) -> Void) async {
        var told: Trouble?
        seat.tell(WorkerReport(facts.current).text)
        for await _ in mailbox.arrivals {
            _ = mailbox.take()
            let current = facts.current
            seat.tell(WorkerReport(current).text)
            guard current.trouble != told else { continue }
            told = current.trouble
            log(told.map(Event.trouble) ?? .goingOn)
        }
    }

    private func syncTemplates(_ log: @Sendable (Event) -> Void) async {
        while !Task.isCancelled {
            do {
                let counts = try await TemplateSync.run(store: store, client: client, at: clock)
                log(.templatesSynced(count: counts.values.reduce(0, +)))
            } catch EngineError.noAccount {
                // A new store: the first webhook tells the account, and an inbox can be used without templates till then.
            } catch {
                if !Task.isCancelled { log(.templatesFailed(error)) }
            }
            do { try await Task.sleep(for: Self.templateInterval) } catch { return }  // cancelled
        }
    }
}
