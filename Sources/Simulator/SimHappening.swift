import Inbox
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
    /// So many people write within one second: everybody who is there, then newcomers.
    case burst(Int)
    /// A person's business-scoped id is another from now on (`whatsapp.md` §2.4); told by the withdrawn field
    /// `user_id_update` (§1.7.17) when `asField`.
    case newID(of: String, asField: Bool)
    /// A person moves to another number, digits only, and so to another id; without one, one is made up. Of somebody whose
    /// number is not told only the id is.
    case newNumber(of: String, to: String?)
    /// A person takes a username, another or none; their number may be told no more until the business writes to it.
    case username(of: String, to: String?, hidesPhone: Bool)
    /// A person's security code changed, as on a new phone.
    case securityCode(of: String)
    /// A person reports the template they got last, or another, and blocks the business until they write again.
    case complaint(from: String, template: String?)
    /// What a template is sent with is held back for a while (`whatsapp.md` §6.4); then it leaves, or is dropped with 132015
    /// and the template paused.
    case pacing(name: String, language: String?, isGood: Bool, for: Span)
    /// A person's phone goes off, or on again: what was sent meanwhile arrives then, unless it lived too short a time.
    case phone(of: String, isOn: Bool)
    /// Any field, as it would be told.
    case field(String, value: JSONValue)
}

/// What cannot happen, because nobody or nothing has that name.
public enum SimHappeningError: Error, Hashable, Sendable, CustomStringConvertible {
    case nobody(String)
    case noTemplate(String)
    /// They never got a template.
    case neverGotTemplate(String)
    /// A group has no id, number or name of a person.
    case group(String)
    /// The number is none, or somebody else's.
    case number(String)

    /// What is missing.
    public var description: String {
        switch self {
        case .nobody(let address): "Nobody has the address \(address)."
        case .noTemplate(let name): "There is no template \(name)."
        case .neverGotTemplate(let address): "\(address) got no template to complain of."
        case .group(let address): "\(address) is a group."
        case .number(let number): "\(number) is no number of 7 to 15 digits, or somebody else's."
        }
    }
}
