import ArgumentParser
import Foundation

/// What a program's own `--help` is made of, as the argument parser tells it (`--experimental-dump-help`).
struct CommandHelp: Decodable {
    /// One argument, option or flag.
    struct Argument: Decodable {
        struct Name: Decodable {
            /// `long`, `short` or `longWithSingleDash`.
            let kind: String
            let name: String

            var text: String { kind == "long" ? "--\(name)" : "-\(name)" }
        }

        /// `positional`, `option` or `flag`.
        let kind: String
        let shouldDisplay: Bool
        let isOptional: Bool
        let isRepeating: Bool
        let names: [Name]?
        let valueName: String?
        let defaultValue: String?
        let allValues: [String]?
        let abstract: String?
        let discussion: String?
    }

    let commandName: String
    let shouldDisplay: Bool
    let abstract: String?
    let discussion: String?
    let defaultSubcommand: String?
    let subcommands: [CommandHelp]?
    let arguments: [Argument]?

    /// What people may use; every command has `--help`.
    var shownArguments: [Argument] { (arguments ?? []).filter { $0.shouldDisplay } }
    /// Without the parser's own `help`.
    var shownSubcommands: [CommandHelp] { (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" } }

    private struct Dump: Decodable {
        let command: CommandHelp
    }

    /// Reads what a program told.
    ///
    /// - Throws: `DecodingError` for anything else.
    init(dump: Data) throws { self = try JSONDecoder().decode(Dump.self, from: dump).command }

    /// This program.
    static func ofOriel() throws -> CommandHelp { try CommandHelp(dump: Data(Oriel._dumpHelp().utf8)) }

    /// The server's program, asked itself: beside this one, or in `PATH`. Nil when it is not installed.
    static func ofOrield() -> CommandHelp? {
        // Without it only PATH is looked through.
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""  // as said
        let beside = URL(fileURLWithPath: own).deletingLastPathComponent().path
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let places = [beside] + path.split(separator: ":").map(String.init)
        guard let program = places.map({ $0 + "/orield" }).first(where: { access($0, X_OK) == 0 }) else { return nil }
        let child = Process()
        child.executableURL = URL(fileURLWithPath: program)
        child.arguments = ["--experimental-dump-help"]
        let output = Pipe()
        child.standardOutput = output
        child.standardError = FileHandle.nullDevice
        child.standardInput = FileHandle.nullDevice
        do {
            try child.run()
            let data = output.fileHandleForReading.readDataToEndOfFile()
            child.waitUntilExit()
            return try CommandHelp(dump: data)
        } catch {
            return nil
        }
    }
}
