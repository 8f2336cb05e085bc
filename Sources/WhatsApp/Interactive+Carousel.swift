/// Cards side by side (`whatsapp.md` §4.4): two to ten, all of one kind.
extension Interactive {
    /// One card. All of a message are pages, or products of one catalogue.
    public enum Card: Hashable, Sendable {
        /// A picture or a film, words below it, and a button that opens a page. The words are at most 160 scalars on three lines.
        case page(header: Header, body: String?, title: String, url: String)
        /// A product; the platform draws it.
        case product(catalog: String, item: String)
    }

    static func check(_ cards: [Card]) throws(FieldError) {
        let limits = Limits.Template.cards
        guard limits.contains(cards.count) else {
            throw FieldError(.member("action.cards"), .outside(least: limits.lowerBound, most: limits.upperBound))
        }
        for (index, card) in cards.enumerated() {
            let path = "action.cards[\(index)]"
            switch (card, cards[0]) {
            case (.page(let header, let body, let title, let url), .page):
                guard case .media(let kind, let reference, nil) = header, [.image, .video].contains(kind) else {
                    throw FieldError(.member("\(path).header"), .notAllowed)
                }
                try check(reference, .member("\(path).header.\(kind.rawValue)"))
                try checkWords(body, path)
                try FieldCheck.required(
                    title, .member("\(path).action.parameters.display_text"), limit: Limits.Interactive.linkTitle)
                try FieldCheck.link(url, .member("\(path).action.parameters.url"))
            case (.product(let catalog, let item), .product(let first, _)):
                try checkID(catalog, .member("\(path).action.catalog_id"))
                guard catalog == first else { throw FieldError(.member("\(path).action.catalog_id"), .notAllowed) }
                try checkID(item, .member("\(path).action.product_retailer_id"))
            case (.page, .product), (.product, .page): throw FieldError(.member("\(path).type"), .notAllowed)
            }
        }
    }

    private static func checkWords(_ body: String?, _ path: String) throws(FieldError) {
        try FieldCheck.optional(body, .member("\(path).body.text"), limit: Limits.Template.cardBody)
        let breaks = body?.unicodeScalars.count { $0 == "\n" } ?? 0
        guard breaks <= Limits.Template.cardBreaks else {
            throw FieldError(
                .member("\(path).body.text"), .tooManyLines(count: breaks + 1, limit: Limits.Template.cardBreaks + 1))
        }
    }
}

extension Interactive.Card {
    func json(index: Int) -> JSONValue {
        var members: JSONObject = ["card_index": .int(Int64(index))]
        switch self {
        case .page(let header, let body, let title, let url):
            members["type"] = "cta_url"
            members["header"] = header.json
            members["body"] = body.map { ["text": .string($0)] }
            members["action"] = [
                "name": "cta_url", "parameters": ["display_text": .string(title), "url": .string(url)],
            ]
        case .product(let catalog, let item):
            members["type"] = "product"
            members["action"] = ["product_retailer_id": .string(item), "catalog_id": .string(catalog)]
        }
        return .object(members)
    }

    static func list(_ list: [JSONValue]) throws(FieldError) -> [Self] {
        var cards: [Self] = []
        for (index, json) in list.enumerated() {
            let path = "action.cards[\(index)]"
            try FieldCheck.strangers(json, allowed: ["card_index", "type", "header", "body", "action"], at: path)
            if let given = json["card_index"], given.int != Int64(index) {
                throw FieldError(.member("\(path).card_index"), .outside(least: index, most: index))
            }
            cards.append(try card(json, path))
        }
        return cards
    }

    private static func card(_ json: JSONValue, _ path: String) throws(FieldError) -> Self {
        let action = json["action"] ?? .null
        switch json["type"]?.text {
        case "cta_url"?:
            try FieldCheck.strangers(action, allowed: ["name", "parameters"], at: "\(path).action")
            let parameters = action["parameters"] ?? .null
            try FieldCheck.strangers(parameters, allowed: ["display_text", "url"], at: "\(path).action.parameters")
            guard action["name"]?.text == "cta_url" else { throw FieldError(.member("\(path).action.name"), .missing) }
            guard let header = json["header"] else { throw FieldError(.member("\(path).header"), .missing) }
            if let body = json["body"] { try FieldCheck.strangers(body, allowed: ["text"], at: "\(path).body") }
            return .page(
                header: try Interactive.Header(header), body: json["body"]?["text"]?.string,
                title: parameters["display_text"]?.string ?? "", url: parameters["url"]?.string ?? "")
        case "product"?:
            for (member, value) in [("header", json["header"]), ("body", json["body"])] where value != nil {
                throw FieldError(.member("\(path).\(member)"), .notAllowed)
            }
            try FieldCheck.strangers(action, allowed: ["catalog_id", "product_retailer_id"], at: "\(path).action")
            return .product(
                catalog: action["catalog_id"]?.text ?? "", item: action["product_retailer_id"]?.text ?? "")
        case let other?: throw FieldError(.member("\(path).type"), .unknown(other))
        case nil: throw FieldError(.member("\(path).type"), .missing)
        }
    }
}
