import Desk
import Foundation
import Inbox
import TOMLKit

/// `[hours]` and `[sla]`: when a team works, and how soon it answers.
extension Config {
    private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    private static let spanExpected = "spans of a day, as in \"09:00-12:00, 13:00-18:00\""

    mutating func readHours(_ file: ConfigFile) throws(ConfigError) {
        if let table = try file.table("sla", of: ["first_response"]), let value = table["first_response"] {
            let text = try file.string(value, ["sla", "first_response"])
            guard let span = Self.span(text) else {
                throw file.badValue(["sla", "first_response"], text, "minutes, hours or days, as in 15m, 2h or 1d")
            }
            firstResponse = span
        }
        guard let table = try file.table("hours", of: ["timezone", "weekdays", "holidays"] + Self.weekdays) else {
            return
        }
        if let value = table["timezone"] {
            let zone = try file.string(value, ["hours", "timezone"])
            guard TimeZone(identifier: zone) != nil else {
                throw file.badValue(
                    ["hours", "timezone"], zone, "a zone such as “America/Sao_Paulo” or “UTC”",
                    among: TimeZone.knownTimeZoneIdentifiers)
            }
            hoursZone = zone
        }
        // The zone's offsets depend on the time, which is known later.
        var hours = BusinessHours(days: [], zone: .utc)
        for (index, day) in Self.weekdays.enumerated() {
            let name = table[day] != nil ? day : index < 5 ? "weekdays" : day
            guard let value = table[name] else { continue }
            try Self.add(try file.string(value, ["hours", name]), of: name, to: &hours, on: index, file)
        }
        hours = BusinessHours(days: hours.days, zone: .utc)
        if let texts = try file.texts(
            table, ["hours", "holidays"], expected: "a list of days, as in [\"2026-12-24\", \"12-25\"]")
        {
            for text in texts {
                guard let holiday = Self.holiday(text) else {
                    throw file.badValue(["hours", "holidays"], text, "days, as in 2026-12-24, or 12-25 for every year")
                }
                hours.holidays.insert(holiday)
            }
        }
        self.hours = hours
    }

    /// What an inbox goes by, in the zone the hours are in.
    func officeSettings(_ settings: inout Settings, at now: Instant) {
        if var hours {
            hours.zone =
                (hoursZone ?? timezone).flatMap { TimeZone(identifier: $0) }
                .map { ZoneOffsets($0, around: now) } ?? settings.zone
            settings.hours = hours
        }
        settings.serviceLevel = firstResponse.map { ServiceLevel(firstResponse: $0, hours: settings.hours) }
    }

    /// `09:00-12:00, 13:00-18:00`; one that ends when it begins or before goes on past midnight.
    private static func add(
        _ text: String, of name: String, to hours: inout BusinessHours, on day: Int, _ file: ConfigFile
    ) throws(ConfigError) {
        for part in text.split(separator: ",") {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { minute($0) }
            guard ends.count == 2, let from = ends[0], let to = ends[1], from < 1_440 else {
                throw file.badValue(["hours", name], text, spanExpected)
            }
            hours.days[day].append(BusinessHours.Stretch(from: from, to: to <= from ? to + 1_440 : to))
        }
    }

    /// `09:00` to `24:00`
    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map {
            $0.filter { $0 != " " }
        }
        guard parts.count == 2, parts.allSatisfy({ (1...2).contains($0.count) && $0.allSatisfy(\.isWholeNumber) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= 1_440
        else { return nil }
        return hour * 60 + minute
    }

    private static func holiday(_ text: String) -> BusinessHours.Holiday? {
        let numbers = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2 || numbers.count == 3, !numbers.contains(nil) else { return nil }
        let parts = numbers.compactMap(\.self)
        let (month, day) = (parts[parts.count - 2], parts[parts.count - 1])
        // A leap year has every day there is.
        let year = parts.count == 3 ? Int64(parts[0]) : 2_028
        guard (1...12).contains(month), (1...31).contains(day), (1_970...9_999).contains(year) else { return nil }
        let number = CivilTime.dayNumber(year: year, month: month, day: day)
        let civil = CivilTime(Instant(seconds: number * 86_400))
        guard civil.month == month, civil.day == day else { return nil }
        return parts.count == 3 ? .once(number) : .yearly(month: month, day: day)
    }

    /// `15m`, `2h`, `1d`: at least a minute, at most thirty days.
    private static func span(_ text: String) -> Span? {
        guard let unit = text.last, let count = Int64(text.dropLast()), text.first?.isNumber == true,
            let minutes = ["m": Int64(1), "h": 60, "d": 1_440][unit],
            (1...43_200).contains(count.multipliedReportingOverflow(by: minutes).0)
        else { return nil }
        return .minutes(count * minutes)
    }
}
