extension MessageStatus {
    /// `nil` when the element does not say which message it is about or what happened to it.
    init?(_ json: JSONValue, wabaID: String?, metadata: Metadata, contacts: Contacts) {
        guard let id = json["id"]?.text, let word = json["status"]?.text else { return nil }
        var recipient = Aliases()
        var groupID: String?
        recipient.add(json["recipient_user_id"])
        recipient.add(json["recipient_parent_user_id"])
        recipient.add(json["parent_recipient_user_id"])
        let participant = [
            "recipient_participant_id", "participant_recipient_id", "recipient_participant_user_id",
            "participant_recipient_user_id",
        ].compactMap { json[$0] }.filter { !$0.isNull }
        for address in participant { recipient.add(address) }
        if json["recipient_type"]?.string == "group" || !participant.isEmpty {
            groupID = json["recipient_id"]?.text
        } else {
            recipient.add(json["recipient_id"])
            // Neither a number nor a BSUID: the only documented rest is a group's id.
            (groupID, recipient.opaque) = (recipient.opaque, nil)
        }
        recipient.complete(from: contacts, inGroup: groupID != nil)
        self.init(
            wabaID: wabaID, metadata: metadata, id: id, status: DeliveryStatus(word),
            timestamp: Timestamp.seconds(json["timestamp"]), recipient: recipient, groupID: groupID,
            callbackData: json["biz_opaque_callback_data"]?.text, pricing: Pricing(json["pricing"]),
            conversation: Conversation(json["conversation"]), errors: APIError.list(json["errors"]),
            templateID: json["template_id"]?.text, raw: json)
    }
}

extension MessageStatus.Pricing {
    init?(_ json: JSONValue?) {
        guard let json, json.object != nil else { return nil }
        self.init(
            isBillable: json["billable"]?.bool, model: json["pricing_model"]?.text, type: json["type"]?.text,
            category: json["category"]?.text, subtype: json["subtype"]?.text)
    }
}

extension MessageStatus.Conversation {
    init?(_ json: JSONValue?) {
        guard let json, json.object != nil else { return nil }
        self.init(
            id: json["id"]?.text, origin: json["origin"]?["type"]?.text,
            expiration: Timestamp.seconds(json["expiration_timestamp"]))
    }
}
