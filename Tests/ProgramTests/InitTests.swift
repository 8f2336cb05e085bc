import Foundation
import TestSupport
import Testing
import WhatsApp

/// `oriel init`: what it asks, what it says to a wrong answer, and what it leaves behind.
struct InitTests {
    private static let appSecret = "5ec2e7a5ec2e7a5ec2e7a5ec2e7a5ec2"

    private let oriel: Oriel
    private let platform: SimulatedPlatform

    init() async throws {
        oriel = try Oriel()
        platform = try await oriel.platform()
    }

    /// The answers that lead to the end, each a step.
    private struct Answers {
        var token: [String]
        var number: [String]
        var account: [String]
        var secret: [String]
        var spool: [String]
        var end = ["y", "y"]

        var lines: [String] { token + number + account + secret + spool + end }
    }

    private var good: Answers {
        Answers(
            token: ["file", "", platform.token], number: [platform.number], account: [platform.waba],
            secret: ["", Self.appSecret], spool: [oriel.path("hooks")])
    }

    private func answer(
        _ answers: [String], _ more: String..., environment: [String: String] = [:]
    ) async throws -> Oriel.Outcome {
        try await oriel.with(environment: environment).run(
            ["init", "--api-base", platform.url] + more, input: answers.map { $0 + "\n" }.joined())
    }

    private func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: oriel.path(name)).map { String(decoding: $0, as: UTF8.self) }
    }

    private func mode(_ name: String) throws -> Int {
        let found = try FileManager.default.attributesOfItem(atPath: oriel.path(name))[.posixPermissions]
        return try #require(found as? Int)
    }

    private var nothingWasWritten: Bool {
        ![
            oriel.configPath, oriel.path(".config/oriel/token"), oriel.path(".config/oriel/app-secret"),
            oriel.path("hooks"),
        ]
        .contains { FileManager.default.fileExists(atPath: $0) }
    }

    // MARK: The way through

    @Test func goodAnswersMakeAConfigThatWorks() async throws {
        let outcome = try await answer(good.lines)
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        let config = try #require(text(".config/oriel/config.toml"))
        for part in [platform.number, platform.waba, "Aurora Móveis", "token_file", "app_secret_file", "hooks"] {
            #expect(config.contains(part), "\(part) in \(config)")
        }
        for secret in [platform.token, Self.appSecret] {
            #expect(!config.contains(secret))
            #expect(!outcome.output.contains(secret))
        }
        #expect(text(".config/oriel/token") == platform.token + "\n")
        #expect(text(".config/oriel/app-secret") == Self.appSecret + "\n")
        for name in [".config/oriel/config.toml", ".config/oriel/token", ".config/oriel/app-secret"] {
            #expect(try mode(name) == 0o600, "\(name)")
        }
        for name in ["hooks", "hooks/tmp", "hooks/new", "hooks/done", "hooks/quarantine"] {
            #expect(try mode(name) == 0o700, "\(name)")
        }
        #expect(outcome.output.contains("templates.") && outcome.output.contains("oriel doctor"))
        #expect(try await oriel.run("templates", "list", "--json").json.count > 3)
        #expect(try await oriel.run("doctor").status == 0)
    }

    /// On a terminal, what is typed as a secret is never shown, and the echo comes back.
    @Test func secretsAreNotShownOnATerminal() async throws {
        let terminal = try PseudoTerminal(columns: 200)
        let before = terminal.modes
        let process = try oriel.start(
            ["init", "--api-base", platform.url], input: terminal.terminal, output: terminal.terminal,
            errors: terminal.terminal)
        let steps = [
            ("command, file or environment", "file"), ("The file [", ""), ("The token (not shown): ", platform.token),
            ("phone_number_id: ", platform.number), ("(WABA): ", platform.waba), ("app-secret]: ", ""),
            ("The app secret (not shown): ", Self.appSecret + "x\u{7F}"), ("The directory", oriel.path("hooks")),
            ("Write it?", "y"), ("Fetch the templates now?", "n"),
        ]
        for (question, answer) in steps {
            try await terminal.wait(for: question)
            #expect(!terminal.output.contains(platform.token) && !terminal.output.contains(Self.appSecret))
            if question.contains("not shown") {
                try await eventually("no echo at “\(question)”") { terminal.modes != before }
            }
            terminal.forget()
            terminal.type(answer + "\n")
        }
        #expect(try await process.end() == 0)
        #expect(terminal.modes == before)
        #expect(text(".config/oriel/app-secret") == Self.appSecret + "\n")
    }

    @Test func jsonSaysWhatWasMade() async throws {
        let outcome = try await answer(good.lines, "--json")
        #expect(outcome.status == 0)
        let made = try #require(try outcome.json.first)
        #expect(outcome.lines.count == 1)
        #expect(made.object?.keys == ["backup", "config", "number", "spool", "templates", "waba"])
        #expect(made["config"]?.text == oriel.configPath && made["backup"] == .null)
        #expect(outcome.errors.contains("phone_number_id"))
    }

    // MARK: Wrong answers

    enum Step: Sendable { case token, number, account, secret, spool }

    /// What is answered first, what is said to that, and which questions it is an answer to; the good answers follow.
    static let mistakes: [(Step, [String], String)] = [
        (.token, ["letter"], "none of the three"),
        (.token, ["environment"], "there is no token: set ORIEL_TOKEN"),
        (.token, ["command", "exit 3"], "token_command ended with status 3"),
        (.token, ["command", "true"], "token_command gives nothing"),
        (.token, ["command", "echo two words"], "something that is no token"),
        (.token, ["command", "echo EAAGinvented123"], "The token itself stands in that command"),
        (.token, ["file", "FOLDER/open-token"], "has mode 644"),
        (.token, ["file", "FOLDER"], "not a regular file"),
        (.token, ["file", "", ""], "type the token to have it made"),
        (.token, ["file", "", "two words"], "That is no token"),
        (.number, ["+55 11 4000-1234"], "made of digits only"),
        (.number, ["5511400012345"], "knows nothing of the id 5511400012345"),
        (.account, ["Aurora"], "made of digits only"),
        (.account, ["12345"], "knows nothing of the id 12345"),
        (.account, ["NUMBER"], "the platform refused"),
        (.secret, ["FOLDER/open-secret"], "has mode 644"),
        (.secret, ["FOLDER/empty-secret"], "is empty"),
        (.secret, ["", "two words"], "That is no app secret"),
        (.spool, ["/dev/null"], "/dev/null is not a directory"),
        (.spool, ["FOLDER/open-token/spool"], "is not a directory"),
        (.spool, ["FOLDER/everybody"], "everybody may write"),
    ]

    @Test(arguments: mistakes.indices)
    func aWrongAnswerIsExplainedAndAskedAgain(index: Int) async throws {
        let (step, wrong, words) = Self.mistakes[index]
        try oriel.write("EAAGinvented123", to: "open-token", mode: 0o644)
        try oriel.write("secret", to: "open-secret", mode: 0o644)
        try oriel.write("\n", to: "empty-secret")
        try FileManager.default.createDirectory(atPath: oriel.path("everybody"), withIntermediateDirectories: false)
        chmod(oriel.path("everybody"), 0o777)
        let first = wrong.map {
            $0.replacing("FOLDER", with: oriel.folder).replacing("NUMBER", with: platform.number)
        }
        var answers = good
        switch step {
        case .token: answers.token = first + answers.token
        case .number: answers.number = first + answers.number
        case .account: answers.account = first + answers.account
        case .secret: answers.secret = first + answers.secret
        case .spool: answers.spool = first + answers.spool
        }
        let outcome = try await answer(answers.lines)
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains(words), "\(outcome.output)")
        #expect(text(".config/oriel/token") == platform.token + "\n")
    }

    @Test func aRefusedTokenIsAskedForAgainBeforeTheNumber() async throws {
        var answers = good
        answers.token = ["file", "", "EAAGsomebodyElses", platform.number, "file", "", platform.token]
        let outcome = try await answer(answers.lines)
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("So the token comes first") && !outcome.output.contains("EAAGsomebodyElses"))
        #expect(text(".config/oriel/token") == platform.token + "\n")
    }

    @Test func anAccountWithoutTheNumberIsRefusedWithTheNumbersItHas() async throws {
        try await platform.fail(["http": 502, "on": "any"])
        var answers = good
        // The platform was away when the number was asked about, so a wrong one was kept unchecked.
        answers.number = ["424242", "y"]
        answers.account = [platform.waba]
        let outcome = try await answer(Array((answers.token + answers.number + answers.account)))
        #expect(outcome.status == 66)
        #expect(outcome.output.contains("does not have the number 424242, but \(platform.number)"), "\(outcome.output)")
        #expect(nothingWasWritten)
    }

    @Test func anAbsentPlatformCanBeGoneOnWithout() async throws {
        platform.kill()
        var answers = good
        answers.number = [platform.number, "n", platform.number, "maybe", "y"]
        answers.account = [platform.waba, "y"]
        let outcome = try await answer(answers.lines)
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("no answer from the platform") && outcome.output.contains("answer y or n"))
        #expect(outcome.output.contains("That did not work") && outcome.output.contains("oriel templates sync"))
        #expect(text(".config/oriel/config.toml")?.contains(platform.number) == true)
    }

    @Test func theEnvironmentsTokenIsTakenAndNotWritten() async throws {
        var answers = good
        answers.token = [""]
        let outcome = try await answer(answers.lines, environment: ["ORIEL_TOKEN": platform.token])
        #expect(outcome.status == 0, "\(outcome.output)")
        let config = try #require(text(".config/oriel/config.toml"))
        #expect(!config.contains("token_") && !config.contains(platform.token))
    }

    // MARK: Ends

    /// After any number of answers.
    @Test func answersThatEndEarlyLeaveNothing() async throws {
        let all = good.lines.dropLast(2)
        for count in 0...all.count {
            let outcome = try await answer(Array(all.prefix(count)))
            #expect(outcome.status == 66, "after \(count)")
            #expect(outcome.errors.contains("nothing was written"))
            #expect(nothingWasWritten, "after \(count)")
        }
    }

    @Test func interruptGivesTheEchoBackAndLeavesNothing() async throws {
        let terminal = try PseudoTerminal(columns: 200)
        let before = terminal.modes
        let process = try oriel.start(
            ["init", "--api-base", platform.url], input: terminal.terminal, output: terminal.terminal,
            errors: terminal.terminal)
        try await terminal.wait(for: "command, file or environment")
        terminal.type("file\n\n")
        try await terminal.wait(for: "The token (not shown): ")
        try await eventually("no echo") { terminal.modes != before }
        terminal.type("EAAG\u{3}")
        #expect(try await process.end() == 66)
        #expect(terminal.modes == before)
        #expect(nothingWasWritten)
    }

    @Test(arguments: [SIGTERM, SIGHUP]) func aSignalGivesTheEchoBackToo(signal: Int32) async throws {
        let terminal = try PseudoTerminal(columns: 200)
        let before = terminal.modes
        let process = try oriel.start(
            ["init", "--api-base", platform.url], input: terminal.terminal, output: terminal.terminal,
            errors: terminal.terminal)
        try await terminal.wait(for: "command, file or environment")
        terminal.type("file\n\n")
        try await eventually("no echo") { terminal.modes != before }
        process.signal(signal)
        #expect(try await process.end() == 128 + signal)
        #expect(terminal.modes == before)
    }

    @Test func noInTheEndLeavesNothing() async throws {
        var answers = good
        answers.end = ["n"]
        let outcome = try await answer(answers.lines)
        #expect(outcome.status == 0 && outcome.output.contains("Nothing was written."))
        #expect(nothingWasWritten)
    }

    @Test func anOldConfigIsKeptAndNeverReplacedUnasked() async throws {
        let old = "agent = \"bia\"\n"
        try oriel.writeConfig(old)
        let declined = try await answer([""])
        #expect(declined.status == 0 && declined.output.contains("There is a config already"))
        #expect(text(".config/oriel/config.toml") == old)
        let replaced = try await answer(["y"] + good.lines)
        #expect(replaced.status == 0, "\(replaced.output)")
        #expect(text(".config/oriel/config.toml")?.contains(platform.number) == true)
        #expect(text(".config/oriel/config.toml.old-1") == old)
        #expect(try mode(".config/oriel/config.toml") == 0o600)
    }

    /// When the config cannot be written, no secret stays behind either.
    @Test func whatCannotBeWrittenLeavesNoSecret() async throws {
        try FileManager.default.createDirectory(
            atPath: oriel.path("c/config.toml.new-x"), withIntermediateDirectories: true)
        let blocked = "/proc/oriel/config.toml"
        let outcome = try await oriel.run(
            ["init", "--api-base", platform.url, "--config", blocked], input: good.lines.map { $0 + "\n" }.joined())
        #expect(outcome.status == 73, "\(outcome.errors)")
        #expect(text(".config/oriel/token") == nil && text(".config/oriel/app-secret") == nil)
    }

    @Test func aWrongAddressIsWrongUsage() async throws {
        try await oriel.run("init", "--api-base", "http://example.com").expectOneLine(64, "show the token")
    }
}
