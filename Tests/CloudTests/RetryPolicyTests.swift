import Inbox
import Testing
import WhatsApp

@testable import Cloud

@Suite struct RetryPolicyTests {
    let policy = RetryPolicy()

    private func decide(
        _ code: Int?, attempts: Int = 1, http: Int = 400, notAfter: Span = .hours(1), hint: Span = .zero,
        random: Double = 0
    ) -> RetryPolicy.Decision {
        policy.decide(
            after: APIError(code: code), httpStatus: http, attempts: attempts, notAfter: noon + notAfter, now: noon,
            hint: hint, random: random)
    }

    @Test(arguments: [(1, 1), (2, 4), (3, 16), (4, 64)])
    func waitsFourToTheX(_ attempts: Int, _ seconds: Int64) {
        #expect(decide(131_056, attempts: attempts) == .again(at: noon + .seconds(seconds)))
    }

    @Test(arguments: [5, 6, 1_000_000, Int.max])
    func givesUpAfterFiveTries(_ attempts: Int) { #expect(decide(131_056, attempts: attempts) == .giveUp(.triesSpent)) }

    /// Attempts made, code, and whether there is another.
    @Test(arguments: [
        (1, 1, true), (2, 1, false), (2, 131_000, true), (3, 131_000, false), (4, 130_429, true), (4, 2, true),
        (4, 131_016, true), (4, 80_007, true),
    ])
    func someCodesGetFewerTries(_ attempts: Int, _ code: Int, _ isAgain: Bool) {
        #expect((decide(code, attempts: attempts) != .giveUp(.triesSpent)) == isAgain)
    }

    @Test(arguments: [131_047, 131_026, 131_049, 132_000, 132_001, 132_015, 100, 190, 368, 131_059, 506, 999_999, -5])
    func otherCodesAreNotTriedAgain(_ code: Int) { #expect(decide(code) == .giveUp(.notRetryable)) }

    @Test func withoutACodeOnlyTooManyRequestsIsTriedAgain() {
        #expect(decide(nil, http: 429) == .again(at: noon + .seconds(1)))
        for status in [400, 401, 404, 500, 503] { #expect(decide(nil, http: status) == .giveUp(.notRetryable)) }
    }

    @Test func someWaitAMinuteAtLeast() {
        #expect(decide(131_057) == .again(at: noon + .minutes(1)))
        #expect(decide(80_007, attempts: 4) == .again(at: noon + .seconds(64)))
        #expect(decide(4, hint: .minutes(7)) == .again(at: noon + .minutes(7)))
    }

    @Test func jitterOnlyLengthens() {
        #expect(decide(131_056, attempts: 2, random: 0.5) == .again(at: noon + Span(milliseconds: 4_500)))
        #expect(decide(131_056, attempts: 2, random: 99) == .again(at: noon + .seconds(5)))
        #expect(decide(131_056, attempts: 2, random: -1) == .again(at: noon + .seconds(4)))
        #expect(decide(131_056, attempts: 2, random: .nan) == .again(at: noon + .seconds(4)))
    }

    @Test func neverAtOrAfterTheDeadline() {
        #expect(decide(131_056, attempts: 2, notAfter: .seconds(4)) == .giveUp(.deadline))
        #expect(decide(131_056, attempts: 2, notAfter: Span(milliseconds: 4_001)) == .again(at: noon + .seconds(4)))
        #expect(decide(131_056, attempts: 2, notAfter: -.seconds(9)) == .giveUp(.deadline))
    }

    @Test(arguments: [(0, 1), (1, 1), (2, 4), (3, 16), (4, 60), (500, 60)])
    func theNetworkIsTriedForAsLongAsItIsAway(_ failures: Int, _ seconds: Int64) {
        #expect(policy.reconnect(after: failures, random: 0) == .seconds(seconds))
    }
}
