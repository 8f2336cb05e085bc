import Desk
import Dispatch
import Inbox
import Screen
import Spool
import Store
import WhatsApp

/// Moves spool files into the store: read and decode, one transaction or a few, then the files go to `done/`. Reading ahead
/// and renaming overlap with the transactions. A kill at any point loses nothing: what was not committed is still in `new/`,
/// and what was committed is recognised when it is read again (law 6).
public final class SpoolIntake {
    /// What was taken in, over any number of calls.
    public struct Totals: Hashable, Sendable {
        /// What the store took in.
        public var report = IngestReport()
        /// Files that could not be read, or whose signature was wrong: kept aside, each with its reason.
        public var quarantined = 0
        /// What lay in the spool and is no file of it: links, directories, dot files.
        public var ignored = 0
        /// What went wrong with single files, the first of them: they stay in the spool and are tried again.
        public var problems: [SpoolError] = []

        /// Nothing yet.
        public init() {}
    }

    /// What one transaction takes in at the most, in things told: messages, statuses and the like. One file is never
    /// divided, so a webhook that tells more is a transaction of its own; the platform promises at most 1,000
    /// (`whatsapp.md` §1.2). While a transaction runs, nobody else writes to the store.
    public static let transaction = 4 * Limits.webhookUpdates

    private let store: InboxStore
    private var reader: SpoolReader
    /// Nil adopts every number seen.
    private let numbers: Set<NumberID>?
    private let once: Bool
    private let transaction: Int
    private let clock: @Sendable () -> Instant
    /// Files were given back to the reader, which looks for them when it lists the spool again.
    private var hasReleased = false

    /// An intake that has read nothing yet.
    ///
    /// - Parameters:
    ///   - numbers: the numbers that are ours; nil adopts every number seen.
    ///   - once: whether there will be no later look: what is unreadable is quarantined at once (design §3).
    ///   - transaction: what one transaction takes in at the most, in things told.
    public init(
        store: InboxStore, reader: SpoolReader, numbers: Set<NumberID>?, once: Bool,
        transaction: Int = SpoolIntake.transaction, clock: @escaping @Sendable () -> Instant
    ) {
        self.store = store
        self.reader = reader
        self.numbers = numbers
        self.once = once
        self.transaction = transaction
        self.clock = clock
    }

    /// Works off what is there now.
    ///
    /// - Parameters:
    ///   - progress: called after each transaction.
    ///   - isStopped: looked at between batches; what is not committed by then stays in the spool.
    /// - Returns: the last batch, for the schedule of the next look.
    /// - Throws: `SpoolError`, `StoreError`; what is not committed stays in the spool, and comes with the next call.
    @discardableResult
    public func drain(
        _ totals: inout Totals, progress: (IngestReport) -> Void = { _ in }, isStopped: () -> Bool = { false }
    ) throws -> Batch {
        var current = try fetch()
        var filing: Filing?
        defer { if let filing { reader.settle(filing.wait()) } }
        while true {
            totals.count(current.batch)
            let hasMore = current.batch.backlog > 0 && !isStopped()
            let ahead = hasMore ? ReadAhead(reader: reader, once: once) : nil
            let outcome = Result { try commit(current, &totals, progress) }
            let next = ahead?.wait()
            if let next { reader = next.reader }
            if let done = filing {
                reader.settle(done.wait())
                filing = nil
            }
            do {
                let poisoned = try outcome.get()
                filing = Filing(reader.archive, current.names.filter { poisoned[$0] == nil }, day: day)
                let wakeAt = reject(current.unreadable + poisoned.map { ($0.key, $0.value) }, &totals)
                if let next {
                    current = try next.result.get()
                } else if hasReleased, !isStopped() {
                    // What was given back is not in the listing that was just worked off.
                    hasReleased = false
                    current = try fetch()
                } else {
                    var last = current.batch
                    last.wakeAt = [last.wakeAt, wakeAt].compactMap(\.self).min()
                    return last
                }
            } catch {
                release(current)
                if let ahead = try? next?.result.get() { release(ahead) }  // what could not be read is not held back
                throw error
            }
            if isStopped() {
                release(current)
                return current.batch
            }
        }
    }

    private func release(_ batch: ReadBatch) {
        reader.release(batch.batch.envelopes.map(\.name))
        hasReleased = true
    }

    private var day: SpoolDay { SpoolDay(milliseconds: clock().milliseconds) }

    private func fetch() throws -> ReadBatch {
        SpoolPipeline.read(try reader.batch(now: MonotonicClock.milliseconds, once: once))
    }

    /// - Returns: files whose content the store cannot hold, each with the reason.
    private func commit(
        _ batch: ReadBatch, _ totals: inout Totals, _ progress: (IngestReport) -> Void
    ) throws -> [SpoolName: String] {
        var poisoned: [SpoolName: String] = [:]
        for part in Self.transactions(of: batch.receptions.map(\.events.count), upTo: transaction) {
            poisoned.merge(try commit(batch, part, &totals, progress)) { $1 }
        }
        return poisoned
    }

    /// Neighbouring files together, as many as one transaction takes.
    ///
    /// - Parameters:
    ///   - counts: what each file tells.
    ///   - limit: what one transaction takes in at the most.
    static func transactions(of counts: [Int], upTo limit: Int) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var (start, sum) = (0, 0)
        for (place, count) in counts.enumerated() {
            if place > start, sum + count > limit {
                parts.append(start..<place)
                (start, sum) = (place, 0)
            }
            sum += count
        }
        if start < counts.count { parts.append(start..<counts.count) }
        return parts
    }

    private func commit(
        _ batch: ReadBatch, _ part: Range<Int>, _ totals: inout Totals, _ progress: (IngestReport) -> Void
    ) throws -> [SpoolName: String] {
        do {
            let refused = try apply(batch.receptions[part], &totals, progress)
            return Dictionary(
                uniqueKeysWithValues: refused.map { (batch.names[part.lowerBound + $0.key], $0.value) })
        } catch let error as StoreError where error.mayBeOneFiles {
            // One file must not keep all the others out for ever.
            var poisoned: [SpoolName: String] = [:]
            var doubtful = 0
            for (name, reception) in zip(batch.names[part], batch.receptions[part]) {
                do {
                    for reason in try apply([reception], &totals, progress).values { poisoned[name] = reason }
                } catch let error as StoreError where error.mayBeOneFiles {
                    poisoned[name] = "the store cannot hold it: \(Words.english.obstacle(Obstacle(error)).string)"
                    if !error.concernsOneItem { doubtful += 1 }
                }
            }
            // When it refuses every one for a reason that may be its own, it is not the files.
            if doubtful == part.count, doubtful > 1 { throw error }
            return poisoned
        }
    }

    /// - Returns: what the store would not take, by place.
    private func apply(
        _ receptions: ArraySlice<Reception>, _ totals: inout Totals, _ progress: (IngestReport) -> Void
    ) throws -> [Int: String] {
        let report = try store.apply(Array(receptions), numbers: numbers)
        // Committed into a file that is not there by name any more: the webhook stays where it can be read again.
        try store.checkInPlace()
        totals.report += report
        progress(report)
        return report.refused
    }

    /// - Returns: when to look again at those that may still be growing, on the monotonic clock.
    private func reject(_ files: [(SpoolName, String)], _ totals: inout Totals) -> Int64? {
        let now = MonotonicClock.milliseconds
        var wakeAt: Int64?
        for (name, reason) in files {
            do throws(SpoolError) {
                switch try reader.reject(name, reason: reason, now: now, once: once) {
                case .quarantined: totals.quarantined += 1
                case .deferred: wakeAt = now + SpoolReader.patience / 4
                case .vanished: break
                }
            } catch {
                // It stays in `new/` and comes again.
                totals.note(error)
                wakeAt = now + SpoolReader.patience / 4
            }
        }
        return wakeAt
    }
}

extension SpoolIntake.Totals {
    fileprivate mutating func count(_ batch: Batch) {
        quarantined += batch.quarantined.count
        ignored += batch.ignored.count
        for problem in batch.problems { note(problem) }
    }

    fileprivate mutating func note(_ problem: SpoolError) {
        if problems.count < 16 { problems.append(problem) }
    }
}

extension StoreError {
    /// What SQLite says of a value it cannot take, not of the file, the disk or the others that use it.
    fileprivate var mayBeOneFiles: Bool {
        if case .database = self { true } else { concernsOneItem }
    }
}

/// The next batch, read and decoded on another thread while the store commits the present one.
private final class ReadAhead: Sendable {
    struct Outcome: Sendable {
        var reader: SpoolReader
        var result: Result<ReadBatch, any Error>
    }

    private let parts = LockedParts<Outcome>(count: 1)
    private let group = DispatchGroup()

    init(reader: SpoolReader, once: Bool) {
        DispatchQueue.global(qos: .userInitiated).async(group: group) { @Sendable [parts] in
            var reader = reader
            let now = MonotonicClock.milliseconds
            let result = Result<ReadBatch, any Error> { SpoolPipeline.read(try reader.batch(now: now, once: once)) }
            parts.set([Outcome(reader: reader, result: result)], at: 0)
        }
    }

    func wait() -> Outcome {
        group.wait()
        return parts.joined[0]
    }
}

/// Committed files on their way to `done/`, moved on another thread while the store commits what follows.
private final class Filing: Sendable {
    private let parts = LockedParts<FinishReport>(count: 1)
    private let group = DispatchGroup()

    init(_ archive: SpoolArchive, _ names: [SpoolName], day: SpoolDay) {
        DispatchQueue.global(qos: .userInitiated).async(group: group) { @Sendable [parts] in
            parts.set([archive.finish(names, day: day)], at: 0)
        }
    }

    func wait() -> FinishReport {
        group.wait()
        return parts.joined[0]
    }
}
