/// A picture as a JPEG of blocks of one colour each: an armchair, a lamp, a wall and a floor, in colours from a seed. Baseline,
/// with the smallest tables that do: every block has its DC value and nothing else.
struct SimPicture {
    /// In blocks of eight by eight pixels.
    static let columns = 24
    static let rows = 16

    private let wall: (Int, Int, Int)
    private let floor: (Int, Int, Int)
    private let chair: (Int, Int, Int)

    init(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        func shade(_ low: Int64, _ high: Int64) -> Int { Int(random.number(in: low...high)) }
        wall = (shade(170, 240), shade(170, 240), shade(170, 240))
        floor = (shade(90, 150), shade(60, 110), shade(30, 80))
        chair = (shade(20, 200), shade(20, 200), shade(20, 200))
    }

    private func color(_ column: Int, _ row: Int) -> (Int, Int, Int) {
        let isSeat = 7...16 ~= column && 9...11 ~= row
        let isBack = 8...15 ~= column && 4...8 ~= row
        let isArm = (column == 6 || column == 17) && 7...11 ~= row
        let isLeg = (column == 7 || column == 16) && row == 12
        if isSeat || isBack || isArm { return chair }
        if isLeg { return (40, 30, 20) }
        if 20...22 ~= column, 2...3 ~= row { return (250, 220, 120) }
        if column == 21, 4...12 ~= row { return (60, 60, 60) }
        return row >= 12 ? floor : wall
    }

    var jpeg: [UInt8] {
        var bytes: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF".utf8) + [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]
        // Each step of a DC value is one step of the block's colour.
        bytes += [0xFF, 0xDB, 0, 67, 0] + [UInt8](repeating: 8, count: 64)
        let (width, height) = (Self.columns * 8, Self.rows * 8)
        bytes += [
            0xFF, 0xC0, 0, 17, 8, UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8), UInt8(width & 255), 3,
        ]
        for component in 1...3 { bytes += [UInt8(component), 0x11, 0] }
        // DC: nine sizes in four bits each; AC: the end of the block in one.
        bytes += [0xFF, 0xC4, 0, 28, 0x00, 0, 0, 0, 9] + [UInt8](repeating: 0, count: 12) + Array(0...8)
        bytes += [0xFF, 0xC4, 0, 20, 0x10, 1] + [UInt8](repeating: 0, count: 15) + [0]
        bytes += [0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0]
        return bytes + scan + [0xFF, 0xD9]
    }

    private var scan: [UInt8] {
        var writer = BitWriter()
        var last = (0, 0, 0)
        for row in 0..<Self.rows {
            for column in 0..<Self.columns {
                let value = Self.levels(color(column, row))
                for difference in [value.0 - last.0, value.1 - last.1, value.2 - last.2] { writer.block(difference) }
                last = value
            }
        }
        return writer.finished
    }

    /// Luminance and the two colour differences, around zero.
    private static func levels(_ color: (Int, Int, Int)) -> (Int, Int, Int) {
        let (red, green, blue) = (Double(color.0), Double(color.1), Double(color.2))
        return (
            Int((0.299 * red + 0.587 * green + 0.114 * blue - 128).rounded()),
            Int((-0.168_7 * red - 0.331_3 * green + 0.5 * blue).rounded()),
            Int((0.5 * red - 0.418_7 * green - 0.081_3 * blue).rounded())
        )
    }

    private struct BitWriter {
        private var bytes: [UInt8] = []
        private var current: UInt32 = 0
        private var count = 0

        /// A DC difference, and the end of the block.
        mutating func block(_ difference: Int) {
            let size = Int.bitWidth - difference.magnitude.leadingZeroBitCount
            put(UInt32(size), bits: 4)
            let value = difference >= 0 ? difference : difference + (1 << size) - 1
            if size > 0 { put(UInt32(value), bits: size) }
            put(0, bits: 1)
        }

        private mutating func put(_ value: UInt32, bits: Int) {
            for place in stride(from: bits - 1, through: 0, by: -1) {
                current = current << 1 | (value >> UInt32(place) & 1)
                count += 1
                if count == 8 { flush() }
            }
        }

        private mutating func flush() {
            bytes.append(UInt8(current))
            // A marker must not begin inside the picture.
            if current == 0xFF { bytes.append(0) }
            (current, count) = (0, 0)
        }

        /// Filled up with ones.
        var finished: [UInt8] {
            var writer = self
            while writer.count > 0 { writer.put(1, bits: 1) }
            return writer.bytes
        }
    }
}
