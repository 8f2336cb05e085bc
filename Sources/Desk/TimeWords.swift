import Inbox
import Screen

/// Times and spans as the screen writes them: fixed widths, no locale machinery.
public struct TimeWords: Hashable, Sendable {
    /// Where the agent's clock hangs.
    public let zone: ZoneOffsets
    /// The moment everything is told by.
    public let now: Instant
    private let words: Words
    /// Seconds are told where they count; else nothing is finer than a minute.
    private let ticks: Bool

    /// The words for times at one moment, in one place.
    ///
    /// - Parameter ticks: whether seconds are told where they count; else nothing is finer than a minute.
    public init(zone: ZoneOffsets, now: Instant, words: Words = .english, ticks: Bool = true) {
        self.zone = zone
        self.now = now
        self.words = words
        self.ticks = ticks
    }

    /// `09:41`
    public func clock(_ instant: Instant) -> SafeText {
        let civil = zone.civil(instant)
        return "\(two(civil.hour)):\(two(civil.minute))"
    }

    /// `09:41:07`
    func clockWithSeconds(_ instant: Instant) -> SafeText {
        "\(clock(instant)):\(two(zone.civil(instant).second))"
    }

    /// `Sun 22 Nov`, with the year when it is not this one.
    public func day(_ instant: Instant) -> SafeText {
        let civil = zone.civil(instant)
        let text = "\(words.weekday(civil.weekday)) \(civil.day) \(words.month(civil.month))"
        let isThisYear = civil.year == zone.civil(now).year
        return SafeText(untrusted: isThisYear ? text : "\(text) \(civil.year)")
    }

    /// `09:41` today, `Sun 22 Nov` this year, `22 Nov 2025` before: at most eleven columns.
    func date(_ instant: Instant) -> SafeText {
        if isToday(instant) { return clock(instant) }
        let civil = zone.civil(instant)
        guard civil.year != zone.civil(now).year else { return day(instant) }
        return SafeText(untrusted: "\(civil.day) \(words.month(civil.month)) \(civil.year)")
    }

    /// A clock today, a day and a clock otherwise; seconds, because a window ends at a second.
    public func moment(_ instant: Instant) -> SafeText {
        isToday(instant) ? clockWithSeconds(instant) : "\(day(instant)) \(clock(instant))"
    }

    /// `14:30` today, `tomorrow 09:00`, `Mon 30 Nov 09:00`: when something is to happen.
    func appointment(_ instant: Instant) -> SafeText {
        let days = zone.civil(instant).dayNumber - zone.civil(now).dayNumber
        if days == 0 { return clock(instant) }
        return days == 1 ? "\(words(.tomorrow)) \(clock(instant))" : "\(day(instant)) \(clock(instant))"
    }

    /// `at 14:30` today, else as `appointment`: after a verb.
    func happens(_ instant: Instant) -> SafeText {
        isToday(instant) ? words(.atClock, clock(instant)) : appointment(instant)
    }

    /// How long until something, at most three columns: `5m`, `22h`, `3d`. Never finer than a minute, and rounded up: it is
    /// not here before its time.
    func until(_ instant: Instant) -> SafeText {
        let minutes = max(1, (instant - now + Span(milliseconds: 59_999)).wholeMinutes)
        if minutes < 60 { return "\(minutes)m" }
        let hours = (minutes + 59) / 60
        return hours < 48 ? "\(hours)h" : "\(min(99, (hours + 23) / 24))d"
    }

    func isToday(_ instant: Instant) -> Bool { zone.civil(instant).dayNumber == zone.civil(now).dayNumber }

    /// Time left, at most five columns: `23h`, `1h12`, `14m`, and under five minutes `04:31`. Rounded down: never more
    /// than there is.
    public func left(until: Instant) -> SafeText {
        let left = until - now
        let seconds = max(0, left.wholeSeconds)
        if ticks, left <= Model.secondsShownUnder { return "\(two(Int(seconds / 60))):\(two(Int(seconds % 60)))" }
        let minutes = seconds / 60
        if minutes == 0 { return left > .zero ? "<1m" : "0m" }
        if minutes < 60 { return "\(minutes)m" }
        if minutes < 120 { return "1h\(two(Int(minutes % 60)))" }
        return "\(minutes / 60)h"
    }

    /// How long ago, at most four columns: `12s`, `22m`, `9h`, `3d`.
    public func since(_ instant: Instant) -> SafeText {
        let seconds = max(0, (now - instant).wholeSeconds)
        if seconds < 60 { return ticks ? "\(seconds)s" : "<1m" }
        if seconds < 3_600 { return "\(seconds / 60)m" }
        if seconds < 172_800 { return "\(seconds / 3_600)h" }
        return "\(min(999, seconds / 86_400))d"
    }

    /// As `since`, but nothing finer than a minute: for columns that must not tick.
    public func wait(_ instant: Instant) -> SafeText {
        // Neither a stamp nor an arrival was told: nobody knows since when.
        if instant.milliseconds <= 0 { return words(.waitUnknown) }
        return (now - instant).wholeSeconds < 60 ? "<1m" : since(instant)
    }

    /// A length of time in words, never finer than needed: `40 s`, `4 min`, `3 h 20 min`, `2 d 5 h`.
    public func length(_ span: Span) -> SafeText {
        let seconds = max(0, span.wholeSeconds)
        let minutes = seconds / 60
        if seconds < 60 { return words(.spanSeconds, "\(seconds)") }
        if minutes < 60 { return words(.spanMinutes, "\(minutes)") }
        if minutes < 2_880 { return words(.spanHours, "\(minutes / 60)", "\(minutes % 60)") }
        return words(.spanDays, "\(minutes / 1_440)", "\(minutes % 1_440 / 60)")
    }

    private func two(_ number: Int) -> SafeText {
        SafeText(untrusted: number < 10 ? "0\(number)" : "\(number)")
    }
}
