import TestSupport
import Testing
import WhatsApp

/// Every row of `whatsapp.md` §1.6 and its aliases, each with a fixture and with what this program makes of it: a row
/// without a fixture fails, and so does one that ends as a mere placeholder though the page tells what it means.
@Suite struct FieldRowTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var field: String
        /// Whether what was read of its fixture is what the row tells.
        var isTold: @Sendable (WebhookItem) -> Bool

        var testDescription: String { "1.6 \(field)" }

        init(_ field: String, _ isTold: @escaping @Sendable (WebhookItem) -> Bool) {
            self.field = field
            self.isTold = isTold
        }

        /// A field that is no kind of its own and is read further from its value.
        static func kept(_ field: String, _ isTold: @escaping @Sendable (OtherItem) -> Bool) -> Row {
            Row(field) { item in
                guard case .other(let other) = item, other.field == field else { return false }
                return isTold(other)
            }
        }

        /// News of the channel about that, with the platform's word for what happened.
        static func news(_ field: String, _ subject: ChannelNews.Subject, _ word: String?) -> Row {
            kept(field) { item in
                let news = ChannelNews(field: field, raw: item.raw)
                return ChannelNews.isKnown(field) && news.subject == subject && news.word == word
            }
        }

        /// Something that happened to the group of the fixtures.
        static func group(_ field: String, _ type: String) -> Row {
            kept(field) { item in
                let events = (item.raw["groups"]?.array ?? []).compactMap(GroupEvent.init)
                return events.map(\.type) == [type] && events.map(\.groupID) == ["R3J1cG8"]
            }
        }
    }

    private static func isRetirada(_ template: TemplateReference) -> Bool {
        template.name == "retirada" && template.language == "pt_BR" && template.wabaID == Fixture.waba
    }

    static let rows: [Row] =
        [
            Row("messages") { item in
                guard case .message(let message) = item else { return false }
                return message.content == .text(body: "Olá, já saiu?") && message.sender.profileName == "Iara Teles"
            },
            .kept("standby") { item in
                let traffic = StandbyTraffic(item)
                return traffic.messages.map(\.content) == [.text(body: "alguém?")] && traffic.rest.isEmpty
            },
            .kept("messaging_handovers") { item in
                guard let handover = Handover(item) else { return false }
                return handover.kind.word == "control_passed" && handover.newOwner == "escalation"
            },
            .kept("calls") { item in
                let calls = (item.raw["calls"]?.array ?? []).map { CallEvent(call: $0, contacts: item.contacts) }
                return calls.map(\.kind) == [.connect] && calls.first?.isFromPerson == true
            },
            // What they mean is read in `Inbox`: `FieldEventTests.preferences`.
            .kept("user_preferences") { item in
                item.raw["user_preferences"]?[0]?["value"] == "stop"
                    && item.metadata.phoneNumberID == Fixture.number
            },
            .kept("smb_message_echoes") { item in echoes(item).map(\.content) == [.text(body: "do celular")] },
            .kept("smb_app_state_sync") { item in
                let changes = (item.raw["state_sync"]?.array ?? []).compactMap { AddressBookChange($0, time: nil) }
                return changes.map(\.name) == ["Iara"] && changes.first?.person.waID == "5511987650101"
            },
            .kept("history") { item in
                let history = ChatHistory(item)
                return history.messages.map(\.content) == [.text(body: "bom dia")]
                    && history.echoes.map(\.status) == ["PLAYED"] && history.rest.isEmpty
            },
            Row("message_template_status_update") { item in
                guard case .templateStatus(let update) = item else { return false }
                return isRetirada(update.template) && update.status.word == "PAUSED" && update.title == "FIRST_PAUSE"
            },
            Row("message_template_quality_update") { item in
                guard case .templateQuality(let update) = item else { return false }
                return isRetirada(update.template) && update.new.word == "RED"
            },
            Row("message_template_components_update") { item in
                guard case .templateComponents(let update) = item else { return false }
                return isRetirada(update.template) && update.body == "Olá {{1}}" && update.buttons.count == 1
            },
            Row("template_category_update") { item in
                guard case .templateCategory(let update) = item else { return false }
                return isRetirada(update.template) && update.current?.word == "MARKETING" && !update.isDetection
            },
            Row("template_correct_category_detection") { item in
                guard case .templateCategory(let update) = item else { return false }
                return isRetirada(update.template) && update.correct?.word == "MARKETING" && update.isDetection
            },
            .news("phone_number_quality_update", .quality, "ONBOARDING"),
            .news("phone_number_name_update", .name, "APPROVED"),
            .news("business_capability_update", .capability, nil),
            .news("account_update", .account, "ACCOUNT_VIOLATION"),
            .news("account_review_update", .review, "PENDING"), .news("account_alerts", .alert, "OBA_REJECTED"),
            .news("account_settings_update", .settings, "PHONE_NUMBER_SETTINGS"),
            .news("security", .security, "PIN_CHANGED"),
            .group("group_lifecycle_update", "group_create"),
            .group("group_participants_update", "group_participants_add"),
            .group("group_settings_update", "group_settings_update"),
            .group("group_status_update", "group_suspend"),
            .news("business_username_updates", .username, "APPROVED"), .news("flows", .flow, "ENDPOINT_LATENCY"),
            .news("automatic_events", .marketing, "LEADSUBMITTED"),
            .news("tracking_events", .marketing, "VIEWCONTENT"),
            .news("payment_configuration_update", .payment, "ACTIVE"),
            .news("partner_solutions", .solution, "SOLUTION_UPDATED"),
            // No payload of these is public: they are kept whole.
            .kept("business_status_update") { item in item.raw["status"] == "ok" },
            .kept("message_echoes") { item in item.raw["message"] == ["text": "hi"] },
            // Read in `Inbox`: `FieldEventTests.userIDUpdate`.
            .kept("user_id_update") { item in
                item.raw["user_id_update"]?[0]?["user_id"]?["current"]?.text == "BR.2"
            },
            // Spellings to tolerate.
            .news("business_username_update", .username, "DELETED"),
            .group("group_participant_update", "group_participants_remove"),
            // And whatever comes next.
            .kept("field_of_tomorrow") { item in item.raw["anything"] == [1, 2, 3] },
        ]

    private static func echoes(_ item: OtherItem) -> [MessageEcho] {
        (item.raw["message_echoes"]?.array ?? []).compactMap {
            MessageEcho($0, wabaID: item.wabaID, metadata: item.metadata, contacts: item.contacts)
        }
    }

    @Test(arguments: rows) func isReadAsTold(_ row: Row) throws {
        let bodies =
            row.field == "messages"
            ? Fixture.messageElements.filter { $0.name == "text" }.map { Fixture.messages($0.element) }
            : Fixture.fields.filter { $0.field == row.field }.map {
                Fixture.envelope(field: row.field, value: $0.value)
            }
        #expect(!bodies.isEmpty, "no fixture of §\(row.testDescription)")
        for body in bodies { #expect(row.isTold(try Fixture.item(body)), "\(body)") }
    }

    /// A fixture that no row asks for is a row that is missing here.
    @Test func everyFixtureIsOfARow() {
        let fields = Self.rows.map(\.field)
        #expect(Set(Fixture.fields.map(\.field)).subtracting(fields).isEmpty)
        #expect(Set(fields).count == fields.count)
    }

    /// The same fixture as other generations write it: ids and stamps as numbers or as words, `null` for what is not told.
    @Test(arguments: rows) func isReadInOtherShapesToo(_ row: Row) throws {
        guard let value = Fixture.fields.first(where: { $0.field == row.field })?.value else { return }
        for change in Self.shapes {
            let body = Fixture.envelope(field: row.field, value: change(try JSONValue(text: value)).canonicalText)
            #expect(row.isTold(try Fixture.item(body)), "\(body)")
        }
    }

    private static let shapes: [@Sendable (JSONValue) -> JSONValue] = [
        { json in each(json, "timestamp") { .string($0.text ?? "") } },
        { json in each(json, "timestamp") { $0.int.map(JSONValue.int) ?? $0 } },
        { json in each(json, "wa_id") { .string($0.text ?? "") } },
        { json in each(json, "message_template_id") { .string($0.text ?? "") } },
        { json in
            guard var object = json.object else { return json }
            object["contacts"] = .null
            object["note_of_tomorrow"] = ["a": [1]]
            return .object(object)
        },
        { json in
            guard var object = json.object else { return json }
            object["contacts"] = []
            object["messaging_product"] = nil
            return .object(object)
        },
    ]

    private static func each(_ json: JSONValue, _ member: String, _ change: (JSONValue) -> JSONValue) -> JSONValue {
        switch json {
        case .array(let elements): .array(elements.map { each($0, member, change) })
        case .object(let object):
            .object(
                JSONObject(
                    object.members.map { key, value in
                        (key, key == member && value.object == nil ? change(value) : each(value, member, change))
                    }))
        default: json
        }
    }
}
