import Inbox

/// A process that does background work, as the status page names it.
public struct ProcessNote: Hashable, Sendable {
    /// Nil when it has not said.
    public var pid: Int32?
    /// What it runs, in its own words.
    public var command: String
    /// The user of the machine it runs as; nil when it is gone or cannot be told.
    public var user: String?
    /// Whether it is the program that shows this.
    public var isThisOne: Bool

    /// A process by what its lock or its claim tells.
    public init(pid: Int32?, command: String, user: String? = nil, isThisOne: Bool = false) {
        self.pid = pid
        self.command = command
        self.user = user
        self.isThisOne = isThisOne
    }
}

/// Whether `oriel work` runs for this store.
public enum WorkerStanding: Hashable, Sendable {
    /// There is none, and none was seen: inboxes do the work.
    case none
    case live(ProcessNote)
    /// There was one.
    case stopped(ProcessNote)

    /// Whether there is one, and it runs.
    public var isLive: Bool { if case .live = self { true } else { false } }
}

/// How far this machine's clock is off the platform's, measured from the `Date` of its answers.
public struct SkewReading: Hashable, Sendable {
    /// The platform's time minus ours: positive when our clock is behind.
    public var offset: Span
    /// How far the offset may be wrong, either way: the answer's way takes time, and `Date` has whole seconds.
    public var uncertainty: Span
    /// What the gate's guards are widened by.
    public var widening: Span
    /// When the answer came.
    public var measuredAt: Instant

    /// One measurement.
    public init(offset: Span, uncertainty: Span, widening: Span, measuredAt: Instant) {
        self.offset = offset
        self.uncertainty = uncertainty
        self.widening = widening
        self.measuredAt = measuredAt
    }

    /// From here it is shown on the top line.
    static let shownOver = Span.seconds(5)

    var isShown: Bool { abs(offset.milliseconds) > Self.shownOver.milliseconds }
}

/// What holds messages back that could leave.
public enum ThrottleCause: Hashable, Sendable {
    /// One message in six seconds to one person.
    case pair
    /// So many a second from one number.
    case number
    /// So many calls an hour.
    case calls
    /// The platform told us to slow down, with this code.
    case platform(code: Int)
}
