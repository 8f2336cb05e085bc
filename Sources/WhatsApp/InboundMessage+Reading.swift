extension InboundMessage {
    /// Reads one message element, wherever it stands. Never fails: what is missing is `nil`, what is damaged stays raw.
    /// - Parameter contacts: the people named beside it (`Contacts.init(of:)`).
    public init(_ json: JSONValue, wabaID: String?, metadata: Metadata, contacts: Contacts) {
        var sender = Aliases()
        // The named fields first: `from` may hold a BSUID too, and then says the same or less.
        sender.add(json["from_user_id"])
        sender.add(json["from_parent_user_id"])
        sender.add(json["from"])
        sender.complete(from: contacts, inGroup: json["group_id"]?.text != nil)
        let kind = MessageKind(json["type"]?.string ?? "")
        self.init(
            wabaID: wabaID, metadata: metadata, id: json["id"]?.text, sender: sender,
            groupID: json["group_id"]?.text, timestamp: Timestamp.seconds(json["timestamp"]), kind: kind,
            content: MessageContent(message: json, kind: kind), context: MessageContext(json["context"]),
            hasReferral: json["referral"]?.object?.isEmpty == false, errors: APIError.list(json["errors"]), raw: json)
    }
}

extension MessageContext {
    init?(_ json: JSONValue?) {
        guard let json, let members = json.object, !members.isEmpty else { return nil }
        var from = Aliases()
        from.add(json["from_user_id"])
        from.add(json["from"])
        let product = json["referred_product"].flatMap { product in
            product.object.map { _ in
                ReferredProduct(
                    catalogID: product["catalog_id"]?.text, retailerID: product["product_retailer_id"]?.text)
            }
        }
        let isFrequentlyForwarded = json["frequently_forwarded"]?.bool ?? false
        self.init(
            messageID: json["id"]?.text ?? json["message_id"]?.text, from: from,
            isForwarded: isFrequentlyForwarded || json["forwarded"]?.bool ?? false,
            isFrequentlyForwarded: isFrequentlyForwarded, product: product)
    }
}
