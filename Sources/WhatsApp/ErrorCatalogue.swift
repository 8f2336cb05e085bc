/// What is known about the platform's error codes: which there are, and whether trying again can help (`whatsapp.md`
/// §9.2). What each is called, what it means and what a person at the desk should do is in the catalogue of words
/// (`Desk.Words`), by the codes of its row here.
public enum ErrorCatalogue {
    /// One code or a family of codes.
    public struct Entry: Hashable, Sendable {
        /// One code, or the range of a family.
        public var codes: ClosedRange<Int>
        /// Whether the same request may be tried again.
        public var retry: RetryClass
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

    /// The entry of a code. A code nobody knows gets an entry of its own that never retries.
    public static func entry(for code: Int?) -> Entry {
        guard let code else { return unknown }
        // Exact rows stand before the families they belong to.
        if let entry = all.first(where: { $0.codes.contains(code) }) { return entry }
        return Entry(codes: code...code, retry: .no)
    }

    /// Every row, exact codes before families.
    public static let all: [Entry] = (general + messaging + templates + calling + administration)
        .sorted { $0.codes.count < $1.codes.count }

    private static let unknown = Entry(codes: -1 ... -1, retry: .no)

    static func row(_ codes: ClosedRange<Int>, _ retry: RetryClass) -> Entry { Entry(codes: codes, retry: retry) }

    static func row(_ code: Int, _ retry: RetryClass) -> Entry { row(code...code, retry) }
}
