/// The buttons below a message: those that answer and, where no window is open, those that open pages.
extension Interactive {
    /// Whether it goes without a window only: no open window takes such buttons.
    public var isDirectOnly: Bool { if case .mixed = action { true } else { false } }

    /// The first part that keeps it from going while a window is open; nil when nothing does.
    public var windowError: FieldError? {
        guard case .mixed(let pages, let replies) = action else { return nil }
        let limit = Limits.Interactive.buttons
        if replies.count > limit { return FieldError(.buttons, .tooMany(count: replies.count, limit: limit)) }
        return pages.isEmpty ? nil : FieldError(.pageTitle(0), .notAllowed)
    }

    static func check(_ buttons: [Reply]) throws(FieldError) {
        if buttons.isEmpty { throw FieldError(.buttons, .missing) }
        guard buttons.count <= Limits.Interactive.buttons else {
            throw FieldError(.buttons, .tooMany(count: buttons.count, limit: Limits.Interactive.buttons))
        }
        try check(buttons, after: 0, titles: [])
    }

    static func check(_ pages: [Page], _ replies: [Reply]) throws(FieldError) {
        let count = pages.count + replies.count
        if count == 0 { throw FieldError(.buttons, .missing) }
        guard count <= Limits.Direct.buttons else {
            throw FieldError(.buttons, .tooMany(count: count, limit: Limits.Direct.buttons))
        }
        guard pages.count <= Limits.Direct.linkButtons else {
            throw FieldError(.pages, .tooMany(count: pages.count, limit: Limits.Direct.linkButtons))
        }
        var titles: Set<String> = []
        for (index, page) in pages.enumerated() {
            try FieldCheck.required(page.title, .pageTitle(index), limit: Limits.Interactive.linkTitle)
            try FieldCheck.link(page.url, .page(index))
            guard titles.insert(page.title).inserted else {
                throw FieldError(.pageTitle(index), .repeated(page.title))
            }
        }
        try check(replies, after: pages.count, titles: titles)
    }

    /// - Parameters:
    ///   - first: how many buttons stand before them.
    ///   - titles: what those say.
    private static func check(_ buttons: [Reply], after first: Int, titles: Set<String>) throws(FieldError) {
        var (titles, ids): (Set<String>, Set<String>) = (titles, [])
        for (index, button) in zip(first..., buttons) {
            try FieldCheck.required(button.title, .buttonTitle(index), limit: Limits.Interactive.buttonTitle)
            try FieldCheck.required(button.id, .buttonID(index), limit: Limits.Interactive.buttonID)
            guard titles.insert(button.title).inserted else {
                throw FieldError(.buttonTitle(index), .repeated(button.title))
            }
            guard ids.insert(button.id).inserted else { throw FieldError(.buttonID(index), .repeated(button.id)) }
        }
    }
}

extension Interactive.Action {
    static func json(_ pages: [Interactive.Page], _ replies: [Interactive.Reply]) -> JSONValue {
        let pages = pages.map { page -> JSONValue in
            ["type": "cta_url", "cta_url": ["display_text": .string(page.title), "url": .string(page.url)]]
        }
        let replies = replies.map { reply -> JSONValue in
            ["type": "reply", "reply": ["id": .string(reply.id), "title": .string(reply.title)]]
        }
        return ["buttons": .array(pages + replies)]
    }

    /// - Parameter isDirect: whether the message may go without a window: then buttons that open pages may stand first, and
    ///   there may be ten.
    /// - Throws: `FieldError`.
    static func reading(buttons list: [JSONValue], isDirect: Bool) throws(FieldError) -> Interactive.Action {
        var pages: [Interactive.Page] = []
        var replies: [Interactive.Reply] = []
        for (index, json) in list.enumerated() {
            let path = "action.buttons[\(index)]"
            let type = json["type"]?.text ?? "reply"
            switch type {
            case "reply":
                try FieldCheck.strangers(json, allowed: ["type", "reply"], at: path)
                try FieldCheck.strangers(json["reply"] ?? .null, allowed: ["id", "title"], at: "\(path).reply")
                replies.append(
                    Interactive.Reply(
                        id: json["reply"]?["id"]?.string ?? "", title: json["reply"]?["title"]?.string ?? ""))
            case "cta_url" where isDirect:
                // Those that open pages stand first.
                guard replies.isEmpty else { throw FieldError(.member("\(path).type"), .notAllowed) }
                let page = json["cta_url"] ?? .null
                try FieldCheck.strangers(json, allowed: ["type", "cta_url"], at: path)
                try FieldCheck.strangers(page, allowed: ["display_text", "url"], at: "\(path).cta_url")
                pages.append(
                    Interactive.Page(title: page["display_text"]?.string ?? "", url: page["url"]?.string ?? ""))
            default: throw FieldError(.member("\(path).type"), .unknown(type))
            }
        }
        let isMixed = isDirect && (!pages.isEmpty || replies.count > Limits.Interactive.buttons)
        return isMixed ? .mixed(pages: pages, replies: replies) : .buttons(replies)
    }
}
