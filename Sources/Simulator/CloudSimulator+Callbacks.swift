import Inbox
import WhatsApp

/// Where webhooks go, as far as the platform is told: `subscribed_apps`, and the number's own settings (`whatsapp.md` §7.6,
/// §7.9). The simulation sends them where it was started to; it only remembers what was set.
extension CloudSimulator {
    /// Addresses that take precedence over the app's.
    struct Callbacks: Hashable, Sendable {
        var account: String?
        var number: String?
    }

    mutating func subscription(_ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse {
        try countCall(at: time)
        switch request.method {
        case "POST":
            let json: JSONObject = try request.body.isEmpty ? [:] : members(of: request)
            try Self.refuseStrangers(.object(json), allowed: ["override_callback_uri", "verify_token"], place: nil)
            // Without an address the one that was set is gone.
            callbacks.account = try Self.callback(json)
            isSubscribed = true
        case "DELETE":
            isSubscribed = false
            callbacks.account = nil
        default:
            try requireGet(request)
            var app: JSONObject = [
                "whatsapp_business_api_data": [
                    "id": .string(Self.appID), "name": "Oriel",
                    "link": .string("https://www.facebook.com/games/?app_id=\(Self.appID)"),
                ]
            ]
            app["override_callback_uri"] = callbacks.account.map(JSONValue.string)
            return .json(headers: usageHeaders(at: time), ["data": isSubscribed ? [.object(app)] : []])
        }
        return .json(headers: usageHeaders(at: time), ["success": true])
    }

    /// Nil when the address is absent or empty.
    private static func callback(_ json: JSONObject) throws(SimError) -> String? {
        guard let given = json["override_callback_uri"], !given.isNull else { return nil }
        guard case .string(let uri) = given else {
            throw .invalidParameter("Param override_callback_uri must be a string.")
        }
        if uri.isEmpty { return nil }
        guard uri.hasPrefix("https://") || uri.hasPrefix("http://"), !uri.contains(where: \.isWhitespace) else {
            throw .invalidParameter("Param override_callback_uri must be a URL.")
        }
        guard json["verify_token"]?.text != nil else {
            throw .invalidParameter("The parameter verify_token is required.")
        }
        return uri
    }

    /// `POST /{PHONE}`: another address for webhooks, the PIN, or a new name to be reviewed.
    mutating func changeNumber(_ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse {
        try countCall(at: time)
        let json = try members(of: request)
        try Self.refuseStrangers(
            .object(json), allowed: ["webhook_configuration", "pin", "new_display_name", "messaging_product"],
            place: nil)
        guard json.keys.contains(where: { $0 != "messaging_product" }) else {
            throw .invalidParameter("Nothing to change was given.")
        }
        if let pin = json["pin"] {
            guard case .string(let digits) = pin, Self.isPIN(digits) else {
                throw .invalidParameter("Param pin must be a string of six digits.")
            }
            registration.pin = digits
        }
        if let name = json["new_display_name"] {
            guard case .string(let text) = name, !text.allSatisfy(\.isWhitespace) else {
                throw .invalidParameter("Param new_display_name must be a string.")
            }
            newName = text
        }
        if let configuration = json["webhook_configuration"] {
            try Self.refuseStrangers(
                configuration, allowed: ["override_callback_uri", "verify_token"], place: "webhook_configuration")
            guard let members = configuration.object, members["override_callback_uri"] != nil else {
                throw .invalidParameter("The parameter webhook_configuration.override_callback_uri is required.")
            }
            callbacks.number = try Self.callback(members)
        }
        return .json(headers: usageHeaders(at: time), ["success": true])
    }
}
