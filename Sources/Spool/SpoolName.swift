/// The name of a file in the spool, as bytes: Linux promises no encoding, and a name that was repaired for reading
/// could no longer be opened.
public struct SpoolName: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The longest name a directory entry can have, in bytes (`NAME_MAX`).
    public static let maximumLength = 255

    /// The bytes of the name, without a terminator.
    public let bytes: [UInt8]

    /// A name from its bytes. Nil when no directory can hold it: empty, over 255 bytes, `.`, `..`, or with a slash or
    /// a zero byte.
    public init?(bytes: [UInt8]) {
        guard !bytes.isEmpty, bytes.count <= Self.maximumLength, !bytes.contains(0),
            !bytes.contains(UInt8(ascii: "/")), bytes != [UInt8(ascii: ".")],
            bytes != [UInt8(ascii: "."), UInt8(ascii: ".")]
        else { return nil }
        self.bytes = bytes
    }

    /// A name from its text; nil as for ``init(bytes:)``.
    public init?(_ text: String) {
        self.init(bytes: Array(text.utf8))
    }

    /// A name that came out of a directory, which holds no other kind.
    init(entry bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The name for people and for JSON: printable text as it is, every other byte as `\xNN`, a backslash doubled.
    /// Two names never print alike.
    public var description: String {
        var text = ""
        var rest = bytes[...]
        while !rest.isEmpty {
            let length = Self.printableScalarLength(rest)
            if length > 0 {
                text += String(decoding: rest.prefix(length), as: UTF8.self)
                rest = rest.dropFirst(length)
            } else if let byte = rest.popFirst() {
                text += byte == UInt8(ascii: "\\") ? "\\\\" : "\\x" + Hexadecimal.encode([byte])
            }
        }
        return text
    }

    /// The name as the system's calls take it: with a zero byte at its end.
    var cString: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

    /// Milliseconds since 1970 when the name starts with 13 digits and a hyphen, as a writer names it; else nil.
    public var milliseconds: Int64? {
        guard bytes.count > 13, bytes[13] == UInt8(ascii: "-") else { return nil }
        var value: Int64 = 0
        for byte in bytes.prefix(13) {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        return value
    }

    /// The order of the bytes, which for a writer's names is the order of arrival.
    public static func < (left: SpoolName, right: SpoolName) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    /// This name with `suffix` before its last extension, cut so that `reserve` more bytes still fit behind it.
    func appending(_ suffix: String, reserve: Int) -> SpoolName {
        let room = Self.maximumLength - reserve - suffix.utf8.count
        let dot = bytes.lastIndex(of: UInt8(ascii: ".")) ?? bytes.count
        let hasExtension = dot > 0 && bytes.count - dot <= 16
        let tail = hasExtension ? bytes[dot...] : []
        let stem = bytes.prefix(bytes.count - tail.count).prefix(max(1, room - tail.count))
        return SpoolName(entry: stem + Array(suffix.utf8) + tail)
    }

    /// The length of the well-formed, printable scalar at the front of `bytes`, or 0 when there is none.
    private static func printableScalarLength(_ bytes: ArraySlice<UInt8>) -> Int {
        guard let first = bytes.first else { return 0 }
        if first < 0x80 { return first >= 0x20 && first != 0x7F && first != UInt8(ascii: "\\") ? 1 : 0 }
        var decoder = UTF8()
        var iterator = bytes.prefix(4).makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return 0 }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return 0
        default: return UTF8.width(scalar)
        }
    }
}
