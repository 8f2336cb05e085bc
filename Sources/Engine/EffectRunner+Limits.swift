import Cloud
import Desk
import Inbox
import Store
import WhatsApp

/// Limits and money before they bite: what was used of each, by our own records and by what the platform told.
extension EffectRunner {
    func limits() throws -> LimitsReport {
        let store = services.store
        let now = services.clock()
        let departures = try store.departures(since: now - Throttle.lookBack)
        let numbers = try number.map { [$0] } ?? store.numbers()
        if let client = services.client {
            standings.refresh(numbers, client: client, at: now) { [mailbox] in mailbox.post(.storeChanged([])) }
        }
        let told = standings.told
        let month = services.zone.startOfMonth(containing: now)
        var report = LimitsReport(
            departed: departures.count, perHour: WhatsApp.Limits.Rate.callsPerHour,
            peopleWrittenFirst: try store.peopleWrittenFirst(since: now - .hours(24)))
        let tier = try store.toldTier()
        report.numbers = try numbers.map { number in
            // Without a token the webhooks are all that tells.
            let standing = told[number] ?? tier.map { LimitsReport.Standing(tier: $0, quality: nil) }
            return LimitsReport.Number(
                id: number, standing: standing,
                lastSecond: departures.count { $0.number == number && now - $0.at < .seconds(1) },
                allowance: try store.serviceAllowance(of: number, since: month))
        }
        report.pairs = pairs(departures, at: now)
        report.meters = (services.client?.usage.meters ?? []).map {
            LimitsReport.Meter(owner: $0.owner, kind: $0.kind, percent: $0.percent, regainedAfter: $0.regainedAfter)
        }
        return report
    }

    /// The conversations that owe the most, the longest wait first.
    private func pairs(_ departures: [Store.Departure], at now: Instant) -> [LimitsReport.Pair] {
        let throttle = Self.throttle(departures, at: now)
        let pairs = Set(departures.map { Cloud.Pair(number: $0.number, address: $0.address) })
        return pairs.compactMap { pair in
            throttle.standing(of: pair).map { LimitsReport.Pair(address: pair.address, standing: $0) }
        }.filter { $0.standing.isNear || $0.standing.heldUntil != nil }
            .sorted { a, b in
                (b.standing.heldUntil ?? now, b.standing.sent, b.address.value)
                    < (a.standing.heldUntil ?? now, a.standing.sent, a.address.value)
            }.prefix(10).map { $0 }
    }

    /// How near a conversation is to its pair limit; nil while it owes nothing.
    func pair(_ row: ThreadRow) throws -> PairStanding? {
        guard let address = row.address else { return nil }
        let now = services.clock()
        let span = Span.seconds(WhatsApp.Limits.Rate.pairInterval * Int64(WhatsApp.Limits.Rate.pairBurst))
        let departures = try services.store.departures(since: now - span)
        guard !departures.isEmpty else { return nil }
        return Self.throttle(departures, at: now).standing(of: Cloud.Pair(number: row.key.number, address: address))
    }

    private static func throttle(_ departures: [Store.Departure], at now: Instant) -> Throttle {
        Throttle(
            departures.map { Throttle.Departure(Cloud.Pair(number: $0.number, address: $0.address), at: $0.at) },
            now: now)
    }

    /// The month's free messages of the number a conversation is with.
    func allowance(of number: NumberID) throws -> ServiceAllowance {
        try services.store.serviceAllowance(
            of: number, since: services.zone.startOfMonth(containing: services.clock()))
    }

    /// Ours, as the config names them and as the webhooks write them.
    func ownNumbers() throws -> [OwnNumber] {
        let named = services.numbers
        return try services.store.displayNumbers().map { id, display in
            let known = named.first { $0.id == id }
            let shown = known?.display ?? ""
            return OwnNumber(id: id, name: known?.name ?? "", display: shown.isEmpty ? display ?? "" : shown)
        }
    }
}
