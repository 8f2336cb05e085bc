import Inbox
import Testing
import WhatsApp

/// Places, offers, cards and what may be left out, from the platform's record to its request (`whatsapp.md` §4.5).
@Suite struct TemplatePartsTests {
    private static func template(_ components: String, category: String = "MARKETING") throws -> Template {
        let json = try JSONValue(
            text:
                #"{"name":"t","language":"pt_BR","status":"APPROVED","category":"\#(category)","components":[\#(components)]}"#
        )
        return TemplateReader.template(try #require(TemplateRecord(json: json)), waba: "9")
    }

    private static let words = #"{"type":"BODY","text":"Veja."}"#
    private static let cards = #"""
        {"type":"CAROUSEL","cards":[
        {"components":[{"type":"HEADER","format":"IMAGE"},{"type":"BODY","text":"Chá {{1}} hoje"},
        {"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Quero"},{"type":"URL","text":"Ver","url":"https://a.example/{{1}}"}]}]},
        {"components":[{"type":"HEADER","format":"IMAGE"},{"type":"BODY","text":"Café"},
        {"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Quero"},{"type":"URL","text":"Ver","url":"https://a.example/{{1}}"}]}]}]}
        """#

    private func components(_ template: Template, _ values: [String: String]) throws -> JSONValue? {
        var parameters: [ParameterKey: String] = [:]
        for (name, value) in values { parameters[try #require(ParameterKey(name))] = value }
        let form = TemplateForm(template: template, values: parameters)
        #expect(form.problems.isEmpty, "\(form.problems)")
        let request = RequestWriter.request(.template(form.content), to: .phone("5511"), id: "u")
        return request.json["template"]?["components"]
    }

    @Test func aPlace() throws {
        let template = try Self.template(#"{"type":"HEADER","format":"LOCATION"},\#(Self.words)"#)
        #expect(template.unusable == nil)
        #expect(
            TemplateForm(template: template).fields.map(\.key.description)
                == ["header.latitude", "header.longitude", "header.name", "header.address"])
        let given = [
            "header.latitude": "-8.05", "header.longitude": "-34.9", "header.name": "Loja", "header.address": "Rua 1",
        ]
        #expect(
            try components(template, given) == [
                [
                    "type": "header",
                    "parameters": [
                        [
                            "type": "location",
                            "location": ["latitude": -8.05, "longitude": -34.9, "name": "Loja", "address": "Rua 1"],
                        ]
                    ],
                ]
            ])
        for (name, value, kind) in [
            ("header.latitude", "90.1", ParameterProblem.Kind.notDegrees(limit: 90)),
            ("header.longitude", "-180.1", .notDegrees(limit: 180)),
            ("header.latitude", "north", .notDegrees(limit: 90)),
            ("header.name", "", .missing),
        ] {
            var values: [ParameterKey: String] = [:]
            for (key, text) in given { values[try #require(ParameterKey(key))] = text }
            values[try #require(ParameterKey(name))] = value
            #expect(TemplateForm(template: template, values: values).problems.map(\.kind) == [kind])
        }
    }

    @Test(arguments: ["2026-11-30T18:00:00Z", "1796061600000"])
    func anOffer(_ end: String) throws {
        let template = try Self.template(
            #"{"type":"LIMITED_TIME_OFFER","limited_time_offer":{"text":"Só hoje","has_expiration":true}},\#(Self.words),"#
                + #"{"type":"BUTTONS","buttons":[{"type":"COPY_CODE","example":"DEZ"}]}"#)
        #expect(template.unusable == nil)
        let made = try components(template, ["offer.expires": end, "button.0.1": "OUTONO20"])
        #expect(
            made?[0]?["parameters"]?[0]?["limited_time_offer"] == ["expiration_time_ms": 1_796_061_600_000])
        #expect(made?[1]?["sub_type"] == "copy_code")
        let form = TemplateForm(template: template, values: [ParameterKey(.offer, "expires"): "soon"])
        #expect(form.problems.first?.kind == .notTime)
        #expect(form.rendering(blank: "_").plainText == "Só hoje\nVeja.")
    }

    @Test func anOfferWithoutAnEndTakesNothing() throws {
        let template = try Self.template(
            #"{"type":"LIMITED_TIME_OFFER","limited_time_offer":{"text":"Só hoje"}},\#(Self.words)"#)
        #expect(try components(template, [:]) == nil)
    }

    @Test func cards() throws {
        let template = try Self.template("\(Self.words),\(Self.cards)")
        #expect(template.unusable == nil && template.cards.count == 2)
        let keys = TemplateForm(template: template).fields.map(\.key.description)
        #expect(
            keys == [
                "card.0.header.1", "card.0.body.1", "card.0.button.1.1", "card.1.header.1", "card.1.button.1.1",
            ])
        let made = try components(
            template,
            [
                "card.0.header.1": "51", "card.0.body.1": "verde", "card.0.button.1.1": "cha", "card.1.header.1": "52",
                "card.1.button.1.1": "cafe", "card.0.button.0.payload": "QUERO",
            ])
        let list = try #require(made?[0]?["cards"])
        #expect(list[0]?["card_index"] == 0 && list[1]?["card_index"] == 1)
        let first = try #require(list[0]?["components"]?.array)
        #expect(first.map { $0["type"]?.text } == ["header", "body", "button", "button"])
        #expect(first[2]["parameters"] == [["type": "payload", "payload": "QUERO"]])
        #expect(first[3]["index"] == "1" && first[3]["parameters"]?[0]?["text"] == "cha")
        #expect(list[1]?["components"]?.array?.count == 2)
        let rendering = TemplateForm(template: template, values: [ParameterKey(.card(0, .body), "1"): "verde"])
            .rendering(blank: "_")
        #expect(rendering.plainText == "Veja.\nChá verde hoje\nCafé")
    }

    @Test(arguments: [(130, true), (154, true), (155, false)])
    func aCardsWordsHaveALimit(_ count: Int, _ fits: Bool) throws {
        // "Chá  hoje" is nine more, and with a value of 151 the words are 160.
        let template = try Self.template("\(Self.words),\(Self.cards)")
        var values: [ParameterKey: String] = [:]
        for name in ["card.0.header.1", "card.0.button.1.1", "card.1.header.1", "card.1.button.1.1"] {
            values[try #require(ParameterKey(name))] = "5"
        }
        values[ParameterKey(.card(0, .body), "1")] = String(repeating: "a", count: count - 3)
        let problems = TemplateForm(template: template, values: values).problems
        #expect(problems.isEmpty == fits, "\(problems)")
    }

    @Test func aCardOfAnUnknownKindIsLookedAtOnly() throws {
        let template = try Self.template(
            #"\#(Self.words),{"type":"CAROUSEL","cards":[{"components":[{"type":"HEADER","format":"GIF"}]}]}"#)
        #expect(template.unusable == .component("CAROUSEL") && template.cards.count == 1)
    }

    // MARK: Products and flows

    private static let product = #"{"type":"HEADER","format":"PRODUCT"}"#

    @Test func aProductAboveTheWords() throws {
        let template = try Self.template(
            #"\#(Self.product),\#(Self.words),{"type":"BUTTONS","buttons":[{"type":"SPM","text":"Ver"}]}"#)
        #expect(template.unusable == nil)
        #expect(
            TemplateForm(template: template).fields.map(\.key.description)
                == ["header.product_retailer_id", "header.catalog_id"])
        let given = ["header.product_retailer_id": "SKU-1", "header.catalog_id": "62"]
        #expect(
            try components(template, given) == [
                [
                    "type": "header",
                    "parameters": [
                        ["type": "product", "product": ["product_retailer_id": "SKU-1", "catalog_id": "62"]]
                    ],
                ]
            ])
        let empty = TemplateForm(template: template, values: [ParameterKey(.header, "catalog_id"): "6 2"])
        #expect(empty.problems.map(\.kind) == [.missing, .whiteSpace])
        var form = TemplateForm(template: template)
        for (name, value) in given { form.values[try #require(ParameterKey(name))] = value }
        #expect(
            EventReader.details(of: .template(form.content)).first == .init(.headerFile, "product", columns: ["SKU-1"]))
    }

    @Test func productsUnderAButton() throws {
        let template = try Self.template(
            #"\#(Self.words),{"type":"BUTTONS","buttons":[{"type":"MPM","text":"Ver itens"}]}"#)
        #expect(template.unusable == nil)
        let made = try components(
            template,
            [
                "button.0.sections": "Chás: SKU-1, SKU-2; Xícaras: SKU-9",
                "button.0.thumbnail_product_retailer_id": "SKU-1",
            ])
        #expect(
            made == [
                [
                    "type": "button", "sub_type": "mpm", "index": "0",
                    "parameters": [
                        [
                            "type": "action",
                            "action": [
                                "thumbnail_product_retailer_id": "SKU-1",
                                "sections": [
                                    [
                                        "title": "Chás",
                                        "product_items": [
                                            ["product_retailer_id": "SKU-1"], ["product_retailer_id": "SKU-2"],
                                        ],
                                    ], ["title": "Xícaras", "product_items": [["product_retailer_id": "SKU-9"]]],
                                ],
                            ],
                        ]
                    ],
                ]
            ])
        #expect(TemplateForm(template: template).problems.map(\.kind) == [.missing, .missing])
    }

    @Test(
        arguments: [
            ("SKU-1", [nil], 1), (" SKU-1 ,SKU-2 ", [nil], 2), ("Chás: SKU-1; Café: a:b", ["Chás", "Café"], 2),
            ("Chás: SKU-1;", ["Chás"], 1), ("", nil, 0), ("SKU 1", nil, 0), ("SKU-1,,SKU-2", nil, 0),
            ("SKU-1; Café: SKU-2", nil, 0), ("Chás: ,", nil, 0),
            (String(repeating: "t", count: 25) + ": SKU-1", nil, 0),
            ((0..<31).map { "S\($0)" }.joined(separator: ","), nil, 0),
            ((0..<30).map { "S\($0)" }.joined(separator: ","), [nil], 30),
            ((0..<11).map { "T\($0): S\($0)" }.joined(separator: ";"), nil, 0),
        ] as [(String, [String?]?, Int)])
    func productsAsTheyAreTyped(text: String, titles: [String?]?, count: Int) {
        let sections = ProductText.sections(text)
        #expect(sections?.map(\.title) == titles)
        #expect(sections?.reduce(0) { $0 + $1.items.count } ?? 0 == count)
    }

    @Test(
        arguments: [
            (#"{"order":"5512"}"#, nil), ("", nil), ("5512", .notObject), (#"["a"]"#, .notObject), ("{", .notObject),
        ] as [(String, ParameterProblem.Kind?)])
    func whatAFlowBeginsWith(data: String, problem: ParameterProblem.Kind?) throws {
        let template = try Self.template(
            #"\#(Self.words),{"type":"BUTTONS","buttons":[{"type":"FLOW","text":"Agendar","flow_id":"6"}]}"#)
        let key = ParameterKey(.button(0), "flow_action_data")
        let form = TemplateForm(template: template, values: data.isEmpty ? [:] : [key: data])
        #expect(form.fields.map(\.key.name) == ["flow_action_data", "flow_token"])
        #expect(form.fields.map(\.isOptional) == [true, true])
        #expect(form.problems.map(\.kind) == (problem.map { [$0] } ?? []))
        guard problem == nil, !data.isEmpty else { return }
        let made = try components(template, [key.description: data, "button.0.flow_token": "T"])
        #expect(
            made?[0]?["parameters"]?[0]?["action"] == ["flow_token": "T", "flow_action_data": ["order": "5512"]])
        #expect(
            try components(template, [key.description: data])?[0]?["parameters"]?[0]?["action"]?["flow_token"] == nil)
    }

    @Test func aCatalogueMayHaveAPicture() throws {
        let template = try Self.template(
            #"\#(Self.words),{"type":"BUTTONS","buttons":[{"type":"CATALOG","text":"Catálogo"}]}"#)
        #expect(try components(template, [:]) == nil)
        let made = try components(template, ["button.0.thumbnail_product_retailer_id": "SKU-1"])
        #expect(made?[0]?["parameters"] == [["type": "action", "action": ["thumbnail_product_retailer_id": "SKU-1"]]])
    }

    @Test func productCards() throws {
        let card = #"{"components":[\#(Self.product),{"type":"BUTTONS","buttons":[{"type":"SPM","text":"Ver"}]}]}"#
        let template = try Self.template(#"\#(Self.words),{"type":"CAROUSEL","cards":[\#(card),\#(card)]}"#)
        #expect(template.unusable == nil && TemplateForm(template: template).fields.count == 4)
        let made = try components(
            template,
            [
                "card.0.header.product_retailer_id": "A", "card.0.header.catalog_id": "62",
                "card.1.header.product_retailer_id": "B", "card.1.header.catalog_id": "62",
            ])
        #expect(
            made?[0]?["cards"]?[1]?["components"]?[0]?["parameters"]?[0]
                == ["type": "product", "product": ["product_retailer_id": "B", "catalog_id": "62"]])
    }

    @Test func whatMayBeLeftOut() throws {
        let template = try Self.template(
            #"{"type":"HEADER","format":"DOCUMENT"},\#(Self.words),"#
                + #"{"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"a"},{"type":"FLOW","text":"b","flow_id":"6"}]}"#
        )
        let asked = TemplateForm(template: template).fields.filter { !$0.isOptional }
        #expect(asked.map(\.key.description) == ["header.1"])
        #expect(try components(template, ["header.1": "51"])?.array?.count == 1)
        let made = try components(
            template,
            ["header.1": "51", "header.filename": "nota.pdf", "button.0.payload": "A", "button.1.flow_token": "T"])
        #expect(made?[0]?["parameters"] == [["type": "document", "document": ["id": "51", "filename": "nota.pdf"]]])
        #expect(made?[1]?["sub_type"] == "quick_reply" && made?[2]?["sub_type"] == "flow")
        #expect(made?[2]?["parameters"]?[0]?["action"] == ["flow_token": "T"])
        let long = TemplateForm(
            template: template,
            values: [
                ParameterKey(.header, "1"): "51",
                ParameterKey(.button(0), "payload"): String(repeating: "a", count: 257),
            ])
        #expect(long.problems.map(\.kind) == [.tooLong(limit: 256)])
        let unknown = TemplateForm(template: template, values: [ParameterKey(.body, "filename"): "x"])
        #expect(unknown.problems.contains { $0.kind == .unknown })
    }

    /// What a button that calls, a form and a tap on the message take, and what keeps it from being sent.
    @Test(
        arguments: [
            ("button.0.ttl_minutes", "1", nil), ("button.0.ttl_minutes", "43200", nil),
            ("button.0.ttl_minutes", "0", .notWithin(1...43_200)),
            ("button.0.ttl_minutes", "43201", .notWithin(1...43_200)),
            ("button.0.ttl_minutes", "a week", .notWithin(1...43_200)),
            ("button.0.payload", "order-5512", nil),
            ("button.0.payload", String(repeating: "p", count: 512), nil),
            ("button.0.payload", String(repeating: "p", count: 513), .tooLong(limit: 512)),
            ("button.0.payload", "a\nb", .needsFolding), ("button.0.payload", " ", .missing),
            ("button.1.flow_token", "tok1", nil), ("button.1.flow_token", String(repeating: "t", count: 3_000), nil),
            ("button.1.flow_token", "a\tb", .needsFolding), ("button.1.flow_token", "\u{200B}", .missing),
            ("tap.url", "https://a.example/x", nil), ("tap.url", "http://a.example", nil),
            ("tap.url", "a.example", .notLink), ("tap.url", "https://", .notLink),
            ("tap.url", "https://a b", .notLink),
            ("tap.url", "https://" + String(repeating: "a", count: 2_000), .tooLong(limit: 2_000)),
            ("tap.title", "The shop", nil), ("tap.title", "a\nb", .needsFolding),
        ] as [(String, String, ParameterProblem.Kind?)])
    func whatIsAskedForAndMayBeLeftOut(_ name: String, _ value: String, _ problem: ParameterProblem.Kind?) throws {
        let template = try Self.template(
            #"{"type":"HEADER","format":"IMAGE"},\#(Self.words),"#
                + #"{"type":"BUTTONS","buttons":[{"type":"VOICE_CALL","text":"a"},{"type":"FLOW","text":"b","flow_id":"6"}]}"#
        )
        let key = try #require(ParameterKey(name))
        #expect(key.description == name)
        var form = TemplateForm(template: template, values: [ParameterKey(.header, "1"): "51", key: value])
        #expect(form.fields.first { $0.key == key }?.isOptional == true)
        if name.hasPrefix("tap") {
            // One without the other is nothing that can be sent.
            let other = ParameterKey(.tapTarget, name == "tap.url" ? "title" : "url")
            #expect(form.problems.contains { $0.key == other && $0.kind == .missing })
            form.values[other] = other.name == "url" ? "https://b.example" : "Title"
        }
        #expect(form.problems.map(\.kind) == (problem.map { [$0] } ?? []), "\(form.problems)")
        #expect(form.problems.allSatisfy { $0.key == key })
    }

    @Test func theirRequestsAreThoseOfTheReference() throws {
        let template = try Self.template(
            #"{"type":"HEADER","format":"IMAGE"},\#(Self.words),"#
                + #"{"type":"BUTTONS","buttons":[{"type":"VOICE_CALL","text":"a"},{"type":"FLOW","text":"b","flow_id":"6"}]}"#
        )
        #expect(try components(template, ["header.1": "51"])?.array?.count == 1, "nothing is sent of what was left out")
        let made = try components(
            template,
            [
                "header.1": "51", "button.0.ttl_minutes": "100", "button.0.payload": "order-5512",
                "button.1.flow_token": "tok1", "tap.url": "https://a.example", "tap.title": "The shop",
            ])
        #expect(
            made?[1] == [
                "type": "button", "sub_type": "voice_call", "index": "0",
                "parameters": [
                    ["type": "ttl_minutes", "ttl_minutes": 100], ["type": "payload", "payload": "order-5512"],
                ],
            ])
        #expect(made?[2]?["parameters"] == [["type": "action", "action": ["flow_token": "tok1"]]])
        #expect(
            made?[3] == [
                "type": "tap_target_configuration",
                "parameters": [
                    [
                        "type": "tap_target_configuration",
                        "tap_target_configuration": [["url": "https://a.example", "title": "The shop"]],
                    ]
                ],
            ])
        let payload = try components(template, ["header.1": "51", "button.0.payload": "order-5512"])
        #expect(payload?[1]?["parameters"] == [["type": "payload", "payload": "order-5512"]])
    }

    /// A tap may be given for any template; the form asks where there is a picture to tap.
    @Test func aTapMayBeGivenForAnyTemplate() throws {
        let template = try Self.template(Self.words)
        #expect(TemplateForm(template: template).fields.isEmpty)
        let made = try components(template, ["tap.url": "https://a.example", "tap.title": "The shop"])
        #expect(made?[0]?["type"] == "tap_target_configuration")
        let half = TemplateForm(template: template, values: [ParameterKey(.tapTarget, "url"): "https://a.example"])
        #expect(half.problems == [ParameterProblem(key: ParameterKey(.tapTarget, "title"), .missing)])
    }

    @Test(arguments: [
        "card.0.card.0.body.1", "card.x.body.1", "card.-1.body.1", "card.0.body", "offer.1.2", "tap.1.2",
        "card.0.tap.url",
    ])
    func keysThatAreNone(_ text: String) { #expect(ParameterKey(text) == nil) }

    @Test(arguments: [
        "card.0.body.1", "card.3.button.1.payload", "card.0.header.1", "offer.expires", "header.latitude", "tap.url",
    ])
    func keysReadAsTheyAreWritten(_ text: String) { #expect(ParameterKey(text)?.description == text) }

    /// What the phone shows besides the words.
    @Test func itsDetailsAreItsButtons() throws {
        func details(_ components: String, _ values: [String: String] = [:]) throws -> [MessageDetail] {
            var form = TemplateForm(template: try Self.template(components))
            for (name, value) in values { form.values[try #require(ParameterKey(name))] = value }
            return EventReader.details(of: .template(form.content))
        }
        let buttons = #"""
            {"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Mudar"},
            {"type":"URL","text":"Ver","url":"https://a.example/{{1}}"},
            {"type":"PHONE_NUMBER","text":"Ligar","phone_number":"+5511"},{"type":"VOICE_CALL","text":"Chamar"},
            {"type":"FLOW","text":"Agendar","flow_id":"6"}]}
            """#
        #expect(
            try details("\(Self.words),\(buttons)", ["button.1.1": "77"]) == [
                .init(.button, "Mudar"), .init(.linkButton, "Ver", columns: ["https://a.example/77"]),
                .init(.linkButton, "Ligar", columns: ["+5511"]), .init(.callButton, "Chamar"),
                .init(.flowButton, "Agendar"),
            ])
        let picture = #"{"type":"HEADER","format":"IMAGE"}"#
        #expect(
            try details("\(picture),\(Self.words)", ["header.1": "https://a.example/f.jpg"]) == [
                .init(.headerFile, "image", columns: ["https://a.example/f.jpg"])
            ])
        let cards = try details("\(Self.words),\(Self.cards)")
        #expect(cards.map(\.kind) == [.listSection, .button, .linkButton, .listSection, .button, .linkButton])
        #expect(cards[3].value == "Café")
        #expect(try details(Self.words).isEmpty)
    }
}
