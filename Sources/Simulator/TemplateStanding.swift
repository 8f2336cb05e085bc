import Inbox

/// How people take one template. The platform tells that a template's quality falls as people block or report it, and that
/// at `RED` it is paused for 3 h, then 6 h, then disabled (`whatsapp.md` §6.4); its thresholds it keeps, so these are ours.
struct TemplateStanding: Hashable, Sendable {
    /// How long a complaint counts.
    static let memory = Span.hours(7 * 24)

    private var deliveries: [Instant] = []
    private var complaints: [Instant] = []
    /// How often it was paused.
    var pauses = 0
    /// When the pause that runs now ends by itself.
    var pausedUntil: Instant?
    /// Nil while what is sent leaves at once.
    var pacing: Pacing?
    /// When it was edited while it was approved, oldest first.
    var edits: [Instant] = []
    /// From when on the path of marketing knows its last edit.
    var syncedAt: Instant?

    /// Part of a campaign waits until it is known how people take it (`whatsapp.md` §6.4).
    struct Pacing: Hashable, Sendable {
        var isGood: Bool
        var endsAt: Instant
        var held: [Held]
    }

    /// A message that waits.
    struct Held: Hashable, Sendable {
        var wamid: String
        var person: Int
        /// What it fails with once it is let go; nil when nothing is in its way.
        var failure: SimError?
    }

    mutating func deliver(at time: Instant) { deliveries.append(time) }

    mutating func complain(at time: Instant) { complaints.append(time) }

    /// How often it arrived, and was complained of, between two times, the first included; what a pause forgave is gone.
    func counts(in span: Range<Instant>) -> (sent: Int, blocked: Int) {
        (deliveries.count(where: span.contains), complaints.count(where: span.contains))
    }

    /// What was said is forgiven with a pause.
    mutating func startAnew() { (deliveries, complaints) = ([], []) }

    /// `RED` from four complaints on that are a tenth of the deliveries, `YELLOW` from two that are a twentieth.
    mutating func quality(at time: Instant) -> String {
        deliveries.removeAll { $0 + Self.memory <= time }
        complaints.removeAll { $0 + Self.memory <= time }
        if complaints.count >= 4, complaints.count * 10 >= deliveries.count { return "RED" }
        return complaints.count >= 2 && complaints.count * 20 >= deliveries.count ? "YELLOW" : "GREEN"
    }
}
