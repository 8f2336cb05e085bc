import Foundation
import Screen

/// How a colour looks to people who lack one kind of cone.
enum ColorVision: String, CaseIterable {
    case usual
    /// No red, no green, no blue cones.
    case protanopia, deuteranopia, tritanopia

    /// Linear RGB to linear RGB at full severity: Machado, Oliveira and Fernandes, *A Physiologically-based Model for
    /// Simulation of Color Vision Deficiency* (2009), tables of severity 1.0.
    private var matrix: [[Double]] {
        switch self {
        case .usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        case .protanopia:
            [
                [0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ]
        case .deuteranopia:
            [
                [0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ]
        case .tritanopia:
            [
                [1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ]
        }
    }

    /// How far two colours are apart: the distance in CIE Lab under daylight (ΔE*ab). About 2 can be told apart side by
    /// side, 10 at a glance.
    func distance(_ a: RGB, _ b: RGB) -> Double {
        let (x, y) = (lab(a), lab(b))
        return zip(x, y).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
    }

    private func lab(_ color: RGB) -> [Double] {
        let linear = [color.red, color.green, color.blue].map { channel -> Double in
            let share = Double(channel) / 255
            return share <= 0.040_45 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        let seen = matrix.map { row in min(1, max(0, zip(row, linear).map { $0 * $1 }.reduce(0, +))) }
        let xyz = [
            (0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.950_47,
            0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2],
            (0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.088_83,
        ]
        let bent = xyz.map { $0 > 0.008_856 ? cbrt($0) : 7.787 * $0 + 16.0 / 116 }
        return [116 * bent[1] - 16, 500 * (bent[0] - bent[1]), 200 * (bent[1] - bent[2])]
    }
}
