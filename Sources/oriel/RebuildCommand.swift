import ArgumentParser
import Store
import WhatsApp

struct RebuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Fold everything the store shows anew from its facts.",
        discussion: "Changes nothing that `oriel dump` prints; drafts stay. A defect in a fold is mended this way.")

    @OptionGroup var at: StoreArguments

    @Flag(help: "Print {\"seconds\"} when done.")
    var json = false

    func run() throws {
        let store = try at.openStore(at.loadConfig(), missing: .isAnError)
        let start = ContinuousClock.now
        try store.rebuild()
        guard json else { return }
        var output = StandardOutput()
        try output.line(OrderedJSON.object([("seconds", .seconds(since: start))]).line)
        try output.flush()
    }
}

extension OrderedJSON {
    /// Seconds with three decimals.
    static func seconds(since start: ContinuousClock.Instant) -> OrderedJSON {
        let passed = start.duration(to: .now)
        return .value(.double(Double((passed / .milliseconds(1)).rounded()) / 1_000))
    }
}
