/// Why the bytes of a file are not an envelope. Its description is what the `.reason` file says.
public enum EnvelopeDefect: Error, Hashable, Sendable, CustomStringConvertible {
    /// No bytes at all, or nothing but white space.
    case empty
    /// The file is over the limit of `limit` bytes.
    case tooLarge(size: Int, limit: Int)
    /// Neither `{` nor a header line stands at the front: line `line` is neither.
    case notHeaderLine(line: Int)
    /// Header lines without the blank line that ends them, within 64 KiB.
    case unendedHeaders
    /// Headers and nothing behind them.
    case noBody
    /// An app secret is configured and the file has no `X-Hub-Signature-256`.
    case unsigned
    /// An app secret is configured and the signature is not of these bytes under it.
    case badSignature

    /// What is wrong and what to do, in one plain sentence or two.
    public var description: String {
        switch self {
        case .empty:
            "The file is empty. A writer should create it in tmp/ and rename it into new/ when it is complete."
        case .tooLarge(let size, let limit):
            "The file has \(size) bytes, more than the limit of \(limit). No webhook of the platform is so large: "
                + "find out what wrote it."
        case .notHeaderLine(let line):
            "Line \(line) is neither JSON nor a header line. A spool file starts with { or with lines such as "
                + "'Received-At: …', then a blank line, then the body."
        case .unendedHeaders:
            "The header lines are not followed by a blank line and the body. The writer may have died half-way."
        case .noBody:
            "There is no body behind the header lines. The writer may have died half-way."
        case .unsigned:
            "The file has no X-Hub-Signature-256 header, and an app secret is configured, so that nothing unsigned "
                + "is taken in. Let the receiver keep that header, or take the secret out of the config."
        case .badSignature:
            "The signature does not fit the body under the configured app secret. Either the secret is another "
                + "app's, or the body was changed on its way, or somebody else sent it."
        }
    }
}
