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
        return Transport(
            send: { request in await shared.perform(request) }, move: { transfer in await shared.perform(transfer) })
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
        return await run(task, HTTPTransfer(request), board: board, seconds: timeouts.total)
    }

    /// On a session of its own, whose time-outs are those of files.
    func perform(_ transfer: HTTPTransfer) async -> Result<HTTPReply, TransportFailure> {
        var timeouts = timeouts
        timeouts.total = timeouts.transfer
        let board = ExchangeBoard()
        let session = URLSession(configuration: .plain(timeouts), delegate: board, delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        let request = URLRequest(transfer.request, timeouts)
        let task =
            transfer.source.map { session.uploadTask(with: request, fromFile: URL(fileURLWithPath: $0)) }
            ?? session.dataTask(with: request)
        return await run(task, transfer, board: board, seconds: timeouts.total)
    }

    private func run(
        _ task: URLSessionDataTask, _ transfer: HTTPTransfer, board: ExchangeBoard, seconds: Double
    ) async -> Result<HTTPReply, TransportFailure> {
        let deadline = Task {
            try await Task.sleep(for: .seconds(seconds))  // the answer came first: cancelled, and nothing expires
            board.expire(task)
        }
        defer { deadline.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in board.start(task, transfer, continuation) }
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
        setValue(request.accept, forHTTPHeaderField: "Accept")
        if let token = request.token { setValue("Bearer \(token.secret)", forHTTPHeaderField: "Authorization") }
        if request.method == .post { setValue(request.contentType, forHTTPHeaderField: "Content-Type") }
        if !request.body.isEmpty {
            setValue(request.contentType, forHTTPHeaderField: "Content-Type")
            httpBody = Data(request.body)
        }
    }
}

/// What is under way on one session. The delegate queue is serial; the lock is for `start` and `expire`.
private final class ExchangeBoard: NSObject, URLSessionDataDelegate, Sendable {
    private struct Pending {
        let continuation: CheckedContinuation<Result<HTTPReply, TransportFailure>, Never>
        let transfer: HTTPTransfer
        var body = Data()
        /// Bytes of the file that were taken.
        var taken: Int64 = 0
        var isFile = false
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
        _ task: URLSessionDataTask, _ transfer: HTTPTransfer,
        _ continuation: CheckedContinuation<Result<HTTPReply, TransportFailure>, Never>
    ) {
        let isCancelled = exchanges.withLock { board in
            guard board.cancelled.remove(task.taskIdentifier) == nil else { return true }
            board.pending[task.taskIdentifier] = Pending(continuation: continuation, transfer: transfer)
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
        let limit = exchanges.withLock { board -> Int in
            guard let exchange = board.pending[dataTask.taskIdentifier] else { return 0 }
            let isFile = (response as? HTTPURLResponse).map { 200...299 ~= $0.statusCode } ?? false
            guard exchange.transfer.sink != nil else { return exchange.transfer.request.replyLimit }
            board.pending[dataTask.taskIdentifier]?.isFile = isFile
            return isFile ? exchange.transfer.request.replyLimit : Transport.longestTransferError
        }
        guard response.expectedContentLength <= Int64(limit) else {
            end(dataTask, .tooLong)
            return completionHandler(.cancel)
        }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let (verdict, file) = exchanges.withLock {
            board -> (TransportFailure.Reason?, (transfer: HTTPTransfer, taken: Int64)?) in
            guard var exchange = board.pending[dataTask.taskIdentifier], exchange.verdict == nil else {
                return (nil, nil)
            }
            let isKept = exchange.transfer.sink != nil && !exchange.isFile
            let limit = isKept ? Transport.longestTransferError : exchange.transfer.request.replyLimit
            exchange.taken += Int64(data.count)
            if exchange.taken > Int64(limit) { return (.tooLong, nil) }
            if !exchange.isFile { exchange.body.append(data) }
            board.pending[dataTask.taskIdentifier] = exchange
            return (nil, exchange.isFile ? (exchange.transfer, exchange.taken) : nil)
        }
        if let verdict { return end(dataTask, verdict) }
        // The queue of a session is serial: parts are written in the order they came.
        guard let file else { return }
        guard file.transfer.sink?(data) ?? true else { return end(dataTask, .unwritable) }
        let length = dataTask.response?.expectedContentLength ?? -1
        if !file.transfer.progress(file.taken, length >= 0 ? length : nil) { end(dataTask, .cancelled) }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didSendBodyData bytesSent: Int64, totalBytesSent: Int64,
        totalBytesExpectedToSend: Int64
    ) {
        let transfer = exchanges.withLock { $0.pending[task.taskIdentifier]?.transfer }
        guard let transfer, transfer.source != nil, let task = task as? URLSessionDataTask else { return }
        let length = totalBytesExpectedToSend
        if !transfer.progress(totalBytesSent, length > 0 ? length : nil) { end(task, .cancelled) }
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
        case .timedOut, .cancelled, .connectionLost, .truncated, .tooLong, .malformedReply, .unwritable, .other: false
        }
    }
}
