/// Payloads of our own: invented people, numbers and shops.
public enum Fixture {
    /// The account and the number all of them come to.
    public static let waba = "770000000000001"
    /// See `waba`.
    public static let number = "660000000000001"

    /// One value of field `messages` with the given members beside its metadata.
    public static func value(_ members: String) -> String {
        """
        {"messaging_product":"whatsapp",\
        "metadata":{"display_phone_number":"15550007788","phone_number_id":"\(number)"},\(members)}
        """
    }

    /// A whole body with one change of that field; `time` is the entry's, in seconds.
    public static func envelope(field: String, value: String, time: Int? = nil) -> String {
        let time = time.map { "\"time\":\($0)," } ?? ""
        return """
            {"object":"whatsapp_business_account","entry":[{"id":"\(waba)",\(time)\
            "changes":[{"field":"\(field)","value":\(value)}]}]}
            """
    }

    /// One element of `contacts`: whoever writes in the others.
    public static let contact = """
        {"profile":{"name":"Iara Teles","username":"@iara.t"},"wa_id":"5511987650101",\
        "user_id":"BR.30111222333444555","parent_user_id":"BR.ENT.90011"}
        """

    /// An envelope with these message elements and one contact.
    public static func messages(_ elements: String...) -> String {
        envelope(
            field: "messages",
            value: value("\"contacts\":[\(contact)],\"messages\":[\(elements.joined(separator: ","))]"))
    }

    /// An envelope with these status elements; `contacts` is a member with its comma, or empty.
    public static func statuses(_ elements: String..., contacts: String = "") -> String {
        envelope(
            field: "messages", value: value("\(contacts)\"statuses\":[\(elements.joined(separator: ","))]"))
    }

    /// A message element of that type with its content and the usual head.
    public static func message(_ type: String, _ content: String, id: String = "wamid.Q1") -> String {
        """
        {"from":"5511987650101","from_user_id":"BR.30111222333444555","id":"\(id)","timestamp":"1795500000",\
        "type":"\(type)"\(content.isEmpty ? "" : ",")\(content)}
        """
    }
}
