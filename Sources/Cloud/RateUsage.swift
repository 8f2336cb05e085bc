import Inbox
import WhatsApp

/// How much of its allowance the app or an account has used, by `X-Business-Use-Case-Usage` and `X-App-Usage`
/// (`whatsapp.md` §8). Worth a warning above about 80 percent.
public struct RateUsage: Hashable, Sendable {
    /// One allowance and how much of it is used.
    public struct Meter: Hashable, Sendable {
        /// The account's id, or `app`.
        public var owner: String
        /// The use case, `whatsapp_business_management` for one, or `app`.
        public var kind: String
        /// The highest of the three counters, in percent of the allowance.
        public var percent: Int
        /// How long until calls are answered again; zero while they are.
        public var regainedAfter: Span

        /// One meter as a header reports it.
        public init(owner: String, kind: String, percent: Int, regainedAfter: Span) {
            self.owner = owner
            self.kind = kind
            self.percent = percent
            self.regainedAfter = regainedAfter
        }
    }

    /// One meter an owner and kind, sorted by them.
    public private(set) var meters: [Meter] = []

    /// Nothing reported yet.
    public init() {}

    /// Reads an answer's headers; what cannot be read is left out.
    init(headers reply: HTTPReply) {
        if let text = reply.header("X-App-Usage"), let json = try? JSONValue(text: text) {  // unreadable: no meter
            add(json, owner: "app", kind: "app")
        }
        guard let text = reply.header("X-Business-Use-Case-Usage"),
            let owners = (try? JSONValue(text: text))?.object  // unreadable: no meter
        else { return }
        for (owner, cases) in owners.members.prefix(Self.mostMeters) {
            for json in (cases.list ?? []).prefix(Self.mostMeters) {
                add(json, owner: owner, kind: json["type"]?.text ?? "unknown")
            }
        }
    }

    private static let mostMeters = 32
    /// From here on it is time to slow down (`whatsapp.md` §8).
    public static let warningPercent = 80

    private mutating func add(_ json: JSONValue, owner: String, kind: String) {
        let counters = ["call_count", "total_cputime", "total_time"].compactMap { json[$0]?.double }
        guard let highest = counters.max() else { return }
        let minutes = json["estimated_time_to_regain_access"]?.int ?? 0
        put(
            Meter(
                owner: owner, kind: kind, percent: Int(min(max(highest, 0), 1_000_000)),
                regainedAfter: .minutes(min(max(minutes, 0), 100_000))))
    }

    private mutating func put(_ meter: Meter) {
        meters.removeAll { $0.owner == meter.owner && $0.kind == meter.kind }
        guard meters.count < Self.mostMeters else { return }
        meters.append(meter)
        meters.sort { ($0.owner, $0.kind) < ($1.owner, $1.kind) }
    }

    /// Newer meters replace older ones.
    mutating func merge(_ newer: RateUsage) { for meter in newer.meters { put(meter) } }

    /// The fullest meter's percentage; zero without any.
    public var percent: Int { meters.map(\.percent).max() ?? 0 }

    /// The longest time any meter wants us to wait.
    public var regainedAfter: Span { meters.map(\.regainedAfter).max() ?? .zero }
}
