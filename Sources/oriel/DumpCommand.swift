import ArgumentParser
import Store

struct DumpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dump",
        abstract: "Print the whole logical state as sorted JSON lines.",
        discussion: "Free of local ids and of the time of ingesting: equal states give equal bytes.")

    @OptionGroup var at: StoreArguments

    @Flag(help: "JSON lines; it prints nothing else.")
    var json = false

    func run() throws {
        let store = try at.openStore(at.loadConfig(), missing: .isAnError)
        var output = StandardOutput()
        try store.dump { try output.line(HarmlessText.json($0)) }
        try output.flush()
    }
}
