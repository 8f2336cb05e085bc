import Inbox
import Simulator
import Testing
import WhatsApp

/// A row of `whatsapp.md` §4: what it is called there, a request our code makes of it, the members it names, and what the
/// platform says to one step past each of its limits.
struct SendRow: Sendable, CustomTestStringConvertible {
    /// One step past a limit: a member of the request with another value.
    struct Past: Sendable {
        var path: String
        var value: JSONValue?
        var code: Int

        init(_ path: String, _ value: JSONValue?, _ code: Int) {
            (self.path, self.value, self.code) = (path, value, code)
        }

        /// A text of so many letters.
        init(_ path: String, length: Int, _ code: Int) {
            self.init(path, .string(String(repeating: "a", count: length)), code)
        }
    }

    var section: String
    var name: String
    /// Whom it goes to.
    var recipient = Recipient.phone(Cloud.dana)
    /// What is sent; made by the types the program makes its own requests with.
    var content: @Sendable () throws -> SendContent
    /// The members of the request that the row names, by their path; each must be there with that value.
    var members: [String: JSONValue]
    var past: [Past] = []

    var testDescription: String { "\(section) \(name)" }

    init(
        _ section: String, _ name: String, to recipient: Recipient = .phone(Cloud.dana), _ members: [String: JSONValue],
        past: [Past] = [], _ content: @escaping @Sendable () throws -> SendContent
    ) {
        self.section = section
        self.name = name
        self.recipient = recipient
        self.content = content
        self.members = members
        self.past = past
    }

    /// A component of a template, sent with the template of that name.
    static func template(
        _ name: String, of template: String, _ members: [String: JSONValue], past: [Past] = [],
        _ components: @escaping @Sendable () throws -> [TemplateComponent]
    ) -> SendRow {
        SendRow(
            "4.5", name, members, past: past,
            { .template(TemplateMessage(name: template, language: "en_US", components: try components())) })
    }

    /// An interactive message of ours.
    static func interactive(
        _ name: String, _ members: [String: JSONValue], past: [Past] = [],
        _ message: @escaping @Sendable () throws -> Interactive
    ) -> SendRow {
        SendRow("4.4", name, members, past: past, { .interactive(try message()) })
    }

    /// An interactive message that no form makes: read from a file as the platform has it.
    static func carried(_ name: String, _ json: String, _ members: [String: JSONValue], past: [Past] = []) -> SendRow {
        interactive(name, members, past: past) { try Interactive(json: JSONValue(text: json)) }
    }
}

extension JSONValue {
    /// The value at a path such as `interactive.action.buttons.0.reply`.
    func at(_ path: String) -> JSONValue? {
        path.split(separator: ".").reduce(Optional(self)) { json, step in
            Int(step).map { json?[$0] } ?? json?[String(step)]
        }
    }

    /// The same with another value there; nil takes the member out.
    func setting(_ path: String, to value: JSONValue?) -> JSONValue {
        guard let step = path.split(separator: ".", maxSplits: 1).first else { return value ?? .null }
        let rest = String(path.dropFirst(step.count + 1))
        if let index = Int(step), case .array(var elements) = self, elements.indices.contains(index) {
            elements[index] = elements[index].setting(rest, to: value)
            return .array(elements)
        }
        guard case .object(var object) = self else { return self }
        object[String(step)] = rest.isEmpty ? value : (object[String(step)] ?? [:]).setting(rest, to: value)
        return .object(object)
    }
}
