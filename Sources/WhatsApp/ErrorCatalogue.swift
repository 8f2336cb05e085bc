/// What is known about the platform's error codes: what each means, whether trying again can help, and what a person
/// at the desk should do (`whatsapp.md` §9.2).
public enum ErrorCatalogue {
    /// One code or a family of codes.
    public struct Entry: Hashable, Sendable {
        /// One code, or the range of a family.
        public var codes: ClosedRange<Int>
        /// A few words for a row or a banner.
        public var title: String
        /// What happened, in one sentence.
        public var meaning: String
        /// Whether the same request may be tried again.
        public var retry: RetryClass
        /// What to do, in one sentence to the agent.
        public var advice: String
    }

    /// Whether and when the same request may be tried again.
    public enum RetryClass: Hashable, Sendable, CaseIterable {
        /// The same request will fail again.
        case no
        /// Wait 4^X seconds between tries (`Limits.Rate`).
        case backOff
        /// Wait, then try once more only.
        case backOffOnce
        /// Wait minutes rather than seconds.
        case backOffMinutes
        /// Only after somebody changed something.
        case fix
        /// Only after hours or days.
        case later
        /// Start a listing from its first page.
        case restart
        /// Nothing to try again: a notice, or a result that carries errors of its own.
        case notApplicable

        /// Whether a program may try again by itself.
        public var isAutomatic: Bool {
            switch self {
            case .backOff, .backOffOnce, .backOffMinutes: true
            case .no, .fix, .later, .restart, .notApplicable: false
            }
        }
    }

    /// The entry of a code. A code nobody knows gets an entry that never retries and says so.
    public static func entry(for code: Int?) -> Entry {
        guard let code else { return unknown }
        // Exact rows stand before the families they belong to.
        if let entry = all.first(where: { $0.codes.contains(code) }) { return entry }
        var entry = unknown
        entry.codes = code...code
        entry.title = "Error \(code)"
        return entry
    }

    /// Every row, exact codes before families.
    public static let all: [Entry] = (general + messaging + templates + calling + administration)
        .sorted { $0.codes.count < $1.codes.count }

    private static let unknown = Entry(
        codes: -1 ... -1, title: "Unknown error",
        meaning: "The platform answered with an error that is not in the catalogue.", retry: .no,
        advice: "Read the platform's own words, and send again by hand if they allow it.")

    static func row(
        _ codes: ClosedRange<Int>, _ title: String, _ meaning: String, _ retry: RetryClass, _ advice: String
    ) -> Entry {
        Entry(codes: codes, title: title, meaning: meaning, retry: retry, advice: advice)
    }

    static func row(
        _ code: Int, _ title: String, _ meaning: String, _ retry: RetryClass, _ advice: String
    ) -> Entry {
        row(code...code, title, meaning, retry, advice)
    }
}
