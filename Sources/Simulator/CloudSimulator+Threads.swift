import Inbox
import WhatsApp

extension CloudSimulator {
    /// What a responder of a shared number can be (`whatsapp.md` §1.8).
    public static let roles = ["ai_agent", "ctwa", "customer_service", "escalation", "marketing", "utility"]

    private static let threadMembers: Set<String> = [
        "messaging_product", "to", "recipient", "action", "metadata", "control_pass",
    ]

    /// `POST /{phone}/thread_control` (`whatsapp.md` §1.8): hands a thread over, lets it go, or takes it.
    mutating func threadControl(_ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse {
        guard request.method == "POST" else { throw .unknownObject("thread_control", method: request.method) }
        guard let json = try? JSONValue(bytes: request.body), json.object != nil else {  // all defects alike
            throw .invalidParameter("The body is not a JSON object.")
        }
        guard json["messaging_product"] == "whatsapp" else {
            throw .invalidParameter("The parameter messaging_product is required.")
        }
        try Self.refuseStrangers(json, allowed: Self.threadMembers, place: nil)
        guard (json["to"] == nil) != (json["recipient"] == nil) else {
            throw .invalidParameter("Exactly one of to and recipient is required.")
        }
        if let note = json["metadata"] {
            guard let words = note.string, words.unicodeScalars.count <= 2_000 else {
                throw .invalidParameter("Param metadata must be a string of at most 2000 characters.")
            }
        }
        guard let place = try recipient(of: json).place else {
            throw SimError(131009, "There is no conversation with this recipient.")
        }
        switch json["action"]?.string {
        case "take"?: try take(place, at: time)
        case "release"?:
            try requireThread(place, at: time)
            people[place].owner = nil
        case "pass"?:
            let role = json["control_pass"]?["target_role"]?.string ?? "escalation"
            guard Self.roles.contains(role) else {
                throw .invalidParameter("Param control_pass['target_role'] is not one of the platform's roles.")
            }
            try requireThread(place, at: time)
            // The new owner is told, and not who passed it.
            people[place].owner = role == account.role ? nil : role
            people[place].ownedAt = time
        default: throw .invalidParameter("Param action must be one of {PASS, RELEASE, TAKE}.")
        }
        return .json(["messaging_product": "whatsapp", "request_id": .string("A" + random.word(21))])
    }

    private func requireThread(_ place: Int, at time: Instant) throws(SimError) {
        if otherOwner(of: place, at: time) != nil { throw SimError(131070) }
    }

    private mutating func take(_ place: Int, at time: Instant) throws(SimError) {
        guard account.role == "escalation" else { throw SimError(2_494_191) }
        guard let former = otherOwner(of: place, at: time) else { return }
        people[place].owner = nil
        let value = writer.handover(isToUs: true, role: former, summary: nil, of: people[place], at: time)
        tell("messaging_handovers", value, at: time)
    }
}
