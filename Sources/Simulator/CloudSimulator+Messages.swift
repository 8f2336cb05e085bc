import Inbox
import WhatsApp

extension CloudSimulator {
    /// `POST /{phone}/messages` (`whatsapp.md` §4): a message, a read mark or a typing indicator; or a template of marketing
    /// by the path for those.
    ///
    /// - Parameter failure: what an injected fault lets the message fail with after it was accepted.
    mutating func messages(
        _ request: SimRequest, by endpoint: Endpoint, failure: SimError?, at time: Instant
    ) throws(SimError) -> SimResponse {
        guard request.method == "POST" else { throw .unknownObject("messages", method: request.method) }
        // What is null counts as not given; what had to be given is missed further down.
        let json = JSONValue.object(try members(of: request)).withoutNulls
        guard let product = json["messaging_product"] else {
            throw .invalidParameter("The parameter messaging_product is required.")
        }
        guard product == "whatsapp" else {
            let got = product.string ?? "?"
            throw .invalidParameter("Param messaging_product must be one of {WHATSAPP} - got \"\(got)\".")
        }
        if endpoint == .marketing {
            try Self.checkMarketing(json)
            try Self.refuseStrangers(json, allowed: Self.marketingMembers, place: nil)
        } else {
            if json["status"] != nil { return try receipt(json, at: time) }
            try Self.refuseStrangers(json, allowed: Self.sendMembers, place: nil)
        }
        try checkRegistration()
        let recipient = try recipient(of: json)
        try checkRules(for: recipient)
        let message = try SendCheck.content(of: json)
        if message.template == nil { try checkUploaded(json[message.type], type: message.type, at: time) }
        return try send(message, json, to: recipient, by: endpoint, failure: failure, at: time)
    }

    private static let sendMembers: Set<String> = Set(SendCheck.types).union([
        "messaging_product", "recipient_type", "to", "recipient", "type", "context", "biz_opaque_callback_data",
        "recipient_identity_key_hash", "category", "ttl_seconds", "direct_send_config",
    ])

    private static let marketingMembers: Set<String> = [
        "messaging_product", "recipient_type", "to", "recipient", "type", "template", "context",
        "biz_opaque_callback_data", "recipient_identity_key_hash", "product_policy", "message_activity_sharing",
        "bid_spec",
    ]

    /// Graph answers a member it does not know with 100.
    static func refuseStrangers(_ json: JSONValue, allowed: Set<String>, place: String?) throws(SimError) {
        guard let stranger = json.object?.keys.first(where: { !allowed.contains($0) }) else { return }
        throw .invalidParameter("Unexpected key \"\(stranger)\"" + (place.map { " on param \"\($0)\"." } ?? "."))
    }

    // MARK: Read and typing

    private mutating func receipt(_ json: JSONValue, at time: Instant) throws(SimError) -> SimResponse {
        try Self.refuseStrangers(
            json, allowed: ["messaging_product", "status", "message_id", "typing_indicator"], place: nil)
        guard json["status"] == "read" else {
            throw .invalidParameter("Param status must be one of {READ} - got \"\(json["status"]?.string ?? "?")\".")
        }
        guard let id = json["message_id"]?.text else { throw SimError(131008, "Parameter message_id is missing.") }
        guard let sentAt = inbound[id] else { throw SimError(131009, "There is no message \(id) of a customer's.") }
        guard time < sentAt + .seconds(Limits.reactionAge) else {
            throw SimError(131009, "Message \(id) is more than 30 days old.")
        }
        if let typing = json["typing_indicator"], typing["type"] != "text" {
            throw SimError(131009, "typing_indicator.type must be text.")
        }
        return .json(["success": true])
    }

    // MARK: Recipient

    struct Target {
        /// As the caller wrote it.
        var input: String
        var isGroup: Bool
        var isBSUID: Bool
        /// Their place in the list; nil when nobody has that address.
        var place: Int?
    }

    func recipient(of json: JSONValue) throws(SimError) -> Target {
        let type = json["recipient_type"]?.string ?? "individual"
        guard type == "individual" || type == "group" else {
            throw .invalidParameter("Param recipient_type must be one of {INDIVIDUAL, GROUP} - got \"\(type)\".")
        }
        // Given both, the number wins (`whatsapp.md` §4.1).
        if let to = json["to"] {
            guard let text = to.text else { throw .invalidParameter("The parameter to is required.") }
            return try type == "group" ? group(text) : phone(text)
        }
        guard let recipient = json["recipient"]?.text else { throw .invalidParameter("The parameter to is required.") }
        guard type == "individual", Alias.isBSUID(recipient) || Alias.isParentBSUID(recipient) else {
            throw SimError(131009, "recipient must be a business-scoped user id.")
        }
        return Target(input: recipient, isGroup: false, isBSUID: true, place: place(of: recipient))
    }

    private func group(_ id: String) throws(SimError) -> Target {
        guard let place = place(of: id), people[place].groupID == id else { throw SimError(131041) }
        return Target(input: id, isGroup: true, isBSUID: false, place: place)
    }

    private func phone(_ text: String) throws(SimError) -> Target {
        guard let alias = Alias(anyID: text), alias.kind == .waID, 7...15 ~= alias.value.count else {
            throw SimError(131009, "to must be a phone number with its country code.")
        }
        guard alias.value != account.phone else { throw SimError(131021) }
        return Target(input: text, isGroup: false, isBSUID: false, place: place(of: alias.value))
    }

    // MARK: Sending

    private mutating func send(
        _ message: SendCheck.Message, _ json: JSONValue, to target: Target, by endpoint: Endpoint, failure: SimError?,
        at time: Instant
    ) throws(SimError) -> SimResponse {
        let template = try message.template.map { content throws(SimError) in
            try TemplateCheck(templates: templates).check(content, toBSUID: target.isBSUID)
        }
        if let template { try checkPath(endpoint, of: template, at: time) }
        if template?.category == "AUTHENTICATION", target.isGroup {
            throw SimError(131051, "Authentication templates cannot be sent to groups.")
        }
        try checkHeaders(of: json, at: time)
        if message.type == "reaction" { try checkReaction(json["reaction"], at: time) }
        let direct = try SendCheck.directCategory(of: json, type: message.type, isEnabled: account.hasDirectSend)
        guard throughput.take(at: time) else { throw SimError(130429) }

        var failure = failure
        if let place = target.place {
            guard people[place].pair.take(at: time) else { throw SimError(131056) }
            if template?.category == "MARKETING", people[place].stoppedMarketing { throw SimError(131050) }
            try checkIdentity(json["recipient_identity_key_hash"], of: people[place])
            if !people[place].isReachable || people[place].isBlocked { failure = failure ?? SimError(131026) }
        }
        if template == nil, let place = target.place, otherOwner(of: place, at: time) != nil {
            guard account.role == "escalation" else { throw SimError(131070) }
            // Its words take the thread over.
            people[place].owner = nil
        }
        let isOpen = isWindowOpen(target.place, at: time)
        if template == nil, direct == nil, !isOpen {
            guard refusesClosedWindowsLate else { throw SimError(131047) }
            failure = failure ?? SimError(131047)
        }
        if direct != nil, let name = json["direct_send_config"]?["template_name"]?.text,
            templates.contains(where: { $0.name == name })
        {
            failure = failure ?? SimError(132_021)
        }
        var target = target
        if target.place == nil {
            target.place = strangerPlace(target)
            failure = failure ?? SimError(131026)
        }
        let isMarketing = template?.category == "MARKETING"
        if isMarketing, !target.isGroup, let place = target.place {
            failure = failure ?? refusalAbroad(of: people[place])
        }
        if !isOpen, failure == nil, !target.isGroup, let place = target.place {
            failure = refusal(toStart: place, isMarketing: isMarketing, at: time)
        }
        var category = direct ?? template?.category.lowercased() ?? "service"
        if endpoint == .marketing { category = "marketing_lite" }
        let isReaction = message.type == "reaction"
        failure = failure ?? refusalUnpaid(category, isReaction: isReaction, at: time)
        let life = template?.life ?? direct.map { _ in json["ttl_seconds"]?.int ?? Self.longestDirectLife }
        return accept(
            target, template: template?.id, category: category, isFreeForm: template == nil,
            templateID: direct == nil ? nil : Self.madeTemplate, isReaction: isReaction,
            callbackData: json["biz_opaque_callback_data"]?.text,
            expiresAt: time + .seconds(life ?? Limits.undeliveredLife), failure: failure, at: time)
    }

    /// Of a message that says nothing itself; the platform tells none.
    private static let longestDirectLife = Int64(Limits.Direct.seconds.upperBound)

    /// The template that Direct Send says it made of the words.
    private static let madeTemplate = "800000000009901"

    /// Why somebody whose window is shut gets nothing though it was accepted: one person too many in 24 hours, or more
    /// marketing than a person gets. How much that is nobody is told (`whatsapp.md` §3.5, §8).
    private mutating func refusal(toStart place: Int, isMarketing: Bool, at time: Instant) -> SimError? {
        guard mayStart(with: place, at: time) else {
            return SimError(131048, "The messaging limit of people written to within 24 hours is reached.")
        }
        guard isMarketing else { return nil }
        return people[place].marketing.take(at: time) ? nil : SimError(131049)
    }

    private func isWindowOpen(_ place: Int?, at time: Instant) -> Bool {
        guard let place, let start = people[place].lastTrigger else { return false }
        return time < start + ServiceWindow.length
    }

    private func checkIdentity(_ hash: JSONValue?, of person: SimPerson) throws(SimError) {
        guard let hash else { return }
        guard case .string(let text) = hash else {
            throw .invalidParameter("Param recipient_identity_key_hash must be a string.")
        }
        if let known = person.identityHash, known != text { throw SimError(137000) }
    }

    private func checkReaction(_ reaction: JSONValue?, at time: Instant) throws(SimError) {
        let id = reaction?["message_id"]?.text ?? ""
        guard let sentAt = inbound[id] ?? outbound[id], time < sentAt + .seconds(Limits.reactionAge) else {
            throw SimError(131009, "There is no message \(id) of the last 30 days to react to.")
        }
        guard !reactions.contains(id) else { throw SimError(131009, "Message \(id) is itself a reaction.") }
    }

    private mutating func accept(
        _ target: Target, template: String?, category: String, isFreeForm: Bool, templateID: String?, isReaction: Bool,
        callbackData: String?, expiresAt: Instant, failure: SimError?, at time: Instant
    ) -> SimResponse {
        let wamid = random.wamid()
        let place = target.place ?? strangerPlace(target)
        sent[wamid] = SentMessage(
            person: place, category: category, isFreeForm: isFreeForm, callbackData: callbackData,
            templateID: templateID, template: template, expiresAt: expiresAt)
        accepted.append(Acceptance(wamid: wamid, callbackData: callbackData))
        // A number that was written to is told again (`whatsapp.md` §2.2).
        if !target.isBSUID, !target.isGroup { people[place].hidesPhone = false }
        outbound[wamid] = time
        if isReaction { reactions.insert(wamid) }
        let isHeld = hold(wamid, person: place, template: template, failure: failure)
        if !isHeld { planStatuses(wamid, person: place, isReaction: isReaction, failure: failure, at: time) }
        var contact: JSONObject = ["input": .string(target.input)]
        if target.isBSUID {
            contact["user_id"] = .string(people[place].bsuid)
        } else if target.isGroup {
            contact["wa_id"] = .string(target.input)
        } else {
            contact["wa_id"] = .string(people[place].phone ?? target.input)
        }
        let status: SendResponse.AcceptanceStatus = isHeld ? .heldForQualityAssessment : .accepted
        return .json([
            "messaging_product": "whatsapp", "contacts": [.object(contact)],
            "messages": [["id": .string(wamid), "message_status": .string(status.word)]],
        ])
    }

    /// Somebody who is not on WhatsApp is accepted first and fails later (131026).
    private mutating func strangerPlace(_ target: Target) -> Int {
        let digits = Alias(anyID: target.input)?.value
        let bsuid = target.isBSUID ? target.input : madeUpBSUID()
        add(SimPerson(name: nil, phone: target.isBSUID ? nil : digits, bsuid: bsuid, isReachable: false))
        return people.count - 1
    }

    mutating func planStatuses(
        _ wamid: String, person: Int, isReaction: Bool, failure: SimError?, at time: Instant
    ) {
        let delay = random.number(in: 250...500)
        // A status may come before the answer of its send was read (`whatsapp.md` §0.2).
        let sentAt = courier.happens(courier.trouble.hurried) ? time : time + Span(milliseconds: delay)
        if let failure {
            agenda.plan(.status(wamid: wamid, word: "failed", error: failure), at: sentAt)
            return
        }
        agenda.plan(.status(wamid: wamid, word: "sent", error: nil), at: sentAt)
        // Reactions of ours produce nothing beyond `sent` (`whatsapp.md` §2.5).
        guard !isReaction else { return }
        planArrival(of: wamid, person: person, after: sentAt)
    }

    /// It is delivered, and read, as its person does these things.
    mutating func planArrival(of wamid: String, person: Int, after sentAt: Instant) {
        guard let delivery = people[person].behaviour.delivery else { return }
        let deliveredAt = sentAt + Span(milliseconds: random.number(in: delivery))
        agenda.plan(.status(wamid: wamid, word: "delivered", error: nil), at: deliveredAt)
        guard let reading = people[person].behaviour.reading else { return }
        let readAt = deliveredAt + Span(milliseconds: random.number(in: reading))
        agenda.plan(.status(wamid: wamid, word: "read", error: nil), at: readAt)
    }
}

extension JSONValue {
    /// Without the members that are null, however deep.
    fileprivate var withoutNulls: JSONValue {
        switch self {
        case .object(let object):
            .object(JSONObject(object.members.filter { !$0.value.isNull }.map { ($0.key, $0.value.withoutNulls) }))
        case .array(let elements): .array(elements.map(\.withoutNulls))
        default: self
        }
    }
}
