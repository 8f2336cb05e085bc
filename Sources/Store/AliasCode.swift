import Inbox

/// An alias, or a set of them, as one text: the digit of its kind, then the value. Sets are made of length-prefixed parts,
/// so that no value can be mistaken for two.
extension Alias {
    var code: String { "\(kind.rawValue)\(value)" }

    init?(code: String) {
        guard let digit = code.first?.wholeNumberValue, let kind = AliasKind(rawValue: digit) else { return nil }
        self.init(kind, String(code.dropFirst()))
    }

    /// Whether it names one human being, so that seeing it beside another alias says something about identity.
    var namesPerson: Bool { kind == .bsuid || kind == .parentBSUID || kind == .waID }

    /// `members` must be sorted and without repeats.
    static func setCode(_ members: [Alias]) -> String {
        if members.count == 1 { return members[0].code }
        return "*" + members.map { "\($0.code.utf8.count):\($0.code)" }.joined()
    }

    static func set(code: String) -> [Alias] {
        if code.hasPrefix("*") { return parts(of: Array(code.utf8.dropFirst())) ?? [] }
        return Alias(code: code).map { [$0] } ?? []
    }

    private static func parts(of bytes: [UInt8]) -> [Alias]? {
        var members: [Alias] = []
        var index = 0
        while index < bytes.count {
            var length = 0
            let start = index
            while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39, index - start < 9 {
                length = length * 10 + Int(bytes[index] - 0x30)
                index += 1
            }
            guard index > start, index < bytes.count, bytes[index] == UInt8(ascii: ":"), index + length < bytes.count,
                let alias = Alias(code: String(decoding: bytes[index + 1...index + length], as: UTF8.self))
            else { return nil }
            members.append(alias)
            index += 1 + length
        }
        return members
    }
}

extension Address {
    var code: String { alias.code }

    init?(code: String) {
        guard let alias = Alias(code: code) else { return nil }
        self.init(alias)
    }
}

extension String {
    /// FNV-1a over the UTF-8 bytes: the same on every machine and in every run.
    var stableHash: Int64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in utf8 {
            hash ^= UInt64(byte)
            hash = hash &* 0x100_0000_01B3
        }
        return Int64(bitPattern: hash)
    }

    /// Order by UTF-8 bytes, as SQLite compares text.
    func isBefore(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
