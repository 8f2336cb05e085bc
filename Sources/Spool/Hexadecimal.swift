/// Bytes as pairs of hexadecimal digits and back.
enum Hexadecimal {
    /// Two lower-case digits for each byte.
    static func encode(_ bytes: some Collection<UInt8>) -> String {
        String(unsafeUninitializedCapacity: bytes.count * 2) { digits in
            var next = 0
            for byte in bytes {
                digits[next] = digit(byte >> 4)
                digits[next + 1] = digit(byte & 0xF)
                next += 2
            }
            return next
        }
    }

    /// The bytes of exactly `count` pairs of digits of either case; nil for any other length or character.
    static func decode(_ digits: some Collection<UInt8>, count: Int) -> [UInt8]? {
        guard digits.count == count * 2 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        var high: UInt8?
        for character in digits {
            guard let value = value(character) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    private static func value(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
