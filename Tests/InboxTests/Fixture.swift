import Inbox

/// Templates that several suites use.
enum Fixture {
    static let waba = "900100200300400"

    static func slot(
        status: String = "APPROVED", category: String = "UTILITY", body: String = "Hello {{1}}, we deliver at {{2}}."
    ) -> Template {
        Template(
            key: TemplateKey(waba: waba, name: "delivery_slot", language: "en_US"), status: status, category: category,
            body: body, footer: "Harbour Goods")
    }

    static let code = Template(
        key: TemplateKey(waba: waba, name: "login_code", language: "en_US"), status: "APPROVED",
        category: "AUTHENTICATION", body: "*{{1}}* is your code.", buttons: [Template.Button(kind: "OTP", text: "Copy")]
    )

    static let filledCode = Content.template(
        TemplateForm(template: code, values: [ParameterKey(.body, "1"): "402911"]).content)

    static func template(
        _ name: String, language: String = "en_US", waba: String = waba, status: String = "APPROVED",
        body: String = "Hello."
    ) -> Template {
        Template(
            key: TemplateKey(waba: waba, name: name, language: language), status: status, category: "UTILITY",
            body: body)
    }
}
