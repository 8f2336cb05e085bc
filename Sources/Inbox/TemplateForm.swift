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
            /// An https link to, or the media id of, an image, a video or a document.
            case media(String)
        }

        /// Which value of the form it takes.
        public let key: ParameterKey
        /// What is allowed in it.
        public let kind: Kind
        /// The text around it or the button's title: what tells an agent which value is meant.
        public let hint: String
    }

    /// The fields in the order of header, body, buttons; derived from placeholders, never from examples.
    public var fields: [Field] {
        var fields: [Field] = []
        switch template.header {
        case .text(let text):
            fields += PlaceholderText(text).names.map { Field(key: ParameterKey(.header, $0), kind: .text, hint: text) }
        case .media(let kind): fields.append(Field(key: ParameterKey(.header, "1"), kind: .media(kind), hint: kind))
        case .location, nil: break
        }
        fields += bodyNames.map {
            let kind = template.isAuthentication ? Field.Kind.oneTimeCode : .text
            return Field(key: ParameterKey(.body, $0), kind: kind, hint: template.body)
        }
        for (index, button) in template.buttons.enumerated() where index != codeButton {
            switch button.kind.uppercased() {
            case "URL":
                fields += PlaceholderText(button.target ?? "").names.map {
                    Field(key: ParameterKey(.button(index), $0), kind: .urlSuffix, hint: button.text)
                }
            case "COPY_CODE":
                fields.append(Field(key: ParameterKey(.button(index), "1"), kind: .couponCode, hint: button.text))
            default: break
            }
        }
        return fields
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
        let fields = fields
        var problems = fields.compactMap { field in
            Self.problem(of: values[field.key] ?? "", kind: field.kind).map { ParameterProblem(key: field.key, $0) }
        }
        let known = Set(fields.map(\.key))
        let unknown = values.keys.filter { !known.contains($0) && !repeatsCode($0) }
        problems += unknown.sorted().map { ParameterProblem(key: $0, .unknown) }
        guard problems.isEmpty else { return problems }
        if case .text(let header) = template.header {
            problems += tooLong(header, .header, limit: Self.headerLimit)
        }
        return problems + tooLong(template.body, .body, limit: Self.bodyLimit)
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
        case .media:
            let isLink = value.hasPrefix("https://") && value.utf8.count > 8 && !value.contains(where: \.isWhitespace)
            return isLink || value.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? nil : .notMedia
        }
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
        case .location: media = "location"
        case nil: break
        }
        let buttons = template.buttons.enumerated().map { index, button in
            TemplateRendering.Button(
                kind: button.kind, text: button.text,
                target: button.target.map { target in
                    PlaceholderText(target).filled { name in
                        guard index == codeButton else { return value(.button(index))(name) }
                        return code.flatMap { $0.isEmpty ? nil : $0 } ?? blank
                    }
                })
        }
        return TemplateRendering(
            header: header, mediaHeader: media, body: PlaceholderText(template.body).filled(value(.body)),
            footer: template.footer, buttons: buttons)
    }

    /// The body placeholder that should take a draft when a window closes: the empty text field with the longest sample
    /// value; without samples the last one, because templates name people and orders first.
    public var draftField: ParameterKey? {
        let empty = fields.filter { $0.key.place == .body && $0.kind == .text && (values[$0.key] ?? "").isEmpty }
        func length(_ field: Field) -> Int { template.examples[field.key]?.count ?? 0 }
        let longest = empty.map(length).max() ?? 0
        return empty.last { length($0) == longest }?.key
    }
}
