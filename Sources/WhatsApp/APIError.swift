/// An error of the platform, from an HTTP answer or from a webhook (`whatsapp.md` §9.1).
public struct APIError: Error, Hashable, Sendable {
    /// What to branch on. Absent only in damaged payloads.
    public var code: Int?
    /// A few words of the platform. Not stable; for display only.
    public var title: String?
    /// The platform's sentence, often the title with its code in front.
    public var message: String?
    /// `error_data.details`: the most useful sentence there is.
    public var details: String?
    /// A page about the error.
    public var href: String?
    /// Such as `OAuthException`; HTTP answers only.
    public var type: String?
    /// No longer sent since version 16.
    public var subcode: Int?
    /// What Meta's support asks for.
    public var traceID: String?
    /// Whether the platform says that trying again may help.
    public var isTransient: Bool?
    /// A title meant for people, in HTTP answers.
    public var userTitle: String?
    /// A sentence meant for people, in HTTP answers.
    public var userMessage: String?

    /// An error made in code, as the simulator does.
    public init(
        code: Int?, title: String? = nil, message: String? = nil, details: String? = nil, href: String? = nil,
        type: String? = nil, subcode: Int? = nil, traceID: String? = nil, isTransient: Bool? = nil,
        userTitle: String? = nil, userMessage: String? = nil
    ) {
        self.code = code
        self.title = title
        self.message = message
        self.details = details
        self.href = href
        self.type = type
        self.subcode = subcode
        self.traceID = traceID
        self.isTransient = isTransient
        self.userTitle = userTitle
        self.userMessage = userMessage
    }

    /// One error object of either shape, or the `{"error": {…}}` around it, or a bare string or code.
    /// `nil` for `null` and empty values.
    public init?(_ json: JSONValue) {
        if let inner = json["error"], !inner.isNull {
            self.init(inner)
            return
        }
        switch json {
        case .object(let members) where !members.isEmpty:
            let data = json["error_data"]
            self.init(
                code: Self.number(json["code"] ?? json["error_code"]), title: json["title"]?.text,
                message: json["message"]?.text, details: data?["details"]?.text ?? data?.text,
                href: json["href"]?.text, type: json["type"]?.text, subcode: Self.number(json["error_subcode"]),
                traceID: json["fbtrace_id"]?.text, isTransient: json["is_transient"]?.bool,
                userTitle: json["error_user_title"]?.text, userMessage: json["error_user_msg"]?.text)
        case .string(let text) where !text.isEmpty: self.init(code: nil, message: text)
        case .int: self.init(code: Self.number(json))
        default: return nil
        }
    }

    /// The errors of an `errors` member, which may be a list, one object, or absent.
    static func list(_ json: JSONValue?) -> [APIError] {
        guard let json else { return [] }
        return (json.array ?? [json]).compactMap { APIError($0) }
    }

    private static func number(_ json: JSONValue?) -> Int? { json?.int.flatMap { Int(exactly: $0) } }
}

extension APIError {
    /// What our catalogue knows of this code.
    public var entry: ErrorCatalogue.Entry { ErrorCatalogue.entry(for: code) }

    /// The platform's best sentence about it, without our words. Untrusted text.
    public var sentence: String? { details ?? userMessage ?? message ?? title ?? userTitle }
}
