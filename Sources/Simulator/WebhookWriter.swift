import Inbox
import WhatsApp

/// Writes webhook bodies as the platform does in its newest form (`whatsapp.md` §2.1–2.5): numbers and ids side by
/// side, keys left out rather than empty.
public struct WebhookWriter: Hashable, Sendable {
    /// The business the webhooks are for.
    public let account: SimAccount

    /// A writer for one business.
    public init(account: SimAccount) { self.account = account }

    /// The body that tells of one message of a customer's.
    public func message(_ message: SimMessage, from person: SimPerson, wamid: String, at time: Instant) -> [UInt8] {
        var element: JSONObject = [
            "id": .string(wamid), "timestamp": Self.stamp(time), "type": .string(message.type),
            "from_user_id": .string(person.bsuid),
        ]
        if let phone = person.toldPhone { element["from"] = .string(phone) }
        if let group = person.groupID { element["group_id"] = .string(group) }
        if let content = message.content { element[message.type] = content }
        if let quotes = message.quotes { element["context"] = ["from": .string(account.phone), "id": .string(quotes)] }
        if let errors = message.errors { element["errors"] = errors }
        return body(["contacts": [contact(person, withName: true)], "messages": [.object(element)]])
    }

    /// What a status is about.
    struct Status {
        var wamid: String
        var word: String
        var at: Instant
        var callbackData: String?
        /// `service`, `utility`, `marketing`, `authentication`.
        var category: String
        var isFree: Bool
        var error: SimError?
        var templateID: String?
    }

    func status(_ status: Status, for person: SimPerson) -> [UInt8] {
        var element: JSONObject = [
            "id": .string(status.wamid), "status": .string(status.word), "timestamp": Self.stamp(status.at),
        ]
        if let group = person.groupID {
            element["recipient_type"] = "group"
            element["recipient_id"] = .string(group)
            element["recipient_participant_user_id"] = .string(person.bsuid)
            if let phone = person.toldPhone { element["recipient_participant_id"] = .string(phone) }
        } else {
            if let phone = person.toldPhone { element["recipient_id"] = .string(phone) }
            // `whatsapp.md` §2.5: always there, but for a failure on the way to a phone number.
            if person.toldPhone == nil || status.word != "failed" {
                element["recipient_user_id"] = .string(person.bsuid)
            }
        }
        if let data = status.callbackData { element["biz_opaque_callback_data"] = .string(data) }
        if let id = status.templateID { element["template_id"] = .string(id) }
        if let error = status.error { element["errors"] = [error.webhookForm] }
        if status.word == "sent" || status.word == "delivered" {
            element["pricing"] = [
                "billable": .bool(!status.isFree), "pricing_model": "PMP",
                "type": status.isFree ? "free_customer_service" : "regular", "category": .string(status.category),
            ]
        }
        // `contacts` is missing on failures (§0.2).
        guard status.word != "failed" else { return body(["statuses": [.object(element)]]) }
        let withUsername = status.word != "sent"
        return body([
            "contacts": [contact(person, withName: false, withUsername: withUsername)], "statuses": [.object(element)],
        ])
    }

    func contact(_ person: SimPerson, withName: Bool, withUsername: Bool = true) -> JSONValue {
        var profile = JSONObject()
        if withName, let name = person.name { profile["name"] = .string(name) }
        if withUsername, let username = person.username { profile["username"] = .string(username) }
        var contact: JSONObject = ["user_id": .string(person.bsuid)]
        if !profile.isEmpty { contact["profile"] = .object(profile) }
        if let phone = person.toldPhone { contact["wa_id"] = .string(phone) }
        return .object(contact)
    }

    func body(_ members: JSONObject) -> [UInt8] {
        var value = members
        value["messaging_product"] = "whatsapp"
        value["metadata"] = metadata
        let whole: JSONValue = [
            "object": "whatsapp_business_account",
            "entry": [["id": .string(account.wabaID), "changes": [["field": "messages", "value": .object(value)]]]],
        ]
        return whole.canonicalBytes
    }

    /// Whole seconds, as a string.
    static func stamp(_ time: Instant) -> JSONValue { .string(String(time.seconds)) }
}
