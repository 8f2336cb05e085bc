import Foundation

/// How many times a soak test goes round: `ORIEL_SOAK` multiplies.
let soak = max(1, ProcessInfo.processInfo.environment["ORIEL_SOAK"].flatMap { Int($0) } ?? 1)
