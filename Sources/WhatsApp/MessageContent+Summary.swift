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
        case .contacts(let cards): Self.joined(cards.compactMap(\.label))
        case .order(let order): order.text
        case .edit(_, _, let content): content.summary
        case .other(let message):
            message["type"]?.string.flatMap { message[$0] }.flatMap { $0.words(of: message["type"]) }
        case .revoke, .unsupported, .requestWelcome: nil
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
        case .other(let type, let raw): type.flatMap { raw[$0]?.words(of: raw["type"]) }
        }
    }
}

extension ContactCard {
    /// What it is called in a line: the name, else a number.
    fileprivate var label: String? { formattedName ?? phones.first?.number ?? phones.first?.waID }
}

extension JSONValue {
    /// The words in a member of a type that is not known here. Types of tomorrow tend to name theirs as those of today do.
    fileprivate func words(of type: JSONValue?) -> String? {
        guard array == nil, object != nil else { return array == nil ? text : nil }
        let head = ["body", "caption", "text", "title", "headline", "name"].lazy.compactMap { self[$0]?.text }.first
        // What is asked about, and what can be chosen.
        let named: [String] = ["product_retailer_id", type?.text ?? "", "reference_id"].compactMap { self[$0]?.text }
        let choices: [String] = (self["options"]?.array ?? []).prefix(20).compactMap { choice in
            choice.text ?? ["name", "title", "text"].lazy.compactMap { choice[$0]?.text }.first
        }
        let lines: [String] = [head ?? "", named.joined(separator: ", "), choices.joined(separator: ", ")]
        let told = lines.filter { !$0.isEmpty }
        return told.isEmpty ? nil : told.joined(separator: "\n")
    }
}
