import ArgumentParser
import Themes

/// From arguments to an exit status.
enum Launch {
    static func run(_ arguments: [String]) async -> Int32 {
        do {
            var command = try Oriel.parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return ExitStatus.success.rawValue
        } catch {
            return report(error, arguments)
        }
    }

    private static func report(_ error: any Error, _ arguments: [String]) -> Int32 {
        // The command has said what there is to say.
        if let code = error as? ExitCode { return code.rawValue }
        if let ending = error as? SignalEnding { return ending.carryOut() }
        if let failure = Failure(reporting: error) {
            StandardError.tell(failure.message)
            return failure.status.rawValue
        }
        let code = Oriel.exitCode(for: error)
        if code.isSuccess {
            // `--help` and `--version` come as errors, too.
            return print(Oriel.fullMessage(for: error)).rawValue
        }
        guard code == .validationFailure else {
            StandardError.tell("\(error)")
            return ExitStatus.defect.rawValue
        }
        let words = unknownCommand(arguments) ?? oneLine(Oriel.message(for: error))
        StandardError.tell("\(words) (see `\(helpCommand(arguments))`)")
        return ExitStatus.usage.rawValue
    }

    /// A first word that is no command; the parser would call it an argument of the inbox.
    private static func unknownCommand(_ arguments: [String]) -> String? {
        let known = Oriel.configuration.subcommands.compactMap { $0.configuration.commandName }
        guard let word = arguments.first, !word.hasPrefix("-"), !known.contains(word) else { return nil }
        let nearest = Spelling.nearest(to: word, among: known)
        return "there is no command “\(word)”" + (nearest.map { "; did you mean `oriel \($0)`?" } ?? "")
    }

    /// The parser lists choices one a line.
    private static func oneLine(_ message: String) -> String {
        message.split(separator: "\n").map { $0.drop { $0 == " " } }.enumerated().reduce(into: "") { line, part in
            let isChoice = part.element.hasPrefix("- ")
            if part.offset > 0 { line += isChoice && !line.hasSuffix(":") ? ", " : " " }
            line += isChoice ? part.element.dropFirst(2) : part.element
        }
    }

    private static func print(_ text: String) -> ExitStatus {
        var output = StandardOutput()
        do {
            try output.line(text)
            try output.flush()
            return .success
        } catch {
            return .inputOutput
        }
    }

    /// The help page nearest to what was typed.
    private static func helpCommand(_ arguments: [String]) -> String {
        var words = ["oriel"]
        var level: any ParsableCommand.Type = Oriel.self
        for argument in arguments.prefix(3) {
            guard let next = level.configuration.subcommands.first(where: { $0.configuration.commandName == argument })
            else { break }
            words.append(argument)
            level = next
        }
        return (words + ["--help"]).joined(separator: " ")
    }
}
