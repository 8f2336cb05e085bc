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
        object([
            "header": string(rendering.header), "mediaHeader": string(rendering.mediaHeader),
            "body": .string(rendering.body), "footer": string(rendering.footer),
            "buttons": .array(
                rendering.buttons.map {
                    object(["kind": .string($0.kind), "text": .string($0.text), "target": string($0.target)])
                }),
        ])
    }

    static func rendering(_ json: JSONValue) -> TemplateRendering {
        TemplateRendering(
            header: json["header"]?.string, mediaHeader: json["mediaHeader"]?.string, body: json["body"]?.string ?? "",
            footer: json["footer"]?.string,
            buttons: (json["buttons"]?.array ?? []).map {
                TemplateRendering.Button(
                    kind: $0["kind"]?.string ?? "", text: $0["text"]?.string ?? "", target: $0["target"]?.string)
            })
    }

    // MARK: Templates

    static func text(of template: Template) -> String {
        let header: JSONValue =
            switch template.header {
            case .text(let text): object(["format": "text", "text": .string(text)])
            case .media(let kind): object(["format": "media", "text": .string(kind)])
            case .location: object(["format": "location"])
            case nil: .null
            }
        return json([
            "id": string(template.id), "status": .string(template.status), "category": .string(template.category),
            "quality": string(template.quality), "rejectedReason": string(template.rejectedReason), "header": header,
            "body": .string(template.body), "footer": string(template.footer),
            "buttons": .array(
                template.buttons.map {
                    object(["kind": .string($0.kind), "text": .string($0.text), "target": string($0.target)])
                }),
            "unsupported": .array(template.unsupported.map { .string($0) }), "examples": values(template.examples),
        ])
    }

    static func template(_ text: String, key: TemplateKey) -> Template? {
        guard let json = try? JSONValue(text: text) else { return nil }  // our own column, see above
        let header: Template.Header? =
            switch json["header"]?["format"]?.string {
            case "text": .text(json["header"]?["text"]?.string ?? "")
            case "media": .media(kind: json["header"]?["text"]?.string ?? "")
            case "location": .location
            default: nil
            }
        var template = Template(
            key: key, id: json["id"]?.string, status: json["status"]?.string ?? "",
            category: json["category"]?.string ?? "",
            quality: json["quality"]?.string, rejectedReason: json["rejectedReason"]?.string, header: header,
            body: json["body"]?.string ?? "", footer: json["footer"]?.string,
            buttons: (json["buttons"]?.array ?? []).map {
                Template.Button(
                    kind: $0["kind"]?.string ?? "", text: $0["text"]?.string ?? "", target: $0["target"]?.string)
            },
            unsupported: (json["unsupported"]?.array ?? []).compactMap(\.string))
        template.examples = values(json["examples"])
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
