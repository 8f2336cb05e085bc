import Inbox
import WhatsApp

extension GraphClient {
    /// Blocks people on one number: what they write does not arrive any more, and what is sent to them fails
    /// (`whatsapp.md` §7.3). The platform takes only who wrote within the last 24 hours.
    /// - Throws: `GraphFailure`; people who could not be blocked are in the report.
    public func block(_ people: [Inbox.Address], number: NumberID) async throws(GraphFailure) -> BlockReport {
        try await blocking(.post, people, number)
    }

    /// Takes a block back; no rule of time holds.
    /// - Throws: `GraphFailure`; people who could not be unblocked are in the report.
    public func unblock(_ people: [Inbox.Address], number: NumberID) async throws(GraphFailure) -> BlockReport {
        try await blocking(.delete, people, number)
    }

    /// Everybody blocked on a number: all pages or none. A list that changed meanwhile (139102) is read once more.
    /// - Throws: `GraphFailure`.
    public func blockedUsers(number: NumberID) async throws(GraphFailure) -> [BlockedUser] {
        do {
            return try await allBlockedUsers(number)
        } catch {
            guard case .refused(let refusal, _) = error, refusal.code == 139_102 else { throw error }
            return try await allBlockedUsers(number)
        }
    }

    private func allBlockedUsers(_ number: NumberID) async throws(GraphFailure) -> [BlockedUser] {
        var users: [BlockedUser] = []
        try await pages([number.value, "block_users"]) { json throws(GraphFailure) in
            // The documentation nests a list in each element; the platform's own description does not.
            for element in json["data"]?.array ?? [] {
                for user in element["block_users"]?.array ?? [element] {
                    users.append(BlockedUser(waID: user["wa_id"]?.text, userID: user["user_id"]?.text))
                }
            }
        }
        return users
    }

    private func blocking(
        _ method: HTTPRequest.Method, _ people: [Inbox.Address], _ number: NumberID
    ) async throws(GraphFailure) -> BlockReport {
        var users: [JSONValue] = []
        for person in people {
            switch person {
            case .phone(let digits): users.append(["user": .string(digits)])
            case .bsuid(let id): users.append(["user_id": .string(id)])
            case .group(let id): throw .badIdentifier(id)
            }
        }
        let body: JSONValue = ["messaging_product": "whatsapp", "block_users": .array(users)]
        let url = try base.url([number.value, "block_users"])
        switch await exchange(HTTPRequest(method, url, body: body.canonicalBytes, isRepeatable: false)) {
        case .noToken(let error): throw .token(error)
        case .failure(let failure): throw .transport(failure)
        case .reply(let reply):
            if let report = reply.json.flatMap({ BlockReport($0) }) { return report }
            if let error = reply.apiError { throw .refused(error, httpStatus: reply.status) }
            throw .unreadable(httpStatus: reply.status)
        }
    }
}
