import Foundation
import Screen

extension RGB {
    /// `#rrggbb` or `#rgb`; nil for anything else.
    public init?(hex text: String) {
        guard text.hasPrefix("#") else { return nil }
        let digits = text.dropFirst().compactMap { $0.isASCII ? $0.hexDigitValue : nil }
        guard digits.count == text.count - 1 else { return nil }
        switch digits.count {
        case 3:
            self.init(red: UInt8(digits[0] * 17), green: UInt8(digits[1] * 17), blue: UInt8(digits[2] * 17))
        case 6:
            self.init(
                red: UInt8(digits[0] * 16 + digits[1]), green: UInt8(digits[2] * 16 + digits[3]),
                blue: UInt8(digits[4] * 16 + digits[5]))
        default: return nil
        }
    }

    /// The nearest of the 256-colour cube and grey ramp (16–255), never one of the sixteen people recolour.
    public var nearestIndex: UInt8 {
        let levels = [0, 95, 135, 175, 215, 255]
        let steps = [red, green, blue].map { channel in
            levels.indices.min { abs(levels[$0] - Int(channel)) < abs(levels[$1] - Int(channel)) } ?? 0
        }
        let inCube = UInt8(16 + 36 * steps[0] + 6 * steps[1] + steps[2])
        let average = (Int(red) + Int(green) + Int(blue)) / 3
        let inRamp = UInt8(232 + min(23, max(0, (average - 3) / 10)))
        return distance(to: RGB(indexed: inRamp)) < distance(to: RGB(indexed: inCube)) ? inRamp : inCube
    }

    /// WCAG 2 contrast ratio, 1 (the same) to 21 (black on white).
    public func contrast(with other: RGB) -> Double {
        let lighter = max(luminance, other.luminance)
        let darker = min(luminance, other.luminance)
        return (lighter + 0.05) / (darker + 0.05)
    }

    /// WCAG 2 relative luminance, 0 to 1.
    private var luminance: Double {
        func linear(_ channel: UInt8) -> Double {
            let share = Double(channel) / 255
            return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    private func distance(to other: RGB) -> Int {
        let (r, g, b) = (Int(red) - Int(other.red), Int(green) - Int(other.green), Int(blue) - Int(other.blue))
        return r * r + g * g + b * b
    }
}
