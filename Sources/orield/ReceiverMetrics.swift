import Inbox
import Synchronization

/// What became of the calls so far, for `/metrics`.
final class ReceiverMetrics: Sendable {
    enum Outcome: String, CaseIterable {
        case verified
        case verificationRefused = "verification_refused"
        case unsigned
        case badSignature = "bad_signature"
        case empty
        case tooLarge = "too_large"
        case tooSlow = "too_slow"
        case broken
        case unwritten
    }

    private struct Counts {
        var refusals: [Outcome: Int] = [:]
        var accepted = 0
        var bytes = 0
        var lastAccepted: Instant?
        var writing = Span.zero
    }

    private let counts = Mutex(Counts())

    func count(_ outcome: Outcome) { counts.withLock { $0.refusals[outcome, default: 0] += 1 } }

    /// - Parameter took: from the header to the fsynced file.
    func countAccepted(bytes: Int, at time: Instant, took: Span) {
        counts.withLock {
            $0.accepted += 1
            $0.bytes += bytes
            $0.lastAccepted = time
            $0.writing = $0.writing + took
        }
    }

    /// A line for the log.
    var summary: String {
        counts.withLock { "\($0.accepted) webhooks accepted, \($0.refusals.values.reduce(0, +)) other calls" }
    }

    /// The text format of Prometheus.
    var exposition: String {
        let counts = counts.withLock { $0 }
        var lines = [
            "# HELP orield_webhooks_accepted_total Webhooks written to the spool and answered with 200.",
            "# TYPE orield_webhooks_accepted_total counter",
            "orield_webhooks_accepted_total \(counts.accepted)",
            "# HELP orield_webhook_bytes_total Bytes of accepted bodies.",
            "# TYPE orield_webhook_bytes_total counter",
            "orield_webhook_bytes_total \(counts.bytes)",
            "# HELP orield_webhook_seconds_total Seconds from header to fsynced file, over all accepted webhooks.",
            "# TYPE orield_webhook_seconds_total counter",
            "orield_webhook_seconds_total \(Double(counts.writing.milliseconds) / 1_000)",
            "# HELP orield_webhook_last_accepted_seconds When the newest webhook was accepted, 0 for never.",
            "# TYPE orield_webhook_last_accepted_seconds gauge",
            "orield_webhook_last_accepted_seconds \(counts.lastAccepted?.seconds ?? 0)",
            "# HELP orield_calls_total Other calls by what became of them.",
            "# TYPE orield_calls_total counter",
        ]
        lines += Outcome.allCases.map { "orield_calls_total{result=\"\($0.rawValue)\"} \(counts.refusals[$0] ?? 0)" }
        return lines.joined(separator: "\n") + "\n"
    }
}
