import WhatsApp

/// Something that happens on the platform without a customer's writing or our sending: what the fields beside `messages`
/// tell of (`whatsapp.md` §1.6–1.8).
public enum SimHappening: Hashable, Sendable {
    /// A template is approved, paused, … from now on; without a language, in every one it has.
    case templateStatus(name: String, language: String?, status: String, reason: String?)
    /// People take a template better or worse.
    case templateQuality(name: String, language: String?, quality: String)
    /// The business writes to a person in its phone app.
    case echo(to: String, SimMessage)
    /// The thread of a person goes to another responder of that role, or comes to us from it.
    case handover(with: String, isToUs: Bool, role: String, summary: String?)
    /// A person wants no more marketing, or wants it again.
    case marketing(of: String, stops: Bool)
    /// A person calls and nobody answers; their window is open after it (`whatsapp.md` §3.1).
    case missedCall(from: String)
    /// Two-step verification of the number: `PIN_CHANGED`, `PIN_RESET_REQUEST`, `PIN_REQUEST_SUCCESS`.
    case security(event: String)
    /// Any field, as it would be told.
    case field(String, value: JSONValue)
}

/// What cannot happen, because nobody or nothing has that name.
public enum SimHappeningError: Error, Hashable, Sendable, CustomStringConvertible {
    case nobody(String)
    case noTemplate(String)

    /// What is missing.
    public var description: String {
        switch self {
        case .nobody(let address): "Nobody has the address \(address)."
        case .noTemplate(let name): "There is no template \(name)."
        }
    }
}
