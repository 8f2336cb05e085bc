import Foundation
import GRDB
import Inbox
import WhatsApp

extension Database {
    /// The messages with what their payloads tell besides the words. Each body is read once, however many of the
    /// messages it holds; bodies that hold only plain text are not read at all.
    func detailed(_ messages: [Message]) throws -> [Message] {
        var messages = messages
        var read: [Int64: [String: [MessageDetail]]] = [:]
        for index in messages.indices where messages[index].direction == .inbound {
            guard let wamid = messages[index].wamid,
                let envelope = try integer("SELECT envelope FROM message WHERE id = ?", [messages[index].key.row])
            else { continue }
            let isText = messages[index].type == "text"
            if read[envelope] == nil, try isText ? tellsMore(envelope) : true {
                read[envelope] = try details(in: envelope)
            }
            messages[index].details = read[envelope]?[wamid] ?? []
        }
        return messages
    }

    /// Whether a body of texts can tell more than their words: an advertisement, a forward, a product, an error.
    private func tellsMore(_ envelope: Int64) throws -> Bool {
        try integer(
            """
            SELECT instr(body, CAST('"referral"' AS BLOB)) + instr(body, CAST('forwarded"' AS BLOB))
                + instr(body, CAST('"referred_product"' AS BLOB)) + instr(body, CAST('"errors"' AS BLOB)) > 0
            FROM envelope WHERE id = ?
            """, [envelope]) == 1
    }

    private func details(in envelope: Int64) throws -> [String: [MessageDetail]] {
        guard let row = try row("SELECT body, digest FROM envelope WHERE id = ?", [envelope]) else { return [:] }
        let (body, digest): (Data, Data) = (row[0], row[1])
        guard let webhook = try? Webhook(bytes: body) else { return [:] }  // it was read when it came in
        return EventReader.details(of: webhook, digest: Digest(data: digest).hex)
    }
}
