import Testing

@testable import WhatsApp

/// Interactive messages at their limits (`whatsapp.md` §4.4), and as JSON in both directions.
@Suite struct InteractiveTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var error: FieldError?
        var make: @Sendable () throws -> Interactive
        var testDescription: String { name }

        init(_ name: String, _ error: FieldError? = nil, _ make: @escaping @Sendable () throws -> Interactive) {
            self.name = name
            self.error = error
            self.make = make
        }
    }

    private static func text(_ count: Int) -> String { String(repeating: "é", count: count) }
    private static func long(_ field: FieldError.Field, _ limit: Int) -> FieldError {
        FieldError(field, .tooLong(count: limit + 1, limit: limit))
    }

    private static func buttons(
        _ titles: [String], ids: [String]? = nil, header: Interactive.Header? = nil, body: String = "b",
        footer: String? = nil
    ) throws -> Interactive {
        let buttons = titles.enumerated().map { Interactive.Reply(id: ids?[$0] ?? "\($0)", title: $1) }
        return try Interactive(.buttons(buttons), header: header, body: body, footer: footer)
    }

    private static func list(
        _ sections: [(String?, Int)], button: String = "Slots", body: String = "b",
        row: (Int) -> Interactive.Row = { Interactive.Row(id: "\($0)", title: "row \($0)") }
    ) throws -> Interactive {
        var place = 0
        let made = sections.map { title, count in
            Interactive.Section(
                title: title,
                rows: (0..<count).map { _ in
                    defer { place += 1 }
                    return row(place)
                })
        }
        return try Interactive(.list(button: button, sections: made), body: body)
    }

    private static func flow(title: String = "Book", screen: String = "START") throws -> Interactive {
        try Interactive(
            .flow(Interactive.Flow(.id("6"), title: title, start: .navigate(screen: screen, data: nil))), body: "b")
    }

    static let cases: [Case] = [
        Case("1 button") { try buttons(["Yes"]) },
        Case("3 buttons") { try buttons(["a", "b", "c"]) },
        Case("no button", FieldError(.buttons, .missing)) { try buttons([]) },
        Case("4 buttons", FieldError(.buttons, .tooMany(count: 4, limit: 3))) { try buttons(["a", "b", "c", "d"]) },
        Case("title of 20") { try buttons([text(20)]) },
        Case("title of 21", long(.buttonTitle(1), 20)) { try buttons(["a", text(21)]) },
        Case("blank title", FieldError(.buttonTitle(0), .missing)) { try buttons([" \u{200B}"]) },
        Case("same titles", FieldError(.buttonTitle(1), .repeated("a"))) { try buttons(["a", "a"]) },
        Case("same ids", FieldError(.buttonID(1), .repeated("x"))) { try buttons(["a", "b"], ids: ["x", "x"]) },
        Case("id of 256") { try buttons(["a"], ids: [text(256)]) },
        Case("id of 257", long(.buttonID(0), 256)) { try buttons(["a"], ids: [text(257)]) },
        Case("header of 60") { try buttons(["a"], header: .text(text(60))) },
        Case("header of 61", long(.header, 60)) { try buttons(["a"], header: .text(text(61))) },
        Case("header of an image") { try buttons(["a"], header: .media(.image, .id("5"), filename: nil)) },
        Case("header of a sound", FieldError(.headerMedia, .notAllowed)) {
            try buttons(["a"], header: .media(.audio, .id("5"), filename: nil))
        },
        Case("header of no link", FieldError(.headerMedia, .notLink)) {
            try buttons(["a"], header: .media(.image, .link("file:///x"), filename: nil))
        },
        Case("body of 1,024") { try buttons(["a"], body: text(1_024)) },
        Case("body of 1,025", long(.body, 1_024)) { try buttons(["a"], body: text(1_025)) },
        Case("no body", FieldError(.body, .missing)) { try buttons(["a"], body: "\n") },
        Case("footer of 60") { try buttons(["a"], footer: text(60)) },
        Case("footer of 61", long(.footer, 60)) { try buttons(["a"], footer: text(61)) },
        Case("10 rows") { try list([(nil, 10)]) },
        Case("11 rows", FieldError(.rows, .tooMany(count: 11, limit: 10))) { try list([("a", 5), ("b", 6)]) },
        Case("no rows", FieldError(.rows, .missing)) { try list([(nil, 0)]) },
        Case("10 sections") { try list((0..<10).map { ("s\($0)", 1) }) },
        Case("11 sections", FieldError(.sections, .tooMany(count: 11, limit: 10))) {
            try list((0..<11).map { ("s\($0)", 1) })
        },
        Case("second section without a title", FieldError(.sectionTitle(1), .missing)) {
            try list([("a", 1), (nil, 1)])
        },
        Case("section title of 24") { try list([(text(24), 1)]) },
        Case("section title of 25", long(.sectionTitle(0), 24)) { try list([(text(25), 1)]) },
        Case("list button of 20") { try list([(nil, 1)], button: text(20)) },
        Case("list button of 21", long(.listButton, 20)) { try list([(nil, 1)], button: text(21)) },
        Case("list body of 4,096") { try list([(nil, 1)], body: text(4_096)) },
        Case("list body of 4,097", long(.body, 4_096)) { try list([(nil, 1)], body: text(4_097)) },
        Case("row of 24, 200 and 72") {
            try list([(nil, 1)]) { _ in .init(id: text(200), title: text(24), description: text(72)) }
        },
        Case("row title of 25", long(.rowTitle(0), 24)) {
            try list([(nil, 1)]) { _ in .init(id: "1", title: text(25)) }
        },
        Case("row id of 201", long(.rowID(0), 200)) { try list([(nil, 1)]) { _ in .init(id: text(201), title: "a") } },
        Case("second line of 73", long(.rowDescription(1), 72)) {
            try list([("a", 1), ("b", 1)]) { .init(id: "\($0)", title: "a", description: text(72 + $0)) }
        },
        Case("same row ids", FieldError(.rowID(1), .repeated("x"))) {
            try list([("a", 1), ("b", 1)]) { _ in .init(id: "x", title: "a") }
        },
        Case("list under an image", FieldError(.headerMedia, .notAllowed)) {
            try Interactive(
                .list(button: "b", sections: [.init(rows: [.init(id: "1", title: "a")])]),
                header: .media(.image, .id("5"), filename: nil), body: "b")
        },
        Case("link of 20") { try Interactive(.link(title: text(20), url: "https://a.example"), body: "b") },
        Case("link of 21", long(.linkTitle, 20)) {
            try Interactive(.link(title: text(21), url: "https://a.example"), body: "b")
        },
        Case("link to nowhere", FieldError(.url, .notLink)) {
            try Interactive(.link(title: "a", url: "https://"), body: "b")
        },
        Case("link with a blank", FieldError(.url, .notLink)) {
            try Interactive(.link(title: "a", url: "https://a.example/b c"), body: "b")
        },
        Case("flow of 30") { try flow(title: text(30)) },
        Case("flow of 31", long(.flowTitle, 30)) { try flow(title: text(31)) },
        Case("flow without a screen", FieldError(.flowScreen, .missing)) { try flow(screen: "") },
        Case("question with a footer", FieldError(.footer, .notAllowed)) {
            try Interactive(.locationRequest, body: "where?", footer: "f")
        },
        Case("question with a header", FieldError(.header, .notAllowed)) {
            try Interactive(.contactInfoRequest, header: .text("h"), body: "who?")
        },
        Case("call of 43,200 minutes") { try Interactive(.call(title: "a", minutes: 43_200, payload: nil), body: "b") },
        Case("call of 43,201 minutes", FieldError(.callMinutes, .outside(least: 1, most: 43_200))) {
            try Interactive(.call(title: "a", minutes: 43_201, payload: nil), body: "b")
        },
        Case("call of no minute", FieldError(.callMinutes, .outside(least: 1, most: 43_200))) {
            try Interactive(.call(title: "a", minutes: 0, payload: nil), body: "b")
        },
    ]

    @Test(arguments: cases)
    func limits(_ sample: Case) throws {
        do {
            let made = try sample.make()
            #expect(sample.error == nil)
            // What can be made is read back as it was.
            #expect(try Interactive(json: made.json) == made)
            #expect(try Interactive(json: ["type": "interactive", "interactive": made.json]) == made)
        } catch let error as FieldError {
            #expect(error == sample.error)
        }
    }

    /// The shapes of §4.4, with words of our own.
    @Test(arguments: [
        #"""
        {"action":{"buttons":[{"reply":{"id":"yes","title":"Yes"},"type":"reply"}]},"body":{"text":"Fits?"},"footer":{"text":"Mira"},"header":{"text":"Visit","type":"text"},"type":"button"}
        """#,
        #"""
        {"action":{"button":"Slots","sections":[{"rows":[{"description":"8-12","id":"s1","title":"Morning"},{"id":"s2","title":"Evening"}],"title":"Friday"}]},"body":{"text":"When?"},"type":"list"}
        """#,
        #"""
        {"action":{"name":"cta_url","parameters":{"display_text":"Track","url":"https://example.org/t/7"}},"body":{"text":"On its way"},"header":{"image":{"link":"https://example.org/i.jpg"},"type":"image"},"type":"cta_url"}
        """#,
        #"""
        {"action":{"name":"flow","parameters":{"flow_action":"navigate","flow_action_payload":{"data":{"order":"7"},"screen":"START"},"flow_cta":"Book","flow_id":"60","flow_message_version":"3","flow_token":"tok","mode":"published"}},"body":{"text":"Book it"},"type":"flow"}
        """#,
        #"""
        {"action":{"name":"flow","parameters":{"flow_action":"data_exchange","flow_cta":"Book","flow_message_version":"3","flow_name":"visit","flow_token":"unused","mode":"draft"}},"body":{"text":"Book it"},"type":"flow"}
        """#,
        #"{"action":{"name":"send_location"},"body":{"text":"Where?"},"type":"location_request_message"}"#,
        #"{"action":{"name":"request_contact_info"},"body":{"text":"Which?"},"type":"request_contact_info"}"#,
        #"{"action":{"name":"call_permission_request"},"body":{"text":"May we?"},"type":"call_permission_request"}"#,
        #"""
        {"action":{"name":"voice_call","parameters":{"display_text":"Call","payload":"o7","ttl_minutes":90}},"body":{"text":"Talk"},"type":"voice_call"}
        """#,
        #"""
        {"action":{"buttons":[{"reply":{"id":"1","title":"ok"},"type":"reply"}]},"body":{"text":"b"},"header":{"document":{"filename":"a.pdf","id":"5"},"type":"document"},"type":"button"}
        """#,
    ])
    func readsAndWrites(_ json: String) throws {
        #expect(try Interactive(json: JSONValue(text: json)).json.canonicalText == json)
    }

    private static func page(
        _ index: Int = 0, header: String = #"{"type":"image","image":{"link":"https://shop.example/1.jpg"}}"#,
        body: String = "Green tea", title: String = "Open", more: String = ""
    ) -> String {
        #"""
        {"action":{"name":"cta_url","parameters":{"display_text":"\#(title)","url":"https://shop.example/1"}},\#
        "body":{"text":"\#(body)"},"card_index":\#(index),"header":\#(header),"type":"cta_url"\#(more)}
        """#
    }

    private static func product(_ index: Int, catalog: String = "62") -> String {
        #"""
        {"action":{"catalog_id":"\#(catalog)","product_retailer_id":"SKU-\#(index)"},"card_index":\#(index),"type":"product"}
        """#
    }

    private static func carousel(_ cards: [String]) -> String {
        #"{"action":{"cards":[\#(cards.joined(separator: ","))]},"body":{"text":"New in"},"type":"carousel"}"#
    }

    /// Two to ten cards of one kind, each within its limits (§4.4).
    @Test(
        arguments: [
            ([page(0), page(1)], nil), ([product(0), product(1)], nil), ((0..<10).map { product($0) }, nil),
            ([page(0), page(1, header: #"{"type":"video","video":{"id":"77"}}"#)], nil),
            ([page(0), page(1, body: #"a\nb\nc"#)], nil),
            ([page(0)], "action.cards"), ((0..<11).map { product($0) }, "action.cards"),
            ([page(0), product(1)], "action.cards[1].type"), ([product(0), product(0)], "action.cards[1].card_index"),
            ([product(0), product(1, catalog: "63")], "action.cards[1].action.catalog_id"),
            ([page(0), page(1, body: #"a\nb\nc\nd"#)], "action.cards[1].body.text"),
            ([page(0, body: String(repeating: "a", count: 161)), page(1)], "action.cards[0].body.text"),
            (
                [page(0), page(1, title: String(repeating: "a", count: 21))],
                "action.cards[1].action.parameters.display_text"
            ),
            ([page(0), page(1, header: #"{"type":"text","text":"x"}"#)], "action.cards[1].header"),
            ([page(0), page(1, header: #"{"type":"image","image":{"link":"here"}}"#)], "action.cards[1].header.image"),
            ([page(0), page(1, more: #","footer":1"#)], "action.cards[1].footer"),
            (["{}", "{}"], "action.cards[0].type"),
        ] as [([String], String?)])
    func cardsStandSideBySide(_ cards: [String], _ path: String?) throws {
        let json = try JSONValue(text: Self.carousel(cards))
        guard let path else {
            #expect(try Interactive(json: json).json == json)
            return
        }
        let error = #expect(throws: FieldError.self) { try Interactive(json: json) }
        #expect(error?.path == path)
    }

    @Test(arguments: [
        (#"{"type":"poll","body":{"text":"b"},"action":{}}"#, "type", FieldError.Rule.unknown("poll")),
        (#"{"body":{"text":"b"},"action":{}}"#, "type", .missing),
        (#"[]"#, "type", .malformed),
        (#"{"type":"button","body":{"text":"b"}}"#, "action", .missing),
        (#"{"type":"button","body":{"text":"b"},"action":{"buttons":[]},"color":1}"#, "color", .notAllowed),
        (
            #"{"type":"button","body":{"text":"b"},"action":{"buttons":[{"reply":{"id":"1","title":"a","icon":"x"}}]}}"#,
            "action.buttons[0].reply.icon", .notAllowed
        ),
        (
            #"{"type":"cta_url","body":{"text":"b"},"action":{"name":"url","parameters":{}}}"#, "action.name",
            .unknown("url")
        ),
        (
            #"{"type":"cta_url","body":{"text":"b"},"action":{"name":"cta_url","parameters":{"url":"https://a.example"}}}"#,
            "action.parameters.display_text", .missing
        ),
        (
            #"{"type":"flow","body":{"text":"b"},"action":{"name":"flow","parameters":{"flow_id":"1","flow_name":"a"}}}"#,
            "action.parameters.flow_name", .notAllowed
        ),
        (
            #"{"type":"button","header":{"type":"image","image":{}},"body":{"text":"b"},"action":{"buttons":[]}}"#,
            "header", .missing
        ),
    ])
    func refusesWhatItWouldLose(_ json: String, _ path: String, _ rule: FieldError.Rule) throws {
        let value = try JSONValue(text: json)
        let error = #expect(throws: FieldError.self) { try Interactive(json: value) }
        #expect(error?.path == path && error?.rule == rule)
    }
}
