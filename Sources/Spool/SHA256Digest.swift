/// A SHA-256: 32 bytes, printed as 64 lower-case hexadecimal digits and ordered as those digits are.
public struct SHA256Digest: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The 32 bytes as they lie in memory; four words hash and compare faster than a string of 64 digits.
    var words: (UInt64, UInt64, UInt64, UInt64)

    static var zero: SHA256Digest { SHA256Digest(words: (0, 0, 0, 0)) }

    init(words: (UInt64, UInt64, UInt64, UInt64)) {
        self.words = words
    }

    /// Reads 64 hexadecimal digits of either case; nil for anything else.
    public init?(hex: String) {
        guard let bytes = Hexadecimal.decode(hex.utf8, count: 32) else { return nil }
        self = .zero
        withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

    /// 64 lower-case hexadecimal digits.
    public var hex: String { withUnsafeBytes(of: words) { Hexadecimal.encode($0) } }

    /// The same as ``hex``.
    public var description: String { hex }

    /// Whether both are the same 32 bytes.
    public static func == (left: SHA256Digest, right: SHA256Digest) -> Bool { left.words == right.words }

    /// The order of the hexadecimal digits, which is the order of the bytes.
    public static func < (left: SHA256Digest, right: SHA256Digest) -> Bool {
        left.bigEndian < right.bigEndian
    }

    /// Feeds the 32 bytes to `hasher`.
    public func hash(into hasher: inout Hasher) {
        withUnsafeBytes(of: words) { hasher.combine(bytes: $0) }
    }

    private var bigEndian: (UInt64, UInt64, UInt64, UInt64) {
        (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
    }
}
