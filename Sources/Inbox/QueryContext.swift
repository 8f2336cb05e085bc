/// Who asks, when and where: what a query's words such as *mine*, *today* and the name of a number stand for.
public struct QueryContext: Hashable, Sendable {
    /// The agent who asks.
    public var agent: String
    /// When it is asked.
    public var now: Instant
    /// Where days begin.
    public var zone: ZoneOffsets
    /// What our numbers are called.
    public var numberNames: [NumberID: String]

    /// An agent at a moment.
    public init(
        agent: String, now: Instant, zone: ZoneOffsets = .utc, numberNames: [NumberID: String] = [:]
    ) {
        self.agent = agent
        self.now = now
        self.zone = zone
        self.numberNames = numberNames
    }

    /// Our numbers whose name has these words in it.
    public func numbers(named words: String) -> [NumberID] {
        let wanted = FoldedText(words).string
        return numberNames.filter { FoldedText($0.value).string.contains(wanted) }.keys.sorted()
    }
}

/// A query over conversations, and who asks it.
public struct ThreadFilter: Hashable, Sendable {
    /// What is asked for.
    public var query: SearchQuery
    /// What its words stand for.
    public var context: QueryContext

    /// A query that somebody asks.
    public init(_ query: SearchQuery, asked context: QueryContext) {
        self.query = query
        self.context = context
    }
}
