/// Why a message did not get through, as the platform or the gate said it.
public struct FailureNote: Hashable, Sendable {
    /// The platform's error code (`whatsapp.md` §9.2); nil when the refusal is our own.
    public var code: Int?
    /// The platform's title or message, untrusted text; our own refusal's code otherwise.
    public var title: String
    /// `error_data.details`, untrusted.
    public var details: String?

    /// A failure as it was told; `code` is nil for a refusal of our own.
    public init(code: Int?, title: String, details: String? = nil) {
        self.code = code
        self.title = title
        self.details = details
    }

    /// A total order, so that of several failures told for one message the same one stays whatever the order of
    /// reading.
    func precedes(_ other: FailureNote, at: Instant, otherAt: Instant) -> Bool {
        if at != otherAt { return at < otherAt }
        if code != other.code { return (code ?? .min) < (other.code ?? .min) }
        return title == other.title ? (details ?? "") < (other.details ?? "") : title < other.title
    }
}
