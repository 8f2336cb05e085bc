import Engine
import Foundation
import Inbox
import TOMLKit

extension Config {
    /// What the config says of files.
    struct Files: Equatable {
        /// In bytes; a larger one is fetched when an agent asks for it.
        var limit = MediaFetcher.standardLimit
        /// Where `s` saves; nil is the downloads directory when there is one, else the home directory.
        var saveFolder: String?
        /// Whether pictures are drawn in character cells where `chafa` is installed.
        var preview = true
        /// `user@host` in the line that fetches a file; nil is the address this login came in by.
        var host: String?
        /// A command line that edits a file; nil is what the environment names.
        var editor: String?
        /// Programs that show files, by type.
        var openers: [FileOpener.Rule] = []
        /// Tools that read files, by type.
        var tools: [MachineReader.Tool] = []
    }

    mutating func readFiles(_ file: ConfigFile) throws(ConfigError) {
        if let value = file.root["media_limit"] {
            let expected = "megabytes between 1 and 100"
            guard let number = value.double ?? value.int.map(Double.init) else {
                throw file.wrongType(["media_limit"], "a number of \(expected)")
            }
            guard 1...100 ~= number else { throw file.badValue(["media_limit"], "\(number)", expected) }
            files.limit = Int64(number * 1_048_576)
        }
        files.saveFolder = try file.path("save_dir")
        if let value = file.root["preview"] {
            guard let flag = value.bool else { throw file.wrongType(["preview"], "true or false") }
            files.preview = flag
        }
        files.host = try file.string("ssh_host")
        files.editor = try file.string("editor")
        files.openers = try Self.programs("open", file)
        for task in MachineText.Task.allCases {
            files.tools += try Self.programs(task.rawValue, file).map { MachineReader.Tool(task: task, rule: $0) }
        }
    }

    /// `"image/*" = ["feh", "{}"]`, or a table with `command` and `terminal`. The narrower pattern is asked first.
    private static func programs(_ key: String, _ file: ConfigFile) throws(ConfigError) -> [FileOpener.Rule] {
        guard let value = file.root[key] else { return [] }
        let expected = "a table of MIME types, as in \(key).\"image/*\" = [\"program\", \"{}\"]"
        guard let table = value.table else { throw file.wrongType([key], expected) }
        var rules: [FileOpener.Rule] = []
        for pattern in table.keys.sorted(by: { (width($0), $0) < (width($1), $1) }) {
            guard let value = table[pattern] else { continue }
            let path = [key, pattern]
            guard let inner = value.table else {
                rules.append(FileOpener.Rule(pattern: pattern, arguments: try file.words(value, path)))
                continue
            }
            for field in inner.keys.sorted() where field != "command" && field != "terminal" {
                throw file.error(
                    path, .unknownKey("\(key).\(pattern).\(field)", nearest: nil, known: ["command", "terminal"]))
            }
            guard let command = inner["command"] else {
                throw file.wrongType(path, "a command, or { command = [\"…\"], terminal = true }")
            }
            var isTerminal = false
            if let flag = inner["terminal"] {
                guard let flag = flag.bool else { throw file.wrongType(path + ["terminal"], "true or false") }
                isTerminal = flag
            }
            rules.append(
                FileOpener.Rule(
                    pattern: pattern, arguments: try file.words(command, path + ["command"]), isTerminal: isTerminal))
        }
        return rules
    }

    /// Of two patterns that fit, the one that says more comes first.
    private static func width(_ pattern: String) -> Int {
        pattern == "*" || pattern == "*/*" ? 2 : pattern.hasSuffix("/*") ? 1 : 0
    }

    /// Programs of this login, with those of the config.
    func opener(_ environment: [String: String]) -> FileOpener {
        var opener = FileOpener.here(rules: files.openers, environment: environment)
        if let host = files.host { opener.host = host }
        return opener
    }

    /// The config's editor, else that of the environment, else `vi`.
    static func editor(_ configured: String?, _ environment: [String: String]) -> String {
        [configured, environment["VISUAL"], environment["EDITOR"]].compactMap(\.self)
            .first { !$0.allSatisfy(\.isWhitespace) } ?? "vi"
    }

    /// Where files are for a moment: in the login's own memory where there is such a place.
    static func temporary(_ environment: [String: String]) -> String {
        [environment["XDG_RUNTIME_DIR"], environment["TMPDIR"]].compactMap(\.self)
            .first { !$0.isEmpty && access($0, W_OK) == 0 } ?? "/tmp"
    }

    /// Where `s` saves.
    func saveFolder(_ environment: [String: String]) -> String { files.saveFolder ?? Self.downloads(environment) }

    /// The downloads directory when there is one, else the home directory.
    static func downloads(_ environment: [String: String]) -> String {
        let home = environment["HOME"] ?? "."
        var isDirectory: ObjCBool = false
        let downloads = environment["XDG_DOWNLOAD_DIR"] ?? home + "/Downloads"
        return FileManager.default.fileExists(atPath: downloads, isDirectory: &isDirectory) && isDirectory.boolValue
            ? downloads : home
    }
}
