/// Looks a template of one's own over before the platform does: the rules of `whatsapp.md` §4.5, §6.1 and §6.2 on the JSON
/// that creates one. Finds everything at once; an empty list means that nothing known speaks against it.
public struct TemplateLint {
    /// One thing the platform would refuse, or would not do as meant.
    public struct Finding: Hashable, Sendable {
        /// Which rule; its raw value is stable.
        public var rule: Rule
        /// Where: a member's place in the file, as in `components[1].text`.
        public var place: String
        /// What the rule's sentence needs: a count and a limit, a name. Text of the file, untrusted.
        public var parts: [String]

        /// A finding; made here, and by whoever reads a directory.
        public init(rule: Rule, place: String, parts: [String]) {
            self.rule = rule
            self.place = place
            self.parts = parts
        }
    }

    /// What can be wrong.
    public enum Rule: String, CaseIterable, Hashable, Sendable {
        case notTemplate = "not-a-template"
        case severalTemplates = "several-templates"
        case missing
        case malformed
        case tooLong = "too-long"
        case tooMany = "too-many"
        case tooFew = "too-few"
        case outOfRange = "out-of-range"
        case unknownWord = "unknown-word"
        case nameCharacters = "name-characters"
        case languageCode = "language-code"
        case repeatedComponent = "repeated-component"
        case brokenVariable = "broken-variable"
        case mixedVariables = "mixed-variables"
        case gapInVariables = "gap-in-variables"
        case variableAtEdge = "variable-at-edge"
        case adjacentVariables = "adjacent-variables"
        case tooManyVariables = "too-many-variables"
        case variableName = "variable-name"
        case variableNotAllowed = "variable-not-allowed"
        case variableNotLast = "variable-not-last"
        case wrongFormat = "wrong-parameter-format"
        case exampleMissing = "example-missing"
        case repliesApart = "quick-replies-apart"
        case notLink = "not-a-link"
        case notInCategory = "not-in-this-category"
        case cardsDiffer = "cards-differ"
        /// Told by whoever can send: it may be made, and has a part that does not leave from here.
        case notSentFromHere = "not-sent-from-here"
        /// Told by whoever reads a directory: another file holds the same name and language.
        case repeatedTemplate = "repeated-template"
    }

    /// Everything found, in the order of the file.
    public private(set) var findings: [Finding] = []
    private let json: JSONValue
    private var category = ""

    /// Looks through one template in the shape that creates it, or in that of the list.
    public static func findings(in json: JSONValue) -> [Finding] {
        var lint = TemplateLint(json: json)
        lint.run()
        return lint.findings
    }

    init(json: JSONValue) { self.json = json }

    mutating func find(_ rule: Rule, _ place: String, _ parts: String...) {
        findings.append(Finding(rule: rule, place: place, parts: parts))
    }

    private mutating func run() {
        if json["data"]?.array != nil || json.array != nil { return find(.severalTemplates, "") }
        guard json.object != nil, json["components"] != nil || json["name"] != nil else {
            return find(.notTemplate, "")
        }
        checkName()
        checkLanguage()
        checkCategory()
        checkLife()
        guard let components = json["components"] else { return find(.missing, "components") }
        guard let list = components.array else { return find(.malformed, "components") }
        checkComponents(list, at: "components", isCard: false)
        checkFormat(list)
    }

    // MARK: The head

    private mutating func checkName() {
        guard let name = json["name"]?.text else { return find(.missing, "name") }
        length(name, "name", Limits.Template.name)
        let isPlain = name.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x5F }
        if !isPlain { find(.nameCharacters, "name", name) }
    }

    /// Two or three small letters, perhaps with a region of two capital letters.
    private mutating func checkLanguage() {
        guard let code = (json["language"]?["code"] ?? json["language"])?.text else {
            return find(.missing, "language")
        }
        let parts = code.split(separator: "_", omittingEmptySubsequences: false)
        let isCode =
            parts.count <= 2 && 2...3 ~= parts[0].utf8.count && parts[0].utf8.allSatisfy { 0x61...0x7A ~= $0 }
            && (parts.count == 1 || parts[1].utf8.count == 2 && parts[1].utf8.allSatisfy { 0x41...0x5A ~= $0 })
        if !isCode { find(.languageCode, "language", code, LanguageCode.normalised(code)) }
    }

    private mutating func checkCategory() {
        guard let word = json["category"]?.text else { return find(.missing, "category") }
        category = word.uppercased()
        if !["MARKETING", "UTILITY", "AUTHENTICATION"].contains(category) {
            find(.unknownWord, "category", word, "MARKETING, UTILITY, AUTHENTICATION")
        }
    }

    /// `message_send_ttl_seconds` (§6.3).
    private mutating func checkLife() {
        guard let value = json["message_send_ttl_seconds"] else { return }
        guard let seconds = value.int else { return find(.malformed, "message_send_ttl_seconds") }
        let range: ClosedRange<Int64> =
            switch category {
            case "AUTHENTICATION": 30...900
            case "MARKETING": 43_200...2_592_000
            default: 30...43_200
            }
        guard seconds != -1, !range.contains(seconds) else { return }
        find(.outOfRange, "message_send_ttl_seconds", "\(seconds)", "\(range.lowerBound)", "\(range.upperBound)")
    }

    // MARK: Components

    private static let types: Set<String> = [
        "HEADER", "BODY", "FOOTER", "BUTTONS", "CAROUSEL", "LIMITED_TIME_OFFER", "CALL_PERMISSION_REQUEST",
    ]

    mutating func checkComponents(_ list: [JSONValue], at path: String, isCard: Bool) {
        var seen: Set<String> = []
        for (index, component) in list.enumerated() {
            let place = "\(path)[\(index)]"
            guard let type = component["type"]?.text?.uppercased() else {
                find(.missing, "\(place).type")
                continue
            }
            guard Self.types.contains(type), !isCard || ["HEADER", "BODY", "BUTTONS"].contains(type) else {
                find(
                    .unknownWord, "\(place).type", type,
                    (isCard ? "HEADER, BODY, BUTTONS" : Self.types.sorted().joined(separator: ", ")))
                continue
            }
            if !seen.insert(type).inserted { find(.repeatedComponent, place, type) }
            switch type {
            case "HEADER": checkHeader(component, at: place)
            case "BODY": checkBody(component, at: place, isCard: isCard)
            case "FOOTER": checkFooter(component, at: place)
            case "BUTTONS": checkButtons(component["buttons"], at: "\(place).buttons")
            case "CAROUSEL": checkCards(component["cards"], at: "\(place).cards")
            case "LIMITED_TIME_OFFER":
                let text = component["limited_time_offer"]?["text"]?.text
                if text == nil { find(.missing, "\(place).limited_time_offer.text") }
                if category != "MARKETING" { find(.notInCategory, place, type, category) }
            default: break
            }
        }
        if !isCard, !seen.contains("BODY") { find(.missing, "\(path): BODY") }
        if !isCard, category == "AUTHENTICATION" {
            if seen.contains("HEADER") { find(.notInCategory, path, "HEADER", category) }
            if !seen.contains("BUTTONS") { find(.missing, "\(path): BUTTONS with an OTP button") }
        }
    }

    private static let formats = ["TEXT", "IMAGE", "VIDEO", "GIF", "DOCUMENT", "LOCATION", "PRODUCT"]

    private mutating func checkHeader(_ header: JSONValue, at place: String) {
        let format = header["format"]?.text?.uppercased() ?? (header["text"] == nil ? "" : "TEXT")
        guard !format.isEmpty else { return find(.missing, "\(place).format") }
        guard Self.formats.contains(format) else {
            return find(.unknownWord, "\(place).format", format, Self.formats.joined(separator: ", "))
        }
        switch format {
        case "TEXT":
            guard let text = header["text"]?.string, !VisibleText.isBlank(text) else {
                return find(.missing, "\(place).text")
            }
            length(text, "\(place).text", Limits.Template.header)
            checkBraces(text, "\(place).text")
            let names = Placeholder.names(in: text)
            if names.count > 1 { find(.tooMany, "\(place).text", "\(names.count)", "1", "variables") }
            checkExamples(
                names, positional: header["example"]?["header_text"],
                named: header["example"]?["header_text_named_params"], at: "\(place).example")
        case "IMAGE", "VIDEO", "GIF", "DOCUMENT":
            let handles = header["example"]?["header_handle"]?.list ?? header["example"]?["header_url"]?.list
            if handles?.isEmpty ?? true { find(.exampleMissing, "\(place).example.header_handle", "1", "0") }
        default: break
        }
    }

    private mutating func checkBody(_ body: JSONValue, at place: String, isCard: Bool) {
        // The words of an authentication template are Meta's.
        if category == "AUTHENTICATION", !isCard { return }
        guard let text = body["text"]?.string, !VisibleText.isBlank(text) else {
            return find(.missing, "\(place).text")
        }
        length(text, "\(place).text", isCard ? Limits.Template.cardBody : Limits.Template.body)
        checkVariables(text, at: "\(place).text")
        let names = PlaceholderOrder.names(in: text)
        checkExamples(
            names, positional: body["example"]?["body_text"], named: body["example"]?["body_text_named_params"],
            at: "\(place).example")
    }

    private mutating func checkFooter(_ footer: JSONValue, at place: String) {
        if let minutes = footer["code_expiration_minutes"] {
            guard let number = minutes.int, 1...90 ~= number else {
                return find(.outOfRange, "\(place).code_expiration_minutes", minutes.string ?? "?", "1", "90")
            }
            if category != "AUTHENTICATION" { find(.notInCategory, "\(place).code_expiration_minutes", "it", category) }
            return
        }
        guard let text = footer["text"]?.string, !VisibleText.isBlank(text) else {
            return find(.missing, "\(place).text")
        }
        length(text, "\(place).text", Limits.Template.footer)
        if !Placeholder.names(in: text).isEmpty { find(.variableNotAllowed, "\(place).text") }
    }

    private mutating func checkCards(_ value: JSONValue?, at place: String) {
        guard let cards = value?.array else { return find(.missing, place) }
        let limits = Limits.Template.cards
        if cards.count < limits.lowerBound { find(.tooFew, place, "\(cards.count)", "\(limits.lowerBound)", "cards") }
        if cards.count > limits.upperBound { find(.tooMany, place, "\(cards.count)", "\(limits.upperBound)", "cards") }
        var shapes: Set<[String]> = []
        for (index, card) in cards.enumerated() {
            let parts = card["components"]?.array ?? []
            if parts.isEmpty { find(.missing, "\(place)[\(index)].components") }
            checkComponents(parts, at: "\(place)[\(index)].components", isCard: true)
            shapes.insert(Self.shape(of: parts))
        }
        // All cards are of one kind: the same header, and the same buttons.
        if shapes.count > 1 { find(.cardsDiffer, place) }
    }

    private static func shape(of parts: [JSONValue]) -> [String] {
        parts.map { part in
            let buttons = (part["buttons"]?.array ?? []).map { $0["type"]?.text?.uppercased() ?? "" }
            return ([part["type"]?.text, part["format"]?.text].compactMap { $0?.uppercased() } + buttons)
                .joined(separator: " ")
        }.sorted()
    }

    /// What is named in the file and what its variables say.
    private mutating func checkFormat(_ components: [JSONValue]) {
        guard let word = json["parameter_format"]?.text else { return }
        guard let format = TemplateRecord.ParameterFormat(rawValue: word.uppercased()) else {
            return find(.unknownWord, "parameter_format", word, "POSITIONAL, NAMED")
        }
        let texts = components.compactMap { $0["text"]?.string }
        let names = texts.flatMap { Placeholder.names(in: $0) }
        let odd = names.first { ($0.utf8.allSatisfy { 0x30...0x39 ~= $0 }) == (format == .named) }
        if let odd { find(.wrongFormat, "parameter_format", word, odd) }
    }

    mutating func length(_ text: String, _ place: String, _ limit: Int) {
        let count = text.unicodeScalars.count
        if count > limit { find(.tooLong, place, "\(count)", "\(limit)", "\(count - limit)") }
    }

    var isAuthentication: Bool { category == "AUTHENTICATION" }
}

/// The order in which a request lists the values of a text: numbers by number, names as they come.
enum PlaceholderOrder {
    static func names(in text: String) -> [String] {
        let names = Placeholder.names(in: text)
        return names.allSatisfy { Int($0) != nil } ? names.sorted { (Int($0) ?? 0) < (Int($1) ?? 0) } : names
    }
}
