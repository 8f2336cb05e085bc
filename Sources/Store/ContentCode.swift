import Inbox
import WhatsApp

/// Contents and templates as JSON text, for columns and for the dump: sorted keys, so that equal values give equal bytes.
enum ContentCode {
    static func text(of content: Content) -> String {
        switch content {
        case .text(let text):
            return json([
                "type": "text", "body": .string(text.body), "previewsLink": .bool(text.previewsLink),
                "replyTo": text.replyTo.map { .string($0) } ?? .null,
            ])
        case .template(let filled):
            return json([
                "type": "template", "waba": .string(filled.key.waba), "name": .string(filled.key.name),
                "language": .string(filled.key.language), "category": .string(filled.category),
                "values": values(filled.values), "rendering": rendering(filled.rendering),
            ])
        case .media(let file):
            return json([
                "type": "media", "kind": .string(file.kind.rawValue), "hash": .string(file.hash),
                "mimeType": .string(file.mimeType), "size": .int(file.size), "fileName": .string(file.fileName),
                "isAnimated": .bool(file.isAnimated), "caption": string(file.caption), "replyTo": string(file.replyTo),
            ])
        }
    }

    private static func file(_ json: JSONValue) -> Content? {
        guard let kind = MediaAttachment.Kind(rawValue: json["kind"]?.string ?? ""), let hash = json["hash"]?.text
        else {
            return nil
        }
        return .media(
            MediaContent(
                kind: kind, hash: hash, mimeType: json["mimeType"]?.string ?? "", size: json["size"]?.int ?? 0,
                fileName: json["fileName"]?.string ?? "", isAnimated: json["isAnimated"]?.bool ?? false,
                caption: json["caption"]?.text, replyTo: json["replyTo"]?.text))
    }

    static func content(_ text: String) -> Content? {
        guard let json = try? JSONValue(text: text) else { return nil }  // our own column: nil is told as a damaged row
        if json["type"]?.string == "media" { return file(json) }
        guard json["type"]?.string == "template" else {
            return .text(
                TextContent(
                    body: json["body"]?.string ?? "", previewsLink: json["previewsLink"]?.bool ?? false,
                    replyTo: json["replyTo"]?.text))
        }
        return .template(
            FilledTemplate(
                key: TemplateKey(
                    waba: json["waba"]?.string ?? "", name: json["name"]?.string ?? "",
                    language: json["language"]?.string ?? ""),
                category: json["category"]?.string ?? "", values: values(json["values"]),
                rendering: rendering(json["rendering"] ?? .null)))
    }

    private static func values(_ values: [ParameterKey: String]) -> JSONValue {
        json(members: values.map { ($0.key.description, .string($0.value)) })
    }

    private static func values(_ json: JSONValue?) -> [ParameterKey: String] {
        var values: [ParameterKey: String] = [:]
        for (name, value) in json?.object?.members ?? [] {
            if let key = ParameterKey(name) { values[key] = value.string ?? "" }
        }
        return values
    }

    private static func rendering(_ rendering: TemplateRendering) -> JSONValue {
        object([
            "header": string(rendering.header), "mediaHeader": string(rendering.mediaHeader),
            "body": .string(rendering.body), "footer": string(rendering.footer),
            "buttons": .array(
                rendering.buttons.map {
                    object(["kind": .string($0.kind), "text": .string($0.text), "target": string($0.target)])
                }),
        ])
    }

    private static func rendering(_ json: JSONValue) -> TemplateRendering {
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

    private static func string(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    private static func json(_ members: [String: JSONValue]) -> String { object(members).canonicalText }
    private static func object(_ members: [String: JSONValue]) -> JSONValue {
        json(members: members.map { ($0.key, $0.value) })
    }

    private static func json(members: [(String, JSONValue)]) -> JSONValue {
        var object = JSONObject()
        for (key, value) in members { object[key] = value }
        return .object(object)
    }
}
