import ArgumentParser
import Foundation
import Screen
import Themes

struct ThemeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "theme",
        abstract: "Print a theme with everything resolved, or check one.",
        subcommands: [ThemePrint.self, ThemeCheckCommand.self])
}

/// What both read a theme by.
struct ThemeArguments: ParsableArguments {
    @Option(help: ArgumentHelp("The config; $XDG_CONFIG_HOME/oriel/config.toml if not given.", valueName: "file"))
    var config: String?

    /// A shipped theme, one beside the config, or a file; the one the inbox would take when no name is given.
    func load(_ name: String?) throws -> Theme {
        let environment = ProcessInfo.processInfo.environment
        let config = try Config.load(path: config, environment: environment)
        guard let name else { return try config.loadTheme(environment) }
        return try Theme.load(name: name, searchPaths: config.themeDirectories)
    }
}

struct ThemePrint: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print",
        abstract: "Print a theme as a file: every role, what it became and where that was said.")

    @OptionGroup var arguments: ThemeArguments

    @Argument(help: "A name (\(Theme.shipped.joined(separator: ", "))) or a file; the configured theme if not given.")
    var name: String?

    func run() throws {
        var output = StandardOutput()
        let text = try arguments.load(name).resolved()
        try output.line(text.hasSuffix("\n") ? String(text.dropLast()) : text)
        try output.flush()
    }
}

struct ThemeCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a theme: contrast, and states that must not look alike.",
        discussion: "Prints one problem a line. Exit status 65 when one of them is an error; warnings pass.")

    @OptionGroup var arguments: ThemeArguments

    @Argument(help: "A name or a file.")
    var name: String

    @Flag(help: "One JSON object: theme, passes, problems.")
    var json = false

    func run() throws {
        let check = ThemeCheck(try arguments.load(name))
        var output = StandardOutput()
        if json {
            let problems = check.problems.map { problem in
                OrderedJSON.object([
                    ("severity", .text(problem.severity.rawValue)), ("depth", .text(problem.depth?.rawValue)),
                    ("message", .text(problem.message)),
                ])
            }
            try output.line(
                OrderedJSON.object([
                    ("theme", .text(name)), ("passes", .bool(check.passes)), ("problems", .list(problems)),
                ]).line)
        } else {
            for problem in check.problems { try output.line(problem.description) }
        }
        try output.flush()
        guard check.passes else {
            let count = check.problems.count { $0.severity == .error }
            throw Failure(
                .badData, "the theme \(name) has \(count) \(count == 1 ? "error" : "errors"); they are listed above")
        }
    }
}
