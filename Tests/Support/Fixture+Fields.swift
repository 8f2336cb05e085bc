extension Fixture {
    private static let metadata =
        #"""
        "messaging_product":"whatsapp","metadata":{"display_phone_number":"15550007788",\#
        "phone_number_id":"660000000000001"}
        """#

    private static func with(_ members: String) -> String { "{\(metadata),\(members)}" }

    private static let template =
        #"""
        "message_template_id":4400000000000001,"message_template_name":"retirada",\#
        "message_template_language":"pt_BR"
        """#

    /// A value for every webhook field of `whatsapp.md` §1.6 but `messages`: `FieldRowTests` lists them.
    public static let fields: [(field: String, value: String)] = [
        (
            "standby",
            with(
                #"""
                "standby":{"messages":[{"from":"5511987650101","id":"wamid.SB9","timestamp":"1795500009",\#
                "type":"text","text":{"body":"alguém?"}}]}
                """#)
        ),
        (
            "messaging_handovers",
            #"""
            {"messaging_product":"whatsapp","sender":{"phone_number":"5511987650101"},\#
            "recipient":{"phone_number_id":"660000000000001"},\#
            "timestamp":"1795500010","type":"control_passed",\#
            "control_passed":{"new_owner_role":"escalation"}}
            """#
        ),
        (
            "calls",
            with(
                #"""
                "calls":[{"id":"wacid.C1","from":"5511987650101","event":"connect",\#
                "timestamp":"1795500011","direction":"USER_INITIATED"}]
                """#)
        ),
        (
            "user_preferences",
            with(
                #"""
                "user_preferences":[{"wa_id":"5511987650101","category":"marketing_messages",\#
                "value":"stop","timestamp":1795500012}]
                """#)
        ),
        (
            "smb_message_echoes",
            with(
                #"""
                "message_echoes":[{"from":"15550007788","to":"5511987650101","id":"wamid.E9",\#
                "timestamp":"1795500013","type":"text","text":{"body":"do celular"}}]
                """#)
        ),
        (
            "smb_app_state_sync",
            with(
                #"""
                "state_sync":[{"type":"contact","contact":{"full_name":"Iara","phone_number":"5511987650101"},\#
                "action":"add","metadata":{"timestamp":"1795500013"}}]
                """#)
        ),
        (
            "history",
            with(
                #"""
                "history":[{"metadata":{"phase":1,"chunk_order":2,"progress":70},\#
                "threads":[{"id":"5511987650101","messages":[{"from":"5511987650101","id":"wamid.H1",\#
                "timestamp":"1780000000","type":"text","text":{"body":"bom dia"},\#
                "history_context":{"status":"READ"}},{"from":"15550007788","to":"5511987650101","id":"wamid.H2",\#
                "timestamp":"1780000100","type":"media_placeholder","history_context":{"status":"PLAYED"}}]}]}]
                """#)
        ),
        ("message_template_status_update", #"{"event":"PAUSED",\#(template),"other_info":{"title":"FIRST_PAUSE"}}"#),
        (
            "message_template_quality_update",
            #"{"previous_quality_score":"GREEN","new_quality_score":"RED",\#(template)}"#
        ),
        (
            "message_template_components_update",
            #"""
            {\#(template),"message_template_element":"Olá {{1}}",\#
            "message_template_buttons":[{"message_template_button_type":"URL",\#
            "message_template_button_text":"Ver",\#
            "message_template_button_url":"https://x.example/{{1}}"}]}
            """#
        ),
        ("template_category_update", #"{\#(template),"previous_category":"UTILITY","new_category":"MARKETING"}"#),
        (
            "template_correct_category_detection",
            #"{\#(template),"category":"UTILITY","correct_category":"MARKETING"}"#
        ),
        ("phone_number_quality_update", #"{"display_phone_number":"15550007788","event":"ONBOARDING"}"#),
        ("phone_number_name_update", #"{"display_phone_number":"15550007788","decision":"APPROVED"}"#),
        ("business_capability_update", #"{"max_daily_conversations_per_business":-1}"#),
        ("account_update", #"{"event":"ACCOUNT_VIOLATION","violation_info":{"violation_type":"SPAM"}}"#),
        ("account_review_update", #"{"decision":"PENDING"}"#),
        (
            "account_alerts",
            #"""
            {"entity_type":"BUSINESS","entity_id":"12","alert_info":{"alert_severity":"CRITICAL",\#
            "alert_type":"OBA_REJECTED"}}
            """#
        ),
        (
            "account_settings_update",
            #"""
            {"messaging_product":"whatsapp","timestamp":"1795500014","type":"phone_number_settings",\#
            "phone_number_settings":{"phone_number_id":"660000000000001"}}
            """#
        ),
        ("security", #"{"display_phone_number":"15550007788","event":"PIN_CHANGED","requester":"61"}"#),
        (
            "group_lifecycle_update",
            with(
                #"""
                "groups":[{"timestamp":"1795500015","group_id":"R3J1cG8","type":"group_create",\#
                "subject":"Pedido 31"}]
                """#)
        ),
        (
            "group_participants_update",
            with(#""groups":[{"timestamp":"1795500016","group_id":"R3J1cG8","type":"group_participants_add"}]"#)
        ),
        (
            "group_participant_update",
            with(
                #"""
                "groups":[{"timestamp":1795500016,"group_id":"R3J1cG8","type":"group_participants_remove",\#
                "initiated_by":"business","removed_participants":[{"input":5511987650102,"wa_id":5511987650102}]}]
                """#)
        ),
        (
            "group_settings_update",
            with(#""groups":[{"timestamp":"1795500017","group_id":"R3J1cG8","type":"group_settings_update"}]"#)
        ),
        (
            "group_status_update",
            with(#""groups":[{"timestamp":"1795500018","group_id":"R3J1cG8","type":"group_suspend"}]"#)
        ),
        (
            "business_username_updates",
            #"""
            {"display_phone_number":"15550007788","username":"lojadoporto","status":"approved"}
            """#
        ),
        ("business_username_update", #"{"display_phone_number":"15550007788","status":"deleted"}"#),
        ("flows", #"{"event":"ENDPOINT_LATENCY","flow_id":"51","threshold":3000,"alert_state":"ACTIVATED"}"#),
        (
            "automatic_events",
            with(#""automatic_events":[{"id":"wamid.AE1","event_name":"LeadSubmitted","timestamp":1795500019}]"#)
        ),
        (
            "tracking_events",
            #"""
            {"events":[{"event_name":"ViewContent","timestamp":1795500020,\#
            "tracking_data":{"click_id":"c"}}]}
            """#
        ),
        ("payment_configuration_update", #"{"configuration_name":"gw","provider_name":"pix","status":"Active"}"#),
        ("partner_solutions", #"{"event":"SOLUTION_UPDATED","solution_id":"81","solution_status":"ACTIVE"}"#),
        ("business_status_update", #"{"status":"ok"}"#),
        ("message_echoes", #"{"sender":{"id":"1"},"message":{"text":"hi"}}"#),
        (
            "user_id_update",
            with(#""user_id_update":[{"wa_id":"5511987650101","user_id":{"previous":"BR.1","current":"BR.2"}}]"#)
        ),
        ("field_of_tomorrow", #"{"anything":[1,2,3]}"#),
    ]

    /// A batch: two messages, two statuses, one error and one click, in two changes of two entries.
    public static let batch = """
        {"object":"whatsapp_business_account","entry":[\
        {"id":"\(waba)","changes":[{"field":"messages","value":{\(metadata),"contacts":[\(contact)],\
        "messages":[\(message("text", #""text":{"body":"um"}"#, id: "wamid.B1")),\
        \(message("text", #""text":{"body":"dois"}"#, id: "wamid.B2"))]}}]},\
        {"id":"\(waba)","changes":[{"field":"messages","value":{\(metadata),\
        "statuses":[{"id":"wamid.OUT1","status":"sent","timestamp":"1795500030","recipient_id":"5511987650101"},\
        {"id":"wamid.OUT1","status":"read","timestamp":"1795500031","recipient_id":"5511987650101"}],\
        "errors":[{"code":130429,"title":"Rate limit hit"}],\
        "user_actions":[{"action_type":"landing_page_view","timestamp":"1795500032"}]}},\
        {"field":"account_review_update","value":{"decision":"APPROVED"}}]}]}
        """
}
