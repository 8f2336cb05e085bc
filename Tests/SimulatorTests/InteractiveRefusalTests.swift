import Inbox
import Simulator
import Testing
import WhatsApp

/// What the messages path takes and refuses of messages that are more than words (`whatsapp.md` §4.2, §4.4, §4.7).
struct InteractiveRefusalTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var interactive: String
        var code: Int?
        var testDescription: String { name }

        init(_ name: String, _ code: Int?, _ interactive: String) {
            (self.name, self.code, self.interactive) = (name, code, interactive)
        }

        /// A message with one action.
        init(_ name: String, _ code: Int?, type: String, frame: String = #""body":{"text":"b"}"#, action: String) {
            self.init(name, code, #"{"type":"\#(type)",\#(frame),"action":\#(action)}"#)
        }
    }

    private static func text(_ count: Int) -> String { String(repeating: "a", count: count) }

    private static func button(_ title: String, id: String = "1") -> String {
        #"{"type":"reply","reply":{"id":"\#(id)","title":"\#(title)"}}"#
    }

    private static func buttons(_ buttons: String...) -> String {
        #"{"buttons":[\#(buttons.joined(separator: ","))]}"#
    }

    private static func list(_ rows: Int, title: String = "", button: String = "Slots", row: String? = nil) -> String {
        let rows = (0..<rows).map { row ?? #"{"id":"\#($0)","title":"row"}"# }.joined(separator: ",")
        return #"{"button":"\#(button)","sections":[{\#(title)"rows":[\#(rows)]}]}"#
    }

    private static func link(_ title: String = "Track", _ url: String = "https://example.org") -> String {
        #"{"name":"cta_url","parameters":{"display_text":"\#(title)","url":"\#(url)"}}"#
    }

    private static func flow(_ more: String) -> String {
        #"{"name":"flow","parameters":{"flow_message_version":"3",\#(more)}}"#
    }

    static let cases: [Case] = [
        Case("buttons", nil, type: "button", action: buttons(button("Yes"), button("No", id: "2"))),
        Case("no buttons", 131009, type: "button", action: buttons()),
        Case("no list of buttons", 131008, type: "button", action: "{}"),
        Case(
            "four buttons", 131009, type: "button",
            action: buttons(button("a"), button("b", id: "2"), button("c", id: "3"), button("d", id: "4"))),
        Case("title of 20", nil, type: "button", action: buttons(button(text(20)))),
        Case("title of 21", 131009, type: "button", action: buttons(button(text(21)))),
        Case("id of 257", 131009, type: "button", action: buttons(button("a", id: text(257)))),
        Case("same ids", 131009, type: "button", action: buttons(button("a"), button("b"))),
        Case("same titles", 131009, type: "button", action: buttons(button("a"), button("a", id: "2"))),
        Case("a button of another type", 100, type: "button", action: #"{"buttons":[{"type":"url"}]}"#),
        Case("no body", 131008, #"{"type":"button","action":\#(buttons(button("a")))}"#),
        Case(
            "body of 1,025", 100, type: "button", frame: #""body":{"text":"\#(text(1_025))"}"#,
            action: buttons(button("a"))),
        Case(
            "footer of 61", 100, type: "button", frame: #""body":{"text":"b"},"footer":{"text":"\#(text(61))"}"#,
            action: buttons(button("a"))),
        Case(
            "header of 61", 100, type: "button",
            frame: #""header":{"type":"text","text":"\#(text(61))"},"body":{"text":"b"}"#,
            action: buttons(button("a"))),
        Case(
            "header of an image", nil, type: "button",
            frame: #""header":{"type":"image","image":{"link":"https://example.org/a.jpg"}},"body":{"text":"b"}"#,
            action: buttons(button("a"))),
        Case(
            "header of an image on a list", 131009, type: "list",
            frame: #""header":{"type":"image","image":{"link":"https://example.org/a.jpg"}},"body":{"text":"b"}"#,
            action: list(1)),
        Case("list of 10", nil, type: "list", action: list(10)),
        Case("list of 11", 131009, type: "list", action: list(11)),
        Case("list of 0", 131008, type: "list", action: list(0)),
        Case("list body of 4,096", nil, type: "list", frame: #""body":{"text":"\#(text(4_096))"}"#, action: list(1)),
        Case("list body of 4,097", 100, type: "list", frame: #""body":{"text":"\#(text(4_097))"}"#, action: list(1)),
        Case("list button of 21", 131009, type: "list", action: list(1, button: text(21))),
        Case("section title of 25", 131009, type: "list", action: list(1, title: #""title":"\#(text(25))","#)),
        Case("row title of 25", 131009, type: "list", action: list(1, row: #"{"id":"1","title":"\#(text(25))"}"#)),
        Case("row without an id", 131008, type: "list", action: list(1, row: #"{"title":"a"}"#)),
        Case(
            "second line of 73", 131009, type: "list",
            action: list(1, row: #"{"id":"1","title":"a","description":"\#(text(73))"}"#)),
        Case("same row ids", 131009, type: "list", action: list(2, row: #"{"id":"1","title":"a"}"#)),
        Case(
            "second section without a title", 131008, type: "list",
            action: #"{"button":"b","sections":[{"rows":[{"id":"1","title":"a"}]},{"rows":[{"id":"2","title":"a"}]}]}"#),
        Case("link", nil, type: "cta_url", action: link()),
        Case("link of 21", 131009, type: "cta_url", action: link(text(21))),
        Case("link to a file", 131009, type: "cta_url", action: link("Open", "file:///etc")),
        Case("link without parameters", 131008, type: "cta_url", action: #"{"name":"cta_url"}"#),
        Case("link under another name", 100, type: "cta_url", action: #"{"name":"flow"}"#),
        Case("flow", nil, type: "flow", action: flow(#""flow_id":"6","flow_cta":"Book""#)),
        Case("flow of 31", 131009, type: "flow", action: flow(#""flow_id":"6","flow_cta":"\#(text(31))""#)),
        Case("flow without one", 131008, type: "flow", action: flow(#""flow_cta":"Book""#)),
        Case(
            "flow by id and name", 131009, type: "flow", action: flow(#""flow_id":"6","flow_name":"n","flow_cta":"B""#)),
        Case(
            "flow to no screen", 131008, type: "flow",
            action: flow(#""flow_id":"6","flow_cta":"B","flow_action_payload":{}"#)),
        Case("location request", nil, type: "location_request_message", action: #"{"name":"send_location"}"#),
        Case("contact request", nil, type: "request_contact_info", action: #"{"name":"request_contact_info"}"#),
        Case(
            "call permission", nil, type: "call_permission_request", action: #"{"name":"call_permission_request"}"#),
        Case(
            "call", nil, type: "voice_call",
            action: #"{"name":"voice_call","parameters":{"display_text":"Call","ttl_minutes":43200}}"#),
        Case(
            "call of 43,201 minutes", 131009, type: "voice_call",
            action: #"{"name":"voice_call","parameters":{"display_text":"Call","ttl_minutes":43201}}"#),
        Case(
            "call with a footer", 131009, type: "voice_call", frame: #""body":{"text":"b"},"footer":{"text":"f"}"#,
            action: #"{"name":"voice_call","parameters":{"display_text":"Call"}}"#),
        Case("product", nil, #"{"type":"product","action":{"catalog_id":"6","product_retailer_id":"S"}}"#),
        Case("product of no catalogue", 131008, #"{"type":"product","action":{"product_retailer_id":"S"}}"#),
        Case(
            "product list without a header", 131008, type: "product_list",
            action: #"{"catalog_id":"6","sections":[{"product_items":[{"product_retailer_id":"S"}]}]}"#),
        Case(
            "carousel of one card", 131009, type: "carousel", action: #"{"cards":[{"card_index":0,"type":"product"}]}"#),
        Case(
            "carousel of two", nil, type: "carousel",
            action: """
                {"cards":[{"card_index":0,"type":"product","action":{"product_retailer_id":"S","catalog_id":"6"}},\
                {"card_index":1,"type":"product","action":{"product_retailer_id":"T","catalog_id":"6"}}]}
                """),
        Case("unknown type", 100, type: "poll", action: "{}"),
        Case("unknown member", 100, type: "button", frame: #""body":{"text":"b"},"color":1"#, action: "{}"),
        Case("no type", 131008, #"{"body":{"text":"b"},"action":{}}"#),
        Case("no action", 131008, #"{"type":"button","body":{"text":"b"}}"#),
    ]

    @Test(arguments: cases)
    func takesOrRefuses(_ sample: Case) {
        var cloud = Cloud()
        let answer = cloud.send(#""to":"\#(Cloud.dana)","type":"interactive","interactive":\#(sample.interactive)"#)
        #expect(answer.code == sample.code, "\(answer.details)")
    }

    /// Everything this program can make, the platform takes.
    @Test func takesWhatWeMake() throws {
        for sample in Self.ours {
            var cloud = Cloud()
            let answer = cloud.send(
                #""to":"\#(Cloud.dana)","type":"interactive","interactive":\#(try sample().json.canonicalText)"#)
            #expect(answer.code == nil, "\(answer.details)")
        }
    }

    static let ours: [@Sendable () throws -> Interactive] = [
        {
            try Interactive(
                .buttons((1...3).map { .init(id: "\($0)", title: "\($0)") }), header: .text("h"), body: "b", footer: "f"
            )
        },
        {
            try Interactive(
                .list(
                    button: "b",
                    sections: [
                        .init(title: "s", rows: [.init(id: "1", title: "r", description: "d")]),
                        .init(title: "t", rows: [.init(id: "2", title: "r")]),
                    ]), header: .text("h"), body: "b")
        },
        { try Interactive(.link(title: "t", url: "http://example.org"), body: "b", footer: "f") },
        {
            try Interactive(
                .flow(Interactive.Flow(.name("n"), title: "t", start: .navigate(screen: "S", data: ["a": 1]))),
                body: "b")
        },
        {
            try Interactive(
                .flow(Interactive.Flow(.id("6"), title: "t", isDraft: true, start: .dataExchange)), body: "b")
        },
        { try Interactive(.locationRequest, body: "b") }, { try Interactive(.contactInfoRequest, body: "b") },
        { try Interactive(.callPermissionRequest, body: "b") },
        { try Interactive(.call(title: "t", minutes: 1, payload: "p"), header: .text("h"), body: "b") },
    ]

    private static let card = #"[{"name":{"formatted_name":"Bia Melo","first_name":"Bia"}}]"#

    @Test(
        arguments: [
            (#""type":"location","location":{"latitude":-90,"longitude":"180","name":"Loja","address":"Rua 1"}"#, nil),
            (#""type":"location","location":{"latitude":-90.1,"longitude":0}"#, 131009),
            (#""type":"location","location":{"latitude":1}"#, 131008),
            (#""type":"location","location":{"latitude":1,"longitude":1,"zoom":3}"#, 100),
            (#""type":"contacts","contacts":\#(card)"#, nil),
            (#""type":"contacts","contacts":[{"name":{"formatted_name":"Bia"}}]"#, 131009),
            (#""type":"contacts","contacts":[{"name":{"first_name":"Bia"}}]"#, 131008),
            (#""type":"contacts","contacts":[]"#, 100),
            (#""type":"contacts","contacts":[{"name":{"formatted_name":"B","first_name":"B"},"phones":[{}]}]"#, 131008),
        ] as [(String, Int?)])
    func placesAndCards(_ members: String, _ code: Int?) {
        var cloud = Cloud()
        #expect(cloud.send(#""to":"\#(Cloud.dana)",\#(members)"#).code == code)
    }

    @Test(
        arguments: [
            (#""type":"location","location":{"latitude":1,"longitude":1}"#, 131051),
            (#""type":"contacts","contacts":\#(card)"#, 131051),
            (#""type":"reaction","reaction":{"message_id":"wamid.1","emoji":"👍"}"#, 131051),
            (#""type":"interactive","interactive":{"type":"button"}"#, 131051), (#""text":{"body":"hi"}"#, nil),
        ] as [(String, Int?)])
    func groupsTakeWordsOnly(_ members: String, _ code: Int?) {
        var cloud = Cloud()
        #expect(cloud.send(#""recipient_type":"group","to":"Z3JvdXAx",\#(members)"#).code == code)
    }

    @Test(
        arguments: [
            ("👍", Span.hours(1), nil), ("", .hours(1), nil), ("❤️", .hours(1), nil), ("ok", .hours(1), 131009),
            ("👍👍", .hours(1), 131009), ("👍", .seconds(30 * 86_400), 131009),
        ] as [(String, Span, Int?)])
    func reactions(_ emoji: String, _ after: Span, _ code: Int?) throws {
        var cloud = Cloud()
        let target = try #require(cloud.sendText().wamid)
        let members =
            #""to":"\#(Cloud.dana)","type":"reaction","reaction":{"message_id":"\#(target)","emoji":"\#(emoji)"}"#
        let answer = cloud.send(members, at: Cloud.start + after)
        #expect(answer.code == code, "\(answer.details)")
        guard let wamid = answer.wamid else { return }
        // Nobody reacts to a reaction.
        #expect(cloud.send(members.replacing(target, with: wamid), at: Cloud.start + after).code == 131009)
    }

    @Test func allOfThemNeedAnOpenWindow() {
        for members in [
            #""type":"location","location":{"latitude":1,"longitude":1}"#,
            #""type":"contacts","contacts":\#(Self.card)"#,
            #""type":"interactive","interactive":{"type":"location_request_message","body":{"text":"b"},"action":{"name":"send_location"}}"#,
        ] {
            var cloud = Cloud()
            #expect(cloud.send(#""to":"\#(Cloud.ben)",\#(members)"#).code == 131047)
        }
    }
}
