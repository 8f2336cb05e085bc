import TestSupport
import WhatsApp

extension Fixture {
    static func json(_ text: String) throws -> JSONValue { try JSONValue(text: text) }

    /// The only item of a body.
    static func item(_ body: String) throws -> WebhookItem {
        let items = try Webhook(bytes: Array(body.utf8)).items
        guard items.count == 1, let item = items.first else { throw Unexpected.count(items.count) }
        return item
    }

    static func onlyMessage(_ element: String) throws -> InboundMessage {
        guard case .message(let message) = try item(messages(element)) else { throw Unexpected.kind }
        return message
    }

    static func onlyStatus(_ element: String, contacts: String = "") throws -> MessageStatus {
        guard case .status(let status) = try item(statuses(element, contacts: contacts)) else {
            throw Unexpected.kind
        }
        return status
    }

    enum Unexpected: Error { case count(Int), kind }
}
