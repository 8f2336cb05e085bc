import Foundation
import Synchronization
import Testing

/// A directory of its own for one test.
final class Scratch: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("engine-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }  // the system clears it otherwise
}

/// What a test was waiting for and did not get in time.
struct Overdue: Error {
    var what: String
}

/// Waits until something is so, at most `seconds`; no test waits longer.
nonisolated(nonsending) func eventually(
    _ what: String, within seconds: Double = 30, _ condition: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + .seconds(seconds)
    while try await !condition() {
        guard ContinuousClock.now < end else { throw Overdue(what: what) }
        try await Task.sleep(for: .milliseconds(5))
    }
}

/// How many times a soak test goes round: `ORIEL_SOAK` multiplies.
let soak = max(1, ProcessInfo.processInfo.environment["ORIEL_SOAK"].flatMap { Int($0) } ?? 1)
