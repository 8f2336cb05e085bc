import Foundation
import TestSupport
import Testing

/// The manual says what the program says, in pages that every reader of pages takes.
struct ManTests {
    private static func pages() async throws -> [String: String] {
        let oriel = try Oriel()
        let folder = oriel.path("share")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let outcome = try await oriel.run("man", "--directory", folder)
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        var pages: [String: String] = [:]
        for path in outcome.lines {
            pages[String(path.dropFirst(folder.count + 1))] = try String(contentsOfFile: path, encoding: .utf8)
        }
        return pages
    }

    @Test func everyCommandAndTheConfigHaveAPage() async throws {
        let pages = try await Self.pages()
        let help = try await Oriel().run("--help").output
        let commands = help.split(separator: "\n").filter { $0.hasPrefix("  ") }.compactMap {
            $0.split(separator: " ").first.map(String.init)
        }
        #expect(pages.keys.contains("man1/oriel.1") && pages.keys.contains("man1/orield.1"))
        #expect(pages.keys.contains("man5/oriel.toml.5"))
        for command in ["send", "forget", "work", "man", "templates"] {
            #expect(commands.contains(command) && pages.keys.contains("man1/oriel-\(command).1"), "\(command)")
        }
        let send = try #require(pages["man1/oriel-send.1"])
        for option in ["store", "to", "text", "template"] { #expect(send.contains("Fl \\-\(option)"), "\(option)") }
        #expect(send.contains("refused by the gate"))
        #expect(try #require(pages["man1/oriel.1"]).contains("(state\\-of\\-play)"))
        #expect(try #require(pages["man1/orield.1"]).contains("orield simulate"))
        let config = try #require(pages["man5/oriel.toml.5"])
        for key in ["retention", "opt_out", "token_command", "keys"] {
            #expect(config.contains(".It Cm \(key)"), "\(key)")
        }
        #expect(!config.contains("](") && !config.contains("\\(ga"))
    }

    /// What a reader of pages would stumble over: requests nobody knows, lists left open, text taken for a request.
    @Test func everyPageIsSound() async throws {
        let macros = [
            "Dd", "Dt", "Os", "Sh", "Ss", "Nm", "Nd", "Pp", "Bl", "It", "El", "Op", "Ar", "Fl", "Xr",
        ]
        for (name, page) in try await Self.pages() {
            let lines = page.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            #expect(lines.prefix(4).map { $0.prefix(3) } == [".Dd", ".Dt", ".Os", ".Sh"], "\(name)")
            #expect(page.unicodeScalars.allSatisfy(\.isASCII) && !lines.contains(""), "\(name)")
            var depth = 0
            for line in lines where line.hasPrefix(".") {
                let macro = String(line.dropFirst().prefix { $0 != " " })
                #expect(macros.contains(macro), "\(name): \(line)")
                if macro == "Bl" { depth += 1 }
                if macro == "El" { depth -= 1 }
                #expect(depth >= 0 && (depth == 0 || macro != "Sh"), "\(name): \(line)")
            }
            #expect(depth == 0, "\(name)")
            for section in ["NAME", "DESCRIPTION", "SEE ALSO"] { #expect(page.contains(".Sh \(section)\n"), "\(name)") }
        }
    }

    /// By what is installed; without it the page is told to be unread, not passed over in silence.
    @Test func whatIsInstalledReadsThemWithoutAWarning() async throws {
        let tools = [
            ("/usr/bin/mandoc", ["-T", "lint", "-W", "warning"]),
            ("/usr/bin/groff", ["-mandoc", "-ww", "-z", "-Tutf8"]),
        ]
        guard let tool = tools.first(where: { access($0.0, X_OK) == 0 }) else {
            print("SKIPPED: neither mandoc nor groff is installed: no program has read the manual pages")
            return
        }
        let oriel = try Oriel()
        for (name, page) in try await Self.pages() {
            let file = try oriel.write(page, to: name)
            let report = oriel.path("report")
            let descriptor = open(report, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
            let child = try ChildProcess(
                tool.0, tool.1 + [file], environment: ["PATH": "/usr/bin:/bin"], output: descriptor, errors: descriptor)
            let status = try await child.end()
            close(descriptor)
            let words = try String(contentsOfFile: report, encoding: .utf8)
            #expect(status == 0 && words.isEmpty, "\(name): \(words)")
        }
    }

    @Test func onePageIsPrintedAndAnUnknownOneNamesItsNearest() async throws {
        let oriel = try Oriel()
        let page = try await oriel.run("man", "oriel-send")
        #expect(page.status == 0 && page.output.contains(".Dt ORIEL\\-SEND 1"))
        try await oriel.run("man", "oriel-sned").expectOneLine(65, "did you mean “oriel-send”?")
        try await oriel.run("man", "--directory", "/nowhere").expectOneLine(73, "/nowhere")
    }
}
