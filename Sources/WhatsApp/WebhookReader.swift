/// Walks a webhook body once and collects what it reports. Every branch either understands a value or keeps it raw.
struct WebhookReader {
    private(set) var entries: [Webhook.Entry] = []
    private(set) var items: [WebhookItem] = []

    /// What surrounds a change.
    private struct Surroundings {
        var wabaID: String?
        var time: Int64?
        /// A `field` misplaced beside the list of changes (§1.7.9).
        var field: String?
    }

    mutating func readBody(_ body: JSONValue) {
        if case .array(let bodies) = body, bodies.contains(where: Self.isReadable) {
            for body in bodies { readOne(body) }
        } else {
            readOne(body)
        }
    }

    private mutating func readOne(_ body: JSONValue) {
        if let list = body["entry"]?.list {
            for entry in list { readEntry(entry) }
        } else if Self.isReadable(body) {
            // The dashboard's samples are a bare change, older relays pass on a bare value.
            let change = Self.isChange(body) ? body : ["value": body]
            readEntry(["changes": [change]])
        } else if let inner = Self.wrapped(body) {
            for body in inner { readOne(body) }
        } else {
            keep(body, in: Surroundings())
        }
    }

    /// The bodies that a relay wrapped once more, as objects or as texts; nil when there is none. Only whole envelopes
    /// count: what merely looks like a part of one may be anybody's.
    private static func wrapped(_ body: JSONValue) -> [JSONValue]? {
        let bodies = (body.object?.members ?? []).flatMap { _, member -> [JSONValue] in
            (member.list ?? [member.string.flatMap(envelope) ?? .null]).filter {
                $0["object"]?.string == object && $0["entry"]?.list != nil
            }
        }
        return bodies.isEmpty ? nil : bodies
    }

    private static let object = "whatsapp_business_account"

    private static func envelope(_ text: String) -> JSONValue? {
        guard text.contains(object) else { return nil }
        return try? JSONValue(text: text)  // no JSON, no envelope
    }

    private static func isReadable(_ body: JSONValue) -> Bool {
        body["entry"]?.list != nil || isChange(body)
            || (body["messaging_product"]?.string == "whatsapp" && FieldDetection.field(of: body) != nil)
    }

    private static func isChange(_ json: JSONValue) -> Bool {
        guard let value = json["value"], let first = values(in: value)?.first else { return false }
        return field(of: json) != nil || FieldDetection.field(of: first) != nil
    }

    /// The values of a change: one object or, from some relays, a list of them or their JSON as text. Nil when what stands
    /// there holds none.
    private static func values(in value: JSONValue) -> [JSONValue]? {
        var value = value
        if case .string(let text) = value {
            guard let start = text.first(where: { !$0.isWhitespace }), start == "{" || start == "[",
                let inner = try? JSONValue(text: text)  // words that only begin like JSON are kept as they are
            else { return nil }
            value = inner
        }
        guard let list = value.list, list.contains(where: { $0.object != nil }) else { return nil }
        return list
    }

    private mutating func readEntry(_ json: JSONValue) {
        let surroundings = Surroundings(
            wabaID: json["id"]?.text, time: Timestamp.seconds(json["time"]), field: Self.field(of: json))
        let place = entries.count
        entries.append(Webhook.Entry(id: surroundings.wabaID, time: surroundings.time, changes: []))
        if let changes = json["changes"]?.list {
            for change in changes { readChange(change, in: surroundings, entry: place) }
            keepRest(of: json, except: ["id", "time", "changes", "field"], field: nil, in: surroundings)
        } else if Self.isChange(json) {
            readChange(json, in: surroundings, entry: place)
        } else {
            keep(json, in: surroundings)
        }
    }

    private mutating func readChange(_ json: JSONValue, in surroundings: Surroundings, entry: Int) {
        let named = Self.field(of: json) ?? json["value"].flatMap(Self.field) ?? surroundings.field
        guard let values = json["value"].flatMap(Self.values) else {
            entries[entry].changes.append(Webhook.Change(field: named, value: json["value"] ?? json))
            keep(json, field: named, in: surroundings)
            return
        }
        for value in values {
            let named = Self.field(of: json) ?? Self.field(of: value) ?? surroundings.field
            let field = FieldDetection.field(named: named, of: value)
            entries[entry].changes.append(Webhook.Change(field: field, value: value))
            if value.object == nil {
                keep(value, part: "value", of: json, field: field, in: surroundings)
            } else {
                readValue(value, field: field, in: surroundings)
            }
        }
    }

    private mutating func readValue(_ value: JSONValue, field: String?, in surroundings: Surroundings) {
        if field == "messages" {
            readMessages(value, contacts: Contacts(of: value), in: surroundings)
        } else if field == "calls", let messages = value["messages"]?.list, !messages.isEmpty,
            let members = value.object
        {
            // What a person wrote is theirs beside their call as well.
            let shared = ["messaging_product", "metadata", "contacts"].compactMap { name in
                members[name].map { (name, $0) }
            }
            readMessages(
                .object(JSONObject(shared + [("messages", .array(messages))])), contacts: Contacts(of: value),
                in: surroundings)
            var calls = members
            calls["messages"] = nil
            keep(.object(calls), contacts: Contacts(of: value), field: field, in: surroundings)
        } else if let update = templateUpdate(value, field: field, in: surroundings) {
            items.append(update)
            // What is about people has no place in news of a template: it is kept, and opens nothing.
            for part in ["messages", "statuses"] {
                for element in value[part]?.list ?? [] {
                    keep(element, part: part, of: value, field: field, in: surroundings)
                }
            }
        } else {
            keep(value, field: field, in: surroundings)
        }
    }

    private static func field(of json: JSONValue) -> String? {
        if case .string(let field)? = json["field"], !field.isEmpty { field } else { nil }
    }

    // MARK: Field `messages`

    private mutating func readMessages(_ value: JSONValue, contacts: Contacts, in surroundings: Surroundings) {
        let metadata = Metadata(value["metadata"])
        let before = items.count
        for element in elements(of: "messages", in: value, surroundings) {
            items.append(
                .message(
                    InboundMessage(element, wabaID: surroundings.wabaID, metadata: metadata, contacts: contacts)))
        }
        for element in elements(of: "statuses", in: value, surroundings) {
            let status =
                element["type"]?.text == "call"
                ? nil
                : MessageStatus(element, wabaID: surroundings.wabaID, metadata: metadata, contacts: contacts)
            if let status {
                items.append(.status(status))
            } else {
                keep(element, part: "statuses", of: value, field: "messages", in: surroundings)
            }
        }
        for element in elements(of: "errors", in: value, surroundings) {
            if let error = APIError(element) {
                items.append(
                    .valueError(
                        ValueError(wabaID: surroundings.wabaID, metadata: metadata, error: error, raw: element)))
            } else {
                keep(element, part: "errors", of: value, field: "messages", in: surroundings)
            }
        }
        keepRest(of: value, except: Self.membersRead, field: "messages", in: surroundings)
        let hasEmptyList = ["messages", "statuses", "errors"].contains { value[$0]?.array?.isEmpty == true }
        if items.count == before, !hasEmptyList { keep(value, field: "messages", in: surroundings) }
    }

    private static let membersRead: Set<String> = [
        "messaging_product", "metadata", "contacts", "messages", "statuses", "errors", "field",
    ]

    /// The objects of a list; whatever else stands in it, or in its place, is kept raw.
    private mutating func elements(
        of part: String, in value: JSONValue, _ surroundings: Surroundings
    ) -> [JSONValue] {
        guard let member = value[part], !member.isNull else { return [] }
        let list = member.list ?? [member]
        for element in list where element.object == nil {
            keep(element, part: part, of: value, field: "messages", in: surroundings)
        }
        return list.filter { $0.object != nil }
    }

    // MARK: Template fields

    private func templateUpdate(
        _ value: JSONValue, field: String?, in surroundings: Surroundings
    ) -> WebhookItem? {
        let (wabaID, time) = (surroundings.wabaID, surroundings.time)
        switch field {
        // Meta's own example of a quality update stands under the status field (§1.7.2).
        case "message_template_status_update" where value["event"]?.text == nil && value["new_quality_score"] != nil,
            "message_template_quality_update":
            return TemplateQualityUpdate(value, wabaID: wabaID, time: time).map(WebhookItem.templateQuality)
        case "message_template_status_update":
            return TemplateStatusUpdate(value, wabaID: wabaID, time: time).map(WebhookItem.templateStatus)
        case "message_template_components_update":
            return TemplateComponentsUpdate(value, wabaID: wabaID, time: time).map(WebhookItem.templateComponents)
        case "template_category_update", "template_correct_category_detection":
            return TemplateCategoryUpdate(
                value, isDetection: field == "template_correct_category_detection", wabaID: wabaID, time: time
            ).map(WebhookItem.templateCategory)
        default:
            return nil
        }
    }

    // MARK: What is not understood

    private mutating func keep(
        _ raw: JSONValue, part: String? = nil, of value: JSONValue? = nil, contacts: Contacts? = nil,
        field: String? = nil, in surroundings: Surroundings
    ) {
        let holder = value ?? raw
        let timestamp = Timestamp.seconds(raw["timestamp"]) ?? Timestamp.seconds(holder["timestamp"])
        items.append(
            .other(
                OtherItem(
                    field: field, wabaID: surroundings.wabaID, metadata: Self.metadata(of: holder),
                    contacts: contacts ?? Contacts(of: holder), timestamp: timestamp ?? surroundings.time, part: part,
                    raw: raw)))
    }

    /// Fields that are not about messages name the number in places of their own (§1.7.5, §1.7.10, §1.8).
    private static func metadata(of holder: JSONValue) -> Metadata {
        for place in ["metadata", "recipient", "phone_number_settings"] {
            let metadata = Metadata(holder[place])
            if metadata != Metadata() { return metadata }
        }
        return Metadata(holder)
    }

    /// Lists and objects beside what is read, such as `user_actions`. Single words beside them are decoration.
    private mutating func keepRest(
        of holder: JSONValue, except known: Set<String>, field: String?, in surroundings: Surroundings
    ) {
        for (key, member) in holder.object?.members ?? [] where !known.contains(key) {
            switch member {
            case .array(let elements):
                for element in elements { keep(element, part: key, of: holder, field: field, in: surroundings) }
            case .object:
                keep(member, part: key, of: holder, field: field, in: surroundings)
            default:
                continue
            }
        }
    }
}
