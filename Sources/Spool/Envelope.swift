/// One webhook POST as it lay in the spool: the exact body bytes, and what the file says about how they came.
public struct Envelope: Hashable, Sendable {
    /// The name of the file it was read from.
    public let name: SpoolName
    /// The exact bytes the signature was computed over.
    public let body: [UInt8]
    /// The header lines, in order; empty for a file that is a bare body.
    public let headers: [HeaderField]
    /// When the webhook was received, in milliseconds since 1970: `Received-At`, else the name of the file, else nil.
    /// Never a file time: copying a spool changes nothing.
    public let arrivalMilliseconds: Int64?
    /// SHA-256 of ``body``: the identity of the envelope.
    public let digest: SHA256Digest

    /// An envelope from its parts, for sources that are no directory.
    public init(name: SpoolName, body: [UInt8], headers: [HeaderField] = []) {
        self.name = name
        self.body = body
        self.headers = headers
        digest = Digest.sha256(body)
        arrivalMilliseconds =
            headers.lazy.filter { $0.isNamed(HeaderField.receivedAt) }
            .compactMap { UTCTime.parse(Array($0.value.utf8)) }.first ?? name.milliseconds
    }

    /// The value of the first header line with this name, in any case; nil when there is none.
    public func header(_ name: String) -> String? {
        headers.first { $0.isNamed(name) }?.value
    }

    /// The value of `X-Hub-Signature-256`; nil when the file has none, as a bare body never has.
    public var signature: String? { header(Signature.headerName) }
}
