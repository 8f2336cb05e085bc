/// A stream of numbers that follows from its seed alone (SplitMix64): the reason why a simulation can be repeated byte
/// for byte.
public struct SeededRandom: RandomNumberGenerator, Hashable, Sendable {
    private var state: UInt64

    /// Any seed will do; streams of different seeds have nothing to do with each other.
    public init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// A number from `range`, both ends included. Our own arithmetic, so that no toolchain can change the outcome.
    public mutating func number(in range: ClosedRange<Int64>) -> Int64 {
        let width = UInt64(bitPattern: range.upperBound &- range.lowerBound) &+ 1
        return width == 0 ? Int64(bitPattern: next()) : range.lowerBound &+ Int64(bitPattern: next() % width)
    }

    /// `count` letters and digits.
    public mutating func word(_ count: Int) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
        let bytes = (0..<count).map { _ in alphabet[Int(next() % UInt64(alphabet.count))] }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A message id in the platform's form (`whatsapp.md` §2.5).
    public mutating func wamid() -> String { "wamid.HBgN" + word(34) }

    /// A UUID in lower case.
    public mutating func uuid() -> String {
        let digits = Array("0123456789abcdef".utf8)
        var bytes = (0..<32).map { _ in digits[Int(next() % 16)] }
        bytes[12] = UInt8(ascii: "4")
        bytes[16] = digits[8 + Int(next() % 4)]
        var text: [UInt8] = []
        for (place, byte) in bytes.enumerated() {
            if [8, 12, 16, 20].contains(place) { text.append(UInt8(ascii: "-")) }
            text.append(byte)
        }
        return String(decoding: text, as: UTF8.self)
    }
}
