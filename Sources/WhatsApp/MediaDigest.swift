/// The SHA-256 the platform tells of a file: base64 in webhooks, hexadecimal when it is looked up (`whatsapp.md` §2.3.2,
/// §5). Compared by its bytes, whichever way it was written.
public struct MediaDigest: Hashable, Sendable {
    /// 64 lower-case hexadecimal digits.
    public let hex: String

    /// Reads either form; nil for anything that is not 32 bytes, which proves nothing about a file.
    public init?(_ text: String) {
        let bytes = Self.hexadecimal(text.utf8) ?? Self.base64(text.utf8)
        guard let bytes, bytes.count == 32 else { return nil }
        hex = bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    private static func hexadecimal(_ text: String.UTF8View) -> [UInt8]? {
        guard text.count == 64 else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in text {
            let value: UInt8
            switch digit {
            case 0x30...0x39: value = digit - 0x30
            case 0x41...0x46: value = digit - 0x37
            case 0x61...0x66: value = digit - 0x57
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }

    /// The usual alphabet and the one for addresses; with or without padding.
    private static func base64(_ text: String.UTF8View) -> [UInt8]? {
        guard text.count <= 64 else { return nil }
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for character in text where character != UInt8(ascii: "=") {
            let value: UInt8
            switch character {
            case 0x41...0x5A: value = character - 0x41
            case 0x61...0x7A: value = character - 0x61 + 26
            case 0x30...0x39: value = character - 0x30 + 52
            case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
            case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
            default: return nil
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }
}
