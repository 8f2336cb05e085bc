import Screen
import WhatsApp

/// An error of the platform in our words.
public struct PlatformWords: Hashable, Sendable {
    /// A few words for a row or a banner.
    public let title: SafeText
    /// What happened, in one sentence.
    public let meaning: SafeText
    /// What to do, in one sentence to the agent.
    public let advice: SafeText
}

extension Words {
    /// What an error of the platform means and what to do about it; nil is one without a code.
    ///
    /// - Parameter isFinal: nothing is tried again by itself any more, and nothing waits in the outbox for a cure.
    public func platform(_ code: Int?, isFinal: Bool = false) -> PlatformWords {
        let text = platformText(code)
        let title = fill(text.title, code.map { ["\($0)"] } ?? [])
        return PlatformWords(
            title: title, meaning: fill(text.meaning, []),
            advice: isFinal ? finalAdvice(code) ?? fill(text.advice, []) : fill(text.advice, []))
    }

    /// Where the catalogue's advice speaks of what is still to come.
    private func finalAdvice(_ code: Int?) -> SafeText? {
        if code == 190 { return self(.adviceToken) }
        return platformText(code).advice.hasSuffix(PlatformText.triesAgain) ? self(.adviceAgain) : nil
    }

    private func platformText(_ code: Int?) -> PlatformText {
        switch language {
        case .english:
            code.map { PlatformText.english[ErrorCatalogue.entry(for: $0).codes] ?? PlatformText.unknown }
                ?? PlatformText.uncoded
        }
    }
}
