import Foundation
import FoundationNetworking
import WhatsApp

/// `orield simulate` as a process of its own that writes webhooks into a spool, ended with this value.
public final class SimulatedPlatform: Sendable {
    /// The API base.
    public let url: String
    public let port: Int
    public let number: String
    public let waba: String
    public let token: String
    private let program: ServerProgram

    /// - Parameter options: further ones of `orield simulate`.
    public init(
        spool: String, seed: Int, port: Int = 0, log folder: String, options: [String] = []
    ) async throws {
        program = try ServerProgram(
            ["simulate", "--spool", spool, "--seed", "\(seed)", "--port", "\(port)"] + options, log: folder)
        let ready = try await program.ready()
        url = try Self.text("url", ready)
        number = try Self.text("phone_number_id", ready)
        waba = try Self.text("waba_id", ready)
        token = try Self.text("token", ready)
        self.port = URL(string: url)?.port ?? 0
    }

    private static func text(_ key: String, _ ready: JSONValue) throws -> String {
        guard let text = ready[key]?.string else { throw Overdue(what: "\(key) in the ready line") }
        return text
    }

    /// Ends it as a machine does that loses its power.
    public func kill() { program.process.kill() }

    /// A customer writes; the webhook is in the spool when this returns.
    public func inbound(_ text: String, from: String, name: String = "Nova Cliente") async throws {
        try await steer("inbound", ["from": .string(from), "name": .string(name), "text": .string(text)])
    }

    /// The same with a message of any type.
    public func inbound(type: String, _ content: JSONValue, from: String) async throws {
        try await steer("inbound", ["from": .string(from), "type": .string(type), "content": content])
    }

    /// Something happens by itself; its webhook is in the spool when this returns.
    public func happen(_ what: JSONValue) async throws { try await steer("event", what) }

    /// The next send goes wrong in this way.
    public func fail(_ how: JSONValue) async throws { try await steer("fail", how) }

    /// So many seconds pass at once.
    public func advance(seconds: Int64) async throws { try await steer("advance", ["seconds": .int(seconds)]) }

    /// The number or the account does not look as usual any more.
    public func amend(_ members: JSONValue) async throws { try await steer("account", members) }

    /// The business may do less, or more, from now on.
    public func rule(_ rules: JSONValue) async throws { try await steer("rules", rules) }

    /// Which messages it took, and the ids of what customers wrote.
    public func record() async throws -> JSONValue {
        guard let address = URL(string: "http://127.0.0.1:\(port)/_sim/record") else { return .null }
        return try JSONValue(bytes: try await URLSession.shared.data(from: address).0)
    }

    private func steer(_ path: String, _ body: JSONValue) async throws {
        guard let address = URL(string: "http://127.0.0.1:\(port)/_sim/\(path)") else { return }
        var request = URLRequest(url: address)
        request.httpMethod = "POST"
        request.httpBody = Data(body.canonicalBytes)
        let (data, response) = try await URLSession.shared.data(for: request)
        guard (response as? HTTPURLResponse)?.statusCode == 200 else {
            throw Overdue(what: "\(path): \(String(decoding: data, as: UTF8.self))")
        }
    }
}
