import Foundation

/// The SHA-256 of a body as 32 bytes, for a narrow column and for the order in which bodies of one key win.
struct Digest: Hashable {
    let data: Data

    /// From lower-case hex; anything else is kept as its UTF-8 bytes, so that tests may name bodies as they like.
    init(hex: String) {
        var bytes: [UInt8] = []
        let digits = Array(hex.utf8)
        if digits.count == 64 {
            for index in stride(from: 0, to: 64, by: 2) {
                guard let high = Self.value(digits[index]), let low = Self.value(digits[index + 1]) else { break }
                bytes.append(high << 4 | low)
            }
        }
        data = Data(bytes.count == 32 ? bytes : digits)
    }

    init(data: Data) { self.data = data }

    var hex: String {
        guard data.count == 32 else { return String(decoding: data, as: UTF8.self) }
        return data.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    func precedes(_ other: Digest) -> Bool { data.lexicographicallyPrecedes(other.data) }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x57
        default: nil
        }
    }
}
