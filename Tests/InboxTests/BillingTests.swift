import Testing

@testable import Inbox

/// What a send will be billed as (`whatsapp.md` §3.6), by the table and at its edges.
@Suite struct BillingTests {
    private static let after = Billing.serviceBilledSince
    private static let before = after - .seconds(1)

    private static func used(_ count: Int) -> ServiceAllowance { ServiceAllowance(used: count, since: after) }

    @Test(
        arguments: [
            (Billing.Kind.reaction, after, 5_000, Charge.free), (.service, before, nil, .free),
            (.service, before, 5_000, .free),
            (.service, after, nil, .unknown), (.service, after, 0, .allowance(left: 1_000)),
            (.service, after, 999, .allowance(left: 1)), (.service, after, 1_000, .billed("utility")),
            (.service, after, 1_001, .billed("utility")),
            (.template(category: "MARKETING"), before, 0, .billed("marketing")),
            (.template(category: "UTILITY"), before, 0, .free),
            (.template(category: "UTILITY"), after, 0, .billed("utility")),
            (.template(category: "AUTHENTICATION"), after, nil, .billed("authentication")),
            (.template(category: "NEW_ONE"), after, nil, .billed("new_one")),
        ] as [(Billing.Kind, Instant, Int?, Charge)])
    func inAnOpenWindow(kind: Billing.Kind, now: Instant, used: Int?, charge: Charge) {
        let window = ServiceWindow.open(until: now + .hours(3))
        #expect(Billing.charge(for: kind, window: window, allowance: used.map(Self.used), at: now) == charge)
    }

    @Test(arguments: [ServiceWindow.closed(since: after), .unknown])
    func aUtilityTemplateOutsideWasNeverFree(window: ServiceWindow) {
        let charge = Billing.charge(
            for: .template(category: "UTILITY"), window: window, allowance: nil, at: Self.before)
        #expect(charge == .billed("utility"))
    }

    /// From an advertisement everything is free, in the window or not, until the free entry point ends.
    @Test(
        arguments: [
            (Billing.Kind.service, 1, true), (.template(category: "MARKETING"), 1, true),
            (.template(category: "UTILITY"), 1, true), (.service, 0, false),
            (.template(category: "MARKETING"), 0, false),
        ] as [(Billing.Kind, Int64, Bool)])
    func whoCameByAnAdvertisementIsFree(kind: Billing.Kind, left: Int64, isFree: Bool) {
        let until = Self.after + .seconds(left)
        for window in [ServiceWindow.open(until: Self.after + .hours(1)), .closed(since: Self.after), .unknown] {
            let charge = Billing.charge(
                for: kind, window: window, allowance: Self.used(1_000), freeEntryUntil: until, at: Self.after)
            #expect((charge == .freeEntryPoint(until: until)) == isFree)
        }
    }

    @Test func aReactionIsFreeAnyway() {
        let until = Self.after + .hours(1)
        #expect(
            Billing.charge(for: .reaction, window: .unknown, allowance: nil, freeEntryUntil: until, at: Self.after)
                == .free)
    }

    @Test(arguments: [
        ("2026-11-24T09:41:07Z", 0, "2026-11-01T00:00:00Z"), ("2026-11-01T00:00:00Z", 0, "2026-11-01T00:00:00Z"),
        ("2026-10-31T23:59:59Z", 0, "2026-10-01T00:00:00Z"), ("2026-11-01T02:59:59Z", -10_800, "2026-10-01T03:00:00Z"),
        ("2026-11-01T03:00:00Z", -10_800, "2026-11-01T03:00:00Z"),
        ("2027-01-01T00:00:00Z", 3_600, "2026-12-31T23:00:00Z"),
    ])
    func aMonthBeginsOnTheWall(now: String, offset: Int64, start: String) throws {
        let zone = ZoneOffsets(initialOffsetSeconds: offset)
        let now = try #require(Instant(rfc3339: now))
        #expect(zone.startOfMonth(containing: now) == Instant(rfc3339: start))
    }

    @Test func aMonthBeginsByTheOffsetOfItsFirst() throws {
        let change = try #require(Instant(rfc3339: "2026-10-25T01:00:00Z"))
        let zone = ZoneOffsets(
            initialOffsetSeconds: 7_200, changes: [.init(from: change, offsetSeconds: 3_600)])
        let now = try #require(Instant(rfc3339: "2026-10-30T12:00:00Z"))
        #expect(zone.startOfMonth(containing: now) == Instant(rfc3339: "2026-09-30T22:00:00Z"))
    }
}

/// The platform's words for how many people may be written to first.
@Suite struct MessagingTierTests {
    @Test(arguments: [
        ("TIER_250", MessagingTier.people(250)), ("TIER_2K", .people(2_000)), ("TIER_100K", .people(100_000)),
        ("TIER_UNLIMITED", .unlimited), ("2000", .people(2_000)), ("TIER_", .other("TIER_")), ("", .other("")),
        ("TIER_99999999999999999999K", .other("TIER_99999999999999999999K")), ("TIER_-1", .other("TIER_-1")),
        ("GOLD", .other("GOLD")),
    ])
    func aWordIsANumberOrNone(word: String, tier: MessagingTier) { #expect(MessagingTier(word) == tier) }
}
