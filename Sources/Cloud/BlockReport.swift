import WhatsApp

/// What became of blocking or unblocking some people (`whatsapp.md` §7.3): each succeeds or fails for itself.
public struct BlockReport: Hashable, Sendable {
    /// Somebody who is as they were.
    public struct Failure: Hashable, Sendable {
        /// Whom, as we named them.
        public var input: String
        /// Why not: 131047 for somebody who has not written within 24 hours.
        public var error: APIError
    }

    /// Who is blocked, or is not any more, as we named them.
    public var done: [String]
    /// Who is as they were.
    public var failed: [Failure]

    /// Reads an answer, also that of a partial failure, which is an error with a report beside it; nil when it is neither.
    /// The documentation prints `added_users` for unblocking as well.
    init?(_ json: JSONValue) {
        guard let report = json["block_users"], report.object != nil else { return nil }
        func people(_ name: String) -> [JSONValue] { report[name]?.list ?? [] }
        func input(_ json: JSONValue) -> String { (json["input"] ?? json["user_id"] ?? json["wa_id"])?.text ?? "?" }
        done = (people("added_users") + people("removed_users")).map(input)
        failed = people("failed_users").map { person in
            let error = (person["errors"]?.list ?? []).compactMap { APIError($0) }.first
            return Failure(input: input(person), error: error ?? APIError(json) ?? APIError(code: nil))
        }
        if done.isEmpty, failed.isEmpty, json["error"] != nil { return nil }
    }
}

/// Somebody the business blocked.
public struct BlockedUser: Hashable, Sendable {
    /// Digits without `+`.
    public var waID: String?
    /// The business-scoped user id.
    public var userID: String?
}
