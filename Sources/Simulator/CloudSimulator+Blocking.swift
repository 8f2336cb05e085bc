import Inbox
import WhatsApp

extension CloudSimulator {
    /// `GET|POST|DELETE /{phone}/block_users` (`whatsapp.md` §7.3).
    mutating func blockList(_ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse {
        switch request.method {
        case "GET": return try blockedPage(request, at: time)
        case "POST": return try block(request, true, at: time)
        case "DELETE": return try block(request, false, at: time)
        default: throw .unknownObject("block_users", method: request.method)
        }
    }

    /// What a blocked person was asked for by.
    private struct Wish {
        var input: String
        var place: Int?
    }

    private mutating func block(_ request: SimRequest, _ isBlock: Bool, at time: Instant) throws(SimError)
        -> SimResponse
    {
        guard let json = try? JSONValue(bytes: request.body), json.object != nil else {  // all defects alike
            throw .invalidParameter("The body is not a JSON object.")
        }
        guard json["messaging_product"] == "whatsapp" else {
            throw .invalidParameter("The parameter messaging_product is required.")
        }
        try Self.refuseStrangers(json, allowed: ["messaging_product", "block_users"], place: nil)
        guard let users = json["block_users"]?.array, !users.isEmpty else {
            throw SimError(131008, "Parameter block_users is missing or empty.")
        }
        var done: [JSONValue] = []
        var failed: [JSONValue] = []
        for user in users {
            let wish: Wish
            do throws(SimError) {
                wish = try self.wish(user)
            } catch {
                // Each for themselves: one that nobody can read keeps no other from being blocked.
                let input = user["user_id"]?.text ?? user["user"]?.text ?? user.canonicalText
                failed.append(Self.failure(input, error))
                continue
            }
            guard let place = wish.place, people[place].groupID == nil else {
                // Somebody who is not on WhatsApp, or a group.
                failed.append(Self.failure(wish.input, SimError(131026)))
                continue
            }
            if isBlock, let error = try refusal(toBlock: people[place], at: time) {
                failed.append(Self.failure(wish.input, error))
                continue
            }
            if people[place].isBlocked != isBlock { blockRevision += 1 }
            people[place].isBlocked = isBlock
            var entry: JSONObject = ["input": .string(wish.input), "user_id": .string(people[place].bsuid)]
            if let phone = people[place].phone { entry["wa_id"] = .string(phone) }
            done.append(.object(entry))
        }
        var report: JSONObject = [isBlock ? "added_users" : "removed_users": .array(done)]
        var answer: JSONObject = ["messaging_product": "whatsapp"]
        if !failed.isEmpty {
            report["failed_users"] = .array(failed)
            let partial = SimError(139_100, "Some users could not be \(isBlock ? "blocked" : "unblocked").")
            let error = try? JSONValue(bytes: partial.response(traceID: "A" + random.word(21)).body)  // we wrote it
            answer["error"] = error?["error"]
        }
        answer["block_users"] = .object(report)
        return .json(status: failed.isEmpty ? 200 : 400, .object(answer))
    }

    private func wish(_ user: JSONValue) throws(SimError) -> Wish {
        if let id = user["user_id"]?.text {
            guard Alias.isBSUID(id) else {
                throw SimError(131009, "user_id must be a business-scoped user id, and no parent's.")
            }
            return Wish(input: id, place: place(of: id))
        }
        guard let phone = user["user"]?.text else {
            throw SimError(131008, "Parameter block_users.user or block_users.user_id is missing.")
        }
        guard let alias = Alias(anyID: phone), alias.kind == .waID else {
            throw SimError(131009, "user must be a phone number with its country code.")
        }
        return Wish(input: phone, place: place(of: alias.value))
    }

    /// Only who wrote within the last 24 hours can be blocked; unblocking knows no such rule.
    private func refusal(toBlock person: SimPerson, at time: Instant) throws(SimError) -> SimError? {
        guard people.count(where: { $0.isBlocked }) < Self.mostBlocked else { throw SimError(139_101) }
        let isRecent = person.lastTrigger.map { time < $0 + ServiceWindow.length } ?? false
        return isRecent ? nil : SimError(131047)
    }

    private static let mostBlocked = 64_000

    private static func failure(_ input: String, _ error: SimError) -> JSONValue {
        [
            "input": .string(input),
            "errors": [
                [
                    "message": .string(error.title), "code": .int(Int64(error.code)),
                    "error_data": ["details": .string(error.details)],
                ]
            ],
        ]
    }

    private mutating func blockedPage(_ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse {
        try countCall(at: time)
        let blocked = people.filter(\.isBlocked)
        let revision = "\(blockRevision)"
        let page = try self.page(of: blocked.count, request) { (text: String) throws(SimError) -> Int? in
            // The list of another revision is another list.
            let parts = text.split(separator: "-", maxSplits: 1).map(String.init)
            guard parts.count == 2, let place = Self.place(ofCursor: parts[0]) else { throw .cursor }
            guard parts[1] == revision else { throw SimError(139_102) }
            return place
        }
        let data = blocked[page].map { person -> JSONValue in
            // Some readers go by what was asked for, as in the answer to a POST.
            var user: JSONObject = [
                "messaging_product": "whatsapp", "user_id": .string(person.bsuid),
                "input": .string(person.phone ?? person.bsuid),
            ]
            if let phone = person.phone { user["wa_id"] = .string(phone) }
            return .object(user)
        }
        var list: JSONObject = ["data": .array(data)]
        if !page.isEmpty {
            list["paging"] = paging(page, of: blocked.count, request) { "\(Self.cursor($0))-\(revision)" }
        }
        return .json(headers: usageHeaders(at: time), .object(list))
    }
}
