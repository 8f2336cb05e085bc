import ArgumentParser
import Foundation
import Themes

struct ManCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "man",
        abstract: "Write the manual pages.",
        discussion: """
            One for oriel, one for each of its commands, one for the config, and one for orield where it lies beside this \
            program or in PATH. They are made from what --help, the key table and the config's loader go by. With --directory \
            they are written into it, in man1 and man5, as under /usr/local/share/man; without, the page named is printed.
            """)

    @Argument(help: ArgumentHelp("A page to print, as in oriel, oriel-send or oriel.toml.", valueName: "page"))
    var page: String?

    @Option(help: ArgumentHelp("Write every page below this directory, which must be there.", valueName: "directory"))
    var directory: String?

    func validate() throws {
        if page != nil, directory != nil {
            throw ValidationError("a page and --directory exclude each other: choose one")
        }
    }

    func run() throws {
        let server = CommandHelp.ofOrield()
        let pages = Manual.pages(oriel: try CommandHelp.ofOriel(), orield: server)
        var output = StandardOutput()
        if let directory {
            try write(pages, below: directory, &output)
            if server == nil { StandardError.tell("orield is neither beside oriel nor in PATH: its page is left out") }
        } else {
            let name = page ?? "oriel"
            guard let found = pages.first(where: { $0.name == name || $0.fileName == name }) else {
                let names = pages.map(\.name)
                let nearest = Spelling.nearest(to: name, among: names)
                throw Failure(
                    .badData,
                    "there is no page “\(name)”; "
                        + (nearest.map { "did you mean “\($0)”?" } ?? names.joined(separator: ", ")))
            }
            try output.line(String(found.text.dropLast()))
        }
        try output.flush()
    }

    private func write(_ pages: [ManualPage], below directory: String, _ output: inout StandardOutput) throws {
        var status = stat()
        guard stat(directory, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw Failure(.cannotCreate, "there is no directory \(directory); make it first")
        }
        for page in pages {
            let folder = "\(directory)/man\(page.section)"
            let path = "\(folder)/\(page.fileName)"
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                try Data(page.text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
            } catch {
                throw Failure(.cannotCreate, "\(path) cannot be written; check the directory's mode")
            }
            try output.line(path)
        }
    }
}
