/// Names one value of a template: `header.1`, `body.2`, `body.first_name`, `button.0.1` (design §11), `offer.expires`,
/// `card.0.body.1`, `tap.url`.
public struct ParameterKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The part of a template a placeholder stands in. In the order of the parts.
    public indirect enum Place: Hashable, Comparable, Sendable {
        case header
        /// The end of an offer.
        case offer
        case body
        /// Zero-based position among all buttons of the template.
        case button(Int)
        /// Zero-based position among the cards, and the part of the card.
        case card(Int, Place)
        /// Where a tap on the message leads.
        case tapTarget
    }

    /// Where the placeholder stands.
    public let place: Place
    /// `1`, `2` … or a name.
    public let name: String

    /// The key of a placeholder; `init(_:)` with a text reads one from outside.
    public init(_ place: Place, _ name: String) {
        self.place = place
        self.name = name
    }

    /// Reads the contract's form; nil when `text` is not one.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        switch (parts.first, parts.count) {
        case ("header", 2): self.init(.header, parts[1])
        case ("offer", 2): self.init(.offer, parts[1])
        case ("body", 2): self.init(.body, parts[1])
        case ("tap", 2): self.init(.tapTarget, parts[1])
        case ("card", 3):
            guard let index = Int(parts[1]), index >= 0, let inner = ParameterKey(parts[2]) else { return nil }
            // A card holds no cards, no offer and no tap of its own.
            switch inner.place {
            case .header, .body, .button: self.init(.card(index, inner.place), inner.name)
            case .offer, .card, .tapTarget: return nil
            }
        case ("button", 3):
            guard let index = Int(parts[1]), index >= 0 else { return nil }
            self.init(.button(index), parts[2])
        default: return nil
        }
        guard !name.isEmpty else { return nil }
    }

    /// The contract's form, as `init(_:)` reads it.
    public var description: String {
        switch place {
        case .header: "header.\(name)"
        case .offer: "offer.\(name)"
        case .body: "body.\(name)"
        case .button(let index): "button.\(index).\(name)"
        case .card(let index, let place): "card.\(index).\(ParameterKey(place, name))"
        case .tapTarget: "tap.\(name)"
        }
    }

    /// Positional parameters by number, named ones by name, in the order of the template's parts.
    public static func < (a: ParameterKey, b: ParameterKey) -> Bool {
        if a.place != b.place { return a.place < b.place }
        if let x = Int(a.name), let y = Int(b.name) { return x < y }
        return a.name < b.name
    }
}
