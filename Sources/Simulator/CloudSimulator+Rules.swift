import Inbox
import WhatsApp

/// What the business may not do, whoever it writes to (`SimRules`).
extension CloudSimulator {
    /// Refused before anything else of the message is looked at.
    func checkRules(for target: Target) throws(SimError) {
        guard rules.hasApprovedName else { throw SimError(131037) }
        guard let allowed = rules.allowed, !target.isGroup else { return }
        let phone = target.place.flatMap { people[$0].phone } ?? Alias(anyID: target.input)?.value ?? ""
        guard allowed.contains(phone) else {
            throw SimError(131030, "Recipient phone number not in allowed list: add it to the list of the test number.")
        }
    }

    /// Why a template of marketing is not delivered to somebody in the United States (`whatsapp.md` §3.5). Of people whose
    /// number nobody tells their id has the country.
    func refusalAbroad(of person: SimPerson) -> SimError? {
        let isThere = person.phone.map(NorthAmerica.isUnitedStates) ?? person.bsuid.hasPrefix("US.")
        return isThere
            ? SimError(131049, "Marketing templates are not delivered to WhatsApp users with a US phone number.") : nil
    }

    /// Why a message that was taken is not delivered when nobody can pay for it: reactions are free, and so many service
    /// messages a month (`whatsapp.md` §3.6).
    mutating func refusalUnpaid(_ category: String, isReaction: Bool, at time: Instant) -> SimError? {
        guard !rules.canPay, !isReaction, category != "service" || !isWithinAllowance(at: time) else { return nil }
        return SimError(131042)
    }

    // MARK: Marketing Messages

    /// The path a message came by.
    enum Endpoint {
        case messages
        /// `POST /{phone}/marketing_messages` (`whatsapp.md` §4.6).
        case marketing
    }

    /// What only the path of marketing takes, and what it does not.
    static func checkMarketing(_ json: JSONValue) throws(SimError) {
        if let type = json["type"], type != "template" {
            throw SimError(131055, "Messages of type \(type.string ?? "?") are not allowed here; send a template.")
        }
        guard json["type"] != nil else { throw SimError(131055, "Messages of type text are not allowed here.") }
        if json["to"] != nil, json["recipient"] != nil {
            throw .invalidParameter("Give exactly one of the parameters to and recipient.")
        }
        if let policy = json["product_policy"], policy != "CLOUD_API_FALLBACK", policy != "STRICT" {
            throw .invalidParameter("Param product_policy must be one of {CLOUD_API_FALLBACK, STRICT}.")
        }
        if let sharing = json["message_activity_sharing"] {
            guard case .bool = sharing else {
                throw .invalidParameter("Param message_activity_sharing must be a boolean.")
            }
        }
        guard let bid = json["bid_spec"] else { return }
        try refuseStrangers(bid, allowed: ["per_message_bid_multiplier"], place: "bid_spec")
        guard let factor = bid["per_message_bid_multiplier"]?.double, factor > 0 else {
            throw .invalidParameter("Param bid_spec['per_message_bid_multiplier'] must be a positive number.")
        }
        throw .invalidParameter("Param bid_spec is for templates with a maximum price; there are none here.")
    }

    /// Whether a template may go by this path.
    func checkPath(_ endpoint: Endpoint, of template: SimTemplate, at time: Instant) throws(SimError) {
        let isMarketing = template.category == "MARKETING"
        switch endpoint {
        case .messages: if isMarketing, rules.marketing == .endpoint { throw SimError(131063) }
        case .marketing:
            guard isMarketing else { throw SimError(134_100) }
            if let until = standings[template.id]?.syncedAt, time < until { throw SimError(134_101) }
        }
    }
}
