import CCrypto
import Inbox
import WhatsApp

/// A file at the simulated platform (`whatsapp.md` §5).
public struct SimMedia: Hashable, Sendable {
    /// As the platform tells it, perhaps with parameters.
    public var mimeType: String
    /// All of it.
    public var bytes: [UInt8]
    /// From when on the platform does not have it any more.
    public var expiresAt: Instant
    /// Whether the business uploaded it; what customers send cannot be sent on by its id.
    public var isUploaded: Bool

    /// A file of so many bytes.
    public init(mimeType: String, bytes: [UInt8], expiresAt: Instant, isUploaded: Bool) {
        self.mimeType = mimeType
        self.bytes = bytes
        self.expiresAt = expiresAt
        self.isUploaded = isUploaded
    }

    /// The SHA-256 of some bytes.
    static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        let succeeded = oriel_sha256(bytes, bytes.count, &digest)
        // Only a broken libcrypto gets here.
        precondition(succeeded == 1, "libcrypto cannot compute SHA-256")
        return digest
    }

    /// As look-ups tell it: lower-case hexadecimal.
    static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// As webhooks tell it: base64.
    static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            let bits = part.enumerated().reduce(UInt32(0)) { $0 | UInt32($1.element) << UInt32(16 - 8 * $1.offset) }
            for place in 0..<4 {
                text.append(place <= part.count ? alphabet[Int(bits >> UInt32(18 - 6 * place) & 63)] : "=")
            }
        }
        return text
    }
}

/// What simulated customers send: files of real formats made from nothing but their ids, always the same for the same id.
enum SimFile {
    /// - Parameter mimeType: of the kinds that `SimMessage` has, or another sound or film that is easily told as long as
    ///   it is; anything else gets bytes of no meaning.
    static func bytes(id: String, mimeType: String) -> [UInt8] {
        switch MediaType.bare(mimeType) {
        case "image/jpeg": SimPicture(seed: seed(id)).jpeg
        case "application/pdf": pdf(id)
        case "image/webp": webp
        case "audio/ogg": SimSound.opus(seconds: SimSound.seconds(id: id))
        case "audio/amr": SimSound.amr(seconds: SimSound.seconds(id: id))
        case "video/mp4": SimSound.film(seconds: SimSound.seconds(id: id), brand: "mp42")
        case "audio/mp4": SimSound.film(seconds: SimSound.seconds(id: id), brand: "M4A ")
        case "video/3gpp": SimSound.film(seconds: SimSound.seconds(id: id), brand: "3gp4")
        default: noise(id, count: 2_048)
        }
    }

    static func seed(_ id: String) -> UInt64 {
        id.utf8.reduce(14_695_981_039_346_656_037 as UInt64) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }

    private static func noise(_ id: String, count: Int) -> [UInt8] {
        var random = SeededRandom(seed: seed(id))
        return Array(random.word(count).utf8)
    }

    /// One page that says what it is.
    private static func pdf(_ id: String) -> [UInt8] {
        let stream = "BT /F1 24 Tf 40 120 Td (Oriel demo, file \(id)) Tj ET"
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents 4 0 R "
                + "/Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length \(stream.utf8.count) >>\nstream\n\(stream)\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        var text = "%PDF-1.4\n"
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = text.utf8.count
        text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for offset in offsets { text += String(String(10_000_000_000 + offset).dropFirst()) + " 00000 n \n" }
        text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return Array(text.utf8)
    }

    /// One pixel, lossless.
    private static let webp: [UInt8] =
        Array("RIFF".utf8) + [0x1A, 0, 0, 0] + Array("WEBPVP8L".utf8) + [0x0D, 0, 0, 0]
        + [0x2F, 0, 0, 0, 0x10, 0x07, 0x10, 0x11, 0x11, 0x88, 0x88, 0xFE, 0x07, 0]
}
