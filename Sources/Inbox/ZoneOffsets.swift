/// The offsets from UTC that hold over a stretch of time, as data: made once from the system's zone by the executable,
/// handed to every view, so that no view reads a zone and daylight-saving nights can be tested.
public struct ZoneOffsets: Hashable, Sendable {
    /// A moment at which the clocks of a zone are put forward or back.
    public struct Change: Hashable, Sendable {
        /// From here on …
        public var from: Instant
        /// … local time is this many seconds east of Greenwich.
        public var offsetSeconds: Int64

        /// A change of the clocks.
        public init(from: Instant, offsetSeconds: Int64) {
            self.from = from
            self.offsetSeconds = offsetSeconds
        }
    }

    /// The offset before the first change.
    public var initialOffsetSeconds: Int64
    /// Ascending by `from`.
    public var changes: [Change]

    /// The offsets of a zone; changes may come in any order.
    public init(initialOffsetSeconds: Int64, changes: [Change] = []) {
        self.initialOffsetSeconds = initialOffsetSeconds
        self.changes = changes.sorted { $0.from < $1.from }
    }

    /// Greenwich all year: what contracts are written in.
    public static let utc = ZoneOffsets(initialOffsetSeconds: 0)

    /// Seconds east of Greenwich at a moment; that before the first change when the moment is earlier than all of them.
    public func offsetSeconds(at instant: Instant) -> Int64 {
        changes.last { $0.from <= instant }?.offsetSeconds ?? initialOffsetSeconds
    }

    /// What a clock on the wall shows at a moment.
    public func civil(_ instant: Instant) -> CivilTime {
        CivilTime(instant, offsetSeconds: offsetSeconds(at: instant))
    }
}
