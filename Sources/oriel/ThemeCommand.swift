import ArgumentParser
import Foundation
import Screen
import Themes

struct ThemeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "theme",
        abstract: "List the themes, print one with everything resolved, or check one.",
        subcommands: [ThemeList.self, ThemePrint.self, ThemeCheckCommand.self])
}

/// What both read a theme by.
struct ThemeArguments: ParsableArguments {
    @Option(help: ArgumentHelp("The config; $XDG_CONFIG_HOME/oriel/config.toml if not given.", valueName: "file"))
    var config: String?

    /// A shipped theme, one beside the config, or a file; the one the inbox would take when no name is given.
    func load(_ name: String?) throws -> Theme {
        let environment = ProcessInfo.processInfo.environment
        let config = try Config.load(path: config, environment: environment)
        let themes = try config.loadThemes(named: name)
        return themes.on(Theme.Appearance(environment: environment))
    }
}

struct ThemeList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the themes to choose from: the shipped ones and those beside the config.",
        discussion: "With --json, one object a line: name, appearance (null when it cannot be read), shipped, summary.")

    @OptionGroup var arguments: ThemeArguments

    @Flag(help: "One JSON object a line.")
    var json = false

    func run() throws {
        let config = try Config.load(path: arguments.config, environment: ProcessInfo.processInfo.environment)
        var output = StandardOutput()
        var table = TextTable(["NAME", "GROUND", "FROM", "WHAT IT IS LIKE"])
        for offer in Theme.available(searchPaths: config.themeDirectories) {
            if json {
                try output.line(
                    OrderedJSON.object([
                        ("name", .text(offer.name)), ("appearance", .text(offer.appearance?.rawValue)),
                        ("shipped", .bool(offer.isShipped)), ("summary", .text(offer.summary)),
                    ]).line)
            } else {
                table.add([
                    offer.name, offer.appearance?.rawValue ?? "-", offer.isShipped ? "oriel" : "your folder",
                    offer.appearance == nil
                        ? "cannot be read: oriel theme check \(offer.name) says why" : offer.summary,
                ])
            }
        }
        if !json { for line in table.lines { try output.line(line) } }
        try output.flush()
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
