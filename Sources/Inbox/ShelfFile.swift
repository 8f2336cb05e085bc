import WhatsApp

/// A file of ours as the value of a template's slot for media (`whatsapp.md` §4.5). It lies on this machine under its
/// content's hash and goes to the platform before the message leaves, which then names it by the platform's id. Values are
/// texts, so this is one, too: `file:HASH;TYPE;BYTES;NAME`.
public struct ShelfFile: Hashable, Sendable {
    /// The SHA-256 of the file, in lower-case hex.
    public let hash: String
    /// Without parameters, in lower case.
    public let mimeType: String
    /// In bytes.
    public let size: Int64
    /// What the customer sees a document called.
    public let name: String

    private static let scheme = "file:"

    /// A file that was put on the shelf.
    public init(_ media: MediaContent) {
        hash = media.hash
        mimeType = media.mimeType
        size = media.size
        name = media.fileName
    }

    /// Reads a value; nil when it is an address, an id of the platform's, or anything else.
    public init?(_ value: String) {
        guard value.hasPrefix(Self.scheme) else { return nil }
        let parts = value.dropFirst(Self.scheme.count).split(
            separator: ";", maxSplits: 3, omittingEmptySubsequences: false
        ).map(String.init)
        guard parts.count == 4, parts[0].utf8.count == 64, let size = Int64(parts[2]) else { return nil }
        (hash, mimeType, self.size, name) = (parts[0], parts[1], size, parts[3])
    }

    /// The value that says all of it.
    public var value: String { "\(Self.scheme)\(hash);\(mimeType);\(size);\(name)" }

    /// As a message of a slot's kind carries it; nil for a kind that takes no files of ours.
    ///
    /// - Parameter kind: the template's word: `image`, `video`, `gif`, `document`.
    public func content(as kind: String) -> MediaContent? {
        // A GIF is a short film to the platform.
        guard let kind = MediaAttachment.Kind(rawValue: kind == "gif" ? "video" : kind) else { return nil }
        return MediaContent(kind: kind, hash: hash, mimeType: mimeType, size: size, fileName: name)
    }
}

extension Content {
    /// The file of ours that must be at the platform before this leaves; nil when it has none.
    public var ownFile: MediaContent? {
        switch self {
        case .media(let file): file
        case .template(let filled): filled.ownFile
        case .text, .location, .contacts, .interactive, .reaction, .direct: nil
        }
    }
}

extension FilledTemplate {
    /// The file of ours above its words.
    public var ownFile: MediaContent? {
        guard let kind = rendering.mediaHeader, let value = values[ParameterKey(.header, "1")] else { return nil }
        return ShelfFile(value)?.content(as: kind)
    }
}
