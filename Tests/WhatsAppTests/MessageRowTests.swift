import TestSupport
import Testing
import WhatsApp

/// Every row of `whatsapp.md` §2.3 and §2.4, each with what a fixture of it must hold: a row without one fails.
@Suite struct MessageRowTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var section: String
        var name: String
        /// Whether an element is one of this row.
        var isOne: @Sendable (JSONValue) -> Bool

        var testDescription: String { "\(section) \(name)" }

        init(_ section: String, _ name: String, _ isOne: @escaping @Sendable (JSONValue) -> Bool) {
            self.section = section
            self.name = name
            self.isOne = isOne
        }

        /// A type whose content has a member.
        static func type(_ section: String, _ type: String, with member: String? = nil) -> Row {
            Row(section, member.map { "\(type) with \($0)" } ?? type) { element in
                guard element["type"]?.text == type else { return false }
                return member.map { element[type]?[$0] != nil } ?? true
            }
        }

        static func member(_ section: String, _ member: String, in parent: String? = nil) -> Row {
            Row(section, member) { element in (parent.map { element[$0] } ?? element)?[member] != nil }
        }

        static func interactive(_ type: String) -> Row {
            Row("2.3.7", type) { $0["interactive"]?["type"]?.text == type && $0["interactive"]?[type] != nil }
        }

        static func system(_ type: String) -> Row { Row("2.4", type) { $0["system"]?["type"]?.text == type } }
    }

    static let rows: [Row] =
        [
            "id", "from", "from_user_id", "from_parent_user_id", "group_id", "timestamp", "type", "context", "referral",
            "identity", "errors",
        ].map { .member("2.3", $0) }
        + [.type("2.3.1", "text", with: "body")]
        + ["image", "video", "sticker", "document", "audio", "voice"].map { .type("2.3.2", $0, with: "id") }
        + [
            .type("2.3.2", "image", with: "caption"), .type("2.3.2", "image", with: "sha256"),
            .type("2.3.2", "image", with: "url"), .type("2.3.2", "document", with: "filename"),
            .type("2.3.2", "document", with: "caption"), .type("2.3.2", "audio", with: "voice"),
            .type("2.3.2", "sticker", with: "animated"),
            .type("2.3.3", "location", with: "name"),
            Row("2.3.3", "coordinates alone") {
                $0["location"]?["latitude"] != nil && $0["location"]?["name"] == nil
            },
            Row("2.3.4", "shared card") { origin($0) == "other" },
            Row("2.3.4", "number on request") { origin($0) == "contact_request" },
            Row("2.3.5", "reaction") { !($0["reaction"]?["emoji"]?.text ?? "").isEmpty },
            Row("2.3.5", "taken back, without emoji") {
                $0["reaction"]?["message_id"] != nil && $0["reaction"]?["emoji"] == nil
            },
            Row("2.3.5", "taken back, emptied") { $0["reaction"]?["emoji"]?.string == "" },
            Row("2.3.6", "template's quick reply") { $0["button"] != nil && $0["context"]?["id"] != nil },
            Row("2.3.17", "quick reply without context") { $0["button"] != nil && $0["context"] == nil },
        ]
        + [
            "button_reply", "list_reply", "nfm_reply", "call_permission_reply", "product", "payment_method",
            "payment_notification",
        ].map(Row.interactive)
        + [
            Row("2.3.7", "unreadable") {
                $0["type"]?.text == "interactive" && $0["interactive"] == nil && $0["errors"] != nil
            },
            .type("2.3.8", "order", with: "product_items"), .type("2.3.8", "order", with: "text"),
            .type("2.3.10", "edit", with: "original_message_id"),
            .type("2.3.11", "revoke", with: "original_message_id"),
            .type("2.3.12", "unsupported", with: "type"), .type("2.3.12", "unknown"),
            .type("2.3.13", "request_welcome"), .member("2.3.14", "group_id"),
            .type("2.3.15", "ad"), .type("2.3.15", "contact_request"), .type("2.3.15", "voice"),
            Row("2.3.16", "ad") { $0["referral"]?["source_type"]?.text == "ad" },
            Row("2.3.16", "post") { $0["referral"]?["source_type"]?.text == "post" },
            Row("2.3.17", "reply") { $0["type"]?.text == "text" && $0["context"]?["id"] != nil },
            Row("2.3.17", "forwarded") {
                $0["context"]?["forwarded"] != nil && $0["context"]?["frequently_forwarded"] == nil
            },
            .member("2.3.17", "frequently_forwarded", in: "context"),
            .member("2.3.17", "referred_product", in: "context"),
            .system("user_changed_number"), .system("user_changed_user_id"), .system("customer_identity_changed"),
        ]

    private static func origin(_ element: JSONValue) -> String? { element["contacts"]?.array?.first?["origin"]?.text }

    @Test(arguments: rows) func hasAFixture(_ row: Row) throws {
        let found = try Fixture.messageElements.filter { row.isOne(try Fixture.json($0.element)) }
        #expect(!found.isEmpty, "no fixture of §\(row.testDescription)")
        for fixture in found { _ = try Fixture.onlyMessage(fixture.element) }
    }

    /// Content this program has no value for; everything else is read to the end.
    private static let placeholders: Set<String> = [
        "product question", "broken interactive", "payment method", "payment notification", "ad", "contact request",
        "type of tomorrow",
    ]

    @Test(arguments: Fixture.messageElements.map(\.name))
    func isReadUnlessItIsAPlaceholder(_ name: String) throws {
        let element = try #require(Fixture.messageElements.first { $0.name == name }?.element)
        let isPlaceholder: Bool =
            switch try Fixture.onlyMessage(element).content {
            case .other, .interactive(.other): true
            default: false
            }
        #expect(isPlaceholder == Self.placeholders.contains(name))
    }

    /// Numbers for words and back, `null` and members of tomorrow beside them: the same message.
    @Test(arguments: Fixture.messageElements.map(\.name))
    func isReadInOtherShapesToo(_ name: String) throws {
        let element = try #require(Fixture.messageElements.first { $0.name == name }?.element)
        guard case .object(let told) = try Fixture.json(element) else { throw Fixture.Unexpected.kind }
        let message = try Fixture.onlyMessage(element)
        let changes: [@Sendable (inout JSONObject) -> Void] = [
            { $0["timestamp"] = .int(1_795_500_000) }, { $0["from"] = .int(5_511_987_650_101) },
            { $0["from"] = nil }, { $0["from_user_id"] = .null }, { $0["to"] = .null },
            { $0["member_of_tomorrow"] = ["a": [1, .null]] },
            { if $0["context"] == nil { $0["context"] = .null } }, { if $0["errors"] == nil { $0["errors"] = [] } },
            { if $0["referral"] == nil { $0["referral"] = [:] } },
        ]
        for change in changes {
            var object = told
            change(&object)
            let changed = try Fixture.onlyMessage(JSONValue.object(object).canonicalText)
            // A notice is about the sender, so that it says less when less of them is told.
            let isNotice = if case .system = message.content { true } else { false }
            if !isNotice, !Self.placeholders.contains(name) { #expect(changed.content == message.content) }
            #expect(changed.id == message.id && changed.timestamp == message.timestamp && changed.kind == message.kind)
            #expect(changed.sender.bsuid == message.sender.bsuid && changed.raw == .object(object))
        }
        // Nobody named beside it: the element itself tells enough.
        let alone = Fixture.envelope(field: "messages", value: Fixture.value("\"messages\":[\(element)]"))
        guard case .message(let lonely) = try Fixture.item(alone) else { throw Fixture.Unexpected.kind }
        #expect(lonely.content == message.content && lonely.sender.waID == "5511987650101")
    }

    @Test func theWholeSectionIsListed() {
        let sections = Set(Self.rows.map(\.section))
        // 2.3.9 is 2.4.
        let wanted = (1...17).filter { $0 != 9 }.map { "2.3.\($0)" } + ["2.3", "2.4"]
        #expect(sections == Set(wanted))
    }
}
