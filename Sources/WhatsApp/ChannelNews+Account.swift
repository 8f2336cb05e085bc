/// Reading `account_update` (`whatsapp.md` §1.7.9): an event with a part of its own for what it tells.
extension ChannelNews {
    static func account(_ raw: JSONValue) -> ChannelNews {
        let word = raw["event"]?.text ?? raw["status"]?.text
        var facts: [Fact] = []
        facts += fact(.violation, raw["violation_info"]?["violation_type"])
        for restriction in raw["restriction_info"]?.list ?? [] {
            facts += fact(.restriction, restriction["restriction_type"])
            // A zero tells no end.
            if restriction["expiration"]?.int != 0 { facts += fact(.until, restriction["expiration"]) }
            facts += fact(.remediation, restriction["remediation"])
        }
        facts += fact(.status, raw["ban_info"]?["waba_ban_state"])
        // A text such as "April 17, 2026".
        facts += fact(.date, raw["ban_info"]?["waba_ban_date"])
        facts += fact(.reason, raw["disconnection_info"]?["reason"])
        facts += fact(.requester, raw["disconnection_info"]?["initiated_by"])
        let partner = raw["waba_info"]?["partner_app_id"] ?? raw["waba_info"]?["solution_id"]
        facts += fact(.partner, partner ?? raw["waba_info"]?["owner_business_id"])
        facts += fact(.status, raw["partner_client_certification_info"]?["status"])
        for reason in raw["partner_client_certification_info"]?["rejection_reasons"]?.array ?? [] {
            facts += fact(.reason, reason)
        }
        facts += fact(.country, raw["country"])
        facts += fact(.tier, raw["volume_tier_info"]?["tier"])
        facts += fact(.category, raw["volume_tier_info"]?["pricing_category"])
        facts += fact(.date, raw["volume_tier_info"]?["effective_month"])
        facts += fact(.region, raw["volume_tier_info"]?["region"])
        let eligibility = raw["auth_international_rate_eligibility"]
        facts += fact(.effective, eligibility?["start_time"])
        for exception in (eligibility?["exception_countries"]?.list ?? []).prefix(40) {
            facts += fact(.country, exception["country_code"]) + fact(.effective, exception["start_time"])
        }
        return ChannelNews(
            .account, word: word, facts: facts, displayNumber: raw["phone_number"]?.text,
            weight: isBad(word, raw) ? .warning : .calm)
    }

    private static func isBad(_ word: String?, _ raw: JSONValue) -> Bool {
        switch word?.uppercased() {
        case "DISABLED_UPDATE": raw["ban_info"]?["waba_ban_state"]?.text?.uppercased() != "REINSTATE"
        case "ACCOUNT_DELETED", "ACCOUNT_VIOLATION", "ACCOUNT_RESTRICTION", "ACCOUNT_OFFBOARDED", "PARTNER_REMOVED":
            true
        default: false
        }
    }
}
