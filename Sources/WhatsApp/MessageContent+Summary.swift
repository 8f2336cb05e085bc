extension InboundMessage {
    /// The words of the message for search and list previews, raw: text, caption, title, name. `nil` when it has none.
    public var summary: String? {
        content.summary ?? raw[kind.rawValue].flatMap(Self.words)
    }

    /// Types of tomorrow tend to name their words as those of today do.
    private static func words(of member: JSONValue) -> String? {
        ["body", "caption", "text", "title", "name"].lazy.compactMap { member[$0]?.text }.first
            ?? (member.array == nil && member.object == nil ? member.text : nil)
    }
}

extension MessageContent {
    /// The words in it, raw and without a word of ours; `nil` when it has none.
    public var summary: String? {
        switch self {
        case .text(let body): body
        case .button(let payload, let text): text ?? payload
        case .interactive(let reply): reply.summary
        case .reaction(_, let emoji): emoji
        case .system(let notice): notice.body
        case .media(let media): media.caption ?? media.filename
        case .location(let place): place.name ?? place.address
        case .contacts(let cards): Self.joined(cards.compactMap { $0.formattedName ?? $0.phones.first?.number })
        case .order(let order): order.text
        case .edit(_, _, let content): content.summary
        case .revoke, .unsupported, .requestWelcome, .other: nil
        }
    }

    private static func joined(_ words: [String]) -> String? {
        words.isEmpty ? nil : words.joined(separator: ", ")
    }
}

extension InteractiveReply {
    /// What the person chose or the form's own words.
    public var summary: String? {
        switch self {
        case .button(let id, let title): title ?? id
        case .list(let id, let title, _): title ?? id
        case .form(let name, let body, _): body ?? name
        case .callPermission(let reply): reply.response
        case .other: nil
        }
    }
}
