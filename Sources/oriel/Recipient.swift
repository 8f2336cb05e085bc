import Inbox
import Store

/// Whom a message goes to, and from which of our numbers.
struct Recipient {
    let alias: Alias
    let number: NumberID
    /// Nil when there is no conversation yet.
    let row: ThreadRow?

    /// - Parameters:
    ///   - text: a phone number, a BSUID, or the `person` that `threads` prints.
    ///   - wanted: nil takes the conversation's number, else the only one there is.
    init(_ text: String, number wanted: NumberID?, store: InboxStore, config: Config) throws {
        if let wanted { try Self.check(wanted, config) }
        let rows = try PersonLookup(store: store).rows(text, number: wanted)
        guard rows.count <= 1 else {
            let numbers = rows.map(\.key.number.value).joined(separator: ", ")
            throw Failure(.usage, "“\(text)” has conversations with \(numbers): choose with --number")
        }
        row = rows.first
        if let row {
            self.number = row.key.number
            // The person as the store knows them: whatever address they wrote from last is where it goes.
            guard let alias = try store.alias(of: row.key.person) else {
                throw Failure(
                    .badData, "“\(text)” has no address that could be written to: the one they had may be another's now"
                )
            }
            self.alias = alias
            return
        }
        guard let alias = Alias(anyID: text) else {
            throw Failure(.usage, "--to cannot be “\(text)”: give a phone number with its country code, or a BSUID")
        }
        self.alias = alias
        self.number = try wanted ?? Self.onlyNumber(store, config)
    }

    private static func check(_ number: NumberID, _ config: Config) throws(Failure) {
        guard let known = config.numberIDs, !known.contains(number) else { return }
        let all = known.map(\.value).sorted().joined(separator: ", ")
        throw Failure(.usage, "--number \(number) is not in the config, which names \(all)")
    }

    private static func onlyNumber(_ store: InboxStore, _ config: Config) throws -> NumberID {
        let known = config.numbers.isEmpty ? try store.numbers() : config.numbers.map(\.id)
        guard known.count == 1, let number = known.first else {
            let all = known.map(\.value).joined(separator: ", ")
            throw Failure(
                .usage,
                known.isEmpty
                    ? "no business number is known yet: give --number, or set number in the config"
                    : "there are several business numbers (\(all)): choose with --number")
        }
        return number
    }
}
