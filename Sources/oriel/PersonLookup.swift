import Inbox
import Store

/// Finds conversations by what people and programs call a person.
struct PersonLookup {
    let store: InboxStore

    /// The rows of a person, one for each business number, in the numbers' order.
    ///
    /// - Parameters:
    ///   - text: a phone number, a BSUID, or the `person` that `threads` prints.
    ///   - number: only the conversation with this number.
    func rows(_ text: String, number: NumberID?) throws -> [ThreadRow] {
        let numbers = try number.map { [$0] } ?? store.numbers()
        for alias in Self.aliases(text) {
            let rows = try numbers.compactMap { try store.thread(number: $0, alias: alias) }
            if !rows.isEmpty { return rows }
        }
        return []
    }

    /// What a text may mean, the likeliest first.
    private static func aliases(_ text: String) -> [Alias] {
        [Alias(anyID: text), Alias(.group, text), Alias(.nobody, text)].compactMap(\.self)
    }
}
