import Foundation
import Hummingbird
import Inbox
import Simulator
import WhatsApp

/// The HTTP side of the simulated cloud: Graph calls, and the `/_sim` paths that steer it.
struct GraphFront: Sendable {
    let cloud: SimulatedCloud

    /// Graph bodies are small, but for files.
    private static let bodyLimit = 4 * 1_024 * 1_024
    private static let fileLimit = Limits.Media.document + 1_024 * 1_024
    /// An answer that is lost on purpose is held back this long, in seconds, unless its caller leaves first.
    private static let stall = 120

    func respond(to request: Request, _ connection: Connection) async -> Response {
        let path = request.decodedPath
        let body: [UInt8]
        do {
            body = try await request.bytes(limit: path.hasSuffix("/media") ? Self.fileLimit : Self.bodyLimit)
        } catch {
            return .text(error == .tooLarge ? .contentTooLarge : .badRequest, "\(error)\n")
        }
        if path.hasPrefix("/_sim/") { return await steer(path, request.method.rawValue, body) }
        let host = request.head.authority ?? "127.0.0.1"
        let call = SimRequest(
            method: request.method.rawValue, path: path, query: request.decodedQuery,
            authorization: request.headers[.authorization], contentType: request.headers[.contentType], body: body,
            origin: "http://" + host)
        let answer = await cloud.handle(call)
        Output.log("\(call.method) \(path) \(answer.status) \(answer.transport)")
        return await wire(answer, connection)
    }

    // MARK: The wire

    private struct Cut: Error {}

    private func wire(_ answer: SimResponse, _ connection: Connection) async -> Response {
        let whole = response(answer, ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
        switch answer.transport {
        case .whole: return whole
        case .closed:
            connection.cut()
            return whole
        case .stalled:
            for _ in 0..<(Self.stall * 10) {
                if await cloud.isStopped || Task.isCancelled { break }
                try? await Task.sleep(for: .milliseconds(100))  // cancelled: the next round sees it
            }
            connection.cut()
            return whole
        case .truncated:
            let half = Array(answer.body.prefix(answer.body.count / 2))
            return response(
                answer,
                ResponseBody(contentLength: answer.body.count) { writer in
                    try await writer.write(ByteBuffer(bytes: half))
                    throw Cut()
                })
        }
    }

    private func response(_ answer: SimResponse, _ body: ResponseBody) -> Response {
        var response = Response(status: HTTPResponse.Status(code: answer.status), body: body)
        for (name, value) in answer.headers {
            if let field = HTTPFields.Element.Name(name) { response.headers[field] = value }
        }
        return response
    }

    // MARK: Steering

    private func steer(_ path: String, _ method: String, _ body: [UInt8]) async -> Response {
        if path == "/_sim/people", method == "GET" { return .json(.ok, ["people": await cloud.people]) }
        if path == "/_sim/record", method == "GET" { return .json(.ok, await cloud.record) }
        guard
            [
                "/_sim/inbound", "/_sim/event", "/_sim/trouble", "/_sim/fail", "/_sim/advance", "/_sim/account",
                "/_sim/rules",
            ].contains(path)
        else {
            return .json(
                .notFound,
                [
                    "error":
                        """
                    There is /_sim/inbound, /_sim/event, /_sim/trouble, /_sim/fail, /_sim/advance, /_sim/account, \
                    /_sim/rules, /_sim/people and /_sim/record.
                    """
                ])
        }
        guard method == "POST" else { return .json(.methodNotAllowed, ["error": "Use POST."]) }
        do {
            let json = try JSONValue(bytes: body)
            switch path {
            case "/_sim/inbound":
                let order = try SteeringOrder.inbound(json)
                return .json(.ok, try await cloud.inbound(from: order.from, name: order.name, order.message))
            case "/_sim/account":
                await cloud.amend(try SteeringOrder.account(json))
                return .json(.ok, ["ok": true])
            case "/_sim/rules":
                try await cloud.rule(json)
                return .json(.ok, ["ok": true])
            case "/_sim/event": return .json(.ok, try await cloud.happen(try SteeringOrder.happening(json)))
            case "/_sim/trouble":
                await cloud.steer(try SteeringOrder.delivery(json))
                return .json(.ok, ["ok": true])
            case "/_sim/fail":
                let order = try SteeringOrder.fault(json)
                await cloud.fail(next: order.fault, count: order.count)
                return .json(.ok, ["ok": true])
            default: return .json(.ok, await cloud.advance(try SteeringOrder.advance(json)))
            }
        } catch {
            return .json(.badRequest, ["error": .string("\(error)")])
        }
    }
}
