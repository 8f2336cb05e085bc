/// Finds the field of a change by what its value holds, for changes that name none or a wrong one (`whatsapp.md` §0.2,
/// rule 9; §1.7.2 and §1.7.9 have examples of Meta's own). Only shapes that belong to one field alone decide.
enum FieldDetection {
    /// The field to read a value by.
    ///
    /// A name we know is believed, but for `messages` over a value that has nothing of a message. A name we do not know may
    /// be one of tomorrow: it yields to a shape of today, never to `messages`, since what came by another way than to us
    /// must open no window.
    /// - Parameter named: the field that the change, its value or its entry names.
    /// - Returns: `nil` when nothing names it and nothing in it tells.
    static func field(named: String?, of value: JSONValue) -> String? {
        guard let named else { return field(of: value) }
        if named == "messages" {
            if let calls = callField(of: value), value["calls"] == nil { return calls }
            return messageMembers.contains { value[$0] != nil } ? named : field(of: value) ?? named
        }
        if known.contains(named) { return named }
        return field(of: value).flatMap { $0 == "messages" ? nil : $0 } ?? named
    }

    /// The field that a value can only belong to.
    static func field(of value: JSONValue) -> String? {
        guard value.object != nil else { return nil }
        if let calls = callField(of: value) { return calls }
        if let place = lists.first(where: { value[$0.member]?.list != nil }) { return place.field }
        if let groups = value["groups"]?.list { return groupField(of: groups) }
        if value["standby"]?.list?.isEmpty == false { return "standby" }
        if value["control_passed"] != nil || value["control_taken"] != nil { return "messaging_handovers" }
        return templateField(of: value) ?? numberField(of: value) ?? accountField(of: value)
    }

    /// What a value of the field `messages` may hold (§2.1); without any of it the name is wrong. Contacts stand beside what
    /// other fields hold, too.
    private static let messageMembers = [
        "messages", "statuses", "errors", "user_actions", "conversation_context",
    ]

    /// Lists that name their field. `messages` and `statuses` come first: beside them others are decoration.
    private static let lists: [(member: String, field: String)] = [
        ("messages", "messages"), ("statuses", "messages"), ("message_echoes", "smb_message_echoes"),
        ("state_sync", "smb_app_state_sync"), ("history", "history"), ("user_preferences", "user_preferences"),
        ("user_id_update", "user_id_update"), ("automatic_events", "automatic_events"),
        ("user_actions", "messages"),
    ]

    /// Statuses of calls stand under the name that those of messages have (§1.7.15).
    private static func callField(of value: JSONValue) -> String? {
        if value["calls"]?.list != nil, value["messages"] == nil { return "calls" }
        let statuses = value["statuses"]?.list ?? []
        return !statuses.isEmpty && statuses.allSatisfy { $0["type"]?.string == "call" } ? "calls" : nil
    }

    /// The four fields of groups differ by the type of what happened (§1.7.13).
    private static func groupField(of groups: [JSONValue]) -> String? {
        switch groups.lazy.compactMap({ $0["type"]?.string }).first {
        case "group_create", "group_delete": "group_lifecycle_update"
        case "group_settings_update": "group_settings_update"
        case "group_suspend", "group_suspend_cleared": "group_status_update"
        case let type? where type.hasPrefix("group_"): "group_participants_update"
        default: nil
        }
    }

    /// §1.7.1 to §1.7.4.
    private static func templateField(of value: JSONValue) -> String? {
        if value["new_quality_score"] != nil { return "message_template_quality_update" }
        if value["message_template_element"] != nil { return "message_template_components_update" }
        guard value["message_template_name"] != nil || value["message_template_id"] != nil else { return nil }
        if value["event"] != nil { return "message_template_status_update" }
        if value["new_category"] != nil { return "template_category_update" }
        return value["correct_category"] != nil ? "template_correct_category_detection" : nil
    }

    /// What tells of a number of ours (§1.7.5 to §1.7.7, §1.7.10, §1.7.12); none of it has a list of its own.
    private static func numberField(of value: JSONValue) -> String? {
        let event = value["event"]?.string
        if value["phone_number_settings"]?.object != nil { return "account_settings_update" }
        if value["requested_verified_name"] != nil { return "phone_number_name_update" }
        if value["display_phone_number"] != nil {
            if event?.hasPrefix("PIN_") == true { return "security" }
            if let event, numberEvents.contains(event) { return "phone_number_quality_update" }
            if value["decision"] != nil { return "phone_number_name_update" }
            if let status = value["status"]?.string, usernameStatuses.contains(status) {
                return "business_username_updates"
            }
        }
        let isCapability = capabilityMembers.contains { value[$0] != nil }
        return isCapability && event == nil ? "business_capability_update" : nil
    }

    private static let usernameStatuses: Set<String> = ["approved", "reserved", "deleted"]

    private static let capabilityMembers = [
        "max_daily_conversations_per_business", "max_phone_numbers_per_business", "max_phone_numbers_per_waba",
    ]

    /// What tells of the account, its apps and its measurements (§1.7.8, §1.7.9, §1.7.16).
    private static func accountField(of value: JSONValue) -> String? {
        let event = value["event"]?.string
        if value["alert_info"]?.object != nil { return "account_alerts" }
        if value["flow_id"] != nil, event != nil { return "flows" }
        if value["solution_id"] != nil, event?.hasPrefix("SOLUTION_") == true { return "partner_solutions" }
        if value["provider_name"] != nil, value["configuration_name"] != nil { return "payment_configuration_update" }
        if event != nil, accountMembers.contains(where: { value[$0] != nil }) { return "account_update" }
        if let event, accountEvents.contains(event) { return "account_update" }
        if value["events"]?.list?.first?["tracking_data"] != nil { return "tracking_events" }
        // A lone decision can be nothing else; a name's decision says which number.
        return value["decision"]?.string != nil && value.object?.count == 1 ? "account_review_update" : nil
    }

    private static let numberEvents: Set<String> = [
        "ONBOARDING", "THROUGHPUT_UPGRADE", "UPGRADE", "DOWNGRADE", "FLAGGED", "UNFLAGGED",
    ]

    private static let accountMembers = [
        "violation_info", "restriction_info", "ban_info", "waba_info", "disconnection_info", "volume_tier_info",
        "auth_international_rate_eligibility", "partner_client_certification_info",
        "partner_client_certification_needed_info",
    ]

    /// Those of `account_update` that may come without a member of their own (§1.7.9).
    private static let accountEvents: Set<String> = [
        "ACCOUNT_DELETED", "ACCOUNT_VIOLATION", "ACCOUNT_RESTRICTION", "DISABLED_UPDATE", "ACCOUNT_OFFBOARDED",
        "ACCOUNT_RECONNECTED", "PARTNER_ADDED", "PARTNER_REMOVED", "PARTNER_APP_INSTALLED", "PARTNER_APP_UNINSTALLED",
        "AD_ACCOUNT_LINKED", "MM_LITE_TERMS_SIGNED", "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE", "VERIFIED_ACCOUNT",
    ]

    /// Every field of §1.6, and the other spellings it says to tolerate.
    private static let known: Set<String> = [
        "messages", "standby", "messaging_handovers", "calls", "user_preferences", "smb_message_echoes",
        "smb_app_state_sync", "history", "message_template_status_update", "message_template_quality_update",
        "message_template_components_update", "template_category_update", "template_correct_category_detection",
        "phone_number_quality_update", "phone_number_name_update", "business_capability_update", "account_update",
        "account_review_update", "account_alerts", "account_settings_update", "security", "group_lifecycle_update",
        "group_participants_update", "group_participant_update", "group_settings_update", "group_status_update",
        "business_username_updates", "business_username_update", "flows", "automatic_events", "tracking_events",
        "payment_configuration_update", "partner_solutions", "business_status_update", "message_echoes",
        "user_id_update",
    ]
}
