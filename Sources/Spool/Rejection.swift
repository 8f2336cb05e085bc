/// What became of a file that could not be read.
public enum Rejection: Hashable, Sendable {
    /// It lies in quarantine under this name, beside a `.reason`.
    case quarantined(SpoolName)
    /// It has been there for less than two seconds and may still be growing: it comes again.
    case deferred
    /// It was gone already.
    case vanished
}
