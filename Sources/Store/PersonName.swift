import GRDB
import Inbox

/// What somebody outside calls a person: the exported id, or a phone number or business-scoped id as people write them.
///
/// An exported id means whoever it was exported for and nobody else, also when it is a number that somebody else has by now.
/// Only a text that is nobody's exported id means whoever holds that number or id at the moment.
public struct PersonName: Hashable, Sendable {
    /// As it was given.
    public let text: String

    /// Any text; whether it is anybody's name the store tells.
    public init(_ text: String) { self.text = text }

    /// What it is a name by itself, whether anybody has it or not; nil for text that only an export can make one.
    public var alias: Alias? { Alias(anyID: text) }

    /// Texts that may be an exported id: as given, then as the platform writes such a number.
    private var ids: [String] {
        guard let alias, alias.value != text else { return [text] }
        return [text, alias.value]
    }

    /// What else it may be a name of, the likeliest first.
    private var aliases: [Alias] { [alias, Alias(.group, text), Alias(.nobody, text)].compactMap(\.self) }

    /// The row of the person; nil when it is nobody's.
    func person(in db: Database) throws -> Int64? {
        for id in ids {
            if let person = try db.integer("SELECT id FROM person WHERE exported = ? ORDER BY id LIMIT 1", [id]) {
                return person
            }
        }
        for alias in aliases {
            if let person = try db.integer(
                "SELECT person FROM alias WHERE alias = ? ORDER BY epoch DESC LIMIT 1", [alias.code])
            {
                return person
            }
        }
        return nil
    }
}

extension InboxStore {
    /// The conversation of a person with one of our numbers; nil when there is none.
    ///
    /// - Throws: `StoreError`.
    public func thread(number: NumberID, named name: PersonName) throws -> ThreadRow? {
        try read { db in
            guard let person = try name.person(in: db),
                let thread = try db.threadID(ThreadKey(number: number, person: PersonKey(person)))
            else { return nil }
            return try db.threadRow(id: thread)
        }
    }
}
