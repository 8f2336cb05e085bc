import WhatsApp

/// `health_status` of the number, the account and a template (`whatsapp.md` §7.7).
extension CloudSimulator {
    /// What the account belongs to.
    static let businessID = "640000000000001"
    /// What calls with the token.
    static let appID = "650000000000001"

    /// Whose health it is.
    enum HealthNode {
        case number
        case account
        case template(SimTemplate)
    }

    func health(of node: HealthNode) -> JSONValue {
        var entities: [JSONObject] = []
        switch node {
        case .number:
            var number = Self.entity("PHONE_NUMBER", account.phoneNumberID)
            if !rules.hasApprovedName {
                number["can_send_message"] = "LIMITED"
                number["additional_info"] = ["Display name is not approved yet."]
            }
            entities.append(number)
        case .template(let template):
            var entity = Self.entity("MESSAGE_TEMPLATE", template.id)
            if !template.isSendable {
                entity["can_send_message"] = "BLOCKED"
                entity["errors"] = Self.problem(
                    141_002, "The template is not approved.", "Wait for its review, or edit it.")
            }
            entities.append(entity)
        case .account: break
        }
        var waba = Self.entity("WABA", account.wabaID)
        if !rules.canPay {
            // What is free still gets through (`whatsapp.md` §3.6).
            waba["can_send_message"] = "LIMITED"
            waba["errors"] = Self.problem(141_006, "There is no valid payment method.", "Add one to the account.")
        }
        entities += [waba, Self.entity("BUSINESS", Self.businessID), Self.entity("APP", Self.appID)]
        let words = entities.compactMap { $0["can_send_message"]?.string }
        // The worst of all.
        let overall = ["BLOCKED", "LIMITED"].first { words.contains($0) } ?? "AVAILABLE"
        return ["can_send_message": .string(overall), "entities": .array(entities.map(JSONValue.object))]
    }

    private static func entity(_ type: String, _ id: String) -> JSONObject {
        ["entity_type": .string(type), "id": .string(id), "can_send_message": "AVAILABLE"]
    }

    private static func problem(_ code: Int64, _ words: String, _ solution: String) -> JSONValue {
        [
            [
                "error_code": .int(code), "error_description": .string(words),
                "possible_solution": .string(solution),
            ]
        ]
    }
}
