import WhatsApp

/// What the platform lets a template be (`whatsapp.md` §6.2, §6.3).
extension SimTemplate {
    /// Takes over what an edit says, or what a new one is made of.
    mutating func apply(_ json: JSONValue) throws(SimError) {
        if let given = json["category"] {
            guard let word = given.text?.uppercased(), ["MARKETING", "UTILITY", "AUTHENTICATION"].contains(word) else {
                throw .invalidParameter("Param category must be one of {AUTHENTICATION, MARKETING, UTILITY}.")
            }
            category = word
        }
        if let given = json["message_send_ttl_seconds"] {
            let range: ClosedRange<Int64> =
                switch category {
                case "AUTHENTICATION": 30...900
                case "UTILITY": 30...43_200
                default: 43_200...2_592_000
                }
            guard let seconds = given.int, seconds == -1 || range.contains(seconds) else {
                throw .invalidParameter(
                    "Param message_send_ttl_seconds must be -1 or between \(range.lowerBound) and \(range.upperBound) for "
                        + "\(category).")
            }
            timeToLive = seconds
        }
        guard let given = json["components"] else { return }
        guard let parts = given.array, parts.contains(where: { $0["type"]?.text?.uppercased() == "BODY" }) else {
            throw .invalidParameter("Param components must be an array with a component of type BODY.")
        }
        (header, body, footer, buttons, offer, cards, examples) = (nil, "", nil, [], nil, [], [])
        read(parts)
        if category == "AUTHENTICATION" { try fillFixedWords(parts) }
        try checkWording()
        try checkPlaceholders()
        try checkButtons()
        try checkByRules(parts)
    }

    /// The words of a code are the platform's own (`whatsapp.md` §6.1).
    private mutating func fillFixedWords(_ parts: [JSONValue]) throws(SimError) {
        let part = { (type: String) in parts.first { $0["type"]?.text?.uppercased() == type } }
        if body.isEmpty {
            body = "*{{1}}* is your verification code."
            if part("BODY")?["add_security_recommendation"]?.bool == true {
                body += " For your security, do not share this code."
            }
        }
        if let given = part("FOOTER")?["code_expiration_minutes"] {
            guard let minutes = given.int, 1...90 ~= minutes else {
                throw .invalidParameter("Param code_expiration_minutes must be between 1 and 90.")
            }
            footer = "This code expires in \(minutes) minutes."
        }
        for place in buttons.indices where buttons[place].type == "OTP" && buttons[place].text.isEmpty {
            buttons[place].text = "Copy code"
        }
    }

    /// Numbers count from 1, names do not stand among them, and none touches the next.
    private func checkPlaceholders() throws(SimError) {
        let numbers = bodyNames.compactMap { Int($0) }
        guard numbers.isEmpty || numbers.count == bodyNames.count else {
            throw SimError(2_388_072, "The body has both numbered and named variables.")
        }
        guard numbers == Array(1..<(numbers.count + 1)) else {
            throw SimError(2_388_072, "The variables of the body are not numbered one after another from 1.")
        }
        var isAfterAnother = false
        for piece in Placeholder.pieces(of: body) {
            guard case .placeholder = piece else {
                isAfterAnother = false
                continue
            }
            guard !isAfterAnother else { throw SimError(2_388_072, "Two variables of the body touch each other.") }
            isAfterAnother = true
        }
    }

    /// How many of a kind there may be.
    private static let mostButtons = ["URL": 2, "PHONE_NUMBER": 1, "COPY_CODE": 1, "FLOW": 1, "VOICE_CALL": 1]

    private func checkButtons() throws(SimError) {
        guard buttons.count <= Limits.Template.buttons else {
            throw .invalidParameter("A template has at most \(Limits.Template.buttons) buttons.")
        }
        for (type, most) in Self.mostButtons where buttons.count(where: { $0.type == type }) > most {
            throw .invalidParameter("A template has at most \(most) buttons of type \(type).")
        }
        let places = buttons.indices.filter { buttons[$0].type == "QUICK_REPLY" }
        if let first = places.first, let last = places.last, last - first + 1 != places.count {
            throw .invalidParameter("Quick replies stand together, not among other buttons.")
        }
        for button in buttons {
            guard button.text.unicodeScalars.count <= Limits.Template.buttonLabel else {
                throw .invalidParameter("A button's text has at most \(Limits.Template.buttonLabel) characters.")
            }
            let most =
                switch button.type {
                case "URL": Limits.Template.url
                case "PHONE_NUMBER": 20
                case "COPY_CODE": Limits.Template.couponCode
                default: Int.max
                }
            guard button.target?.unicodeScalars.count ?? 0 <= most else {
                throw .invalidParameter("A button of type \(button.type) has at most \(most) characters.")
            }
        }
    }

    /// The first of the platform's reasons not to take a text (`whatsapp.md` §6.2, §9.2).
    private func checkWording() throws(SimError) {
        guard !body.allSatisfy(\.isWhitespace) else { throw .invalidParameter("The body has no text.") }
        if body.unicodeScalars.count > Limits.Template.body { throw SimError(2_388_040) }
        let pieces = Placeholder.pieces(of: body)
        for piece in [pieces.first, pieces.last] {
            if case .placeholder? = piece { throw SimError(2_388_299) }
        }
        if case .text(let text) = header,
            text.unicodeScalars.count > Limits.Template.header || Placeholder.names(in: text).count > 1
        {
            throw SimError(2_388_047)
        }
        if let footer,
            footer.unicodeScalars.count > Limits.Template.footer || !Placeholder.names(in: footer).isEmpty
        {
            throw SimError(2_388_073)
        }
    }
}
