import Inbox
import Synchronization
import WhatsApp

/// The Graph API of the WhatsApp Business Platform (`whatsapp.md` §4, §6, §7, §10).
///
/// The only public function that can send a customer anything is `send`, which takes the gate's permit (law 3). Each
/// function makes one attempt, with three exceptions that repeat nothing: after a 190 the token is read again, and if it
/// changed the call is made once more; a listing whose cursor expired is started once more; a template that is refused
/// because marketing has a path of its own is sent by that path.
public final class GraphClient: Sendable {
    /// Where every request goes.
    public let base: GraphBase
    let transport: Transport
    let tokens: TokenSource
    let now: @Sendable () -> Instant
    private let memory = Mutex(Memory())

    private struct Memory {
        var token: Token?
        var usage = RateUsage()
        var skew: ClockSkew?
        var version: String?
        /// Numbers that send marketing by its own path only.
        var marketers: Set<NumberID> = []
    }

    /// - Parameters:
    ///   - now: the clock of this machine, used to measure how far it is off. Never a shifted one (`--now`), or the
    ///     shift would count as error and widen every guard.
    public init(
        base: GraphBase = .standard, transport: Transport = .live(), tokens: TokenSource,
        now: @escaping @Sendable () -> Instant
    ) {
        self.base = base
        self.transport = transport
        self.tokens = tokens
        self.now = now
    }

    /// How much of the allowance is used, by the newest answers' headers.
    public var usage: RateUsage { memory.withLock { $0.usage } }

    /// How far this machine's clock is off, by the best answer so far; nil before the first.
    public var skew: ClockSkew? { memory.withLock { $0.skew } }

    /// Which version of the API the newest answer came from; an expired one is answered by a younger (`whatsapp.md` §10).
    public var answeredVersion: String? { memory.withLock { $0.version } }

    /// Whether the platform said that a number sends marketing by its own path.
    func isMarketer(_ number: NumberID) -> Bool { memory.withLock { $0.marketers.contains(number) } }

    func noteMarketer(_ number: NumberID) { memory.withLock { _ = $0.marketers.insert(number) } }

    /// The token of the newest request.
    var usedToken: Token? { memory.withLock { $0.token } }

    /// Reads the token again.
    /// - Returns: whether there is one now that differs from the one used last.
    public func renewToken() async -> Bool {
        let old = memory.withLock { $0.token }
        guard let token = try? await tokens.read() else { return false }  // no token is no new token
        memory.withLock { $0.token = token }
        return token != old
    }

    /// The token used last, or a fresh one.
    func token() async throws(TokenError) -> Token {
        if let token = memory.withLock({ $0.token }) { return token }
        let token = try await tokens.read()
        memory.withLock { $0.token = token }
        return token
    }

    /// Takes note of an answer's headers.
    func note(_ reply: HTTPReply, sentAt: Instant, receivedAt: Instant) {
        let usage = RateUsage(headers: reply)
        let measured = reply.header("Date").flatMap(HTTPDate.instant).flatMap {
            ClockSkew(date: $0, sentAt: sentAt, receivedAt: receivedAt)
        }
        memory.withLock { memory in
            memory.usage.merge(usage)
            memory.version = reply.header("facebook-api-version") ?? memory.version
            if let measured { memory.skew = memory.skew?.refined(by: measured) ?? measured }
        }
    }
}

/// One exchange with the platform, without a verdict on what it means.
enum Exchange {
    case reply(HTTPReply)
    case failure(TransportFailure)
    case noToken(TokenError)
}

extension GraphClient {
    /// Asks, and asks once more when the platform refuses the token and another one can be read by then.
    /// - Parameter mayAskAgain: looked at right before the second attempt.
    func exchange(_ request: HTTPRequest, mayAskAgain: () -> Bool = { true }) async -> Exchange {
        let token: Token
        do {
            token = try await self.token()
        } catch {
            return .noToken(error)
        }
        let first = await attempt(request, token)
        guard case .reply(let reply) = first, reply.refusesToken, await renewToken(), mayAskAgain(),
            let renewed = try? await self.token()  // it was read a moment ago
        else { return first }
        return await attempt(request, renewed)
    }

    private func attempt(_ request: HTTPRequest, _ token: Token) async -> Exchange {
        var request = request
        request.token = token
        let sentAt = now()
        switch await transport.send(request) {
        case .success(let reply):
            note(reply, sentAt: sentAt, receivedAt: now())
            return .reply(reply)
        case .failure(let failure): return .failure(failure)
        }
    }

    /// Asks for something that is not a message, and reads the answer as JSON.
    func ask(_ request: HTTPRequest) async throws(GraphFailure) -> JSONValue {
        switch await exchange(request) {
        case .noToken(let error): throw .token(error)
        case .failure(let failure): throw .transport(failure)
        case .reply(let reply):
            if let error = reply.apiError { throw .refused(error, httpStatus: reply.status) }
            guard reply.isSuccess, let json = reply.json else { throw .unreadable(httpStatus: reply.status) }
            return json
        }
    }
}

extension HTTPReply {
    /// The body as JSON, or nil when it is none.
    var json: JSONValue? { try? JSONValue(bytes: body) }  // a gateway's HTML page, for one

    /// The platform's error: an `error` object with a code (`whatsapp.md` §9.1). An error page of somebody else's that
    /// happens to be JSON proves nothing about what became of the request.
    var apiError: APIError? {
        guard let inner = json?["error"], inner.object != nil, let error = APIError(inner), error.code != nil else {
            return nil
        }
        return error
    }

    /// The token expired or is no token (`whatsapp.md` §9.2).
    var refusesToken: Bool { apiError?.refusesToken ?? false }
}

extension APIError {
    /// 190, expired or revoked; 0, no token at all (`whatsapp.md` §9.2).
    var refusesToken: Bool { code == 190 || code == 0 }
}
