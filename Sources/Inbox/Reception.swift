/// One spool file, read: the exact bytes, when they arrived, and what they mean.
public struct Reception: Hashable, Sendable {
    /// Lower-case hex SHA-256 of `body`; two files with the same body are one fact.
    public var digest: String
    /// The body of the webhook, byte for byte: what the signature is over and what a rebuild reads.
    public var body: [UInt8]
    /// The recorded arrival, or nil when the file tells none.
    public var arrival: Instant?
    /// What the body tells, in its order; empty when it tells nothing.
    public var events: [Event]

    /// The name of the spool file; nil when it came another way.
    public var file: String?

    /// A file as `EventReader` read it; `digest` must be that of `body`.
    public init(digest: String, body: [UInt8], arrival: Instant?, events: [Event], file: String? = nil) {
        self.file = file
        self.digest = digest
        self.body = body
        self.arrival = arrival
        self.events = events
    }
}
