import Inbox
import WhatsApp

extension CloudSimulator {
    /// `GET|POST /{phone}/whatsapp_business_profile` (`whatsapp.md` §7.2).
    mutating func businessProfile(_ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse {
        if request.method == "POST" { return try changeProfile(request) }
        guard request.method == "GET" else {
            throw .unknownObject("whatsapp_business_profile", method: request.method)
        }
        try countCall(at: time)
        let asked = Self.fieldNames(request.query["fields"])
        if let stranger = asked.first(where: { !Self.profileFields.contains($0) }) {
            throw .invalidParameter("Tried accessing nonexisting field (\(stranger)).")
        }
        var shown: JSONObject = ["messaging_product": "whatsapp"]
        for (name, value) in profile.members where asked.contains(name) { shown[name] = value }
        return .json(headers: usageHeaders(at: time), ["data": [.object(shown)]])
    }

    /// The texts and their limits in characters.
    private static let profileTexts = ["about": 139, "address": 256, "description": 256, "email": 128]
    private static let profileFields = Set(profileTexts.keys).union(["profile_picture_url", "websites", "vertical"])
    private static let verticals: Set<String> = [
        "OTHER", "AUTO", "BEAUTY", "APPAREL", "EDU", "ENTERTAIN", "EVENT_PLAN", "FINANCE", "GROCERY", "GOVT", "HOTEL",
        "HEALTH", "NONPROFIT", "PROF_SERVICES", "RETAIL", "TRAVEL", "RESTAURANT", "ALCOHOL", "ONLINE_GAMBLING",
        "PHYSICAL_GAMBLING", "OTC_DRUGS", "UNDEFINED", "NOT_A_BIZ",
    ]

    private mutating func changeProfile(_ request: SimRequest) throws(SimError) -> SimResponse {
        guard let json = try? JSONValue(bytes: request.body), let members = json.object else {  // all defects alike
            throw .invalidParameter("The body is not a JSON object.")
        }
        guard json["messaging_product"] == "whatsapp" else {
            throw .invalidParameter("The parameter messaging_product is required.")
        }
        try Self.refuseStrangers(
            json, allowed: Self.profileFields.union(["messaging_product", "profile_picture_handle"]), place: nil)
        for (name, limit) in Self.profileTexts {
            guard let value = members[name] else { continue }
            guard case .string(let text) = value, text.unicodeScalars.count <= limit, name != "about" || !text.isEmpty
            else { throw .invalidParameter("Param \(name) must be a text of at most \(limit) characters.") }
        }
        if let sites = members["websites"] {
            guard let list = sites.array, list.count <= 2,
                list.allSatisfy({ site in
                    let text = site.string ?? ""
                    return (text.hasPrefix("https://") || text.hasPrefix("http://")) && text.count <= 256
                })
            else { throw .invalidParameter("Param websites must be at most two addresses with https:// or http://.") }
        }
        if let vertical = members["vertical"] {
            guard Self.verticals.contains(vertical.string ?? "") else {
                throw .invalidParameter("Param vertical is not one of the platform's.")
            }
        }
        for (name, value) in members.members where Self.profileFields.contains(name) { profile[name] = value }
        return .json(["success": true])
    }

    /// What a shop shows before anybody changes it.
    static let firstProfile: JSONObject = [
        "about": "Open 9-17", "address": "1 Quay, Oslo", "description": "Furniture and advice",
        "email": "desk@example.org", "websites": ["https://example.org/"], "vertical": "RETAIL",
    ]

    /// Makes the number or the account look otherwise than it does when all is well: `quality_rating`, `status`,
    /// `name_status`, `health_status` … as the Graph API prints them. A null goes back to how it was.
    public mutating func amend(_ members: JSONObject) {
        for (name, value) in members.members { amended[name] = value.isNull ? Optional.none : value }
    }
}
