import Cloud
import Inbox
import WhatsApp

/// What follows from a transfer that failed. Nothing that is not about the file itself uses up one of its attempts: a
/// network that is down for an hour must not cost a customer's photograph, which is there for seven days.
struct MediaRetry: Sendable {
    /// Attempts that count, the first included.
    static let attempts = 5
    /// Between tries when nothing is wrong with the file.
    static let patience = Span.seconds(60)

    /// Attempts that counted before this one.
    var attempts: Int
    var now: Instant
    /// A fresh number in 0..<1, so that many files do not come back at once.
    var random: Double

    func outcome(of failure: GraphFailure) -> MediaOutcome {
        switch failure {
        case .token: waits(FailureNote(code: nil, title: failure.code))
        case .transport(let transport): outcome(of: transport.reason, failure)
        case .refused(let error, _): outcome(of: error)
        // The address of a file ran out, or a gateway spoke: it is looked up again.
        case .unreadable: counts(FailureNote(code: nil, title: "\(failure.code)_\(Self.status(failure))"))
        case .foreignHost(let host): .failed(FailureNote(code: nil, title: failure.code, details: host))
        case .badIdentifier, .tooManyPages, .pagingLoops: .failed(FailureNote(code: nil, title: failure.code))
        }
    }

    func outcome(of error: MediaShelfError) -> MediaOutcome {
        let note = FailureNote(code: nil, title: error.code)
        return error == .wrongHash ? counts(note) : waits(note)
    }

    private func outcome(of reason: TransportFailure.Reason, _ failure: GraphFailure) -> MediaOutcome {
        switch reason {
        case .cancelled: .putBack
        case .tooLong: .failed(FailureNote(code: nil, title: "media_longer_than_told"))
        case .unwritable: waits(FailureNote(code: nil, title: "media_unwritable"))
        default: waits(FailureNote(code: nil, title: failure.code))
        }
    }

    private func outcome(of error: APIError) -> MediaOutcome {
        let note = FailureNote(
            code: error.code, title: error.title ?? error.message ?? "failed", details: error.details)
        guard let code = error.code else { return counts(note) }
        // 190 and 0: the token, not the file.
        if code == 190 || code == 0 { return waits(note) }
        switch error.entry.retry {
        case .backOff, .backOffOnce, .backOffMinutes: return waits(note)
        case .no, .fix, .later, .restart, .notApplicable: return counts(note)
        }
    }

    private func waits(_ note: FailureNote) -> MediaOutcome {
        .again(note, at: now + stretched(Self.patience), counts: false)
    }

    private func counts(_ note: FailureNote) -> MediaOutcome {
        guard attempts + 1 < Self.attempts else { return .failed(note) }
        var wait = Span.seconds(1)
        for _ in 0...attempts { wait = wait * Limits.Rate.backOffBase }
        return .again(note, at: now + stretched(wait), counts: true)
    }

    private func stretched(_ wait: Span) -> Span {
        wait + Span(milliseconds: Int64(Double(wait.milliseconds) * max(0, min(random, 1)) / 4))
    }

    private static func status(_ failure: GraphFailure) -> Int {
        if case .unreadable(let status) = failure { status } else { 0 }
    }
}
