/// What an error of the platform is called, what it means and what to do, in one language: part of the catalogue.
struct PlatformText {
    /// The codes of its row in `ErrorCatalogue`.
    let codes: ClosedRange<Int>
    /// A few words for a row or a banner.
    let title: String
    /// What happened, in one sentence.
    let meaning: String
    /// What to do, in one sentence to the agent.
    let advice: String

    static let english: [ClosedRange<Int>: PlatformText] = Dictionary(
        uniqueKeysWithValues: (general + messaging + templates + calling + administration).map { ($0.codes, $0) })

    /// Any other code; `title` has a gap for it.
    static let unknown = row(
        -1, "Error {0}", "The platform answered with an error that is not in the catalogue.",
        "Read the platform's own words, and send again by hand if they allow it.")

    /// No code at all.
    static let uncoded = row(-1, "Unknown error", unknown.meaning, unknown.advice)

    /// How advice ends that promises a further try.
    static let triesAgain = "it is tried again by itself."

    static func row(_ codes: ClosedRange<Int>, _ title: String, _ meaning: String, _ advice: String) -> PlatformText {
        PlatformText(codes: codes, title: title, meaning: meaning, advice: advice)
    }

    static func row(_ code: Int, _ title: String, _ meaning: String, _ advice: String) -> PlatformText {
        row(code...code, title, meaning, advice)
    }
}
