import TestSupport
import Testing
import WhatsApp

/// What each field about numbers and accounts (`whatsapp.md` §1.7.4–1.7.16) says, whatever is missing from it.
struct ChannelNewsTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let field: String
        let value: String
        let subject: ChannelNews.Subject
        let word: String?
        let facts: [ChannelNews.Fact]
        var weight: ChannelNews.Weight = .calm
        var testDescription: String { "\(field) \(word ?? "–")" }
    }

    private static func row(
        _ field: String, _ value: String, _ subject: ChannelNews.Subject, _ word: String?,
        _ facts: [(ChannelNews.Fact.Kind, String)] = [], _ weight: ChannelNews.Weight = .calm
    ) -> Row {
        Row(
            field: field, value: value, subject: subject, word: word,
            facts: facts.map { ChannelNews.Fact($0.0, $0.1) }, weight: weight)
    }

    static let rows = [
        row(
            "phone_number_quality_update",
            #"{"event":"THROUGHPUT_UPGRADE","max_daily_conversations_per_business":"TIER_2K"}"#,
            .quality, "THROUGHPUT_UPGRADE", [(.limit, "TIER_2K")]),
        row(
            "phone_number_quality_update", #"{"event":"flagged","current_limit":"TIER_1K","old_limit":"TIER_10K"}"#,
            .quality, "FLAGGED", [(.limit, "TIER_1K"), (.formerLimit, "TIER_10K")], .warning),
        row(
            "phone_number_name_update",
            #"{"decision":"REJECTED","requested_verified_name":"Casa Lume","rejection_reason":"NAME_NOT_CONSISTENT"}"#,
            .name, "REJECTED", [(.name, "Casa Lume"), (.reason, "NAME_NOT_CONSISTENT")], .warning),
        row(
            "phone_number_name_update", #"{"decision":"APPROVED","rejection_reason":"NONE"}"#, .name, "APPROVED"),
        row(
            "business_capability_update",
            #"{"max_daily_conversations_per_business":-1,"max_phone_numbers_per_business":3,"max_phone_numbers_per_waba":"2"}"#,
            .capability, nil, [(.limit, "-1"), (.numbersPerBusiness, "3"), (.numbersPerAccount, "2")]),
        row("account_review_update", #"{"decision":"REJECTED"}"#, .review, "REJECTED", [], .warning),
        row("account_review_update", "{}", .review, nil),
        row(
            "account_update",
            #"{"event":"ACCOUNT_RESTRICTION","restriction_info":[{"restriction_type":"X","expiration":0}]}"#,
            .account, "ACCOUNT_RESTRICTION", [(.restriction, "X")], .warning),
        row(
            "account_alerts",
            #"{"entity_type":"BUSINESS","alert_info":{"alert_severity":"CRITICAL","alert_status":"ACTIVE","alert_type":"OBA_REJECTED"}}"#,
            .alert, "OBA_REJECTED", [(.severity, "CRITICAL"), (.status, "ACTIVE"), (.entity, "BUSINESS")], .warning),
        row(
            "account_alerts", #"{"alert_info":{"alert_severity":"WARNING","alert_status":"NONE","alert_type":"X"}}"#,
            .alert, "X", [(.severity, "WARNING"), (.status, "NONE")]),
        row(
            "security", #"{"event":"PIN_CHANGED","requester":61}"#, .security, "PIN_CHANGED", [(.requester, "61")],
            .security),
        row(
            "account_update",
            #"{"event":"ACCOUNT_RESTRICTION","violation_info":{"violation_type":"SPAM"},"restriction_info":[{"restriction_type":"RESTRICTED_UTILITY_TEMPLATES","expiration":1796035200}]}"#,
            .account, "ACCOUNT_RESTRICTION",
            [(.violation, "SPAM"), (.restriction, "RESTRICTED_UTILITY_TEMPLATES"), (.until, "1796035200")], .warning),
        row(
            "account_update",
            #"{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"REINSTATE","waba_ban_date":"May 2, 2026"}}"#,
            .account, "DISABLED_UPDATE", [(.status, "REINSTATE"), (.date, "May 2, 2026")]),
        row(
            "account_update", #"{"event":"PARTNER_REMOVED","disconnection_info":{"reason":"CHANGE_NUMBER"}}"#, .account,
            "PARTNER_REMOVED", [(.reason, "CHANGE_NUMBER")], .warning),
        row(
            "account_update",
            #"{"event":"PARTNER_REMOVED","disconnection_info":{"reason":"PRIMARY_INACTIVITY","initiated_by":"SYSTEM"}}"#,
            .account, "PARTNER_REMOVED", [(.reason, "PRIMARY_INACTIVITY"), (.requester, "SYSTEM")], .warning),
        row(
            "account_update",
            #"{"event":"VOLUME_BASED_PRICING_TIER_UPDATE","volume_tier_info":{"tier":"1:2","region":"India"}}"#,
            .account, "VOLUME_BASED_PRICING_TIER_UPDATE", [(.tier, "1:2"), (.region, "India")]),
        row(
            "account_update",
            #"{"event":"AUTH_INTL_PRICE_ELIGIBILITY_UPDATE","auth_international_rate_eligibility":{"start_time":5,"exception_countries":[{"country_code":"IN","start_time":7},{"country_code":"ID"}]}}"#,
            .account, "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE",
            [(.effective, "5"), (.country, "IN"), (.effective, "7"), (.country, "ID")]),
        row(
            "group_lifecycle_update", #"{"groups":[{"type":"group_create","errors":[{"code":131211}]}]}"#, .error, nil,
            [(.code, "131211"), (.entity, "group_lifecycle_update")], .warning),
        row(
            "automatic_events",
            #"{"automatic_events":[{"event_name":"LeadSubmitted"},{"event_name":"Purchase","custom_data":{"value":2}}]}"#,
            .marketing, "LEADSUBMITTED", [(.happened, "Purchase"), (.measured, "2")]),
        row(
            "account_update", #"{"event":"BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE","country":"PT"}"#, .account,
            "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE", [(.country, "PT")]),
        row(
            "account_settings_update",
            #"{"type":"phone_number_settings","phone_number_settings":{"calling":{"status":"ENABLED"}}}"#, .settings,
            "PHONE_NUMBER_SETTINGS", [(.calling, "ENABLED")]),
        row(
            "business_username_updates", #"{"username":"lume","status":"approved"}"#, .username, "APPROVED",
            [(.username, "lume")]),
        row(
            "business_username_update", #"{"status":"deleted","context":"revoked"}"#, .username, "REVOKED", [], .warning
        ),
        row(
            "flows",
            #"{"event":"ENDPOINT_LATENCY","flow_id":"51","alert_state":"ACTIVATED","threshold":3000,"p90_latency":4200}"#,
            .flow, "ENDPOINT_LATENCY",
            [(.name, "51"), (.status, "ACTIVATED"), (.threshold, "3000"), (.measured, "4200")], .warning),
        row(
            "payment_configuration_update",
            #"{"configuration_name":"gw","provider_name":"pix","status":"Needs Testing"}"#,
            .payment, "NEEDS TESTING", [(.name, "gw"), (.provider, "pix")], .warning),
        row(
            "partner_solutions", #"{"event":"SOLUTION_CREATED","solution_status":"DRAFT"}"#, .solution,
            "SOLUTION_CREATED", [(.status, "DRAFT")]),
        row(
            "template_category_update",
            #"{"message_template_name":"slot","new_category":"UTILITY","correct_category":"MARKETING","category_update_timestamp":1795516800}"#,
            .category, "ANNOUNCED",
            [(.template, "slot"), (.category, "UTILITY"), (.status, "MARKETING"), (.effective, "1795516800")], .warning),
        row(
            "errors", #"{"code":"130429","error_data":"slow down"}"#, .error, nil,
            [(.code, "130429"), (.words, "slow down")], .warning),
        row(
            "history", #"{"history":[{"errors":[{"code":2593109,"title":"not shared"}]}]}"#, .history, "REFUSED",
            [(.code, "2593109"), (.words, "not shared")]),
        row("history", #"{"history":[{"metadata":{"progress":55}}]}"#, .history, "PROGRESS", [(.progress, "55")]),
        row(
            "user_actions",
            #"{"action_type":"marketing_messages_link_click","marketing_messages_link_click_data":{"click_component":"cta","product_id":"SKU-1"}}"#,
            .marketing, "MARKETING_MESSAGES_LINK_CLICK", [(.click, "cta"), (.name, "SKU-1")]),
        row(
            "automatic_events", #"{"automatic_events":[{"event_name":"Purchase","custom_data":{"value":2.5}}]}"#,
            .marketing, "PURCHASE", [(.measured, "2.5")]),
        row("field_of_tomorrow", #"{"a":[1]}"#, .unknown, nil, [(.name, "field_of_tomorrow")]),
        row("security", "[]", .security, nil, [], .security),
        row("account_update", #"{"restriction_info":"x","violation_info":[1]}"#, .account, nil),
    ]

    @Test(arguments: rows) func saysWhatIsThere(_ row: Row) throws {
        let news = ChannelNews(field: row.field, raw: try JSONValue(text: row.value))
        #expect(news.subject == row.subject && news.word == row.word && news.weight == row.weight)
        #expect(news.facts == row.facts)
    }

    @Test func namesTheNumber() throws {
        let news = ChannelNews(field: "security", raw: ["display_phone_number": "15550007788", "event": "PIN_CHANGED"])
        #expect(news.displayNumber == "15550007788")
    }

    /// Every field of §1.6 that is about the channel is read, by any of its spellings.
    @Test(arguments: Fixture.fields.map(\.field)) func everyFieldHasAPlace(_ field: String) {
        let conversations: Set<String> = [
            "standby", "messaging_handovers", "calls", "user_preferences", "smb_message_echoes", "smb_app_state_sync",
            "message_echoes", "user_id_update", "group_lifecycle_update", "group_participants_update",
            "group_participant_update", "group_settings_update", "group_status_update", "field_of_tomorrow",
        ]
        let templates = field.hasPrefix("message_template_")
        #expect(ChannelNews.isKnown(field) != (conversations.contains(field) || templates))
    }
}
