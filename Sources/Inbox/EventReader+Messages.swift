import WhatsApp

extension EventReader.Reading {
    func inbound(_ message: InboundMessage, at index: Int) -> InboundEvent {
        let text = EventReader.text(of: message.content)
        return InboundEvent(
            number: number(message.metadata), displayNumber: message.metadata.displayPhoneNumber, waba: message.wabaID,
            wamid: message.id ?? syntheticID(index), aliases: EventReader.aliases(of: message), group: message.groupID,
            address: EventReader.address(of: message), name: message.sender.profileName,
            username: message.sender.username, timestamp: timestamp(message.timestamp),
            type: EventReader.type(of: message), text: text, beside: EventReader.beside(message),
            quotes: EventReader.quoted(by: message), isPlaceholder: EventReader.isPlaceholder(message, text: text),
            effect: EventReader.effect(of: message), change: EventReader.change(in: message),
            lacksTimestamp: message.timestamp == nil, media: EventReader.file(of: message.content),
            raw: message.raw.canonicalText)
    }
}

extension EventReader {
    /// What it does to the service window (`whatsapp.md` §3.1–3.2). A message of a type of tomorrow is a user's
    /// message.
    static func effect(of message: InboundMessage) -> WindowEffect {
        switch MessageKind(rawValue: type(of: message)) {
        case .system, .edit, .revoke: .none
        case .reaction: .mayOpen
        default: .opens
        }
    }

    /// The platform's word for it; `unknown` when it gives none. What opens no window is known by what it holds as well:
    /// under no word or another one it is still no message of theirs.
    static func type(of message: InboundMessage) -> String {
        switch message.content {
        case .system: MessageKind.system.rawValue
        case .edit: MessageKind.edit.rawValue
        case .revoke: MessageKind.revoke.rawValue
        case .reaction: MessageKind.reaction.rawValue
        default: message.kind.rawValue.isEmpty ? "unknown" : message.kind.rawValue
        }
    }

    /// Who sent it. A notice of a change is said by whoever has the new addresses: the old number that it comes from may be
    /// somebody else's when a second notice of the same change comes. A system message may name its person only by the
    /// addresses that changed.
    static func aliases(of message: InboundMessage) -> [Alias] {
        if let change = change(in: message), !change.new.isEmpty { return change.new }
        var aliases = message.sender.matching
        if case .system(let notice) = message.content {
            if aliases.isEmpty { aliases = notice.old.matching }
            if aliases.isEmpty { aliases = notice.new.matching }
        }
        if aliases.isEmpty { aliases = [message.sender.opaque.map { Alias(.nobody, $0) } ?? .nobody] }
        return aliases
    }

    /// Where an answer goes. After a change of number that is the new one: the old may be somebody else's already.
    static func address(of message: InboundMessage) -> Address? {
        if let group = message.groupID { return .group(group) }
        if let change = change(in: message) {
            let phone = change.new.first { $0.kind == .waID }
            return (phone ?? change.new.first).flatMap(Address.init)
        }
        return message.sender.address
    }

    /// A file that can be fetched: one the platform gave an id.
    static func file(of content: MessageContent) -> MediaAttachment? {
        guard case .media(let media) = content, media.id?.isEmpty == false else { return nil }
        return media
    }

    /// Only notices that a number or an id changed; a new security code leaves every address as it is (§2.4).
    static func change(in message: InboundMessage) -> IdentityChange? {
        guard case .system(let notice) = message.content else { return nil }
        switch notice.kind {
        case .userChangedNumber, .userChangedUserID:
            let (old, new) = (notice.old.matching, notice.new.matching)
            // An id may be made anew for other reasons than a move: without the new one nobody is told to have left.
            if new.isEmpty, notice.kind == .userChangedUserID { return nil }
            return old.isEmpty && new.isEmpty ? nil : IdentityChange(old: old, new: new)
        case .identityChanged, .other: return nil
        }
    }

    /// The message it answers, reacts to, edits or takes back.
    static func quoted(by message: InboundMessage) -> String? {
        switch message.content {
        case .reaction(let target, _): target
        case .edit(let original, _, _), .revoke(let original): original
        default: message.context?.messageID
        }
    }

    /// A message whose content did not come, or is of a kind not known here. One that came with an error but has words
    /// is shown by its words.
    static func isPlaceholder(_ message: InboundMessage, text: String?) -> Bool {
        switch message.content {
        case .unsupported, .other, .interactive(.other): true
        case .edit(_, _, .other), .edit(_, _, .unsupported): true
        default: !message.errors.isEmpty && text == nil
        }
    }

    /// The customer's words for lists, search and contracts: text, caption, title, place, names. Nil when there are
    /// none; never a word of ours.
    static func text(of content: MessageContent) -> String? {
        switch content {
        case .text(let body): body
        case .media(let media): media.caption
        case .interactive(.form(let name, let body, let response)): form(name: name, body: body, response: response)
        case .location(let place): location(place)
        case .order(let order): self.order(order)
        case .edit(_, _, let content):
            // One level: an edit of an edit is nothing the platform has.
            if case .edit = content { nil } else { text(of: content) }
        default: content.summary
        }
    }

    private static func location(_ place: SharedLocation) -> String? {
        let named = [place.name, place.address].compactMap { $0 }
        if !named.isEmpty { return named.joined(separator: ", ") }
        guard let latitude = place.latitude, let longitude = place.longitude else { return nil }
        return "\(latitude), \(longitude)"
    }

    private static func order(_ order: ProductOrder) -> String? {
        let items = order.items.compactMap { item in
            item.retailerID.map { id in
                (item.quantity.map { "\($0)" } ?? item.quantityText).map { "\($0) × \(id)" } ?? id
            }
        }
        let lines = [order.text, items.isEmpty ? nil : items.joined(separator: ", ")].compactMap { $0 }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    /// A form's answers as lines `key: value`, so that no answer is an empty line; the form's own words otherwise.
    private static func form(name: String?, body: String?, response: String?) -> String? {
        guard let response else { return body ?? name }
        // What nobody can read is shown as it came.
        guard let answers = answers(in: response) else {
            return [body ?? name, response].compactMap(\.self).joined(separator: "\n")
        }
        return answers.isEmpty ? body ?? name ?? response : answers.joined(separator: "\n")
    }

    /// Nil for what is no object, also not one that was written as text once more.
    static func answers(in response: String) -> [String]? {
        var json: JSONValue
        do {
            json = try JSONValue(text: response)
            if case .string(let inner) = json { json = try JSONValue(text: inner) }
        } catch {
            return nil
        }
        return json.object?.members.filter { $0.key != "flow_token" }.map { key, value in
            "\(key): \(value.string ?? value.canonicalText)"
        }
    }
}
