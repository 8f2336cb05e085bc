import WhatsApp

/// Turns the platform's record of a template into one that can be filled and sent (`whatsapp.md` §4.5, §6.1).
public enum TemplateReader {
    /// - Parameters:
    ///   - record: an element of a template list.
    ///   - waba: the account whose list it is.
    public static func template(_ record: TemplateRecord, waba: String) -> Template {
        var template = Template(
            key: TemplateKey(waba: waba, name: record.name, language: record.language), id: record.id,
            status: record.status.word, category: record.category.word, quality: record.quality?.word,
            rejectedReason: record.rejectedReason, body: "")
        template.subCategory = record.subCategory
        template.previousCategory = record.previousCategory?.word
        template.correctCategory = record.correctCategory?.word
        for component in record.components { add(component, to: &template) }
        // The wording of an authentication template is Meta's and need not be listed; the code is in it all the same.
        if template.isAuthentication, PlaceholderText(template.body).names.isEmpty {
            template.body += template.body.isEmpty ? "{{1}}" : " {{1}}"
        }
        template.unsupported += unsupported(template.buttons)
        if isMadeByDirectSend(record) { template.unsupported = [Template.directSend] }
        return template
    }

    /// The platform made it of words that were sent without a template; it refuses it as one (`whatsapp.md` §4.9, 132018).
    private static func isMadeByDirectSend(_ record: TemplateRecord) -> Bool {
        record.raw["source"]?.text?.uppercased() == "AUTO_GENERATED" || record.name.hasPrefix("auto_generated_")
    }

    /// The unsupported components among buttons: those that cannot be sent without a parameter of a kind that this
    /// program has no field for, and those it does not know.
    static func unsupported(_ buttons: [Template.Button]) -> [String] {
        var seen: Set<String> = []
        return buttons.map { $0.kind.uppercased() }
            .filter { !sendable.contains($0) && seen.insert($0).inserted }
            .map { buttonPrefix + $0 }
    }

    /// What the entries of `Template.unsupported` that stand for buttons begin with.
    static let buttonPrefix = "BUTTON "

    /// Buttons that need no parameter, or one that `TemplateForm` has a field for. Call buttons take parameters, but none
    /// that must be there; a single product is named by the header.
    private static let sendable: Set<String> = [
        "QUICK_REPLY", "URL", "PHONE_NUMBER", "COPY_CODE", "OTP", "FLOW", "CATALOG", "VOICE_CALL",
        "REQUEST_CONTACT_INFO", "CALL_PERMISSION_REQUEST", "MPM", "SPM",
    ]

    private static func add(_ component: TemplateRecord.Component, to template: inout Template) {
        switch component {
        case .header(let header): add(header, to: &template)
        case .body(let text, let examples):
            template.body = text ?? ""
            note(examples, of: .body, names: PlaceholderText(template.body).names, in: &template)
        case .footer(let text, _): template.footer = text
        case .buttons(let buttons):
            template.buttons = buttons.map(Template.Button.init)
            for (index, button) in buttons.enumerated() {
                guard let url = button.url, let example = button.examples.first else { continue }
                for name in PlaceholderText(url).names {
                    template.examples[ParameterKey(.button(index), name)] = suffix(of: example, url: url)
                }
            }
        case .carousel(let cards):
            template.cards = cards.map { card($0, in: &template) }
            if cards.isEmpty { template.unsupported.append("CAROUSEL") }
        case .limitedTimeOffer(let text, let expires):
            template.offer = Template.Offer(text: text ?? "", expires: expires)
        case .callPermissionRequest: break
        case .other(let type, _): template.unsupported.append(type.isEmpty ? "COMPONENT" : type.uppercased())
        }
    }

    /// A card of parts this program has fields for; any other part makes the whole template one to look at only.
    private static func card(_ parts: [TemplateRecord.Component], in template: inout Template) -> Template.Card {
        var card = Template.Card(header: nil, body: nil, buttons: [])
        for part in parts {
            switch part {
            case .header(let header) where header.format == .image: card.header = .media(kind: "image")
            case .header(let header) where header.format == .video: card.header = .media(kind: "video")
            case .header(let header) where header.format == .product: card.header = .media(kind: TemplateForm.product)
            case .body(let text, _): card.body = text
            case .buttons(let buttons):
                card.buttons = buttons.map(Template.Button.init)
                template.unsupported += unsupported(card.buttons).filter { !template.unsupported.contains($0) }
            default:
                if !template.unsupported.contains("CAROUSEL") { template.unsupported.append("CAROUSEL") }
            }
        }
        return card
    }

    private static func add(_ header: TemplateRecord.Header, to template: inout Template) {
        switch header.format {
        case .text:
            let text = header.text ?? ""
            template.header = .text(text)
            note(header.examples, of: .header, names: PlaceholderText(text).names, in: &template)
        case .image: template.header = .media(kind: "image")
        case .video: template.header = .media(kind: "video")
        case .gif: template.header = .media(kind: "gif")
        case .document: template.header = .media(kind: "document")
        case .location:
            template.header = .location
        case .product: template.header = .media(kind: TemplateForm.product)
        case .other(let word): template.unsupported.append("HEADER \(word.uppercased())")
        }
    }

    /// Positional samples come in the order of the numbers, named ones with their names.
    private static func note(
        _ examples: [TemplateRecord.Example], of place: ParameterKey.Place, names: [String], in template: inout Template
    ) {
        for (index, example) in examples.enumerated() {
            if let name = example.name ?? (index < names.count ? names[index] : nil) {
                template.examples[ParameterKey(place, name)] = example.value
            }
        }
    }

    /// Samples of URL buttons are whole addresses; the value is only what stands in the placeholder's place.
    private static func suffix(of example: String, url: String) -> String {
        guard case .fixed(let fixed)? = PlaceholderText(url).parts.first, example.hasPrefix(fixed)
        else { return example }
        return String(example.dropFirst(fixed.count))
    }
}

extension Template.Button {
    init(_ button: TemplateRecord.Button) {
        self.init(kind: Self.word(of: button.kind), text: button.text ?? "", target: button.url ?? button.phoneNumber)
    }

    private static func word(of kind: TemplateRecord.Button.Kind) -> String {
        switch kind {
        case .quickReply: "QUICK_REPLY"
        case .url: "URL"
        case .phoneNumber: "PHONE_NUMBER"
        case .copyCode: "COPY_CODE"
        case .oneTimePassword: "OTP"
        case .flow: "FLOW"
        case .catalog: "CATALOG"
        case .multiProduct: "MPM"
        case .singleProduct: "SPM"
        case .voiceCall: "VOICE_CALL"
        case .app: "APP"
        case .requestContactInfo: "REQUEST_CONTACT_INFO"
        case .other(let word): word.uppercased()
        }
    }
}
