/// Interactive messages as the platform has them: the member `interactive` of a request, and files that hold one.
extension Interactive {
    /// The member `interactive`.
    public var json: JSONValue {
        var members: JSONObject = [
            "type": .string(action.word), "body": ["text": .string(body)], "action": action.json,
        ]
        members["header"] = header?.json
        members["footer"] = footer.map { ["text": .string($0)] }
        return .object(members)
    }

    /// Reads the member `interactive`, or a whole request that has one.
    ///
    /// - Parameter isDirect: whether it may be one that goes without a window only.
    /// - Throws: `FieldError` for what the platform would refuse, for a kind that this program does not send, and for a
    ///   member that it would lose.
    public init(json whole: JSONValue, isDirect: Bool = false) throws(FieldError) {
        let json = whole["interactive"].flatMap { $0.object == nil ? nil : $0 } ?? whole
        guard json.object != nil else { throw FieldError(.kind, .malformed) }
        try FieldCheck.strangers(json, allowed: ["type", "header", "body", "footer", "action"], at: "")
        for (member, path) in [("body", "body"), ("footer", "footer")] {
            if let part = json[member] { try FieldCheck.strangers(part, allowed: ["text"], at: path) }
        }
        guard let kind = json["type"]?.text else { throw FieldError(.kind, .missing) }
        try self.init(
            Action(kind, json["action"] ?? .null, isDirect: isDirect),
            header: json["header"].map { value throws(FieldError) in
                try Header(value)
            }, body: json["body"]?["text"]?.string ?? "", footer: json["footer"]?["text"]?.string)
    }
}

extension Interactive.Header {
    var json: JSONValue {
        switch self {
        case .text(let text): return ["type": "text", "text": .string(text)]
        case .media(let kind, let reference, let filename):
            var media = reference.object
            media["filename"] = filename.map(JSONValue.string)
            return ["type": .string(kind.rawValue), kind.rawValue: .object(media)]
        }
    }

    init(_ json: JSONValue) throws(FieldError) {
        guard let type = json["type"]?.text else { throw FieldError(.member("header.type"), .missing) }
        try FieldCheck.strangers(json, allowed: ["type", type], at: "header")
        if type == "text" {
            self = .text(json["text"]?.string ?? "")
            return
        }
        guard let kind = MediaAttachment.Kind(rawValue: type) else {
            throw FieldError(.member("header.type"), .unknown(type))
        }
        let media = json[type] ?? .null
        try FieldCheck.strangers(media, allowed: ["id", "link", "filename"], at: "header.\(type)")
        let reference: MediaReference
        switch (media["id"]?.text, media["link"]?.text) {
        case (let id?, nil): reference = .id(id)
        case (nil, let link?): reference = .link(link)
        case (nil, nil): throw FieldError(.headerMedia, .missing)
        case (_?, _?): throw FieldError(.member("header.\(type).link"), .notAllowed)
        }
        self = .media(kind, reference, filename: media["filename"]?.text)
    }
}

extension Interactive.Action {
    var json: JSONValue {
        switch self {
        case .buttons(let buttons): Self.json([], buttons)
        case .mixed(let pages, let replies): Self.json(pages, replies)
        case .list(let button, let sections):
            ["button": .string(button), "sections": .array(sections.map(\.json))]
        case .link(let title, let url):
            named("cta_url", ["display_text": .string(title), "url": .string(url)])
        case .flow(let flow): ["name": "flow", "parameters": flow.parameters]
        case .locationRequest: ["name": "send_location"]
        case .contactInfoRequest: ["name": "request_contact_info"]
        case .callPermissionRequest: ["name": "call_permission_request"]
        case .call(let title, let minutes, let payload):
            named(
                "voice_call",
                [
                    "display_text": .string(title), "ttl_minutes": minutes.map { .int(Int64($0)) },
                    "payload": payload.map { .string($0) },
                ])
        case .product(let catalog, let item):
            ["catalog_id": .string(catalog), "product_retailer_id": .string(item)]
        case .products(let catalog, let sections):
            ["catalog_id": .string(catalog), "sections": .array(sections.map(\.json))]
        case .catalog(let cover):
            cover.map { named("catalog_message", ["thumbnail_product_retailer_id": .string($0)]) }
                ?? ["name": "catalog_message"]
        case .carousel(let cards): ["cards": .array(cards.enumerated().map { $0.element.json(index: $0.offset) })]
        case .addressRequest: named("address_message", ["country": "IN"])
        }
    }

    private func named(_ name: String, _ parameters: [String: JSONValue?]) -> JSONValue {
        let members = parameters.compactMap { key, value in value.map { (key, $0) } }
        return ["name": .string(name), "parameters": .object(JSONObject(members))]
    }

    init(_ kind: String, _ json: JSONValue, isDirect: Bool) throws(FieldError) {
        guard json.object != nil else { throw FieldError(.member("action"), .missing) }
        let parameters = json["parameters"] ?? .null
        switch kind {
        case "button":
            try FieldCheck.strangers(json, allowed: ["buttons"], at: "action")
            self = try Self.reading(buttons: json["buttons"]?.array ?? [], isDirect: isDirect)
        case "list":
            try FieldCheck.strangers(json, allowed: ["button", "sections"], at: "action")
            self = .list(
                button: json["button"]?.string ?? "", sections: try Self.sections(json["sections"]?.array ?? []))
        case "cta_url":
            try Self.checkName(json, "cta_url", takes: ["display_text", "url"])
            self = .link(title: parameters["display_text"]?.string ?? "", url: parameters["url"]?.string ?? "")
        case "flow":
            try Self.checkName(json, "flow", takes: Interactive.Flow.members)
            self = .flow(try Interactive.Flow(parameters: parameters))
        case "location_request_message":
            try Self.checkName(json, "send_location", takes: [])
            self = .locationRequest
        case "request_contact_info":
            try Self.checkName(json, "request_contact_info", takes: [])
            self = .contactInfoRequest
        case "call_permission_request":
            try Self.checkName(json, "call_permission_request", takes: [])
            self = .callPermissionRequest
        case "voice_call":
            try Self.checkName(json, "voice_call", takes: ["display_text", "ttl_minutes", "payload"])
            if let minutes = parameters["ttl_minutes"], minutes.int == nil {
                throw FieldError(.callMinutes, .malformed)
            }
            self = .call(
                title: parameters["display_text"]?.string ?? "",
                minutes: parameters["ttl_minutes"]?.int.map { Int(clamping: $0) },
                payload: parameters["payload"]?.string)
        case "product":
            try FieldCheck.strangers(json, allowed: ["catalog_id", "product_retailer_id"], at: "action")
            self = .product(
                catalog: json["catalog_id"]?.text ?? "", item: json["product_retailer_id"]?.text ?? "")
        case "product_list":
            try FieldCheck.strangers(json, allowed: ["catalog_id", "sections"], at: "action")
            self = .products(
                catalog: json["catalog_id"]?.text ?? "",
                sections: try Interactive.ProductSection.list(json["sections"]?.array ?? []))
        case "catalog_message":
            try Self.checkName(json, "catalog_message", takes: ["thumbnail_product_retailer_id"])
            self = .catalog(cover: parameters["thumbnail_product_retailer_id"]?.text)
        case "carousel":
            try FieldCheck.strangers(json, allowed: ["cards"], at: "action")
            self = .carousel(try Interactive.Card.list(json["cards"]?.array ?? []))
        case "address_message":
            try Self.checkName(json, "address_message", takes: ["country"])
            guard let country = parameters["country"]?.text else { throw FieldError(.country, .missing) }
            guard country == "IN" else { throw FieldError(.country, .unknown(country)) }
            self = .addressRequest
        default: throw FieldError(.kind, .unknown(kind))
        }
    }

    private static func checkName(
        _ json: JSONValue, _ name: String, takes members: Set<String>
    ) throws(FieldError) {
        try FieldCheck.strangers(json, allowed: members.isEmpty ? ["name"] : ["name", "parameters"], at: "action")
        guard let given = json["name"]?.text else { throw FieldError(.member("action.name"), .missing) }
        guard given == name else { throw FieldError(.member("action.name"), .unknown(given)) }
        if let parameters = json["parameters"] {
            try FieldCheck.strangers(parameters, allowed: members, at: "action.parameters")
        }
    }

    private static func sections(_ list: [JSONValue]) throws(FieldError) -> [Interactive.Section] {
        var sections: [Interactive.Section] = []
        for (index, json) in list.enumerated() {
            let path = "action.sections[\(index)]"
            try FieldCheck.strangers(json, allowed: ["title", "rows"], at: path)
            var rows: [Interactive.Row] = []
            for (place, row) in (json["rows"]?.array ?? []).enumerated() {
                try FieldCheck.strangers(row, allowed: ["id", "title", "description"], at: "\(path).rows[\(place)]")
                rows.append(
                    Interactive.Row(
                        id: row["id"]?.string ?? "", title: row["title"]?.string ?? "",
                        description: row["description"]?.string))
            }
            sections.append(Interactive.Section(title: json["title"]?.string, rows: rows))
        }
        return sections
    }
}

extension Interactive.Section {
    var json: JSONValue {
        var members: JSONObject = [
            "rows": .array(
                rows.map { row in
                    var members: JSONObject = ["id": .string(row.id), "title": .string(row.title)]
                    members["description"] = row.description.map(JSONValue.string)
                    return .object(members)
                })
        ]
        members["title"] = title.map(JSONValue.string)
        return .object(members)
    }
}
