/// Mends bytes that were meant as JSON. Used for reading only; whoever stores bodies keeps the bytes as they came.
public enum JSONRepair {
    /// Every invalid UTF-8 sequence becomes U+FFFD; valid bytes are unchanged.
    public static func repairingUTF8(_ bytes: [UInt8]) -> [UInt8] {
        Array(String(decoding: bytes, as: UTF8.self).utf8)
    }

    /// Inside strings: an escape of half a surrogate pair becomes that of U+FFFD, a bare control character becomes its
    /// escape, and the backslash of an unknown escape becomes a backslash.
    public static func repairingStrings(_ bytes: [UInt8]) -> [UInt8] {
        var repaired: [UInt8] = []
        repaired.reserveCapacity(bytes.count)
        var isInString = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if isInString, byte == backslash {
                let escape = Escape(at: index, in: bytes)
                repaired += escape.repaired
                index += escape.length
                continue
            }
            if byte == quote { isInString.toggle() }
            if isInString, byte < 0x20 {
                repaired += unicodeEscape(byte)
            } else {
                repaired.append(byte)
            }
            index += 1
        }
        return repaired
    }

    /// How deep arrays and objects are nested, counting brackets outside strings.
    static func nesting(of bytes: [UInt8]) -> Int {
        var depth = 0
        var deepest = 0
        var isInString = false
        var isEscaped = false
        for byte in bytes {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == backslash {
                    isEscaped = true
                } else if byte == quote {
                    isInString = false
                }
                continue
            }
            switch byte {
            case quote: isInString = true
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                deepest = max(deepest, depth)
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            default: break
            }
        }
        return deepest
    }

    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    private static func unicodeEscape(_ byte: UInt8) -> [UInt8] {
        Array((#"\u00"# + (byte < 16 ? "0" : "") + String(byte, radix: 16)).utf8)
    }

    /// One escape sequence of a string: how many bytes it takes and what should stand there.
    private struct Escape {
        var length: Int
        var repaired: [UInt8]

        init(at start: Int, in bytes: [UInt8]) {
            let rest = bytes[start...]
            let kind = rest.dropFirst().first
            if kind == UInt8(ascii: "u"), let unit = Self.codeUnit(of: rest) {
                let next = Self.codeUnit(of: rest.dropFirst(6))
                if UTF16.isLeadSurrogate(unit), let next, UTF16.isTrailSurrogate(next) {
                    (length, repaired) = (12, Array(rest.prefix(12)))
                } else if 0xD800...0xDFFF ~= unit {
                    (length, repaired) = (6, Array(#"\ufffd"#.utf8))
                } else {
                    (length, repaired) = (6, Array(rest.prefix(6)))
                }
            } else if let kind, #""\/bfnrt"#.utf8.contains(kind) {
                (length, repaired) = (2, Array(rest.prefix(2)))
            } else {
                (length, repaired) = (1, Array(#"\\"#.utf8))
            }
        }

        /// The value of a `\uXXXX` at the start of `bytes`.
        private static func codeUnit(of bytes: ArraySlice<UInt8>) -> UInt16? {
            let digits = bytes.dropFirst(2).prefix(4)
            guard bytes.starts(with: #"\u"#.utf8), digits.count == 4 else { return nil }
            var unit: UInt16 = 0
            for digit in digits {
                guard let value = Character(UnicodeScalar(digit)).hexDigitValue else { return nil }
                unit = unit << 4 | UInt16(value)
            }
            return unit
        }
    }
}
