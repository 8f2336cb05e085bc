/// Text such as nobody writes and somebody sends, the same for the same seed.
struct HostileText {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// SplitMix64.
    mutating func number(below limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ mixed >> 31) % UInt64(limit))
    }

    /// Blocks that make trouble, and blocks that do not.
    private static let blocks: [ClosedRange<UInt32>] = [
        0x20...0x7E, 0x20...0x7E, 0x61...0x7A, 0x20...0x20, 0x00...0x1F, 0x7F...0xA0, 0xA1...0x24F, 0x300...0x36F,
        0x590...0x6FF, 0x900...0x97F, 0xE00...0xE7F, 0x1100...0x11FF, 0x180B...0x180F, 0x2000...0x206F,
        0x20D0...0x20F0, 0x2190...0x27BF, 0x2E80...0x33FF, 0x4DB0...0x4E20, 0xAC00...0xAC40, 0xE000...0xE010,
        0xFE00...0xFE0F, 0xFEFF...0xFEFF, 0xFF00...0xFF70, 0xFFF0...0xFFFF, 0x1F1E6...0x1F1FF, 0x1F300...0x1F64F,
        0x1F3FB...0x1F3FF, 0x1F900...0x1FAFF, 0x200D...0x200D, 0xFE0F...0xFE0F, 0xE0000...0xE007F, 0xE0100...0xE01EF,
        0x0A...0x0A, 0x09...0x09, 0x30...0x39, 0x20000...0x20010, 0x0...0x10FFFF,
    ]

    mutating func text(scalars count: Int) -> String {
        var view = String.UnicodeScalarView()
        while view.count < count {
            let block = Self.blocks[number(below: Self.blocks.count)]
            for _ in 0...number(below: 4) {
                let value = block.lowerBound + UInt32(number(below: block.count))
                if let scalar = Unicode.Scalar(value) { view.append(scalar) }
            }
        }
        return String(view)
    }

    mutating func bytes(count: Int) -> [UInt8] {
        let pieces = [
            "\u{1B}", "[", "O", "\u{1B}[", "\u{1B}[200~", "\u{1B}[201~", "\u{1B}]52;c;", "\u{07}", "\u{1B}\\",
            "\u{1B}P",
            "1;5", "<0;3;4M", "~", "A", "u", "é", "👍", "\r", "\n", "\t", "text", "?1;2c", ":", ";", "\u{18}",
        ]
        var bytes: [UInt8] = []
        while bytes.count < count {
            if number(below: 3) == 0 {
                bytes.append(UInt8(number(below: 256)))
            } else {
                bytes += pieces[number(below: pieces.count)].utf8
            }
        }
        return bytes
    }
}

extension Unicode.Scalar {
    /// The list of `terminal.md` §8g, spelled out here and not taken from the table under test.
    var isForbiddenInCells: Bool {
        switch value {
        case 0..<0x20, 0x7F...0x9F, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x180B...0x180F, 0x200B...0x200F,
            0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xE000...0xF8FF, 0xFDD0...0xFDEF, 0xFE00...0xFE0F, 0xFEFF,
            0xFFA0, 0xFFF0...0xFFFB, 0xFFFE...0xFFFF, 0x1F1E6...0x1F1FF, 0xE0000...0x10FFFF:
            true
        default: value & 0xFFFE == 0xFFFE
        }
    }
}
