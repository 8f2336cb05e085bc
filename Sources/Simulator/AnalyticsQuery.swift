import Inbox

/// A field with filters behind it: `analytics.start(1).end(2).granularity(DAY).phone_numbers([])` (`whatsapp.md` §7.8).
struct AnalyticsQuery {
    let name: String
    private var filters: [String: String] = [:]

    /// The fields of a list; a comma in brackets is no end of one.
    static func fields(_ text: String) -> [String] {
        var fields = [""]
        var depth = 0
        for character in text where character != " " {
            switch character {
            case "(", "[", "{": depth += 1
            case ")", "]", "}": depth -= 1
            default: break
            }
            if character == ",", depth == 0 { fields.append("") } else { fields[fields.count - 1].append(character) }
        }
        return fields.filter { !$0.isEmpty }
    }

    init(_ text: String) throws(SimError) {
        var parts = [""]
        var depth = 0
        for character in text {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character == ".", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        name = parts.removeFirst()
        for part in parts {
            guard let open = part.firstIndex(of: "("), part.hasSuffix(")") else {
                throw .invalidParameter("The filter \(part) of \(name) has no value.")
            }
            filters[String(part[..<open])] = String(part[part.index(after: open)...].dropLast())
        }
    }

    func value(_ name: String) -> String { filters[name] ?? "" }

    func list(_ name: String) -> [String] { Self.words(value(name)).map { $0.uppercased() } }

    /// `["1","2"]`, `[1,2]` or `1,2`.
    static func words(_ list: String) -> [String] { list.split { "[], \"'".contains($0) }.map(String.init) }

    func refuse(except known: Set<String>) throws(SimError) {
        guard let stranger = filters.keys.sorted().first(where: { !known.contains($0) }) else { return }
        throw .invalidParameter("\(name) has no filter \(stranger).")
    }

    // MARK: Time

    enum Granularity {
        case halfHour, day, month
    }

    /// The stretches that are counted by themselves.
    ///
    /// - Parameter words: what half an hour, a day and a month are called.
    func buckets(_ words: [String], at now: Instant, within span: Span) throws(SimError) -> [Range<Instant>] {
        let kinds: [Granularity] = [.halfHour, .day, .month]
        guard let place = words.firstIndex(of: value("granularity").uppercased()) else {
            throw .invalidParameter("Param granularity must be one of {\(words.joined(separator: ", "))}.")
        }
        return Self.buckets(of: try Self.span(filters["start"], filters["end"], at: now, within: span), kinds[place])
    }

    static func span(
        _ start: String?, _ end: String?, at now: Instant, within limit: Span
    ) throws(SimError) -> Range<Instant> {
        guard let start = Int64(start ?? ""), let end = Int64(end ?? ""), start < end, end <= 1 << 40 else {
            throw .invalidParameter("The parameters start and end must be Unix times, one after the other.")
        }
        let first = Instant(seconds: start)
        guard now - limit <= first else {
            throw .invalidParameter("Param start must be within the last \(limit.milliseconds / 86_400_000) days.")
        }
        return first..<min(Instant(seconds: end), max(now, first + .seconds(1)))
    }

    /// Whole half hours, days and months of UTC that hold some of it.
    static func buckets(of span: Range<Instant>, _ granularity: Granularity) -> [Range<Instant>] {
        var buckets: [Range<Instant>] = []
        var start = begin(of: span.lowerBound, granularity)
        while start < span.upperBound {
            let end = next(after: start, granularity)
            buckets.append(start..<end)
            start = end
        }
        return buckets
    }

    private static func begin(of time: Instant, _ granularity: Granularity) -> Instant {
        switch granularity {
        case .halfHour: return Instant(seconds: time.seconds.floorDivided(by: 1_800) * 1_800)
        case .day: return Instant(seconds: time.seconds.floorDivided(by: 86_400) * 86_400)
        case .month:
            let civil = CivilTime(time)
            return Instant(seconds: CivilTime.dayNumber(year: civil.year, month: civil.month, day: 1) * 86_400)
        }
    }

    private static func next(after start: Instant, _ granularity: Granularity) -> Instant {
        switch granularity {
        case .halfHour: return start + .seconds(1_800)
        case .day: return start + .hours(24)
        // A day of the month after, whatever the month's length.
        case .month: return begin(of: start + .hours(24 * 32), .month)
        }
    }
}
