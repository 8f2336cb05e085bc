import Desk
import Inbox
import Screen

/// A template as `templates list` and `templates show` print it.
struct TemplateJSON {
    let template: Template

    private var form: TemplateForm { TemplateForm(template: template) }

    /// Why it cannot be sent now, in words; nil when it can.
    var reason: String? {
        template.unusable.map { unusable in
            let refusal = Refusal.templateUnusable(unusable)
            return Words.english.refusal(refusal, settings: Settings(agent: ""), now: Instant(seconds: 0)).string
        }
    }

    /// The names that `send --param` takes.
    var parameters: [String] { form.fields.map(\.key.description) }

    /// What the customer would read, each placeholder as `{{name}}`.
    var preview: TemplateRendering {
        var form = form
        for field in form.fields { form.values[field.key] = "{{\(field.key.name)}}" }
        return form.rendering(blank: "{{…}}")
    }

    private var head: [(String, OrderedJSON)] {
        [
            ("waba", .text(template.key.waba)), ("name", .text(template.key.name)),
            ("language", .text(template.key.language)), ("status", .text(template.status)),
            ("category", .text(template.category)), ("quality", .text(template.quality)),
            ("usable", .bool(template.unusable == nil)), ("reason", .text(reason)),
        ]
    }

    /// For `list`.
    var line: String { OrderedJSON.object(head + [("parameters", .list(parameters.map { .text($0) }))]).line }

    private static func button(_ button: TemplateRendering.Button) -> OrderedJSON {
        .object([("kind", .text(button.kind)), ("text", .text(button.text)), ("target", .text(button.target))])
    }

    private static func card(_ card: TemplateRendering) -> OrderedJSON {
        .object([
            ("header", .text(card.mediaHeader.map { "[\($0)]" })), ("body", .text(card.body)),
            ("buttons", .list(card.buttons.map(button))),
        ])
    }

    /// For `show`.
    var whole: String {
        let preview = preview
        let buttons = preview.buttons.map(Self.button)
        let parameters = form.fields.map { field in
            OrderedJSON.object([
                ("key", .text(field.key.description)), ("kind", .text(field.kind.word)),
                ("example", .text(template.examples[field.key])), ("optional", .bool(field.isOptional)),
            ])
        }
        return OrderedJSON.object(
            head + [
                ("header", .text(preview.header ?? preview.mediaHeader.map { "[\($0)]" })),
                ("body", .text(preview.body)), ("footer", .text(preview.footer)), ("buttons", .list(buttons)),
                ("parameters", .list(parameters)),
                ("offer", .text(preview.offer)),
                ("cards", .list(preview.cards.map(Self.card))),
                ("sub_category", .text(template.subCategory)),
                ("previous_category", .text(template.previousCategory)),
                ("correct_category", .text(template.correctCategory)),
            ]
        ).line
    }
}

extension TemplateForm.Field.Kind {
    /// What a value may be, in a word.
    var word: String {
        switch self {
        case .text: "text"
        case .urlSuffix: "url-suffix"
        case .couponCode: "coupon-code"
        case .oneTimeCode: "one-time-code"
        case .media(let kind): kind
        case .degrees: "degrees"
        case .time: "time"
        case .productID: "product-id"
        case .products: "products"
        case .object: "json-object"
        case .minutes: "minutes"
        case .returned: "comes-back"
        case .link: "page"
        }
    }
}
