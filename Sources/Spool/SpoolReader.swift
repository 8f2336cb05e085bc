import Glibc

/// Reads a spool in batches. A value that holds no open file: what it remembers is which files it handed out, which
/// may still be growing, and which are to be moved; all of it can be lost without losing a file.
///
/// The cycle: `batch`, decode, `reject` what cannot be read, commit, `finish`. To let renames overlap with the next
/// commit, call ``archive``'s `finish` on another thread and hand its report to ``settle(_:)``. Only the holder of the
/// ``ConsumerLock`` may use one.
public struct SpoolReader: EnvelopeSource {
    /// How long a malformed file may still be growing, in milliseconds since the reader first saw it.
    public static let patience: Int64 = 2_000
    /// How long after a look a malformed or unreadable file is looked at again, in milliseconds.
    static let secondLook: Int64 = 500

    /// A file that is left alone for a while.
    struct Suspect: Sendable {
        let firstSeen: Int64
        let retryAt: Int64
    }

    /// The spool read from.
    public let directory: SpoolDirectory
    /// How much a batch may hold.
    public let limits: BatchLimits
    let appSecret: String?

    var listing = SpoolListing()
    var listedAt: Int64 = 0
    /// Files handed out and not settled, with the time they were first seen.
    var inFlight: [SpoolName: Int64] = [:]
    var suspects: [SpoolName: Suspect] = [:]
    /// Entries already counted as ignored.
    var ignored: Set<SpoolName> = []
    /// Files committed and still in `new/`: they are moved, not read again.
    var unfiled: [SpoolName: SpoolDay] = [:]

    /// A reader of `directory`. With an `appSecret`, a file that is not signed under it is quarantined; a bare body,
    /// which has no signature, too.
    public init(directory: SpoolDirectory, appSecret: String? = nil, limits: BatchLimits = BatchLimits()) {
        self.directory = directory
        self.appSecret = appSecret
        self.limits = limits
    }

    /// What moves files out of `new/`; it may be used on another thread.
    public var archive: SpoolArchive { SpoolArchive(directory: directory) }

    /// The next envelopes, sorted by name. Files that arrive while a listing is being worked off come after it.
    ///
    /// - Throws: ``SpoolError`` when the spool cannot be read at all; the same call may be made again.
    public mutating func batch(now: Int64, once: Bool = false) throws(SpoolError) -> Batch {
        var batch = Batch()
        refile(&batch)
        if listing.remaining == 0 { try list(now: now, batch: &batch) }
        let folder: Descriptor
        do throws(SpoolError) {
            folder = try Descriptor.directory(directory.path(of: .new))
        } catch {
            listing = SpoolListing()
            throw error
        }
        let maximum = limits.fileCount(waiting: listing.remaining)
        var room = limits.bytes
        while batch.envelopes.count + batch.quarantined.count < maximum, let name = listing.first {
            if isPutAside(name, now: now, once: once) {
                listing.removeFirst()
                continue
            }
            let reading = read(in: folder, room: batch.envelopes.isEmpty ? .max : room)
            if case .noRoom = reading { break }
            if case .failed(let code) = reading, [EMFILE, ENFILE, ENOMEM].contains(code) {
                let error = SpoolError(code: code, path: directory.path(of: .new), action: "read")
                guard !batch.envelopes.isEmpty else { throw error }
                batch.problems.append(error)
                break
            }
            listing.removeFirst()
            if case .bytes(let bytes) = reading { room -= bytes.count }
            take(reading, of: name, now: now, once: once, batch: &batch)
        }
        batch.backlog = listing.remaining
        batch.oldestWaitingMilliseconds = listing.first?.milliseconds
        batch.wakeAt = suspects.values.map(\.retryAt).min()
        return batch
    }

    /// Says that the file `name` cannot be read, and why. Quarantines it, unless it was first seen less than
    /// ``patience`` ago and `once` is false.
    ///
    /// - Throws: ``SpoolError`` when it cannot be moved; it comes again.
    @discardableResult
    public mutating func reject(
        _ name: SpoolName, reason: String, now: Int64, once: Bool = false
    ) throws(SpoolError) -> Rejection {
        let firstSeen = inFlight.removeValue(forKey: name) ?? suspects[name]?.firstSeen ?? now
        let isRipe = now - firstSeen >= Self.patience
        suspects[name] = Suspect(
            firstSeen: firstSeen,
            retryAt: isRipe ? now + Self.secondLook : min(now + Self.secondLook, firstSeen + Self.patience))
        guard once || isRipe else { return .deferred }
        let target = try archive.quarantine(name, reason: reason)
        suspects[name] = nil
        return target.map { .quarantined($0) } ?? .vanished
    }

    /// Moves committed files to `done/<day>/`. What cannot be moved is tried again by each following `batch`.
    @discardableResult
    public mutating func finish(_ names: [SpoolName], day: SpoolDay) -> FinishReport {
        let report = archive.finish(names, day: day)
        settle(report)
        return report
    }

    /// Takes note of what ``archive`` did for this reader on another thread.
    public mutating func settle(_ report: FinishReport) {
        for name in report.moved + report.vanished {
            inFlight[name] = nil
            unfiled[name] = nil
        }
        for name in report.unfiled { unfiled[name] = report.day }
    }

    /// Gives files back that were not committed: a later batch brings them again.
    public mutating func release(_ names: [SpoolName]) {
        for name in names { inFlight[name] = nil }
    }
}
