/// Where the parts of a JSON text lie in its bytes, so that some can be taken out and every other byte stays as it was sent.
///
/// Reads what the decoder reads, damaged strings included; what a number or a word is made of is judged, and not whether it is one.
public struct JSONOutline: Sendable {
    /// The bytes of this value, without the blanks around it.
    public let range: Range<Int>
    /// What it is made of.
    public let content: Content

    /// The parts of a value.
    public indirect enum Content: Sendable {
        /// A string, its quotes being part of the range.
        case string
        /// A number, `true`, `false` or `null`.
        case scalar
        case array([JSONOutline])
        /// In the order they are written; a name may come twice.
        case object([(name: String, value: JSONOutline)])
    }

    /// Nil for bytes that are not one JSON value, or nested deeper than `JSONValue.deepestNesting`.
    public init?(_ bytes: [UInt8]) {
        var scanner = Scanner(bytes: bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { scanner.place = 3 }
        guard let value = scanner.value(depth: 0) else { return nil }
        scanner.skipBlanks()
        guard scanner.place == bytes.count else { return nil }
        self = value
    }

    fileprivate init(_ range: Range<Int>, _ content: Content) {
        self.range = range
        self.content = content
    }

    /// The characters of a string, or those of a number as written; nil for anything else.
    public func text(in bytes: [UInt8]) -> String? {
        switch content {
        case .string: Self.unquoted(bytes[range])
        case .scalar: String(decoding: bytes[range], as: UTF8.self)
        case .array, .object: nil
        }
    }

    fileprivate static func unquoted(_ bytes: ArraySlice<UInt8>) -> String {
        let inner = bytes.dropFirst().dropLast()
        guard inner.contains(UInt8(ascii: "\\")) else { return String(decoding: inner, as: UTF8.self) }
        let value = try? JSONValue(bytes: bytes)  // an escape that means nothing: taken as it is written
        // Whole, a NUL in it too: two names are not to become one.
        guard case .string(let text) = value else { return String(decoding: inner, as: UTF8.self) }
        return text
    }
}

private struct Scanner {
    let bytes: [UInt8]
    var place = 0

    mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard next == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    mutating func value(depth: Int) -> JSONOutline? {
        guard depth <= JSONValue.deepestNesting else { return nil }
        skipBlanks()
        let start = place
        switch next {
        case UInt8(ascii: "{"): return object(from: start, depth)
        case UInt8(ascii: "["): return array(from: start, depth)
        case UInt8(ascii: "\""): return string().map { JSONOutline($0, .string) }
        default:
            while let byte = next, Self.isOfScalar(byte) { place += 1 }
            return place > start ? JSONOutline(start..<place, .scalar) : nil
        }
    }

    /// A letter, digit or sign of a number, `true`, `false` or `null`.
    private static func isOfScalar(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."): true
        default: false
        }
    }

    private mutating func string() -> Range<Int>? {
        skipBlanks()
        let start = place
        guard take("\"") else { return nil }
        while let byte = next {
            place += 1
            if byte == UInt8(ascii: "\"") { return start..<place }
            if byte == UInt8(ascii: "\\") { place += 1 }
        }
        return nil
    }

    private mutating func array(from start: Int, _ depth: Int) -> JSONOutline? {
        place += 1
        var elements: [JSONOutline] = []
        if take("]") { return JSONOutline(start..<place, .array(elements)) }
        while let element = value(depth: depth + 1) {
            elements.append(element)
            if take("]") { return JSONOutline(start..<place, .array(elements)) }
            guard take(",") else { return nil }
        }
        return nil
    }

    private mutating func object(from start: Int, _ depth: Int) -> JSONOutline? {
        place += 1
        var members: [(name: String, value: JSONOutline)] = []
        if take("}") { return JSONOutline(start..<place, .object(members)) }
        while let name = string() {
            guard take(":"), let value = value(depth: depth + 1) else { return nil }
            members.append((JSONOutline.unquoted(bytes[name]), value))
            if take("}") { return JSONOutline(start..<place, .object(members)) }
            guard take(",") else { return nil }
        }
        return nil
    }
}
