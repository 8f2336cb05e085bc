import Inbox
import Screen
import WhatsApp

/// A failure in words an agent can act on: cause and cure from the catalogue, the platform's own details beside them.
struct FailureWords {
    let entry: ErrorCatalogue.Entry?
    /// `131026 Undeliverable`
    let short: SafeText
    let cause: SafeText
    let cure: SafeText
    let details: SafeText?

    init(_ failure: FailureNote, words: Words, policy: TextPolicy) {
        details = failure.details.map { SafeText(untrusted: $0, policy: policy, limit: 400).singleLine }
        guard let code = failure.code else {
            entry = nil
            short =
                words.refusalReason(failure.title)
                ?? SafeText(untrusted: failure.title, policy: policy, limit: 120).singleLine
            cause = short
            cure = words(.noCode)
            return
        }
        let entry = ErrorCatalogue.entry(for: code)
        self.entry = entry
        short = "\(code) \(untrusted: entry.title)"
        cause = SafeText(untrusted: entry.meaning)
        cure = SafeText(untrusted: entry.advice)
    }
}
