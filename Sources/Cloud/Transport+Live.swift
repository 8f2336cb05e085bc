import Foundation
import FoundationNetworking
import Synchronization

extension Transport {
    /// The real one, over URLSession: no cookies, no cache, no credentials store, no redirects, a plain `User-Agent`.
    ///
    /// Repeatable requests share kept connections; each other one gets a connection of its own (see
    /// `HTTPRequest.isRepeatable`). Cancelling the calling task cancels the request.
    public static func live(timeouts: Timeouts = Timeouts()) -> Transport {
        let shared = SharedSession(timeouts: timeouts)
        return Transport { request in await shared.perform(request) }
    }
}

/// The session of repeatable requests, ended when the last transport that uses it goes.
private final class SharedSession: Sendable {
    let timeouts: Transport.Timeouts
    let session: URLSession
    let exchanges = ExchangeBoard()

    init(timeouts: Transport.Timeouts) {
        self.timeouts = timeouts
        session = URLSession(configuration: .plain(timeouts), delegate: exchanges, delegateQueue: nil)
    }

    deinit { session.finishTasksAndInvalidate() }

    func perform(_ request: HTTPRequest) async -> Result<HTTPReply, TransportFailure> {
        guard let scheme = request.url.scheme?.lowercased(), ["http", "https"].contains(scheme), request.url.host != nil
        else { return .failure(.notSent(.badAddress)) }
        guard !request.isRepeatable else { return await perform(request, on: session, board: exchanges) }
        let board = ExchangeBoard()
        let single = URLSession(configuration: .plain(timeouts), delegate: board, delegateQueue: nil)
        defer { single.finishTasksAndInvalidate() }
        return await perform(request, on: single, board: board)
    }

    private func perform(
        _ request: HTTPRequest, on session: URLSession, board: ExchangeBoard
    ) async -> Result<HTTPReply, TransportFailure> {
        let task = session.dataTask(with: URLRequest(request, timeouts))
        let deadline = Task { [total = timeouts.total] in
            try await Task.sleep(for: .seconds(total))
            board.expire(task)
        }
        defer { deadline.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                board.start(task, replyLimit: request.replyLimit, continuation)
            }
        } onCancel: {
            board.cancel(task)
        }
    }
}

extension URLSessionConfiguration {
    fileprivate static func plain(_ timeouts: Transport.Timeouts) -> URLSessionConfiguration {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        configuration.urlCache = nil
        configuration.urlCredentialStorage = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        configuration.timeoutIntervalForRequest = timeouts.idle
        configuration.timeoutIntervalForResource = timeouts.total
        return configuration
    }
}

extension URLRequest {
    fileprivate init(_ request: HTTPRequest, _ timeouts: Transport.Timeouts) {
        self.init(url: request.url, timeoutInterval: timeouts.idle)
        httpMethod = request.method.rawValue
        httpShouldHandleCookies = false
        setValue("oriel", forHTTPHeaderField: "User-Agent")
        setValue("application/json", forHTTPHeaderField: "Accept")
        if let token = request.token { setValue("Bearer \(token.secret)", forHTTPHeaderField: "Authorization") }
        if !request.body.isEmpty {
            setValue("application/json", forHTTPHeaderField: "Content-Type")
            httpBody = Data(request.body)
        }
    }
}

/// What is under way on one session. The delegate queue is serial; the lock is for `start` and `expire`.
private final class ExchangeBoard: NSObject, URLSessionDataDelegate, Sendable {
    private struct Pending {
        let continuation: CheckedContinuation<Result<HTTPReply, TransportFailure>, Never>
        let replyLimit: Int
        var body = Data()
        /// Why we cancelled it ourselves.
        var verdict: TransportFailure.Reason?
    }

    private struct Board {
        var pending: [Int: Pending] = [:]
        /// Cancelled before they were started. The library would tell of their end before anybody waits for it.
        var cancelled: Set<Int> = []
    }

    private let exchanges = Mutex(Board())

    func start(
        _ task: URLSessionDataTask, replyLimit: Int,
        _ continuation: CheckedContinuation<Result<HTTPReply, TransportFailure>, Never>
    ) {
        let isCancelled = exchanges.withLock { board in
            guard board.cancelled.remove(task.taskIdentifier) == nil else { return true }
            board.pending[task.taskIdentifier] = Pending(continuation: continuation, replyLimit: replyLimit)
            return false
        }
        guard !isCancelled else {
            task.cancel()
            return continuation.resume(returning: .failure(.notSent(.cancelled)))
        }
        task.resume()
    }

    /// Ends the exchange at its caller's wish, also when it has not begun.
    func cancel(_ task: URLSessionDataTask) {
        let isUnstarted = exchanges.withLock { board in
            let isUnstarted = task.state == .suspended && board.pending[task.taskIdentifier] == nil
            if isUnstarted { board.cancelled.insert(task.taskIdentifier) }
            return isUnstarted
        }
        if !isUnstarted { task.cancel() }
    }

    /// The exchange took too long as a whole; the library's own time-outs only watch for silence.
    func expire(_ task: URLSessionDataTask) { end(task, .timedOut) }

    private func end(_ task: URLSessionDataTask, _ verdict: TransportFailure.Reason) {
        exchanges.withLock { board in
            if board.pending[task.taskIdentifier]?.verdict == nil {
                board.pending[task.taskIdentifier]?.verdict = verdict
            }
        }
        task.cancel()
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        // The redirect itself is the answer: following it could carry the token, or a message, somewhere else.
        completionHandler(nil)
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        let limit = exchanges.withLock { $0.pending[dataTask.taskIdentifier]?.replyLimit } ?? 0
        guard response.expectedContentLength <= Int64(limit) else {
            end(dataTask, .tooLong)
            return completionHandler(.cancel)
        }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isTooLong = exchanges.withLock { board in
            guard let exchange = board.pending[dataTask.taskIdentifier], exchange.verdict == nil else { return false }
            if exchange.body.count + data.count > exchange.replyLimit { return true }
            board.pending[dataTask.taskIdentifier]?.body.append(data)
            return false
        }
        if isTooLong { end(dataTask, .tooLong) }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        guard let exchange = exchanges.withLock({ $0.pending.removeValue(forKey: task.taskIdentifier) }) else { return }
        exchange.continuation.resume(returning: Self.outcome(of: task, exchange, error))
    }

    private static func outcome(
        of task: URLSessionTask, _ exchange: Pending, _ error: (any Error)?
    ) -> Result<HTTPReply, TransportFailure> {
        let response = task.response as? HTTPURLResponse
        guard error != nil || exchange.verdict != nil else {
            guard let response else { return .failure(.unknownOutcome(.malformedReply)) }
            var headers: [String: String] = [:]
            for (name, value) in response.allHeaderFields {
                if let name = name as? String, let value = value as? String { headers[name] = value }
            }
            return .success(HTTPReply(status: response.statusCode, headers: headers, body: Array(exchange.body)))
        }
        let code = (error as? URLError)?.code
        let reason = exchange.verdict ?? Self.reason(code, answered: response != nil)
        // The error's code alone proves nothing: the library derives some of them from the last failed connection
        // attempt even when a later one succeeded. That no body byte was taken is the proof.
        let hasBody = task.originalRequest?.httpBody?.isEmpty == false
        let isUnsent = response == nil && task.countOfBytesSent == 0 && (hasBody || reason.isBeforeSending)
        return .failure(isUnsent ? .notSent(reason) : .unknownOutcome(reason))
    }

    private static func reason(_ code: URLError.Code?, answered: Bool) -> TransportFailure.Reason {
        switch code {
        case .cannotConnectToHost?: .connectionRefused
        case .cannotFindHost?, .dnsLookupFailed?: .hostNotFound
        case .notConnectedToInternet?, .internationalRoamingOff?, .dataNotAllowed?: .unreachable
        case .secureConnectionFailed?, .serverCertificateUntrusted?, .serverCertificateHasBadDate?,
            .serverCertificateNotYetValid?, .serverCertificateHasUnknownRoot?, .clientCertificateRejected?,
            .clientCertificateRequired?:
            .tlsFailed
        case .timedOut?: .timedOut
        case .cancelled?: .cancelled
        case .badURL?: .badAddress
        case .unsupportedURL?: .malformedReply
        case .networkConnectionLost?: answered ? .truncated : .connectionLost
        case .badServerResponse?: answered ? .truncated : .connectionLost
        default: answered ? .truncated : .other
        }
    }
}

extension TransportFailure.Reason {
    /// Whether it can only happen before a request is written: all there is to go by for one without a body.
    fileprivate var isBeforeSending: Bool {
        switch self {
        case .connectionRefused, .hostNotFound, .unreachable, .tlsFailed, .badAddress: true
        case .timedOut, .cancelled, .connectionLost, .truncated, .tooLong, .malformedReply, .other: false
        }
    }
}
