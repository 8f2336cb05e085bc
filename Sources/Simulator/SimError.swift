import WhatsApp

/// An error of the platform as this simulation tells it: code, the usual HTTP status and title (`whatsapp.md` §9), and
/// what exactly was wrong.
struct SimError: Error, Hashable {
    var code: Int
    var http: Int
    var title: String
    var details: String
    var subcode: Int?
    /// Graph's own errors say what is wrong in `message`; WhatsApp's add `error_data`.
    var isGraphError: Bool

    /// An error of the WhatsApp family.
    init(_ code: Int, _ details: String? = nil) {
        let known = Self.known[code] ?? Known(400, "Something went wrong", "Error \(code)")
        self.code = code
        http = known.http
        title = known.title
        self.details = details ?? known.details
        isGraphError = false
    }

    private init(graph code: Int, http: Int, message: String, subcode: Int? = nil) {
        self.code = code
        self.http = http
        title = message
        details = message
        self.subcode = subcode
        isGraphError = true
    }

    static func invalidParameter(_ what: String) -> SimError {
        SimError(graph: 100, http: 400, message: "(#100) \(what)")
    }

    static let badToken = SimError(
        graph: 190, http: 401, message: "Error validating access token: it is missing, expired or of another app.")

    static func unknownObject(_ id: String, method: String) -> SimError {
        SimError(
            graph: 100, http: 400,
            message: "Unsupported \(method.lowercased()) request. Object with ID '\(id)' does not exist, cannot be "
                + "loaded due to missing permissions, or does not support this operation.",
            subcode: 33)
    }

    static let cursor = SimError(131059)

    func response(traceID: String) -> SimResponse {
        var error: JSONObject = [
            "message": .string(isGraphError ? title : "(#\(code)) \(title)"), "type": "OAuthException",
            "code": .int(Int64(code)), "fbtrace_id": .string(traceID),
        ]
        if let subcode { error["error_subcode"] = .int(Int64(subcode)) }
        if !isGraphError {
            error["error_data"] = ["messaging_product": "whatsapp", "details": .string(details)]
        }
        if code == 131016 || code == 2 { error["is_transient"] = true }
        return SimResponse.json(status: http, ["error": .object(error)])
    }

    /// The form errors take inside a `failed` status (`whatsapp.md` §2.5).
    var webhookForm: JSONValue {
        [
            "code": .int(Int64(code)), "title": .string(title), "message": .string(title),
            "error_data": ["details": .string(details)],
            "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
        ]
    }
}
