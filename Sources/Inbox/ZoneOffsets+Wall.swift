extension ZoneOffsets {
    /// When a clock on the wall shows a time of a day: the earlier moment when it shows it twice, and as long after the
    /// clocks are put forward as the time lies within what they skip when it never shows it.
    ///
    /// - Parameters:
    ///   - dayNumber: as `CivilTime.dayNumber`.
    ///   - hour: 0…23.
    ///   - minute: 0…59.
    public func instant(dayNumber: Int64, hour: Int, minute: Int = 0) -> Instant {
        let local = dayNumber.saturatingTimes(86_400).saturatingPlus(Int64(hour * 3_600 + minute * 60))
        // A day to either side: no zone is further from Greenwich than that.
        let before = offsetSeconds(at: Instant(seconds: local) - .hours(26))
        let after = offsetSeconds(at: Instant(seconds: local) + .hours(26))
        let possible = [before, after].map { (offset: $0, at: Instant(seconds: local.saturatingMinus($0))) }
        let right = possible.filter { offsetSeconds(at: $0.at) == $0.offset }.map(\.at)
        return right.min() ?? Instant(seconds: local.saturatingMinus(before))
    }
}
