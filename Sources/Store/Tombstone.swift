import GRDB
import Inbox

/// What stays of a message, a body or an item that was erased: enough to know it again should the platform tell it once more,
/// and nothing to read. A hash of 64 bits: two different ones meet by chance once in ten quintillions.
enum Tombstone {
    static func message(_ number: NumberID, _ wamid: String) -> Int64 { "m\n\(number.value)\n\(wamid)".stableHash }
    static func body(_ digest: Digest) -> Int64 { "b\n\(digest.hex)".stableHash }
    static func item(_ field: String, _ raw: String) -> Int64 { "i\n\(field)\n\(raw)".stableHash }

    /// What is told of one recipient of a message: of one to many the others' statuses stay.
    static func status(_ number: NumberID, _ wamid: String, of recipient: String) -> Int64 {
        "s\n\(number.value)\n\(wamid)\n\(recipient)".stableHash
    }

    /// The stones of what a webhook tells, each of which covers it whole; none for what is never erased.
    static func of(_ event: Event) -> [Int64] {
        switch event {
        case .message(let message): [Self.message(message.number, message.wamid)]
        case .echo(let echo): [Self.message(echo.number, echo.wamid)]
        case .status(let status):
            [message(status.number, status.wamid)]
                + recipients(of: status).map { Self.status(status.number, status.wamid, of: $0) }
        case .other(let other): [item(other.field, other.raw)]
        case .addressBook, .template: []
        }
    }

    /// Whoever a status is told of, by every name it tells.
    static func recipients(of status: StatusEvent) -> Set<String> {
        Set([status.recipient] + status.aliases.map(\.value)).subtracting([""])
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
        var erasure = Erasure(ids: [], messages: [])
        for event in reception.events where try isBuried(event) {
            switch event {
            case .message(let message): erasure.messages.insert(message.wamid)
            case .echo(let echo): erasure.messages.insert(echo.wamid)
            case .status(let status):
                if try isBuried(Tombstone.message(status.number, status.wamid)) {
                    erasure.messages.insert(status.wamid)
                } else {
                    erasure.statuses[status.wamid, default: []].formUnion(Tombstone.recipients(of: status))
                }
            case .addressBook, .template, .other: break
            }
        }
        guard !erasure.messages.isEmpty || !erasure.statuses.isEmpty else { return reception.body }
        switch erasure.apply(to: reception.body) {
        case .untouched: return reception.body
        case .cut(let body, _): return body
        case .emptied: return nil
        }
    }

    /// Whether it was erased. Asked for every event, so a store without stones is not asked.
    func isBuried(_ event: Event) throws -> Bool {
        try hasTombstones && Tombstone.of(event).contains { try isBuried($0) }
    }

    private func isBuried(_ hash: Int64) throws -> Bool {
        try db.integer("SELECT 1 FROM tombstone WHERE hash = ?", [hash]) != nil
    }

    /// Whether a body was erased.
    func isBuried(_ body: Digest) throws -> Bool { try hasTombstones && isBuried(Tombstone.body(body)) }
}
