import Cloud
import Desk

extension SkewReading {
    init(_ skew: ClockSkew) {
        self.init(
            offset: skew.offset, uncertainty: skew.uncertainty, widening: skew.guardSpan, measuredAt: skew.measuredAt)
    }
}
