import ArgumentParser

/// What `forget` and `retain` take alike.
struct EraserArguments: ParsableArguments {
    @Option(help: ArgumentHelp("The spool; the config's, or the account's own, if not given.", valueName: "directory"))
    var spool: String?

    @Flag(name: .customLong("dry-run"), help: "Only count; nothing is asked or changed.")
    var isTrial = false

    @Flag(help: "Erase without asking.")
    var yes = false

    @Flag(help: "Print the counts, or the receipt, as one JSON object.")
    var json = false

    func validate() throws {
        if isTrial, yes { throw ValidationError("--dry-run and --yes exclude each other") }
    }
}
