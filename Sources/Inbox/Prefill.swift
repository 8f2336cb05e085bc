/// Proposes values for a template's fields, each with where it comes from, so that the agent can judge it (design §8).
/// Proposes nothing rather than something empty or something that could not be sent.
public enum Prefill {
    /// Where a proposed value comes from.
    public enum Source: Hashable, Sendable, CaseIterable {
        /// The name the person goes by.
        case person
        /// What the person wrote: a number after a word such as *order*.
        case thread
        /// What the agent was writing.
        case draft
        /// What was sent with this template before; only for what is the same for everybody.
        case lastUsed
    }

    /// A proposal: never blank, and always something that could be sent.
    public struct Value: Hashable, Sendable {
        /// The words to put into the field.
        public let value: String
        /// What the agent judges them by.
        public let source: Source

        /// A value with its source.
        public init(value: String, source: Source) {
            self.value = value
            self.source = source
        }
    }

    /// What may be drawn from.
    public struct Facts: Hashable, Sendable {
        /// The name the person goes by, whoever gave it; nil when nobody did.
        public var personName: String?
        /// What the agent was writing; nil when nothing.
        public var draft: String?
        /// The person's own texts, newest first.
        public var recentTexts: [String]
        /// The values this template was last sent with.
        public var lastUsed: [ParameterKey: String]

        /// Nothing to draw from unless told.
        public init(
            personName: String? = nil, draft: String? = nil, recentTexts: [String] = [],
            lastUsed: [ParameterKey: String] = [:]
        ) {
            self.personName = personName
            self.draft = draft
            self.recentTexts = recentTexts
            self.lastUsed = lastUsed
        }
    }

    /// The values for the fields that something is known for; the draft goes into `TemplateForm.draftField`, folded.
    public static func values(for template: Template, from facts: Facts) -> [ParameterKey: Value] {
        var values: [ParameterKey: Value] = [:]
        let form = TemplateForm(template: template)
        for field in form.fields {
            values[field.key] = value(for: field, in: template, from: facts)
        }
        if let draft = facts.draft.map(ParameterText.folded), !ParameterText.isBlank(draft),
            let field = TemplateForm(template: template, values: values.mapValues(\.value)).draftField
        {
            values[field] = Value(value: draft, source: .draft)
        }
        return values
    }

    private static func value(for field: TemplateForm.Field, in template: Template, from facts: Facts) -> Value? {
        switch field.kind {
        case .text where field.key.place == .tapTarget: return nil
        case .text:
            let hint = PlaceholderText(field.hint)
            let before = hint.text(before: field.key.name)
            return text(
                for: field.key.name, after: before, before: hint.text(after: field.key.name), from: facts)
        case .media, .couponCode, .productID, .products:
            // A text sent before was written for somebody else; a picture or a coupon is everybody's.
            let form = TemplateForm(template: template, values: facts.lastUsed)
            guard let value = facts.lastUsed[field.key], !form.problems.contains(where: { $0.key == field.key })
            else { return nil }
            return Value(value: value, source: .lastUsed)
        case .urlSuffix, .oneTimeCode, .degrees, .time, .object, .minutes, .returned, .link: return nil
        }
    }

    /// What a placeholder of plain words asks for, told by its name and the words before it; nil when nothing is known.
    static func text(
        for placeholder: String, after before: String, before after: String = "", from facts: Facts
    ) -> Value? {
        if let name = name(for: placeholder, after: before, before: after, person: facts.personName) {
            return Value(value: name, source: .person)
        }
        if asksForReference(placeholder, after: before), let number = reference(in: facts.recentTexts) {
            return Value(value: number, source: .thread)
        }
        return nil
    }

    // MARK: Names

    /// Whether a placeholder stands for a name or for the number of an order, and so for no words of the agent's.
    static func asksForItsOwn(_ placeholder: String, after before: String, before after: String) -> Bool {
        askedName(placeholder, after: before, before: after) != nil || asksForReference(placeholder, after: before)
    }

    /// Which name a placeholder asks for.
    enum AskedName { case given, whole }

    /// Whether the placeholder stands for a name, told by its own name and the words around it: after a greeting, or at
    /// the beginning of all with a comma behind it, stands whom the message speaks to. Nil when it asks for something
    /// else.
    static func askedName(_ placeholder: String, after before: String, before after: String) -> AskedName? {
        let label = String(FoldedText(placeholder).characters.filter { $0 != "_" })
        let isGreeted = lastWord(of: before).map(greetings.contains) ?? false
        let isSpokenTo = before.allSatisfy { !$0.isLetter && !$0.isNumber && !$0.isNewline } && after.first == ","
        if isGreeted || isSpokenTo && Int(placeholder) != nil || givenNames.contains(label) { return .given }
        return names.contains(label) ? .whole : nil
    }

    /// The person's name where the placeholder asks for one: the given name after a greeting, else the whole.
    private static func name(
        for placeholder: String, after before: String, before after: String, person: String?
    ) -> String? {
        guard let person = person.map(ParameterText.folded), person.contains(where: \.isLetter) else { return nil }
        switch askedName(placeholder, after: before, before: after) {
        case .given: return person.split(separator: " ").first { $0.contains(where: \.isLetter) }.map(String.init)
        case .whole: return person
        case nil: return nil
        }
    }

    /// The word right before a placeholder, when at most commas and emphasis stand between them.
    private static func lastWord(of text: String) -> String? {
        let folded = FoldedText(text).characters
        let separators: Set<Character> = [" ", ",", ";", ":", "*", "_", "~"]
        guard let end = folded.lastIndex(where: { !separators.contains($0) }) else { return nil }
        let word = folded[...end].reversed().prefix { $0.isLetter || $0.isNumber || $0 == "#" || $0 == "º" }
        return word.isEmpty ? nil : String(word.reversed())
    }

    private static let givenNames: Set<String> = [
        "firstname", "givenname", "primeironome", "primernombre", "prenom", "vorname", "nomedibattesimo",
    ]
    private static let names: Set<String> = [
        "name", "fullname", "customer", "customername", "client", "clientname", "contactname", "personname",
        "recipientname", "nome", "nomecompleto", "nomecliente", "nomedocliente", "cliente", "nombre", "nombrecliente",
        "nombrecompleto", "nom", "nomclient", "kunde", "kundenname",
    ]
    private static let greetings: Set<String> = [
        "hello", "hi", "hey", "dear", "morning", "afternoon", "evening", "welcome", "ola", "oi", "dia", "tarde",
        "noite", "prezado", "prezada", "caro", "cara", "querido", "querida", "hola", "dias", "tardes", "noches",
        "estimado", "estimada", "bonjour", "bonsoir", "salut", "cher", "chere", "hallo", "guten", "tag", "liebe",
        "lieber", "moin", "ciao", "buongiorno", "buonasera", "gentile", "merhaba", "hei", "hej", "czesc",
    ]

    // MARK: References

    private static let references: Set<String> = [
        "order", "pedido", "orden", "commande", "bestellung", "ordine", "invoice", "fatura", "factura", "facture",
        "rechnung", "ticket", "protocolo", "chamado", "booking", "reservation", "reserva", "reservierung", "boleto",
    ]
    /// What may stand between such a word and its number.
    private static let fillers: Set<String> = [
        "number", "no", "nr", "n", "num", "numero", "nummer", "id", "code", "codigo", "is", "e", "es", "ist", "de",
        "do", "o", "the", "#", "nº", "nro",
    ]

    private static func asksForReference(_ placeholder: String, after before: String) -> Bool {
        let label = placeholder.lowercased().split(separator: "_").map(String.init)
        if label.contains(where: references.contains) {
            return label.allSatisfy { references.contains($0) || fillers.contains($0) }
        }
        guard Int(placeholder) != nil else { return false }
        let line = before.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
        let words = line.split(separator: " ").map { lastWord(of: String($0)) ?? String($0) }
        return lastReferenceFollowedByFillers(words)
    }

    private static func lastReferenceFollowedByFillers(_ words: [String]) -> Bool {
        for word in words.reversed().prefix(3) {
            if references.contains(word) { return true }
            if !fillers.contains(word) { return false }
        }
        return false
    }

    /// The newest number that the person wrote right after a word such as *order*: three digits or more.
    private static func reference(in texts: [String]) -> String? {
        for text in texts {
            let tokens = text.split(whereSeparator: \.isWhitespace).map { Token($0) }
            for (index, token) in tokens.enumerated().reversed() where token.isReference {
                let before = tokens[..<index].map(\.word)
                if lastReferenceFollowedByFillers(before) { return token.text }
            }
        }
        return nil
    }

    private struct Token {
        /// Without punctuation around it.
        let text: String
        let word: String

        init(_ token: Substring) {
            func isPart(_ character: Character) -> Bool { character.isLetter || character.isNumber }
            let start = token.firstIndex(where: isPart)
            let end = token.lastIndex(where: isPart)
            if let start, let end { text = String(token[start...end]) } else { text = String(token) }
            word = FoldedText(text).string
        }

        var isReference: Bool {
            let digits = text.filter { $0.isASCII && $0.isNumber }.count
            let isPlain = text.allSatisfy { ($0.isASCII && ($0.isLetter || $0.isNumber)) || $0 == "-" }
            return digits >= 3 && isPlain && text.count <= 20
        }
    }
}
