import Inbox
import WhatsApp

/// Files (`whatsapp.md` §5): look-ups, addresses that work for five minutes, ids that live seven or thirty days.
extension CloudSimulator {
    /// Lets a customer's file be fetched from when its message was sent.
    mutating func offer(_ message: SimMessage, sentAt: Instant) {
        guard MediaAttachment.Kind(rawValue: message.type) != nil, let id = message.content?["id"]?.text else { return }
        let mimeType = message.content?["mime_type"]?.text ?? "application/octet-stream"
        // The bytes are made when somebody asks: a history of a million pictures costs nothing.
        offered[id] = Offer(mimeType: mimeType, sentAt: sentAt)
    }

    /// A customer's file that nobody described gets what every file has: an id to fetch it by, a type and a digest.
    mutating func whole(_ message: SimMessage) -> SimMessage {
        guard let kind = MediaAttachment.Kind(rawValue: message.type), var content = message.content?.object else {
            return message
        }
        let id = content["id"]?.text ?? "60\(random.number(in: 10_000_000_000_000...99_999_999_999_999))"
        content["id"] = content["id"] ?? .string(id)
        let mimeType = content["mime_type"]?.text ?? files[id]?.mimeType ?? Self.usualType(kind)
        content["mime_type"] = content["mime_type"] ?? .string(mimeType)
        let bytes = files[id]?.bytes ?? SimFile.bytes(id: id, mimeType: mimeType)
        content["sha256"] = content["sha256"] ?? .string(SimMedia.base64(SimMedia.sha256(bytes)))
        var message = message
        message.content = .object(content)
        return message
    }

    private static func usualType(_ kind: MediaAttachment.Kind) -> String {
        switch kind {
        case .image: "image/jpeg"
        case .audio: "audio/ogg; codecs=opus"
        case .video: "video/mp4"
        case .sticker: "image/webp"
        default: "application/pdf"
        }
    }

    /// A file a customer can be fetched by, instead of one made from its id; its message is for the caller to write.
    public mutating func put(_ media: SimMedia, id: String) { files[id] = media }

    /// What the platform has under an id at a time.
    func media(_ id: String, at time: Instant) -> SimMedia? {
        if let media = files[id] { return media.expiresAt > time ? media : nil }
        guard let offer = offered[id] else { return nil }
        let expiresAt = offer.sentAt + .seconds(Limits.inboundMediaAge)
        guard expiresAt > time else { return nil }
        return SimMedia(
            mimeType: offer.mimeType, bytes: SimFile.bytes(id: id, mimeType: offer.mimeType), expiresAt: expiresAt,
            isUploaded: false)
    }

    struct Offer: Hashable, Sendable {
        var mimeType: String
        var sentAt: Instant
    }

    /// `GET` and `DELETE /{MEDIA_ID}`; nil when there is no such file.
    mutating func mediaNode(
        _ request: SimRequest, _ id: String, at time: Instant
    ) throws(SimError) -> SimResponse? {
        guard let media = media(id, at: time) else { return nil }
        if let number = request.query["phone_number_id"], number != account.phoneNumberID {
            throw .invalidParameter("The media \(id) does not belong to the phone number \(number).")
        }
        switch request.method {
        case "GET":
            let key = random.word(24)
            addresses[key] = MediaAddress(media: id, expiresAt: time + .seconds(Limits.mediaAddressAge))
            return .json([
                "messaging_product": "whatsapp",
                "url": .string("\(request.origin)\(Self.downloadPath)?mid=\(id)&hash=\(key)"),
                "mime_type": .string(media.mimeType), "sha256": .string(SimMedia.hex(SimMedia.sha256(media.bytes))),
                // A string, as the documentation shows it.
                "file_size": .string("\(media.bytes.count)"), "id": .string(id),
            ])
        case "DELETE":
            files[id] = nil
            offered[id] = nil
            return .json(["success": true])
        default: throw .unknownObject(id, method: request.method)
        }
    }

    struct MediaAddress: Hashable, Sendable {
        var media: String
        var expiresAt: Instant
    }

    static let downloadPath = "/whatsapp_business/attachments/"

    /// The bytes behind an address; 404 when it ran out, as the platform does, without a word of JSON.
    mutating func download(_ request: SimRequest, isDamaged: Bool, at time: Instant) -> SimResponse {
        guard request.method == "GET", let key = request.query["hash"], let address = addresses[key],
            address.media == request.query["mid"], address.expiresAt > time,
            var media = media(address.media, at: time)
        else { return SimResponse(status: 404, headers: ["Content-Type": "text/plain"], body: []) }
        if isDamaged, let last = media.bytes.indices.last { media.bytes[last] ^= 1 }
        return SimResponse(status: 200, headers: ["Content-Type": media.mimeType], body: media.bytes)
    }

    /// `POST /{PHONE_NUMBER_ID}/media`.
    mutating func upload(_ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse {
        guard request.method == "POST" else { throw .unknownObject("media", method: request.method) }
        guard let parts = MultipartReader.parts(request.body, contentType: request.contentType ?? "") else {
            throw .invalidParameter("The body must be multipart/form-data.")
        }
        guard let product = parts["messaging_product"]?.text else {
            throw .invalidParameter("The parameter messaging_product is required.")
        }
        guard product == "whatsapp" else {
            throw .invalidParameter("Param messaging_product must be one of {WHATSAPP} - got \"\(product)\".")
        }
        guard let file = parts["file"], file.fileName != nil else {
            throw .invalidParameter("The parameter file is required.")
        }
        let type = file.contentType ?? parts["type"]?.text ?? ""
        guard let format = Limits.Media.format(of: type) else {
            let list = Limits.Media.formats.map(\.mimeType).joined(separator: ", ")
            throw .invalidParameter(
                "Param file must be a file with one of the following types: \(list). Received file of type \"\(type)\"."
            )
        }
        // A sticker that stands still has a smaller limit (`whatsapp.md` §5).
        let isStill = format.kind == .sticker && !MediaType.isMovingSticker(file.bytes)
        let limit = isStill ? Limits.Media.sticker : format.size
        guard file.bytes.count <= limit else {
            throw SimError(131_053, "The file has \(file.bytes.count) bytes; \(type) may have \(limit).")
        }
        let id = "51" + String(random.number(in: 10_000_000_000_000...99_999_999_999_999))
        files[id] = SimMedia(
            mimeType: MediaType.bare(type), bytes: file.bytes, expiresAt: time + .seconds(Limits.uploadedMediaAge),
            isUploaded: true)
        return .json(["id": .string(id)])
    }

    /// The files above the words of a template, an interactive message, and their cards.
    func checkHeaders(of json: JSONValue, at time: Instant) throws(SimError) {
        let components = json["template"]?["components"]?.array ?? []
        let inner = components.flatMap { $0["cards"]?.array ?? [] }.flatMap { $0["components"]?.array ?? [] }
        let headers = (components + inner).filter { $0["type"]?.string?.lowercased() == "header" }
        let interactive = json["interactive"]
        let cards = (interactive?["action"]?["cards"]?.array ?? []).compactMap { $0["header"] }
        let parts =
            headers.flatMap { $0["parameters"]?.array ?? [] } + [interactive?["header"]].compactMap { $0 } + cards
        for part in parts {
            guard let kind = part["type"]?.string?.lowercased(), let content = part[kind] else { continue }
            // What moves without sound is a film to the platform's store.
            try checkUploaded(content, type: kind == "gif" ? "video" : kind, at: time)
        }
    }

    /// The file of a message that is sent: uploaded before, not too long ago, and of the kind the message says.
    func checkUploaded(_ content: JSONValue?, type: String, at time: Instant) throws(SimError) {
        guard let id = content?["id"]?.text else { return }
        guard let media = media(id, at: time), media.isUploaded else {
            throw SimError(131009, "There is no uploaded media \(id).")
        }
        guard Limits.Media.format(of: media.mimeType)?.kind.rawValue == type else {
            throw SimError(131053, "The media \(id) is \(media.mimeType), which is no \(type).")
        }
        // Only Ogg with Opus becomes a voice note (`whatsapp.md` §4.2).
        guard content?["voice"]?.bool != true || MediaType.bare(media.mimeType) == "audio/ogg" else {
            throw SimError(131053, "The media \(id) is \(media.mimeType); a voice note is audio/ogg with opus.")
        }
    }
}
