import WhatsApp

/// Payloads of our own: invented people, numbers and shops.
enum Fixture {
    static let waba = "770000000000001"
    static let number = "660000000000001"

    static func json(_ text: String) throws -> JSONValue { try JSONValue(text: text) }

    /// One value of field `messages` with the given members beside its metadata.
    static func value(_ members: String) -> String {
        """
        {"messaging_product":"whatsapp",\
        "metadata":{"display_phone_number":"15550007788","phone_number_id":"\(number)"},\(members)}
        """
    }

    static func envelope(field: String, value: String, time: Int? = nil) -> String {
        let time = time.map { "\"time\":\($0)," } ?? ""
        return """
            {"object":"whatsapp_business_account","entry":[{"id":"\(waba)",\(time)\
            "changes":[{"field":"\(field)","value":\(value)}]}]}
            """
    }

    static let contact = """
        {"profile":{"name":"Iara Teles","username":"@iara.t"},"wa_id":"5511987650101",\
        "user_id":"BR.30111222333444555","parent_user_id":"BR.ENT.90011"}
        """

    /// An envelope with these message elements and one contact.
    static func messages(_ elements: String...) -> String {
        envelope(
            field: "messages",
            value: value("\"contacts\":[\(contact)],\"messages\":[\(elements.joined(separator: ","))]"))
    }

    static func statuses(_ elements: String..., contacts: String = "") -> String {
        envelope(
            field: "messages", value: value("\(contacts)\"statuses\":[\(elements.joined(separator: ","))]"))
    }

    /// A message element of that type with its content and the usual head.
    static func message(_ type: String, _ content: String, id: String = "wamid.Q1") -> String {
        """
        {"from":"5511987650101","from_user_id":"BR.30111222333444555","id":"\(id)","timestamp":"1795500000",\
        "type":"\(type)"\(content.isEmpty ? "" : ",")\(content)}
        """
    }

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
