import Foundation
import GRDB
import Inbox
import WhatsApp

extension Database {
    /// The messages with all that is shown beside their words.
    func whole(_ messages: [Message], _ readings: BodyReadings) throws -> [Message] {
        try withFiles(answered(sent(detailed(messages, readings))))
    }

    /// What we sent, of messages that are more than words.
    private func sent(_ messages: [Message]) throws -> [Message] {
        var messages = messages
        for index in messages.indices where messages[index].direction == .outbound {
            guard messages[index].media == nil, messages[index].type != "text",
                let code = try text("SELECT content FROM outbox WHERE message = ?", [messages[index].key.row]),
                let content = ContentCode.content(code)
            else { continue }
            messages[index].details = EventReader.details(of: content)
            // A template is filled anew, by its form.
            if case .template = content { continue }
            messages[index].content = content
        }
        return messages
    }

    /// The messages with what their payloads tell besides the words. Each body is read once, however many of the
    /// messages it holds and however many pages they fill; bodies that hold only plain text are not read at all.
    private func detailed(_ messages: [Message], _ readings: BodyReadings) throws -> [Message] {
        var messages = messages
        var read: [Int64: [String: [MessageDetail]]] = [:]
        for index in messages.indices where messages[index].direction != .outbound || messages[index].telling != .live {
            guard let wamid = messages[index].wamid,
                let envelope = try integer("SELECT envelope FROM message WHERE id = ?", [messages[index].key.row])
            else { continue }
            let isText = messages[index].type == "text"
            if read[envelope] == nil, try isText ? tellsMore(envelope) : true {
                read[envelope] = try details(in: envelope, readings)
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

    private func details(in envelope: Int64, _ readings: BodyReadings) throws -> [String: [MessageDetail]] {
        guard let row = try row("SELECT digest FROM envelope WHERE id = ?", [envelope]) else { return [:] }
        let digest = Digest(data: row[0])
        return try readings.details(of: digest) {
            guard let row = try self.row("SELECT body FROM envelope WHERE id = ?", [envelope]) else { return [:] }
            let body: Data = row[0]
            guard let webhook = try? Webhook(bytes: body) else { return [:] }  // it was read when it came in
            return EventReader.details(of: webhook, digest: digest.hex)
        }
    }
}
