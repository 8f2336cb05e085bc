import Inbox
import WhatsApp

extension CloudSimulator {
    // MARK: Nodes

    /// The number's node, with what is not as usual.
    func numberFields() -> JSONObject { Self.amending(usualNumberFields(), amended) }

    private static func amending(_ node: JSONObject, _ amended: JSONObject) -> JSONObject {
        var node = node
        for (name, value) in amended.members where node[name] != nil || unfilledFields.contains(name) {
            node[name] = value
        }
        return node
    }

    private func usualNumberFields() -> JSONObject {
        [
            "id": .string(account.phoneNumberID), "verified_name": .string(account.verifiedName),
            "display_phone_number": .string(account.displayPhone), "code_verification_status": "VERIFIED",
            "quality_rating": "GREEN", "platform_type": "CLOUD_API", "throughput": ["level": "STANDARD"],
            "status": "CONNECTED", "name_status": rules.hasApprovedName ? "APPROVED" : "PENDING_REVIEW",
            "account_mode": "LIVE",
            "is_official_business_account": false, "is_pin_enabled": true,
            "whatsapp_business_manager_messaging_limit": .string(limit.word),
            "health_status": [
                "can_send_message": "AVAILABLE",
                "entities": [
                    [
                        "entity_type": "PHONE_NUMBER", "id": .string(account.phoneNumberID),
                        "can_send_message": "AVAILABLE",
                    ],
                    ["entity_type": "WABA", "id": .string(account.wabaID), "can_send_message": "AVAILABLE"],
                ],
            ],
        ]
    }

    /// What a node shows when nobody asks for fields (`whatsapp.md` §7.1).
    private static let usualFields = [
        "verified_name", "code_verification_status", "display_phone_number", "quality_rating", "platform_type",
        "throughput",
    ]

    mutating func numberNode(_ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse {
        try requireGet(request)
        try countCall(at: time)
        return .json(headers: usageHeaders(at: time), try pick(from: numberFields(), request, usual: Self.usualFields))
    }

    mutating func accountNode(_ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse {
        try requireGet(request)
        try countCall(at: time)
        let fields: JSONObject = [
            "id": .string(account.wabaID), "name": .string(account.verifiedName), "currency": "BRL",
            "timezone_id": "25", "country": "BR", "account_review_status": "APPROVED",
            "business_verification_status": "verified", "status": "ACTIVE", "message_template_namespace": "5f2c_aurora",
            "health_status": ["can_send_message": "AVAILABLE", "entities": []],
        ]
        return .json(
            headers: usageHeaders(at: time),
            try pick(
                from: Self.amending(fields, amended), request,
                usual: ["name", "currency", "timezone_id", "message_template_namespace"]))
    }

    mutating func numberList(_ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse {
        try requireGet(request)
        try countCall(at: time)
        let number = try pick(from: numberFields(), request, usual: Self.usualFields)
        return .json(
            headers: usageHeaders(at: time),
            ["data": [number], "paging": ["cursors": ["before": "QVFI", "after": "QVFI"]]])
    }

    mutating func subscription(_ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse {
        try countCall(at: time)
        switch request.method {
        case "POST": isSubscribed = true
        case "DELETE": isSubscribed = false
        default:
            try requireGet(request)
            let app: JSONValue = [
                "whatsapp_business_api_data": [
                    "id": "650000000000001", "name": "Oriel",
                    "link": "https://www.facebook.com/games/?app_id=650000000000001",
                ]
            ]
            return .json(headers: usageHeaders(at: time), ["data": isSubscribed ? [app] : []])
        }
        return .json(headers: usageHeaders(at: time), ["success": true])
    }

    // MARK: Templates

    mutating func templateList(_ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse {
        try requireGet(request)
        try countCall(at: time)
        let query = request.query
        let limit = try positive(query["limit"], name: "limit") ?? 25
        let fitting = templates.filter { template in
            (query["name"].map { $0 == template.name } ?? true)
                && (query["name_or_content"].map { template.name.contains($0) || template.body.contains($0) } ?? true)
                && (query["language"].map { $0 == template.language } ?? true)
                && (query["status"].map { $0.uppercased() == template.status } ?? true)
                && (query["category"].map { $0.uppercased() == template.category } ?? true)
                && (query["quality_score"].map { $0.uppercased() == template.quality } ?? true)
        }
        var first = 0
        if let after = query["after"], !after.isEmpty {
            guard let place = Self.place(ofCursor: after), place <= fitting.count else { throw .cursor }
            first = place
        }
        let page = fitting.dropFirst(first).prefix(limit)
        let data = page.map { template in
            Self.picked(template.json.object ?? [:], query["fields"], usual: nil)
        }
        var list: JSONObject = ["data": .array(data)]
        if !page.isEmpty {
            let end = first + page.count
            var paging: JSONObject = [
                "cursors": ["before": .string(Self.cursor(first)), "after": .string(Self.cursor(end))]
            ]
            if end < fitting.count { paging["next"] = .string(next(after: Self.cursor(end), request)) }
            list["paging"] = .object(paging)
        }
        if query["summary"] != nil { list["summary"] = Self.picked(summary(of: fitting), query["summary"], usual: nil) }
        return .json(headers: usageHeaders(at: time), .object(list))
    }

    /// How many there are, for who asks with `summary`. A verified account holds 6,000 (`whatsapp.md` §6.2).
    private func summary(of fitting: [SimTemplate]) -> JSONObject {
        [
            "total_count": .int(Int64(fitting.count)), "message_template_count": .int(Int64(templates.count)),
            "message_template_limit": 6_000, "are_translations_complete": true,
        ]
    }

    func next(after cursor: String, _ request: SimRequest) -> String {
        var query = request.query
        query["after"] = cursor
        let items = query.keys.sorted().map { "\(Self.escaped($0))=\(Self.escaped(query[$0] ?? ""))" }
        return request.origin + request.path + "?" + items.joined(separator: "&")
    }

    private static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        let bytes = text.utf8.flatMap { byte in
            plain.contains(byte) ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A cursor says nothing to its reader, as the platform's do.
    static func cursor(_ place: Int) -> String { "QVFI" + String(place * 7_919 + 104_729, radix: 36) }

    static func place(ofCursor text: String) -> Int? {
        guard text.hasPrefix("QVFI"), let number = Int(text.dropFirst(4), radix: 36) else { return nil }
        let (place, rest) = (number - 104_729).quotientAndRemainder(dividingBy: 7_919)
        return rest == 0 && place >= 0 ? place : nil
    }

    // MARK: Parts

    private func requireGet(_ request: SimRequest) throws(SimError) {
        guard request.method == "GET" else {
            throw .invalidParameter("\(request.method) of this object is not simulated yet.")
        }
    }

    func positive(_ text: String?, name: String) throws(SimError) -> Int? {
        guard let text else { return nil }
        guard let number = Int(text), number > 0 else {
            throw .invalidParameter("Param \(name) must be a positive number.")
        }
        return number
    }

    private func pick(
        from members: JSONObject, _ request: SimRequest, usual: [String]
    ) throws(SimError) -> JSONValue {
        let known = Set(members.keys)
        let asked = Self.fieldNames(request.query["fields"])
        if let stranger = asked.first(where: { !known.contains($0) && !Self.unfilledFields.contains($0) }) {
            throw .invalidParameter("Tried accessing nonexisting field (\(stranger)).")
        }
        return Self.picked(members, request.query["fields"], usual: usual)
    }

    /// Documented fields that this account has nothing in; the platform leaves such fields out.
    private static let unfilledFields: Set<String> = [
        "webhook_configuration", "username", "certificate", "last_onboarded_time", "conversational_automation",
        "new_name_status", "official_business_account", "search_visibility", "host_platform", "is_preverified_number",
        "quality_score", "messaging_limit_tier", "ownership_type", "owner_business_info",
        "marketing_messages_lite_api_status", "is_on_biz_app", "eligibility_for_api_business_global_search",
        "new_certificate", "country_code", "country_dial_code",
    ]

    static func fieldNames(_ fields: String?) -> [String] {
        (fields ?? "").split(separator: ",").map { String($0.filter { $0 != " " }) }.filter { !$0.isEmpty }
    }

    /// The members asked for and the id; without a question the usual ones, or all.
    static func picked(_ members: JSONObject, _ fields: String?, usual: [String]?) -> JSONValue {
        let asked = fieldNames(fields)
        if asked.isEmpty, usual == nil { return .object(members) }
        let names = Set((asked.isEmpty ? usual ?? [] : asked) + ["id"])
        return .object(JSONObject(members.members.filter { names.contains($0.key) }.map { ($0.key, $0.value) }))
    }

    mutating func countCall(at time: Instant) throws(SimError) {
        guard calls.take(at: time) else { throw SimError(80007) }
    }

    /// The share of the hourly calls that is used up, in per cent (`whatsapp.md` §8).
    mutating func usageHeaders(at time: Instant) -> [String: String] {
        let percent = Int64(calls.count(at: time) * 100 / calls.limit)
        let usage: JSONValue = [
            account.wabaID: [
                [
                    "type": "whatsapp_business_management", "call_count": .int(percent), "total_cputime": 1,
                    "total_time": 1, "estimated_time_to_regain_access": 0,
                ]
            ]
        ]
        return ["X-Business-Use-Case-Usage": usage.canonicalText, "facebook-api-version": "v25.0"]
    }
}
