/// Durations of the same thing done many times.
struct Samples {
    private(set) var milliseconds: [Double] = []

    /// Does it once, and notes how long that took.
    mutating func measure<Result>(_ body: () throws -> Result) rethrows -> Result {
        let start = ContinuousClock.now
        defer { milliseconds.append(Samples.milliseconds(since: start)) }
        return try body()
    }

    mutating func add(_ duration: Double) { milliseconds.append(duration) }

    /// The value below which `share` (0…1) of the samples lie; nil without samples.
    func percentile(_ share: Double) -> Double? {
        guard !milliseconds.isEmpty else { return nil }
        let sorted = milliseconds.sorted()
        return sorted[min(sorted.count - 1, Int((Double(sorted.count) * share).rounded(.down)))]
    }

    /// `p50 / p99` in milliseconds.
    var summary: String {
        guard let middle = percentile(0.5), let high = percentile(0.99) else { return "–" }
        return "\(Samples.short(middle)) / \(Samples.short(high))"
    }

    static func milliseconds(since start: ContinuousClock.Instant) -> Double {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return Double(seconds) * 1_000 + Double(attoseconds) / 1e15
    }

    /// Three digits that count.
    static func short(_ value: Double) -> String {
        let scale: Double = value < 1 ? 1_000 : value < 10 ? 100 : value < 100 ? 10 : 1
        let rounded = (value * scale).rounded() / scale
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}
