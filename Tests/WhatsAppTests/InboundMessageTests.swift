import TestSupport
import Testing

@testable import WhatsApp

@Suite struct InboundMessageTests {
    private func message(_ name: String) throws -> InboundMessage {
        let element = try #require(Fixture.messageElements.first { $0.name == name }?.element)
        return try Fixture.onlyMessage(element)
    }

    @Test(arguments: Fixture.messageElements.map(\.name))
    func everyTypeKeepsItsHead(_ name: String) throws {
        let message = try message(name)
        #expect(message.id == "wamid.Q1")
        #expect(message.timestamp == 1_795_500_000)
        #expect(message.wabaID == Fixture.waba)
        #expect(message.metadata == Metadata(phoneNumberID: Fixture.number, displayPhoneNumber: "15550007788"))
        #expect(message.sender.waID == "5511987650101")
        #expect(message.sender.bsuid == "BR.30111222333444555")
        #expect(message.sender.parentBSUID == "BR.ENT.90011")
        #expect(message.sender.username == "iara.t")
        #expect(message.sender.profileName == "Iara Teles")
        #expect(message.raw["type"]?.string == message.kind.rawValue)
    }

    struct Expected: CustomTestStringConvertible, Sendable {
        var name: String
        var content: MessageContent
        var summary: String?
        var testDescription: String { name }
    }

    @Test(arguments: [
        Expected(name: "text", content: .text(body: "Olá, já saiu?"), summary: "Olá, já saiu?"),
        Expected(name: "reaction", content: .reaction(messageID: "wamid.OUT1", emoji: "🎉"), summary: "🎉"),
        Expected(name: "reaction removed", content: .reaction(messageID: "wamid.OUT1", emoji: nil), summary: nil),
        Expected(
            name: "button", content: .button(payload: "NEW_TIME", text: "Outro horário"), summary: "Outro horário"),
        Expected(
            name: "button reply", content: .interactive(.button(id: "ok", title: "Pode ser")),
            summary: "Pode ser"),
        Expected(
            name: "list reply", content: .interactive(.list(id: "s3", title: "Noite", description: "18-20")),
            summary: "Noite"),
        Expected(
            name: "form reply", content: .interactive(.form(name: "flow", body: "Sent", responseJSON: #"{"a":1}"#)),
            summary: "Sent"),
        Expected(
            name: "call permission",
            content: .interactive(
                .callPermission(
                    CallPermissionReply(
                        response: "accept", isPermanent: false, expiration: 1_796_100_000, source: "user_action"))),
            summary: "accept"),
        Expected(
            name: "product question",
            content: .interactive(.other(type: "product", raw: ["type": "product", "product": ["id": "K-2"]])),
            summary: nil),
        Expected(name: "broken interactive", content: .interactive(.other(type: nil, raw: .null)), summary: nil),
        Expected(
            name: "edit",
            content: .edit(originalID: "wamid.Q0", kind: .text, content: .text(body: "Olá, saiu?")),
            summary: "Olá, saiu?"),
        Expected(name: "revoke", content: .revoke(originalID: "wamid.Q0"), summary: nil),
        Expected(name: "unsupported", content: .unsupported(type: "poll_creation"), summary: nil),
        Expected(name: "unknown", content: .unsupported(type: nil), summary: nil),
        Expected(name: "request_welcome", content: .requestWelcome, summary: nil),
        Expected(
            name: "location",
            content: .location(
                SharedLocation(
                    latitude: -23.5613, longitude: -46.6565, name: "Vão livre", address: "Av. 1578", url: nil)),
            summary: "Vão livre"),
        Expected(
            name: "order",
            content: .order(
                ProductOrder(
                    catalogID: "33", text: "sem laço",
                    items: [.init(retailerID: "K-1", quantity: 3, price: 19.9, currency: "BRL")])),
            summary: "sem laço"),
    ])
    func decodesContent(_ expected: Expected) throws {
        let message = try message(expected.name)
        #expect(message.content == expected.content)
        #expect(message.content.summary == expected.summary)
    }

    @Test func decodesMedia() throws {
        guard case .media(let image) = try message("image").content,
            case .media(let audio) = try message("audio").content,
            case .media(let voice) = try message("old voice").content,
            case .media(let document) = try message("document").content,
            case .media(let sticker) = try message("sticker").content
        else {
            Issue.record("not media")
            return
        }
        #expect(image.kind == .image && image.caption == "a caixa" && image.sha256 == "aa1" && image.id == "9001")
        #expect(image.url == "https://x.example/1")
        #expect(audio.kind == .audio && audio.isVoice && audio.mimeType == "audio/ogg; codecs=opus")
        #expect(voice.kind == .audio && voice.isVoice)
        #expect(document.filename == "nota.pdf" && document.caption == "Nota")
        #expect(sticker.isAnimated && !sticker.isVoice)
    }

    @Test func decodesCards() throws {
        guard case .contacts(let cards) = try message("contacts").content else {
            Issue.record("no cards")
            return
        }
        #expect(cards.map(\.formattedName) == ["Rui Prado"])
        #expect(cards.first?.phones.first?.waID == "5511987650102")
        #expect(cards.first?.emails == ["rui@example.org"] && cards.first?.company == "Prado ME")
        #expect(try message("contacts").content.summary == "Rui Prado")
    }

    @Test(
        arguments: [
            (#"{"name":"Zed"}"#, "Zed", []), (#"{"phones":[{"wa_id":15557771235}]}"#, nil, [nil]),
            (
                #"{"vcard":"BEGIN:VCARD\nFN:Zoe\\, Ltd\nitem1.TEL;TYPE=CELL:+1 555\nTEL:tel:+1777\nEND:VCARD"}"#,
                "Zoe, Ltd", ["+1 555", "+1777"]
            ),
            (#"{"name":{"first_name":"Ana"},"vcard":"FN:Zoe"}"#, "Ana", []), (#"{"vcard":"FN: \nno colon"}"#, nil, []),
        ] as [(String, String?, [String?])])
    func readsCardsOfEveryShape(_ card: String, _ name: String?, _ phones: [String?]) throws {
        let message = try Fixture.onlyMessage(#"{"id":"w","type":"contacts","contacts":[\#(card)]}"#)
        guard case .contacts(let cards) = message.content else {
            Issue.record("no cards")
            return
        }
        #expect(cards.map(\.formattedName) == [name] && cards.first?.phones.map(\.number) == phones)
        if name == nil, !phones.isEmpty { #expect(message.content.summary == "15557771235") }
    }

    @Test(
        arguments: [
            (
                #""type":"interactive","interactive":{"type":"product","product":{"catalog_id":"6","product_retailer_id":"SKU-1","text":"In stock?"}}"#,
                "In stock?\nSKU-1"
            ),
            (
                #""type":"interactive","interactive":{"type":"payment_method","payment_method":{"payment_method":"pix","reference_id":"r1"}}"#,
                "pix, r1"
            ),
            (#""type":"poll","poll":{"name":"Which day?","options":["a",{"name":"b"},7]}"#, "Which day?\na, b, 7"),
            (#""type":"ad","ad":{"headline":"Sale"}"#, "Sale"), (#""type":"gift","gift":"a ring""#, "a ring"),
            (#""type":"text","text":{"body":{"x":1}}"#, nil), (#""type":"poll","poll":{"name":""}"#, nil),
            (#""type":"poll""#, nil),
        ] as [(String, String?)])
    func tellsTheWordsOfTypesNotKnown(_ members: String, _ words: String?) throws {
        #expect(try Fixture.onlyMessage(#"{"id":"w",\#(members)}"#).content.summary == words)
    }

    @Test func decodesContext() throws {
        #expect(try message("button").context?.messageID == "wamid.OUT2")
        #expect(try message("button").context?.from.waID == "15550007788")
        let forwarded = try #require(try message("forwarded").context)
        #expect(forwarded.isForwarded && forwarded.isFrequentlyForwarded && forwarded.messageID == nil)
        #expect(try message("product context").context?.product?.retailerID == "K-1")
        #expect(try message("text").context == nil)
        #expect(try message("advertisement").hasReferral)
        #expect(try !message("text").hasReferral)
        #expect(try message("group").groupID == "R3J1cG8")
        #expect(try message("unsupported").errors.map(\.code) == [131051])
    }

    @Test func keepsTypesOfTomorrow() throws {
        let message = try message("type of tomorrow")
        #expect(message.kind.rawValue == "hologram")
        #expect(message.content == .other(message.raw))
        #expect(message.content.summary == "olhe")
    }

    @Test(arguments: [
        (#"{"text":{"body":"x"}}"#, MessageContent.text(body: "x")),
        (#"{"type":null,"text":{"body":"x"}}"#, .text(body: "x")),
        (#"{"type":"image","text":{"body":"x"}}"#, .text(body: "x")),
        (#"{"type":"text","text":"x"}"#, .text(body: "x")),
        (#"{"type":"text","text":{"body":12}}"#, .text(body: "12")),
        (#"{"type":"text","text":{"body":""}}"#, .text(body: "")),
        (#"{"type":"button","button":{"text":"Yes"}}"#, .button(payload: nil, text: "Yes")),
        (#"{"type":"reaction","reaction":{"message_id":"w","emoji":""}}"#, .reaction(messageID: "w", emoji: nil)),
        (#"{"type":"revoke","revoke":{}}"#, .revoke(originalID: nil)),
        (#"{"type":"unsupported"}"#, .unsupported(type: nil)),
        (#"{"type":"unsupported","unsupported":"pin"}"#, .unsupported(type: "pin")),
    ])
    func decodesByWhatIsThere(_ text: String, _ content: MessageContent) throws {
        #expect(try Fixture.onlyMessage(text).content == content)
    }

    @Test(arguments: [
        "{}", #"{"type":"text"}"#, #"{"type":"text","text":null}"#, #"{"type":"text","text":{"body":null}}"#,
        #"{"type":"text","text":[1]}"#, #"{"type":"image","image":"x"}"#, #"{"type":"reaction","reaction":{}}"#,
        #"{"type":"contacts","contacts":[]}"#, #"{"type":"system","system":"x"}"#, #"{"type":7}"#,
        #"{"type":"edit","edit":{"original_message_id":"w"}}"#, #"{"type":"button","button":{}}"#,
    ])
    func keepsDamagedContentRaw(_ text: String) throws {
        let message = try Fixture.onlyMessage(text)
        #expect(message.content == .other(message.raw))
        #expect(message.raw == (try JSONValue(text: text)))
    }

    @Test func anEditInsideAnEditStaysRaw() throws {
        let inner = #"{"type":"edit","edit":{"original_message_id":"b","message":{"text":{"body":"x"}}}}"#
        let message = try Fixture.onlyMessage(
            #"""
            {"type":"edit","edit":{"original_message_id":"a","message":\#(inner)}}
            """#)
        #expect(message.content == .edit(originalID: "a", kind: .edit, content: .other(try JSONValue(text: inner))))
    }

    @Test(arguments: [
        (#""1795500000""#, Int64(1_795_500_000)), ("1795500000", 1_795_500_000), ("1795500000.0", 1_795_500_000),
        ("0", nil), (#""0""#, nil), ("1", 1), (#""soon""#, nil), ("-5", nil), ("null", nil), ("1795500000000", nil),
        ("9223372036854775807", nil), (#""9223372036854775808""#, nil), ("1e300", nil), ("true", nil),
    ])
    func readsTimestamps(_ text: String, _ seconds: Int64?) throws {
        #expect(try Fixture.onlyMessage(#"{"id":"w","timestamp":\#(text)}"#).timestamp == seconds)
    }

    struct Sender: CustomTestStringConvertible, Sendable {
        var element: String
        var contacts: String
        var sender: Aliases
        var testDescription: String { element }
    }

    @Test(arguments: [
        Sender(element: #"{"from":"15557770101"}"#, contacts: "", sender: Aliases(waID: "15557770101")),
        Sender(element: #"{"from":15557770101}"#, contacts: "", sender: Aliases(waID: "15557770101")),
        Sender(element: #"{"from":"US.77"}"#, contacts: "", sender: Aliases(bsuid: "US.77")),
        Sender(element: #"{"from_user_id":"US.77"}"#, contacts: "", sender: Aliases(bsuid: "US.77")),
        Sender(
            element: #"{"from":"US.78","from_user_id":"US.77","from_parent_user_id":"US.ENT.1"}"#, contacts: "",
            sender: Aliases(bsuid: "US.77", parentBSUID: "US.ENT.1")),
        Sender(element: "{}", contacts: "", sender: Aliases()),
        Sender(element: #"{"from":""}"#, contacts: "", sender: Aliases()),
        Sender(
            element: "{}", contacts: #"{"wa_id":"15557770101","profile":{"name":"Dana"}}"#,
            sender: Aliases(waID: "15557770101", profileName: "Dana")),
        Sender(
            element: #"{"from_user_id":"US.77"}"#,
            contacts: #"{"wa_id":"15557770102","user_id":"US.78"},{"wa_id":"15557770101","user_id":"US.77"}"#,
            sender: Aliases(waID: "15557770101", bsuid: "US.77")),
        Sender(
            element: #"{"from":"15557770101"}"#, contacts: #"{"wa_id":"15557770102","profile":{"name":"Ben"}}"#,
            sender: Aliases(waID: "15557770101")),
    ])
    func knowsTheSender(_ example: Sender) throws {
        let members = "\"contacts\":[\(example.contacts)],\"messages\":[\(example.element)]"
        let body = Fixture.envelope(field: "messages", value: Fixture.value(members))
        guard case .message(let message) = try Fixture.item(body) else {
            Issue.record("no message")
            return
        }
        #expect(message.sender == example.sender)
    }
}
