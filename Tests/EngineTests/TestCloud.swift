import Cloud
import Foundation
import Inbox
import Simulator
import Synchronization

/// The simulated platform in this process: requests in by `transport`, webhooks out by `tick`.
final class TestCloud: Sendable {
    private let simulator: Mutex<CloudSimulator>
    private let clock: @Sendable () -> Instant
    /// The bodies of the messages it was sent, whether it took them or not.
    private let log = Mutex<[String]>([])
    /// Where every request went.
    private let places = Mutex<[String]>([])
    /// Called with each request before it is answered.
    private let onRequest = Mutex<@Sendable () async -> Void>({})
    /// The token the platform accepts now.
    private let validToken: Mutex<Token>

    init(_ simulator: CloudSimulator, token: Token, clock: @escaping @Sendable () -> Instant) {
        self.simulator = Mutex(simulator)
        validToken = Mutex(token)
        self.clock = clock
    }

    var transport: Transport { Transport { [self] in await answer($0) } }

    /// The path of every request, whether it was granted or not.
    var paths: [String] { places.withLock { $0 } }

    /// How many messages it was sent.
    var sends: [String] { log.withLock { $0 } }

    func change<Value: Sendable>(_ body: (inout CloudSimulator) throws -> Value) rethrows -> Value {
        try simulator.withLock { try body(&$0) }
    }

    func tick() -> [OutgoingWebhook] { simulator.withLock { $0.tick(clock()) } }

    func revoke(for new: Token) { validToken.withLock { $0 = new } }

    func beforeAnswering(_ body: @escaping @Sendable () async -> Void) { onRequest.withLock { $0 = body } }

    private func answer(_ request: HTTPRequest) async -> Result<HTTPReply, TransportFailure> {
        await onRequest.withLock { $0 }()
        places.withLock { $0.append(request.url.path) }
        let isSend = request.url.path.hasSuffix("/messages")
        if isSend { log.withLock { $0.append(String(decoding: request.body, as: UTF8.self)) } }
        let components = URLComponents(url: request.url, resolvingAgainstBaseURL: false)
        let query = Dictionary(
            (components?.queryItems ?? []).map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { first, _ in first })
        let isValid = request.token == validToken.withLock { $0 }
        let response = simulator.withLock { simulator in
            simulator.handle(
                SimRequest(
                    method: request.method.rawValue, path: request.url.path, query: query,
                    authorization: isValid ? "Bearer \(simulator.account.token)" : "Bearer revoked",
                    contentType: request.contentType,
                    body: request.body, origin: request.origin),
                now: clock())
        }
        switch response.transport {
        case .whole: return .success(HTTPReply(status: response.status, headers: response.headers, body: response.body))
        case .stalled: return .failure(.unknownOutcome(.timedOut))
        case .truncated: return .failure(.unknownOutcome(.truncated))
        case .closed: return .failure(.unknownOutcome(.connectionLost))
        }
    }
}
