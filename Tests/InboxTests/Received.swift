import Inbox
import Testing
import WhatsApp

/// Webhook bodies of the reading suites, and the events they give.
enum Received {
    static let arrival = Instant(milliseconds: 1_795_430_405_250)
    static let digest = "ab12"

    /// The events of one change of field `messages` (or another) whose value has these members beside its metadata.
    static func events(
        _ members: String, field: String = "messages",
        metadata: String? = #""phone_number_id":"700111222333444","display_phone_number":"15550001111""#,
        arrival: Instant? = arrival
    ) throws -> [Event] {
        let metadata = metadata.map { #""metadata":{\#($0)},"# } ?? ""
        let body = """
            {"object":"whatsapp_business_account","entry":[{"id":"900100200300400","time":1795430400,"changes":[
            {"field":"\(field)","value":{"messaging_product":"whatsapp",\(metadata)\(members)}}]}]}
            """
        return EventReader.events(of: try Webhook(bytes: Array(body.utf8)), digest: digest, arrival: arrival)
    }

    static func messages(_ events: [Event]) -> [InboundEvent] {
        events.compactMap { if case .message(let message) = $0 { message } else { nil } }
    }

    static func others(_ events: [Event]) -> [OtherEvent] {
        events.compactMap { if case .other(let other) = $0 { other } else { nil } }
    }

    static func message(_ element: String, contacts: String? = nil) throws -> InboundEvent {
        let contacts = contacts.map { #""contacts":[\#($0)],"# } ?? ""
        return try #require(messages(try events(#"\#(contacts)"messages":[\#(element)]"#)).first)
    }
}
