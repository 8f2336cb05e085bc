import GRDB
import Inbox

/// What stays of a message, a body or an item that was erased: enough to know it again should the platform tell it once more,
/// and nothing to read. A hash of 64 bits: two different ones meet by chance once in ten quintillions.
enum Tombstone {
    static func message(_ number: NumberID, _ wamid: String) -> Int64 { "m\n\(number.value)\n\(wamid)".stableHash }
    static func body(_ digest: Digest) -> Int64 { "b\n\(digest.hex)".stableHash }
    static func item(_ field: String, _ raw: String) -> Int64 { "i\n\(field)\n\(raw)".stableHash }

    /// The stone of what a webhook tells; nil for what is never erased.
    static func of(_ event: Event) -> Int64? {
        switch event {
        case .message(let message): Self.message(message.number, message.wamid)
        case .echo(let echo): Self.message(echo.number, echo.wamid)
        case .status(let status): Self.message(status.number, status.wamid)
        case .other(let other): item(other.field, other.raw)
        case .addressBook, .template: nil
        }
    }
}

extension Schema {
    /// Migration 15. A fact of this store: it is not told by any webhook.
    static let tombstones = "CREATE TABLE tombstone (hash INTEGER PRIMARY KEY) WITHOUT ROWID"
}

extension Ledger {
    func bury(_ hash: Int64) throws {
        try db.run("INSERT INTO tombstone(hash) VALUES (?) ON CONFLICT DO NOTHING", [hash])
    }

    /// A body without what was erased; nil when nothing else is in it. A late status of an erased message would bring
    /// back its number.
    func unburied(_ reception: Reception) throws -> [UInt8]? {
        guard hasTombstones else { return reception.body }
        var messages: Set<String> = []
        for event in reception.events where try isBuried(Tombstone.of(event)) {
            switch event {
            case .message(let message): messages.insert(message.wamid)
            case .echo(let echo): messages.insert(echo.wamid)
            case .status(let status): messages.insert(status.wamid)
            case .addressBook, .template, .other: break
            }
        }
        guard !messages.isEmpty else { return reception.body }
        switch Erasure(ids: [], messages: messages).apply(to: reception.body) {
        case .untouched: return reception.body
        case .cut(let body, _): return body
        case .emptied: return nil
        }
    }

    /// Whether it was erased. Asked for every event, so a store without stones is not asked.
    func isBuried(_ hash: Int64?) throws -> Bool {
        guard hasTombstones, let hash else { return false }
        return try db.integer("SELECT 1 FROM tombstone WHERE hash = ?", [hash]) != nil
    }
}
