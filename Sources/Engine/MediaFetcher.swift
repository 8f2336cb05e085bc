import Cloud
import Desk
import Foundation
import Inbox
import Store
import Synchronization
import WhatsApp

/// Fetches what customers send before the platform forgets it: the file that expires first goes first, a few at once, each
/// checked against its SHA-256. Several processes may run one on the same store; the claims keep them apart.
public actor MediaFetcher {
    private let store: InboxStore
    private let client: GraphClient
    private let shelf: MediaShelf
    /// In bytes; larger files wait for an agent to ask for them.
    private let limit: Int64
    private let clock: @Sendable () -> Instant
    private let mailbox: Mailbox
    private let identity: WorkerIdentity
    private let isResting: @Sendable () -> Bool
    /// Called with each file that arrived: its hash and its MIME type.
    private let arrived: @Sendable (String, String?) -> Void
    private var flying: [Int64: Task<Void, Never>] = [:]
    private var adoptAt: Instant?
    private var sweepAt: Instant?
    private var waiters: [CheckedContinuation<Void, Never>] = []
    private let signal: AsyncStream<Void>.Continuation
    private let signals: AsyncStream<Void>
    private let queue = WorkQueue(label: "oriel.media")

    /// A queue of its own: what blocks on the disk here must not hold up the tasks of others.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    /// How many files come at once.
    static let atOnce = 3
    /// A file of this size is fetched by itself, unless the config says otherwise: the largest a customer can send.
    public static let standardLimit = Int64(Limits.Media.inbound)

    /// - Parameters:
    ///   - limit: the size, in bytes, beyond which a file is fetched only when an agent asks for it.
    ///   - isResting: whether another process does this work; `wake` when it changes.
    ///   - arrived: called with the hash and the MIME type of each file that arrived.
    public init(
        store: InboxStore, client: GraphClient, shelf: MediaShelf, limit: Int64 = MediaFetcher.standardLimit,
        clock: @escaping @Sendable () -> Instant, mailbox: Mailbox, identity: WorkerIdentity = .current,
        isResting: @escaping @Sendable () -> Bool = { false },
        arrived: @escaping @Sendable (String, String?) -> Void = { _, _ in }
    ) {
        self.store = store
        self.client = client
        self.shelf = shelf
        self.limit = limit
        self.clock = clock
        self.mailbox = mailbox
        self.identity = identity
        self.isResting = isResting
        self.arrived = arrived
        (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Something may be to fetch: look at once.
    public nonisolated func wake() { signal.yield() }

    /// Ends `run`.
    public nonisolated func finish() { signal.finish() }

    /// Runs until `finish`. What is under way then is put back, and fetched by whoever comes next.
    public func run() async {
        wake()
        let watch = Task.detached { [store, signal] in await ChangeWatch.run(store: store) { signal.yield() } }
        var timer: Task<Void, Never>?
        for await _ in signals {
            timer?.cancel()
            guard let wakeAt = work() else { continue }
            let wait = max(200, min((wakeAt - clock()).milliseconds, 3_600_000))
            timer = Task.detached { [signal] in
                do { try await Task.sleep(for: .milliseconds(wait)) } catch { return }  // replaced by a newer timer
                signal.yield()
            }
        }
        timer?.cancel()
        watch.cancel()
        for task in flying.values { task.cancel() }
        await settle()
    }

    /// Fetches what is due and waits for it.
    ///
    /// - Returns: when to look again; nil when nothing waits.
    @discardableResult
    public func workOnce() async -> Instant? {
        var wakeAt = work()
        while !flying.isEmpty {
            await withCheckedContinuation { waiters.append($0) }
            wakeAt = work()
        }
        return wakeAt
    }

    private func settle() async {
        while !flying.isEmpty { await withCheckedContinuation { waiters.append($0) } }
    }

    private func work() -> Instant? {
        guard !isResting() else { return nil }
        let now = clock()
        do {
            if adoptAt.map({ now >= $0 }) ?? true {
                try store.adoptOrphanedMedia(isAlive: WorkerIdentity.isAlive)
                adoptAt = now + .seconds(30)
            }
            if sweepAt.map({ now >= $0 }) ?? true {
                _ = try shelf.sweep(now: now) { try store.unusedFiles(of: $0) }
                sweepAt = now + .hours(24)
            }
            while flying.count < Self.atOnce {
                let (job, changed) = try store.claimMedia(worker: identity.word, now: now)
                if !changed.isEmpty { mailbox.post(.storeChanged(changed)) }
                guard let job else { break }
                start(job)
            }
            return try store.nextMedia(now: now)
        } catch {
            // The outbox and the ingester tell of a store that cannot be used.
            return now + .seconds(5)
        }
    }

    private func start(_ job: MediaJob) {
        show(job.thread)
        flying[job.row] = Task {
            let outcome = await fetch(job)
            end(job, outcome)
        }
    }

    private func end(_ job: MediaJob, _ outcome: MediaOutcome) {
        do {
            let changed = try store.finishMedia(row: job.row, worker: identity.word, outcome)
            if !changed.isEmpty { mailbox.post(.storeChanged(changed)) }
            if case .done(let hash, _, let mimeType, _, _) = outcome { arrived(hash, mimeType) }
        } catch {
            // The claim stays with this process and is taken back by `adoptOrphanedMedia` when it has gone.
            mailbox.post(.effectFailed(Obstacle(error)))
        }
        flying[job.row] = nil
        wake()
        let waiting = waiters
        waiters = []
        for waiter in waiting { waiter.resume() }
    }

    private nonisolated func show(_ thread: ThreadKey?) {
        if let thread { mailbox.post(.storeChanged([thread])) }
    }

    // MARK: One file

    private nonisolated func fetch(_ job: MediaJob) async -> MediaOutcome {
        // The same content may have come before, in another message: it is here already.
        if let hash = job.digest?.hex, let known = shelf.file(hash, mimeType: job.mimeType) {
            var status = stat()
            if stat(known, &status) == 0 {
                return .done(
                    hash: hash, size: Int64(status.st_size), mimeType: job.mimeType, mediaID: nil,
                    playingTime: MediaShelf.playingTime(known))
            }
        }
        do {
            let record = try await client.media(job.mediaID, number: job.number)
            let most = job.isWanted ? Int64(Limits.Media.inbound) : limit
            if let size = record.size, size > most {
                return .failed(FailureNote(code: nil, title: "media_too_large_\(size)"))
            }
            if let told = job.digest, let looked = record.digest, told != looked {
                return retry(job).outcome(of: MediaShelfError.wrongHash)
            }
            return try await download(record, job, most: most)
        } catch let error as GraphFailure {
            return retry(job).outcome(of: error)
        } catch let error as MediaShelfError {
            return retry(job).outcome(of: error)
        } catch {
            return .failed(FailureNote(code: nil, title: "\(error)"))
        }
    }

    private nonisolated func download(_ record: MediaRecord, _ job: MediaJob, most: Int64) async throws -> MediaOutcome
    {
        let incoming = try shelf.begin()
        defer { incoming.discard() }
        let told = Mutex<Int64>(0)
        let called = try await client.download(record, limit: Int(most)) { data in
            incoming.write(data)
        } progress: { [self] moved, size in
            let step = max(256 << 10, (size ?? record.size ?? 0) / 20)
            let isNews = told.withLock { last in
                guard moved - last >= step else { return false }
                last = moved
                return true
            }
            return isNews ? note(job, moved: moved, size: size ?? record.size) : true
        }
        let mimeType = job.mimeType ?? record.mimeType ?? called
        let (hash, size) = try shelf.keep(
            incoming, expected: (job.digest ?? record.digest)?.hex, mimeType: mimeType)
        return .done(
            hash: hash, size: size, mimeType: mimeType, mediaID: nil,
            playingTime: shelf.file(hash, mimeType: mimeType).flatMap(MediaShelf.playingTime))
    }

    /// - Returns: whether to go on.
    private nonisolated func note(_ job: MediaJob, moved: Int64, size: Int64?) -> Bool {
        do {
            guard try store.noteMedia(row: job.row, worker: identity.word, moved: moved, size: size) else {
                return false
            }
            show(job.thread)
            return true
        } catch {
            return true  // a busy store hides the progress, and stops nothing
        }
    }

    private nonisolated func retry(_ job: MediaJob) -> MediaRetry {
        MediaRetry(attempts: job.attempts, now: clock(), random: Double.random(in: 0..<1))
    }
}
