import Testing

@testable import Inbox

/// Whom the platform may be asked to block, and which numbers may be one.
@Suite struct BlockRuleTests {
    private static let now = Instant(seconds: 1_795_430_400)

    @Test(
        arguments: [
            (true, Address.phone("15557770101"), ServiceWindow.open(until: now), false, BlockRefusal?.none),
            (true, .bsuid("US.4821"), .critical(until: now), false, nil), (true, .phone("1"), .unknown, false, nil),
            (true, .phone("1"), .likely(until: now), false, nil),
            (true, .phone("1"), .disputed(until: now, refusedAt: now), false, nil),
            (true, .phone("1"), .closed(since: now), false, .silent(since: now)),
            (true, .phone("1"), nil, false, .silent(since: nil)),
            (true, .phone("1"), .open(until: now), true, .alreadyBlocked),
            (true, .bsuid("US.ENT.77"), .open(until: now), false, .parentID),
            (true, .group("g"), .open(until: now), false, .group),
            (true, nil, .open(until: now), false, .noAddress), (false, .phone("1"), .closed(since: now), true, nil),
            (false, .phone("1"), nil, false, nil), (false, .group("g"), nil, true, .group),
            (false, .bsuid("US.ENT.77"), nil, true, .parentID),
        ] as [(Bool, Address?, ServiceWindow?, Bool, BlockRefusal?)])
    func theRule(wish: Bool, address: Address?, window: ServiceWindow?, isBlocked: Bool, refusal: BlockRefusal?) {
        #expect(BlockRule.refusal(to: wish, address: address, window: window, isBlocked: isBlocked) == refusal)
    }

    @Test func nothingIsSentToWhomWeBlocked() {
        let start = Self.now - .hours(1)
        for isBlocked in [false, true] {
            let context = GateContext(
                window: WindowEvidence(trigger: start), address: .phone("1"), hasWritten: true, isBlocked: isBlocked)
            let verdict = SendGate().pass(
                .text(TextContent(body: "hi")), in: context, consents: Consents(triesAnyway: true), pass: .keyPress,
                at: Self.now)
            if case .failure(.blocked) = verdict { #expect(isBlocked) } else { #expect(!isBlocked) }
        }
    }

    @Test(arguments: [
        ("5511988880101", ["551188880101"]), ("551188880101", ["5511988880101"]), ("551130001234", []),
        ("5511930001234", []), ("525512345678", ["5215512345678"]), ("5215512345678", ["525512345678"]),
        ("5225512345678", []), ("541112345678", ["5491112345678"]), ("5491112345678", ["541112345678"]),
        ("549111234567", []), ("15557770101", []), ("", []), ("55", []), ("5511x88880101", []), ("٥٥١١٩٨٨٨٨٠١٠١", []),
    ])
    func aNumberHasTheVariantsOfItsCountry(digits: String, variants: [String]) {
        #expect(NumberVariants.of(digits) == Set(variants))
        for variant in variants { #expect(NumberVariants.of(variant) == [digits], "both ways") }
    }
}
