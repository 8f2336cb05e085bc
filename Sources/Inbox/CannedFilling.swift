import WhatsApp

/// A canned reply with what is known filled in, and where each value comes from. What is not known stays a blank to be seen.
public struct CannedFilling: Hashable, Sendable {
    /// Where a value comes from.
    public enum Source: Hashable, Sendable, CaseIterable {
        /// The name the person goes by.
        case person
        /// What the person wrote: a number after a word such as *order*.
        case thread
        /// The name of the agent at the keyboard.
        case agent
        /// The name of our business.
        case business
        /// Our phone number.
        case number
    }

    /// What may be drawn from.
    public struct Facts: Hashable, Sendable {
        /// What is known of the person.
        public var person: Prefill.Facts
        /// The agent's own name.
        public var agent: String
        /// Our business's name; empty when nobody told it.
        public var business: String
        /// Our number as people write it; empty when nobody told it.
        public var number: String

        /// Nothing to draw from unless told.
        public init(
            person: Prefill.Facts = Prefill.Facts(), agent: String = "", business: String = "", number: String = ""
        ) {
            self.person = person
            self.agent = agent
            self.business = business
            self.number = number
        }
    }

    /// A placeholder that something is known for.
    public struct Value: Hashable, Sendable {
        /// The placeholder's name.
        public let name: String
        /// What stands there now.
        public let value: String
        /// What the agent judges it by.
        public let source: Source
    }

    /// The words for the box, blanks as `{{name}}`.
    public let text: String
    /// What was filled in, each placeholder once, in order of appearance.
    public let values: [Value]
    /// What was not, each once, in order of appearance.
    public let blanks: [String]

    /// Fills a text from what is known.
    public init(_ text: String, from facts: Facts) {
        let parts = PlaceholderText(text)
        var values: [Value] = []
        var blanks: [String] = []
        for name in Placeholder.names(in: text) {
            if let (value, source) = Self.value(for: name, after: parts.text(before: name), from: facts) {
                values.append(Value(name: name, value: value, source: source))
            } else {
                blanks.append(name)
            }
        }
        let known = Dictionary(uniqueKeysWithValues: values.map { ($0.name, $0.value) })
        self.text = parts.filled { known[$0] ?? "{{\($0)}}" }
        self.values = values
        self.blanks = blanks
    }

    private static func value(for name: String, after before: String, from facts: Facts) -> (String, Source)? {
        let label = name.lowercased().filter { $0 != "_" }
        func known(_ text: String, _ source: Source) -> (String, Source)? {
            let folded = ParameterText.folded(text)
            return ParameterText.isBlank(folded) ? nil : (folded, source)
        }
        if agents.contains(label) { return known(facts.agent, .agent) }
        if businesses.contains(label) { return known(facts.business, .business) }
        if numbers.contains(label) { return known(facts.number, .number) }
        guard let found = Prefill.text(for: name, after: before, from: facts.person) else { return nil }
        return (found.value, found.source == .thread ? .thread : .person)
    }

    private static let agents: Set<String> = [
        "agent", "agentname", "myname", "me", "signature", "agente", "atendente", "meunome", "minombre", "vendedor",
    ]
    private static let businesses: Set<String> = [
        "business", "businessname", "company", "companyname", "shop", "store", "empresa", "loja", "tienda", "negocio",
    ]
    private static let numbers: Set<String> = [
        "ournumber", "ourphone", "businessnumber", "businessphone", "nossonumero", "nuestronumero",
    ]
}
