import Inbox
import Screen

/// A failure in words an agent can act on: cause and cure from the catalogue, the platform's own details beside them.
struct FailureWords {
    /// `131026 Undeliverable`
    let short: SafeText
    /// `Undeliverable`, where the code stands beside it.
    let title: SafeText
    let cause: SafeText
    let cure: SafeText
    let details: SafeText?

    /// - Parameter isFinal: nothing is tried again by itself any more.
    init(_ failure: FailureNote, words: Words, policy: TextPolicy, isFinal: Bool = false) {
        details = failure.details.map { SafeText(untrusted: $0, policy: policy, limit: 400).singleLine }
        guard let code = failure.code else {
            short =
                words.stopReason(failure.title)
                ?? SafeText(untrusted: failure.title, policy: policy, limit: 120).singleLine
            title = short
            cause = short
            cure = words(.noCode)
            return
        }
        let known = words.platform(code, isFinal: isFinal)
        short = "\(code) \(known.title)"
        title = known.title
        cause = known.meaning
        cure = known.advice
    }
}
