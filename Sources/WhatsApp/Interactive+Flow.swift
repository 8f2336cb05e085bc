extension Interactive {
    /// A form of the platform's that a button opens. Checked as it was made (`whatsapp.md` §4.4).
    public struct Flow: Hashable, Sendable {
        /// Which one.
        public let reference: Reference
        /// What the button says, at most 30.
        public let title: String
        /// Comes back with the answers; the platform's `unused` when nil.
        public let token: String?
        /// Sends a draft of it, for trying out.
        public let isDraft: Bool
        /// What the button does.
        public let start: Start

        /// A flow is named by its id or by its name.
        public enum Reference: Hashable, Sendable {
            case id(String)
            case name(String)
        }

        /// What the button does.
        public enum Start: Hashable, Sendable {
            /// Opens a screen, perhaps with data, an object.
            case navigate(screen: String, data: JSONValue?)
            /// Asks the flow's own endpoint.
            case dataExchange
        }

        /// Checks every part.
        /// - Throws: `FieldError` about the first part that is wrong.
        public init(
            _ reference: Reference, title: String, token: String? = nil, isDraft: Bool = false, start: Start
        ) throws(FieldError) {
            switch reference {
            case .id(let text), .name(let text): if VisibleText.isBlank(text) { throw FieldError(.flow, .missing) }
            }
            try FieldCheck.required(title, .flowTitle, limit: Limits.Interactive.flowTitle)
            if let token, VisibleText.isBlank(token) {
                throw FieldError(.member("action.parameters.flow_token"), .missing)
            }
            if case .navigate(let screen, let data) = start {
                if VisibleText.isBlank(screen) { throw FieldError(.flowScreen, .missing) }
                if let data, data.object == nil {
                    throw FieldError(.member("action.parameters.flow_action_payload.data"), .malformed)
                }
            }
            self.reference = reference
            self.title = title
            self.token = token
            self.isDraft = isDraft
            self.start = start
        }

        var parameters: JSONValue {
            var members: JSONObject = [
                "flow_message_version": "3", "flow_token": .string(token ?? "unused"), "flow_cta": .string(title),
                "mode": isDraft ? "draft" : "published",
            ]
            switch reference {
            case .id(let id): members["flow_id"] = .string(id)
            case .name(let name): members["flow_name"] = .string(name)
            }
            switch start {
            case .navigate(let screen, let data):
                var payload: JSONObject = ["screen": .string(screen)]
                payload["data"] = data
                members["flow_action"] = "navigate"
                members["flow_action_payload"] = .object(payload)
            case .dataExchange: members["flow_action"] = "data_exchange"
            }
            return .object(members)
        }

        static let members: Set<String> = [
            "flow_message_version", "flow_token", "flow_cta", "mode", "flow_id", "flow_name", "flow_action",
            "flow_action_payload",
        ]

        init(parameters json: JSONValue) throws(FieldError) {
            try FieldCheck.strangers(json, allowed: Self.members, at: "action.parameters")
            let reference: Reference
            switch (json["flow_id"]?.text, json["flow_name"]?.text) {
            case (let id?, nil): reference = .id(id)
            case (nil, let name?): reference = .name(name)
            case (nil, nil): throw FieldError(.flow, .missing)
            case (_?, _?): throw FieldError(.member("action.parameters.flow_name"), .notAllowed)
            }
            let mode = json["mode"]?.text ?? "published"
            guard ["draft", "published"].contains(mode) else { throw FieldError(.flowMode, .unknown(mode)) }
            let start: Start
            switch json["flow_action"]?.text ?? "navigate" {
            case "navigate":
                let payload = json["flow_action_payload"]
                start = .navigate(screen: payload?["screen"]?.text ?? "", data: payload?["data"])
            case "data_exchange": start = .dataExchange
            case let word: throw FieldError(.flowAction, .unknown(word))
            }
            let token = json["flow_token"]?.text
            try self.init(
                reference, title: json["flow_cta"]?.text ?? "", token: token == "unused" ? nil : token,
                isDraft: mode == "draft", start: start)
        }
    }
}
