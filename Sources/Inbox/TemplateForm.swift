import WhatsApp

/// A template being filled: its fields, what is wrong with them, and exactly what the customer will read (design §8).
public struct TemplateForm: Hashable, Sendable {
    /// What is being filled.
    public let template: Template
    /// The values so far, right or wrong; a missing one counts as empty.
    public var values: [ParameterKey: String]

    /// A form, empty unless values are given.
    public init(template: Template, values: [ParameterKey: String] = [:]) {
        self.template = template
        self.values = values
    }

    /// What one placeholder takes.
    public struct Field: Hashable, Sendable {
        /// What is allowed as its value (`whatsapp.md` §4.5).
        public enum Kind: Hashable, Sendable {
            /// One line of text.
            case text
            /// The end of a button's URL: no white space.
            case urlSuffix
            /// A coupon code to copy: letters, digits, at most 20.
            case couponCode
            /// A one-time code: at most 15, no white space. Also goes into the template's code button.
            case oneTimeCode
            /// An image, a video or a document: an https link, the platform's id of one, or a `ShelfFile`.
            case media(String)
            /// Degrees north or east; the limit.
            case degrees(Int)
            /// When an offer ends, as in 2026-11-30T18:00:00Z.
            case time
            /// What a shop calls a product or its catalogue: no white space.
            case productID
            /// Products by their ids, perhaps under titles: `ProductText`.
            case products
            /// A JSON object.
            case object
            /// A whole number of minutes.
            case minutes(ClosedRange<Int>)
            /// What comes back with a tap, a call or a form, on one line; the limit in characters, where there is one.
            case returned(limit: Int?)
            /// The http or https address of a page.
            case link
        }

        /// Which value of the form it takes.
        public let key: ParameterKey
        /// What is allowed in it.
        public let kind: Kind
        /// The text around it or the button's title: what tells an agent which value is meant.
        public let hint: String
        /// Whether it may be left empty.
        public var isOptional = false
    }

    /// The fields in the order of header, body, buttons; derived from placeholders, never from examples.
    public var fields: [Field] {
        var fields: [Field] = []
        switch template.header {
        case .text(let text):
            fields += PlaceholderText(text).names.map { Field(key: ParameterKey(.header, $0), kind: .text, hint: text) }
        case .media(let kind): fields += Self.fields(ofMedia: kind, at: .header)
        case .location:
            let parts: [(String, Field.Kind)] = [
                ("latitude", .degrees(90)), ("longitude", .degrees(180)), ("name", .text), ("address", .text),
            ]
            fields += parts.map { Field(key: ParameterKey(.header, $0), kind: $1, hint: $0) }
        case nil: break
        }
        if let offer = template.offer, offer.expires {
            fields.append(Field(key: ParameterKey(.offer, "expires"), kind: .time, hint: offer.text))
        }
        fields += bodyNames.map {
            let kind = template.isAuthentication ? Field.Kind.oneTimeCode : .text
            return Field(key: ParameterKey(.body, $0), kind: kind, hint: template.body)
        }
        for (index, button) in template.buttons.enumerated() where index != codeButton {
            fields += Self.fields(of: button, at: .button(index))
        }
        for (index, card) in template.cards.enumerated() { fields += Self.fields(of: card, at: index) }
        if hasPicture { fields += Self.tapFields }
        return fields
    }

    /// Something large above the words, which people tap.
    private var hasPicture: Bool {
        if case .media(let kind) = template.header { kind != Self.product } else { false }
    }

    /// The page that a tap on the message opens, and its title: both, or neither.
    private static let tapFields = [
        Field(key: ParameterKey(.tapTarget, tapURL), kind: .link, hint: tapURL, isOptional: true),
        Field(key: ParameterKey(.tapTarget, tapTitle), kind: .text, hint: tapTitle, isOptional: true),
    ]

    private static func fields(of button: Template.Button, at place: ParameterKey.Place) -> [Field] {
        switch button.kind.uppercased() {
        case "URL":
            PlaceholderText(button.target ?? "").names.map {
                Field(key: ParameterKey(place, $0), kind: .urlSuffix, hint: button.text)
            }
        case "COPY_CODE": [Field(key: ParameterKey(place, "1"), kind: .couponCode, hint: button.text)]
        case "FLOW":
            [
                Field(key: ParameterKey(place, flowData), kind: .object, hint: button.text, isOptional: true),
                Field(
                    key: ParameterKey(place, flowToken), kind: .returned(limit: nil), hint: button.text,
                    isOptional: true),
            ]
        case "VOICE_CALL":
            [
                Field(
                    key: ParameterKey(place, callMinutes), kind: .minutes(Limits.Interactive.callMinutes),
                    hint: button.text, isOptional: true),
                Field(
                    key: ParameterKey(place, payload), kind: .returned(limit: Limits.callbackData), hint: button.text,
                    isOptional: true),
            ]
        case "CATALOG":
            [Field(key: ParameterKey(place, thumbnail), kind: .productID, hint: button.text, isOptional: true)]
        case "MPM":
            [
                Field(key: ParameterKey(place, products), kind: .products, hint: button.text),
                Field(key: ParameterKey(place, thumbnail), kind: .productID, hint: button.text),
            ]
        default: []
        }
    }

    /// A file has one value, a product two.
    private static func fields(ofMedia kind: String, at place: ParameterKey.Place) -> [Field] {
        guard kind == product else { return [Field(key: ParameterKey(place, "1"), kind: .media(kind), hint: kind)] }
        return [productID, catalogID].map { Field(key: ParameterKey(place, $0), kind: .productID, hint: $0) }
    }

    private static func fields(of card: Template.Card, at index: Int) -> [Field] {
        var fields: [Field] = []
        if case .media(let kind) = card.header { fields += Self.fields(ofMedia: kind, at: .card(index, .header)) }
        fields += PlaceholderText(card.body ?? "").names.map {
            Field(key: ParameterKey(.card(index, .body), $0), kind: .text, hint: card.body ?? "")
        }
        for (place, button) in card.buttons.enumerated() {
            fields += Self.fields(of: button, at: .card(index, .button(place)))
        }
        return fields
    }

    /// What may be given and need not be: the name of a document, what comes back with a tap, where a tap on the message leads.
    /// No form asks for it.
    private var extras: [Field] {
        var extras: [Field] = hasPicture ? [] : Self.tapFields
        func add(_ key: ParameterKey, _ kind: Field.Kind) {
            extras.append(Field(key: key, kind: kind, hint: "", isOptional: true))
        }
        if template.hasDocumentHeader { add(ParameterKey(.header, Self.fileName), .text) }
        func add(_ buttons: [Template.Button], at place: (Int) -> ParameterKey.Place) {
            for (index, button) in buttons.enumerated() where button.kind.uppercased() == "QUICK_REPLY" {
                add(ParameterKey(place(index), Self.payload), .returned(limit: Limits.Template.quickReplyPayload))
            }
        }
        add(template.buttons) { .button($0) }
        for (number, card) in template.cards.enumerated() { add(card.buttons) { .card(number, .button($0)) } }
        return extras
    }

    /// What the value is called that names a document above the words; it may be left out.
    public static let fileName = "filename"
    /// The names of further values that may be left out: what comes back with a tap or a call, and with a form's answers.
    public static let (payload, flowToken) = ("payload", "flow_token")
    /// How long a button that calls us works.
    public static let callMinutes = "ttl_minutes"
    /// The page that a tap on the message opens, and its title.
    public static let (tapURL, tapTitle) = ("url", "title")
    /// What the value is called that a flow begins with, an object of names and values; it may be left out.
    public static let flowData = "flow_action_data"
    /// What the value is called whose picture stands for a catalogue or a list of products.
    public static let thumbnail = "thumbnail_product_retailer_id"
    /// What the list of products of a button is called.
    public static let products = "sections"
    /// The kind of a header that shows a product, and the names of its two values.
    public static let product = "product"
    /// See `product`.
    public static let (productID, catalogID) = ("product_retailer_id", "catalog_id")

    /// A value that is a JSON object; nil for any other text.
    static func object(_ value: String) -> JSONValue? {
        guard let json = try? JSONValue(text: value), json.object != nil else { return nil }  // all defects alike
        return json
    }

    private var bodyNames: [String] { PlaceholderText(template.body).names }

    /// The button that repeats the one-time code of an authentication template.
    private var codeButton: Int? {
        guard template.isAuthentication, !bodyNames.isEmpty else { return nil }
        return template.buttons.firstIndex { TemplateRendering.isCodeButton(kind: $0.kind) }
    }

    private var code: String? { bodyNames.first.flatMap { values[ParameterKey(.body, $0)] } }

    /// Everything that keeps the form from being sent, in field order; empty means it may be sent.
    public var problems: [ParameterProblem] {
        let known = fields + extras
        var problems = known.compactMap { field -> ParameterProblem? in
            let value = values[field.key] ?? ""
            if field.isOptional, value.isEmpty {
                return isHalf(field.key) ? ParameterProblem(key: field.key, .missing) : nil
            }
            return Self.problem(of: value, kind: field.kind).map { ParameterProblem(key: field.key, $0) }
        }
        let keys = Set(known.map(\.key))
        let unknown = values.keys.filter { !keys.contains($0) && !repeatsCode($0) }
        problems += unknown.sorted().map { ParameterProblem(key: $0, .unknown) }
        guard problems.isEmpty else { return problems }
        if case .text(let header) = template.header {
            problems += tooLong(header, .header, limit: Self.headerLimit)
        }
        for (index, card) in template.cards.enumerated() {
            problems += tooLong(card.body ?? "", .card(index, .body), limit: Limits.Template.cardBody)
        }
        return problems + tooLong(template.body, .body, limit: Self.bodyLimit)
    }

    /// A page without a title, or a title without a page.
    private func isHalf(_ key: ParameterKey) -> Bool {
        key.place == .tapTarget && values.contains { $0.key.place == .tapTarget && $0.key != key && !$0.value.isEmpty }
    }

    /// A part that is too long once it is filled; its last value is the one to shorten.
    private func tooLong(_ text: String, _ place: ParameterKey.Place, limit: Int) -> [ParameterProblem] {
        let text = PlaceholderText(text)
        guard let last = text.names.last else { return [] }
        let count = text.filled { values[ParameterKey(place, $0)] ?? "" }.unicodeScalars.count
        guard count > limit else { return [] }
        return [ParameterProblem(key: ParameterKey(place, last), .filledTooLong(count: count, limit: limit))]
    }

    /// Whoever writes down an authentication template's parameters as the request has them names the code twice.
    private func repeatsCode(_ key: ParameterKey) -> Bool {
        guard let codeButton, let code else { return false }
        return key.place == .button(codeButton) && values[key] == code
    }

    /// Characters of the filled body, else 132005 (`whatsapp.md` §4.5).
    public static let bodyLimit = Limits.Template.body
    /// Characters of the filled header, else 132005 (`whatsapp.md` §4.5).
    public static let headerLimit = Limits.Template.header

    private static func problem(of value: String, kind: Field.Kind) -> ParameterProblem.Kind? {
        if ParameterText.isBlank(value) { return .missing }
        switch kind {
        case .text: return ParameterText.isSendable(value) ? nil : .needsFolding
        case .urlSuffix: return value.contains(where: \.isWhitespace) ? .whiteSpace : nil
        case .couponCode: return problem(ofCode: value, limit: 20)
        case .oneTimeCode: return problem(ofCode: value, limit: Limits.Template.authenticationCode)
        case .media(let kind):
            // A link that was typed in a card's slot has no upload; only the header has.
            if let file = ShelfFile(value) {
                return file.content(as: kind).map { $0.problem == nil } ?? false ? nil : .notMedia
            }
            let isLink = value.hasPrefix("https://") && value.utf8.count > 8 && !value.contains(where: \.isWhitespace)
            return isLink || value.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? nil : .notMedia
        case .degrees(let limit):
            guard let degrees = OutgoingLocation.degrees(value), abs(degrees) <= Double(limit) else {
                return .notDegrees(limit: limit)
            }
            return nil
        case .time: return time(value) == nil ? .notTime : nil
        case .productID: return value.contains(where: \.isWhitespace) ? .whiteSpace : nil
        case .products: return ProductText.sections(value) == nil ? .notProducts : nil
        case .object: return object(value) == nil ? .notObject : nil
        case .minutes(let range):
            guard let minutes = Int(value), range.contains(minutes) else { return .notWithin(range) }
            return nil
        case .returned(let limit):
            guard ParameterText.isSendable(value) else { return .needsFolding }
            guard let limit, value.unicodeScalars.count > limit else { return nil }
            return .tooLong(limit: limit)
        case .link: return problem(ofLink: value)
        }
    }

    private static func problem(ofLink value: String) -> ParameterProblem.Kind? {
        guard PageAddress.isOne(value) else { return .notLink }
        return value.unicodeScalars.count > Limits.Template.url ? .tooLong(limit: Limits.Template.url) : nil
    }

    /// RFC 3339, or milliseconds since 1970 as the platform has them.
    static func time(_ value: String) -> Instant? {
        if let milliseconds = Int64(value), milliseconds > 1_000_000_000_000 {
            return Instant(milliseconds: milliseconds)
        }
        return Instant(rfc3339: value)
    }

    private static func problem(ofCode value: String, limit: Int) -> ParameterProblem.Kind? {
        if value.contains(where: \.isWhitespace) { return .whiteSpace }
        return value.unicodeScalars.count > limit ? .tooLong(limit: limit) : nil
    }

    /// The filled template as content, whether or not it may be sent yet: the gate decides.
    public var content: FilledTemplate {
        FilledTemplate(
            key: template.key, category: template.category, values: values, rendering: rendering(blank: ""))
    }

    /// Exactly what the customer will read, with `blank` where a value is missing.
    public func rendering(blank: String) -> TemplateRendering {
        func value(_ place: ParameterKey.Place) -> (String) -> String {
            { name in
                let value = values[ParameterKey(place, name)] ?? ""
                return value.isEmpty ? blank : value
            }
        }
        var header: String?
        var media: String?
        switch template.header {
        case .text(let text): header = PlaceholderText(text).filled(value(.header))
        case .media(let kind): media = kind
        case .location:
            media = "location"
            header = "\(value(.header)("name")), \(value(.header)("address"))"
        case nil: break
        }
        func shown(_ button: Template.Button, _ value: (String) -> String) -> TemplateRendering.Button {
            TemplateRendering.Button(
                kind: button.kind, text: button.text, target: button.target.map { PlaceholderText($0).filled(value) })
        }
        let buttons = template.buttons.enumerated().map { index, button in
            shown(button) { name in
                guard index == codeButton else { return value(.button(index))(name) }
                return code.flatMap { $0.isEmpty ? nil : $0 } ?? blank
            }
        }
        let cards = template.cards.enumerated().map { index, card in
            var media: String?
            if case .media(let kind) = card.header { media = kind }
            return TemplateRendering(
                header: nil, mediaHeader: media,
                body: PlaceholderText(card.body ?? "").filled(value(.card(index, .body))), footer: nil,
                buttons: card.buttons.enumerated().map { shown($1, value(.card(index, .button($0)))) })
        }
        return TemplateRendering(
            header: header, mediaHeader: media, body: PlaceholderText(template.body).filled(value(.body)),
            footer: template.footer, buttons: buttons, offer: template.offer?.text, cards: cards)
    }

    /// The body placeholder that should take a draft when a window closes: the empty text field with the longest sample
    /// value; without samples the last one, because templates name people and orders first. Never the place of a name or
    /// of an order's number: a sentence there says something else.
    public var draftField: ParameterKey? {
        let body = PlaceholderText(template.body)
        let empty = fields.filter { field in
            let name = field.key.name
            return field.key.place == .body && field.kind == .text && (values[field.key] ?? "").isEmpty
                && !Prefill.asksForItsOwn(name, after: body.text(before: name), before: body.text(after: name))
        }
        func length(_ field: Field) -> Int { template.examples[field.key]?.count ?? 0 }
        let longest = empty.map(length).max() ?? 0
        return empty.last { length($0) == longest }?.key
    }
}
