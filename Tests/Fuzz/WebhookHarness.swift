import Inbox
import Screen
import WhatsApp

/// Bytes of a webhook, as far as the inbox reads them without a store: nothing crashes, nothing is dropped, and what is
/// kept raw is what came.
enum WebhookHarness {
    static func run(_ bytes: [UInt8]) {
        let webhook: Webhook
        let body: JSONValue
        do {
            webhook = try Webhook(bytes: bytes)
            body = try JSONValue(bytes: bytes)
        } catch {
            promise(error is WebhookError, "refused with \(error)")
            return
        }
        promise(webhook == Webhook(json: body), "read twice, it means two things")
        readsBack(body)
        var parts: Set<JSONValue> = []
        collect(body, into: &parts)
        for item in webhook.items {
            promise(parts.contains(item.kept), "an item keeps what never came: \(item.kept.canonicalText)")
        }
        promise(!webhook.items.isEmpty || parts.contains(.array([])), "a body gave nothing")
        follow(webhook, parts)
    }

    /// The canonical form is a value's name: it must mean the same value.
    private static func readsBack(_ body: JSONValue) {
        let text = body.canonicalText
        do {
            let again = try JSONValue(text: text)
            promise(again == body, "the canonical form means something else")
            promise(again.canonicalText == text, "the canonical form has another one")
        } catch {
            promise(false, "the canonical form cannot be read: \(error)")
        }
    }

    private static func follow(_ webhook: Webhook, _ parts: Set<JSONValue>) {
        let events = EventReader.events(of: webhook, digest: "00", arrival: nil)
        promise(events == EventReader.events(of: webhook, digest: "00", arrival: nil), "events differ")
        promise(events.count >= webhook.items.count, "an item gave no event")
        for detail in EventReader.details(of: webhook, digest: "00").values.joined() {
            for text in [detail.value] + detail.columns { isDrawable(text) }
        }
        for event in events {
            switch event {
            case .message(let message):
                isKept(message.raw, parts)
                for text in [message.name, message.username, message.type, message.text, message.quotes] {
                    if let text { isDrawable(text) }
                }
            case .echo(let echo):
                isKept(echo.raw, parts)
                for text in [echo.name, echo.username, echo.type, echo.text, echo.quotes, echo.template] {
                    if let text { isDrawable(text) }
                }
            case .addressBook(let entry):
                if let name = entry.name { isDrawable(name) }
            case .other(let other):
                isKept(other.raw, parts)
                isDrawable(other.field)
            case .status(let status):
                isDrawable(status.status)
                if let failure = status.failure { isDrawable(failure.title) }
            case .template(let template): isDrawable(template.key.name)
            }
        }
    }

    private static func isKept(_ raw: String, _ parts: Set<JSONValue>) {
        do {
            promise(parts.contains(try JSONValue(text: raw)), "an event keeps what never came: \(raw)")
        } catch {
            promise(false, "an event keeps what cannot be read: \(error)")
        }
    }

    private static func isDrawable(_ text: String) {
        let drawn = SafeText(untrusted: text, limit: 256).singleLine
        promise(!drawn.string.unicodeScalars.contains(where: \.isForbiddenInCells), "a forbidden character is drawn")
    }

    private static func collect(_ value: JSONValue, into parts: inout Set<JSONValue>) {
        parts.insert(value)
        switch value {
        case .array(let elements): for element in elements { collect(element, into: &parts) }
        case .object(let object): for member in object.members { collect(member.value, into: &parts) }
        default: break
        }
    }

    static var seeds: [[UInt8]] {
        let bodies =
            Fixture.messageElements.map { Fixture.messages($0.element) }
            + Fixture.fields.map { Fixture.envelope(field: $0.field, value: $0.value) } + [Fixture.batch]
        return bodies.map { Array($0.utf8) }
    }
}

extension WebhookItem {
    /// The raw JSON it keeps.
    fileprivate var kept: JSONValue {
        switch self {
        case .message(let item): item.raw
        case .status(let item): item.raw
        case .templateStatus(let item): item.raw
        case .templateQuality(let item): item.raw
        case .templateComponents(let item): item.raw
        case .templateCategory(let item): item.raw
        case .valueError(let item): item.raw
        case .other(let item): item.raw
        }
    }
}
