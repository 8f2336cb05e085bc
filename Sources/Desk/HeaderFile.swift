import Inbox
import WhatsApp

/// A picture, a film or a document above the words of a message with buttons, given by its web address: the platform
/// fetches it (`whatsapp.md` §4.4).
enum HeaderFile {
    /// Whether a text is an address and no words.
    static func isLink(_ text: String) -> Bool {
        let start = text.prefix(8).lowercased()
        return (start.hasPrefix("https://") || start.hasPrefix("http://")) && !text.contains(where: \.isWhitespace)
    }

    /// The header that an address stands for; what kind of file it is, its ending tells.
    ///
    /// - Throws: `FieldError` about `headerMedia` when the ending is none that the platform takes there.
    static func header(_ link: String) throws(FieldError) -> Interactive.Header {
        let path = link.prefix { $0 != "?" && $0 != "#" }
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        let kind = MediaType.of(fileNamed: name).flatMap(MediaContent.kind)
        switch kind {
        case .image, .video: return .media(kind ?? .image, .link(link), filename: nil)
        case .document: return .media(.document, .link(link), filename: name)
        case .audio, .sticker, nil: throw FieldError(.headerMedia, .unknown(name))
        }
    }
}
