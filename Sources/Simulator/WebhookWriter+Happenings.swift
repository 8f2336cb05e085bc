import Inbox
import WhatsApp

/// Values of the fields beside `messages` (`whatsapp.md` §1.7, §1.8).
extension WebhookWriter {
    /// A body with one change, whose entry tells its time.
    func change(_ field: String, _ value: JSONValue, at time: Instant) -> [UInt8] {
        let whole: JSONValue = [
            "object": "whatsapp_business_account",
            "entry": [
                [
                    "id": .string(account.wabaID), "time": .int(time.seconds),
                    "changes": [["field": .string(field), "value": value]],
                ]
            ],
        ]
        return whole.canonicalBytes
    }

    func status(of template: SimTemplate) -> JSONValue {
        var value = reference(template)
        value["event"] = .string(template.status)
        value["message_template_category"] = .string(template.category)
        value["reason"] = template.rejectedReason.map { .string($0) } ?? "NONE"
        return .object(value)
    }

    /// The same with what it is about: `FIRST_PAUSE`, `SECOND_PAUSE`, `UNPAUSE`, `DISABLED` (`whatsapp.md` §1.7.1).
    func status(of template: SimTemplate, title: String, description: String, at time: Instant) -> JSONValue {
        var value = status(of: template).object ?? [:]
        value["other_info"] = ["title": .string(title), "description": .string(description)]
        if template.status == "DISABLED" { value["disable_info"] = ["disable_date": .string("\(time.seconds)")] }
        return .object(value)
    }

    func quality(of template: SimTemplate, before: String) -> JSONValue {
        var value = reference(template)
        value["previous_quality_score"] = .string(before)
        value["new_quality_score"] = .string(template.quality)
        return .object(value)
    }

    /// A change of category that is complete (`whatsapp.md` §1.7.4).
    func category(of template: SimTemplate, before: String) -> JSONValue {
        var value = reference(template)
        value["previous_category"] = .string(before)
        value["new_category"] = .string(template.category)
        return .object(value)
    }

    /// What an edit made of it (`whatsapp.md` §1.7.3).
    func components(of template: SimTemplate) -> JSONValue {
        var value = reference(template)
        if case .text(let text) = template.header { value["message_template_title"] = .string(text) }
        value["message_template_element"] = .string(template.body)
        value["message_template_footer"] = template.footer.map(JSONValue.string)
        let buttons = template.buttons.map { button -> JSONValue in
            var members: JSONObject = [
                "message_template_button_type": .string(button.type),
                "message_template_button_text": .string(button.text),
            ]
            switch button.type {
            case "URL": members["message_template_button_url"] = button.target.map(JSONValue.string)
            case "PHONE_NUMBER": members["message_template_button_phone_number"] = button.target.map(JSONValue.string)
            default: break
            }
            return .object(members)
        }
        if !buttons.isEmpty { value["message_template_buttons"] = .array(buttons) }
        return .object(value)
    }

    private func reference(_ template: SimTemplate) -> JSONObject {
        [
            "message_template_id": Int64(template.id).map { .int($0) } ?? .string(template.id),
            "message_template_name": .string(template.name),
            "message_template_language": .string(template.language),
        ]
    }

    /// What the business writes in its phone app.
    func echo(_ message: SimMessage, to person: SimPerson, wamid: String, at time: Instant) -> [UInt8] {
        var element: JSONObject = [
            "from": .string(account.phone), "id": .string(wamid), "timestamp": .string(String(time.seconds)),
            "type": .string(message.type), "to_user_id": .string(person.bsuid),
        ]
        if let phone = person.toldPhone { element["to"] = .string(phone) }
        if let content = message.content { element[message.type] = content }
        let value: JSONValue = [
            "messaging_product": "whatsapp", "metadata": metadata,
            "contacts": [["user_id": .string(person.bsuid)]], "message_echoes": [.object(element)],
        ]
        return change("smb_message_echoes", value, at: time)
    }

    func handover(
        isToUs: Bool, role: String, summary: String?, of person: SimPerson, at time: Instant
    ) -> JSONValue {
        let word = isToUs ? "control_passed" : "control_taken"
        var told: JSONObject = [
            "previous_owner_role": .string(isToUs ? role : account.role),
            "new_owner_role": .string(isToUs ? account.role : role),
        ]
        if let summary { told["conversation_context"] = ["type": "summary", "summary": ["text": .string(summary)]] }
        return [
            "messaging_product": "whatsapp",
            "sender": person.toldPhone.map { ["phone_number": .string($0)] } ?? ["user_id": .string(person.bsuid)],
            "recipient": [
                "phone_number_id": .string(account.phoneNumberID), "display_phone_number": .string(account.phone),
            ],
            "timestamp": .string(String(time.seconds)), "type": .string(word), word: .object(told),
        ]
    }

    /// `user_preferences` (`whatsapp.md` §1.7.11).
    func preference(of person: SimPerson, stops: Bool, at time: Instant) -> JSONValue {
        var wish: JSONObject = [
            "user_id": .string(person.bsuid), "category": "marketing_messages", "value": stops ? "stop" : "resume",
            "detail": stops ? "User asked for no more marketing" : "User wants marketing again",
            "timestamp": .int(time.seconds),
        ]
        if let phone = person.toldPhone { wish["wa_id"] = .string(phone) }
        return [
            "messaging_product": "whatsapp", "metadata": metadata, "contacts": [contact(person, withName: true)],
            "user_preferences": [.object(wish)],
        ]
    }

    /// `calls`: rung, and ended without a start (`whatsapp.md` §1.7.15).
    func missedCall(_ id: String, from person: SimPerson, at time: Instant) -> [JSONValue] {
        var call: JSONObject = [
            "id": .string(id), "from_user_id": .string(person.bsuid), "to": .string(account.phone),
            "direction": "USER_INITIATED", "timestamp": .string(String(time.seconds)),
        ]
        if let phone = person.toldPhone { call["from"] = .string(phone) }
        let events: [JSONObject] = [["event": "connect"], ["event": "terminate", "status": "FAILED"]]
        return events.map { event in
            var whole = call
            for (key, value) in event.members { whole[key] = value }
            return [
                "messaging_product": "whatsapp", "metadata": metadata, "contacts": [contact(person, withName: true)],
                "calls": [.object(whole)],
            ]
        }
    }

    /// The copy that a listener gets of a message, made from the body an owner would get.
    func standby(_ body: [UInt8]) -> [UInt8] {
        let json = try? JSONValue(bytes: body)  // we wrote it ourselves
        guard let value = json?["entry"]?[0]?["changes"]?[0]?["value"] else { return body }
        var inner = JSONObject()
        for member in ["contacts", "messages"] { inner[member] = value[member] }
        let whole: JSONValue = [
            "object": "whatsapp_business_account",
            "entry": [
                [
                    "id": .string(account.wabaID),
                    "changes": [
                        [
                            "field": "standby",
                            "value": [
                                "messaging_product": "whatsapp", "metadata": metadata, "standby": .object(inner),
                            ],
                        ]
                    ],
                ]
            ],
        ]
        return whole.canonicalBytes
    }

    var metadata: JSONValue {
        [
            "display_phone_number": .string(account.phone), "phone_number_id": .string(account.phoneNumberID),
        ]
    }
}
