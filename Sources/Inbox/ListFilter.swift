/// What the list is narrowed to: a query, by the name it has in the config when it has one.
public struct ListFilter: Hashable, Sendable {
    /// The config's name for it; nil for one that was typed.
    public var name: String?
    /// As it was typed.
    public var text: String
    /// What it asks for.
    public var query: SearchQuery

    /// Nil for a text with nothing to look for.
    ///
    /// - Throws: `QueryError` about the first thing that is wrong with the text.
    public init?(name: String? = nil, _ text: String) throws(QueryError) {
        guard let query = try SearchQuery.read(text) else { return nil }
        self.name = name
        self.text = text
        self.query = query
    }
}
