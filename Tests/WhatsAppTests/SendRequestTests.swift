import Testing
import WhatsApp

@Suite struct SendRequestTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var request: SendRequest
        var json: String
        var testDescription: String { name }
    }

    private static let phone = Recipient.phone("+5511987650101")

    @Test(arguments: [
        Case(
            name: "text to a number",
            request: SendRequest(
                recipient: phone, content: .text(body: "Sim,\npronto \"já\"."), quotedMessageID: "wamid.Q1",
                callbackData: "out-7"),
            json: #"""
                {"biz_opaque_callback_data":"out-7","context":{"message_id":"wamid.Q1"},\#
                "messaging_product":"whatsapp","recipient_type":"individual",\#
                "text":{"body":"Sim,\npronto \"já\".","preview_url":false},\#
                "to":"+5511987650101","type":"text"}
                """#),
        Case(
            name: "text to a business-scoped id",
            request: SendRequest(recipient: .bsuid("BR.30"), content: .text(body: "oi", previewURL: true)),
            json: #"""
                {"messaging_product":"whatsapp","recipient":"BR.30","recipient_type":"individual",\#
                "text":{"body":"oi","preview_url":true},"type":"text"}
                """#),
        Case(
            name: "text to a group",
            request: SendRequest(recipient: .group("R3J1"), content: .text(body: "oi")),
            json: #"""
                {"messaging_product":"whatsapp","recipient_type":"group","text":{"body":"oi","preview_url":false},\#
                "to":"R3J1","type":"text"}
                """#),
        Case(
            name: "template without parameters quotes nothing",
            request: SendRequest(
                recipient: phone, content: .template(TemplateMessage(name: "ola", language: "pt_BR")),
                quotedMessageID: "wamid.Q1"),
            json: #"""
                {"messaging_product":"whatsapp","recipient_type":"individual",\#
                "template":{"language":{"code":"pt_BR"},"name":"ola"},"to":"+5511987650101","type":"template"}
                """#),
        Case(
            name: "document",
            request: SendRequest(
                recipient: phone,
                content: .media(
                    OutgoingMedia(
                        kind: .document, reference: .link("https://x.example/n.pdf"), caption: "Nota",
                        filename: "n.pdf", isVoice: true))),
            json: #"""
                {"document":{"caption":"Nota","filename":"n.pdf","link":"https://x.example/n.pdf"},\#
                "messaging_product":"whatsapp","recipient_type":"individual","to":"+5511987650101","type":"document"}
                """#),
        Case(
            name: "voice note without a caption",
            request: SendRequest(
                recipient: phone,
                content: .media(
                    OutgoingMedia(kind: .audio, reference: .id("88"), caption: "no", filename: "no", isVoice: true))),
            json: #"""
                {"audio":{"id":"88","voice":true},"messaging_product":"whatsapp","recipient_type":"individual",\#
                "to":"+5511987650101","type":"audio"}
                """#),
        Case(
            name: "reaction taken back",
            request: SendRequest(
                recipient: phone, content: .reaction(messageID: "wamid.Q1", emoji: ""), quotedMessageID: "x"),
            json: #"""
                {"messaging_product":"whatsapp","reaction":{"emoji":"","message_id":"wamid.Q1"},\#
                "recipient_type":"individual","to":"+5511987650101","type":"reaction"}
                """#),
        Case(
            name: "location",
            request: SendRequest(
                recipient: phone,
                content: .location(try OutgoingLocation(latitude: -23.5, longitude: 46, name: "Loja"))),
            json: #"""
                {"location":{"latitude":-23.5,"longitude":46.0,"name":"Loja"},"messaging_product":"whatsapp",\#
                "recipient_type":"individual","to":"+5511987650101","type":"location"}
                """#),
        Case(
            name: "something of tomorrow",
            request: SendRequest(
                recipient: phone, content: .raw(type: "interactive", member: ["type": "cta_url"])),
            json: #"""
                {"interactive":{"type":"cta_url"},"messaging_product":"whatsapp","recipient_type":"individual",\#
                "to":"+5511987650101","type":"interactive"}
                """#),
    ])
    func writes(_ example: Case) {
        #expect(String(decoding: example.request.body, as: UTF8.self) == example.json)
    }

    @Test(arguments: [
        (TemplateComponent.header([.text("5512")]), #"{"parameters":[{"text":"5512","type":"text"}],"type":"header"}"#),
        (
            .header([.image(.id("9"))]),
            #"{"parameters":[{"image":{"id":"9"},"type":"image"}],"type":"header"}"#
        ),
        (
            .header([.document(.link("https://x.example/a"), filename: "a.pdf")]),
            #"""
            {"parameters":[{"document":{"filename":"a.pdf","link":"https://x.example/a"},"type":"document"}],\#
            "type":"header"}
            """#
        ),
        (
            .header([.location(try OutgoingLocation(latitude: 1.5, longitude: 2.5, name: "N", address: "A"))]),
            #"""
            {"parameters":[{"location":{"address":"A","latitude":1.5,"longitude":2.5,"name":"N"},"type":"location"}],\#
            "type":"header"}
            """#
        ),
        (
            .body([.text("Iara", name: "first_name"), .text("13:00")]),
            #"""
            {"parameters":[{"parameter_name":"first_name","text":"Iara","type":"text"},\#
            {"text":"13:00","type":"text"}],"type":"body"}
            """#
        ),
        (
            .body([
                .currency(fallback: "R$ 10", code: "BRL", amount1000: 10_000),
                .dateTime(fallback: "24 nov", name: "when"),
            ]),
            #"""
            {"parameters":[{"currency":{"amount_1000":10000,"code":"BRL","fallback_value":"R$ 10"},"type":"currency"},\#
            {"date_time":{"fallback_value":"24 nov"},"parameter_name":"when","type":"date_time"}],"type":"body"}
            """#
        ),
        (
            .button(index: 0, kind: .quickReply, [.payload("YES")]),
            #"""
            {"index":"0","parameters":[{"payload":"YES","type":"payload"}],"sub_type":"quick_reply","type":"button"}
            """#
        ),
        (
            .button(index: 1, kind: .url, [.text("5512")]),
            #"{"index":"1","parameters":[{"text":"5512","type":"text"}],"sub_type":"url","type":"button"}"#
        ),
        (
            .button(index: 2, kind: .copyCode, [.couponCode("TEN")]),
            #"""
            {"index":"2","parameters":[{"coupon_code":"TEN","type":"coupon_code"}],"sub_type":"copy_code",\#
            "type":"button"}
            """#
        ),
        (
            .button(index: 0, kind: .flow, [.flowAction(token: "t1", data: ["a": 1])]),
            #"""
            {"index":"0","parameters":[{"action":{"flow_action_data":{"a":1},"flow_token":"t1"},"type":"action"}],\#
            "sub_type":"flow","type":"button"}
            """#
        ),
        (
            .button(index: 0, kind: .catalog, [.catalogAction(thumbnailRetailerID: "K-1")]),
            #"""
            {"index":"0","parameters":[{"action":{"thumbnail_product_retailer_id":"K-1"},"type":"action"}],\#
            "sub_type":"catalog","type":"button"}
            """#
        ),
        (
            .button(index: 0, kind: .voiceCall, [.timeToLiveMinutes(100)]),
            #"""
            {"index":"0","parameters":[{"ttl_minutes":100,"type":"ttl_minutes"}],"sub_type":"voice_call",\#
            "type":"button"}
            """#
        ),
        (
            .limitedTimeOffer(expirationMilliseconds: 1_796_035_200_000),
            #"""
            {"parameters":[{"limited_time_offer":{"expiration_time_ms":1796035200000},\#
            "type":"limited_time_offer"}],"type":"limited_time_offer"}
            """#
        ),
        (
            .carousel(cards: [[.body([.text("Chá")])], [.header([.product(retailerID: "K", catalogID: "3")])]]),
            #"""
            {"cards":[{"card_index":0,"components":[{"parameters":[{"text":"Chá","type":"text"}],"type":"body"}]},\#
            {"card_index":1,"components":[{"parameters":[{"product":{"catalog_id":"3","product_retailer_id":"K"},\#
            "type":"product"}],"type":"header"}]}],"type":"carousel"}
            """#
        ),
        (
            .tapTarget(url: "https://x.example", title: "Ver"),
            #"""
            {"parameters":[{"tap_target_configuration":[{"title":"Ver","url":"https://x.example"}],\#
            "type":"tap_target_configuration"}],"type":"tap_target_configuration"}
            """#
        ),
    ])
    func writesComponents(_ component: TemplateComponent, _ json: String) {
        let template = TemplateMessage(name: "t", language: "pt_BR", components: [component])
        let request = SendRequest(recipient: Self.phone, content: .template(template))
        #expect(request.json["template"]?["components"]?[0]?.canonicalText == json)
    }

    @Test func marksRead() {
        #expect(
            MarkReadRequest(messageID: "wamid.Q1").json.canonicalText
                == #"{"message_id":"wamid.Q1","messaging_product":"whatsapp","status":"read"}"#)
        #expect(
            MarkReadRequest(messageID: "wamid.Q1", typing: true).json["typing_indicator"] == ["type": "text"])
    }
}

@Suite struct SendResponseTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var text: String
        var messageID: String?
        var status: SendResponse.AcceptanceStatus?
        var recipient = Aliases()
        var testDescription: String { text }
    }

    @Test(arguments: [
        Case(
            text: #"""
                {"messaging_product":"whatsapp","contacts":[{"input":"+55 11","wa_id":"5511987650101"}],\#
                "messages":[{"id":"wamid.OUT1","message_status":"accepted"}]}
                """#,
            messageID: "wamid.OUT1", status: .accepted, recipient: Aliases(waID: "5511987650101")),
        Case(
            text: #"{"contacts":[{"input":"BR.3","user_id":"BR.3"}],"messages":[{"id":"wamid.OUT2"}]}"#,
            messageID: "wamid.OUT2", recipient: Aliases(bsuid: "BR.3")),
        Case(
            text: #"{"messages":[{"id":"w","message_status":"held_for_quality_assessment"}]}"#, messageID: "w",
            status: .heldForQualityAssessment),
        Case(text: #"{"messages":[{"id":"w","message_status":"odd"}]}"#, messageID: "w", status: .other("odd")),
        Case(text: #"{"messages":[]}"#),
        Case(text: #"{"messages":[{}]}"#),
        Case(text: "{}"),
        Case(text: "[]"),
        Case(text: #"{"error":{"code":131047}}"#),
    ])
    func reads(_ example: Case) throws {
        let json = try JSONValue(text: example.text)
        let response = SendResponse(json: json)
        #expect(response?.messageStatus?.word == json["messages"]?.list?.first?["message_status"]?.text)
        #expect(response?.messageID == example.messageID)
        #expect(response?.messageStatus == example.status)
        #expect((response?.recipient ?? Aliases()) == example.recipient)
    }
}
