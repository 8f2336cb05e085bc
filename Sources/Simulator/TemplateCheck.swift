import WhatsApp

/// Whether a template send fits the template it names (`whatsapp.md` §4.5).
struct TemplateCheck {
    let templates: [SimTemplate]

    /// The template meant, when everything fits.
    func check(_ content: JSONValue, toBSUID: Bool) throws(SimError) -> SimTemplate {
        guard content.object != nil else { throw .invalidParameter("Param template must be an object.") }
        try CloudSimulator.refuseStrangers(content, allowed: ["name", "language", "components"], place: "template")
        let template = try lookUp(content)
        if template.category == "AUTHENTICATION", toBSUID { throw SimError(131062) }
        let parts = try Parts(content["components"])
        try checkHeader(parts.header, of: template)
        try checkBody(parts.body, of: template)
        try checkButtons(parts.buttons, of: template)
        try checkOffer(parts.offer, of: template)
        try checkCards(parts.cards, of: template)
        return template
    }

    private func lookUp(_ content: JSONValue) throws(SimError) -> SimTemplate {
        guard let name = content["name"]?.text else { throw SimError(131008, "Parameter template.name is missing.") }
        guard let code = content["language"]?["code"]?.text else {
            throw SimError(131008, "Parameter template.language.code is missing.")
        }
        guard let template = templates.first(where: { $0.name == name && $0.language == code }) else {
            throw SimError(132001, "template name (\(name)) does not exist in \(code)")
        }
        switch template.status {
        case _ where template.isSendable: return template
        case "PAUSED": throw SimError(132015)
        case "DISABLED": throw SimError(132016)
        default: throw SimError(132001, "template name (\(name)) is not approved in \(code): \(template.status)")
        }
    }

    // MARK: Parts

    private func checkHeader(_ parameters: [JSONValue]?, of template: SimTemplate) throws(SimError) {
        switch template.header {
        case nil:
            if let parameters, !parameters.isEmpty { throw Self.count("header", parameters.count, 0) }
        case .text(let text):
            let values = try texts(
                parameters ?? [], names: template.headerNames, isNamed: template.isNamed, place: "header")
            let length = Self.filled(text, values).unicodeScalars.count
            if length > Limits.Template.header {
                throw SimError(132005, "header: \(length) characters when filled, at most \(Limits.Template.header)")
            }
        case .media(let format):
            let kind = format.lowercased()
            guard let parameter = parameters?.first, parameters?.count == 1 else {
                throw SimError(132012, "header: Format mismatch, expected \(format), received UNKNOWN")
            }
            guard parameter["type"]?.string?.lowercased() == kind else {
                let got = parameter["type"]?.string?.uppercased() ?? "UNKNOWN"
                throw SimError(132012, "header: Format mismatch, expected \(format), received \(got)")
            }
            if format == "PRODUCT" {
                for member in ["product_retailer_id", "catalog_id"] where parameter[kind]?[member]?.text == nil {
                    throw SimError(131008, "header: product.\(member) is missing")
                }
                return
            }
            guard parameter[kind]?["id"]?.text != nil || parameter[kind]?["link"]?.text != nil else {
                throw SimError(131008, "header: \(kind) needs an id or a link")
            }
        case .location:
            guard let parameter = parameters?.first, parameters?.count == 1, parameter["type"] == "location",
                let place = parameter["location"]
            else { throw SimError(132012, "header: Format mismatch, expected LOCATION, received UNKNOWN") }
            for member in ["latitude", "longitude"] where place[member]?.double == nil {
                throw SimError(131008, "header: location.\(member) is missing or not a number")
            }
            for member in ["name", "address"] where place[member]?.text == nil {
                throw SimError(131008, "header: location.\(member) is missing")
            }
        }
    }

    private func checkBody(_ parameters: [JSONValue]?, of template: SimTemplate) throws(SimError) {
        let values = try texts(
            parameters ?? [], names: template.bodyNames, isNamed: template.isNamed, place: "body")
        if template.category == "AUTHENTICATION", let code = values.first?.value,
            code.unicodeScalars.count > Limits.Template.authenticationCode
        {
            throw SimError(132005, "body: the code has more than \(Limits.Template.authenticationCode) characters")
        }
        let length = Self.filled(template.body, values).unicodeScalars.count
        if length > Limits.Template.body {
            throw SimError(132005, "body: \(length) characters when filled, at most \(Limits.Template.body)")
        }
    }

    private func checkButtons(_ given: [Int: Parts.Button], of template: SimTemplate) throws(SimError) {
        for (index, button) in template.buttons.enumerated() where button.needsValue && given[index] == nil {
            throw SimError(131008, "buttons: Button at index \(index) of type \(button.type) requires a parameter")
        }
        for (index, component) in given.sorted(by: { $0.key < $1.key }) {
            guard template.buttons.indices.contains(index) else {
                throw SimError(132018, "buttons: there is no button at index \(index)")
            }
            try check(component, against: template.buttons[index], at: index)
        }
    }

    private func check(_ component: Parts.Button, against button: SimTemplate.Button, at index: Int) throws(SimError) {
        let (kind, member) =
            switch button.type {
            case "URL", "OTP": ("url", "text")
            case "QUICK_REPLY": ("quick_reply", "payload")
            case "COPY_CODE": ("copy_code", "coupon_code")
            default: (button.type.lowercased(), "")
            }
        let isOptional = Self.optional.contains(button.type)
        guard component.kind == kind, button.needsValue || isOptional else {
            throw SimError(
                132018, "buttons: Button at index \(index) of type \(button.type) takes no \(component.kind) parameter")
        }
        if button.type == "VOICE_CALL" { return try Self.checkCall(component.parameters, at: index) }
        guard component.parameters.count == 1, let parameter = component.parameters.first else {
            throw Self.count("buttons", component.parameters.count, 1)
        }
        if ["FLOW", "CATALOG", "MPM"].contains(button.type) {
            guard parameter["type"] == "action", parameter["action"]?.object != nil else {
                throw SimError(132012, "buttons: Button at index \(index) needs an action parameter")
            }
            if button.type == "MPM" { try Self.checkProducts(parameter["action"], at: index) }
            return
        }
        guard parameter["type"]?.string == member, let value = parameter[member]?.string else {
            throw SimError(132012, "buttons: Button at index \(index) needs a \(member) parameter")
        }
        if button.type == "QUICK_REPLY" {
            guard value.unicodeScalars.count <= Limits.Template.quickReplyPayload else {
                throw SimError(132018, "buttons: the payload is longer than \(Limits.Template.quickReplyPayload)")
            }
            return
        }
        try Self.checkWords(value, place: "buttons")
        let limit = button.type == "OTP" ? Limits.Template.authenticationCode : button.type == "COPY_CODE" ? 20 : 2_000
        guard value.unicodeScalars.count <= limit, !value.contains(where: \.isWhitespace) else {
            throw SimError(
                132018, "buttons: the value of button \(index) must have at most \(limit) characters and no blanks")
        }
    }

    /// Buttons that take a parameter and need none.
    private static let optional: Set<String> = ["QUICK_REPLY", "FLOW", "CATALOG", "VOICE_CALL"]

    /// How long the button works, and what comes back with the call: each at most once.
    private static func checkCall(_ parameters: [JSONValue], at index: Int) throws(SimError) {
        guard 1...2 ~= parameters.count, Set(parameters.map { $0["type"]?.text }).count == parameters.count else {
            throw count("buttons", parameters.count, 1)
        }
        for parameter in parameters {
            switch parameter["type"]?.text {
            case "ttl_minutes"?:
                let range = Limits.Interactive.callMinutes
                guard let minutes = parameter["ttl_minutes"]?.int, range.contains(Int(clamping: minutes)) else {
                    throw SimError(131009, "buttons: ttl_minutes of button \(index) must be between 1 and 43200")
                }
            case "payload"? where parameter["payload"]?.string != nil: break
            default:
                throw SimError(132012, "buttons: Button at index \(index) needs a ttl_minutes or payload parameter")
            }
        }
    }

    /// A thumbnail and up to ten sections of up to thirty products in all.
    private static func checkProducts(_ action: JSONValue?, at index: Int) throws(SimError) {
        let sections = action?["sections"]?.array ?? []
        let products = sections.flatMap { $0["product_items"]?.array ?? [] }
        guard action?["thumbnail_product_retailer_id"]?.text != nil, !products.isEmpty,
            products.allSatisfy({ $0["product_retailer_id"]?.text != nil })
        else { throw SimError(131008, "buttons: Button at index \(index) needs a thumbnail and sections of products") }
        guard sections.count <= Limits.Interactive.sections, products.count <= 30 else {
            throw SimError(131009, "buttons: Button at index \(index) has at most 10 sections and 30 products")
        }
    }

    // MARK: Offers and cards

    private func checkOffer(_ parameters: [JSONValue]?, of template: SimTemplate) throws(SimError) {
        guard template.offer?.expires ?? false else {
            if let parameters { throw Self.count("limited_time_offer", parameters.count, 0) }
            return
        }
        guard let parameter = parameters?.first, parameters?.count == 1 else {
            throw Self.count("limited_time_offer", parameters?.count ?? 0, 1)
        }
        guard parameter["type"] == "limited_time_offer",
            let end = parameter["limited_time_offer"]?["expiration_time_ms"]?.int, end > 1_000_000_000_000
        else { throw SimError(132012, "limited_time_offer: expiration_time_ms must be milliseconds since 1970") }
    }

    /// All cards are given, each with its number and the values its part of the template has.
    private func checkCards(_ cards: [JSONValue]?, of template: SimTemplate) throws(SimError) {
        guard (cards?.count ?? 0) == template.cards.count else {
            throw Self.count("carousel", cards?.count ?? 0, template.cards.count)
        }
        for (index, card) in (cards ?? []).enumerated() {
            guard card["card_index"]?.int == Int64(index) else {
                throw SimError(132012, "carousel: card_index must count from 0")
            }
            let parts = try Parts(card["components"])
            guard parts.cards == nil, parts.offer == nil else {
                throw SimError(132018, "carousel: a card has a header, a body and buttons only")
            }
            let part = template.cards[index].template
            try checkHeader(parts.header, of: part)
            try checkBody(parts.body, of: part)
            try checkButtons(parts.buttons, of: part)
        }
    }

    // MARK: Texts

    /// The values of text parameters by placeholder.
    private func texts(
        _ parameters: [JSONValue], names: [String], isNamed: Bool, place: String
    ) throws(SimError) -> [(name: String, value: String)] {
        guard parameters.count == names.count else { throw Self.count(place, parameters.count, names.count) }
        var values: [(name: String, value: String)] = []
        for (index, parameter) in parameters.enumerated() {
            let value = try Self.words(parameter, place: place)
            guard isNamed else {
                if parameter["parameter_name"] != nil {
                    throw SimError(132012, "\(place): the template's parameters have numbers, not names")
                }
                values.append((names[index], value))
                continue
            }
            guard let name = parameter["parameter_name"]?.text else {
                throw SimError(132012, "\(place): Parameter name is missing or empty")
            }
            guard names.contains(name), !values.contains(where: { $0.name == name }) else {
                throw SimError(132012, "\(place): the template has no such parameter, or it is given twice: \(name)")
            }
            values.append((name, value))
        }
        return values
    }

    private static func words(_ parameter: JSONValue, place: String) throws(SimError) -> String {
        let value: String?
        switch parameter["type"]?.string {
        case "text"?: value = parameter["text"]?.string
        case "currency"?:
            value = parameter["currency"]?["fallback_value"]?.string
            guard parameter["currency"]?["code"]?.text?.count == 3, parameter["currency"]?["amount_1000"]?.int != nil
            else { throw SimError(131008, "\(place): a currency needs a code of three letters and amount_1000") }
        case "date_time"?: value = parameter["date_time"]?["fallback_value"]?.string
        case "group_id"?: value = parameter["group_id"]?.text
        case let other:
            let got = other?.uppercased() ?? "UNKNOWN"
            throw SimError(132012, "\(place): Format mismatch, expected TEXT, received \(got)")
        }
        try CloudSimulator.refuseStrangers(
            parameter, allowed: ["type", "text", "parameter_name", "currency", "date_time", "group_id"],
            place: "template['components']")
        guard let value else { throw SimError(131008, "\(place): the text of a parameter is missing") }
        try checkWords(value, place: place)
        return value
    }

    /// No line break, no tab, no run of more than four spaces, and not empty (`whatsapp.md` §4.5).
    private static func checkWords(_ value: String, place: String) throws(SimError) {
        if value.allSatisfy(\.isWhitespace) { throw SimError(132008, "\(place): a parameter is empty") }
        var spaces = 0
        for scalar in value.unicodeScalars {
            spaces = scalar == " " ? spaces + 1 : 0
            let isBreak = ["\n", "\r", "\t", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar)
            if isBreak || spaces > Limits.Template.spacesInParameter {
                throw SimError(
                    132018,
                    "\(place): Param text cannot have new-line/tab characters or more than 4 consecutive spaces")
            }
        }
    }

    private static func filled(_ text: String, _ values: [(name: String, value: String)]) -> String {
        Placeholder.pieces(of: text).map { piece in
            switch piece {
            case .literal(let words): words
            case .placeholder(let name): values.first { $0.name == name }?.value ?? ""
            }
        }.joined()
    }

    private static func count(_ place: String, _ given: Int, _ expected: Int) -> SimError {
        SimError(
            132000,
            "\(place): number of localizable_params (\(given)) does not match the expected number of params "
                + "(\(expected))")
    }
}

/// The components of a send, sorted out.
private struct Parts {
    struct Button {
        var kind: String
        var parameters: [JSONValue]
    }

    var header: [JSONValue]?
    var body: [JSONValue]?
    var buttons: [Int: Button] = [:]
    var offer: [JSONValue]?
    var cards: [JSONValue]?

    init(_ components: JSONValue?) throws(SimError) {
        guard let components else { return }
        guard let list = components.array else {
            throw .invalidParameter("Param template['components'] must be an array.")
        }
        for (number, component) in list.enumerated() {
            let place = "template['components'][\(number)]"
            try CloudSimulator.refuseStrangers(
                component, allowed: ["type", "parameters", "sub_type", "index", "cards"], place: place)
            let parameters = component["parameters"]?.array
            switch component["type"]?.string?.lowercased() {
            case "header"?:
                guard header == nil else { throw .invalidParameter("\(place): the header is given twice.") }
                header = parameters ?? []
            case "body"?:
                guard body == nil else { throw .invalidParameter("\(place): the body is given twice.") }
                body = parameters ?? []
            case "button"?: try addButton(component, parameters, place: place)
            case "limited_time_offer"?: offer = parameters ?? []
            case "carousel"?: cards = component["cards"]?.array ?? []
            case "tap_target_configuration"?: try Self.checkTarget(parameters ?? [], place: place)
            case nil: throw SimError(131008, "Parameter \(place).type is missing.")
            case let other?:
                throw .invalidParameter(
                    "Param \(place)['type'] must be one of {HEADER, BODY, BUTTON, CAROUSEL, LIMITED_TIME_OFFER} - got \"\(other)\"."
                )
            }
        }
    }

    /// Where a tap on the message leads, one page with a title.
    private static func checkTarget(_ parameters: [JSONValue], place: String) throws(SimError) {
        guard parameters.count == 1, parameters[0]["type"] == "tap_target_configuration",
            let targets = parameters[0]["tap_target_configuration"]?.array, targets.count == 1,
            let url = targets[0]["url"]?.text, targets[0]["title"]?.text != nil
        else { throw SimError(131008, "\(place): tap_target_configuration needs one url with its title") }
        guard url.hasPrefix("https://") || url.hasPrefix("http://") else {
            throw SimError(131009, "\(place): url must be an http or https URL")
        }
    }

    private mutating func addButton(
        _ component: JSONValue, _ parameters: [JSONValue]?, place: String
    ) throws(SimError) {
        guard let kind = component["sub_type"]?.text else {
            throw SimError(131008, "Parameter \(place).sub_type is missing.")
        }
        guard let index = component["index"]?.int, 0..<Int64(Limits.Template.buttons) ~= index else {
            throw SimError(131008, "Parameter \(place).index is missing or no button's place.")
        }
        guard buttons[Int(index)] == nil else { throw .invalidParameter("\(place): button \(index) is given twice.") }
        buttons[Int(index)] = Button(kind: kind.lowercased(), parameters: parameters ?? [])
    }
}
