import Inbox
import WhatsApp

/// Small nodes of the number: what its shop shows, and whom it may call (`whatsapp.md` §7.5, §7.14).
extension CloudSimulator {
    /// `GET|POST /{PHONE}/whatsapp_commerce_settings`; what is set comes in the query or in the body.
    mutating func shop(_ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse {
        if request.method == "POST" {
            let json: JSONObject = try request.body.isEmpty ? [:] : members(of: request)
            let names = ["is_cart_enabled", "is_catalog_visible"]
            try Self.refuseStrangers(.object(json), allowed: Set(names), place: nil)
            for name in names {
                guard let given = request.query[name].map(JSONValue.string) ?? json[name] else { continue }
                guard let value = given.bool else { throw .invalidParameter("Param \(name) must be a boolean.") }
                shopSettings[name] = .bool(value)
            }
            return .json(["success": true])
        }
        try requireGet(request)
        try Self.refuseFields(request, known: Set(shopSettings.keys))
        return .json(["data": [Self.picked(shopSettings, request.query["fields"], usual: nil)]])
    }

    /// As a shop is at first: the catalogue is the one that customers order from.
    static let firstShop: JSONObject = [
        "id": "620000000000001", "is_cart_enabled": true, "is_catalog_visible": true,
    ]

    /// `GET /{PHONE}/call_permissions`: nobody has given one, for calls are not simulated; but they can be asked.
    func callPermissions(_ request: SimRequest) throws(SimError) -> SimResponse {
        try requireGet(request)
        guard let address = request.query["user_wa_id"] ?? request.query["recipient"], !address.isEmpty else {
            throw .invalidParameter("The parameter user_wa_id or recipient is required.")
        }
        guard let place = place(of: address), people[place].groupID == nil else { throw SimError(131026) }
        let limit = { (period: JSONValue, most: Int64) -> JSONValue in
            ["time_period": period, "max_allowed": .int(most), "current_usage": 0]
        }
        return .json([
            "messaging_product": "whatsapp", "permission": ["status": "no_permission"],
            "actions": [
                [
                    "action_name": "send_call_permission_request", "can_perform_action": true,
                    "limits": [limit("PT24H", 1), limit("P7D", 2)],
                ],
                ["action_name": "start_call", "can_perform_action": false, "limits": [limit("PT24H", 10)]],
            ],
        ])
    }
}
