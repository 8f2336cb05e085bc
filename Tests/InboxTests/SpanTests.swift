import Inbox
import Testing

@Suite("Time arithmetic")
struct SpanTests {
    @Test("saturates instead of trapping", arguments: [Int64.max, .min, .min + 1])
    func saturates(_ extreme: Int64) {
        let span = Span(milliseconds: extreme)
        let instant = Instant(milliseconds: extreme)
        #expect((instant + span).milliseconds == (extreme > 0 ? .max : .min))
        #expect((instant - instant) == .zero)
        #expect((span * 2).milliseconds == (extreme > 0 ? .max : .min))
        #expect(span.magnitude >= .zero)
        #expect(Instant(milliseconds: 0) - Instant(milliseconds: .min) == Span(milliseconds: .max))
        #expect(!instant.rfc3339.isEmpty)
        #expect((0...6).contains(CivilTime(instant, offsetSeconds: extreme).weekday))
        #expect(Span.hours(extreme).milliseconds == (extreme > 0 ? .max : .min))
        #expect(Instant(seconds: extreme).milliseconds.magnitude > 9_000_000_000_000_000_000)
    }

    @Test("rounds down, also before 1970", arguments: [(-1, -1), (-1_000, -1), (-1_001, -2), (999, 0), (1_000, 1)])
    func floors(_ milliseconds: Int64, _ seconds: Int64) {
        #expect(Instant(milliseconds: milliseconds).seconds == seconds)
        #expect(Span(milliseconds: milliseconds).wholeSeconds == seconds)
    }
}
