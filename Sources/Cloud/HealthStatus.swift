import WhatsApp

/// Whether a number can send, by the platform's own look at everything it hangs on (`whatsapp.md` §7.7). Its words are
/// open enums.
public struct HealthStatus: Hashable, Sendable {
    /// Something the sending hangs on: the number, the account, the business, the app, a template.
    public struct Entity: Hashable, Sendable {
        /// `PHONE_NUMBER`, `WABA`, `BUSINESS`, `APP`, `MESSAGE_TEMPLATE`.
        public var type: String
        /// Its id.
        public var id: String
        /// `AVAILABLE`, `LIMITED`, `BLOCKED`.
        public var canSend: String
        /// Why it is limited, in the platform's sentences. Untrusted text.
        public var notes: [String]
        /// Why it is blocked.
        public var problems: [Problem]
    }

    /// One thing that blocks an entity.
    public struct Problem: Hashable, Sendable {
        /// 1410xx.
        public var code: Int?
        /// What is wrong. Untrusted text.
        public var words: String
        /// What the platform advises. Untrusted text.
        public var solution: String?
    }

    /// The worst of all entities: `AVAILABLE`, `LIMITED`, `BLOCKED`.
    public var canSend: String
    /// As listed.
    public var entities: [Entity]

    /// Reads a node's `health_status`; nil when it says nothing of sending.
    public init?(_ json: JSONValue) {
        guard let canSend = json["can_send_message"]?.text else { return nil }
        self.canSend = canSend
        entities = (json["entities"]?.list ?? []).map { entity in
            Entity(
                type: entity["entity_type"]?.text ?? "?", id: entity["id"]?.text ?? "?",
                canSend: entity["can_send_message"]?.text ?? "?",
                notes: (entity["additional_info"]?.array ?? []).compactMap(\.text),
                problems: (entity["errors"]?.list ?? []).map { error in
                    Problem(
                        code: error["error_code"]?.int.map(Int.init),
                        words: error["error_description"]?.text ?? "no description",
                        solution: error["possible_solution"]?.text)
                })
        }
    }
}
