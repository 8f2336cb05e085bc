/// The way to the network as a value, so that tests and the demo can put another one in its place.
///
/// A transport makes one attempt and tells honestly what is known of it; it never tries again.
public struct Transport: Sendable {
    /// Performs the request. An HTTP error status is a reply, not a failure.
    public var send: @Sendable (HTTPRequest) async -> Result<HTTPReply, TransportFailure>
    /// Performs a request with a file at one of its ends, which may take long.
    public var move: @Sendable (HTTPTransfer) async -> Result<HTTPReply, TransportFailure>

    /// A way to send a request and get its answer; it never throws, because what is unknown must be told from what failed.
    /// Files move over it in memory.
    public init(send: @escaping @Sendable (HTTPRequest) async -> Result<HTTPReply, TransportFailure>) {
        self.send = send
        move = { await Self.moveWhole($0, send) }
    }

    init(
        send: @escaping @Sendable (HTTPRequest) async -> Result<HTTPReply, TransportFailure>,
        move: @escaping @Sendable (HTTPTransfer) async -> Result<HTTPReply, TransportFailure>
    ) {
        self.send = send
        self.move = move
    }

    /// How long an attempt may take.
    public struct Timeouts: Hashable, Sendable {
        /// Seconds without a byte moving in either direction.
        public var idle: Double
        /// Seconds for the whole exchange.
        public var total: Double
        /// Seconds for the whole exchange when it moves a file.
        public var transfer: Double

        /// Seconds without a byte, and seconds in all, after which a request is given up.
        public init(idle: Double = 20, total: Double = 60, transfer: Double = 1_800) {
            self.idle = idle
            self.total = total
            self.transfer = transfer
        }
    }
}

/// Why there is no whole answer. The two cases decide everything: what was not sent for certain may be tried again,
/// what may have been sent must not be (`whatsapp.md` §4.1: the platform has no idempotency key).
public enum TransportFailure: Error, Hashable, Sendable {
    /// No byte of the body was handed to the network: the platform cannot have acted on it.
    case notSent(Reason)
    /// The request or part of it left. Whether the platform acted on it is not known.
    case unknownOutcome(Reason)

    /// What happened, as far as the HTTP library tells.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        case connectionRefused
        case hostNotFound
        case unreachable
        case tlsFailed
        case timedOut
        case cancelled
        /// The connection ended before the answer began, or was reset.
        case connectionLost
        /// The answer began and did not end.
        case truncated
        /// The answer is longer than `HTTPRequest.replyLimit`.
        case tooLong
        /// Not an HTTP answer.
        case malformedReply
        /// The address cannot be used: not HTTP, or a form the client library refuses (an IPv6 literal, for one).
        case badAddress
        /// The file at our end cannot be read or written.
        case unwritable
        case other
    }

    /// What happened, whichever case it is.
    public var reason: Reason {
        switch self {
        case .notSent(let reason), .unknownOutcome(let reason): reason
        }
    }

    /// Whether the same request may be tried again without asking anybody.
    public var isCertainlyUnsent: Bool {
        if case .notSent = self { true } else { false }
    }
}
