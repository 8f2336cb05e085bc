import Inbox
import Testing

@testable import Cloud

@Suite struct ClockSkewTests {
    private func skew(_ offset: Int64, give: Int64, at seconds: Int64 = 0) -> ClockSkew {
        ClockSkew(
            offset: Span(milliseconds: offset), uncertainty: Span(milliseconds: give),
            measuredAt: noon + .seconds(seconds))
    }

    @Test func oneMeasurementIsGoodToHalfASecondAndHalfTheExchange() {
        let measured = ClockSkew(
            date: noon, sentAt: noon + Span(milliseconds: 200), receivedAt: noon + Span(milliseconds: 500))
        // The platform's second began between 500 ms before and 800 ms after ours, so to speak: −500 … +800.
        #expect(
            measured
                == ClockSkew(
                    offset: Span(milliseconds: 150), uncertainty: Span(milliseconds: 650),
                    measuredAt: noon + Span(milliseconds: 500)))
    }

    @Test func aClockSetBackMeanwhileMeasuresNothing() {
        #expect(ClockSkew(date: noon, sentAt: noon, receivedAt: noon - .seconds(1)) == nil)
    }

    @Test func theMoreCertainStays() {
        let sharp = skew(400, give: 520)
        #expect(sharp.refined(by: skew(700, give: 900, at: 10)) == sharp)
        #expect(skew(700, give: 900).refined(by: skew(400, give: 520, at: 10)) == skew(400, give: 520, at: 10))
    }

    @Test func aContradictionMeansThatAClockWasSet() {
        let after = skew(60_000, give: 2_000, at: 10)
        #expect(skew(400, give: 520).refined(by: after) == after)
    }

    @Test func anOldEstimateGivesWay() {
        let later = skew(500, give: 900, at: 3_601)
        #expect(skew(400, give: 520).refined(by: later) == later)
    }

    @Test func guardsWidenOnlyByWhatCanBeSeen() {
        #expect(skew(400, give: 520).guardSpan == .zero)
        #expect(skew(-521, give: 520).guardSpan == Span(milliseconds: 521))
        #expect(skew(7_000, give: 520).guardSpan == .seconds(7))
    }
}
