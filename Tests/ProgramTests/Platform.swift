import Foundation
import FoundationNetworking
import Testing
import WhatsApp

/// A running `orield simulate` that writes webhooks into a program's spool.
final class Platform {
    /// The API base.
    let url: String
    let number: String
    let waba: String
    let token: String
    private let process: Process

    init(for oriel: Oriel) async throws {
        process = Process()
        let program = URL(fileURLWithPath: Oriel.path).deletingLastPathComponent().appendingPathComponent("orield")
        process.executableURL = program
        process.arguments = ["simulate", "--spool", oriel.spool, "--seed", "11"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var line = Data()
        while !line.contains(UInt8(ascii: "\n")) {
            let part = output.fileHandleForReading.availableData
            if part.isEmpty { break }
            line += part
        }
        let ready = try JSONValue(bytes: line)
        url = try #require(ready["url"]?.text)
        number = try #require(ready["phone_number_id"]?.text)
        waba = try #require(ready["waba_id"]?.text)
        token = try #require(ready["token"]?.text)
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
    }

    /// A customer writes; the webhook is in the spool when this returns.
    func inbound(_ text: String, from: String, name: String = "Nova Cliente") async throws {
        try await order("inbound", ["from": .string(from), "name": .string(name), "text": .string(text)])
    }

    /// The next send goes wrong in this way.
    func fail(_ how: JSONValue) async throws { try await order("fail", how) }

    private func order(_ path: String, _ body: JSONValue) async throws {
        var request = URLRequest(url: try #require(URL(string: "\(url)/_sim/\(path)")))
        request.httpMethod = "POST"
        request.httpBody = Data(body.canonicalBytes)
        let (data, response) = try await URLSession.shared.data(for: request)
        let status = (response as? HTTPURLResponse)?.statusCode
        try #require(status == 200, "\(path): \(String(decoding: data, as: UTF8.self))")
    }
}
