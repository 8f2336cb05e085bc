import Inbox
import WhatsApp

/// Templates made, deleted and compared (`whatsapp.md` §6.3).
extension CloudSimulator {
    /// A deleted name is free again after so long (`whatsapp.md` §6.2).
    private static let nameRest = Span.hours(24 * 30)

    mutating func makeTemplate(_ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse {
        try countCall(at: time)
        let json = JSONValue.object(try members(of: request))
        for member in Self.unsimulatedOfTemplates where json[member] != nil {
            throw .invalidParameter("Param \(member) is not simulated yet.")
        }
        try Self.refuseStrangers(json, allowed: Self.templateMembers, place: nil)
        var made = SimTemplate(
            id: "8\(random.number(in: 10_000_000_000_000...99_999_999_999_999))", name: try Self.name(json),
            language: try Self.language(json), status: "PENDING", quality: "UNKNOWN", body: "")
        for required in ["category", "components"] where json[required] == nil {
            throw .invalidParameter("The parameter \(required) is required.")
        }
        made.qualityAt = time.seconds
        try made.apply(json)
        try Self.checkFormat(json["parameter_format"], of: made)
        made.isUntracked = json["cta_url_link_tracking_opted_out"]?.bool
        try checkName(of: made, at: time)
        guard templates.count < Self.mostTemplates, creations.take(at: time) else { throw SimError(2_388_019) }
        templates.append(made)
        tell("message_template_status_update", writer.status(of: made), at: time)
        agenda.plan(.reviewed(template: made.id, isReworded: false), at: time + Self.review)
        return .json(
            headers: usageHeaders(at: time),
            ["id": .string(made.id), "status": .string(made.status), "category": .string(made.category)])
    }

    private static let templateMembers: Set<String> = [
        "name", "language", "category", "parameter_format", "components", "message_send_ttl_seconds",
        "allow_category_change", "cta_url_link_tracking_opted_out",
    ]
    private static let unsimulatedOfTemplates = [
        "library_template_name", "library_template_body_inputs", "library_template_button_inputs", "optimization_spec",
        "degrees_of_freedom_spec", "sub_category",
    ]

    private static func name(_ json: JSONValue) throws(SimError) -> String {
        guard case .string(let name)? = json["name"], 1...Limits.Template.name ~= name.utf8.count,
            name.utf8.allSatisfy({ "abcdefghijklmnopqrstuvwxyz0123456789_".utf8.contains($0) })
        else {
            throw .invalidParameter(
                "Param name must have 1 to \(Limits.Template.name) lower-case letters, digits and underscores.")
        }
        return name
    }

    /// `pt`, `pt_BR`: the shape of a code; the list of languages is long and grows.
    private static func language(_ json: JSONValue) throws(SimError) -> String {
        let code = json["language"]?.string ?? ""
        let parts = code.split(separator: "_", omittingEmptySubsequences: false)
        guard let first = parts.first, 2...3 ~= first.utf8.count, first.utf8.allSatisfy({ 97...122 ~= $0 }),
            parts.count == 1
                || parts.count == 2 && 2...3 ~= parts[1].utf8.count && parts[1].utf8.allSatisfy({ 65...90 ~= $0 })
        else { throw .invalidParameter("Param language must be a language's code - got \"\(code)\".") }
        return code
    }

    private static func checkFormat(_ given: JSONValue?, of template: SimTemplate) throws(SimError) {
        guard let given else { return }
        let names = template.bodyNames + template.headerNames
        switch given.string?.uppercased() {
        case "NAMED":
            guard names.allSatisfy({ Int($0) == nil }) else {
                throw .invalidParameter("The variables of a NAMED template have names.")
            }
        case "POSITIONAL":
            guard names.allSatisfy({ Int($0) != nil }) else {
                throw .invalidParameter("The variables of a POSITIONAL template are numbers.")
            }
        default: throw .invalidParameter("Param parameter_format must be one of {NAMED, POSITIONAL}.")
        }
    }

    private func checkName(of made: SimTemplate, at time: Instant) throws(SimError) {
        guard !templates.contains(where: { $0.name == made.name && $0.language == made.language }) else {
            throw .invalidParameter("There is already a template \(made.name) in \(made.language).")
        }
        for key in [made.name, Self.key(made)] {
            guard let deletedAt = deletedNames[key], time < deletedAt + Self.nameRest else { continue }
            throw .invalidParameter("A template \(key) was deleted less than 30 days ago.")
        }
    }

    private static func key(_ template: SimTemplate) -> String { "\(template.name) (\(template.language))" }

    // MARK: Deleting

    /// All languages of a name, one template of it, or up to a hundred by their ids.
    mutating func deleteTemplates(_ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse {
        try countCall(at: time)
        let ids = try deletedIDs(request.query)
        for id in ids where templates.first(where: { $0.id == id })?.isAutoGenerated == true {
            throw SimError(2_388_330)
        }
        for id in ids {
            guard let place = templates.firstIndex(where: { $0.id == id }) else { continue }
            dropHeld(id, at: time)
            var gone = templates.remove(at: place)
            standings[id] = nil
            let isLast = !templates.contains { $0.name == gone.name }
            deletedNames[isLast ? gone.name : Self.key(gone)] = time
            gone.status = "DELETED"
            tell("message_template_status_update", writer.status(of: gone), at: time)
        }
        return .json(headers: usageHeaders(at: time), ["success": true])
    }

    private func deletedIDs(_ query: [String: String]) throws(SimError) -> [String] {
        if let list = query["hsm_ids"] {
            let ids = Self.ids(list)
            guard 1...100 ~= ids.count else { throw .invalidParameter("Param hsm_ids must be a list of 1 to 100 ids.") }
            if let stranger = ids.first(where: { id in !templates.contains { $0.id == id } }) {
                throw .invalidParameter("There is no template \(stranger).")
            }
            return ids
        }
        guard let name = query["name"], !name.isEmpty else {
            throw .invalidParameter("The parameter name or hsm_ids is required.")
        }
        let fitting = templates.filter { template in
            template.name == name && (query["hsm_id"].map { $0 == template.id } ?? true)
        }
        guard !fitting.isEmpty else {
            throw .invalidParameter(
                "There is no template \(name)\(query["hsm_id"].map { " with the id \($0)" } ?? "").")
        }
        return fitting.map(\.id)
    }

    /// `["1","2"]`, `[1,2]` or `1,2`.
    private static func ids(_ list: String) -> [String] {
        list.split { "[], \"".contains($0) }.map(String.init)
    }

    // MARK: Comparing

    /// How often templates arrived and were complained of, side by side. The form is what an SDK reads; `whatsapp.md` tells
    /// the three metrics only.
    func comparison(of place: Int, _ request: SimRequest, at time: Instant) throws(SimError) -> SimResponse {
        let ids = Self.ids(request.query["template_ids"] ?? "")
        guard !ids.isEmpty else { throw .invalidParameter("The parameter template_ids is required.") }
        if let stranger = ids.first(where: { id in !templates.contains { $0.id == id } }) {
            throw .invalidParameter("There is no template \(stranger).")
        }
        guard let start = Int64(request.query["start"] ?? ""), let end = Int64(request.query["end"] ?? ""), start < end
        else { throw .invalidParameter("The parameters start and end must be Unix times, one after the other.") }
        let span = Instant(seconds: start)..<Instant(seconds: end)
        let all = ([templates[place].id] + ids).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let counts = all.map { id in (id: id, counts: standings[id]?.counts(in: span) ?? (sent: 0, blocked: 0)) }
        let byRate = counts.sorted { left, right in
            // A rate without a division: nobody was sent anything, perhaps.
            left.counts.blocked * max(1, right.counts.sent) < right.counts.blocked * max(1, left.counts.sent)
        }
        let sends = counts.map { count -> JSONValue in
            ["key": .string(count.id), "value": .int(Int64(count.counts.sent))]
        }
        let reasons = all.map { id -> JSONValue in ["key": .string(id), "value": "UNKNOWN_BLOCK_REASON"] }
        let order = byRate.map { JSONValue.string($0.id) }
        return .json([
            "data": [
                ["metric": "BLOCK_RATE", "type": "RELATIVE", "order_by_relative_metric": .array(order)],
                ["metric": "MESSAGE_SENDS", "type": "NUMBER_VALUES", "number_values": .array(sends)],
                ["metric": "TOP_BLOCK_REASON", "type": "STRING_VALUES", "string_values": .array(reasons)],
            ]
        ])
    }
}
