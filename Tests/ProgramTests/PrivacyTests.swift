import Foundation
import Glibc
import Spool
import TestSupport
import Testing
import WhatsApp

/// Secrets and people's words stay where they belong: not in logs, process lists, errors, titles, crash output, or files
/// that others can read.
struct PrivacyTests {
    private static let appSecret = "appsecret0marker0qzvw0d41d8cd98f"
    private static let heard = "heardmarkerqzvw"
    private static let said = "saidmarkerqzvw"
    private static let customer = "Namarkerqzvw Lima"
    private static let phone = "5511955550177"

    private let oriel: Oriel
    private let platform: SimulatedPlatform

    /// A shop whose customer has just written, with the app secret configured.
    init() async throws {
        let home = try Oriel()
        oriel = home.with(environment: ["TMPDIR": home.path("tmp")])
        platform = try await oriel.platform()
        try FileManager.default.createDirectory(
            atPath: oriel.path("tmp"), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try oriel.write(platform.token, to: "keys/token")
        try oriel.write(Self.appSecret, to: "keys/app-secret")
        try oriel.writeConfig(
            """
            number = "\(platform.number)"
            waba = "\(platform.waba)"
            spool = "\(oriel.spool)"
            token_command = "cat \(oriel.path("keys/token"))"
            app_secret_file = "\(oriel.path("keys/app-secret"))"
            api_base = "\(platform.url)"
            """)
        let now = Int64(Date().timeIntervalSince1970)
        try write(
            Webhooks.text(
                Self.heard, id: "wamid.private", from: Self.phone, name: Self.customer, at: now - 60,
                number: platform.number))
    }

    /// Puts a webhook into the spool as a receiver does that checked its signature.
    private func write(_ body: JSONValue) throws {
        let bytes = body.canonicalBytes
        let signature = Signature.sign(body: bytes, appSecret: Self.appSecret)
        try SpoolWriter(directory: SpoolDirectory(path: oriel.spool)).write(
            body: bytes, receivedAtMilliseconds: Int64(Date().timeIntervalSince1970) * 1_000,
            headers: [HeaderField(Signature.headerName, signature)])
    }

    private var secrets: [String] { [platform.token, Self.appSecret] }
    private var words: [String] { [Self.heard, Self.said, Self.customer] }

    // MARK: Looking

    private func expectNone(
        of markers: [String], in text: String, _ place: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for marker in markers {
            #expect(!text.contains(marker), "\(marker) in \(place)", sourceLocation: sourceLocation)
        }
    }

    private func commandLine(of process: Int32) -> String {
        FileManager.default.contents(atPath: "/proc/\(process)/cmdline").map { String(decoding: $0, as: UTF8.self) }
            ?? ""
    }

    private func names(below name: String) -> [String] {
        FileManager.default.enumerator(atPath: oriel.path(name))?.compactMap { $0 as? String }.map { name + "/" + $0 }
            ?? []
    }

    /// Files that hold words or secrets by their purpose are left out; everything else below the home is read.
    private func expectNoLeftovers(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let files = [".local", "spool", "tmp", ".config"].flatMap { names(below: $0) }
        #expect(files.count > 5, sourceLocation: sourceLocation)
        for name in files {
            guard let data = FileManager.default.contents(atPath: oriel.path(name)) else { continue }
            let text = String(decoding: data, as: UTF8.self)
            expectNone(of: secrets, in: text, name, sourceLocation: sourceLocation)
            if name.hasPrefix("spool/done") || name.hasPrefix("spool/quarantine") || name.contains("inbox.sqlite") {
                continue
            }
            expectNone(of: words, in: text, name, sourceLocation: sourceLocation)
        }
    }

    /// Everything the program made is for this user alone.
    private func expectClosedModes(sourceLocation: SourceLocation = #_sourceLocation) throws {
        for name in [".local/state/oriel", "spool", "tmp"].flatMap({ names(below: $0) + [$0] }) {
            var status = stat()
            guard lstat(oriel.path(name), &status) == 0 else { continue }
            let mode = status.st_mode & 0o777
            #expect(mode & 0o077 == 0, "\(name) has mode \(String(mode, radix: 8))", sourceLocation: sourceLocation)
        }
    }

    /// What the terminal was told to show as the window's title.
    private func titles(_ output: String) -> [String] {
        output.components(separatedBy: "\u{1B}]").dropFirst().compactMap { part in
            guard part.hasPrefix("0;") || part.hasPrefix("2;") else { return nil }
            return String(part.prefix { $0 != "\u{07}" && $0 != "\u{1B}" })
        }
    }

    private func openInbox(
        on terminal: PseudoTerminal, _ arguments: [String] = ["inbox", "--no-tour"]
    ) throws -> (process: ChildProcess, errors: String) {
        let errors = oriel.path("errors-\(UUID().uuidString)")
        let log = open(errors, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(log) }
        let process = try oriel.start(arguments, input: terminal.terminal, output: terminal.terminal, errors: log)
        return (process, errors)
    }

    private func text(of path: String) -> String {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    // MARK: Commands

    @Test func ingestingAndSendingTellNobody() async throws {
        // The platform's own webhook is not signed here, and so passes for a forged one.
        try await platform.inbound(Self.heard, from: Self.phone)
        let log = oriel.path("ingest-errors")
        let reader = try oriel.start(["ingest"], into: log)
        try await eventually("the message in the store") {
            names(below: "spool/done").count { $0.hasSuffix(".json") } == 1
                && names(below: "spool/quarantine").count == 2
        }
        expectNone(of: secrets + words, in: commandLine(of: reader.id), "the process list")
        try expectClosedModes()
        reader.signal(SIGTERM)
        #expect(try await reader.end() == 0)
        expectNone(of: secrets + words, in: text(of: log), "what ingest says")

        // The platform does not answer, so that there is time to look.
        try await platform.fail(["mode": "timeout"])
        let sending = try oriel.start(
            ["send", "--to", Self.phone, "--text", Self.said, "--timeout", "3"], into: oriel.path("send-errors"))
        try await eventually("words blanked out") {
            let line = commandLine(of: sending.id)
            return line.contains("send") && !line.contains(Self.said)
        }
        #expect(commandLine(of: sending.id).contains("xxxxxxxx"))
        #expect(try await sending.end() != 0)
        expectNone(of: secrets + words, in: text(of: oriel.path("send-errors")), "what send says")

        let piped = try await oriel.run("send", "--to", Self.phone, "--text", "-", input: Self.said)
        expectNone(of: secrets + words, in: piped.output + piped.errors, "what send says")
        #expect(piped.status == 0, "\(piped.errors)")
        let asked = try await oriel.run("messages", "--person", Self.phone, "--json")
        #expect(asked.output.contains(Self.said) && asked.output.contains(Self.heard), "the words are kept")
        let refused = try await oriel.with(environment: ["ORIEL_TOKEN": platform.token + "z"]).run(
            "send", "--to", Self.phone, "--text", "-", input: Self.said)
        #expect(refused.status == 4)
        expectNone(of: secrets + words, in: refused.output + refused.errors, "a refusal")
        try expectNoLeftovers()
        try expectClosedModes()
    }

    @Test(arguments: [["doctor"], ["dump"], ["threads", "--queue", "all"], ["templates", "sync"]])
    func noCommandTellsASecret(arguments: [String]) async throws {
        #expect(try await oriel.run("ingest", "--once").status == 0)
        let outcome = try await oriel.run(arguments)
        expectNone(of: secrets, in: outcome.output + outcome.errors, arguments.joined(separator: " "))
        expectNone(of: words, in: outcome.errors, "its errors")
    }

    // MARK: The screen

    @Test func theInboxTellsNobody() async throws {
        let terminal = try PseudoTerminal(columns: 120, rows: 40)
        let inbox = try openInbox(on: terminal)
        try await terminal.wait(for: Self.heard)
        expectNone(of: secrets + words, in: commandLine(of: inbox.process.id), "the process list")
        try expectClosedModes()
        terminal.type("\u{11}")
        #expect(try await inbox.process.end() == 0)
        #expect(!titles(terminal.output).isEmpty)
        expectNone(of: secrets + words, in: titles(terminal.output).joined(), "the title")
        expectNone(of: secrets + words, in: text(of: inbox.errors), "standard error")
        try expectNoLeftovers()
        try expectClosedModes()
    }

    /// A crash writes a trace, without the memory around it, and leaves no core file.
    @Test func aCrashTellsNobody() async throws {
        let terminal = try PseudoTerminal(columns: 120, rows: 40)
        let inbox = try openInbox(on: terminal)
        try await terminal.wait(for: Self.heard)
        inbox.process.signal(SIGSEGV)
        let path = oriel.path(".local/state/oriel/default/oriel.log")
        try await eventually("the trace in the log") { text(of: path).contains("Backtrace took") }
        #expect(try await inbox.process.end() == 128 + SIGSEGV)
        let log = text(of: path)
        #expect(!log.contains("Registers:"))
        try expectNoLeftovers()
        #expect(names(below: "").allSatisfy { !$0.hasSuffix("/core") && !$0.contains("/core.") })
    }

    @Test func theDemoTellsNobodyAndLeavesNothing() async throws {
        let terminal = try PseudoTerminal(columns: 120, rows: 40)
        let demo = try openInbox(on: terminal, ["demo"])
        try await terminal.wait(for: "\u{1B}[?1049h")
        try await eventually("the demo's folder") { names(below: "tmp").contains { $0.hasSuffix("/say") } }
        #expect(try await oriel.run("demo", "say", Self.said).status == 0)
        try await terminal.wait(for: Self.said)
        try expectClosedModes()
        expectNone(of: words, in: titles(terminal.output).joined(), "the title")
        terminal.type("\u{11}")
        try await eventually("its end") {
            // It asks when something is unsent.
            terminal.type("y")
            return demo.process.status != nil
        }
        #expect(names(below: "tmp").allSatisfy { !$0.contains("oriel-demo") && !$0.contains("sqlite") })
        expectNone(of: words, in: text(of: demo.errors), "standard error")
    }

    /// In a directory where everybody may write, somebody could have made the demo's folder before us.
    @Test func theDemoTakesNoFolderThatIsOpen() async throws {
        let folder = oriel.path("tmp/oriel-demo-\(getuid())")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        chmod(folder, 0o777)
        let terminal = try PseudoTerminal()
        let demo = try openInbox(on: terminal, ["demo"])
        #expect(try await demo.process.end() == 77)
        #expect(text(of: demo.errors).contains(folder))
        let say = try await oriel.run("demo", "say", "hello")
        #expect(say.status == 69)
    }

    // MARK: Modes

    /// Shared by a group, the store and its journal are open to the group, and to nobody else.
    @Test func aSharedStoreIsOpenToItsGroupOnly() async throws {
        let folder = oriel.path("team")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        chmod(folder, 0o2770)
        let reader = try oriel.start(["ingest", "--store", folder + "/inbox.sqlite"], into: oriel.path("log"))
        try await eventually("the message in the store") {
            names(below: "spool/done").contains { $0.hasSuffix(".json") }
        }
        for end in ["", "-wal", "-shm"] {
            var status = stat()
            #expect(stat(folder + "/inbox.sqlite" + end, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o660, "inbox.sqlite\(end)")
        }
        reader.signal(SIGTERM)
        #expect(try await reader.end() == 0)
    }

    @Test func theReceiversVerifyTokenIsInNoProcessList() async throws {
        let receiver = try ServerProgram(
            [
                "receive", "--spool", oriel.spool, "--port", "0", "--verify-token", "verifymarkerqzvw",
                "--app-secret-file", oriel.path("keys/app-secret"),
            ], log: oriel.folder)
        _ = try await receiver.ready()
        let line = commandLine(of: receiver.process.id)
        #expect(line.contains("--verify-token"))
        expectNone(of: secrets + ["verifymarkerqzvw"], in: line + receiver.errors, "the process list and the log")
    }
}
