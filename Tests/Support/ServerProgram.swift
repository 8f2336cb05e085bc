import Foundation
import WhatsApp

/// A running `orield`. Its two outputs are files, so that no pipe can fill up.
public final class ServerProgram: Sendable {
    public let process: ChildProcess
    private let output: String
    private let log: String

    /// - Parameter folder: where what it says is kept.
    public init(_ arguments: [String], log folder: String) throws {
        let tag = UUID().uuidString
        output = folder + "/out-\(tag)"
        log = folder + "/log-\(tag)"
        let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC
        let (out, err) = (open(output, flags, 0o600), open(log, flags, 0o600))
        defer {
            close(out)
            close(err)
        }
        process = try ChildProcess(ChildProcess.built("orield"), arguments, output: out, errors: err)
    }

    /// What went to standard error so far.
    public var errors: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }  // gone: nothing was said

    /// The line that says the server is ready.
    public nonisolated(nonsending) func ready() async throws -> JSONValue {
        try await value("the ready line of orield") {
            let said = FileManager.default.contents(atPath: output) ?? Data()
            if let end = said.firstIndex(of: UInt8(ascii: "\n")) { return try JSONValue(bytes: said[..<end]) }
            if let status = process.status { throw Overdue(what: "the ready line; it ended with \(status): \(errors)") }
            return nil
        }
    }
}
