import Inbox
import Simulator
import WhatsApp

/// What the bodies of the `/_sim` paths ask for.
enum SteeringOrder {
    struct Mistake: Error, CustomStringConvertible {
        var description: String
    }

    struct Inbound {
        var from: String
        var name: String?
        var message: SimMessage
    }

    static func inbound(_ json: JSONValue) throws(Mistake) -> Inbound {
        try refuseStrangers(json, ["from", "name", "text", "type", "content", "quotes"])
        guard let from = json["from"]?.text else {
            throw Mistake(description: "\"from\" is missing: whose message is it?")
        }
        let quotes = json["quotes"]?.text
        let message: SimMessage
        if let type = json["type"]?.text, type != "text" || json["content"] != nil {
            message = SimMessage(type: type, content: json["content"], quotes: quotes)
        } else {
            guard let text = json["text"]?.string else {
                throw Mistake(description: "Give \"text\", or \"type\" and \"content\".")
            }
            message = .text(text, quotes: quotes)
        }
        return Inbound(from: from, name: json["name"]?.text, message: message)
    }

    /// Something the platform tells of by itself; `kind` says what the other members are.
    static func happening(_ json: JSONValue) throws(Mistake) -> SimHappening {
        switch json["kind"]?.text {
        case "template_status":
            try refuseStrangers(json, ["kind", "name", "language", "status", "reason"])
            return .templateStatus(
                name: try text("name", in: json), language: json["language"]?.text,
                status: try text("status", in: json), reason: json["reason"]?.text)
        case "template_quality":
            try refuseStrangers(json, ["kind", "name", "language", "quality"])
            return .templateQuality(
                name: try text("name", in: json), language: json["language"]?.text,
                quality: try text("quality", in: json))
        case "echo":
            try refuseStrangers(json, ["kind", "to", "text", "type", "content"])
            let to = try text("to", in: json)
            if let type = json["type"]?.text { return .echo(to: to, SimMessage(type: type, content: json["content"])) }
            return .echo(to: to, .text(try text("text", in: json)))
        case "handover":
            try refuseStrangers(json, ["kind", "with", "to", "from", "summary"])
            let with = try text("with", in: json)
            if let role = json["to"]?.text {
                return .handover(with: with, isToUs: false, role: role, summary: json["summary"]?.text)
            }
            return .handover(
                with: with, isToUs: true, role: try text("from", in: json), summary: json["summary"]?.text)
        case "marketing":
            try refuseStrangers(json, ["kind", "from", "stop"])
            guard let stops = json["stop"]?.bool else { throw Mistake(description: "\"stop\" is true or false.") }
            return .marketing(of: try text("from", in: json), stops: stops)
        case "call":
            try refuseStrangers(json, ["kind", "from"])
            return .missedCall(from: try text("from", in: json))
        case "security":
            try refuseStrangers(json, ["kind", "event"])
            return .security(event: try text("event", in: json))
        case "burst":
            try refuseStrangers(json, ["kind", "count"])
            return .burst(try count(json["count"], most: 10_000))
        case "new_id":
            try refuseStrangers(json, ["kind", "of", "as_field"])
            return .newID(of: try text("of", in: json), asField: json["as_field"]?.bool ?? false)
        case "new_number":
            try refuseStrangers(json, ["kind", "of", "number"])
            return .newNumber(of: try text("of", in: json), to: json["number"]?.text)
        case "username":
            try refuseStrangers(json, ["kind", "of", "name", "hide_number"])
            return .username(
                of: try text("of", in: json), to: json["name"]?.text,
                hidesPhone: json["hide_number"]?.bool ?? false)
        case "security_code":
            try refuseStrangers(json, ["kind", "of"])
            return .securityCode(of: try text("of", in: json))
        case "complaint":
            try refuseStrangers(json, ["kind", "from", "template"])
            return .complaint(from: try text("from", in: json), template: json["template"]?.text)
        case "pacing":
            try refuseStrangers(json, ["kind", "name", "language", "verdict", "seconds"])
            guard let verdict = json["verdict"]?.text, ["good", "bad"].contains(verdict) else {
                throw Mistake(description: "\"verdict\" is good or bad.")
            }
            return .pacing(
                name: try text("name", in: json), language: json["language"]?.text, isGood: verdict == "good",
                for: try span(json["seconds"] ?? 3_600))
        case "phone":
            try refuseStrangers(json, ["kind", "of", "on"])
            guard let isOn = json["on"]?.bool else { throw Mistake(description: "\"on\" is true or false.") }
            return .phone(of: try text("of", in: json), isOn: isOn)
        case "field":
            try refuseStrangers(json, ["kind", "field", "value"])
            return .field(try text("field", in: json), value: json["value"] ?? .null)
        default:
            throw Mistake(
                description:
                    "\"kind\" is template_status, template_quality, echo, handover, marketing, call, security, "
                    + "burst, new_id, new_number, username, security_code, complaint, pacing, phone or field.")
        }
    }

    private static func count(_ value: JSONValue?, most: Int64) throws(Mistake) -> Int {
        guard let count = value?.int, 1...most ~= count else {
            throw Mistake(description: "A count is between 1 and \(most).")
        }
        return Int(count)
    }

    private static func text(_ member: String, in json: JSONValue) throws(Mistake) -> String {
        guard let text = json[member]?.text else { throw Mistake(description: "\"\(member)\" is missing.") }
        return text
    }

    struct Failure {
        var fault: Fault
        var count: Int
    }

    static func fault(_ json: JSONValue) throws(Mistake) -> Failure {
        try refuseStrangers(json, ["code", "async", "http", "mode", "processed", "on", "count"])
        let scope = try json["on"].map { value throws(Mistake) in
            guard let scope = Fault.Scope(rawValue: value.string ?? "") else {
                let known = Fault.Scope.allCases.map(\.rawValue).joined(separator: ", ")
                throw Mistake(description: "\"on\" is one of \(known).")
            }
            return scope
        }
        let count = json["count"]?.int ?? 1
        guard 1...10_000 ~= count else { throw Mistake(description: "\"count\" is between 1 and 10000.") }
        let effect = try effect(json)
        return Failure(fault: Fault(effect, on: scope ?? (effect == .damage ? .download : .send)), count: Int(count))
    }

    private static func effect(_ json: JSONValue) throws(Mistake) -> Fault.Effect {
        let http = try json["http"].map { value throws(Mistake) in
            guard let status = value.int, 400...599 ~= status else {
                throw Mistake(description: "\"http\" is a status from 400 to 599.")
            }
            return Int(status)
        }
        let isProcessed = json["processed"]?.bool
        switch json["mode"]?.string {
        case nil: break
        case "timeout"?: return .transport(.stalled, isProcessed: isProcessed ?? true)
        case "truncate"?: return .transport(.truncated, isProcessed: isProcessed ?? true)
        case "refuse"?: return .transport(.closed, isProcessed: isProcessed ?? false)
        case "damage"?: return .damage
        default: throw Mistake(description: "\"mode\" is timeout, truncate, refuse or damage.")
        }
        if let value = json["code"] {
            guard let code = value.int.flatMap({ Int(exactly: $0) }), code >= 0 else {
                throw Mistake(description: "\"code\" is a number of the platform's error catalogue.")
            }
            return json["async"]?.bool == true ? .failLater(code: code) : .refuse(code: code, http: http)
        }
        guard let http else { throw Mistake(description: "Give \"code\", \"http\" or \"mode\".") }
        return .proxyPage(http: http)
    }

    /// What shall become of deliveries from now on.
    enum Delivery {
        case level(Trouble.Level)
        case order(DeliveryOrder)
    }

    static func delivery(_ json: JSONValue) throws(Mistake) -> Delivery {
        try refuseStrangers(json, ["level", "batch", "reverse", "duplicate", "seconds"])
        let wishes = (json.object?.keys ?? []).filter { $0 != "seconds" }
        guard wishes.count == 1, let wish = wishes.first else {
            throw Mistake(description: "Give one of \"level\", \"batch\", \"reverse\" and \"duplicate\".")
        }
        if wish == "level" {
            guard let level = Trouble.Level(rawValue: json["level"]?.string ?? "") else {
                throw Mistake(description: "\"level\" is none, some or much.")
            }
            return .level(level)
        }
        let count = try count(json[wish], most: 10_000)
        let span = try span(json["seconds"] ?? 30)
        switch wish {
        case "batch": return .order(.batch(count, within: span))
        case "reverse": return .order(.reverse(count, within: span))
        default: return .order(.duplicate(count))
        }
    }

    private static func span(_ value: JSONValue) throws(Mistake) -> Span {
        guard let seconds = value.double, seconds > 0, seconds <= 86_400 else {
            throw Mistake(description: "\"seconds\" is above 0 and at most a day.")
        }
        return Span(milliseconds: Int64(seconds * 1_000))
    }

    /// What the business may do from now on; what is not named stays.
    static func rules(_ json: JSONValue, changing former: SimRules) throws(Mistake) -> SimRules {
        try refuseStrangers(json, ["payment", "display_name", "allowed", "marketing"])
        guard json.object?.isEmpty == false else {
            throw Mistake(description: "Give \"payment\", \"display_name\", \"allowed\" or \"marketing\".")
        }
        var rules = former
        if let value = json["payment"] { rules.canPay = try flag(value, "payment") }
        if let value = json["display_name"] { rules.hasApprovedName = try flag(value, "display_name") }
        if let value = json["allowed"] {
            let numbers = value.array?.compactMap { Alias(anyID: $0.text ?? "") }.filter { $0.kind == .waID }
            guard value.isNull || numbers?.count == value.array?.count, (numbers?.count ?? 0) <= SimRules.mostAllowed
            else {
                throw Mistake(description: "\"allowed\" is a list of at most \(SimRules.mostAllowed) numbers, or null.")
            }
            rules.allowed = numbers.map { Set($0.map(\.value)) }
        }
        if let value = json["marketing"] {
            guard let marketing = SimRules.Marketing(rawValue: value.text ?? "") else {
                throw Mistake(description: "\"marketing\" is everywhere or endpoint.")
            }
            rules.marketing = marketing
        }
        return rules
    }

    private static func flag(_ value: JSONValue, _ name: String) throws(Mistake) -> Bool {
        guard let flag = value.bool else { throw Mistake(description: "\"\(name)\" is true or false.") }
        return flag
    }

    /// Members of the number's and the account's node, as the Graph API prints them.
    static func account(_ json: JSONValue) throws(Mistake) -> JSONObject {
        guard let members = json.object, !members.isEmpty else {
            throw Mistake(description: "Give members of the number's node, such as \"name_status\".")
        }
        return members
    }

    static func advance(_ json: JSONValue) throws(Mistake) -> Span {
        try refuseStrangers(json, ["seconds"])
        guard let seconds = json["seconds"]?.double, seconds > 0, seconds <= 366 * 86_400 else {
            throw Mistake(description: "\"seconds\" is above 0 and at most a year.")
        }
        return Span(milliseconds: Int64(seconds * 1_000))
    }

    /// A misspelt member must not do nothing in silence.
    private static func refuseStrangers(_ json: JSONValue, _ allowed: Set<String>) throws(Mistake) {
        guard let members = json.object else { throw Mistake(description: "The body must be a JSON object.") }
        guard let stranger = members.keys.first(where: { !allowed.contains($0) }) else { return }
        let known = allowed.sorted().joined(separator: ", ")
        throw Mistake(description: "\"\(stranger)\" is not known here; there is \(known).")
    }
}
