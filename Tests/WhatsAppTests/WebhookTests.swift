import TestSupport
import Testing

@testable import WhatsApp

@Suite struct WebhookTests {
    @Test func readsTheEnvelope() throws {
        let body = Fixture.envelope(
            field: "account_review_update",
            value: #"""
                {"decision":"APPROVED"}
                """#, time: 1_795_500_000)
        let webhook = try Webhook(bytes: Array(body.utf8))
        #expect(webhook.object == "whatsapp_business_account")
        #expect(webhook.entries.map(\.id) == [Fixture.waba])
        #expect(webhook.entries.map(\.time) == [1_795_500_000])
        #expect(webhook.changes == [Webhook.Change(field: "account_review_update", value: ["decision": "APPROVED"])])
        guard case .other(let item) = webhook.items.first else {
            Issue.record("no item")
            return
        }
        #expect(item.field == "account_review_update")
        #expect(item.wabaID == Fixture.waba)
        #expect(item.timestamp == 1_795_500_000)
        #expect(item.raw == ["decision": "APPROVED"])
    }

    @Test func keepsTheOrderOfABatch() throws {
        let webhook = try Webhook(bytes: Array(Fixture.batch.utf8))
        let kinds = webhook.items.map { item in
            switch item {
            case .message(let message): "message \(message.id ?? "")"
            case .status(let status): "status \(status.status.word)"
            case .valueError(let error): "error \(error.error.code ?? 0)"
            case .other(let other): "other \(other.field ?? "") \(other.part ?? "")"
            default: "?"
            }
        }
        #expect(
            kinds == [
                "message wamid.B1", "message wamid.B2", "status sent", "status read", "error 130429",
                "other messages user_actions", "other account_review_update ",
            ])
        #expect(webhook.entries.count == 2 && webhook.changes.count == 3)
    }

    @Test(arguments: Fixture.fields.map(\.field))
    func everyFieldGivesOneItem(_ field: String) throws {
        let value = try #require(Fixture.fields.first { $0.field == field }?.value)
        let item = try Fixture.item(Fixture.envelope(field: field, value: value, time: 1_795_500_001))
        switch item {
        case .other(let other):
            #expect(other.field == field && other.wabaID == Fixture.waba && other.part == nil)
            #expect(other.raw == (try JSONValue(text: value)), "the whole value is kept")
            #expect(other.timestamp != nil)
            if value.contains("phone_number_id") { #expect(other.metadata.phoneNumberID == Fixture.number) }
            if value.contains("display_phone_number") {
                #expect(other.metadata.displayPhoneNumber == "15550007788")
            }
        case .templateStatus: #expect(field == "message_template_status_update")
        case .templateQuality: #expect(field == "message_template_quality_update")
        case .templateComponents: #expect(field == "message_template_components_update")
        case .templateCategory:
            #expect(["template_category_update", "template_correct_category_detection"].contains(field))
        case .message, .status, .valueError: Issue.record("\(field) is not about a message of ours")
        }
    }

    struct Shape: CustomTestStringConvertible, Sendable {
        var name: String
        var body: String
        /// What the items should be, one word each.
        var items: [String]
        var testDescription: String { name }
    }

    private static let text = Fixture.message("text", #""text":{"body":"oi"}"#)

    @Test(arguments: [
        Shape(name: "no entries", body: #"{"object":"whatsapp_business_account","entry":[]}"#, items: []),
        Shape(name: "no changes", body: #"{"entry":[{"id":"1","changes":[]}]}"#, items: []),
        Shape(name: "empty lists", body: envelope(#""messages":[],"statuses":[]"#), items: []),
        Shape(
            name: "nothing in a value",
            body: #"{"entry":[{"changes":[{"field":"messages","value":{}}]}]}"#,
            items: ["other"]),
        Shape(
            name: "no object",
            body: #"{"entry":[{"changes":[{"field":"messages","value":{"messages":[{}]}}]}]}"#,
            items: ["message"]),
        Shape(name: "not an envelope", body: #"{"hello":1}"#, items: ["other"]),
        Shape(name: "empty object", body: "{}", items: ["other"]),
        Shape(name: "a list", body: "[1,2]", items: ["other"]),
        Shape(name: "an empty list", body: "[]", items: ["other"]),
        Shape(name: "a number", body: "42", items: ["other"]),
        Shape(name: "null", body: "null", items: ["other"]),
        Shape(name: "null entry", body: #"{"object":"whatsapp_business_account","entry":null}"#, items: ["other"]),
        Shape(name: "text entry", body: #"{"entry":"x"}"#, items: ["other"]),
        Shape(
            name: "damaged entries",
            body: #"{"entry":[null,7,{"id":"1"},[]]}"#,
            items: ["other", "other", "other", "other"]),
        Shape(
            name: "damaged changes",
            body: #"{"entry":[{"changes":[null,"x",{},{"field":"messages"}]}]}"#,
            items: ["other", "other", "other", "other"]),
        Shape(name: "null changes", body: #"{"entry":[{"id":"1","changes":null}]}"#, items: ["other"]),
        Shape(
            name: "one entry without its list",
            body: #"{"entry":{"changes":{"field":"messages","value":{"messages":\#(text)}}}}"#,
            items: ["message"]),
        Shape(name: "one message without its list", body: envelope("\"messages\":\(text)"), items: ["message"]),
        Shape(name: "messages as text", body: envelope(#""messages":"x""#), items: ["other"]),
        Shape(
            name: "damaged messages",
            body: envelope("\"messages\":[null,7,\"x\",[],\(text),{}]"),
            items: ["message", "message", "other", "other", "other", "other"]),
        Shape(
            name: "damaged statuses",
            body: envelope(#""statuses":[{"id":"wamid.1"},{"status":"sent"},{"id":"wamid.1","status":"sent"},null]"#),
            items: ["other", "other", "status", "other"]),
        Shape(
            name: "damaged errors",
            body: envelope(#""errors":[{},null,"text",{"code":"131000"}]"#),
            items: ["other", "other", "other", "valueError"]),
        Shape(
            name: "messages beside statuses",
            body: envelope("\"messages\":[\(text)],\"statuses\":[{\"id\":\"w\",\"status\":\"read\"}]"),
            items: ["message", "status"]),
        Shape(
            name: "members of tomorrow",
            body: envelope(
                "\"messages\":[\(text)],\"polls\":[{\"id\":1},{\"id\":2}],\"mood\":{\"a\":1},\"version\":\"9\""),
            items: ["message", "other", "other", "other"]),
        Shape(name: "only members of tomorrow", body: envelope(#""version":"9""#), items: ["other"]),
        Shape(
            name: "messages under no field",
            body: #"{"entry":[{"changes":[{"value":{"messages":[\#(text)]}}]}]}"#,
            items: ["message"]),
        Shape(
            name: "field misplaced in the value",
            body: #"{"entry":[{"changes":[{"value":{"field":"messages","messages":[\#(text)]}}]}]}"#,
            items: ["message"]),
        Shape(
            name: "field misplaced in the entry",
            body: #"{"entry":[{"field":"messages","changes":[{"value":{"messages":[\#(text)]}}]}]}"#,
            items: ["message"]),
        Shape(
            name: "a bare change",
            body: #"{"field":"messages","value":{"messages":[\#(text)]}}"#,
            items: ["message"]),
        Shape(
            name: "a bare value",
            body: #"{"messaging_product":"whatsapp","messages":[\#(text)]}"#,
            items: ["message"]),
        Shape(
            name: "a list of bodies",
            body: "[{\"entry\":[]},\(envelope("\"messages\":[\(text)]")),7]",
            items: ["message", "other"]),
        Shape(
            name: "a body that a relay wrapped",
            body: "{\"source\":\"relay\",\"payload\":\(envelope("\"messages\":[\(text)]"))}", items: ["message"]),
        Shape(
            name: "a body wrapped as text",
            body: "{\"body\":\(JSONValue.string(envelope("\"messages\":[\(text)]")).canonicalText)}", items: ["message"]
        ),
        Shape(
            name: "several bodies wrapped",
            body: "{\"events\":[\(envelope("\"messages\":[\(text)]")),\(envelope("\"messages\":[\(text)]"))]}",
            items: ["message", "message"]),
        Shape(name: "a wrapped part of a body", body: "{\"payload\":{\"messages\":[\(text)]}}", items: ["other"]),
        Shape(
            name: "another platform",
            body: #"{"object":"page","entry":[{"id":"1","time":2,"messaging":[{"message":{"text":"x"}}]}]}"#,
            items: ["other"]),
        Shape(
            name: "changes beside messaging",
            body: #"{"entry":[{"changes":[],"messaging":[{"x":1}]}]}"#,
            items: ["other"]),
    ])
    func losesNothing(_ shape: Shape) throws {
        let webhook = try Webhook(bytes: Array(shape.body.utf8))
        #expect(webhook.items.map(Self.word).sorted() == shape.items.sorted())
    }

    @Test func refusesWhatIsNoJSON() {
        #expect(throws: WebhookError.unreadable(.empty)) { try Webhook(bytes: [] as [UInt8]) }
        #expect(throws: WebhookError.self) { try Webhook(bytes: Array("{\"entry\":".utf8)) }
    }

    private static func envelope(_ members: String) -> String {
        Fixture.envelope(field: "messages", value: Fixture.value(members))
    }

    static func word(_ item: WebhookItem) -> String {
        switch item {
        case .message: "message"
        case .status: "status"
        case .templateStatus: "templateStatus"
        case .templateQuality: "templateQuality"
        case .templateComponents: "templateComponents"
        case .templateCategory: "templateCategory"
        case .valueError: "valueError"
        case .other: "other"
        }
    }
}
