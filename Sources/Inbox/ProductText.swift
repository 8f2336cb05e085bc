import WhatsApp

/// Products as an agent types them into one line: `SKU-1, SKU-2`, or under titles `Tea: SKU-1, SKU-2; Cups: SKU-9`.
public enum ProductText {
    /// The sections a request has; nil when the platform would not take them: at most ten, each but a single one under a
    /// title of at most 24 characters, and at most thirty products (`whatsapp.md` §4.4, §4.5).
    public static func sections(_ text: String) -> [Interactive.ProductSection]? {
        let parts = text.split(separator: ";").map { String($0).trimmed }.filter { !$0.isEmpty }
        var sections: [Interactive.ProductSection] = []
        for part in parts {
            let (title, list) = titled(part)
            let items = list.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmed }
            guard !items.contains(where: { $0.isEmpty || $0.contains(where: \.isWhitespace) }) else { return nil }
            if let title, title.unicodeScalars.count > Limits.Interactive.sectionTitle { return nil }
            sections.append(Interactive.ProductSection(title: title, items: items))
        }
        let products = sections.reduce(0) { $0 + $1.items.count }
        guard 1...Limits.Interactive.sections ~= sections.count, products <= Limits.Interactive.products,
            sections.count == 1 || sections.allSatisfy({ $0.title != nil })
        else { return nil }
        return sections
    }

    /// A title ends with a colon and a blank: an id of a shop may have a colon of its own.
    private static func titled(_ part: String) -> (title: String?, list: String) {
        guard let colon = part.firstRange(of: ": ") else { return (nil, part) }
        let title = String(part[..<colon.lowerBound]).trimmed
        return (title.isEmpty ? nil : title, String(part[colon.upperBound...]))
    }

    /// As the request has them.
    static func json(_ sections: [Interactive.ProductSection]) -> JSONValue {
        .array(
            sections.map { section in
                var members: JSONObject = [
                    "product_items": .array(section.items.map { ["product_retailer_id": .string($0)] })
                ]
                members["title"] = section.title.map(JSONValue.string)
                return .object(members)
            })
    }
}

extension String {
    /// Without white space at either end.
    fileprivate var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
