/// The offsets from UTC that hold over a stretch of time, as data: made once from the system's zone by the executable,
/// handed to every view, so that no view reads a zone and daylight-saving nights can be tested.
public struct ZoneOffsets: Hashable, Sendable {
    public struct Change: Hashable, Sendable {
        /// From here on …
        public var from: Instant
        /// … local time is this many seconds east of Greenwich.
        public var offsetSeconds: Int64

        public init(from: Instant, offsetSeconds: Int64) {
            self.from = from
            self.offsetSeconds = offsetSeconds
        }
    }

    /// The offset before the first change.
    public var initialOffsetSeconds: Int64
    /// Ascending by `from`.
    public var changes: [Change]

    public init(initialOffsetSeconds: Int64, changes: [Change] = []) {
        self.initialOffsetSeconds = initialOffsetSeconds
        self.changes = changes.sorted { $0.from < $1.from }
    }

    public static let utc = ZoneOffsets(initialOffsetSeconds: 0)

    public func offsetSeconds(at instant: Instant) -> Int64 {
        changes.last { $0.from <= instant }?.offsetSeconds ?? initialOffsetSeconds
    }

    public func civil(_ instant: Instant) -> CivilTime {
        CivilTime(instant, offsetSeconds: offsetSeconds(at: instant))
    }
}
