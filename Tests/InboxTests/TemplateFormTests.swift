import Inbox
import Testing
import WhatsApp

private func key(_ text: String) -> ParameterKey { ParameterKey(text) ?? ParameterKey(.body, "no key: \(text)") }

private func keyed(_ values: [String: String]) -> [ParameterKey: String] {
    Dictionary(uniqueKeysWithValues: values.map { (key($0.key), $0.value) })
}

@Suite("Filling a template")
struct TemplateFormTests {
    static let full = Template(
        key: TemplateKey(waba: "9", name: "shipped", language: "pt_BR"), status: "APPROVED", category: "UTILITY",
        header: .text("Order {{1}}"), body: "Hi {{name}},\nit comes {{day}}. Sorry: {{reason}}.",
        footer: "Harbour Goods",
        buttons: [
            Template.Button(kind: "QUICK_REPLY", text: "Thanks"),
            Template.Button(kind: "URL", text: "Track", target: "https://example.org/t/{{1}}"),
            Template.Button(kind: "URL", text: "Help", target: "https://example.org/help"),
            Template.Button(kind: "copy_code", text: "Copy"),
            Template.Button(kind: "PHONE_NUMBER", text: "Call", target: "+15550001111"),
        ])
    static let values = [
        "header.1": "5512", "body.name": "Dana", "body.day": "tomorrow", "body.reason": "snow", "button.1.1": "5512",
        "button.3.1": "AUTUMN20",
    ]

    @Test("has the fields its placeholders make")
    func fields() {
        let fields = TemplateForm(template: Self.full).fields
        #expect(
            fields.map(\.key.description) == [
                "header.1", "body.name", "body.day", "body.reason", "button.1.1", "button.3.1",
            ])
        #expect(fields.map(\.kind) == [.text, .text, .text, .text, .urlSuffix, .couponCode])
    }

    @Test("may be sent when all is filled, and shows what will be read")
    func complete() {
        let form = TemplateForm(template: Self.full, values: keyed(Self.values))
        #expect(form.problems.isEmpty)
        let content = form.content
        #expect(content.rendering.header == "Order 5512")
        #expect(content.rendering.body == "Hi Dana,\nit comes tomorrow. Sorry: snow.")
        #expect(content.rendering.buttons[1].target == "https://example.org/t/5512")
        #expect(content.rendering.plainText == "Order 5512\nHi Dana,\nit comes tomorrow. Sorry: snow.\nHarbour Goods")
        #expect(TemplateForm(template: Self.full).rendering(blank: "____").body.hasPrefix("Hi ____,"))
    }

    struct Wrong: Sendable {
        var key: String
        var value: String?
        var kind: ParameterProblem.Kind?
    }

    @Test(
        "stays inert while a value is wrong",
        arguments: [
            Wrong(key: "header.1", value: nil, kind: .missing), Wrong(key: "body.name", value: "", kind: .missing),
            Wrong(key: "body.name", value: " \n ", kind: .missing),
            Wrong(key: "body.name", value: "\u{200B}", kind: .missing),
            Wrong(key: "body.day", value: "a\nb", kind: .needsFolding),
            Wrong(key: "body.day", value: "a\r\nb", kind: .needsFolding),
            Wrong(key: "body.day", value: "a\tb", kind: .needsFolding),
            Wrong(key: "body.day", value: "a\u{2028}b", kind: .needsFolding),
            Wrong(key: "body.day", value: "a\u{85}b", kind: .needsFolding),
            Wrong(key: "body.day", value: "a    b", kind: nil),
            Wrong(key: "body.day", value: "a     b", kind: .needsFolding),
            Wrong(key: "body.day", value: "l'adresse \"<b>\" 👍🏽", kind: nil),
            Wrong(key: "button.1.1", value: "a b", kind: .whiteSpace),
            Wrong(key: "button.1.1", value: "a/b?c=1", kind: nil),
            Wrong(key: "button.3.1", value: "A B", kind: .whiteSpace),
            Wrong(key: "button.3.1", value: String(repeating: "A", count: 20), kind: nil),
            Wrong(key: "button.3.1", value: String(repeating: "A", count: 21), kind: .tooLong(limit: 20)),
            Wrong(key: "body.7", value: "x", kind: .unknown), Wrong(key: "button.2.1", value: "x", kind: .unknown),
            Wrong(key: "header.1", value: String(repeating: "x", count: 54), kind: nil),
            Wrong(
                key: "header.1", value: String(repeating: "x", count: 55),
                kind: .filledTooLong(count: 61, limit: 60)),
            Wrong(key: "body.reason", value: String(repeating: "x", count: 988), kind: nil),
            Wrong(
                key: "body.reason", value: String(repeating: "x", count: 989),
                kind: .filledTooLong(count: 1_025, limit: 1_024)),
        ])
    func problems(_ wrong: Wrong) {
        var values = keyed(Self.values)
        values[key(wrong.key)] = wrong.value
        let problems = TemplateForm(template: Self.full, values: values).problems
        #expect(problems == (wrong.kind.map { [ParameterProblem(key: key(wrong.key), $0)] } ?? []))
    }

    @Test(
        "takes media by link or id",
        arguments: [
            ("https://example.org/a.pdf", true), ("5100001", true), ("http://example.org/a.pdf", false),
            ("https://", false), ("https://example.org/a b.pdf", false), ("a.pdf", false), ("٣", false), ("", false),
        ])
    func media(_ value: String, _ isFine: Bool) {
        var template = Fixture.template("invoice")
        template.header = .media(kind: "document")
        let form = TemplateForm(template: template, values: [key("header.1"): value])
        #expect(form.fields.filter { !$0.isOptional }.map(\.kind) == [.media("document")])
        #expect(form.problems.isEmpty == isFine)
    }

    private static let hash = String(repeating: "ab", count: 32)

    @Test(
        "takes a file of ours where the platform takes its type",
        arguments: [
            ("document", "application/pdf", 9, true), ("document", "application/pdf", 0, false),
            ("document", "application/x-thing", 9, false), ("document", "image/png", 9, false),
            ("image", "image/png", 5_242_880, true), ("image", "image/png", 5_242_881, false),
            ("video", "video/mp4", 9, true), ("gif", "video/mp4", 9, true), ("image", "video/mp4", 9, false),
            ("product", "image/png", 9, false),
        ] as [(String, String, Int64, Bool)])
    func shelfFile(_ kind: String, _ type: String, _ size: Int64, _ isFine: Bool) throws {
        var template = Fixture.template("invoice")
        template.header = .media(kind: kind)
        let media = MediaContent(
            kind: .document, hash: Self.hash, mimeType: type, size: size, fileName: "nota; 12.pdf")
        let file = ShelfFile(media)
        #expect(ShelfFile(file.value) == file)
        var form = TemplateForm(template: template, values: [key("header.1"): file.value])
        #expect(form.problems.isEmpty == isFine)
        guard isFine else { return }
        #expect(form.content.ownFile?.hash == Self.hash && Content.template(form.content).ownFile?.mimeType == type)
        // Above the words only: a card's file has no way to the platform.
        form.values = [key("header.1"): "5100001"]
        #expect(form.content.ownFile == nil)
    }

    @Test(
        "reads no other value as a file of ours",
        arguments: [
            "", "file:", "file:///etc/passwd", "file:abc;image/png;9;x", "https://example.org/a.pdf",
            "file:\(String(repeating: "a", count: 64));image/png;x;y", "file:\(String(repeating: "a", count: 64))",
        ])
    func noShelfFile(_ value: String) { #expect(ShelfFile(value) == nil) }

    @Test("asks for a one-time code once", arguments: ["OTP", "URL"])
    func code(_ button: String) {
        var template = Fixture.code
        template.buttons = [
            Template.Button(
                kind: button, text: "Copy", target: button == "URL" ? "https://example.org/?code={{1}}" : nil)
        ]
        var form = TemplateForm(template: template, values: [key("body.1"): "402911"])
        #expect(form.fields.map(\.key) == [key("body.1")])
        #expect(form.fields.map(\.kind) == [.oneTimeCode])
        #expect(form.problems.isEmpty)
        if button == "URL" { #expect(form.content.rendering.buttons[0].target == "https://example.org/?code=402911") }
        form.values[key("button.0.1")] = "402911"
        #expect(form.problems.isEmpty, "named twice, as the request has it")
        form.values[key("button.0.1")] = "111111"
        #expect(form.problems == [ParameterProblem(key: key("button.0.1"), .unknown)])
        form.values = [key("body.1"): String(repeating: "1", count: 16)]
        #expect(form.problems == [ParameterProblem(key: key("body.1"), .tooLong(limit: 15))])
    }

    @Test(
        "folds what the platform would refuse",
        arguments: [
            ("a\nb", "a b"), ("  a \t b\r\n\r\nc  ", "a b c"), ("a\u{A0}b", "a b"), ("", ""), ("é\u{2029}ã", "é ã"),
        ])
    func folds(_ text: String, _ folded: String) {
        #expect(ParameterText.folded(text) == folded)
        #expect(ParameterText.isSendable(ParameterText.folded(text)))
    }

    @Test("puts the draft where the long text belongs")
    func draftField() {
        var template = Self.full
        #expect(TemplateForm(template: template).draftField == key("body.reason"))
        #expect(TemplateForm(template: template, values: [key("body.reason"): "x"]).draftField == key("body.day"))
        template.examples = [key("body.name"): "Dana", key("body.day"): "early on Tuesday", key("body.reason"): "snow"]
        #expect(TemplateForm(template: template).draftField == key("body.day"))
        #expect(TemplateForm(template: Fixture.template("plain")).draftField == nil)
        #expect(TemplateForm(template: Fixture.code).draftField == nil, "a draft is no code")
    }

    @Test(
        "cannot be sent unless approved",
        arguments: [
            ("APPROVED", true), ("approved", true), ("REINSTATED", true), ("PAUSED", false), ("REJECTED", false),
            ("DISABLED", false), ("PENDING", false), ("", false), ("SOMETHING_NEW", false),
        ])
    func usable(_ status: String, _ isUsable: Bool) {
        #expect((Fixture.slot(status: status).unusable == nil) == isUsable)
    }
}
