import WhatsApp

/// A file an agent sends (`whatsapp.md` §4.2, §5). The file itself lies on this machine under its content's hash; what the
/// platform calls it is found out as the message leaves.
public struct MediaContent: Hashable, Sendable {
    /// As what it is sent: follows from the type.
    public var kind: MediaAttachment.Kind
    /// The SHA-256 of the file, in lower-case hex.
    public var hash: String
    /// Without parameters, in lower case.
    public var mimeType: String
    /// In bytes.
    public var size: Int64
    /// What the customer sees a document called.
    public var fileName: String
    /// A sticker that moves.
    public var isAnimated: Bool
    /// What stands under it; nil when nothing does.
    public var caption: String?
    /// The wamid of the message it answers.
    public var replyTo: String?

    /// A file as it was looked at; the gate says whether it can be sent.
    public init(
        kind: MediaAttachment.Kind, hash: String, mimeType: String, size: Int64, fileName: String,
        isAnimated: Bool = false, caption: String? = nil, replyTo: String? = nil
    ) {
        self.kind = kind
        self.hash = hash
        self.mimeType = mimeType
        self.size = size
        self.fileName = fileName
        self.isAnimated = isAnimated
        self.caption = caption
        self.replyTo = replyTo
    }

    /// Whether it is sent as a voice note, with its play button: Ogg with Opus only (`whatsapp.md` §4.2).
    public var isVoiceNote: Bool { kind == .audio && MediaType.isVoiceNote(mimeType) }

    /// Why this cannot be sent, whoever it goes to; nil when it can (`whatsapp.md` §5). Checked before a byte of it leaves.
    public var problem: Refusal? {
        guard let format = Limits.Media.format(of: mimeType), format.kind == kind else { return .mediaType(mimeType) }
        if size <= 0 { return .mediaEmpty }
        let limit = kind == .sticker && !isAnimated ? Limits.Media.sticker : format.size
        if size > Int64(limit) { return .mediaTooLarge(size: size, limit: Int64(limit)) }
        guard let caption else { return nil }
        guard kind.takesCaption else { return .captionUnsupported }
        let count = caption.unicodeScalars.count
        return count > Limits.caption ? .tooLong(count: count, limit: Limits.caption) : nil
    }

    /// As what a file of this type is sent; documents are what no other kind takes. Nil for a type the platform does not
    /// take at all.
    public static func kind(of mimeType: String) -> MediaAttachment.Kind? { Limits.Media.format(of: mimeType)?.kind }
}

extension MediaAttachment.Kind {
    /// Sounds and stickers have no words (`whatsapp.md` §4.2).
    public var takesCaption: Bool {
        switch self {
        case .image, .video, .document: true
        case .audio, .sticker: false
        }
    }
}
