import Foundation

/// One HTTP request, whole: the body is in memory. Files go by `HTTPTransfer`.
public struct HTTPRequest: Hashable, Sendable {
    /// Those the Graph API knows.
    public enum Method: String, Hashable, Sendable, CaseIterable {
        case get = "GET"
        case post = "POST"
        case delete = "DELETE"
    }

    /// What is asked of the server.
    public var method: Method
    /// Where to. The token goes to the host of this address and nowhere else: redirects are not followed.
    public var url: URL
    /// Written as `Authorization: Bearer …` by the transport, so that it is in no header list that could be logged.
    public var token: Token?
    /// What to post, or what says what is to be deleted.
    public var body: [UInt8]
    /// What the body is.
    public var contentType: String
    /// What the answer should be.
    public var accept: String
    /// The largest answer to read, in bytes; a longer one is an error.
    public var replyLimit: Int
    /// Whether asking twice does no harm. A request that sends a message is not: it gets a connection of its own, since
    /// an HTTP library may silently repeat what it wrote to a kept connection that then turns out to be dead.
    public var isRepeatable: Bool

    /// A request as it will leave; the token is added by the transport.
    public init(
        _ method: Method, _ url: URL, token: Token? = nil, body: [UInt8] = [], replyLimit: Int = 8 << 20,
        isRepeatable: Bool = true, contentType: String = "application/json", accept: String = "application/json"
    ) {
        self.method = method
        self.url = url
        self.token = token
        self.body = body
        self.replyLimit = replyLimit
        self.isRepeatable = isRepeatable
        self.contentType = contentType
        self.accept = accept
    }
}

extension HTTPRequest {
    /// Scheme, host and port of its address.
    public var origin: String {
        let port = url.port.map { ":\($0)" } ?? ""
        return "\(url.scheme ?? "https")://\(url.host ?? "")\(port)"
    }
}

/// A complete answer: status line, headers and the whole body arrived.
public struct HTTPReply: Hashable, Sendable {
    /// The HTTP status code.
    public var status: Int
    /// Names in lower case; of repeated headers one stays.
    public private(set) var headers: [String: String]
    /// The whole body, decompressed.
    public var body: [UInt8]

    /// An answer as it came.
    public init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = Dictionary(headers.map { ($0.lowercased(), $1) }, uniquingKeysWith: { first, _ in first })
        self.body = body
    }

    /// A header by name; case does not matter.
    public func header(_ name: String) -> String? { headers[name.lowercased()] }

    /// 2xx.
    public var isSuccess: Bool { 200...299 ~= status }
}
