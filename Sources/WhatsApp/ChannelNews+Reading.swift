extension ChannelNews {
    /// Reads a value by its field, or by the member of a value that held it. Never fails: what is not known is of
    /// subject `unknown`.
    public init(field: String?, raw: JSONValue) {
        let display = raw["display_phone_number"]?.text ?? raw["metadata"]?["display_phone_number"]?.text
        var news = Self.read(field ?? "", raw)
        if news.displayNumber == nil { news.displayNumber = display }
        self = news
    }

    /// Whether a field, or member of a value, tells of the channel and is read here.
    public static func isKnown(_ field: String?) -> Bool {
        field.map { Self.subjects[$0] != nil } ?? false
    }

    private static let subjects: [String: Subject] = [
        "phone_number_quality_update": .quality, "phone_number_name_update": .name,
        "business_capability_update": .capability, "account_review_update": .review, "account_alerts": .alert,
        "security": .security, "account_update": .account, "account_settings_update": .settings,
        "business_username_updates": .username, "business_username_update": .username,
        "payment_configuration_update": .payment, "flows": .flow, "partner_solutions": .solution,
        "template_category_update": .category, "template_correct_category_detection": .category, "errors": .error,
        "history": .history, "automatic_events": .marketing, "tracking_events": .marketing,
        "user_actions": .marketing, "business_status_update": .account,
    ]

    private static func read(_ field: String, _ raw: JSONValue) -> ChannelNews {
        let subject = subjects[field] ?? .unknown
        switch subject {
        case .quality: return quality(raw)
        case .name: return name(raw)
        case .capability: return capability(raw)
        case .review:
            return decided(.review, raw["decision"]?.text)
        case .alert: return alert(raw)
        case .security:
            let requester = fact(.requester, raw["requester"])
            return ChannelNews(.security, word: raw["event"]?.text, facts: requester, weight: .security)
        case .account: return account(raw)
        case .settings: return settings(raw)
        case .username:
            let word = raw["context"]?.text ?? raw["status"]?.text
            let isGone = ["REVOKED", "DELETED"].contains(word?.uppercased())
            return ChannelNews(
                .username, word: word, facts: fact(.username, raw["username"]), weight: isGone ? .warning : .calm)
        case .payment:
            let word = raw["status"]?.text
            return ChannelNews(
                .payment, word: word,
                facts: fact(.name, raw["configuration_name"]) + fact(.provider, raw["provider_name"]),
                weight: word?.uppercased() == "ACTIVE" ? .calm : .warning)
        case .flow: return flow(raw)
        case .solution:
            return ChannelNews(
                .solution, word: raw["event"]?.text,
                facts: fact(.status, raw["solution_status"]) + fact(.partner, raw["solution_id"]))
        case .category: return category(raw, isDetection: field == "template_correct_category_detection")
        case .error: return error(raw)
        case .history: return history(raw)
        case .marketing: return marketing(field, raw)
        case .unknown: return unknown(field, raw)
        }
    }

    static func fact(_ kind: Fact.Kind, _ json: JSONValue?) -> [Fact] {
        guard let text = json?.text ?? json?.double.map({ "\($0)" }) else { return [] }
        return [Fact(kind, text)]
    }

    private static func decided(
        _ subject: Subject, _ word: String?, _ facts: [Fact] = [], displayNumber: String? = nil
    ) -> ChannelNews {
        let isBad = word?.uppercased() == "REJECTED"
        return ChannelNews(
            subject, word: word, facts: facts, displayNumber: displayNumber, weight: isBad ? .warning : .calm)
    }

    private static func quality(_ raw: JSONValue) -> ChannelNews {
        let limit = raw["max_daily_conversations_per_business"] ?? raw["current_limit"]
        let word = raw["event"]?.text
        let isBad = ["DOWNGRADE", "FLAGGED"].contains(word?.uppercased())
        return ChannelNews(
            .quality, word: word, facts: fact(.limit, limit) + fact(.formerLimit, raw["old_limit"]),
            weight: isBad ? .warning : .calm)
    }

    private static func name(_ raw: JSONValue) -> ChannelNews {
        let reason = raw["rejection_reason"]?.text.flatMap { $0.uppercased() == "NONE" ? nil : $0 }
        return decided(
            .name, raw["decision"]?.text,
            fact(.name, raw["requested_verified_name"]) + (reason.map { [Fact(.reason, $0)] } ?? []))
    }

    private static func capability(_ raw: JSONValue) -> ChannelNews {
        let limit = raw["max_daily_conversations_per_business"] ?? raw["max_daily_conversation_per_phone"]
        return ChannelNews(
            .capability, word: nil,
            facts: fact(.limit, limit) + fact(.numbersPerBusiness, raw["max_phone_numbers_per_business"])
                + fact(.numbersPerAccount, raw["max_phone_numbers_per_waba"]))
    }

    private static func alert(_ raw: JSONValue) -> ChannelNews {
        let info = raw["alert_info"]?.object == nil ? raw : raw["alert_info"] ?? raw
        let severity = info["alert_severity"]?.text?.uppercased()
        let isOver = info["alert_status"]?.text?.uppercased() == "NONE"
        return ChannelNews(
            .alert, word: info["alert_type"]?.text,
            facts: fact(.severity, info["alert_severity"]) + fact(.status, info["alert_status"])
                + fact(.words, info["alert_description"]) + fact(.entity, raw["entity_type"]),
            weight: !isOver && (severity == "CRITICAL" || severity == "WARNING") ? .warning : .calm)
    }

    private static func settings(_ raw: JSONValue) -> ChannelNews {
        let member = raw["type"]?.text ?? "phone_number_settings"
        let calling = raw[member]?["calling"] ?? raw["phone_number_settings"]?["calling"]
        return ChannelNews(.settings, word: raw["type"]?.text, facts: fact(.calling, calling?["status"]))
    }

    private static func flow(_ raw: JSONValue) -> ChannelNews {
        let isAlert = raw["alert_state"]?.text?.uppercased() == "ACTIVATED"
        let status = raw["new_status"]?.text?.uppercased()
        let isBlocked = status == "BLOCKED" || status == "THROTTLED"
        let measured = ["error_rate", "p90_latency", "p50_latency", "availability"].lazy.compactMap { raw[$0] }.first
        return ChannelNews(
            .flow, word: raw["event"]?.text,
            facts: fact(.name, raw["flow_id"]) + fact(.formerStatus, raw["old_status"])
                + fact(.status, raw["new_status"])
                + fact(.status, raw["alert_state"]) + fact(.threshold, raw["threshold"]) + fact(.measured, measured)
                + fact(.words, raw["message"]),
            weight: isAlert || isBlocked ? .warning : .calm)
    }

    private static func category(_ raw: JSONValue, isDetection: Bool) -> ChannelNews {
        let current = raw["new_category"] ?? raw["category"]
        return ChannelNews(
            .category, word: isDetection ? "DETECTED" : "ANNOUNCED",
            facts: fact(.template, raw["message_template_name"] ?? raw["message_template_id"])
                + fact(.category, current) + fact(.status, raw["correct_category"])
                + fact(.effective, raw["category_update_timestamp"]),
            weight: .warning)
    }

    private static func error(_ raw: JSONValue) -> ChannelNews {
        guard let error = APIError(raw) else { return ChannelNews(.error, word: nil, weight: .warning) }
        let sentence = error.details ?? error.message ?? error.title
        return ChannelNews(
            .error, word: nil,
            facts: (error.code.map { [Fact(.code, "\($0)")] } ?? []) + (sentence.map { [Fact(.words, $0)] } ?? []),
            weight: .warning)
    }

    /// Of a field that is read elsewhere, what did not work: a group that could not be made is no conversation yet.
    private static func unknown(_ field: String, _ raw: JSONValue) -> ChannelNews {
        let elements = [raw] + (raw["groups"]?.list ?? [])
        let errors = elements.lazy.compactMap { APIError.list($0["errors"]).first }
        guard let error = errors.first else { return ChannelNews(.unknown, word: nil, facts: [Fact(.name, field)]) }
        let sentence = error.details ?? error.message ?? error.title
        return ChannelNews(
            .error, word: nil,
            facts: (error.code.map { [Fact(.code, "\($0)")] } ?? []) + (sentence.map { [Fact(.words, $0)] } ?? [])
                + fact(.entity, .string(field)),
            weight: .warning)
    }

    private static func history(_ raw: JSONValue) -> ChannelNews {
        let chunk = raw["history"]?.list?.first ?? raw
        if let error = APIError.list(chunk["errors"]).first {
            return ChannelNews(
                .history, word: "REFUSED",
                facts: (error.code.map { [Fact(.code, "\($0)")] } ?? [])
                    + ((error.details ?? error.title ?? error.message).map { [Fact(.words, $0)] } ?? []))
        }
        return ChannelNews(.history, word: "PROGRESS", facts: fact(.progress, chunk["metadata"]?["progress"]))
    }

    private static func marketing(_ field: String, _ raw: JSONValue) -> ChannelNews {
        let elements = (raw[field] ?? raw["events"])?.list ?? [raw]
        let told = elements.prefix(20).map { element -> (word: String?, facts: [Fact]) in
            let word = element["event_name"]?.text ?? element["action_type"]?.text
            let click = word.flatMap { element["\($0)_data"] } ?? element["custom_data"] ?? .null
            return (
                word,
                fact(.click, click["click_component"]) + fact(.name, click["product_id"])
                    + fact(.measured, click["value"])
            )
        }
        // The first is what the news is called by; each further one says itself what it is.
        let rest = told.dropFirst().flatMap { fact(.happened, $0.word.map { .string($0) }) + $0.facts }
        return ChannelNews(.marketing, word: told.first?.word, facts: (told.first?.facts ?? []) + rest)
    }
}
