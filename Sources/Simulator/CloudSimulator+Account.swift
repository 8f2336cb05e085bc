import Inbox
import WhatsApp

extension CloudSimulator {
    // MARK: Nodes

    /// A node with what is not as usual.
    private func amending(_ node: JSONObject, unfilled: Set<String>) -> JSONObject {
        var node = node
        for (name, value) in amended.members where node[name] != nil || unfilled.contains(name) { node[name] = value }
        return node
    }

    private func numberFields() -> JSONObject { amending(usualNumberFields(), unfilled: Self.unfilledOfNumber) }

    private func usualNumberFields() -> JSONObject {
        var fields: JSONObject = [
            "id": .string(account.phoneNumberID), "verified_name": .string(account.verifiedName),
            "display_phone_number": .string(account.displayPhone), "code_verification_status": "VERIFIED",
            "quality_rating": "GREEN", "platform_type": "CLOUD_API", "throughput": ["level": "STANDARD"],
            "status": registration.isRegistered ? "CONNECTED" : "DISCONNECTED",
            "name_status": rules.hasApprovedName ? "APPROVED" : "PENDING_REVIEW",
            "account_mode": "LIVE",
            "is_official_business_account": false, "is_pin_enabled": true,
            "whatsapp_business_manager_messaging_limit": .string(limit.word),
            "health_status": health(of: .number),
        ]
        if let uri = callbacks.number { fields["webhook_configuration"] = ["phone_number": .string(uri)] }
        fields["new_name_status"] = newName.map { _ in "PENDING_REVIEW" }
        return fields
    }

    /// What a node shows when nobody asks for fields (`whatsapp.md` §7.1).
    private static let usualFields = [
        "verified_name", "code_verification_status", "display_phone_number", "quality_rating", "platform_type",
        "throughput", "webhook_configuration",
    ]

    mutating func numberNode(_ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse {
        if request.method == "POST" { return try changeNumber(request, at: time) }
        try requireGet(request)
        try countCall(at: time)
        return .json(
            headers: usageHeaders(at: time),
            try pick(from: numberFields(), request, usual: Self.usualFields, unfilled: Self.unfilledOfNumber))
    }

    mutating func accountNode(_ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse {
        if request.method == "POST" { return try changeAccount(request, at: time) }
        try requireGet(request)
        try countCall(at: time)
        if let answer = try analytics(request, at: time) { return answer }
        let fields: JSONObject = [
            "id": .string(account.wabaID), "name": .string(account.verifiedName), "currency": "BRL",
            "timezone_id": "25", "country": "BR", "account_review_status": "APPROVED",
            "business_verification_status": "verified", "status": "ACTIVE", "message_template_namespace": "5f2c_aurora",
            "ownership_type": "SELF",
            "owner_business_info": ["name": .string(account.verifiedName), "id": .string(Self.businessID)],
            "marketing_messages_lite_api_status": "ONBOARDED", "is_enabled_for_insights": .bool(hasInsights),
            "disable_marketing_messages_on_cloud_api": .bool(rules.marketing == .endpoint),
            "health_status": health(of: .account),
        ]
        return .json(
            headers: usageHeaders(at: time),
            try pick(
                from: amending(fields, unfilled: Self.unfilledOfAccount), request,
                usual: ["name", "currency", "timezone_id", "message_template_namespace"],
                unfilled: Self.unfilledOfAccount))
    }

    /// `POST /{WABA}?is_enabled_for_insights=true`, which nothing takes back (`whatsapp.md` §7.8).
    private mutating func changeAccount(_ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse {
        try countCall(at: time)
        let json: JSONObject = try request.body.isEmpty ? [:] : members(of: request)
        guard request.query["is_enabled_for_insights"] == "true" || json["is_enabled_for_insights"]?.bool == true else {
            throw .invalidParameter("Of this object only is_enabled_for_insights=true is simulated.")
        }
        hasInsights = true
        return .json(headers: usageHeaders(at: time), ["success": true])
    }

    mutating func numberList(_ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse {
        try requireGet(request)
        try countCall(at: time)
        let number = try pick(
            from: numberFields(), request, usual: Self.usualFields, unfilled: Self.unfilledOfNumber)
        return .json(
            headers: usageHeaders(at: time),
            ["data": [number], "paging": ["cursors": ["before": "QVFI", "after": "QVFI"]]])
    }

    // MARK: Parts

    func requireGet(_ request: SimRequest) throws(SimError) {
        guard request.method == "GET" else {
            throw .invalidParameter("\(request.method) of this object is not simulated yet.")
        }
    }

    /// The body, which must be a JSON object.
    func members(of request: SimRequest) throws(SimError) -> JSONObject {
        guard let json = try? JSONValue(bytes: request.body), let members = json.object else {  // all defects alike
            throw .invalidParameter("The body is not a JSON object.")
        }
        return members
    }

    func positive(_ text: String?, name: String) throws(SimError) -> Int? {
        guard let text else { return nil }
        guard let number = Int(text), number > 0 else {
            throw .invalidParameter("Param \(name) must be a positive number.")
        }
        return number
    }

    private func pick(
        from members: JSONObject, _ request: SimRequest, usual: [String], unfilled: Set<String>
    ) throws(SimError) -> JSONValue {
        try Self.refuseFields(request, known: unfilled.union(members.keys))
        return Self.picked(members, request.query["fields"], usual: usual)
    }

    /// Graph refuses a field that an object does not have.
    static func refuseFields(_ request: SimRequest, known: Set<String>) throws(SimError) {
        guard let stranger = fieldNames(request.query["fields"]).first(where: { !known.contains($0) }) else { return }
        let name = stranger.prefix { $0 != "." }
        guard !name.hasSuffix("analytics") else { throw .invalidParameter("The field \(name) is not simulated yet.") }
        throw .invalidParameter("Tried accessing nonexisting field (\(stranger)).")
    }

    /// Documented fields that this number has nothing in; the platform leaves such fields out (`whatsapp.md` §7.1).
    private static let unfilledOfNumber: Set<String> = [
        "webhook_configuration", "username", "certificate", "last_onboarded_time", "conversational_automation",
        "new_name_status", "official_business_account", "search_visibility", "host_platform", "is_preverified_number",
        "quality_score", "messaging_limit_tier", "is_on_biz_app", "eligibility_for_api_business_global_search",
        "new_certificate", "country_code", "country_dial_code", "new_display_name",
    ]

    /// The same of the account.
    private static let unfilledOfAccount: Set<String> = [
        "marketing_messages_onboarding_status", "on_behalf_of_business_info", "subscribed_apps",
        "primary_funding_id", "purchase_order_number", "whatsapp_business_manager_messaging_limit",
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
}
