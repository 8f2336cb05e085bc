/// The rules for buttons (`whatsapp.md` §6.1, §6.2).
extension TemplateLint {
    private static let kinds: Set<String> = [
        "QUICK_REPLY", "URL", "PHONE_NUMBER", "COPY_CODE", "OTP", "FLOW", "CATALOG", "MPM", "SPM", "VOICE_CALL", "APP",
        "REQUEST_CONTACT_INFO",
    ]
    /// How many of a kind there may be.
    private static let most = ["URL": 2, "PHONE_NUMBER": 1, "COPY_CODE": 1, "FLOW": 1, "VOICE_CALL": 1]
    /// Their titles are the phone's own.
    private static let unlabelled: Set<String> = ["COPY_CODE", "REQUEST_CONTACT_INFO", "OTP"]
    private static let couponLimit = 20
    private static let phoneLimit = 20

    mutating func checkButtons(_ value: JSONValue?, at place: String) {
        guard let buttons = value?.array, !buttons.isEmpty else { return find(.missing, place) }
        let kinds = buttons.map { $0["type"]?.text?.uppercased() ?? "" }
        if buttons.count > Limits.Template.buttons {
            find(.tooMany, place, "\(buttons.count)", "\(Limits.Template.buttons)", "buttons")
        }
        for (kind, limit) in Self.most.sorted(by: { $0.key < $1.key }) {
            let count = kinds.count { $0 == kind }
            if count > limit { find(.tooMany, place, "\(count)", "\(limit)", "\(kind) buttons") }
        }
        // Quick replies stand together: first or last, never among the others.
        let replies = kinds.map { $0 == "QUICK_REPLY" }
        let changes = zip(replies, replies.dropFirst()).count { $0 != $1 }
        if changes > 1 { find(.repliesApart, place) }
        for (index, button) in buttons.enumerated() {
            check(button, kind: kinds[index], at: "\(place)[\(index)]")
        }
        if isAuthentication, !kinds.contains("OTP") { find(.missing, "\(place): an OTP button") }
    }

    private mutating func check(_ button: JSONValue, kind: String, at place: String) {
        guard !kind.isEmpty else { return find(.missing, "\(place).type") }
        guard Self.kinds.contains(kind) else {
            return find(.unknownWord, "\(place).type", kind, Self.kinds.sorted().joined(separator: ", "))
        }
        if let text = button["text"]?.string {
            length(text, "\(place).text", Limits.Template.buttonLabel)
            if !Placeholder.names(in: text).isEmpty { find(.variableNotAllowed, "\(place).text") }
        }
        if button["text"]?.text == nil, !Self.unlabelled.contains(kind) { find(.missing, "\(place).text") }
        switch kind {
        case "URL": checkLink(button, at: place)
        case "PHONE_NUMBER":
            guard let phone = button["phone_number"]?.text else { return find(.missing, "\(place).phone_number") }
            length(phone, "\(place).phone_number", Self.phoneLimit)
        case "COPY_CODE":
            let code = (button["example"]?[0] ?? button["example"])?.string
            guard let code, !VisibleText.isBlank(code) else {
                return find(.exampleMissing, "\(place).example", "1", "0")
            }
            length(code, "\(place).example", Self.couponLimit)
        case "OTP":
            if !isAuthentication { find(.notInCategory, place, "OTP", "any but AUTHENTICATION") }
            let type = button["otp_type"]?.text?.uppercased() ?? ""
            let known = ["COPY_CODE", "ONE_TAP", "ZERO_TAP"]
            if !known.contains(type) { find(.unknownWord, "\(place).otp_type", type, known.joined(separator: ", ")) }
        case "FLOW":
            let isNamed = ["flow_id", "flow_name", "flow_json"].contains { button[$0] != nil }
            if !isNamed { find(.missing, "\(place).flow_id") }
        default: break
        }
    }

    private mutating func checkLink(_ button: JSONValue, at place: String) {
        guard let url = button["url"]?.text else { return find(.missing, "\(place).url") }
        length(url, "\(place).url", Limits.Template.url)
        if !url.hasPrefix("https://"), !url.hasPrefix("http://") { find(.notLink, "\(place).url", url) }
        checkBraces(url, "\(place).url")
        let names = Placeholder.names(in: url)
        if names.count > 1 { find(.tooMany, "\(place).url", "\(names.count)", "1", "variables") }
        guard !names.isEmpty else { return }
        // What a request gives is appended: the variable is the end (§4.5).
        if case .placeholder? = Placeholder.pieces(of: url).last {} else { find(.variableNotLast, "\(place).url") }
        if button["example"]?.list?.isEmpty ?? (button["example"]?.text == nil) {
            find(.exampleMissing, "\(place).example", "1", "0")
        }
    }
}
