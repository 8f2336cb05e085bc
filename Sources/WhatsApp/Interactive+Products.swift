/// What shops with a catalogue send (`whatsapp.md` §4.4).
extension Interactive {
    /// A stretch of a list of products under its own title.
    public struct ProductSection: Hashable, Sendable {
        /// Needed when there is more than one.
        public var title: String?
        /// The products, each by the shop's own id for it.
        public var items: [String]

        /// A section; the message it becomes part of checks it.
        public init(title: String? = nil, items: [String]) {
            self.title = title
            self.items = items
        }
    }

    static func check(_ sections: [ProductSection]) throws(FieldError) {
        guard sections.contains(where: { !$0.items.isEmpty }) else { throw FieldError(.products, .missing) }
        guard sections.count <= Limits.Interactive.sections else {
            throw FieldError(.sections, .tooMany(count: sections.count, limit: Limits.Interactive.sections))
        }
        let count = sections.reduce(0) { $0 + $1.items.count }
        guard count <= Limits.Interactive.products else {
            throw FieldError(.products, .tooMany(count: count, limit: Limits.Interactive.products))
        }
        var place = 0
        for (index, section) in sections.enumerated() {
            if sections.count > 1, section.title == nil { throw FieldError(.sectionTitle(index), .missing) }
            try FieldCheck.optional(section.title, .sectionTitle(index), limit: Limits.Interactive.sectionTitle)
            if section.items.isEmpty {
                throw FieldError(.member("action.sections[\(index)].product_items"), .missing)
            }
            for item in section.items {
                if VisibleText.isBlank(item) { throw FieldError(.product(place), .missing) }
                place += 1
            }
        }
    }

    /// An id of the shop's catalogue, or of a thing in it.
    static func checkID(_ id: String?, _ field: FieldError.Field) throws(FieldError) {
        if VisibleText.isBlank(id ?? "") { throw FieldError(field, .missing) }
    }
}

extension Interactive.ProductSection {
    var json: JSONValue {
        var members: JSONObject = [
            "product_items": .array(items.map { ["product_retailer_id": .string($0)] })
        ]
        members["title"] = title.map(JSONValue.string)
        return .object(members)
    }

    static func list(_ list: [JSONValue]) throws(FieldError) -> [Self] {
        var sections: [Self] = []
        for (index, json) in list.enumerated() {
            let path = "action.sections[\(index)]"
            try FieldCheck.strangers(json, allowed: ["title", "product_items"], at: path)
            var items: [String] = []
            for (place, item) in (json["product_items"]?.array ?? []).enumerated() {
                try FieldCheck.strangers(item, allowed: ["product_retailer_id"], at: "\(path).product_items[\(place)]")
                items.append(item["product_retailer_id"]?.text ?? "")
            }
            sections.append(Self(title: json["title"]?.string, items: items))
        }
        return sections
    }
}
