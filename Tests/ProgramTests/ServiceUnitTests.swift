import Foundation
import TestSupport
import Testing
import WhatsApp

/// The units of the README: systemd understands them, and what they start runs as they start it. Only that systemd
/// itself does it is not tested here.
struct ServiceUnitTests {
    private static let analyze = ["/usr/bin/systemd-analyze", "/bin/systemd-analyze"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    private let oriel: Oriel

    init() throws { oriel = try Oriel() }

    private func said(_ file: String) -> String {
        (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""  // not written yet
    }

    /// Runs a program that is none of ours to its end.
    private func run(_ program: String, _ arguments: [String]) async throws -> (status: Int32, said: String) {
        let path = oriel.path("said-\(UUID().uuidString)")
        let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(file) }
        let status = try await ChildProcess(program, arguments, output: file, errors: file).end()
        return (status, said(path))
    }

    /// Starts what a unit starts: its words, its variables, its mask, no terminal.
    private func start(_ unit: ServiceUnit, into log: String) throws -> ChildProcess {
        let mask = unit.values("UMask").first ?? "0022"
        let file = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        defer { close(file) }
        return try ChildProcess(
            "/bin/sh", ["-c", "umask \(mask) && exec \"$@\"", "sh"] + unit.command(in: oriel.folder),
            environment: unit.environment(in: oriel.folder), output: file, errors: file)
    }

    @Test(
        .enabled(if: analyze != nil, "systemd is not installed"), arguments: ["orield.service", "oriel-work.service"])
    func systemdUnderstandsTheUnit(name: String) async throws {
        let unit = try ServiceUnit(name)
        let file = try oriel.write(unit.moved(to: oriel.folder), to: name)
        let told = try await run(Self.analyze ?? "", ["verify", "--man=no", file])
        // A key that it does not know is no failure for it, but a line.
        #expect(told.status == 0 && told.said.isEmpty, "\(told.said)")
        #expect(unit.value("Restart") == "always")
        #expect(Int(unit.value("RestartSec")) ?? 0 >= 3, "five starts within ten seconds, and systemd gives up")
    }

    @Test(arguments: ["orield.service", "oriel-work.service"])
    func everyOptionOfTheUnitExists(name: String) async throws {
        let words = try ServiceUnit(name).command(in: oriel.folder)
        let help = try await run(words[0], [words[1], "--help"])
        #expect(help.status == 0)
        let options = words.dropFirst(2).filter { $0.hasPrefix("-") }
        #expect(options.count >= 3)
        for option in options { #expect(help.said.contains("\(option) <"), "\(option)") }
    }

    @Test func theWorkerRunsAsItsUnitStartsIt() async throws {
        let unit = try ServiceUnit("oriel-work.service")
        let spool = oriel.path("var/spool/oriel")
        let platform = try await SimulatedPlatform(spool: spool, seed: 11, log: oriel.folder)
        try oriel.write(platform.token, to: "run/credentials/oriel-work.service/token", mode: 0o400)
        try oriel.write(
            """
            token_command = "cat \(unit.credentials(in: oriel.folder))/token"
            api_base = "\(platform.url)"
            """, to: "etc/oriel/config.toml")
        let folders = unit.value("ReadWritePaths").split(separator: " ").map(String.init)
        for path in folders + ["/var/lib/" + unit.value("StateDirectory")] {
            try FileManager.default.createDirectory(
                atPath: oriel.folder + path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o770])
        }
        let log = oriel.path("log")
        // Killed, it is started again; the last time it is stopped, and that is no failure.
        for life in 1...2 {
            let worker = try start(unit, into: log)
            try await eventually("it works") { said(log).components(separatedBy: "working on").count == life + 1 }
            try await platform.inbound("Oi \(life)", from: "5511955550191")
            try await eventually("the store has it") {
                try await oriel.run(
                    "messages", "--store", oriel.path("var/lib/oriel/inbox.sqlite"), "--person",
                    "5511955550191", "--json"
                ).output.contains("Oi \(life)")
            }
            worker.signal(life == 1 ? SIGKILL : SIGTERM)
            let bound = Double(unit.value("TimeoutStopSec")) ?? 0
            #expect(try await worker.end(within: bound) == (life == 1 ? 137 : 0))
        }
        #expect(said(oriel.path("var/lib/oriel-work/oriel/default/work.log")).contains("ended"))
        #expect(!said(log).contains(platform.token))
    }

    /// What starting again cannot mend is not started again.
    @Test func theWorkersUnitKnowsWhatIsFinal() async throws {
        let unit = try ServiceUnit("oriel-work.service")
        let log = oriel.path("log")
        let final = unit.value("RestartPreventExitStatus").split(separator: " ").compactMap { Int32($0) }
        #expect(final == [64, 77, 78])
        try oriel.write("no_such_key = 1\n", to: "etc/oriel/config.toml")
        #expect(final.contains(try await start(unit, into: log).end()), "\(said(log))")
        try oriel.write("waba = \"1\"\n", to: "etc/oriel/config.toml")
        #expect(final.contains(try await start(unit, into: log).end()), "\(said(log))")
    }

    @Test func theReceiverRunsAsItsUnitStartsIt() async throws {
        let unit = try ServiceUnit("orield.service")
        for credential in unit.values("LoadCredential") {
            let name = credential.prefix { $0 != ":" }
            try oriel.write("secret-of-\(name)\n", to: "run/credentials/orield.service/\(name)", mode: 0o400)
        }
        try FileManager.default.createDirectory(
            atPath: oriel.path("var/spool/oriel"), withIntermediateDirectories: true)
        let log = oriel.path("log")
        var words = unit.command(in: oriel.folder)
        let port = try #require(words.firstIndex(of: "--port"))
        // Any free one: others test here, too.
        words[port + 1] = "0"
        let file = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        defer { close(file) }
        let receiver = try ChildProcess(
            words[0], Array(words.dropFirst()), environment: unit.environment(in: oriel.folder), output: file,
            errors: file)
        try await eventually("it listens") { said(log).contains("listening on") }
        receiver.signal(SIGTERM)
        #expect(try await receiver.end(within: 20) == 0)
        #expect(said(log).contains("stopped"))
    }
}
