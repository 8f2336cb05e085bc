import Inbox
import Testing

private let trigger = Instant(milliseconds: 1_795_430_400_000)
private let end = trigger + .hours(24)
private let ana = Address.phone("5511988880101")
private let hello = Content.text(TextContent(body: "Yes, it is ready."))

private func context(
    _ window: WindowEvidence = WindowEvidence(trigger: trigger), address: Address? = ana, last: Address? = nil,
    optOut: GateContext.OptOut? = nil, hasWritten: Bool = true, hasOptIn: Bool = false, ownedUntil: Instant? = nil,
    skew: Span = .zero
) -> GateContext {
    GateContext(
        window: window, address: address, lastSentAddress: last, optOut: optOut, hasWritten: hasWritten,
        hasOptIn: hasOptIn, ownedElsewhereUntil: ownedUntil, clockSkew: skew)
}

private func code(_ verdict: Result<Permit, Refusal>) -> String {
    switch verdict {
    case .success(let permit): permit.isTry ? "try" : "pass"
    case .failure(let refusal): refusal.code
    }
}

@Suite("The send gate")
struct SendGateTests {
    private let gate = SendGate()

    @Test(
        "guards the end of the window in both passes",
        arguments: [
            (Permit.Pass.keyPress, Int64(10_001), Int64(0), "pass"), (.keyPress, 10_000, 0, "pass"),
            (.keyPress, 9_999, 0, "window_ending"), (.keyPress, 1, 0, "window_ending"),
            (.keyPress, 0, 0, "window_closed"),
            (.keyPress, -1, 0, "window_closed"), (.departure, 3_000, 0, "pass"),
            (.departure, 2_999, 0, "window_ending"),
            (.departure, 0, 0, "window_closed"), (.keyPress, 12_000, 2_000, "pass"),
            (.keyPress, 11_999, 2_000, "window_ending"), (.keyPress, 12_000, -2_000, "pass"),
            (.keyPress, 11_999, -2_000, "window_ending"), (.departure, 5_000, -2_000, "pass"),
            (.departure, 4_999, 2_000, "window_ending"), (.keyPress, 86_400_000, .min, "window_ending"),
        ])
    func guards(_ pass: Permit.Pass, _ left: Int64, _ skew: Int64, _ expected: String) {
        let verdict = gate.pass(
            hello, in: context(skew: Span(milliseconds: skew)), pass: pass, at: end - Span(milliseconds: left))
        #expect(code(verdict) == expected)
    }

    // MARK: Direct Send (`whatsapp.md` §4.9)

    struct Direct: Sendable {
        var body = "Your order was shipped."
        var context: GateContext
        var isOn = true
        var expected: String
    }

    private static let shut = WindowEvidence(trigger: trigger - .hours(30))

    @Test(
        "lets words leave without a template only where the account may, and to whom a business may write first",
        arguments: [
            Direct(context: context(shut), expected: "pass"),
            Direct(context: context(shut), isOn: false, expected: "direct_send_off"),
            Direct(context: context(WindowEvidence()), expected: "pass"),
            Direct(body: " \n", context: context(shut), expected: "blank"),
            Direct(body: String(repeating: "é", count: 1_024), context: context(shut), expected: "pass"),
            Direct(body: String(repeating: "é", count: 1_025), context: context(shut), expected: "too_long"),
            Direct(context: context(shut, optOut: .marketing), expected: "pass"),
            Direct(context: context(shut, optOut: .everything), expected: "opted_out"),
            Direct(context: context(shut, hasWritten: false), expected: "no_opt_in"),
            Direct(context: context(shut, hasWritten: false, hasOptIn: true), expected: "pass"),
            Direct(context: context(shut, address: .group("g")), expected: "not_for_groups"),
            Direct(context: context(shut, address: nil), expected: "no_address"),
            Direct(context: context(shut, last: .phone("5511900000000")), expected: "address_changed"),
        ])
    func direct(_ row: Direct) {
        let gate = SendGate(allowsDirectSend: row.isOn)
        for pass in [Permit.Pass.keyPress, .departure] {
            let verdict = gate.pass(.direct(DirectContent(body: row.body)), in: row.context, pass: pass, at: end)
            #expect(code(verdict) == row.expected)
        }
    }

    @Test("keeps the life of a direct message within the platform's", arguments: [(0, 30), (31, 31), (90_000, 43_200)])
    func directLife(_ given: Int, _ kept: Int) { #expect(DirectContent(body: "x", seconds: given).seconds == kept) }

    struct State: Sendable {
        var window: WindowEvidence
        var asked: String
        var tried: String
    }

    @Test(
        "allows a confirmed try only where the platform must be asked",
        arguments: [
            State(window: WindowEvidence(), asked: "window_unknown", tried: "try"),
            State(window: WindowEvidence(reaction: trigger), asked: "window_likely", tried: "try"),
            State(
                window: WindowEvidence(trigger: trigger, refusedAt: trigger + .seconds(5)), asked: "window_disputed",
                tried: "try"),
            State(
                window: WindowEvidence(trigger: trigger - .hours(24)), asked: "window_closed", tried: "window_closed"),
            State(
                window: WindowEvidence(listeningSince: trigger - .hours(24)), asked: "window_closed",
                tried: "window_closed"),
            State(window: WindowEvidence(trigger: trigger), asked: "pass", tried: "pass"),
            State(window: WindowEvidence(triedAt: trigger - .hours(1)), asked: "try", tried: "try"),
            State(
                window: WindowEvidence(refusedAt: trigger - .hours(1), triedAt: trigger - .hours(2)),
                asked: "window_unknown", tried: "try"),
            State(
                window: WindowEvidence(trigger: trigger - .hours(25), triedAt: trigger - .hours(1)),
                asked: "window_closed",
                tried: "window_closed"),
        ])
    func tries(_ state: State) {
        for pass in [Permit.Pass.keyPress, .departure] {
            let now = trigger + .seconds(60)
            #expect(code(gate.pass(hello, in: context(state.window), pass: pass, at: now)) == state.asked)
            let consents = Consents(triesAnyway: true)
            let tried = gate.pass(hello, in: context(state.window), consents: consents, pass: pass, at: now)
            #expect(code(tried) == state.tried)
            if case .failure(let refusal) = tried { #expect(!refusal.allowsTry) }
        }
    }

    @Test("a permit ends with the window and tells what was agreed")
    func permit() throws {
        let permit = try gate.pass(hello, in: context(), pass: .keyPress, at: trigger).get()
        #expect(permit.notAfter == end && permit.address == ana && permit.content == hello && !permit.isTry)
        #expect(permit.pass == .keyPress && permit.grantedAt == trigger)
        let blind = try gate.pass(
            hello, in: context(WindowEvidence()), consents: Consents(triesAnyway: true), pass: .departure, at: trigger
        ).get()
        #expect(blind.notAfter == nil && blind.isTry && blind.consents.triesAnyway)
    }

    struct Refused: Sendable {
        var name: String
        var content: Content = hello
        var context: GateContext
        var template: Template?
        var code: String
    }

    @Test(
        "refuses, each with its reason",
        arguments: [
            Refused(name: "no address", context: context(address: nil), code: "no_address"),
            Refused(name: "blank", content: text(" \n\t"), context: context(), code: "blank"),
            Refused(
                name: "invisible", content: text("\u{200B}\u{2060}\u{FE0F}"), context: context(), code: "blank"),
            Refused(name: "empty", content: text(""), context: context(), code: "blank"),
            Refused(
                name: "4096 scalars", content: text(String(repeating: "é", count: 4_096)), context: context(),
                code: "pass"),
            Refused(
                name: "one more", content: text(String(repeating: "é", count: 4_097)), context: context(),
                code: "too_long"),
            Refused(
                name: "clusters count by their scalars", content: text(String(repeating: "👍🏽", count: 2_049)),
                context: context(), code: "too_long"),
            Refused(name: "owned elsewhere", context: context(ownedUntil: end), code: "owned_elsewhere"),
            Refused(name: "owned elsewhere until before", context: context(ownedUntil: trigger), code: "pass"),
            Refused(name: "answer although opted out", context: context(optOut: .everything), code: "pass"),
            Refused(
                name: "address changed", context: context(last: .bsuid("BR.1")), code: "address_changed"),
            Refused(name: "same address", context: context(last: ana), code: "pass"),
            Refused(
                name: "template gone", content: slot(["1": "Ana", "2": "9"]), context: context(),
                code: "template_unusable"),
            Refused(
                name: "another template", content: slot(["1": "Ana", "2": "9"]), context: context(),
                template: Fixture.code, code: "template_unusable"),
            Refused(
                name: "paused", content: slot(["1": "Ana", "2": "9"]), context: context(),
                template: Fixture.slot(status: "PAUSED"), code: "template_unusable"),
            Refused(
                name: "missing value", content: slot(["1": "Ana"]), context: context(), template: Fixture.slot(),
                code: "parameters"),
            Refused(
                name: "line break", content: slot(["1": "Ana", "2": "9\n10"]), context: context(),
                template: Fixture.slot(), code: "parameters"),
            Refused(
                name: "reworded since", content: slot(["1": "Ana", "2": "9"]), context: context(),
                template: Fixture.slot(body: "Dear {{1}}, at {{2}}."), code: "template_unusable"),
            Refused(
                name: "closed window", content: slot(["1": "Ana", "2": "9"]), context: context(WindowEvidence()),
                template: Fixture.slot(), code: "pass"),
            Refused(
                name: "owned elsewhere, template", content: slot(["1": "Ana", "2": "9"]),
                context: context(ownedUntil: end), template: Fixture.slot(), code: "pass"),
            Refused(
                name: "opted out of everything", content: slot(["1": "Ana", "2": "9"]),
                context: context(optOut: .everything), template: Fixture.slot(), code: "opted_out"),
            Refused(
                name: "utility after stop", content: slot(["1": "Ana", "2": "9"]), context: context(optOut: .marketing),
                template: Fixture.slot(), code: "pass"),
            Refused(
                name: "became marketing after it was filled", content: slot(["1": "Ana", "2": "9"]),
                context: context(optOut: .marketing), template: Fixture.slot(category: "marketing"), code: "opted_out"),
            Refused(
                name: "no opt-in", content: slot(["1": "Ana", "2": "9"]), context: context(hasWritten: false),
                template: Fixture.slot(), code: "no_opt_in"),
            Refused(
                name: "opt-in", content: slot(["1": "Ana", "2": "9"]),
                context: context(hasWritten: false, hasOptIn: true), template: Fixture.slot(), code: "pass"),
            Refused(
                name: "code to a BSUID", content: Fixture.filledCode, context: context(address: .bsuid("BR.1")),
                template: Fixture.code, code: "authentication_needs_phone"),
            Refused(
                name: "code to a group", content: Fixture.filledCode, context: context(address: .group("Z3J")),
                template: Fixture.code, code: "authentication_needs_phone"),
            Refused(
                name: "code to a number", content: Fixture.filledCode, context: context(), template: Fixture.code,
                code: "pass"),
        ])
    func refusals(_ refused: Refused) {
        for pass in [Permit.Pass.keyPress, .departure] {
            let verdict = gate.pass(
                refused.content, in: refused.context, template: refused.template, pass: pass, at: trigger + .hours(1))
            #expect(code(verdict) == refused.code, "\(refused.name)")
        }
    }

    @Test(
        "nothing leaves from a number that the config does not list",
        arguments: [
            (nil, "900", "pass"), (["900"], "900", "pass"), (["900", "901"], "901", "pass"),
            (["901"], "900", "number_unlisted"), ([], "900", "number_unlisted"), (["901"], nil, "pass"),
        ] as [([String]?, String?, String)])
    func unlisted(_ listed: [String]?, _ number: String?, _ expected: String) {
        let gate = SendGate(numbers: listed.map { Set($0.map { NumberID($0) }) })
        var there = context()
        there.number = number.map { NumberID($0) }
        for pass in [Permit.Pass.keyPress, .departure] {
            for content in [hello, slot(["1": "Ana", "2": "9"])] {
                let verdict = gate.pass(content, in: there, template: Fixture.slot(), pass: pass, at: trigger)
                #expect(code(verdict) == expected)
            }
        }
        #expect(gate.standingRefusal(in: there)?.code ?? "pass" == expected)
        there.address = nil
        #expect(gate.standingRefusal(in: there)?.code == (expected == "pass" ? "no_address" : expected))
    }

    @Test("an opt-out from everything leaves nothing to try in the dark")
    func optOutUnknown() {
        let blind = context(WindowEvidence(), optOut: .everything)
        let verdict = gate.pass(hello, in: blind, consents: Consents(triesAnyway: true), pass: .keyPress, at: trigger)
        #expect(code(verdict) == "opted_out")
    }

    @Test("only what a template would cure asks for one")
    func needsTemplate() {
        let shut: [Refusal] = [
            .windowClosed(since: end), .windowEnding(until: end), .windowUnknown, .windowLikely(until: end),
            .windowDisputed(until: end, refusedAt: trigger), .ownedElsewhere(until: end), .expired(notAfter: end),
        ]
        #expect(shut.filter { !$0.needsTemplate } == [])
        let others: [Refusal] = [
            .optedOut(.marketing), .noOptIn, .blank, .tooLong(count: 2, limit: 1), .noAddress,
            .templateUnusable(.component("CAROUSEL")), .parameters([]), .authenticationNeedsPhone,
            .addressChanged(from: ana, to: .bsuid("BR.1")), .numberUnlisted(NumberID("900")),
        ]
        #expect(others.filter { $0.needsTemplate } == [])
        #expect(Set((shut + others).map(\.code)).count == shut.count + others.count)
    }

    private func item(_ consents: Consents = Consents(), to address: Address = ana, notAfter: Instant = end)
        -> OutboxItem
    {
        OutboxItem(
            id: "0f", number: NumberID("700111222333444"), address: address, content: hello, consents: consents,
            actor: "carla", enqueuedAt: trigger, dueAt: trigger, notAfter: notAfter)
    }

    @Test("the second pass sends nowhere but where the agent saw it go")
    func departureAddress() {
        let now = trigger + .minutes(1)
        #expect(code(gate.departure(of: item(), in: context(), at: now)) == "pass")
        let moved = context(address: .bsuid("BR.1"))
        #expect(code(gate.departure(of: item(), in: moved, at: now)) == "address_changed")
        let confirmed = item(Consents(confirmsAddress: true))
        #expect(code(gate.departure(of: confirmed, in: moved, at: now)) == "address_changed")
        #expect(code(gate.departure(of: confirmed, in: context(last: .bsuid("BR.1")), at: now)) == "pass")
    }

    @Test("the second pass respects the row's deadline", arguments: [(1, "pass"), (0, "expired"), (-1, "expired")])
    func deadline(_ left: Int64, _ expected: String) {
        let now = trigger + .hours(2)
        #expect(
            code(gate.departure(of: item(notAfter: now + Span(milliseconds: left)), in: context(), at: now)) == expected
        )
    }

    @Test(
        "undo takes no time in the last minute and never loses the window",
        arguments: [
            (Int64(5_000), Int64(3_600_000), Int64(5_000)), (5_000, 60_001, 5_000), (5_000, 60_000, 0), (5_000, 1, 0),
            (5_000, 0, 5_000), (90_000, 61_000, 51_000), (0, 61_000, 0), (-5, 3_600_000, 0),
        ])
    func undo(_ configured: Int64, _ left: Int64, _ delay: Int64) {
        let now = end - Span(milliseconds: left)
        let window = ServiceWindow(WindowEvidence(trigger: trigger), at: now)
        let undo = OutboxItem.undoDelay(Span(milliseconds: configured), window: window, at: now)
        #expect(undo == Span(milliseconds: delay))
    }
}

private func text(_ body: String) -> Content { .text(TextContent(body: body)) }

private func slot(_ values: [String: String]) -> Content {
    let keyed = Dictionary(uniqueKeysWithValues: values.map { (ParameterKey(.body, $0.key), $0.value) })
    return .template(TemplateForm(template: Fixture.slot(), values: keyed).content)
}
