import Foundation
import Screen
import TestSupport
import Testing
import WhatsApp

/// A stranger's words in every place the commands print them: nothing that steers a terminal, turns a line around or
/// hides comes out, and JSON says exactly what came in.
struct HostileOutputTests {
    /// Controls of both kinds, overrides, joiners, tags, separators, private and unassigned characters.
    private static let tricks =
        "\u{1B}]52;c;eA==\u{7}\u{1B}[2J\r\u{8}\u{7F}\u{9B}31m\u{85}\u{202E}\u{2066}\u{200B}\u{200D}\u{AD}\u{2028}\u{2029}"
        + "\u{FEFF}\u{E0041}\u{E123}\u{FFFE}\u{10FFFF}"
    private static let name = "Ana" + tricks + "Lima"
    private static let body = "pedido " + tricks + " fim"
    private static let at: Int64 = 1_795_512_000

    private let oriel: Oriel

    init() async throws {
        oriel = try Oriel()
        let kind = "holo" + Self.tricks
        var unknown: JSONObject = [
            "from": "5511955550101", "id": .string("wamid." + Self.tricks), "timestamp": .string("\(Self.at + 1)"),
            "type": .string(kind),
        ]
        unknown[kind] = ["x": 1]
        let file: JSONValue = [
            "from": "5511955550101", "id": "wamid.f", "timestamp": .string("\(Self.at + 2)"), "type": "document",
            "document": ["id": "7", "filename": .string("../" + Self.name), "caption": .string("pedido " + Self.name)],
        ]
        try oriel.spool(
            Webhooks.text(Self.body, id: "wamid.a", name: Self.name, at: Self.at),
            Webhooks.messages([.object(unknown), file], name: Self.name), arrivedAt: Self.at + 5)
        _ = try await oriel.ingest()
        let template: JSONValue = [
            "data": [
                [
                    "id": "1", "name": .string("t" + Self.tricks), "language": "pt_BR",
                    "status": .string("APPROVED" + Self.tricks), "category": .string("UTILITY" + Self.tricks),
                    "components": [
                        ["type": "BODY", "text": .string(Self.body + "{{1}}")],
                        [
                            "type": "BUTTONS",
                            "buttons": [
                                ["type": "URL", "text": .string(Self.name), "url": .string("https://" + Self.name)]
                            ],
                        ],
                    ],
                ]
            ]
        ]
        try await oriel.importTemplates(template)
    }

    private func expectHarmless(_ text: String, _ what: [String], sourceLocation: SourceLocation = #_sourceLocation) {
        let found = text.unicodeScalars.filter { $0 != "\n" && ScalarClass($0) == .hidden }
        #expect(
            found.isEmpty, "\(what) lets out \(found.map { String($0.value, radix: 16) })",
            sourceLocation: sourceLocation)
    }

    @Test func nothingThatSteersATerminalComesOutAndJSONIsExact() async throws {
        for (words, hasWords) in [
            (["threads", "--queue", "all"], true), (["messages", "--person", "5511955550101"], true),
            (["search", "pedido"], true), (["templates", "list"], true),
            (["templates", "show", "t" + Self.tricks], true),
            (["export"], true), (["dump"], false),
        ] {
            let command = words + ["--store", oriel.store]
            let exact = words == ["export"] ? ["--format", "jsonl"] : ["--json"]
            for more in hasWords ? [[], exact] : [exact] {
                let outcome = try await oriel.run(command + more)
                #expect(outcome.status == 0 && !outcome.output.isEmpty && outcome.errors.isEmpty, "\(outcome.errors)")
                expectHarmless(outcome.output, words + more)
            }
        }
        // The exact text all the same.
        let messages = try await oriel.run("messages", "--store", oriel.store, "--person", "5511955550101", "--json")
            .json
        #expect(
            messages.contains { $0["text"]?.string?.unicodeScalars.elementsEqual(Self.body.unicodeScalars) == true })
        let threads = try await oriel.run("threads", "--store", oriel.store, "--queue", "all", "--json").json
        #expect(threads.first?["name"]?.string?.unicodeScalars.elementsEqual(Self.name.unicodeScalars) == true)
    }

    /// What is quoted in an error: an argument, a file's name, a template's name.
    @Test func errorsAreOneHarmlessLine() async throws {
        for words in [
            ["templates", "show", "u" + Self.tricks], ["messages", "--person", Self.name],
            ["threads", "--config", oriel.path(Self.name)], ["threads", "--que" + Self.tricks, "x"],
            ["theme", "check", "x" + Self.tricks], ["ingest", "--once", "--spool", oriel.path(Self.name)],
        ] {
            let outcome = try await oriel.run(words + (words[0] == "theme" ? [] : ["--store", oriel.store]))
            #expect(outcome.status != 0 && outcome.output.isEmpty)
            #expect(outcome.errors.hasPrefix("oriel: ") && outcome.errors.filter { $0 == "\n" }.count == 1)
            expectHarmless(outcome.errors, words)
        }
    }

    @Test func aLogLineIsHarmless() async throws {
        let spool = oriel.path("spool\u{1B}[2J\u{9B}\u{202E}")
        try oriel.write("", to: "spool\u{1B}[2J\u{9B}\u{202E}/new/.keep")
        let process = try oriel.start(
            ["ingest", "--store", oriel.store, "--spool", spool], into: oriel.path("ingest.out"))
        let log = try await value("a line of the log") {
            let text = FileManager.default.contents(atPath: oriel.path(".local/state/oriel/default/ingest.log"))
                .map { String(decoding: $0, as: UTF8.self) }
            return text?.contains("ingesting") == true && text?.hasSuffix("\n") == true ? text : nil
        }
        process.signal(SIGTERM)
        #expect(try await process.end() == 0)
        expectHarmless(log, ["ingest"])
        #expect(log.contains("spool␛[2J▯▯"))
    }

    /// A file's name is whoever writes into the spool's; the archive keeps it below its own folder.
    @Test func aHostileFileInTheSpoolIsToldHarmlessly() async throws {
        let spool = oriel.path("other")
        _ = try await oriel.run("ingest", "--once", "--store", oriel.store, "--spool", oriel.spool)
        try oriel.write("{", to: "other/new/\u{1B}[2J\u{202E}x.json")
        let outcome = try await oriel.run("ingest", "--once", "--store", oriel.store, "--spool", spool)
        expectHarmless(outcome.output + outcome.errors, ["ingest"])
        let doctor = try await oriel.run("doctor", "--offline", "--store", oriel.store, "--spool", spool)
        expectHarmless(doctor.output + doctor.errors, ["doctor"])
    }
}
