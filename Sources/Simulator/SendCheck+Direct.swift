import WhatsApp

/// Direct Send: words outside the window without a template (`whatsapp.md` §4.9).
extension SendCheck {
    private static let buttonKinds: Set<String> = ["cta_url", "button", "voice_call"]

    /// Whether a message means to go without a window, allowed or not.
    static func isDirect(_ json: JSONValue) -> Bool {
        ["utility", "authentication"].contains(json["category"]?.text?.lowercased())
    }

    /// Up to ten buttons, the first two of which may open pages.
    static func checkMixedButtons(_ buttons: [JSONValue]) throws(SimError) {
        guard 1...Limits.Direct.buttons ~= buttons.count else {
            throw SimError(
                131009, "Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: \(Limits.Direct.buttons)")
        }
        let links = buttons.prefix { $0["type"] == "cta_url" }
        guard links.count == buttons.count(where: { $0["type"] == "cta_url" }) else {
            throw SimError(131009, "Buttons of type cta_url must be listed first.")
        }
        guard links.count <= Limits.Direct.linkButtons else {
            throw SimError(131009, "Max allowed buttons of type cta_url: \(Limits.Direct.linkButtons)")
        }
        for link in links {
            try CloudSimulator.refuseStrangers(
                link, allowed: ["type", "cta_url"], place: "interactive['action']['buttons']")
            try checkLink(link["cta_url"])
        }
        try checkReplies(Array(buttons.dropFirst(links.count)))
    }

    /// The category of a message that needs no window; nil for an ordinary one.
    ///
    /// - Parameters:
    ///   - type: the message's, which fits its content by now.
    ///   - isEnabled: whether the account has Direct Send.
    static func directCategory(
        of json: JSONValue, type: String, isEnabled: Bool
    ) throws(SimError) -> String? {
        guard let category = json["category"] else { return nil }
        guard let word = category.text?.lowercased(), ["utility", "authentication", "service"].contains(word) else {
            throw .invalidParameter("Param category must be one of {UTILITY, AUTHENTICATION, SERVICE}.")
        }
        guard word != "service" else { return nil }
        guard isEnabled else {
            throw .invalidParameter("Param category is not supported: Direct Send is not enabled for this account.")
        }
        let interactive = json["interactive"]?["type"]?.text ?? ""
        guard type == "text" || type == "interactive" && buttonKinds.contains(interactive) else {
            throw .invalidParameter("Param category is not supported for messages of type \(type).")
        }
        guard json["recipient_type"]?.string != "group" else {
            throw SimError(131051, "Direct Send does not go to groups.")
        }
        if json["text"]?["preview_url"] == true {
            throw .invalidParameter("Param text['preview_url'] is not supported with a category.")
        }
        let body = json["text"]?["body"]?.string ?? ""
        guard body.unicodeScalars.count <= Limits.Direct.body else {
            throw .invalidParameter("Param text['body'] must be at most \(Limits.Direct.body) characters long.")
        }
        if let seconds = json["ttl_seconds"] {
            let most = word == "authentication" ? 900 : Limits.Direct.seconds.upperBound
            guard let seconds = seconds.int, Int64(Limits.Direct.seconds.lowerBound)...Int64(most) ~= seconds else {
                throw .invalidParameter("Param ttl_seconds must be between 30 and \(most) for \(word).")
            }
        }
        return word
    }
}
