import Foundation
import Testing

@testable import Cloud

@Suite struct TokenTests {
    @Test func showsItselfToNobody() throws {
        let token = try Token("EAAverySecret")
        var dumped = ""
        dump([token], to: &dumped)
        dump(HTTPRequest(.get, try #require(URL(string: "http://127.0.0.1/")), token: token), to: &dumped)
        for text in ["\(token)", String(reflecting: token), String(describing: [token]), dumped] {
            #expect(!text.contains("Secret"))
        }
    }

    @Test(arguments: ["EAAb", "  EAAb\n", "EAAb\r\n", "\tEAAb "])
    func dropsWhiteSpaceAround(_ text: String) throws { #expect(try Token(text).secret == "EAAb") }

    @Test(arguments: [
        ("", TokenError.Reason.empty), (" \n", .empty), ("EAA b", .malformed), ("EAA\r\nX-Evil: 1", .malformed),
        ("EAAé", .malformed), ("EAA\u{0}", .malformed), (String(repeating: "a", count: 4_097), .malformed),
    ])
    func refusesWhatNoHeaderCanCarry(_ text: String, _ reason: TokenError.Reason) {
        #expect(throws: reason) { try Token(text) }
    }
}

@Suite struct TokenSourceTests {
    @Test func environment() async throws {
        #expect(try await TokenSource.environment(["ORIEL_TOKEN": "EAAe"]).read() == Token("EAAe"))
        await #expect(throws: TokenError(origin: .environment(variable: "ORIEL_TOKEN"), reason: .missing)) {
            try await TokenSource.environment([:]).read()
        }
    }

    @Test func theEnvironmentWinsThenTheCommandThenTheFile() {
        let all = TokenSource.chosen(environment: ["ORIEL_TOKEN": "x"], command: "true", file: "/f")
        #expect(all.origin == .environment(variable: "ORIEL_TOKEN"))
        #expect(TokenSource.chosen(environment: [:], command: "true", file: "/f").origin == .command)
        #expect(TokenSource.chosen(environment: [:], command: nil, file: "/f").origin == .file(path: "/f"))
        #expect(TokenSource.chosen(environment: [:], command: nil, file: nil).origin == .nowhere)
    }

    @Test func aFileOfOneself() async throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("EAAf\n", to: "token", mode: 0o600)
        #expect(try await TokenSource.file(path).read() == Token("EAAf"))
    }

    @Test(arguments: [0o644, 0o640, 0o660, 0o666, 0o700, 0o400, 0o4600])
    func aFileOfAnyOtherMode(_ mode: Int) async throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("EAAf", to: "token", mode: mode)
        await expect(.openMode(UInt32(mode)), of: path)
    }

    @Test func whatIsNoFile() async throws {
        let directory = try TemporaryDirectory()
        await expect(.fileNotFound, of: directory.path + "/none")
        await expect(.notRegularFile, of: directory.path)
        let real = try directory.write("EAAf", to: "token", mode: 0o600)
        let link = directory.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: real)
        await expect(.notRegularFile, of: link)
        let fifo = directory.path + "/fifo"
        #expect(mkfifo(fifo, 0o600) == 0)
        await expect(.notRegularFile, of: fifo)
    }

    @Test func fileContents() async throws {
        let directory = try TemporaryDirectory()
        await expect(.empty, of: try directory.write(" \n", to: "a", mode: 0o600))
        await expect(.malformed, of: try directory.write("one\ntwo", to: "b", mode: 0o600))
        await expect(.malformed, of: try directory.write(String(repeating: "x", count: 100_000), to: "c", mode: 0o600))
    }

    private func expect(_ reason: TokenError.Reason, of path: String) async {
        await #expect(throws: TokenError(origin: .file(path: path), reason: reason)) {
            try await TokenSource.file(path).read()
        }
    }

    @Test func aCommand() async throws {
        let source = TokenSource.command("printf '  EAAc\\n'; echo noise >&2")
        #expect(try await source.read() == Token("EAAc"))
    }

    @Test(arguments: [
        ("exit 3", TokenError.Reason.commandFailed(status: 3)), ("kill -TERM $$", .commandFailed(status: 143)),
        ("echo EAAc; exit 1", .commandFailed(status: 1)), ("no-such-program-here", .commandFailed(status: 127)),
        ("true", .empty), ("yes EAAc", .malformed), ("sleep 60", .commandTimedOut),
        ("echo EAAc; exec >&-; sleep 60", .commandTimedOut), ("sleep 60 & sleep 60", .commandTimedOut),
    ])
    func commandsThatFail(_ line: String, _ reason: TokenError.Reason) async {
        await #expect(throws: TokenError(origin: .command, reason: reason)) {
            try await TokenSource.command(line, within: 1).read()
        }
    }

    @Test func aCommandThatTookTooLongIsGoneWithItsChildren() async throws {
        let directory = try TemporaryDirectory()
        let file = directory.path + "/pid"
        let line = "sleep 60 & echo $! > '\(file)'; wait"
        await #expect(throws: TokenError.self) { try await TokenSource.command(line, within: 1).read() }
        let text = try String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        let child = try #require(pid_t(text))
        // An orphan that nobody has reaped yet still counts as there; `Z` says it is dead.
        for _ in 0..<5_000 {
            let status = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)  // nil: it is gone
            guard let status else { return }
            if status.contains(") Z ") || status.contains(") X ") { return }
            poll(nil, 0, 1)
        }
        Issue.record("the command's child is still running")
    }
}
