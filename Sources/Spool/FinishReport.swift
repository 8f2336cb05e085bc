/// What became of files that were committed.
public struct FinishReport: Hashable, Sendable {
    /// The folder of `done/` they went to.
    public let day: SpoolDay
    /// Files now in `done/`.
    public var moved: [SpoolName] = []
    /// Files that were gone already: nothing is left to do for them.
    public var vanished: [SpoolName] = []
    /// Files that could not be moved and are still in `new/`.
    public var unfiled: [SpoolName] = []
    /// Why the first of them could not be moved.
    public var problem: SpoolError?

    /// A report of nothing moved yet.
    public init(day: SpoolDay) {
        self.day = day
    }

    mutating func fail(_ names: some Sequence<SpoolName>, _ error: SpoolError) {
        unfiled += names
        if problem == nil { problem = error }
    }
}
