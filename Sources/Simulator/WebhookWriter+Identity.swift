import Inbox
import WhatsApp

/// Notices that a person's addresses or keys changed (`whatsapp.md` §2.4).
extension WebhookWriter {
    /// - Parameter person: as they were known before; nil when the notice names its person by the ids in it only.
    func notice(
        _ system: JSONObject, from person: SimPerson?, identity: JSONValue? = nil, wamid: String, at time: Instant
    ) -> [UInt8] {
        var element: JSONObject = [
            "id": .string(wamid), "timestamp": Self.stamp(time), "type": "system", "system": .object(system),
        ]
        if let person {
            element["from_user_id"] = .string(person.bsuid)
            if let phone = person.toldPhone { element["from"] = .string(phone) }
        }
        element["identity"] = identity
        return body(["messages": [.object(element)]])
    }

    /// The withdrawn field that told of a new id (§1.7.17).
    func userIDUpdate(of person: SimPerson, before: String, at time: Instant) -> JSONValue {
        var update: JSONObject = [
            "detail": "User id has been updated.", "timestamp": Self.stamp(time),
            "user_id": ["previous": .string(before), "current": .string(person.bsuid)],
        ]
        if let phone = person.toldPhone { update["wa_id"] = .string(phone) }
        return [
            "messaging_product": "whatsapp", "metadata": metadata, "contacts": [contact(person, withName: true)],
            "user_id_update": [.object(update)],
        ]
    }
}
