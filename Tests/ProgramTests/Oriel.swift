import Foundation
import TestSupport
import Testing
import WhatsApp

/// Runs the built `oriel` as its users do.
final class Oriel: Sendable {
    /// What a run left behind.
    struct Outcome: Sendable {
        let status: Int32
        let output: String
        let errors: String

        var lines: [String] { output.split(separator: "\n").map(String.init) }
        /// The lines of the output, each as JSON.
        var json: [JSONValue] { get throws { try lines.map { try JSONValue(bytes: $0.utf8) } } }
    }

    /// Everything the program may write lies below this folder.
    let folder: String
    /// Added to a small environment of its own; nothing is inherited.
    let environment: [String: String]
    /// Who removes the folder, when it is another.
    private let owner: Oriel?

    init(environment: [String: String] = [:]) throws {
        self.environment = environment
        owner = nil
        folder = NSTemporaryDirectory() + "oriel-program-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// The same folder with other variables; it goes when the last of them goes.
    private init(sharing other: Oriel, environment: [String: String]) {
        owner = other
        folder = other.folder
        self.environment = environment
    }

    func with(environment: [String: String]) -> Oriel { Oriel(sharing: self, environment: environment) }

    deinit {
        guard owner == nil else { return }
        try? FileManager.default.removeItem(atPath: folder)  // a leftover harms nobody
    }

    static let path = ChildProcess.built("oriel")

    func path(_ name: String) -> String { folder + "/" + name }

    @discardableResult
    func write(_ text: String, to name: String, mode: Int = 0o600) throws -> String {
        let path = path(name)
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    var configPath: String { path(".config/oriel/config.toml") }

    @discardableResult
    func writeConfig(_ text: String) throws -> String { try write(text, to: ".config/oriel/config.toml") }

    /// Starts the program; a standard file that is not given is `/dev/null`.
    func start(
        _ arguments: [String], input: Int32? = nil, output: Int32? = nil, errors: Int32? = nil
    ) throws -> ChildProcess {
        var variables = ["HOME": folder, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm-256color"]
        variables.merge(environment) { _, own in own }
        return try ChildProcess(
            Self.path, arguments, environment: variables, input: input, output: output, errors: errors)
    }

    /// Starts it with its output and errors in a new file.
    func start(_ arguments: [String], into file: String) throws -> ChildProcess {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        return try start(arguments, output: descriptor, errors: descriptor)
    }

    /// Runs to the end.
    @discardableResult
    func run(_ arguments: String..., input: String = "") async throws -> Outcome {
        try await run(arguments, input: input)
    }

    /// Output goes through files, so that no pipe can fill up.
    func run(_ arguments: [String], input: String = "") async throws -> Outcome {
        let tag = UUID().uuidString
        let names = [".in", ".out", ".err"].map { path(tag + $0) }
        try Data(input.utf8).write(to: URL(fileURLWithPath: names[0]))
        let flags = [O_RDONLY, O_WRONLY | O_CREAT, O_WRONLY | O_CREAT]
        let files = zip(names, flags).map { open($0, $1 | O_CLOEXEC, 0o600) }
        defer {
            for file in files { close(file) }
            for name in names { unlink(name) }
        }
        let status = try await start(arguments, input: files[0], output: files[1], errors: files[2]).end()
        let texts = try names.dropFirst().map {
            String(decoding: try Data(contentsOf: URL(fileURLWithPath: $0)), as: UTF8.self)
        }
        return Outcome(status: status, output: texts[0], errors: texts[1])
    }
}

extension Oriel.Outcome {
    /// One line that names the program: what every failure gives, and nothing on standard output.
    func expectOneLine(
        _ status: Int32, _ parts: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(self.status == status, "\(errors)", sourceLocation: sourceLocation)
        #expect(output.isEmpty, sourceLocation: sourceLocation)
        #expect(errors.hasPrefix("oriel: ") && errors.hasSuffix("\n"), sourceLocation: sourceLocation)
        #expect(errors.split(separator: "\n").count == 1, "\(errors)", sourceLocation: sourceLocation)
        for part in parts { #expect(errors.contains(part), "\(errors)", sourceLocation: sourceLocation) }
    }
}
