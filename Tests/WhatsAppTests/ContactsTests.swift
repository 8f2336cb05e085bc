import TestSupport
import Testing
import WhatsApp

/// Whose contact it is: two customers must never become one because only one of them is named.
@Suite struct ContactsTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var value: String
        /// The contact's own name for each element, in the order of the items; `nil` for an element that is not theirs.
        var names: [String?]
        var testDescription: String { name }
    }

    private static let dana = #""contacts":[{"profile":{"name":"Dana"},"user_id":"US.482"}]"#
    private static let byNumber = #""contacts":[{"profile":{"name":"Dana"},"wa_id":"551187650101"}]"#

    private static func message(_ from: String) -> String {
        #"{\#(from),"id":"w","timestamp":"1795430400","type":"text","text":{"body":"x"}}"#
    }

    private static func status(_ to: String, _ word: String = "delivered") -> String {
        #"{\#(to),"id":"w","status":"\#(word)","timestamp":"1795430400"}"#
    }

    @Test(arguments: [
        Case(
            name: "a delivery to them and a failure to another",
            value:
                "\(dana),\"statuses\":[\(status(#""recipient_user_id":"US.482""#)),\(status(#""recipient_id":"15557770202""#, "failed"))]",
            names: ["Dana", nil]),
        Case(
            name: "two messages, of one the contact",
            value:
                "\(dana),\"messages\":[\(message(#""from_user_id":"US.482""#)),\(message(#""from":"15557770202""#))]",
            names: ["Dana", nil]),
        Case(
            name: "a message and a failed status",
            value:
                "\(dana),\"messages\":[\(message(#""from_user_id":"US.482""#))],\"statuses\":[\(status(#""recipient_id":"15557770202""#, "failed"))]",
            names: ["Dana", nil]),
        Case(
            name: "a message that is nobody else's",
            value: "\(dana),\"messages\":[\(message(#""from":"15557770101""#))]",
            names: ["Dana"]),
        Case(
            name: "two messages of one sender",
            value: "\(dana),\"messages\":[\(message(#""from":"15557770101""#)),\(message(#""from":"15557770101""#))]",
            names: ["Dana", "Dana"]),
        Case(
            name: "two statuses of one recipient",
            value:
                "\(dana),\"statuses\":[\(status(#""recipient_id":"15557770101""#, "sent")),\(status(#""recipient_id":"15557770101""#))]",
            names: ["Dana", "Dana"]),
        Case(
            name: "a message beside an error of the number",
            value: "\(dana),\"messages\":[\(message(#""from":"15557770101""#))],\"errors\":[{\"code\":1}]",
            names: ["Dana"]),
        Case(
            name: "a message beside a call of somebody",
            value:
                "\(dana),\"messages\":[\(message(#""from":"15557770101""#))],\"calls\":[{\"from_user_id\":\"US.482\"}]",
            names: [nil]),
        Case(
            name: "elements without any identifier",
            value: "\(dana),\"messages\":[\(message(#""type":"text""#)),\(message(#""from_user_id":"US.482""#))]",
            names: ["Dana", "Dana"]),
        Case(
            name: "a participant of a group",
            value: "\(dana),\"messages\":[\(message(#""group_id":"G","from":"15557770101""#))]",
            names: [nil]),
        Case(
            name: "a participant of a group whom the contact names",
            value: "\(dana),\"messages\":[\(message(#""group_id":"G","from_user_id":"US.482""#))]", names: ["Dana"]),
        Case(
            name: "another number for one sender",
            value: "\(byNumber),\"messages\":[\(message(#""from_user_id":"BR.1""#))]", names: ["Dana"]),
    ])
    func namesOnlyItsOwn(_ example: Case) throws {
        let body = Fixture.envelope(field: "messages", value: Fixture.value(example.value))
        let names = try Webhook(bytes: Array(body.utf8)).items.compactMap { item -> String?? in
            switch item {
            case .message(let message): .some(message.sender.profileName)
            case .status(let status): .some(status.recipient.profileName)
            default: nil
            }
        }
        #expect(names == example.names)
    }

    @Test(arguments: [
        ("calls", #""calls":[{"from_user_id":"US.482"},{"from":"15557770202"}]"#, false),
        ("echoes", #""message_echoes":[{"to_user_id":"US.482"},{"to":"15557770202"}]"#, false),
        (
            "sent by another",
            #""message_echoes":[{"message":{"recipient":"US.482"}},{"message":{"to":"15557770202"}}]"#, false
        ),
        ("copies", #""standby":{"messages":[{"from":"1"}],"statuses":[{"recipient_id":"2"}]}"#, false),
        ("copies in a list", #""standby":[{"messages":[{"from":"1"}]},{"messages":[{"from":"2"}]}]"#, false),
        ("one call told twice", #""calls":[{"from":"1","event":"connect"},{"from":"1","event":"terminate"}]"#, true),
        ("one element", #""messages":{"from":"1"}"#, true), ("none", #""messages":[]"#, true),
        ("two lists", #""messages":[{"from":"1"}],"user_actions":[{"action_type":"x"}]"#, false),
    ])
    func tellsWhetherAllIsOfOne(_ name: String, _ members: String, _ areOfOne: Bool) throws {
        let contacts = Contacts(of: try JSONValue(text: "{\(Self.dana),\(members)}"))
        #expect(contacts.areOfOne == areOfOne && contacts.people.map(\.profileName) == ["Dana"])
    }
}
