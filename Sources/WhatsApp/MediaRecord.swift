/// What `GET /{MEDIA_ID}` tells of a file (`whatsapp.md` §5).
public struct MediaRecord: Hashable, Sendable {
    /// Where the bytes are, for `Limits.mediaAddressAge` seconds.
    public var url: String
    /// May carry parameters, as in `audio/ogg; codecs=opus`.
    public var mimeType: String?
    /// Nil when none was told, or none that is 32 bytes.
    public var digest: MediaDigest?
    /// In bytes.
    public var size: Int64?

    /// Reads an answer, in which numbers may be strings; nil when it has no address.
    public init?(json: JSONValue) {
        guard let url = json["url"]?.text, !url.isEmpty else { return nil }
        self.url = url
        mimeType = json["mime_type"]?.text
        digest = json["sha256"]?.text.flatMap(MediaDigest.init)
        size = json["file_size"]?.text.flatMap { Int64($0) }.flatMap { $0 >= 0 ? $0 : nil }
    }
}
