import Inbox
import Store

/// Finds conversations by what people and programs call a person.
struct PersonLookup {
    let store: InboxStore

    /// The rows of a person, one for each business number, in the numbers' order.
    ///
    /// - Parameters:
    ///   - text: the `person` that `threads` prints, which reaches nobody else, or a phone number or BSUID of theirs.
    ///   - number: only the conversation with this number.
    func rows(_ text: String, number: NumberID?) throws -> [ThreadRow] {
        let numbers = try number.map { [$0] } ?? store.numbers()
        return try numbers.compactMap { try store.thread(number: $0, named: PersonName(text)) }
    }
}
