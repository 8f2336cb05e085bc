import ArgumentParser
import Desk
import Foundation
import Screen

struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "List every key, with the changes of the config.",
        discussion: "Scopes and commands are the names that [keys] in the config uses: scope.command = [\"<C-n>\"].")

    @Option(help: ArgumentHelp("The config; $XDG_CONFIG_HOME/oriel/config.toml if not given.", valueName: "file"))
    var config: String?

    @Flag(help: "Markdown tables, as in the README.")
    var markdown = false

    @Flag(help: "One JSON object a line: scope, command, keys, description.")
    var json = false

    func validate() throws {
        if markdown, json { throw ValidationError("--markdown and --json exclude each other: choose one") }
    }

    func run() throws {
        let config = try Config.load(path: config, environment: ProcessInfo.processInfo.environment)
        var output = StandardOutput()
        if markdown {
            try output.line(String(config.keys.markdown(words: .english).dropLast()))
            try output.flush()
            return
        }
        for (index, scope) in Scope.allCases.enumerated() {
            let rows = Self.rows(of: scope, in: config.keys)
            guard !rows.isEmpty else { continue }
            let name = Words.english.scope(scope).string
            if json {
                for row in rows { try output.line(row.json) }
            } else {
                if index > 0 { try output.line("") }
                try output.line("\(name) (\(scope.rawValue))")
                for line in Self.table(rows) { try output.line(line) }
            }
        }
        try output.flush()
    }

    /// One command with all its keys.
    private struct Row {
        let scope: Scope
        let command: Command
        var chords: [[KeyStroke]]

        var labels: [String] { chords.map(KeyNotation.label) }
        var description: String { Words.english.command(command).string }

        var json: String {
            OrderedJSON.object([
                ("scope", .text(scope.rawValue)), ("command", .text(command.rawValue)),
                ("keys", .list(chords.map { .text(KeyNotation.print($0)) })), ("description", .text(description)),
            ]).line
        }
    }

    /// In the table's order, a command once.
    private static func rows(of scope: Scope, in keys: KeyMap) -> [Row] {
        var rows: [Row] = []
        for binding in keys.bindings where binding.scope == scope {
            if let index = rows.firstIndex(where: { $0.command == binding.command }) {
                rows[index].chords.append(binding.chord)
            } else {
                rows.append(Row(scope: scope, command: binding.command, chords: [binding.chord]))
            }
        }
        return rows
    }

    private static func table(_ rows: [Row]) -> [String] {
        var table = TextTable([])
        for row in rows {
            table.add(["  " + row.labels.joined(separator: ", "), row.command.rawValue, row.description])
        }
        return Array(table.lines.dropFirst())
    }
}
