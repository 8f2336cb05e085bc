/// A colour in sRGB, for pictures and for choosing the nearest of fewer.
public struct RGB: Hashable, Sendable {
    /// 0…255.
    public let red: UInt8
    /// 0…255.
    public let green: UInt8
    /// 0…255.
    public let blue: UInt8

    /// A colour by its parts.
    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// What an ink looks like in a terminal nobody has changed; nil for `standard`, which only the terminal knows.
    public init?(_ ink: Ink) {
        switch ink {
        case .standard:
            return nil
        case .rgb(let red, let green, let blue):
            self.init(red: red, green: green, blue: blue)
        case .ansi(let number):
            self = Self.sixteen[Int(number & 15)]
        case .indexed(let number):
            self.init(indexed: number)
        }
    }

    /// A colour of xterm's 256: sixteen named, a cube of 6 × 6 × 6, and 24 greys.
    public init(indexed number: UInt8) {
        switch number {
        case 0..<16:
            self = Self.sixteen[Int(number)]
        case 16..<232:
            let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
            let cube = Int(number) - 16
            self.init(red: levels[cube / 36], green: levels[cube / 6 % 6], blue: levels[cube % 6])
        default:
            let grey = 8 + 10 * (number - 232)
            self.init(red: grey, green: grey, blue: grey)
        }
    }

    /// `#rrggbb`.
    public var hex: String {
        "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The named colours, in shades that are readable on both light and dark.
    private static let sixteen: [RGB] = [
        (0x1C, 0x1F, 0x26), (0xC9, 0x3C, 0x3C), (0x3C, 0x92, 0x4A), (0xB0, 0x7D, 0x1A),
        (0x36, 0x74, 0xC4), (0x9A, 0x54, 0xB5), (0x2B, 0x91, 0x9B), (0xC6, 0xCA, 0xD2),
        (0x68, 0x70, 0x7D), (0xE8, 0x65, 0x62), (0x62, 0xBA, 0x6E), (0xDE, 0xAC, 0x48),
        (0x62, 0x9E, 0xEC), (0xC0, 0x80, 0xDA), (0x55, 0xBD, 0xC6), (0xF4, 0xF5, 0xF7),
    ].map { RGB(red: $0.0, green: $0.1, blue: $0.2) }
}
