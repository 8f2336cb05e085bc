import Inbox
import Screen

/// A hook that did not do what it should, as the status page tells of it.
public struct HookFailure: Hashable, Sendable {
    /// What was wrong.
    public enum Cause: Hashable, Sendable {
        /// It ended with another status than 0.
        case status(Int)
        case signal(Int)
        /// It took too long and was killed, with what it had started.
        case killed
        case notStarted
        /// It is so slow that so many events passed it by.
        case tooSlow(Int)
        /// The directory is not there.
        case missing
        /// Others may write the file or the directory.
        case open
        /// It belongs to somebody else.
        case foreign
    }

    /// The file's name; of what was not run its path.
    public var program: String
    /// What it was told of; empty when it was not run.
    public var event: String
    /// What was wrong.
    public var cause: Cause
    /// The last time.
    public var at: Instant
    /// How often in a row.
    public var count = 1

    /// A failure that happened once.
    public init(program: String, event: String, cause: Cause, at: Instant) {
        self.program = program
        self.event = event
        self.cause = cause
        self.at = at
    }

    /// Whether it is the same again.
    public func isLike(_ other: HookFailure) -> Bool { program == other.program && cause == other.cause }
}

extension Words {
    /// One sentence, for the status page and for logs.
    public func hookFailure(_ failure: HookFailure, policy: TextPolicy = TextPolicy()) -> SafeText {
        let name = SafeText(untrusted: failure.program, policy: policy, limit: 120).singleLine
        let event = SafeText(untrusted: failure.event)
        switch failure.cause {
        case .status(let status): return self(.hookStatus, name, event, "\(status)")
        case .signal(let signal): return self(.hookSignal, name, event, "\(signal)")
        case .killed: return self(.hookKilled, name, event)
        case .notStarted: return self(.hookNotStarted, name, event)
        case .tooSlow(let count): return self(.hookTooSlow, name, "\(count)")
        case .missing: return self(.hookMissing, name)
        case .open: return self(.hookOpen, name)
        case .foreign: return self(.hookForeign, name)
        }
    }
}
