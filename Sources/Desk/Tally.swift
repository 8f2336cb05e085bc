/// What the line printed on leaving counts.
public struct Tally: Hashable, Sendable {
    public var answered = 0
    public var templatesSent = 0
    public var textsStopped = 0
    public var windowsLost = 0

    public init() {}
}
