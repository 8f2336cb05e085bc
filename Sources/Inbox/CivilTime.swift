/// A calendar day and a time of day, without a zone: what a clock on the wall shows.
public struct CivilTime: Hashable, Sendable {
    /// Of the proleptic Gregorian calendar; zero and less before the common era.
    public var year: Int64
    /// 1…12
    public var month: Int
    /// 1…31
    public var day: Int
    /// 0…23
    public var hour: Int
    /// 0…59
    public var minute: Int
    /// 0…59
    public var second: Int
    /// 0…999
    public var millisecond: Int

    /// Days since 1970-01-01; two times are on the same day when these are equal.
    public var dayNumber: Int64

    /// 0 = Monday … 6 = Sunday
    public var weekday: Int { Int((dayNumber + 3).floorRemainder(by: 7)) }

    /// What a clock `offset` seconds east of Greenwich shows at `instant`.
    public init(_ instant: Instant, offsetSeconds offset: Int64 = 0) {
        let local = (instant + .seconds(offset)).milliseconds
        dayNumber = local.floorDivided(by: 86_400_000)
        let rest = Int(local.floorRemainder(by: 86_400_000))
        hour = rest / 3_600_000
        minute = rest / 60_000 % 60
        second = rest / 1_000 % 60
        millisecond = rest % 1_000
        // Civil date from a day number, counting years from March so that the leap day is the last of its year.
        let shifted = dayNumber + 719_468
        let era = shifted.floorDivided(by: 146_097)
        let dayOfEra = shifted.floorRemainder(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
        month = Int(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01 of a proleptic Gregorian date; `month` 1…12.
    public static func dayNumber(year: Int64, month: Int, day: Int) -> Int64 {
        let y = month <= 2 ? year - 1 : year
        let era = y.floorDivided(by: 400)
        let yearOfEra = y - era * 400
        let monthFromMarch = Int64(month > 2 ? month - 3 : month + 9)
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + Int64(day) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
