import Inbox
import Testing
import WhatsApp

/// Values in frames that the platform does not document and relays make of them: what is in them is read all the same.
@Suite("Reading values in strange frames")
struct StrangeShapeTests {
    private static func message(_ id: String, _ words: String = "hello") -> String {
        #"{"from":"15557770101","id":"\#(id)","timestamp":"1795430400","type":"text","text":{"body":"\#(words)"}}"#
    }

    private static func value(_ members: String) -> String {
        #"{"messaging_product":"whatsapp","metadata":{"phone_number_id":"700111222333444"},\#(members)}"#
    }

    private static func quoted(_ json: String) -> String { JSONValue.string(json).canonicalText }

    private func events(_ body: String) throws -> [Event] {
        EventReader.events(of: try Webhook(bytes: Array(body.utf8)), digest: Received.digest, arrival: nil)
    }

    @Test(
        "a value in a list, as text, or twice",
        arguments: [
            (#""field":"messages","value":[A]"#, ["a"]), (#""field":"messages","value":[A,B]"#, ["a", "b"]),
            (#""field":"messages","value":QA"#, ["a"]), (#""value":QA"#, ["a"]),
            (#""field":"messages","value":[A,7]"#, ["a"]), (#""field":"messages","value":A,"value":B"#, ["a", "b"]),
        ])
    func values(_ change: String, ids: [String]) throws {
        let (a, b) = (
            Self.value(#""messages":[\#(Self.message("a"))]"#), Self.value(#""messages":[\#(Self.message("b"))]"#)
        )
        let filled = change.replacing("QA", with: Self.quoted(a)).replacing("A", with: a).replacing("B", with: b)
        for body in [#"{"entry":[{"id":"1","changes":[{\#(filled)}]}]}"#, "{\(filled)}"] {
            let found = try events(body)
            #expect(Received.messages(found).map(\.wamid) == ids)
            #expect(Received.others(found).count == (change.contains("7") ? 1 : 0))
        }
    }

    @Test(
        "what is no value stays whole",
        arguments: [#""words""#, #""{\"messages\":""#, #""[1]""#, "[]", "[7]", "7", "null"])
    func notValues(_ value: String) throws {
        let found = try events(#"{"entry":[{"changes":[{"field":"messages","value":\#(value)}]}]}"#)
        #expect(found.count == 1 && Received.others(found).count == 1)
    }

    @Test(
        "lists under one name are joined",
        arguments: [
            #"{"entry":[{"changes":[{"field":"messages","value":{"messages":[A],"messages":[B]}}]}]}"#,
            #"{"entry":[{"changes":[{"field":"messages","value":{"messages":A,"messages":B}}]}]}"#,
            #"{"entry":[{"changes":[{"field":"messages","value":{"messages":[A],"mess\u0061ges":B}}]}]}"#,
            #"{"entry":[{"changes":[{"field":"messages","value":{"messages":[A]}}],"changes":[{"field":"messages","value":{"messages":[B]}}]}]}"#,
            #"{"entry":[{"changes":[{"field":"messages","value":{"messages":[A]}}]}],"entry":[{"changes":[{"field":"messages","value":{"messages":[B]}}]}]}"#,
        ])
    func repeats(_ body: String) throws {
        let filled = body.replacing("A", with: Self.message("a")).replacing("B", with: Self.message("b"))
        #expect(Received.messages(try events(filled)).map(\.wamid) == ["a", "b"])
    }

    @Test("a call beside messages, and messages beside a call, are both read", arguments: ["messages", "calls"])
    func mixed(_ field: String) throws {
        let found = try Received.events(
            #"""
            "contacts":[{"wa_id":"15557770101","profile":{"name":"Dana"}}],"messages":[\#(Self.message("wamid.1"))],
            "calls":[{"id":"wacid.1","from":"15557770101","event":"connect","timestamp":"1795430500",
            "direction":"USER_INITIATED"}]
            """#, field: field)
        let lines = Received.messages(found)
        #expect(Set(lines.map(\.wamid)) == ["wamid.1", "wacid.1"] && lines.count == 2)
        #expect(lines.allSatisfy { $0.effect == .opens && $0.name == "Dana" && $0.telling == .live })
        #expect(Received.others(found).isEmpty)
    }

    @Test("a status of a call among those of messages")
    func mixedStatuses() throws {
        let found = try Received.events(
            #"""
            "statuses":[{"id":"wamid.1","status":"sent","timestamp":"1","recipient_id":"15557770101"},
            {"id":"wacid.1","type":"call","status":"ACCEPTED","timestamp":"1795430500","recipient_id":"15557770101"}]
            """#)
        #expect(found.count == 2 && Received.messages(found).map(\.type) == ["call_accepted"])
    }

    struct Content: Sendable, CustomTestStringConvertible {
        let element: String
        let text: String?
        var type: String
        var isPlaceholder = false
        var testDescription: String { element }
    }

    @Test(
        "content is read by what is there",
        arguments: [
            Content(element: #""type":"image","image":"oops","text":{"body":"x"}"#, text: "x", type: "image"),
            Content(element: #""type":"image","image":{},"text":{"body":"x"}"#, text: "x", type: "image"),
            Content(element: #""type":"button","button":{},"text":{"body":"x"}"#, text: "x", type: "button"),
            Content(element: #""type":"ad","ad":{"id":"1"},"text":{"body":"x"}"#, text: "x", type: "ad"),
            Content(
                element: #""type":"interactive","interactive":"x","text":{"body":"y"}"#, text: "y", type: "interactive"),
            Content(element: #""type":"text","text":[{"body":"x"}]"#, text: "x", type: "text"),
            Content(
                element: #""type":"edit","edit":{"original_message_id":"q","text":{"body":"x"}}"#, text: "x",
                type: "edit"),
            Content(element: #""type":"edit","edit":"x","text":{"body":"y"}"#, text: "y", type: "edit"),
            Content(element: #""type":"image","image":{}"#, text: nil, type: "image"),
            Content(element: #""type":"text","text":{}"#, text: nil, type: "text", isPlaceholder: true),
            Content(element: #""type":"button","button":{}"#, text: nil, type: "button", isPlaceholder: true),
        ])
    func contents(_ row: Content) throws {
        let event = try Received.message(
            #"{"from":"15557770101","id":"wamid.1","timestamp":"1795430400",\#(row.element)}"#)
        #expect(event.text == row.text && event.type == row.type && event.isPlaceholder == row.isPlaceholder)
        #expect(event.effect == (row.type == "edit" ? .none : .opens))
    }
}
