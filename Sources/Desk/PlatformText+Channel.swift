/// What a piece of news about the channel says and means, in one language: part of the catalogue.
struct ChannelText {
    /// A line without a full stop.
    let title: String
    /// What it means and what to do, in sentences.
    let meaning: String

    static func row(_ title: String, _ meaning: String) -> ChannelText { ChannelText(title: title, meaning: meaning) }

    /// By subject and the platform's word, in lower case; a subject alone is for words that are not here, which its gap
    /// takes (`whatsapp.md` §1.7.4–1.7.16).
    static let english: [String: ChannelText] = security.merging(number) { first, _ in first }
        .merging(account) { first, _ in first }.merging(rest) { first, _ in first }

    private static let security: [String: ChannelText] = [
        "security": row("Security: {0}", "Two-step verification of the number: look at it in WhatsApp Manager."),
        "security.pin_changed": row(
            "The two-step PIN was changed",
            "Who has the PIN can move the number. If nobody of yours changed it, change it again at once in WhatsApp Manager, and look at who may administer the account."
        ),
        "security.pin_reset_request": row(
            "Somebody asked to switch two-step verification off",
            "Without it the number can be registered elsewhere. If nobody of yours asked, refuse by the mail that Meta sends, and look at who may administer the account."
        ),
        "security.pin_request_success": row(
            "Two-step verification was switched off",
            "The number can be registered without a PIN now. Set a new one in WhatsApp Manager."),
    ]

    private static let number: [String: ChannelText] = [
        "quality": row("The number's quality or speed changed: {0}", "Nothing to do, unless sends are held back."),
        "quality.onboarding": row("The number can send", "It was connected and has its first limit."),
        "quality.throughput_upgrade": row("The number may send faster", "Nothing to do."),
        "quality.upgrade": row("More people may be written to first", "The limit for templates went up."),
        "quality.downgrade": row(
            "Fewer people may be written to first",
            "The limit for templates went down, because people blocked or reported them. Answers in an open window are not limited by it."
        ),
        "quality.flagged": row(
            "The number is flagged: its quality is low",
            "If it stays low for a week, the limit goes down. Send fewer templates that people do not expect."),
        "quality.unflagged": row("The number is not flagged any more", "Its quality is good enough again."),
        "name": row("The number's name: {0}", "What customers see as the business's name."),
        "name.approved": row("The number's new name was approved", "Customers see it from now on."),
        "name.rejected": row(
            "The number's new name was refused", "Customers see the old one. Ask for another in WhatsApp Manager."),
        "name.pending": row("The number's new name is being looked at", "Customers see the old one until then."),
        "name.deferred": row("The number's new name is looked at later", "Customers see the old one until then."),
        "capability": row("What the account may do changed", "New limits hold from now on."),
        "username": row("The business's username: {0}", "The name by which customers find the number."),
        "username.approved": row("The business's username is in use", "Customers find the number by it."),
        "username.reserved": row("The business's username is reserved", "It is in use once it is approved."),
        "username.deleted": row(
            "The business's username was deleted", "Customers do not find the number by it any more."),
        "username.revoked": row("Meta took the business's username away", "Ask for another in WhatsApp Manager."),
        "settings": row(
            "Settings of the number were changed: {0}", "Somebody changed them in WhatsApp Manager or by the API."),
        "settings.phone_number_settings": row(
            "Settings of the number were changed", "Somebody changed them in WhatsApp Manager or by the API."),
        "payment": row("Payments: {0}", "What customers can pay with."),
        "payment.active": row("Payments work", "Customers can pay through this provider."),
        "payment.needs connecting": row("Payments are not connected", "Connect the provider in WhatsApp Manager."),
        "payment.needs testing": row("Payments need a test", "Make a test payment in WhatsApp Manager."),
    ]

    private static let account: [String: ChannelText] = [
        "review": row("Meta's review of the account: {0}", "Look at the account in Business Manager."),
        "review.approved": row("The account passed Meta's review", "Nothing to do."),
        "review.rejected": row(
            "The account did not pass Meta's review", "Nothing can be sent. Ask for another review in Business Manager."
        ),
        "review.pending": row("Meta is looking at the account", "Nothing to do until it is over."),
        "review.deferred": row("Meta looks at the account later", "Nothing to do until then."),
        "alert": row("An alert: {0}", "Look at the account in WhatsApp Manager."),
        "alert.increased_capabilities_eligibility_deferred": row(
            "A higher limit was put off", "Meta looks again by itself."),
        "alert.increased_capabilities_eligibility_failed": row(
            "A higher limit was refused", "The present limit stays."),
        "alert.increased_capabilities_eligibility_need_more_info": row(
            "For a higher limit Meta wants to know more", "Answer in Business Manager."),
        "alert.oba_approved": row("The number has the official badge now", "Customers see it beside the name."),
        "alert.oba_rejected": row("The official badge was refused", "Ask again after 30 days."),
        "alert.profile_picture_lost": row("The profile picture is gone", "Set it again in WhatsApp Manager."),
        "account": row("The account: {0}", "Look at it in Business Manager."),
        "account.account_deleted": row("The account was deleted", "Nothing can be sent or received by it any more."),
        "account.account_violation": row(
            "The account broke a policy", "Read the policy in Business Manager; the next time it may be restricted."),
        "account.account_restriction": row(
            "The account is restricted", "What it may not do, and until when, stands below. Object in Business Manager."
        ),
        "account.disabled_update": row(
            "The account is switched off or on", "Whether, and when, stands below. Object in Business Manager."),
        "account.account_offboarded": row(
            "The phone app left the number", "Connect it again by its phone; echoes do not come until then."),
        "account.account_reconnected": row("The phone app is connected again", "Nothing to do."),
        "account.partner_added": row(
            "A partner may act for the account", "Look at who it is, if nobody of yours added it."),
        "account.partner_removed": row("A partner may not act for the account any more", "Why stands below."),
        "account.partner_app_installed": row(
            "A partner's app was installed", "Look at whose it is, if nobody of yours did."),
        "account.partner_app_uninstalled": row("A partner's app was taken out", "Nothing comes through it any more."),
        "account.ad_account_linked": row("An ad account was linked", "Nothing to do."),
        "account.mm_lite_terms_signed": row("The terms of marketing messages were signed", "Nothing to do."),
        "account.verified_account": row("The account is verified", "Nothing to do."),
        "account.auth_intl_price_eligibility_update": row(
            "One-time codes abroad have a price of their own", "From when stands below."),
        "account.business_primary_location_country_update": row("The business's country changed", "Prices may change."),
        "account.volume_based_pricing_tier_update": row(
            "Another price step holds", "Which, and from when, stands below."),
    ]

    private static let rest: [String: ChannelText] = [
        "flow": row("A flow: {0}", "Forms that customers fill in; an administrator looks after them."),
        "flow.over": row("An alarm about a flow is over: {0}", "Nothing is to be done."),
        "flow.flow_status_change": row("A flow's status changed", "A flow that is not published cannot be sent."),
        "flow.client_error_rate": row("A flow fails on customers' phones", "An administrator should look at the flow."),
        "flow.endpoint_error_rate": row(
            "A flow's server answers with errors", "Customers cannot finish it; tell who runs the server."),
        "flow.endpoint_latency": row("A flow's server answers slowly", "Tell who runs the server."),
        "flow.endpoint_availability": row(
            "A flow's server does not answer", "Customers cannot finish it; tell who runs the server."),
        "flow.flow_version_expiry_warning": row(
            "A flow's version runs out", "An administrator should publish a newer one."),
        "solution": row("A partner's solution: {0}", "Look at it in Business Manager."),
        "solution.solution_created": row("A partner's solution was made", "Look at it in Business Manager."),
        "solution.solution_updated": row("A partner's solution changed", "Look at it in Business Manager."),
        "category": row("A template's category: {0}", "It decides what a message costs and who may get it."),
        "category.announced": row(
            "A template's category is going to change", "Sends cost what the new category costs from then on."),
        "category.detected": row(
            "A template's category is found wrong", "Meta may change it; nothing has changed yet."),
        "error": row("The platform reported an error", "It names no message."),
        "history": row("Past chats of the phone app: {0}", "They stand in the conversations."),
        "history.refused": row(
            "Past chats of the phone app are not shared", "The business chose so when it connected the number."),
        "history.progress": row("Past chats of the phone app are coming in", "They stand in the conversations."),
        "marketing": row("A marketing message: {0}", "Counted by the platform; nobody waits for an answer."),
        "marketing.purchase": row("Somebody bought after an advertisement", "Counted by the platform."),
        "marketing.leadsubmitted": row(
            "Somebody left their details after an advertisement", "Counted by the platform."),
        "marketing.marketing_messages_link_click": row(
            "Somebody clicked a link of a marketing message", "Who, is not told."),
        "marketing.landing_page_view": row("Somebody looked at the page of a marketing message", "Who, is not told."),
        "unknown": row(
            "Something this version does not know: {0}", "It is kept as it came; its payload says what it is."),
    ]
}
