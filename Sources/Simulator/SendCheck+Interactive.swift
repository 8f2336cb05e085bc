import WhatsApp

/// Whether an interactive message is one the platform takes (`whatsapp.md` §4.4). What is missing is 131008, what breaks a
/// limit 131009, what has no place there 100.
extension SendCheck {
    static let interactiveTypes = [
        "address_message", "button", "call_permission_request", "carousel", "catalog_message", "cta_url", "flow",
        "list",
        "location_request_message", "product", "product_list", "request_contact_info", "voice_call",
    ]

    static func checkInteractive(_ content: JSONValue, isDirect: Bool) throws(SimError) {
        guard content.object != nil else { throw .invalidParameter("Param interactive must be an object.") }
        try CloudSimulator.refuseStrangers(
            content, allowed: ["type", "header", "body", "footer", "action"], place: "interactive")
        guard let type = content["type"]?.text else { throw SimError(131008, "Parameter interactive.type is missing.") }
        guard interactiveTypes.contains(type) else {
            let list = interactiveTypes.map { $0.uppercased() }.joined(separator: ", ")
            throw .invalidParameter("Param interactive['type'] must be one of {\(list)} - got \"\(type)\".")
        }
        guard let action = content["action"], action.object != nil else {
            throw SimError(131008, "Parameter interactive.action is missing.")
        }
        try checkFrame(content, type: type)
        try checkAction(action, type: type, isDirect: isDirect)
    }

    // MARK: Header, body, footer

    private static func checkFrame(_ content: JSONValue, type: String) throws(SimError) {
        // Only a single product speaks for itself.
        if content["body"] == nil, type != "product", type != "catalog_message" || content["footer"] == nil {
            throw SimError(131008, "Parameter interactive.body.text is missing.")
        }
        let limit = type == "list" ? Limits.Interactive.listBody : Limits.Interactive.body
        if let body = content["body"] { try checkWords(body["text"], "body.text", limit: limit) }
        if let footer = content["footer"] {
            if type == "voice_call" { throw SimError(131009, "interactive.footer is not supported for voice_call.") }
            try checkWords(footer["text"], "footer.text", limit: Limits.Interactive.footer)
        }
        guard let header = content["header"] else {
            if type == "product_list" { throw SimError(131008, "Parameter interactive.header is missing.") }
            return
        }
        guard let kind = header["type"]?.text else {
            throw SimError(131008, "Parameter interactive.header.type is missing.")
        }
        let onlyText = ["list", "product_list", "voice_call"].contains(type)
        let kinds = onlyText ? ["text"] : ["text", "image", "video", "document"]
        guard kinds.contains(kind) else {
            throw SimError(131009, "Header type \(kind) is not supported for \(type); supported: \(kinds)")
        }
        try CloudSimulator.refuseStrangers(header, allowed: ["type", kind], place: "interactive['header']")
        if kind == "text" {
            try checkWords(header["text"], "header.text", limit: Limits.Interactive.header)
        } else {
            guard let media = header[kind] else { throw SimError(131008, "Parameter header.\(kind) is missing.") }
            try checkMedia(media, type: kind)
        }
    }

    /// Text that must be there: the platform says 100 for the length of header, body and footer.
    private static func checkWords(_ value: JSONValue?, _ place: String, limit: Int) throws(SimError) {
        guard let value else { throw SimError(131008, "Parameter interactive.\(place) is missing.") }
        let names = place.split(separator: ".").map { "['\($0)']" }.joined()
        guard case .string(let words) = value, !words.allSatisfy(\.isWhitespace) else {
            throw .invalidParameter("Param interactive\(names) must be at least 1 character long.")
        }
        guard words.unicodeScalars.count <= limit else {
            throw .invalidParameter("Param interactive\(names) must be at most \(limit) characters long.")
        }
    }

    /// A label of something to tap.
    private static func checkLabel(
        _ value: JSONValue?, _ name: String, limit: Int, isOptional: Bool = false
    ) throws(SimError) {
        guard let value else {
            if isOptional { return }
            throw SimError(131008, "Parameter \(name) is missing.")
        }
        guard let text = value.string, !text.allSatisfy(\.isWhitespace), text.unicodeScalars.count <= limit else {
            throw SimError(131009, "\(name) length invalid. Min length: 1, Max length: \(limit)")
        }
    }

    // MARK: Actions

    private static func checkAction(_ action: JSONValue, type: String, isDirect: Bool) throws(SimError) {
        let parameters = action["parameters"]
        switch type {
        case "button": try checkButtons(action, isDirect: isDirect)
        case "list": try checkList(action)
        case "cta_url":
            try checkName(action, "cta_url")
            try checkLink(parameters)
        case "flow":
            try checkName(action, "flow")
            try checkFlow(parameters ?? .null)
        case "location_request_message": try checkName(action, "send_location")
        case "request_contact_info", "call_permission_request": try checkName(action, type)
        case "voice_call":
            try checkName(action, type)
            try checkLabel(parameters?["display_text"], "display_text", limit: Limits.Interactive.linkTitle)
            if let minutes = parameters?["ttl_minutes"] {
                guard let minutes = minutes.int, 1...43_200 ~= minutes else {
                    throw SimError(131009, "ttl_minutes must be between 1 and 43200.")
                }
            }
        case "product":
            try need(action, ["catalog_id", "product_retailer_id"])
        case "product_list":
            try need(action, ["catalog_id"])
            try checkProducts(action["sections"]?.array ?? [])
        case "catalog_message": try checkName(action, type)
        case "carousel": try checkCarousel(action["cards"]?.array ?? [])
        default:
            try checkName(action, type)
            try need(parameters ?? .null, ["country"])
        }
    }

    private static func checkName(_ action: JSONValue, _ name: String) throws(SimError) {
        try CloudSimulator.refuseStrangers(action, allowed: ["name", "parameters"], place: "interactive['action']")
        guard let given = action["name"]?.text else {
            throw SimError(131008, "Parameter interactive.action.name is missing.")
        }
        guard given == name else {
            throw .invalidParameter(
                "Param interactive['action']['name'] must be one of {\(name.uppercased())} - got \"\(given)\".")
        }
    }

    private static func need(_ json: JSONValue, _ members: [String]) throws(SimError) {
        for member in members where json[member]?.text == nil {
            throw SimError(131008, "Parameter interactive.action.\(member) is missing.")
        }
    }

    private static func checkButtons(_ action: JSONValue, isDirect: Bool) throws(SimError) {
        try CloudSimulator.refuseStrangers(action, allowed: ["buttons"], place: "interactive['action']")
        guard let buttons = action["buttons"]?.array else {
            throw SimError(131008, "Parameter interactive.action.buttons is missing.")
        }
        if isDirect { return try checkMixedButtons(buttons) }
        guard 1...Limits.Interactive.buttons ~= buttons.count else {
            throw SimError(131009, "Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3")
        }
        try checkReplies(buttons)
    }

    static func checkReplies(_ buttons: [JSONValue]) throws(SimError) {
        for button in buttons {
            try CloudSimulator.refuseStrangers(
                button, allowed: ["type", "reply"], place: "interactive['action']['buttons']")
            guard button["type"] == "reply" else {
                throw .invalidParameter("Param interactive['action']['buttons']['type'] must be one of {REPLY}.")
            }
            try checkLabel(button["reply"]?["title"], "Button title", limit: Limits.Interactive.buttonTitle)
            try checkLabel(button["reply"]?["id"], "Button id", limit: Limits.Interactive.buttonID)
        }
        for member in ["title", "id"] {
            let values = buttons.compactMap { $0["reply"]?[member]?.string }
            guard Set(values).count == values.count else {
                throw SimError(131009, "Duplicated button reply \(member).")
            }
        }
    }

    private static func checkList(_ action: JSONValue) throws(SimError) {
        try CloudSimulator.refuseStrangers(action, allowed: ["button", "sections"], place: "interactive['action']")
        try checkLabel(action["button"], "List button", limit: Limits.Interactive.listButton)
        guard let sections = action["sections"]?.array else {
            throw SimError(131008, "Parameter interactive.action.sections is missing.")
        }
        guard 1...Limits.Interactive.sections ~= sections.count else {
            throw SimError(131009, "Invalid sections count. Min allowed sections: 1, Max allowed sections: 10")
        }
        var ids: [String] = []
        for section in sections {
            try CloudSimulator.refuseStrangers(
                section, allowed: ["title", "rows"], place: "interactive['action']['sections']")
            try checkLabel(
                section["title"], "Section title", limit: Limits.Interactive.sectionTitle,
                isOptional: sections.count == 1)
            let rows = section["rows"]?.array ?? []
            if rows.isEmpty { throw SimError(131008, "Parameter interactive.action.sections.rows is missing.") }
            for row in rows {
                try CloudSimulator.refuseStrangers(
                    row, allowed: ["id", "title", "description"], place: "interactive['action']['sections']['rows']")
                try checkLabel(row["title"], "Row title", limit: Limits.Interactive.rowTitle)
                try checkLabel(row["id"], "Row id", limit: Limits.Interactive.rowID)
                // An empty second line is none: programs in the wild send it.
                if row["description"] != "" {
                    try checkLabel(
                        row["description"], "Row description", limit: Limits.Interactive.rowDescription,
                        isOptional: true)
                }
                ids.append(row["id"]?.string ?? "")
            }
        }
        guard ids.count <= Limits.Interactive.rows else {
            throw SimError(131009, "Total row count exceed max allowed count: 10")
        }
        guard Set(ids).count == ids.count else { throw SimError(131009, "Duplicated row id.") }
    }

    static func checkLink(_ parameters: JSONValue?) throws(SimError) {
        guard let parameters, parameters.object != nil else {
            throw SimError(131008, "Parameter interactive.action.parameters is missing.")
        }
        try CloudSimulator.refuseStrangers(
            parameters, allowed: ["display_text", "url"], place: "interactive['action']['parameters']")
        try checkLabel(parameters["display_text"], "display_text", limit: Limits.Interactive.linkTitle)
        guard let url = parameters["url"]?.text else { throw SimError(131008, "Parameter url is missing.") }
        guard url.hasPrefix("https://") || url.hasPrefix("http://"), !url.contains(where: \.isWhitespace) else {
            throw SimError(131009, "url must be an http or https URL.")
        }
    }

    private static func checkFlow(_ parameters: JSONValue) throws(SimError) {
        guard parameters.object != nil else {
            throw SimError(131008, "Parameter interactive.action.parameters is missing.")
        }
        guard parameters["flow_message_version"]?.text == "3" else {
            throw SimError(131009, "flow_message_version must be 3.")
        }
        switch (parameters["flow_id"]?.text, parameters["flow_name"]?.text) {
        case (nil, nil): throw SimError(131008, "Parameter flow_id or flow_name is missing.")
        case (_?, _?): throw SimError(131009, "flow_id and flow_name cannot be given together.")
        default: break
        }
        try checkLabel(parameters["flow_cta"], "flow_cta", limit: Limits.Interactive.flowTitle)
        if let mode = parameters["mode"], mode != "draft", mode != "published" {
            throw SimError(131009, "mode must be draft or published.")
        }
        let start = parameters["flow_action"]?.text ?? "navigate"
        guard start == "navigate" || start == "data_exchange" else {
            throw SimError(131009, "flow_action must be navigate or data_exchange.")
        }
        if let payload = parameters["flow_action_payload"], payload["screen"]?.text == nil {
            throw SimError(131008, "Parameter flow_action_payload.screen is missing.")
        }
    }

    private static func checkProducts(_ sections: [JSONValue]) throws(SimError) {
        guard 1...Limits.Interactive.sections ~= sections.count else {
            throw SimError(131009, "Invalid sections count. Min allowed sections: 1, Max allowed sections: 10")
        }
        var items = 0
        for section in sections {
            try checkLabel(
                section["title"], "Section title", limit: Limits.Interactive.sectionTitle,
                isOptional: sections.count == 1)
            for item in section["product_items"]?.array ?? [] { try need(item, ["product_retailer_id"]) }
            items += section["product_items"]?.array?.count ?? 0
        }
        guard 1...30 ~= items else { throw SimError(131009, "A product list has 1 to 30 items.") }
    }

    /// Two to ten cards, all of one kind.
    private static func checkCarousel(_ cards: [JSONValue]) throws(SimError) {
        guard Limits.Template.cards.contains(cards.count) else {
            throw SimError(131009, "A carousel has 2 to 10 cards.")
        }
        let kind = cards[0]["type"]?.text ?? ""
        guard ["cta_url", "product"].contains(kind), cards.allSatisfy({ $0["type"]?.text == kind }) else {
            throw SimError(131009, "All cards of a carousel must be of one type: cta_url or product.")
        }
        for (index, card) in cards.enumerated() {
            guard card["card_index"]?.int == Int64(index) else {
                throw SimError(131009, "card_index must count from 0.")
            }
            guard let action = card["action"] else { throw SimError(131008, "Parameter cards.action is missing.") }
            if kind == "product" {
                try need(action, ["product_retailer_id", "catalog_id"])
                guard action["catalog_id"] == cards[0]["action"]?["catalog_id"] else {
                    throw SimError(131009, "All products of a carousel must be of one catalogue.")
                }
                continue
            }
            try checkName(action, "cta_url")
            try checkLink(action["parameters"])
            guard let header = card["header"], let type = header["type"]?.text, ["image", "video"].contains(type),
                let media = header[type]
            else { throw SimError(131009, "A card needs an image or a video as its header.") }
            try checkMedia(media, type: type)
            let words = card["body"]?["text"]?.string ?? ""
            let breaks = words.unicodeScalars.count { $0 == "\n" }
            guard words.unicodeScalars.count <= Limits.Template.cardBody, breaks <= Limits.Template.cardBreaks else {
                throw SimError(131009, "A card's body has at most 160 characters and 2 line breaks.")
            }
        }
    }
}
