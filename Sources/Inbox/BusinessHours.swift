/// When a team works: spans of each weekday by a clock on its wall, and holidays. Everything is counted in real time, so that a
/// night with an hour more or less has as much as it has.
public struct BusinessHours: Hashable, Sendable {
    /// A stretch that begins on a day, in minutes since its midnight; `from` < `to`. Over 1,440 it goes on past the next
    /// midnight and still is that day's: a night shift begun before a holiday is worked to its end.
    public struct Stretch: Hashable, Sendable {
        /// 0…1,439
        public var from: Int
        /// 1…2,880
        public var to: Int

        /// A stretch, as it is said of a day.
        public init(from: Int, to: Int) {
            self.from = from
            self.to = to
        }
    }

    /// A day on which nobody works.
    public enum Holiday: Hashable, Sendable {
        /// By `CivilTime.dayNumber`.
        case once(Int64)
        /// Every year.
        case yearly(month: Int, day: Int)
    }

    /// Seven lists, Monday first.
    public var days: [[Stretch]]
    /// Whole days.
    public var holidays: Set<Holiday>
    /// Whose clock it is.
    public var zone: ZoneOffsets

    /// Hours of a week; days that are missing are free.
    public init(days: [[Stretch]], holidays: Set<Holiday> = [], zone: ZoneOffsets) {
        self.days = (0..<7).map { $0 < days.count ? Self.merged(days[$0]) : [] }
        self.holidays = holidays
        self.zone = zone
    }

    /// What is said twice of a day is worked once.
    private static func merged(_ stretches: [Stretch]) -> [Stretch] {
        stretches.sorted { ($0.from, $0.to) < ($1.from, $1.to) }.reduce(into: []) { merged, next in
            if let last = merged.last, next.from <= last.to {
                merged[merged.count - 1].to = max(last.to, next.to)
            } else {
                merged.append(next)
            }
        }
    }

    /// No stretch is looked for further away than that.
    public static let horizon: Int64 = 400

    /// Whether somebody works at this moment; the end of a stretch is not in it.
    public func isOpen(at moment: Instant) -> Bool {
        let today = zone.civil(moment).dayNumber
        return (stretches(on: today - 1) + stretches(on: today)).contains { $0.from <= moment && moment < $0.to }
    }

    /// When work begins again, from a moment at which nobody works; nil when it does not within `horizon` days.
    public func opening(after moment: Instant) -> Instant? {
        let today = zone.civil(moment).dayNumber
        for day in today...(today + Self.horizon) {
            if let next = stretches(on: day).first(where: { $0.from > moment }) { return next.from }
        }
        return nil
    }

    /// How much working time lies between two moments; none when the second is not later. Of more than `horizon` days only
    /// the last ones count.
    public func elapsed(from start: Instant, to end: Instant) -> Span {
        guard start < end else { return .zero }
        let last = zone.civil(end).dayNumber
        var total = Span.zero
        // The night of the day before goes on into the first; where it meets the next day's first stretch, that is counted once.
        var counted = start
        for day in max(zone.civil(start).dayNumber - 1, last - Self.horizon)...last {
            for stretch in stretches(on: day) {
                let (from, to) = (max(stretch.from, counted), min(stretch.to, end))
                guard from < to else { continue }
                total = total + (to - from)
                counted = to
            }
        }
        return total
    }

    private func stretches(on day: Int64) -> [(from: Instant, to: Instant)] {
        let noon = CivilTime(Instant(seconds: day.saturatingTimes(86_400).saturatingPlus(43_200)))
        guard !holidays.contains(.once(day)), !holidays.contains(.yearly(month: noon.month, day: noon.day)) else {
            return []
        }
        return days[noon.weekday].map { (moment($0.from, of: day), moment($0.to, of: day)) }
    }

    private func moment(_ minute: Int, of day: Int64) -> Instant {
        let (day, minute) = minute < 1_440 ? (day, minute) : (day + 1, minute - 1_440)
        return zone.instant(dayNumber: day, hour: minute / 60, minute: minute % 60)
    }
}

/// How soon somebody who waits is to be answered.
public struct ServiceLevel: Hashable, Sendable {
    /// From their first message to our first answer.
    public var firstResponse: Span
    /// Only these count; nil counts every hour.
    public var hours: BusinessHours?

    /// A promise.
    public init(firstResponse: Span, hours: BusinessHours? = nil) {
        self.firstResponse = firstResponse
        self.hours = hours
    }

    /// How a promise stands.
    public enum Standing: Hashable, Sendable {
        /// So much is left of it.
        case left(Span)
        /// It was broken, so long ago; at its last moment by nothing.
        case late(Span)
    }

    /// How it stands for somebody who waits.
    public func standing(since: Instant, at now: Instant) -> Standing {
        let waited = hours.map { $0.elapsed(from: since, to: now) } ?? max(.zero, now - since)
        return waited >= firstResponse ? .late(waited - firstResponse) : .left(firstResponse - waited)
    }
}
