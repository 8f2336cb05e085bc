/// Where the store heard of something: one webhook, by what the spool and the platform said of it.
public struct Origin: Hashable, Sendable {
    /// Lower-case hex SHA-256 of the webhook's body; the same for every file that carried it.
    public var digest: String
    /// The earliest recorded arrival of that body; nil when no file told one.
    public var arrival: Instant?
    /// The name of the spool file it was first read from; nil for what older versions took in.
    public var file: String?

    /// One webhook, by its body.
    public init(digest: String, arrival: Instant? = nil, file: String? = nil) {
        self.digest = digest
        self.arrival = arrival
        self.file = file
    }
}
