/// What a test was waiting for and did not get in time.
public struct Overdue: Error {
    public var what: String

    public init(what: String) { self.what = what }
}

/// Waits until something is so; no test waits longer than `seconds`.
public nonisolated(nonsending) func eventually(
    _ what: String, within seconds: Double = 60, _ condition: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + .seconds(seconds)
    while try await !condition() {
        guard ContinuousClock.now < end else { throw Overdue(what: what) }
        try await Task.sleep(for: .milliseconds(5))  // between two looks
    }
}

/// Waits until there is something.
public nonisolated(nonsending) func value<Value>(
    _ what: String, within seconds: Double = 60, _ look: () async throws -> Value?
) async throws -> Value {
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
        if let value = try await look() { return value }
        guard ContinuousClock.now < end else { throw Overdue(what: what) }
        try await Task.sleep(for: .milliseconds(5))  // between two looks
    }
}
