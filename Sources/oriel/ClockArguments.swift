import ArgumentParser
import Foundation
import Inbox

/// `--now`: what every command that reads the clock takes.
struct ClockArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp("Work as if it were this time (RFC 3339, as in 2026-11-24T09:41:07Z).", valueName: "time"),
        transform: ClockArguments.parse)
    var now: Instant?

    /// One moment for the whole command.
    var frozen: Instant { now ?? .wallClock }

    /// The time as it goes on from `--now`.
    func running() -> @Sendable () -> Instant {
        guard let now else { return { .wallClock } }
        let start = ContinuousClock.now
        return {
            let passed = start.duration(to: .now).components
            return now + Span(milliseconds: passed.seconds * 1_000 + passed.attoseconds / 1_000_000_000_000_000)
        }
    }

    private static func parse(_ text: String) throws -> Instant {
        guard let instant = Instant(rfc3339: text) else {
            throw ValidationError("write the time as in 2026-11-24T09:41:07Z")
        }
        return instant
    }
}
