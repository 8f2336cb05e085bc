import Inbox
import Testing

@Suite("Reading template and call webhooks")
struct FieldEventTests {
    private let key = TemplateKey(waba: "900100200300400", name: "delivery_slot", language: "en_US")
    private let reference =
        #""message_template_id":8,"message_template_name":"delivery_slot","message_template_language":"en-US""#

    @Test(
        "changes of templates, with the language in one spelling",
        arguments: [
            (
                "message_template_status_update", #""event":"REJECTED","reason":"INVALID_FORMAT""#,
                TemplateEvent.Change.status("REJECTED", reason: "INVALID_FORMAT")
            ),
            (
                "message_template_status_update", #""event":"APPROVED","reason":"NONE""#,
                .status("APPROVED", reason: nil)
            ),
            ("message_template_status_update", #""new_quality_score":"RED""#, .quality("RED")),
            ("message_template_status_update", #""event":null,"new_quality_score":"RED""#, .quality("RED")),
            ("message_template_quality_update", #""new_quality_score":"YELLOW""#, .quality("YELLOW")),
            (
                "template_category_update", #""previous_category":"UTILITY","new_category":"MARKETING""#,
                .category("MARKETING")
            ),
            (
                "message_template_status_update", #""event":"PAUSED","other_info":{"title":"FIRST_PAUSE"}"#,
                .status("PAUSED", reason: "FIRST_PAUSE")
            ),
            (
                "message_template_status_update",
                #""event":"REJECTED","reason":"SCAM","rejection_info":{"reason":"Bad link.","recommendation":"Take it out."}"#,
                .status("REJECTED", reason: "SCAM – Bad link. – Take it out.")
            ),
            (
                "message_template_status_update", #""event":"DISABLED","disable_info":{"disable_date":"2026-11-20"}"#,
                .status("DISABLED", reason: "2026-11-20")
            ),
            (
                "message_template_status_update", #""event":"DISABLED","disable_info":{"disable_date":1796035200}"#,
                .status("DISABLED", reason: "2026-11-30")
            ),
            (
                "message_template_components_update",
                #"""
                "message_template_element":"Hi {{1}}",\#
                "message_template_buttons":[{"message_template_button_type":"URL",\#
                "message_template_button_text":"Go","message_template_button_url":"https://example.org/{{1}}"}]
                """#,
                .components(
                    header: nil, body: "Hi {{1}}", footer: nil,
                    buttons: [Template.Button(kind: "URL", text: "Go", target: "https://example.org/{{1}}")])
            ),
        ])
    func templates(_ field: String, _ members: String, _ change: TemplateEvent.Change) throws {
        let found = try Received.events("\(reference),\(members)", field: field, metadata: nil)
        #expect(
            found == [.template(TemplateEvent(key: key, change: change, timestamp: Instant(seconds: 1_795_430_400)))])
    }

    @Test("a change of category to come changes nothing, and is news")
    func announcedCategory() throws {
        let found = try Received.events(
            #"\#(reference),"new_category":"UTILITY","correct_category":"MARKETING""#,
            field: "template_category_update",
            metadata: nil)
        #expect(found.count == 2)
        guard case .template(let event)? = found.first else { return #expect(Bool(false), "no change of a template") }
        #expect(event.change == .category("UTILITY"))
        #expect(Received.others(found).map(\.isNews) == [true])
    }

    @Test(
        "what changes no template of ours stays whole",
        arguments: [
            ("template_correct_category_detection", #"REF,"category":"UTILITY","correct_category":"MARKETING""#),
            ("message_template_status_update", #""message_template_id":8,"event":null"#),
            ("message_template_status_update", #""message_template_name":"message_template_id","event":"APPROVED""#),
        ])
    func keptTemplates(_ field: String, _ members: String) throws {
        let value = members.replacing("REF", with: reference)
        let found = Received.others(try Received.events(value, field: field, metadata: nil))
        #expect(found.map(\.field) == [field])
        #expect(found.first?.raw.contains("message_template_id") == true)
    }

    @Test("what is told by the platform's id alone is told of whichever template has it")
    func templatesByID() throws {
        let found = try Received.events(
            #""message_template_id":8,"event":"DISABLED""#, field: "message_template_status_update", metadata: nil)
        #expect(
            found == [
                .template(
                    TemplateEvent(
                        key: TemplateKey(waba: "900100200300400", id: "8"), change: .status("DISABLED", reason: nil),
                        timestamp: Instant(seconds: 1_795_430_400)))
            ])
    }

    private func call(_ members: String) throws -> [Event] {
        try Received.events(
            #""contacts":[{"profile":{"name":"Dana"},"wa_id":"15557770101","user_id":"US.4821"}],\#(members)"#,
            field: "calls")
    }

    @Test("a user's call opens the window, answered or not")
    func userCall() throws {
        let found = try call(
            #"""
            "calls":[{"id":"wacid.1","from_user_id":"US.4821","event":"connect","timestamp":"1795430600",
            "direction":"USER_INITIATED"}]
            """#)
        let event = try #require(Received.messages(found).first)
        #expect(found.count == 1)
        #expect(event.type == "call" && event.wamid == "wacid.1" && event.effect == .opens && event.isPlaceholder)
        #expect(event.aliases == [Alias(.bsuid, "US.4821"), Alias(.waID, "15557770101")] && event.name == "Dana")
        #expect(event.timestamp == Instant(seconds: 1_795_430_600) && event.asksForAnswer)
    }

    @Test(
        "who called is known without a direction",
        arguments: [
            (#""from":"15557770101""#, "call"), (#""from":"15557770101","to":"15550001111""#, "call"),
            (#""from_user_id":"US.4821""#, "call"), (#""from":"15550001111","to":"15557770101""#, "call_connect"),
            (#""to_user_id":"US.4821""#, "call_connect"),
        ])
    func callsWithoutDirection(_ parties: String, type: String) throws {
        let found = Received.messages(
            try call(#""calls":[{"id":"wacid.1",\#(parties),"event":"connect","timestamp":"1795430600"}]"#))
        #expect(
            found.map(\.type) == [type]
                && found.first?.effect == (type == "call" ? WindowEffect.opens : WindowEffect.none))
    }

    @Test("traffic for who listens that is not wrapped once more leaves nothing over")
    func flatStandby() throws {
        let found = try Received.events(
            #""messages":[{"id":"wamid.1","from":"15557770101","type":"text","text":{"body":"oi"}}]"#, field: "standby")
        #expect(Received.messages(found).map(\.text) == ["oi"] && Received.others(found).isEmpty)
    }

    @Test("accepting our call opens it, and asks for nothing")
    func acceptedCall() throws {
        let found = try call(
            #"""
            "statuses":[{"id":"wacid.2","type":"call","status":"ACCEPTED","timestamp":"1795430600",
            "recipient_id":"15557770101"}]
            """#)
        let event = try #require(Received.messages(found).first)
        #expect(found.count == 1 && event.effect == .opens && !event.asksForAnswer)
    }

    @Test(
        "nothing else about calls does: it is a line that asks for nothing",
        arguments: [
            (#""calls":[{"id":"wacid.1","event":"connect","direction":"BUSINESS_INITIATED"}]"#, "call_connect"),
            (
                #""calls":[{"id":"wacid.1","event":"terminate","direction":"BUSINESS_INITIATED","status":"COMPLETED"}]"#,
                "call_ended"
            ),
            // Without a direction the numbers tell: from ours.
            (
                #""calls":[{"id":"wacid.1","event":"connect","from":"+1 555-000-1111","to_user_id":"US.4821"}]"#,
                "call_connect"
            ),
            (#""statuses":[{"id":"wacid.1","type":"call","status":"RINGING"}]"#, "call_ringing"),
            (#""statuses":[{"id":"wacid.1","type":"call","status":"REJECTED"}]"#, "call_rejected"),
            (#""calls":[{"id":"wacid.1","event":"word_of_tomorrow"}]"#, "call_word_of_tomorrow"),
        ])
    func otherCalls(_ members: String, type: String) throws {
        let found = try call(members)
        let event = try #require(Received.messages(found).first)
        #expect(found.count == 1 && event.type == type && event.effect == .none && event.telling == .event)
        #expect(!event.asksForAnswer && event.wamid.hasPrefix("wacid.1:"))
    }

    @Test(
        "a call that says nothing, or is nobody's and opens nothing, stays whole",
        arguments: [
            #""calls":[{"id":"wacid.1"}]"#, #""calls":[]"#,
            #""calls":[{"id":"wacid.1","event":"terminate"}],"contacts":[]"#,
        ])
    func damagedCalls(_ members: String) throws {
        let found = try Received.events(members, field: "calls")
        #expect(Received.messages(found).isEmpty && Received.others(found).map(\.field) == ["calls"])
    }

    struct Begun: Sendable, CustomTestStringConvertible {
        let call: String
        let types: [String]
        let opensAt: Int64
        var testDescription: String { call }
    }

    @Test(
        "a call of theirs opens the window whatever is told of it, from its start",
        arguments: [
            Begun(
                call: #""event":"terminate","timestamp":"1795430650","status":"FAILED""#,
                types: ["call", "call_ended"],
                opensAt: 1_795_430_650),
            Begun(
                call: #""event":"terminate","timestamp":"1795430650","start_time":"1795430610","duration":40"#,
                types: ["call", "call_ended"], opensAt: 1_795_430_610),
            Begun(
                call: #""event":"terminate","timestamp":"1795430650","duration":30"#, types: ["call", "call_ended"],
                opensAt: 1_795_430_620),
            Begun(call: #""event":"call_created","timestamp":1795430600"#, types: ["call"], opensAt: 1_795_430_600),
        ])
    func begunCalls(_ row: Begun) throws {
        let found = Received.messages(
            try call(#""calls":[{"id":"wacid.1","from":"15557770101","direction":"USER_INITIATED",\#(row.call)}]"#))
        #expect(found.map(\.type) == row.types)
        let first = try #require(found.first)
        #expect(first.wamid == "wacid.1" && first.effect == .opens)
        #expect(first.timestamp == Instant(seconds: row.opensAt))
        #expect(found.dropFirst().allSatisfy { $0.effect == .none })
        // Only what is told as a beginning asks for an answer, so that one call does so once.
        #expect(found.map(\.asksForAnswer) == [row.types.count == 1] + found.dropFirst().map { _ in false })
    }

    @Test("a call without an id is known by what it says")
    func callsWithoutAnID() throws {
        let one = #"{"from":"15557770101","event":"connect","timestamp":"1795430600","direction":"USER_INITIATED"}"#
        let other = one.replacing("600", with: "700")
        let found = Received.messages(try call(#""calls":[\#(one),\#(other)]"#))
        #expect(found.map(\.type) == ["call", "call"] && found.allSatisfy { $0.effect == .opens })
        #expect(Set(found.map(\.wamid)).count == 2)
        #expect(Received.messages(try call(#""calls":[\#(one)]"#)).map(\.wamid) == [found[0].wamid])
    }

    @Test("a call among others loses none of them")
    func mixedCalls() throws {
        let found = try call(
            #"""
            "calls":[{"id":"wacid.1","from":"15557770101","event":"connect","direction":"USER_INITIATED"},
            {"id":"wacid.0","event":"terminate"}]
            """#)
        #expect(Received.messages(found).map(\.wamid) == ["wacid.1", "wacid.0:terminate"])
        let broken = try call(
            #"""
            "calls":[{"id":"wacid.1","from":"15557770101","event":"connect","direction":"USER_INITIATED"},{"id":"wacid.2"}]
            """#)
        #expect(Received.messages(broken).map(\.wamid) == ["wacid.1"])
        #expect(Received.others(broken).first?.raw.contains("wacid.1") == true)
    }

    @Test("a new id of the withdrawn kind moves the person, once for each change")
    func userIDUpdate() throws {
        let found = try Received.events(
            #"""
            "user_id_update":[{"wa_id":"15557770101","detail":"User id has been updated.","timestamp":"1795430800",
            "user_id":{"previous":"US.4821","current":"US.9000"}},{"user_id":{"current":"US.7"}}]
            """#, field: "user_id_update")
        let event = try #require(Received.messages(found).first)
        #expect(found.count == 2 && Received.others(found).count == 1, "what says less stays whole")
        let phone = Alias(.waID, "15557770101")
        #expect(
            event.change
                == IdentityChange(old: [Alias(.bsuid, "US.4821"), phone], new: [Alias(.bsuid, "US.9000"), phone]))
        #expect(event.aliases == [Alias(.bsuid, "US.9000"), phone])
        #expect(event.isSystem && event.effect == .none && event.address == .phone("15557770101"))
        #expect(event.wamid == "user_id_update:US.4821:US.9000")
    }

    @Test(
        "the ids may stand side by side, in a list or alone",
        arguments: [
            #""user_id_update":[{"user_id":"US.9000","previous_user_id":"US.4821","timestamp":"1795430800"}]"#,
            #""user_id":"US.9000","previous_user_id":"US.4821","timestamp":"1795430800""#,
        ])
    func flatUserIDUpdate(_ members: String) throws {
        let found = Received.messages(try Received.events(members, field: "user_id_update"))
        #expect(found.map(\.wamid) == ["user_id_update:US.4821:US.9000"])
        let (old, new) = (Alias(.bsuid, "US.4821"), Alias(.bsuid, "US.9000"))
        #expect(found.first?.change == IdentityChange(old: [old], new: [new]))
    }

    @Test("of two changes in one value neither takes the other's name")
    func namesOfUserIDUpdates() throws {
        let found = Received.messages(
            try Received.events(
                #"""
                "contacts":[{"profile":{"name":"Dana"},"user_id":"US.9000"}],"user_id_update":[
                {"user_id":{"previous":"US.1","current":"US.2"}},{"user_id":{"previous":"US.4821","current":"US.9000"}}]
                """#, field: "user_id_update"))
        #expect(found.map(\.name) == [nil, "Dana"])
    }

    @Test(
        "who stopped marketing messages, or wants them again",
        arguments: [
            (#""value":"stop""#, true), (#""value":"resume""#, false), (#""value":"signup","signup_id":"7""#, false),
            (#""value":"word_of_tomorrow""#, nil), (#""value":"stop","category":"else""#, nil), (#""detail":"x""#, nil),
        ] as [(String, Bool?)])
    func preferences(_ members: String, isStopped: Bool?) throws {
        let element = #"{"wa_id":"15557770101","user_id":"US.4821","timestamp":1795430400,\#(members)}"#
        let found = try Received.events(#""user_preferences":[\#(element)]"#, field: "user_preferences")
        let lines = Received.messages(found)
        #expect(lines.map(\.type) == (isStopped.map { [$0 ? "marketing_stop" : "marketing_resume"] } ?? []))
        #expect(lines.allSatisfy { $0.telling == .event && $0.effect == .none && !$0.asksForAnswer })
        #expect(lines.allSatisfy { $0.timestamp == Instant(seconds: 1_795_430_400) && $0.raw.contains("US.4821") })
        let other = try #require(Received.others(found).first)
        #expect(other.preferences.map(\.isStopped) == (isStopped.map { [$0] } ?? []) && other.raw.contains("US.4821"))
        guard let preference = other.preferences.first else { return }
        #expect(preference.aliases == [Alias(.bsuid, "US.4821"), Alias(.waID, "15557770101")])
        #expect(preference.at == Instant(seconds: 1_795_430_400))
    }

    @Test("a preference whose number is not told is nobody's line, and holds all the same")
    func preferenceOfNoNumber() throws {
        let element = #"{"user_id":"US.4821","value":"stop","category":"marketing_messages"}"#
        let found = try Received.events(#""user_preferences":[\#(element)]"#, field: "user_preferences", metadata: nil)
        #expect(Received.messages(found).isEmpty)
        #expect(Received.others(found).first?.preferences.map(\.isStopped) == [true])
    }

    @Test("a preference bears the name told beside it")
    func preferenceNames() throws {
        let found = try Received.events(
            #"""
            "contacts":[{"profile":{"name":"Ben"},"user_id":"US.1"},{"profile":{"name":"Dana"},"user_id":"US.4821"}],
            "user_preferences":[{"user_id":"US.4821","value":"signup","signup_id":"7","timestamp":"1795430400"}]
            """#, field: "user_preferences")
        #expect(Received.messages(found).map(\.name) == ["Dana"])
    }

    @Test(
        "what a group is called",
        arguments: [
            (#""type":"group_create","subject":"Order 5512""#, "Order 5512"),
            (#""type":"group_settings_update","group_subject":{"text":"New","update_successful":true}"#, "New"),
            (#""type":"group_settings_update","group_subject":{"text":"New","update_successful":false}"#, nil),
            (
                #""type":"group_settings_update","group_subject":{"text":"New","errors":[{"code":131000,"title":"x"}]}"#,
                nil
            ),
            (#""type":"group_create","subject":"Order","errors":[{"code":131000,"title":"x"}]"#, nil),
            (#""type":"group_suspend""#, nil), (#""type":"group_settings_update","group_subject":"New""#, nil),
        ] as [(String, String?)])
    func groupNames(_ members: String, _ name: String?) throws {
        let element = #"{"timestamp":"1795430400","group_id":"Z3JvdXAx",\#(members)}"#
        let found = try Received.events(#""groups":[\#(element)]"#, field: "group_lifecycle_update")
        #expect(Received.messages(found).map(\.name) == [name])
    }

    @Test(
        "fields without a place of their own stay whole",
        arguments: [
            "standby", "smb_message_echoes", "history", "user_preferences", "account_update", "field_of_tomorrow",
        ])
    func keptFields(_ field: String) throws {
        let found = Received.others(try Received.events(#""deep":{"messages":[{"id":"wamid.1"}]}"#, field: field))
        #expect(found.map(\.field) == [field])
        #expect(found.first?.number == NumberID("700111222333444") && found.first?.raw.contains("wamid.1") == true)
    }
}
