/// One call of the Graph API, without anything of HTTP that does not matter to it.
public struct SimRequest: Hashable, Sendable {
    /// `GET`, `POST`, `DELETE`: in upper case.
    public var method: String
    /// Percent-decoded, from the leading slash: `/v25.0/700…/messages`.
    public var path: String
    /// Percent-decoded; of a repeated name one value.
    public var query: [String: String]
    /// The value of `Authorization`.
    public var authorization: String?
    /// The value of `Content-Type`; only uploads are read by it.
    public var contentType: String?
    /// As it came, JSON or not.
    public var body: [UInt8]
    /// Scheme and host to put into `paging.next`, without a slash at the end; following it must lead back here.
    public var origin: String

    /// A call as a client makes it; without `authorization` it is refused as the platform refuses it.
    public init(
        method: String, path: String, query: [String: String] = [:], authorization: String?,
        contentType: String? = nil, body: [UInt8] = [],
        origin: String = "http://127.0.0.1"
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.authorization = authorization
        self.contentType = contentType
        self.body = body
        self.origin = origin
    }
}
