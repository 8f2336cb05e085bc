/// What to measure, from the command line.
struct BenchOptions {
    /// Messages in the store before anything is measured.
    var sizes = [10_000, 100_000]
    /// Spool files for each of the two ingest measurements.
    var files = 20_000
    var wantsHelp = false
    /// A store to draw from and nothing else: how a run asks a fresh process what an inbox holds in memory.
    var memoryOf: String?

    /// Inboxes to run on one store, each in a process of its own, instead of the other measurements; nil runs those.
    var inboxes: Int?
    /// Webhooks a second meanwhile.
    var rate = 20
    /// How long the inboxes run.
    var seconds = 30
    /// A store to run one inbox on: how a run starts the others.
    var inboxOf: String?

    static let help = """
        Measures Oriel on generated data, in a temporary directory that is removed afterwards.

          --sizes N,N,…   messages in the store, one column each (10000,100000)
          --files N       spool files ingested on top, by stage and again as the program does it (20000)
          --inboxes N     instead: N inboxes on one store, five keys a second in each, while webhooks arrive
          --rate N        webhooks a second meanwhile (20)
          --seconds N     for so long (30)
        """

    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    init(_ arguments: [String]) throws(Problem) {
        var rest = arguments[...]
        while let flag = rest.popFirst() {
            switch flag {
            case "--help", "-h": wantsHelp = true
            case "--sizes": sizes = try Self.numbers(flag, rest.popFirst())
            case "--files": files = try Self.numbers(flag, rest.popFirst())[0]
            case "--inboxes": inboxes = try Self.numbers(flag, rest.popFirst())[0]
            case "--rate": rate = try Self.numbers(flag, rest.popFirst())[0]
            case "--seconds": seconds = try Self.numbers(flag, rest.popFirst())[0]
            case "--inbox-of": inboxOf = rest.popFirst()
            case "--memory-of": memoryOf = rest.popFirst()
            default: throw Problem(description: "unknown argument \(flag); see --help")
            }
        }
    }

    private static func numbers(_ flag: String, _ text: String?) throws(Problem) -> [Int] {
        let parts = (text ?? "").split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        guard !parts.isEmpty, parts.allSatisfy({ $0 > 0 }) else {
            throw Problem(description: "\(flag) needs numbers above 0, separated by commas")
        }
        return parts
    }
}
