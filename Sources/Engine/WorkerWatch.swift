import Desk
import Glibc
import Inbox
import Spool

/// Sees within a second whether a worker does the work of the store, and passes on what it tells. While one does, the
/// inbox's own ingester and dispatcher rest; when it has gone they go on, and the screen says so.
public final class WorkerWatch: Sendable {
    private let seat: WorkerSeat
    private let spool: SpoolDirectory?
    private let facts: StatusFacts
    private let mailbox: Mailbox
    private let clock: @Sendable () -> Instant
    private let changed: @Sendable () -> Void

    /// How often it looks. Two looks and the wake-up of whoever rests stay under the two seconds of design §3.
    static let interval = Duration.milliseconds(500)
    /// A consumer looks at the spool every five seconds at the latest; three missed looks are a hang.
    static let spoolPatience = Span.seconds(20)

    /// - Parameter changed: called when a worker came or went: whoever rests or works should look.
    public init(
        seat: WorkerSeat, spool: SpoolDirectory?, facts: StatusFacts, mailbox: Mailbox,
        clock: @escaping @Sendable () -> Instant, changed: @escaping @Sendable () -> Void
    ) {
        self.seat = seat
        self.spool = spool
        self.facts = facts
        self.mailbox = mailbox
        self.clock = clock
        self.changed = changed
    }

    /// Looks once; called before the work begins, so that two never begin it.
    public func look() {
        let (standing, report) = seat.look()
        let poll = spool.flatMap { try? ConsumerLock.look(at: ConsumerLock.path(in: $0)) }  // then nothing is known
        let now = clock()
        let lookedAt = poll?.at.map { Instant(milliseconds: $0) }
        var turned = false
        let isNews = facts.change { facts in
            let before = facts.worker
            switch standing {
            case .held(let holder):
                facts.worker = .live(ProcessNote(holder))
                // A note caught half written: what was told before still holds.
                facts.report = report ?? facts.report
            case .abandoned(let holder):
                facts.worker = .stopped(ProcessNote(holder))
                facts.report = nil
            case .free:
                switch before {
                case .live(let note), .stopped(let note): facts.worker = .stopped(note)
                case .none: break
                }
                facts.report = nil
            }
            turned = before.isLive != facts.worker.isLive
            if case .held(let holder)? = poll?.standing {
                facts.ingester = ProcessNote(holder)
                facts.lastPollAt = lookedAt ?? facts.lastPollAt
                facts.isSpoolUnread = lookedAt.map { now - $0 > Self.spoolPatience } ?? false
            } else if poll != nil {
                facts.ingester = nil
                facts.isSpoolUnread = false
            }
        }
        if turned { changed() }
        if isNews { mailbox.post(.storeChanged([])) }
    }

    /// Looks until the task is cancelled.
    public func run() async {
        while !Task.isCancelled {
            look()
            do { try await Task.sleep(for: Self.interval) } catch { return }  // cancelled
        }
    }
}

extension ProcessNote {
    init(_ holder: ConsumerLock.Holder) {
        self.init(
            pid: holder.pid, command: holder.command, user: holder.pid.flatMap(Self.user),
            isThisOne: holder.pid == getpid())
    }

    /// A claim of the outbox (`WorkerIdentity.word`).
    init?(claim: String) {
        guard let pid = claim.split(separator: ":").first.flatMap({ Int32($0) }) else { return nil }
        self.init(pid: pid, command: "", user: Self.user(pid), isThisOne: pid == getpid())
    }

    /// Who runs it, as this machine names them.
    private static func user(_ pid: Int32) -> String? {
        var status = stat()
        guard stat("/proc/\(pid)", &status) == 0 else { return nil }
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 4_096)
        guard getpwuid_r(status.st_uid, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
            return "\(status.st_uid)"
        }
        return String(cString: entry.pw_name)
    }
}
