import Foundation

/// How many times a soak test goes round: `ORIEL_SOAK` multiplies.
public let soak = max(1, ProcessInfo.processInfo.environment["ORIEL_SOAK"].flatMap { Int($0) } ?? 1)

/// Where the chances of a test begin: `ORIEL_SEED`, to see a finding again, or another one each time. Print it.
public let firstSeed =
    ProcessInfo.processInfo.environment["ORIEL_SEED"].flatMap { UInt64($0) }
    ?? UInt64.random(in: 0...UInt64(UInt32.max))

/// Chances that follow from a seed alone (SplitMix64).
public struct Dice: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    public mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// True once in so many times.
    public mutating func oneIn(_ count: Int) -> Bool { number(1...count) == 1 }
}
