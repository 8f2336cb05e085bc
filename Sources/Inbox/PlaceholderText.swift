import WhatsApp

/// Text with `{{1}}` or `{{name}}` in it, split once into what is fixed and what is to be filled (`whatsapp.md` §6.1).
public struct PlaceholderText: Hashable, Sendable {
    /// A stretch of the text: as it stands, or the name of what is to be filled in.
    public enum Part: Hashable, Sendable {
        case fixed(String)
        case placeholder(String)
    }

    /// The whole text, in order.
    public let parts: [Part]

    /// Splits at `{{ name }}` where name is made of ASCII letters, digits and underscore; anything else stays fixed
    /// text.
    public init(_ text: String) {
        parts = Placeholder.pieces(of: text).map { piece in
            switch piece {
            case .literal(let text): .fixed(text)
            case .placeholder(let name): .placeholder(name)
            }
        }
    }

    /// Placeholder names, each once: positional ones by number, named ones in order of appearance.
    public var names: [String] {
        var seen: Set<String> = []
        let inOrder = parts.compactMap { part -> String? in
            guard case .placeholder(let name) = part, seen.insert(name).inserted else { return nil }
            return name
        }
        return inOrder.allSatisfy { Int($0) != nil } ? inOrder.sorted { (Int($0) ?? 0) < (Int($1) ?? 0) } : inOrder
    }

    /// The fixed text directly before the first occurrence of a placeholder; empty when there is none.
    public func text(before name: String) -> String {
        guard let index = parts.firstIndex(of: .placeholder(name)), index > 0, case .fixed(let text) = parts[index - 1]
        else { return "" }
        return text
    }

    /// The fixed text directly after the first occurrence of a placeholder; empty when there is none.
    public func text(after name: String) -> String {
        guard let index = parts.firstIndex(of: .placeholder(name)), parts.indices.contains(index + 1),
            case .fixed(let text) = parts[index + 1]
        else { return "" }
        return text
    }

    /// The text with every placeholder replaced by what `value` gives for its name.
    public func filled(_ value: (String) -> String) -> String {
        parts.map { part in
            switch part {
            case .fixed(let text): text
            case .placeholder(let name): value(name)
            }
        }.joined()
    }
}
