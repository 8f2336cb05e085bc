import Inbox

/// The times an agent snoozes to, by the clock on their wall.
struct SnoozeTimes: Hashable, Sendable {
    enum Kind: CaseIterable, Hashable, Sendable { case hour, beforeShut, evening, tomorrow, monday, theyWrite }

    struct Offer: Hashable, Sendable {
        var kind: Kind
        /// Nil waits for the customer.
        var until: Instant?
    }

    /// Soonest first; *until they write* last.
    let offers: [Offer]

    /// Time enough to write an answer before the window shuts.
    static let beforeShut = Span.minutes(30)
    /// When an evening and a working day begin, by the agent's clock.
    static let eveningHour = 18
    static let morningHour = 9

    /// - Parameter window: before whose end it can come back, as long as that is a while ahead.
    init(_ window: ServiceWindow, zone: ZoneOffsets, now: Instant) {
        let today = zone.civil(now)
        let tomorrow = today.dayNumber + 1
        // The Monday after today; tomorrow is told once.
        let monday = today.dayNumber + Int64(7 - today.weekday)
        var times: [Offer] = [Offer(kind: .hour, until: now + .hours(1))]
        if let shuts = window.until, !window.isClosed, shuts - Self.beforeShut - now >= Self.beforeShut {
            times.append(Offer(kind: .beforeShut, until: shuts - Self.beforeShut))
        }
        let evening = zone.instant(dayNumber: today.dayNumber, hour: Self.eveningHour)
        if evening - now >= .minutes(30) { times.append(Offer(kind: .evening, until: evening)) }
        times.append(Offer(kind: .tomorrow, until: zone.instant(dayNumber: tomorrow, hour: Self.morningHour)))
        if monday != tomorrow {
            times.append(Offer(kind: .monday, until: zone.instant(dayNumber: monday, hour: Self.morningHour)))
        }
        offers =
            times.sorted { ($0.until ?? Snooze.noEnd) < ($1.until ?? Snooze.noEnd) }
            + [Offer(kind: .theyWrite, until: nil)]
    }
}
