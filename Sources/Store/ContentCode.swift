import Inbox
import WhatsApp

/// Contents (in a file of their own) and templates as JSON text, for columns and for the dump: sorted keys, so that equal values give equal bytes.
enum ContentCode {
    static func values(_ values: [ParameterKey: String]) -> JSONValue {
        json(members: values.map { ($0.key.description, .string($0.value)) })
    }

    static func values(_ json: JSONValue?) -> [ParameterKey: String] {
        var values: [ParameterKey: String] = [:]
        for (name, value) in json?.object?.members ?? [] {
            if let key = ParameterKey(name) { values[key] = value.string ?? "" }
        }
        return values
    }

    static func rendering(_ rendering: TemplateRendering) -> JSONValue {
        var members: [String: JSONValue] = [
            "header": string(rendering.header), "mediaHeader": string(rendering.mediaHeader),
            "body": .string(rendering.body), "footer": string(rendering.footer),
            "buttons": .array(
                rendering.buttons.map {
                    object(["kind": .string($0.kind), "text": .string($0.text), "target": string($0.target)])
                }),
        ]
        // Rows of before have neither, and stay as they are.
        if let offer = rendering.offer { members["offer"] = .string(offer) }
        if !rendering.cards.isEmpty { members["cards"] = .array(rendering.cards.map { self.rendering($0) }) }
        return object(members)
    }

    static func rendering(_ json: JSONValue) -> TemplateRendering {
        TemplateRendering(
            header: json["header"]?.string, mediaHeader: json["mediaHeader"]?.string, body: json["body"]?.string ?? "",
            footer: json["footer"]?.string,
            buttons: (json["buttons"]?.array ?? []).map {
                TemplateRendering.Button(
                    kind: $0["kind"]?.string ?? "", text: $0["text"]?.string ?? "", target: $0["target"]?.string)
            }, offer: json["offer"]?.string, cards: (json["cards"]?.array ?? []).map { rendering($0) })
    }

    // MARK: Templates

    static func text(of template: Template) -> String {
        var members: [String: JSONValue] = [
            "id": string(template.id), "status": .string(template.status), "category": .string(template.category),
            "quality": string(template.quality), "rejectedReason": string(template.rejectedReason),
            "header": header(template.header),
            "body": .string(template.body), "footer": string(template.footer), "buttons": buttons(template.buttons),
            "unsupported": .array(template.unsupported.map { .string($0) }), "examples": values(template.examples),
        ]
        // Facts of before have none of these, and stay as they are.
        if let offer = template.offer {
            members["offer"] = object(["text": .string(offer.text), "expires": .bool(offer.expires)])
        }
        if !template.cards.isEmpty {
            members["cards"] = .array(
                template.cards.map {
                    object(["header": header($0.header), "body": string($0.body), "buttons": buttons($0.buttons)])
                })
        }
        members["subCategory"] = template.subCategory.map { .string($0) }
        members["previousCategory"] = template.previousCategory.map { .string($0) }
        members["correctCategory"] = template.correctCategory.map { .string($0) }
        return json(members)
    }

    private static func header(_ header: Template.Header?) -> JSONValue {
        switch header {
        case .text(let text): object(["format": "text", "text": .string(text)])
        case .media(let kind): object(["format": "media", "text": .string(kind)])
        case .location: object(["format": "location"])
        case nil: .null
        }
    }

    private static func header(_ json: JSONValue?) -> Template.Header? {
        switch json?["format"]?.string {
        case "text": .text(json?["text"]?.string ?? "")
        case "media": .media(kind: json?["text"]?.string ?? "")
        case "location": .location
        default: nil
        }
    }

    private static func buttons(_ buttons: [Template.Button]) -> JSONValue {
        .array(
            buttons.map { object(["kind": .string($0.kind), "text": .string($0.text), "target": string($0.target)]) })
    }

    private static func buttons(_ json: JSONValue?) -> [Template.Button] {
        (json?.array ?? []).map {
            Template.Button(
                kind: $0["kind"]?.string ?? "", text: $0["text"]?.string ?? "", target: $0["target"]?.string)
        }
    }

    static func template(_ text: String, key: TemplateKey) -> Template? {
        guard let json = try? JSONValue(text: text) else { return nil }  // our own column, see above
        var template = Template(
            key: key, id: json["id"]?.string, status: json["status"]?.string ?? "",
            category: json["category"]?.string ?? "",
            quality: json["quality"]?.string, rejectedReason: json["rejectedReason"]?.string,
            header: header(json["header"]), body: json["body"]?.string ?? "", footer: json["footer"]?.string,
            buttons: buttons(json["buttons"]),
            unsupported: (json["unsupported"]?.array ?? []).compactMap(\.string))
        template.examples = values(json["examples"])
        if let offer = json["offer"] {
            template.offer = Template.Offer(
                text: offer["text"]?.string ?? "", expires: offer["expires"]?.bool ?? false)
        }
        template.cards = (json["cards"]?.array ?? []).map {
            Template.Card(header: header($0["header"]), body: $0["body"]?.string, buttons: buttons($0["buttons"]))
        }
        template.subCategory = json["subCategory"]?.string
        template.previousCategory = json["previousCategory"]?.string
        template.correctCategory = json["correctCategory"]?.string
        return template
    }

    // MARK: Template changes

    static func text(of change: TemplateEvent.Change) -> String {
        switch change {
        case .status(let word, let reason):
            return json(["change": "status", "value": .string(word), "reason": string(reason)])
        case .quality(let word): return json(["change": "quality", "value": .string(word)])
        case .category(let word): return json(["change": "category", "value": .string(word)])
        case .components(let header, let body, let footer, let buttons):
            return json([
                "change": "components", "header": string(header), "body": string(body), "footer": string(footer),
                "buttons": .array(
                    buttons.map {
                        object(["kind": .string($0.kind), "text": .string($0.text), "target": string($0.target)])
                    }),
            ])
        }
    }

    static func change(_ text: String) -> TemplateEvent.Change? {
        guard let json = try? JSONValue(text: text) else { return nil }  // our own column, see above
        let value = json["value"]?.string ?? ""
        switch json["change"]?.string {
        case "status": return .status(value, reason: json["reason"]?.string)
        case "quality": return .quality(value)
        case "category": return .category(value)
        case "components":
            return .components(
                header: json["header"]?.string, body: json["body"]?.string, footer: json["footer"]?.string,
                buttons: (json["buttons"]?.array ?? []).map {
                    Template.Button(
                        kind: $0["kind"]?.string ?? "", text: $0["text"]?.string ?? "", target: $0["target"]?.string)
                })
        default: return nil
        }
    }

    // MARK: JSON

    static func string(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    static func json(_ members: [String: JSONValue]) -> String { object(members).canonicalText }
    static func object(_ members: [String: JSONValue]) -> JSONValue {
        json(members: members.map { ($0.key, $0.value) })
    }

    static func json(members: [(String, JSONValue)]) -> JSONValue {
        var object = JSONObject()
        for (key, value) in members { object[key] = value }
        return .object(object)
    }
}
