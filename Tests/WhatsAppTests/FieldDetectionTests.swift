import TestSupport
import Testing

@testable import WhatsApp

/// `whatsapp.md` §0.2, rule 9: some examples put the field in the wrong place or name the wrong one.
@Suite struct FieldDetectionTests {
    /// Those whose value fits several fields, or none, and the other spellings of one.
    private static let untold: [String: String?] = [
        "business_status_update": nil, "message_echoes": nil, "field_of_tomorrow": nil,
        "group_participant_update": "group_participants_update",
        "business_username_update": "business_username_updates",
    ]

    private static func expected(_ field: String) -> String? { untold[field] ?? field }

    @Test(arguments: Fixture.fields.map(\.field))
    func tellsAFieldByItsValue(_ field: String) throws {
        let value = try #require(Fixture.fields.first { $0.field == field }?.value)
        let read = try JSONValue(bytes: Array(value.utf8))
        #expect(FieldDetection.field(of: read) == Self.expected(field))
        #expect(FieldDetection.field(named: field, of: read) == field, "the right name stays")
        #expect(
            FieldDetection.field(named: "messages", of: read) == Self.expected(field) ?? "messages",
            "nothing of a message is in it")
        #expect(FieldDetection.field(named: "of_tomorrow", of: read) == Self.expected(field) ?? "of_tomorrow")
    }

    @Test func aChangeWithoutItsFieldIsReadAsOneWithIt() throws {
        for (field, value) in Fixture.fields where Self.expected(field) == field {
            let named = try Webhook(bytes: Array(Fixture.envelope(field: field, value: value, time: 5).utf8))
            let unnamed = try Webhook(
                bytes: Array(#"{"entry":[{"id":"\#(Fixture.waba)","time":5,"changes":[{"value":\#(value)}]}]}"#.utf8))
            #expect(unnamed.items == named.items, "\(field)")
        }
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let named: String?
        let value: String
        let field: String?
        var testDescription: String { "\(named ?? "nothing"): \(value.prefix(60))" }
    }

    @Test(arguments: [
        // A field of tomorrow with messages opens no window: they may be copies of somebody else's.
        Case(named: "messages_of_tomorrow", value: #"{"messages":[{}]}"#, field: "messages_of_tomorrow"),
        Case(named: nil, value: #"{"messages":[{}]}"#, field: "messages"),
        // A known name stays, whatever stands beside.
        Case(named: "history", value: #"{"messages":[{}]}"#, field: "history"),
        Case(named: "calls", value: #"{"statuses":[{"type":"call"}]}"#, field: "calls"),
        Case(named: nil, value: #"{"statuses":[{"type":"call","status":"RINGING"}]}"#, field: "calls"),
        Case(named: nil, value: #"{"statuses":[{"type":"call"},{"id":"w"}]}"#, field: "messages"),
        Case(named: nil, value: #"{"statuses":[]}"#, field: "messages"),
        Case(named: "messages", value: #"{"statuses":[{"type":"call","status":"ACCEPTED"}]}"#, field: "calls"),
        Case(named: "messages", value: #"{"statuses":[{"id":"w"}]}"#, field: "messages"),
        Case(named: nil, value: #"{"messages":[{}],"calls":[{}]}"#, field: "messages"),
        Case(named: "messages", value: #"{"errors":[{}]}"#, field: "messages"),
        Case(named: "messages", value: #"{"event":"PARTNER_ADDED"}"#, field: "account_update"),
        Case(named: nil, value: #"{"event":"PARTNER_APP_INSTALLED","waba_info":{}}"#, field: "account_update"),
        Case(named: nil, value: #"{"event":"OF_TOMORROW"}"#, field: nil),
        Case(named: nil, value: #"{"event":"OF_TOMORROW","restriction_info":[]}"#, field: "account_update"),
        Case(named: nil, value: #"{"decision":"APPROVED"}"#, field: "account_review_update"),
        Case(
            named: nil, value: #"{"decision":"APPROVED","display_phone_number":"1"}"#,
            field: "phone_number_name_update"),
        Case(named: nil, value: #"{"decision":"APPROVED","score":1}"#, field: nil),
        Case(
            named: nil,
            value: #"{"display_phone_number":"1","event":"UPGRADE","max_daily_conversations_per_business":2}"#,
            field: "phone_number_quality_update"),
        Case(named: nil, value: #"{"groups":[{"type":"of_tomorrow"}]}"#, field: nil),
        Case(named: nil, value: #"{"groups":[]}"#, field: nil),
        Case(named: nil, value: #"{"groups":[{},{"type":"group_delete"}]}"#, field: "group_lifecycle_update"),
        Case(
            named: nil, value: #"{"message_template_id":1,"event":"DELETED"}"#, field: "message_template_status_update"),
        Case(named: nil, value: "[]", field: nil),
        Case(named: "messages", value: "{}", field: "messages"),
    ])
    func believesOnlyWhatIsUnambiguous(_ row: Case) throws {
        let value = try JSONValue(bytes: Array(row.value.utf8))
        #expect(FieldDetection.field(named: row.named, of: value) == row.field)
    }
}
