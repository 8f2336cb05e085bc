import Inbox
import WhatsApp

/// JSON for people and programs to read: members stay in the order they are documented in.
enum OrderedJSON {
    case value(JSONValue)
    case list([OrderedJSON])
    case object([(String, OrderedJSON)])

    static let null = OrderedJSON.value(.null)
    static func text(_ text: String?) -> OrderedJSON { .value(text.map(JSONValue.string) ?? .null) }
    static func number(_ number: Int?) -> OrderedJSON { .value(number.map { .int(Int64($0)) } ?? .null) }
    static func bool(_ bool: Bool) -> OrderedJSON { .value(.bool(bool)) }
    /// RFC 3339 with milliseconds, UTC.
    static func time(_ instant: Instant?) -> OrderedJSON { text(instant?.rfc3339) }

    /// On one line, fit for a terminal: the exact text, with whatever could steer one or hide written as an escape.
    var line: String { HarmlessText.json(text) }

    private var text: String {
        switch self {
        case .value(let value): value.canonicalText
        case .list(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { JSONValue.string($0.0).canonicalText + ":" + $0.1.text }.joined(separator: ",") + "}"
        }
    }
}
