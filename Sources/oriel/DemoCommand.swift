import ArgumentParser
import Engine
import Foundation
import Terminal
import Themes

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Open the inbox over a simulated shop: no account, no network, nothing left behind.",
        discussion: """
            A customer's window has 55 seconds left and the cursor is in the box: answer, or watch it shut. From a second \
            terminal, `oriel demo say "Where is my parcel?"` puts you in the inbox as a customer.
            """,
        subcommands: [DemoOpen.self, DemoSay.self, DemoPicture.self], defaultSubcommand: DemoOpen.self)
}

/// Plain `oriel demo`.
struct DemoOpen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "open", abstract: "Open the demo (the default).")

    @Option(help: "A theme: auto, \(Theme.shipped.joined(separator: ", ")), or a file.")
    var theme: String?

    @Flag(help: "Play the first minute by itself, with its keys shown, until a key is pressed.")
    var play = false

    @Flag(help: "Begin with the tour.")
    var tour = false

    @Flag(help: "No screen: one order a line, as `oriel --plain`.")
    var plain = false

    @OptionGroup var clock: ClockArguments

    func validate() throws {
        if plain, play { throw ValidationError("--play presses keys, and --plain has none; choose one of them") }
    }

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        // A trap must leave a sane terminal and a readable trace; without the restart the trace is only worse.
        try? Rescue.restartForBacktraces(environment: environment, arguments: CommandLine.arguments)  // goes on without
        let folder = try DemoFolder(environment)
        defer { folder.remove() }
        let outcome = try await DemoSession(
            folder: folder, themeName: theme, clock: clock.running(), script: play ? .firstMinute : nil,
            showsTour: tour,
            isPlain: plain
        ).run()
        if let ending = SignalEnding(outcome.ending) { throw ending }
        if outcome.ending == .readerGone { return }
        outcome.sayGoodbye()
    }
}
