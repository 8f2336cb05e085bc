import WhatsApp

/// The answer to one call. `Date` is left to whoever writes it to a wire.
public struct SimResponse: Hashable, Sendable {
    /// What becomes of the answer on its way: injected faults of the transport.
    public enum Transport: Hashable, Sendable {
        case whole
        /// Nothing comes until the caller gives up.
        case stalled
        /// The connection breaks half-way through the body.
        case truncated
        /// The connection breaks before the first byte.
        case closed
    }

    /// The HTTP status.
    public var status: Int
    /// Without `Date` and `Content-Length`.
    public var headers: [String: String]
    /// All of it, also where `transport` lets only a part through.
    public var body: [UInt8]
    /// What becomes of it on its way.
    public var transport: Transport

    /// An answer that arrives whole, unless said otherwise.
    public init(status: Int, headers: [String: String] = [:], body: [UInt8], transport: Transport = .whole) {
        self.status = status
        self.headers = headers
        self.body = body
        self.transport = transport
    }
}

extension SimResponse {
    static func json(status: Int = 200, headers: [String: String] = [:], _ value: JSONValue) -> SimResponse {
        var headers = headers
        headers["Content-Type"] = "application/json; charset=UTF-8"
        return SimResponse(status: status, headers: headers, body: value.canonicalBytes)
    }
}
