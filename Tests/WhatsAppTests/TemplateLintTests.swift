import Testing
import WhatsApp

/// Templates kept as files, at the limits of `whatsapp.md` §4.5, §6.1 and §6.2.
@Suite struct TemplateLintTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var json: String
        /// Rule and place.
        var found: [String]
        var testDescription: String { name }

        init(_ name: String, _ json: String, _ found: String...) {
            (self.name, self.json, self.found) = (name, json, found)
        }
    }

    private static func text(_ count: Int) -> String { String(repeating: "a", count: count) }

    /// A template that passes, with other members in their place.
    private static func template(
        name: String = #""delivery""#, language: String = #""pt_BR""#, category: String = "UTILITY", more: String = "",
        _ components: String...
    ) -> String {
        let list = components.isEmpty ? body("Tudo certo.") : components.joined(separator: ",")
        return #"""
            {"name":\#(name),"language":\#(language),"category":"\#(category)"\#(more),"components":[\#(list)]}
            """#
    }

    private static func body(_ text: String, example: String = "") -> String {
        #"{"type":"BODY","text":"\#(text)"\#(example)}"#
    }

    private static let two = #","example":{"body_text":[["Ana","13:00"]]}"#
    private static let words = body("Tudo certo.")

    private static func header(_ text: String, example: String = "") -> String {
        #"{"type":"HEADER","format":"TEXT","text":"\#(text)"\#(example)}"#
    }

    private static func buttons(_ buttons: String...) -> String {
        #"{"type":"BUTTONS","buttons":[\#(buttons.joined(separator: ","))]}"#
    }

    private static func reply(_ text: String) -> String { #"{"type":"QUICK_REPLY","text":"\#(text)"}"# }

    private static func link(_ url: String, text: String = "Ver", example: String = "") -> String {
        #"{"type":"URL","text":"\#(text)","url":"\#(url)"\#(example)}"#
    }

    private static func carousel(_ count: Int, body: String = "Chá", extra: String = "") -> String {
        let card = #"""
            {"components":[{"type":"HEADER","format":"IMAGE","example":{"header_handle":["h"]}},\#
            {"type":"BODY","text":"\#(body)"},{"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Quero"}]}]}
            """#
        let cards = Array(repeating: card, count: count) + (extra.isEmpty ? [] : [extra])
        return #"{"type":"CAROUSEL","cards":[\#(cards.joined(separator: ","))]}"#
    }

    static let cases: [Case] = [
        Case("plain", template()),
        Case(
            "everything",
            template(
                more: #","parameter_format":"POSITIONAL","message_send_ttl_seconds":30"#,
                header("Pedido {{1}}", example: #","example":{"header_text":["5512"]}"#),
                body("Oi {{1}}, entregamos às {{2}} amanhã.", example: two), #"{"type":"FOOTER","text":"Aurora"}"#,
                buttons(
                    reply("Mudar"), link("https://a.example/{{1}}", example: #","example":["https://a.example/7"]"#),
                    #"{"type":"PHONE_NUMBER","text":"Ligar","phone_number":"+5511988880101"}"#))),
        Case(
            "named",
            template(
                more: #","parameter_format":"NAMED""#,
                body(
                    "Oi {{nome}}, até amanhã cedo.",
                    example: #","example":{"body_text_named_params":[{"param_name":"nome","example":"Ana"}]}"#))),
        Case("a list", "[]", "several-templates "), Case("a page", #"{"data":[]}"#, "several-templates "),
        Case("nothing", "{}", "not-a-template "), Case("a text", #""x""#, "not-a-template "),
        Case("name of 512", template(name: #""\#(text(512))""#)),
        Case("name of 513", template(name: #""\#(text(513))""#), "too-long name"),
        Case("name with a capital", template(name: #""Delivery""#), "name-characters name"),
        Case("no name", #"{"language":"pt","category":"UTILITY","components":[\#(words)]}"#, "missing name"),
        Case("language with a hyphen", template(language: #""pt-BR""#), "language-code language"),
        Case("three letters", template(language: #""fil""#)),
        Case("language of four", template(language: #""port""#), "language-code language"),
        Case("unknown category", template(category: "SERVICE"), "unknown-word category"),
        Case("29 seconds", template(more: #","message_send_ttl_seconds":29"#), "out-of-range message_send_ttl_seconds"),
        Case("43,200 seconds", template(more: #","message_send_ttl_seconds":43200"#)),
        Case(
            "43,201 seconds", template(more: #","message_send_ttl_seconds":43201"#),
            "out-of-range message_send_ttl_seconds"),
        Case("30 days", template(more: #","message_send_ttl_seconds":-1"#)),
        Case(
            "30 seconds of marketing", template(category: "MARKETING", more: #","message_send_ttl_seconds":30"#),
            "out-of-range message_send_ttl_seconds"),
        Case("no components", #"{"name":"a","language":"pt","category":"UTILITY"}"#, "missing components"),
        Case("no body", template(#"{"type":"FOOTER","text":"Aurora"}"#), "missing components: BODY"),
        Case("two bodies", template(words, words), "repeated-component components[1]"),
        Case("unknown component", template(words, #"{"type":"STICKER"}"#), "unknown-word components[1].type"),
        Case("header of 60", template(header(text(60)), words)),
        Case("header of 61", template(header(text(61)), words), "too-long components[0].text"),
        Case(
            "two variables in a header",
            template(header("De {{1}} a {{2}}", example: #","example":{"header_text":["a","b"]}"#), words),
            "too-many components[0].text"),
        Case(
            "header without a sample", template(header("Pedido {{1}}"), words), "example-missing components[0].example"),
        Case(
            "picture without a sample", template(#"{"type":"HEADER","format":"IMAGE"}"#, words),
            "example-missing components[0].example.header_handle"),
        Case("place", template(#"{"type":"header","format":"location"}"#, words)),
        Case(
            "unknown header", template(#"{"type":"HEADER","format":"SOUND"}"#, words),
            "unknown-word components[0].format"),
        Case("body of 1,024", template(body(text(1_024)))),
        Case("body of 1,025", template(body(text(1_025))), "too-long components[0].text"),
        Case(
            "begins with a variable", template(body("{{1}} chegou {{2}} hoje bem cedo.", example: two)),
            "variable-at-edge components[0].text"),
        Case(
            "ends with a variable", template(body("Chegou {{1}} hoje bem cedo {{2}}", example: two)),
            "variable-at-edge components[0].text"),
        Case(
            "adjacent", template(body("Chegou hoje {{1}} {{2}} bem cedo.", example: two)),
            "adjacent-variables components[0].text"),
        Case(
            "a gap", template(body("Oi {{1}}, às {{3}} de amanhã.", example: two)),
            "gap-in-variables components[0].text"),
        Case(
            "mixed", template(body("Oi {{1}}, às {{hora}} de amanhã.", example: two)),
            "mixed-variables components[0].text"),
        Case(
            "broken", template(body("Oi {{1}, tudo bem com você? {{nome completo}} ok")),
            "broken-variable components[0].text"),
        Case("few words", template(body("Oi {{1}}, {{2}}.", example: two)), "too-many-variables components[0].text"),
        Case(
            "one sample of two",
            template(body("Oi {{1}}, às {{2}} de amanhã.", example: #","example":{"body_text":[["Ana"]]}"#)),
            "example-missing components[0].example"),
        Case(
            "capital in a name",
            template(
                body(
                    "Oi {{Nome}}, até amanhã.",
                    example: #","example":{"body_text_named_params":[{"param_name":"Nome","example":"Ana"}]}"#)),
            "variable-name components[0].text"),
        Case(
            "format that does not agree",
            template(more: #","parameter_format":"NAMED""#, body("Oi {{1}}, às {{2}} de amanhã.", example: two)),
            "wrong-parameter-format parameter_format"),
        Case("footer of 60", template(words, #"{"type":"FOOTER","text":"\#(text(60))"}"#)),
        Case(
            "footer of 61", template(words, #"{"type":"FOOTER","text":"\#(text(61))"}"#), "too-long components[1].text"),
        Case(
            "variable in a footer", template(words, #"{"type":"FOOTER","text":"Até {{1}}"}"#),
            "variable-not-allowed components[1].text"),
        Case(
            "10 buttons",
            template(
                words,
                buttons(
                    reply("1"), reply("2"), reply("3"), reply("4"), reply("5"), reply("6"), reply("7"), reply("8"),
                    reply("9"), reply("10")))),
        Case(
            "11 buttons",
            template(
                words,
                buttons(
                    reply("1"), reply("2"), reply("3"), reply("4"), reply("5"), reply("6"), reply("7"), reply("8"),
                    reply("9"), reply("10"), reply("11"))), "too-many components[1].buttons"),
        Case("2 links", template(words, buttons(link("https://a.example"), link("https://b.example")))),
        Case(
            "3 links",
            template(words, buttons(link("https://a.example"), link("https://b.example"), link("https://c.example"))),
            "too-many components[1].buttons"),
        Case(
            "replies apart", template(words, buttons(reply("a"), link("https://a.example"), reply("b"))),
            "quick-replies-apart components[1].buttons"),
        Case("label of 25", template(words, buttons(reply(text(25))))),
        Case("label of 26", template(words, buttons(reply(text(26)))), "too-long components[1].buttons[0].text"),
        Case(
            "link that is none", template(words, buttons(link("a.example"))), "not-a-link components[1].buttons[0].url"),
        Case(
            "link of 2,001", template(words, buttons(link("https://a.example/" + text(1_983)))),
            "too-long components[1].buttons[0].url"),
        Case(
            "variable amid a link",
            template(
                words, buttons(link("https://a.example/{{1}}/x", example: #","example":["https://a.example/7/x"]"#))),
            "variable-not-last components[1].buttons[0].url"),
        Case(
            "link without a sample", template(words, buttons(link("https://a.example/{{1}}"))),
            "example-missing components[1].buttons[0].example"),
        Case("code of 20", template(words, buttons(#"{"type":"COPY_CODE","example":"\#(text(20))"}"#))),
        Case(
            "code of 21", template(words, buttons(#"{"type":"COPY_CODE","example":["\#(text(21))"]}"#)),
            "too-long components[1].buttons[0].example"),
        Case(
            "phone of 21",
            template(
                words,
                buttons(#"{"type":"PHONE_NUMBER","text":"a","phone_number":"+\#(String(repeating: "1", count: 20))"}"#)),
            "too-long components[1].buttons[0].phone_number"),
        Case(
            "flow of none", template(words, buttons(#"{"type":"FLOW","text":"a"}"#)),
            "missing components[1].buttons[0].flow_id"),
        Case(
            "code button elsewhere", template(words, buttons(#"{"type":"OTP","otp_type":"COPY_CODE"}"#)),
            "not-in-this-category components[1].buttons[0]"),
        Case(
            "authentication",
            template(
                category: "AUTHENTICATION", #"{"type":"BODY","add_security_recommendation":true}"#,
                #"{"type":"FOOTER","code_expiration_minutes":90}"#, buttons(#"{"type":"OTP","otp_type":"COPY_CODE"}"#))),
        Case(
            "91 minutes",
            template(
                category: "AUTHENTICATION", #"{"type":"BODY"}"#, #"{"type":"FOOTER","code_expiration_minutes":91}"#,
                buttons(#"{"type":"OTP","otp_type":"ONE_TAP"}"#)), "out-of-range components[1].code_expiration_minutes"),
        Case(
            "authentication without its button", template(category: "AUTHENTICATION", #"{"type":"BODY"}"#),
            "missing components: BUTTONS with an OTP button"),
        Case("2 cards", template(category: "MARKETING", words, carousel(2))),
        Case("1 card", template(category: "MARKETING", words, carousel(1)), "too-few components[1].cards"),
        Case("10 cards", template(category: "MARKETING", words, carousel(10))),
        Case("11 cards", template(category: "MARKETING", words, carousel(11)), "too-many components[1].cards"),
        Case(
            "card body of 161", template(category: "MARKETING", words, carousel(2, body: text(161))),
            "too-long components[1].cards[0].components[1].text", "too-long components[1].cards[1].components[1].text"),
        Case(
            "cards that differ",
            template(
                category: "MARKETING", words, carousel(2, extra: #"{"components":[{"type":"BODY","text":"Chá"}]}"#)),
            "cards-differ components[1].cards"),
        Case(
            "offer",
            template(
                category: "MARKETING",
                #"{"type":"LIMITED_TIME_OFFER","limited_time_offer":{"text":"Só hoje","has_expiration":true}}"#, words)),
        Case(
            "offer of utility",
            template(#"{"type":"LIMITED_TIME_OFFER","limited_time_offer":{"text":"Só hoje"}}"#, words),
            "not-in-this-category components[0]"),
    ]

    @Test(arguments: cases)
    func finds(_ sample: Case) throws {
        let findings = TemplateLint.findings(in: try JSONValue(text: sample.json))
        #expect(findings.map { "\($0.rule.rawValue) \($0.place)" } == sample.found)
    }

    /// No rule is without a template that breaks it; of the last two, `oriel templates lint` tells.
    @Test func everyRuleIsBroken() {
        let broken = Set(Self.cases.flatMap(\.found).map { String($0.prefix { $0 != " " }) })
        let rules = Set(TemplateLint.Rule.allCases.map(\.rawValue))
        #expect(rules.subtracting(broken).sorted() == ["malformed", "not-sent-from-here", "repeated-template"])
        #expect(
            TemplateLint.findings(in: ["name": "a", "language": "pt", "category": "UTILITY", "components": 1])
                .map(\.rule) == [.malformed])
    }
}
