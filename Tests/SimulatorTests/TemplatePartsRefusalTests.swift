import Inbox
import Simulator
import Testing
import WhatsApp

/// What the messages path takes and refuses of a template's places, offers and cards (`whatsapp.md` §4.5).
struct TemplatePartsRefusalTests {
    private static func send(_ name: String, _ components: String) -> Cloud.Answer {
        var templates = Cloud.templates
        templates.append(
            SimTemplate(id: "20", name: "where", language: "en_US", header: .location, body: "Here we are."))
        var offer = SimTemplate(id: "21", name: "offer", language: "en_US", category: "MARKETING", body: "Now!")
        offer.offer = SimTemplate.Offer("Today", expires: true)
        templates.append(offer)
        var cards = SimTemplate(id: "22", name: "cards", language: "en_US", category: "MARKETING", body: "New in.")
        cards.cards = [
            SimTemplate.Card(
                "IMAGE", "Tea {{1}} now",
                buttons: [SimTemplate.Button("URL", "See", target: "https://example.org/{{1}}")]),
            SimTemplate.Card(
                "IMAGE", "Coffee", buttons: [SimTemplate.Button("URL", "See", target: "https://example.org/{{1}}")]),
        ]
        templates.append(cards)
        templates.append(
            SimTemplate(
                id: "23", name: "form", language: "en_US", body: "Fill it in.",
                buttons: [SimTemplate.Button("FLOW", "Open")]))
        var simulator = CloudSimulator(account: Cloud.account, people: Cloud.people, templates: templates, seed: 1)
        let body = #"""
            {"messaging_product":"whatsapp","to":"\#(Cloud.dana)","type":"template","template":{"name":"\#(name)",\#
            "language":{"code":"en_US"},"components":[\#(components)]}}
            """#
        let request = SimRequest(
            method: "POST", path: "/v25.0/700111222333444/messages", query: [:], authorization: "Bearer token-1",
            body: Array(body.utf8), origin: "http://127.0.0.1:4000")
        let response = simulator.handle(request, now: Cloud.start)
        let json = (try? JSONValue(bytes: response.body)) ?? .null  // no JSON has no code
        return Cloud.Answer(status: response.status, json: json, transport: response.transport)
    }

    private static func place(_ members: String) -> String {
        #"{"type":"header","parameters":[{"type":"location","location":{\#(members)}}]}"#
    }

    private static func card(
        _ index: Int, _ body: String = "",
        picture: String = #"{"type":"image","image":{"link":"https://example.org/a.jpg"}}"#
    ) -> String {
        #"""
        {"card_index":\#(index),"components":[{"type":"header","parameters":[\#(picture)]},\#(body)\#
        {"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"x"}]}]}
        """#
    }

    private static let words = #"{"type":"body","parameters":[{"type":"text","text":"green"}]},"#

    private static func cards(_ cards: String...) -> String {
        #"{"type":"carousel","cards":[\#(cards.joined(separator: ","))]}"#
    }

    private static func end(_ value: String) -> String {
        #"{"type":"limited_time_offer","parameters":[{"type":"limited_time_offer","limited_time_offer":{"expiration_time_ms":\#(value)}}]}"#
    }

    @Test(
        arguments: [
            ("where", place(#""latitude":1,"longitude":2,"name":"n","address":"a""#), nil),
            ("where", place(#""latitude":1,"longitude":2,"name":"n""#), 131008),
            ("where", place(#""longitude":2"#), 131008),
            ("where", "", 132012), ("where", #"{"type":"header","parameters":[{"type":"text","text":"n"}]}"#, 132012),
            ("offer", end("1796061600000"), nil), ("offer", end("1796061600"), 132012), ("offer", "", 132000),
            ("plain", end("1796061600000"), 132000),
            ("cards", cards(card(0, words), card(1)), nil), ("cards", cards(card(0, words)), 132000),
            ("cards", "", 132000),
            ("cards", cards(card(1, words), card(0)), 132012), ("cards", cards(card(0), card(1)), 132000),
            ("cards", cards(card(0, words), card(1, picture: #"{"type":"text","text":"x"}"#)), 132012),
            ("form", "", nil),
            (
                "form",
                #"{"type":"button","sub_type":"flow","index":0,"parameters":[{"type":"action","action":{"flow_token":"t"}}]}"#,
                nil
            ),
            (
                "form", #"{"type":"button","sub_type":"flow","index":0,"parameters":[{"type":"text","text":"t"}]}"#,
                132012
            ),
            (
                "form", #"{"type":"button","sub_type":"url","index":0,"parameters":[{"type":"text","text":"t"}]}"#,
                132018
            ),
        ] as [(String, String, Int?)])
    func takesOrRefuses(_ name: String, _ components: String, _ code: Int?) {
        let answer = Self.send(name, components)
        #expect(answer.code == code, "\(answer.details)")
    }
}
