import Inbox
import WhatsApp

/// What is sent, as the column of the outbox holds it.
extension ContentCode {
    static func text(of content: Content) -> String {
        switch content {
        case .text(let text):
            return json([
                "type": "text", "body": .string(text.body), "previewsLink": .bool(text.previewsLink),
                "replyTo": string(text.replyTo),
            ])
        case .template(let filled):
            return json([
                "type": "template", "waba": .string(filled.key.waba), "name": .string(filled.key.name),
                "language": .string(filled.key.language), "category": .string(filled.category),
                "values": values(filled.values), "rendering": rendering(filled.rendering),
            ])
        case .direct(let direct):
            return json([
                "type": "direct", "body": .string(direct.body), "seconds": .int(Int64(direct.seconds)),
                "interactive": direct.interactive?.json ?? .null,
            ])
        case .media(let file):
            return json([
                "type": "media", "kind": .string(file.kind.rawValue), "hash": .string(file.hash),
                "mimeType": .string(file.mimeType), "size": .int(file.size), "fileName": .string(file.fileName),
                "isAnimated": .bool(file.isAnimated), "caption": string(file.caption), "replyTo": string(file.replyTo),
            ])
        case .location(let place, let replyTo): return whole("location", place.json, replyTo)
        case .contacts(let contacts, let replyTo): return whole("contacts", contacts.json, replyTo)
        case .interactive(let message, let replyTo): return whole("interactive", message.json, replyTo)
        case .reaction(let content):
            return json([
                "type": "reaction", "emoji": string(content.reaction.emoji),
                "messageID": .string(content.reaction.messageID),
                "targetAt": content.targetAt.map { .int($0.milliseconds) } ?? .null,
            ])
        }
    }

    /// The platform's own member of that name.
    private static func whole(_ type: String, _ member: JSONValue, _ replyTo: String?) -> String {
        json(["type": .string(type), type: member, "replyTo": string(replyTo)])
    }

    static func content(_ text: String) -> Content? {
        guard let json = try? JSONValue(text: text) else { return nil }  // our own column: nil is told as a damaged row
        let replyTo = json["replyTo"]?.text
        switch json["type"]?.string {
        case "template": return .template(template(json))
        case "media": return file(json)
        case "direct":
            let seconds = json["seconds"]?.int.map { Int(clamping: $0) } ?? Limits.Direct.seconds.upperBound
            guard let whole = json["interactive"], !whole.isNull else {
                return .direct(DirectContent(body: json["body"]?.string ?? "", seconds: seconds))
            }
            do {
                return DirectContent(try Interactive(json: whole, isDirect: true), seconds: seconds).map { .direct($0) }
            } catch {
                return nil  // of a newer version of this program, or damaged
            }
        case "location", "contacts", "interactive", "reaction":
            do {
                return try checked(json, replyTo)
            } catch {
                return nil  // of a newer version of this program, or damaged
            }
        default:
            return .text(
                TextContent(
                    body: json["body"]?.string ?? "", previewsLink: json["previewsLink"]?.bool ?? false,
                    replyTo: replyTo))
        }
    }

    private static func file(_ json: JSONValue) -> Content? {
        guard let kind = MediaAttachment.Kind(rawValue: json["kind"]?.string ?? ""), let hash = json["hash"]?.text
        else { return nil }
        return .media(
            MediaContent(
                kind: kind, hash: hash, mimeType: json["mimeType"]?.string ?? "", size: json["size"]?.int ?? 0,
                fileName: json["fileName"]?.string ?? "", isAnimated: json["isAnimated"]?.bool ?? false,
                caption: json["caption"]?.text, replyTo: json["replyTo"]?.text))
    }

    private static func checked(_ json: JSONValue, _ replyTo: String?) throws(FieldError) -> Content? {
        switch json["type"]?.string {
        case "location": return .location(try OutgoingLocation(json: json["location"] ?? .null), replyTo: replyTo)
        case "contacts": return .contacts(try OutgoingContacts(json: json["contacts"] ?? .null), replyTo: replyTo)
        case "interactive": return .interactive(try Interactive(json: json["interactive"] ?? .null), replyTo: replyTo)
        case "reaction":
            let reaction = try OutgoingReaction(to: json["messageID"]?.string ?? "", emoji: json["emoji"]?.string)
            let targetAt = json["targetAt"]?.int.map { Instant(milliseconds: $0) }
            return .reaction(ReactionContent(reaction, targetAt: targetAt))
        default: return nil
        }
    }

    private static func template(_ json: JSONValue) -> FilledTemplate {
        FilledTemplate(
            key: TemplateKey(
                waba: json["waba"]?.string ?? "", name: json["name"]?.string ?? "",
                language: json["language"]?.string ?? ""),
            category: json["category"]?.string ?? "", values: values(json["values"]),
            rendering: rendering(json["rendering"] ?? .null))
    }
}
