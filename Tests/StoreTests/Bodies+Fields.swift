import Inbox

/// Bodies of the fields beside `messages`.
extension Bodies {
    static func echo(
        _ id: String, at seconds: Int64, to phone: String = "15557770101", bsuid: String? = nil, words: String? = nil,
        arrival: Int64? = 0
    ) -> Reception {
        var member = "\"id\":\"\(id)\",\"timestamp\":\"\(noon.seconds + seconds)\",\"to\":\"\(phone)\""
        if let bsuid { member += ",\"to_user_id\":\"\(bsuid)\"" }
        member += ",\"type\":\"text\",\"text\":{\"body\":\"\(words ?? "ours \(id)")\"}"
        return reception(
            "\"message_echoes\":[{\(member)}]", name: id, arrival: arrival.map { noon + .seconds(seconds + $0) },
            field: "smb_message_echoes")
    }

    /// A past chat with Dana: what they wrote under the first id, our answer under the second.
    static func history(
        _ theirs: String, _ ours: String, at seconds: Int64, status: String = "READ", theirType: String = "text"
    ) -> Reception {
        let stamp = noon.seconds + seconds
        let content = theirType == "text" ? ",\"text\":{\"body\":\"past \(theirs)\"}" : ""
        return reception(
            """
            "history":[{"metadata":{"phase":1},"threads":[{"id":"15557770101","messages":[\
            {"from":"15557770101","id":"\(theirs)","timestamp":"\(stamp)","type":"\(theirType)"\(content)},\
            {"from":"15550001111","to":"15557770101","id":"\(ours)","timestamp":"\(stamp + 1)","type":"text",\
            "text":{"body":"past \(ours)"},"history_context":{"status":"\(status)"}}]}]}]
            """, name: theirs, arrival: noon + .seconds(900), field: "history")
    }

    /// A copy of what a customer wrote to a thread of another responder.
    static func standby(_ id: String, at seconds: Int64, from phone: String = "15557770101") -> Reception {
        reception(
            """
            "standby":{"contacts":[{"profile":{"name":"Dana"},"wa_id":"\(phone)"}],"messages":[{"from":"\(phone)",\
            "id":"\(id)","timestamp":"\(noon.seconds + seconds)","type":"text","text":{"body":"copy \(id)"}}]}
            """, name: id, arrival: noon + .seconds(seconds), field: "standby")
    }

    static func handover(
        isToUs: Bool, role: String = "ai_agent", at seconds: Int64, with phone: String = "15557770101"
    ) -> Reception {
        let word = isToUs ? "control_passed" : "control_taken"
        let told = isToUs ? "previous_owner_role" : "new_owner_role"
        return reception(
            body: """
                {"object":"whatsapp_business_account","entry":[{"id":"900100200300400","changes":[{"field":\
                "messaging_handovers","value":{"sender":{"phone_number":"\(phone)"},"recipient":{"phone_number_id":\
                "\(number.value)"},"timestamp":"\(noon.seconds + seconds)","type":"\(word)","\(word)":{"\(told)":\
                "\(role)"}}}]}]}
                """, arrival: noon + .seconds(seconds))
    }

    /// A change of a field without metadata, of that entry time; nil for none.
    static func change(_ field: String, _ value: String, at seconds: Int64?, arrival: Int64? = nil) -> Reception {
        let time = seconds.map { "\"time\":\(noon.seconds + $0)," } ?? ""
        return reception(
            body: """
                {"object":"whatsapp_business_account","entry":[{"id":"900100200300400",\(time)"changes":[{"field":\
                "\(field)","value":\(value)}]}]}
                """, arrival: arrival.map { noon + .seconds($0) })
    }

    static func addressBook(
        _ name: String?, of phone: String = "15557770101", at seconds: Int64, arrival: Int64 = 0
    ) -> Reception {
        let member = name.map { "\"full_name\":\"\($0)\"," } ?? ""
        return reception(
            """
            "state_sync":[{"type":"contact","contact":{\(member)"phone_number":"\(phone)"},"action":\
            "\(name == nil ? "remove" : "add")","metadata":{"timestamp":"\(noon.seconds + seconds)"}}]
            """, name: name ?? "removed", arrival: noon + .seconds(seconds + arrival), field: "smb_app_state_sync")
    }

    /// One reception of each of these kinds, for orders of everything.
    static let otherFields: [Reception] = [
        echo("wamid.echo1", at: 330, bsuid: "US.48210593377120456"),
        // The same from the past chats, and a message told to us and by them.
        history("wamid.2", "wamid.echo1", at: 60, status: "READ"),
        history("wamid.h1", "wamid.h2", at: -90_000, theirType: "media_placeholder"),
        history("wamid.h1", "wamid.h3", at: -90_000),
        status("delivered", of: "wamid.echo1", at: 335),
        standby("wamid.sb", at: 800), handover(isToUs: false, at: 790), handover(isToUs: true, at: 810),
        addressBook("Dana (book)", at: 100), addressBook(nil, of: "15557770202", at: 50),
        addressBook("Ben I.", of: "15557770202", at: 40), addressBook("Ada's number", of: "15557770404", at: 600),
        change("field_of_tomorrow", "{\"a\":1}", at: 30, arrival: 50),
        change("field_of_tomorrow", "{\"a\":1}", at: 10, arrival: 60),
        change("security", "{\"event\":\"PIN_CHANGED\"}", at: 100, arrival: 120),
        change("security", "{\"event\":\"PIN_CHANGED\"}", at: 500, arrival: 90),
        change("security", "{\"event\":\"PIN_CHANGED\"}", at: nil, arrival: 300),
        reception(
            """
            "calls":[{"id":"wacid.1","from":"15557770202","event":"connect","direction":"USER_INITIATED","timestamp":\
            "\(noon.seconds + 400)"},{"id":"wacid.1","from":"15557770202","event":"terminate","direction":\
            "USER_INITIATED","timestamp":"\(noon.seconds + 420)"}]
            """, name: "call", arrival: noon + .seconds(421), field: "calls"),
        reception(
            """
            "groups":[{"timestamp":"\(noon.seconds + 20)","group_id":"Z3JvdXAx","type":"group_create","subject":"Order"}]
            """, name: "group", arrival: nil, field: "group_lifecycle_update"),
        reception(
            """
            "groups":[{"timestamp":"\(noon.seconds + 25)","group_id":"Z3JvdXAx","type":"group_settings_update",\
            "group_subject":{"text":"Order 5512","update_successful":true}}]
            """, name: "renamed", arrival: nil, field: "group_settings_update"),
        reception(
            """
            "user_preferences":[{"wa_id":"15557770202","category":"marketing_messages","value":"stop","timestamp":\
            \(noon.seconds + 70)},{"wa_id":"15557770202","category":"marketing_messages","value":"resume",\
            "timestamp":"\(noon.seconds + 75)"}]
            """, name: "preference", arrival: noon + .seconds(80), field: "user_preferences"),
    ]
}
