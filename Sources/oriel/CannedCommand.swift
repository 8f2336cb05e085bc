import ArgumentParser
import Desk
import Foundation
import Inbox
import Screen
import WhatsApp

struct CannedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "canned",
        abstract: "List the canned replies that `/` offers, and the files that are none.",
        discussion: """
            Every *.md of the folder. With --json, one object a line: file, name, shortcut, language, tags, placeholders, \
            text, line, error; of a broken file only file, line and error are not null. Exit status 0 when every file is \
            a reply, 65 when one is not.
            """)

    @Option(help: ArgumentHelp("The config; $XDG_CONFIG_HOME/oriel/config.toml if not given.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("The folder; the config's, or canned beside it, if not given.", valueName: "directory"))
    var folder: String?

    @Flag(help: "One JSON object a line.")
    var json = false

    func run() throws {
        let path = try folder ?? Config.load(path: config, environment: ProcessInfo.processInfo.environment).cannedPath
        guard CannedFolder(path: path).isThere else {
            throw Failure(.noInput, "there is no directory \(path); make it and write NAME.md there, one reply each")
        }
        let shelf = CannedFolder(path: path).shelf
        var output = StandardOutput()
        if json {
            for file in shelf.files { try output.line(Self.object(file)) }
        } else {
            var table = TextTable(["SHORTCUT", "NAME", "LANGUAGE", "TAGS", "FILE", "TEXT"])
            for reply in shelf.replies {
                table.add([
                    reply.shortcut ?? "", reply.name, reply.language ?? "", reply.tags.joined(separator: ","),
                    reply.file,
                    reply.text,
                ])
            }
            if !shelf.replies.isEmpty { for line in table.lines { try output.line(line) } }
            for file in shelf.broken { try output.line(Self.words(file, in: path)) }
        }
        try output.flush()
        let broken = shelf.broken.count
        if broken > 0 {
            throw Failure(
                .badData, "\(path): \(broken) of \(shelf.files.count) files \(broken == 1 ? "is" : "are") no reply")
        }
    }

    /// `FILE:LINE: what is wrong`
    static func words(_ file: CannedFile, in folder: String) -> String {
        guard case .failure(let defect) = file.reply else { return "" }
        let place = defect.line.map { ":\($0)" } ?? ""
        return HarmlessText.line("\(folder)/\(file.file)\(place): \(Words.english.cannedDefect(defect).string)")
    }

    private static func object(_ file: CannedFile) -> String {
        var reply: CannedReply?
        var defect: CannedFile.Defect?
        switch file.reply {
        case .success(let found): reply = found
        case .failure(let found): defect = found
        }
        func list(_ texts: [String]?) -> OrderedJSON { texts.map { .list($0.map { .text($0) }) } ?? .null }
        return OrderedJSON.object([
            ("file", .text(file.file)), ("name", .text(reply?.name)), ("shortcut", .text(reply?.shortcut)),
            ("language", .text(reply?.language)), ("tags", list(reply?.tags)),
            ("placeholders", list(reply.map { Placeholder.names(in: $0.text) })), ("text", .text(reply?.text)),
            ("line", .number(defect?.line)),
            ("error", .text(defect.map { Words.english.cannedDefect($0).string })),
        ]).line
    }
}
