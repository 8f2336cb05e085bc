import ArgumentParser
import Foundation

/// The server's command: takes webhooks into a spool, and plays the platform for tests and demos.
@main
struct Orield: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "orield",
        abstract: "The server side of Oriel: receive webhooks into a spool, or simulate the platform.",
        discussion: """
            Exit codes: 0 ended by SIGTERM or SIGINT, 64 wrong arguments, 66 an input file is missing or unreadable, \
            73 the spool cannot be created or written, 75 the address cannot be listened on now.
            """,
        subcommands: [Receive.self, Simulate.self])

    static func main() async {
        PrivateProcess.begin()
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as ServerFailure {
            Output.error(failure.description)
            Foundation.exit(failure.exitCode)
        } catch {
            // Help and version are no errors; anything else of the parser's is one line and where to read more.
            guard exitCode(for: error) != .success else { exit(withError: error) }
            let words = message(for: error)
            Output.error("\(words.hasSuffix(".") ? words : words + ".") See 'orield --help'.")
            Foundation.exit(exitCode(for: error).rawValue)
        }
    }
}
