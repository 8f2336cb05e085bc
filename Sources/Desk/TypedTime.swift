import Inbox
import Screen

/// Reads a time to come as agents type one: `14:30`, `45m`, `2h`, `3d`, `fri`, `fri 10:00`, `tomorrow 8:15`, `27 nov 9:00`,
/// `2026-11-27 9:00`. A day without a clock means nine in the morning; a clock without a day the next time it shows that.
struct TypedTime: Sendable {
    let words: Words
    let zone: ZoneOffsets
    let now: Instant

    /// Further away nothing is snoozed: it would be forgotten.
    static let longest = Span.hours(24 * 366)

    /// Nil when it is no time, one that is over, or one too far away.
    func instant(_ text: String) -> Instant? {
        let parts = text.lowercased().split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
        guard !parts.isEmpty, parts.count <= 4, let found = read(parts), found > now, found - now <= Self.longest else {
            return nil
        }
        return found
    }

    private func read(_ parts: [String]) -> Instant? {
        let today = zone.civil(now).dayNumber
        if parts.count == 1, let span = span(parts[0]) { return now + span }
        if parts.count == 1, let count = days(parts[0]) { return at(today + count, (SnoozeTimes.morningHour, 0)) }
        var rest = parts[...]
        let clock = rest.last.flatMap { self.clock($0) }
        if clock != nil { rest = rest.dropLast() }
        guard !rest.isEmpty else {
            guard let clock else { return nil }
            let next = at(today, clock)
            return next > now ? next : at(today + 1, clock)
        }
        guard let day = day(Array(rest), today: today) else { return nil }
        return at(day, clock ?? (SnoozeTimes.morningHour, 0))
    }

    private func at(_ day: Int64, _ clock: (hour: Int, minute: Int)) -> Instant {
        zone.instant(dayNumber: day, hour: clock.hour, minute: clock.minute)
    }

    /// `45m`, `2h`
    private func span(_ word: String) -> Span? {
        guard let unit = word.last, let count = number(word.dropLast()), count > 0 else { return nil }
        return unit == "m" ? .minutes(count) : unit == "h" ? .hours(count) : nil
    }

    /// `3d`
    private func days(_ word: String) -> Int64? {
        word.last == "d" ? number(word.dropLast()).flatMap { $0 > 0 ? $0 : nil } : nil
    }

    /// `9:00`, `14:30`, `14h30`
    private func clock(_ word: String) -> (hour: Int, minute: Int)? {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        let halves = parts.count == 2 ? parts : word.split(separator: "h", omittingEmptySubsequences: false)
        guard halves.count == 2, halves[1].utf8.count == 2, let hour = number(halves[0]),
            let minute = number(halves[1]),
            hour < 24, minute < 60
        else { return nil }
        return (Int(hour), Int(minute))
    }

    private func day(_ parts: [String], today: Int64) -> Int64? {
        switch parts.count {
        case 1:
            if let date = date(parts[0]) { return date }
            if begins(parts[0], words(.today).string) { return today }
            if begins(parts[0], words(.tomorrow).string) { return today + 1 }
            guard let weekday = (0..<7).first(where: { begins(parts[0], words.weekday($0)) }) else { return nil }
            let ahead = Int64(weekday) - Int64(zone.civil(now).weekday)
            return today + (ahead > 0 ? ahead : ahead + 7)
        case 2, 3:
            guard let day = number(parts[0][...]),
                let month = (1...12).first(where: { begins(parts[1], words.month($0)) })
            else { return nil }
            if parts.count == 3 { return number(parts[2][...]).flatMap { dayNumber($0, month, day) } }
            let year = zone.civil(now).year
            guard let next = dayNumber(year, month, day) else { return dayNumber(year + 1, month, day) }
            return next >= today ? next : dayNumber(year + 1, month, day)
        default: return nil
        }
    }

    /// `2026-11-27`
    private func date(_ word: String) -> Int64? {
        let parts = word.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let year = number(parts[0]), let month = number(parts[1]), let day = number(parts[2])
        else {
            return nil
        }
        return dayNumber(year, Int(month), day)
    }

    /// Nil for a day that month does not have.
    private func dayNumber(_ year: Int64, _ month: Int, _ day: Int64) -> Int64? {
        guard (1...12).contains(month), (1...31).contains(day), (1970...9999).contains(year) else { return nil }
        let number = CivilTime.dayNumber(year: year, month: month, day: Int(day))
        let civil = CivilTime(Instant(seconds: number * 86_400))
        return civil.month == month ? number : nil
    }

    /// The first three letters are enough of a name.
    private func begins(_ word: String, _ name: String) -> Bool {
        guard word.count >= 3 else { return false }
        let name = name.lowercased()
        return word.hasPrefix(name) || name.hasPrefix(word)
    }

    private func number(_ digits: Substring) -> Int64? {
        guard (1...4).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int64(digits)
    }
}
