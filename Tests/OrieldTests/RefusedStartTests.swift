import Foundation
import TestSupport
import Testing
import WhatsApp

/// Starts that cannot succeed: one line that says what to do, and the documented exit code.
struct RefusedStartTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var arguments: [String]
        var code: Int32
        var says: String
        var testDescription: String { arguments.joined(separator: " ") }
    }

    @Test(arguments: [
        Case(
            arguments: ["receive", "--spool", "S", "--verify-token", "t", "--app-secret-file", "none"], code: 66,
            says: "there is no such file"),
        Case(
            arguments: ["receive", "--spool", "S", "--verify-token", "t", "--app-secret-file", "EMPTY"], code: 66,
            says: "its first line is empty"),
        Case(
            arguments: ["receive", "--spool", "SECRET", "--verify-token", "t", "--app-secret-file", "SECRET"],
            code: 73, says: "not a directory"),
        Case(arguments: ["receive", "--spool", "S", "--app-secret-file", "SECRET"], code: 64, says: "--verify-token"),
        Case(arguments: ["receive", "--verify-token", "t", "--app-secret-file", "SECRET"], code: 64, says: "--spool"),
        Case(
            arguments: ["receive", "--spool", "S", "--verify-token", "t", "--app-secret-file", "F", "--port", "x"],
            code: 64, says: "--port"),
        Case(
            arguments: ["receive", "--spool", "S", "--verify-token", "t", "--app-secret-file", "F", "--wrong"],
            code: 64, says: "--wrong"),
        Case(arguments: ["simulate"], code: 64, says: "--spool or --callback"),
        Case(
            arguments: ["simulate", "--spool", "S", "--callback", "http://127.0.0.1:1/"], code: 64,
            says: "--spool or --callback"),
        Case(arguments: ["simulate", "--callback", "http://127.0.0.1:1/"], code: 64, says: "--app-secret-file"),
        Case(
            arguments: ["simulate", "--callback", "http://example.org/", "--app-secret-file", "SECRET"], code: 64,
            says: "loopback"),
        Case(arguments: ["simulate", "--spool", "S", "--host", "0.0.0.0"], code: 64, says: "loopback"),
        Case(arguments: ["simulate", "--spool", "S", "--speed", "0"], code: 64, says: "--speed"),
        Case(arguments: ["serve"], code: 64, says: "serve"),
    ])
    func saysWhatToDo(_ sample: Case) async throws {
        let scratch = try Scratch()
        let files = [
            "SECRET": try scratch.file("secret", "s3cret"), "EMPTY": try scratch.file("empty", "\n"),
            "S": scratch.path + "/spool", "none": scratch.path + "/none",
        ]
        let server = try ServerProgram(sample.arguments.map { files[$0] ?? $0 }, log: scratch.path)
        #expect(try await server.process.end() == sample.code)
        let lines = server.errors.split(separator: "\n")
        #expect(lines.count == 1)
        #expect(server.errors.hasPrefix("orield: "))
        #expect(server.errors.contains(sample.says), "\(server.errors)")
    }

    @Test func namesAPortInUse() async throws {
        let scratch = try Scratch()
        let first = try ServerProgram(["simulate", "--spool", scratch.path + "/a"], log: scratch.path)
        let url = try #require(URL(string: try await first.ready()["url"]?.string ?? ""))
        let port = String(try #require(url.port))
        let second = try ServerProgram(["simulate", "--spool", scratch.path + "/b", "--port", port], log: scratch.path)
        #expect(try await second.process.end() == 75)
        #expect(second.errors.contains("the address is in use"))
    }

    @Test(arguments: [["--help"], ["receive", "--help"], ["simulate", "--help"]])
    func helpIsNoError(_ arguments: [String]) async throws {
        let scratch = try Scratch()
        let server = try ServerProgram(arguments, log: scratch.path)
        #expect(try await server.process.end() == 0)
        #expect(server.errors.isEmpty)
    }
}
