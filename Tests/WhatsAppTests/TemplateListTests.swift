import Testing

@testable import WhatsApp

@Suite struct TemplateListTests {
    private static let record = #"""
        {"id":"44","name":"retirada","language":"pt-BR","status":"APPROVED","category":"UTILITY",\#
        "parameter_format":"POSITIONAL","quality_score":{"score":"GREEN","date":1795000000},"rejected_reason":"NONE",\#
        "message_send_ttl_seconds":3600,"components":[\#
        {"type":"HEADER","format":"TEXT","text":"Pedido {{1}}","example":{"header_text":["31"]}},\#
        {"type":"body","text":"Olá {{1}}, às {{2}}.","example":{"body_text":[["Iara","13:00"]]}},\#
        {"type":"FOOTER","text":"Loja do Porto"},\#
        {"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Outro horário"},\#
        {"type":"url","text":"Ver","url":"https://x.example/{{1}}","example":["https://x.example/31"]},\#
        {"type":"OTP","otp_type":"copy_code","text":"Copiar"}]}]}
        """#

    @Test func readsAPage() throws {
        let list = try TemplateList(
            bytes: Array(
                #"""
                {"data":[\#(Self.record)],"paging":{"cursors":{"before":"A","after":"B"},\#
                "next":"https://x.example/next"}}
                """#.utf8))
        #expect(list.nextCursor == "B" && list.nextURL == "https://x.example/next" && list.unreadable.isEmpty)
        let record = try #require(list.records.first)
        #expect(record.id == "44" && record.name == "retirada" && record.language == "pt_BR")
        #expect(record.status == .approved && record.category == .utility && record.quality == .green)
        #expect(record.parameterFormat == .positional && record.rejectedReason == nil && record.timeToLive == 3_600)
        #expect(
            record.components == [
                .header(.init(format: .text, text: "Pedido {{1}}", examples: [.init(name: nil, value: "31")])),
                .body(
                    text: "Olá {{1}}, às {{2}}.",
                    examples: [.init(name: nil, value: "Iara"), .init(name: nil, value: "13:00")]),
                .footer(text: "Loja do Porto", expirationMinutes: nil),
                .buttons([
                    .init(
                        kind: .quickReply, text: "Outro horário", url: nil, phoneNumber: nil, passwordKind: nil,
                        examples: []),
                    .init(
                        kind: .url, text: "Ver", url: "https://x.example/{{1}}", phoneNumber: nil, passwordKind: nil,
                        examples: ["https://x.example/31"]),
                    .init(
                        kind: .oneTimePassword, text: "Copiar", url: nil, phoneNumber: nil, passwordKind: "COPY_CODE",
                        examples: []),
                ]),
            ])
    }

    @Test(arguments: [#"{"data":[\#(record)]}"#, "[\(record)]", record])
    func acceptsEveryShape(_ text: String) throws {
        let list = try TemplateList(json: try JSONValue(text: text))
        #expect(list.records.map(\.name) == ["retirada"])
        #expect(list.nextCursor == nil)
    }

    @Test func theLastPageHasNoNext() throws {
        let json = try JSONValue(text: #"{"data":[],"paging":{"cursors":{"before":"A","after":"B"}}}"#)
        #expect(try TemplateList(json: json).nextCursor == nil)
    }

    @Test func keepsWhatIsNoTemplate() throws {
        let list = try TemplateList(json: try JSONValue(text: #"[{"name":"a"},{"id":"1"},7,null]"#))
        #expect(list.records.map(\.name) == ["a"] && list.unreadable.count == 3)
        let bare = try #require(list.records.first)
        #expect(bare.status == .other("") && bare.language == "" && bare.components.isEmpty)
    }

    @Test(arguments: ["{}", "7", "null", #"{"data":{}}"#, #""x""#])
    func refusesWhatIsNoList(_ text: String) throws {
        let json = try JSONValue(text: text)
        #expect(throws: TemplateList.Failure.notTemplates) { try TemplateList(json: json) }
    }

    @Test func saysWhyItWasRefused() throws {
        let json = try JSONValue(text: #"{"error":{"code":190,"message":"Session has expired"}}"#)
        #expect { try TemplateList(json: json) } throws: { error in
            guard case TemplateList.Failure.refused(let refusal) = error else { return false }
            return refusal.code == 190 && "\(error)".contains("Session has expired")
        }
        #expect(throws: TemplateList.Failure.self) { try TemplateList(bytes: Array("{".utf8)) }
    }

    @Test func readsNamedExamplesAndGuessesTheFormat() throws {
        let record = try #require(
            TemplateRecord(
                json: try JSONValue(
                    text: #"""
                        {"id":44,"name":"n","language":{"code":"en"},"quality_score":"RED","rejected_reason":"SCAM",\#
                        "components":[{"type":"BODY","text":"Hi {{first_name}}","example":{"body_text_named_params":\#
                        [{"param_name":"first_name","example":"Iara"}]}},\#
                        {"type":"HEADER","format":"image","example":{"header_handle":["https://x.example/1"]}},\#
                        {"type":"CAROUSEL","cards":[{"components":[{"type":"BODY","text":"Chá"},\#
                        {"type":"CAROUSEL","cards":[]}]}]},\#
                        {"type":"LIMITED_TIME_OFFER","limited_time_offer":{"text":"Hoje","has_expiration":true}},\#
                        {"type":"CALL_PERMISSION_REQUEST"},{"type":"FOOTER","code_expiration_minutes":10},\#
                        {"type":"SPARKLES","x":1}]}
                        """#)))
        #expect(record.id == "44" && record.language == "en" && record.parameterFormat == .named)
        #expect(record.quality == .red && record.rejectedReason == "SCAM")
        #expect(
            record.components == [
                .body(text: "Hi {{first_name}}", examples: [.init(name: "first_name", value: "Iara")]),
                .header(
                    .init(format: .image, text: nil, examples: [.init(name: nil, value: "https://x.example/1")])),
                .carousel(cards: [
                    [
                        .body(text: "Chá", examples: []),
                        .other(type: "CAROUSEL", raw: ["type": "CAROUSEL", "cards": []]),
                    ]
                ]),
                .limitedTimeOffer(text: "Hoje", hasExpiration: true), .callPermissionRequest,
                .footer(text: nil, expirationMinutes: 10),
                .other(type: "SPARKLES", raw: ["type": "SPARKLES", "x": 1]),
            ])
    }

    @Test(arguments: [
        "APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED", "FLAGGED", "IN_APPEAL", "LIMIT_EXCEEDED", "LOCKED",
        "REINSTATED", "PENDING_DELETION", "DELETED", "ARCHIVED", "UNARCHIVED",
    ])
    func knowsEveryStatus(_ word: String) {
        #expect(TemplateStatus(word).word == word)
        #expect(TemplateStatus(word.lowercased()) == TemplateStatus(word))
        #expect(TemplateStatus(word) != .other(word))
    }

    @Test func keepsWordsOfTomorrow() {
        #expect(TemplateStatus("Sleeping").word == "Sleeping")
        #expect(TemplateCategory("Service").word == "Service")
        #expect(TemplateQuality("Blue").word == "Blue")
    }
}

@Suite struct PlaceholderTests {
    @Test(
        arguments: [
            ("", []), ("plain", []), ("{{1}}", ["1"]), ("Olá {{1}}, às {{ 2 }} e {{1}}", ["1", "2"]),
            ("{{first_name}}{{x9}}", ["first_name", "x9"]), ("{{}} {{a b}} {1} {{1} }} {{é}}", []), ("{{{1}}}", ["1"]),
            ("{{1", []), ("{{\n1\t}}", ["1"]), ("{{{{2}}", ["2"]),
        ] as [(String, [String])])
    func findsNames(_ text: String, _ names: [String]) {
        #expect(Placeholder.names(in: text) == names)
    }

    @Test func cutsTextIntoPieces() {
        #expect(
            Placeholder.pieces(of: "Olá {{1}} 🎉{{2}}") == [
                .literal("Olá "), .placeholder(name: "1"), .literal(" 🎉"), .placeholder(name: "2"),
            ])
    }
}

@Suite struct LimitsTests {
    @Test(arguments: [
        ("image/jpeg", MediaAttachment.Kind.image, 5), ("IMAGE/PNG", .image, 5), ("audio/ogg; codecs=opus", .audio, 16),
        ("video/mp4", .video, 16), ("application/pdf", .document, 100), ("text/plain;charset=utf-8", .document, 100),
    ])
    func knowsWhatCanBeSent(_ mimeType: String, _ kind: MediaAttachment.Kind, _ megabytes: Int) {
        let format = Limits.Media.format(of: mimeType)
        #expect(format?.kind == kind && format?.size == megabytes << 20)
    }

    @Test func refusesOtherFiles() {
        #expect(Limits.Media.format(of: "application/zip") == nil)
        #expect(Limits.Media.format(of: "") == nil)
    }
}
