import Inbox
import WhatsApp

/// The number's registration (`whatsapp.md` §7.9): without it nothing leaves.
extension CloudSimulator {
    /// What is remembered of it.
    struct Registration: Hashable, Sendable {
        var isRegistered = true
        /// Nil until one was set.
        var pin: String?
        /// A code is under way to the number.
        var isCodeSent = false
        /// Ten registrations and deregistrations in 72 hours.
        var changes = SlidingLimit(limit: 10, span: .hours(72))
    }

    static let registrationEdges: Set<String> = ["register", "deregister", "request_code", "verify_code"]

    /// `POST /{phone}/register` and the like.
    mutating func register(_ edge: String, _ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse {
        guard request.method == "POST" else { throw .unknownObject(edge, method: request.method) }
        try countCall(at: time)
        let json = JSONValue.object(try request.body.isEmpty ? [:] : members(of: request))
        switch edge {
        case "register": try register(json, at: time)
        case "deregister":
            try Self.refuseStrangers(json, allowed: ["messaging_product"], place: nil)
            guard registration.changes.take(at: time) else { throw SimError(133016) }
            registration.isRegistered = false
        case "request_code":
            try Self.refuseStrangers(json, allowed: ["code_method", "language"], place: nil)
            guard ["SMS", "VOICE"].contains(json["code_method"]?.text?.uppercased()) else {
                throw .invalidParameter("Param code_method must be one of {SMS, VOICE}.")
            }
            guard json["language"]?.text != nil else { throw .invalidParameter("The parameter language is required.") }
            registration.isCodeSent = true
        default:
            try Self.refuseStrangers(json, allowed: ["code"], place: nil)
            guard let code = json["code"]?.text, code.utf8.count == 6, code.utf8.allSatisfy({ 48...57 ~= $0 }) else {
                throw .invalidParameter("Param code must have six digits.")
            }
            guard registration.isCodeSent else { throw SimError(133006) }
            registration.isCodeSent = false
        }
        return .json(headers: usageHeaders(at: time), ["success": true])
    }

    private mutating func register(_ json: JSONValue, at time: Instant) throws(SimError) {
        try Self.refuseStrangers(json, allowed: ["messaging_product", "pin", "data_localization_region"], place: nil)
        guard json["messaging_product"] == "whatsapp" else {
            throw .invalidParameter("Param messaging_product must be one of {WHATSAPP}.")
        }
        guard case .string(let pin)? = json["pin"], Self.isPIN(pin) else {
            throw .invalidParameter("Param pin must be a string of six digits.")
        }
        guard registration.changes.take(at: time) else { throw SimError(133016) }
        if let known = registration.pin, known != pin { throw SimError(133005) }
        registration.pin = pin
        registration.isRegistered = true
    }

    static func isPIN(_ text: String) -> Bool { text.utf8.count == 6 && text.utf8.allSatisfy { 48...57 ~= $0 } }

    /// Refused before anything else of a message is looked at.
    func checkRegistration() throws(SimError) { if !registration.isRegistered { throw SimError(133010) } }
}
