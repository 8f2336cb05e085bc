import Inbox
import Testing
import WhatsApp

private func template(_ members: String) throws -> Template {
    let json = #"{"id":"8","name":"t","language":"pt-br","status":"approved",\#(members)}"#
    let record = try #require(try TemplateList(bytes: Array(json.utf8)).records.first)
    return TemplateReader.template(record, waba: "900")
}

@Suite("Reading templates")
struct TemplateReaderTests {
    @Test("takes everything needed to fill and send")
    func whole() throws {
        let found = try template(
            #"""
            "category":"UTILITY","quality_score":{"score":"GREEN"},"rejected_reason":"NONE","components":[
            {"type":"header","format":"text","text":"Order {{1}}","example":{"header_text":["5512"]}},
            {"type":"BODY","text":"Hi {{1}}, at {{2}}.","example":{"body_text":[["Dana","13:00"]]}},
            {"type":"FOOTER","text":"Harbour Goods"},
            {"type":"BUTTONS","buttons":[{"type":"quick_reply","text":"No"},
            {"type":"URL","text":"Track","url":"https://example.org/t/{{1}}","example":["https://example.org/t/77"]},
            {"type":"PHONE_NUMBER","text":"Call","phone_number":"+15550001111"}]}]
            """#)
        #expect(found.key == TemplateKey(waba: "900", name: "t", language: "pt_BR") && found.id == "8")
        #expect(found.status == "APPROVED" && found.quality == "GREEN" && found.rejectedReason == nil)
        #expect(found.header == .text("Order {{1}}") && found.footer == "Harbour Goods" && found.unusable == nil)
        #expect(found.buttons.map(\.kind) == ["QUICK_REPLY", "URL", "PHONE_NUMBER"])
        #expect(found.buttons.map(\.target) == [nil, "https://example.org/t/{{1}}", "+15550001111"])
        #expect(
            found.examples == [
                ParameterKey(.header, "1"): "5512", ParameterKey(.body, "1"): "Dana", ParameterKey(.body, "2"): "13:00",
                ParameterKey(.button(1), "1"): "77",
            ])
    }

    @Test("derives fields from placeholders, examples or not")
    func withoutExamples() throws {
        let found = try template(#""category":"UTILITY","components":[{"type":"BODY","text":"Hi {{first_name}}"}]"#)
        #expect(TemplateForm(template: found).fields.map(\.key) == [ParameterKey(.body, "first_name")])
        #expect(found.examples.isEmpty)
        let named = try template(
            #"""
            "category":"UTILITY","components":[{"type":"BODY","text":"Hi {{first_name}}",
            "example":{"body_text_named_params":[{"param_name":"first_name","example":"Dana"}]}}]
            """#)
        #expect(named.examples == [ParameterKey(.body, "first_name"): "Dana"])
    }

    @Test(
        "says what it cannot send",
        arguments: [
            (#"{"type":"CAROUSEL","cards":[]}"#, ["CAROUSEL"]),
            (#"{"type":"LIMITED_TIME_OFFER","limited_time_offer":{"text":"x"}}"#, []),
            (#"{"type":"HEADER","format":"PRODUCT"}"#, []),
            (#"{"type":"HEADER","format":"LOCATION"}"#, []),
            (#"{"type":"HEADER","format":"hologram"}"#, ["HEADER HOLOGRAM"]),
            (#"{"type":"BUTTONS","buttons":[{"type":"MPM"},{"type":"SPM"}]}"#, []),
            (
                #"{"type":"BUTTONS","buttons":[{"type":"APP"},{"type":"app"},{"type":"POSTBACK"}]}"#,
                ["BUTTON APP", "BUTTON POSTBACK"]
            ),
            (#"{"type":"BUTTONS","buttons":[{"type":"ORDER_DETAILS"}]}"#, ["BUTTON ORDER_DETAILS"]),
            (#"{"type":"BUTTONS","buttons":[{"type":"FLOW"},{"type":"CATALOG"},{"type":"VOICE_CALL"}]}"#, []),
            (#"{"type":"CALL_PERMISSION_REQUEST"}"#, []), (#"{"type":"HEADER","format":"IMAGE"}"#, []),
            (#"{"type":"sonnet"}"#, ["SONNET"]), (#"{}"#, ["COMPONENT"]),
        ])
    func unsupported(_ component: String, _ words: [String]) throws {
        let found = try template(#""category":"MARKETING","components":[{"type":"BODY","text":"Hi"},\#(component)]"#)
        #expect(found.unsupported == words)
        #expect((found.unusable == nil) == words.isEmpty)
    }

    @Test(
        "shows what Direct Send made, and lets nobody send it",
        arguments: [
            (#""source":"AUTO_GENERATED","#, "shipped", false), (#""source":"auto_generated","#, "shipped", false),
            ("", "auto_generated_12", false), (#""source":"USER","#, "shipped", true), ("", "shipped", true),
        ])
    func madeByDirectSend(_ source: String, _ name: String, _ isUsable: Bool) throws {
        let json = try JSONValue(
            text: #"{\#(source)"name":"\#(name)","language":"pt_BR","status":"APPROVED","category":"UTILITY","#
                + #""components":[{"type":"BODY","text":"Saiu."},{"type":"BUTTONS","buttons":[{"type":"APP"}]}]}"#)
        let found = TemplateReader.template(try #require(TemplateRecord(json: json)), waba: "9")
        #expect(found.unusable == .component(isUsable ? "BUTTON APP" : Template.directSend))
    }

    @Test(
        "gives an authentication template its code, whatever is listed",
        arguments: [
            #"{"type":"BODY","add_security_recommendation":true}"#, #"{"type":"BODY","text":"*{{1}}* is your code."}"#,
            #"{"type":"FOOTER","code_expiration_minutes":5}"#,
        ])
    func authentication(_ component: String) throws {
        let found = try template(
            #"""
            "category":"AUTHENTICATION","components":[\#(component),
                {"type":"BUTTONS","buttons":[{"type":"OTP","otp_type":"COPY_CODE","text":"Copy"}]}]
            """#)
        #expect(TemplateForm(template: found).fields.map(\.kind) == [.oneTimeCode])
    }

    @Test("takes changes told by webhook")
    func changes() throws {
        var found = try template(
            #"""
            "category":"UTILITY","components":[{"type":"BODY","text":"Hi"},
            {"type":"BUTTONS","buttons":[{"type":"APP"}]}]
            """#)
        #expect(found.unsupported == ["BUTTON APP"])
        found.apply(.components(header: nil, body: "Hello {{1}}", footer: nil, buttons: []))
        #expect(found.body == "Hello {{1}}" && found.unsupported == ["BUTTON APP"])
        found.apply(
            .components(
                header: "Top", body: nil, footer: nil, buttons: [Template.Button(kind: "QUICK_REPLY", text: "Ok")]))
        #expect(found.header == .text("Top") && found.body == "Hello {{1}}" && found.unusable == nil)
        found.apply(.status("PAUSED", reason: "quality"))
        #expect(found.unusable == .status("PAUSED", reason: "quality"))
        found.apply(.status("APPROVED", reason: nil))
        found.apply(.category("MARKETING"))
        found.apply(.quality("RED"))
        #expect(found.unusable == nil && found.category == "MARKETING" && found.quality == "RED")
    }
}

@Suite("Writing requests")
struct RequestWriterTests {
    private func json(_ content: Content, to address: Inbox.Address = .phone("15557770101")) -> String {
        RequestWriter.request(content, to: address, id: "0f-11").json.canonicalText
    }

    @Test(
        "texts go to the address that fits",
        arguments: [
            (
                Inbox.Address.phone("15557770101"),
                #""recipient_type":"individual","text":{"body":"Hi","preview_url":false},"to":"15557770101""#
            ),
            (.bsuid("US.4821"), #""recipient":"US.4821","recipient_type":"individual""#),
            (.group("Z3J"), #""recipient_type":"group","text":{"body":"Hi","preview_url":false},"to":"Z3J""#),
        ])
    func addresses(_ address: Inbox.Address, _ part: String) {
        let text = json(.text(TextContent(body: "Hi")), to: address)
        #expect(text.contains(part))
        #expect(text.contains(#""biz_opaque_callback_data":"0f-11""#))
    }

    @Test("texts keep their words, quote and preview")
    func quote() {
        let body = "l'adresse\n\"<é>\"  "
        let content = Content.text(TextContent(body: body, previewsLink: true, replyTo: "wamid.T1"))
        let request = RequestWriter.request(content, to: .phone("15557770101"), id: "0f-11").json
        #expect(request["text"]?["body"]?.string == body)
        #expect(request["text"]?["preview_url"]?.bool == true)
        #expect(request["context"]?["message_id"]?.string == "wamid.T1")
    }

    struct Filled: Sendable {
        var header: Template.Header?
        var body: String
        var buttons: [Template.Button] = []
        var category = "UTILITY"
        var values: [String: String]
        var components: String?
    }

    @Test(
        "templates send exactly the components that have parameters",
        arguments: [
            Filled(body: "Hello.", values: [:], components: nil),
            Filled(
                header: .text("Order {{1}}"), body: "Hi {{1}}, at {{2}}",
                values: ["header.1": "5", "body.2": "9", "body.1": "D"],
                components:
                    #"""
                    [{"parameters":[{"text":"5","type":"text"}],"type":"header"},{"parameters":[{"text":"D",\#
                    "type":"text"},{"text":"9","type":"text"}],"type":"body"}]
                    """#
            ),
            Filled(
                body: "{{slot}}, {{first_name}}", values: ["body.slot": "9", "body.first_name": "D"],
                components:
                    #"""
                    [{"parameters":[{"parameter_name":"first_name","text":"D","type":"text"},\#
                    {"parameter_name":"slot","text":"9","type":"text"}],"type":"body"}]
                    """#
            ),
            Filled(
                header: .media(kind: "document"), body: "Hi", values: ["header.1": "https://example.org/a.pdf"],
                components:
                    #"""
                    [{"parameters":[{"document":{"link":"https://example.org/a.pdf"},"type":"document"}],\#
                    "type":"header"}]
                    """#
            ),
            Filled(
                header: .media(kind: "image"), body: "Hi", values: ["header.1": "5100001"],
                components: #"[{"parameters":[{"image":{"id":"5100001"},"type":"image"}],"type":"header"}]"#),
            Filled(
                body: "Hi",
                buttons: [
                    Template.Button(kind: "QUICK_REPLY", text: "No"),
                    Template.Button(kind: "URL", text: "Go", target: "https://example.org/{{1}}"),
                    Template.Button(kind: "COPY_CODE", text: "Copy"),
                ],
                values: ["button.1.1": "77", "button.2.1": "AUTUMN20"],
                components:
                    #"""
                    [{"index":"1","parameters":[{"text":"77","type":"text"}],"sub_type":"url","type":"button"},\#
                    {"index":"2","parameters":[{"coupon_code":"AUTUMN20","type":"coupon_code"}],\#
                    "sub_type":"copy_code","type":"button"}]
                    """#
            ),
            Filled(
                body: "*{{1}}*", buttons: [Template.Button(kind: "OTP", text: "Copy")], category: "AUTHENTICATION",
                values: ["body.1": "402911"],
                components:
                    #"""
                    [{"parameters":[{"text":"402911","type":"text"}],"type":"body"},{"index":"0",\#
                    "parameters":[{"text":"402911","type":"text"}],"sub_type":"url","type":"button"}]
                    """#
            ),
            Filled(
                body: "*{{1}}*",
                buttons: [Template.Button(kind: "URL", text: "Copy", target: "https://example.org/{{1}}")],
                category: "AUTHENTICATION", values: ["body.1": "402911", "button.0.1": "402911"],
                components:
                    #"""
                    [{"parameters":[{"text":"402911","type":"text"}],"type":"body"},{"index":"0",\#
                    "parameters":[{"text":"402911","type":"text"}],"sub_type":"url","type":"button"}]
                    """#
            ),
        ])
    func templates(_ filled: Filled) throws {
        var template = Fixture.template("t", language: "pt_BR", body: filled.body)
        template.header = filled.header
        template.buttons = filled.buttons
        template.category = filled.category
        var values: [ParameterKey: String] = [:]
        for (key, value) in filled.values { values[try #require(ParameterKey(key))] = value }
        let form = TemplateForm(template: template, values: values)
        #expect(form.problems.isEmpty)
        let request = RequestWriter.request(.template(form.content), to: .phone("15557770101"), id: "0f").json
        #expect(request["template"]?["name"]?.string == "t")
        #expect(request["template"]?["language"]?["code"]?.string == "pt_BR")
        #expect(request["template"]?["components"]?.canonicalText == filled.components)
    }
}
