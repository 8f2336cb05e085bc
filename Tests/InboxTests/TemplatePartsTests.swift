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

    @Test func aProductCardIsLookedAtOnly() throws {
        let template = try Self.template(
            #"\#(Self.words),{"type":"CAROUSEL","cards":[{"components":[{"type":"HEADER","format":"PRODUCT"}]}]}"#)
        #expect(template.unusable == .component("CAROUSEL") && template.cards.count == 1)
    }

    @Test func whatMayBeLeftOut() throws {
        let template = try Self.template(
            #"{"type":"HEADER","format":"DOCUMENT"},\#(Self.words),"#
                + #"{"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"a"},{"type":"FLOW","text":"b","flow_id":"6"}]}"#
        )
        #expect(TemplateForm(template: template).fields.map(\.key.description) == ["header.1"])
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

    @Test(arguments: ["card.0.card.0.body.1", "card.x.body.1", "card.-1.body.1", "card.0.body", "offer.1.2"])
    func keysThatAreNone(_ text: String) { #expect(ParameterKey(text) == nil) }

    @Test(arguments: [
        "card.0.body.1", "card.3.button.1.payload", "card.0.header.1", "offer.expires", "header.latitude",
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
