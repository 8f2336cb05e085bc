/// What the platform says when a code has no details of its own (`whatsapp.md` §9.2).
extension SimError {
    struct Known {
        var http: Int
        var title: String
        var details: String

        init(_ http: Int, _ title: String, _ details: String) {
            self.http = http
            self.title = title
            self.details = details
        }
    }

    static let known: [Int: Known] = [
        0: Known(401, "AuthException", "The app user could not be authenticated."),
        1: Known(500, "API Unknown", "Invalid request or possible server error."),
        2: Known(503, "API Service", "The service is temporarily unavailable."),
        4: Known(400, "Application request limit reached", "Too many calls of this app."),
        10: Known(403, "Permission Denied", "Permission is either not granted or has been removed."),
        33: Known(400, "Parameter value is not valid", "The business phone number has been deleted."),
        100: Known(400, "Invalid parameter", "A parameter is not valid."),
        190: Known(401, "Access token has expired", "The access token has expired."),
        368: Known(403, "Temporarily blocked for policies violations", "The account is restricted."),
        80007: Known(400, "Rate limit issues", "The WhatsApp Business Account has reached its limit."),
        130429: Known(429, "Rate limit hit", "Message throughput has been reached."),
        130472: Known(400, "User's number is part of an experiment", "Message was not sent as part of an experiment."),
        131000: Known(500, "Something went wrong", "Message failed to send for an unknown reason."),
        131005: Known(403, "Access denied", "Permission is either not granted or has been removed."),
        131008: Known(400, "Required parameter is missing", "A required parameter is missing."),
        131009: Known(400, "Parameter value is not valid", "A parameter value is not valid."),
        131016: Known(503, "Service unavailable", "A service is temporarily unavailable."),
        131021: Known(400, "Recipient cannot be sender", "Sender and recipient phone number is the same."),
        131026: Known(
            400, "Message undeliverable",
            "The recipient is not a WhatsApp user, or uses an old version, or has not accepted the terms."),
        131030: Known(400, "Recipient phone number not in allowed list", "The recipient is not in the allowed list."),
        131037: Known(
            400, "WhatsApp provided number needs display name approval before message can be sent",
            "The number's display name is not approved."),
        131055: Known(400, "Method not allowed", "This message is not allowed here."),
        131063: Known(
            400, "Marketing templates disabled on Cloud API",
            "The account sends marketing templates through marketing_messages only."),
        134_100: Known(400, "Only marketing messages supported", "The template is not of the category MARKETING."),
        134_101: Known(400, "Template syncing", "The template is not synced yet; that takes up to 10 minutes."),
        2_388_019: Known(400, "Template limit reached", "The account makes no more templates now."),
        2_388_330: Known(400, "Template cannot be deleted", "Direct Send made this template; it cannot be deleted."),
        2_388_040: Known(400, "Character limit exceeded", "The body is too long."),
        2_388_047: Known(400, "Header format incorrect", "The header is too long or has more than one variable."),
        2_388_072: Known(400, "Body format incorrect", "The variables of the body are not as they must be."),
        2_388_293: Known(
            400, "Too many variables for length", "The body has too many variables for the number of its words."),
        2_388_073: Known(400, "Footer format incorrect", "The footer is too long or has a variable."),
        2_388_299: Known(
            400, "Leading or trailing variable", "Variables cannot stand at the start or end of the body."),
        2_388_318: Known(400, "Template cannot be edited", "Direct Send made this template; it cannot be edited."),
        131031: Known(403, "Account has been locked", "The account is locked."),
        131041: Known(404, "Group unknown", "There is no such group."),
        131042: Known(400, "Business eligibility payment issue", "There was an error with the payment method."),
        131047: Known(
            400, "Re-engagement message",
            "More than 24 hours have passed since the customer last replied to this number."),
        131048: Known(400, "Spam rate limit hit", "There are restrictions on how many messages can be sent."),
        131049: Known(
            400, "This message was not delivered to maintain healthy ecosystem engagement",
            "The customer's limit of marketing messages was reached."),
        131050: Known(
            400, "User has stopped marketing messages",
            "The recipient has chosen to stop receiving marketing messages from your business."),
        131051: Known(400, "Unsupported message type", "Message type is not supported."),
        131053: Known(400, "Media upload error", "The media could not be uploaded."),
        131056: Known(
            400, "(Business Account, Consumer Account) pair rate limit hit",
            "Too many messages sent from this phone number to the same phone number in a short period of time."),
        131057: Known(500, "Account in maintenance mode", "The account is being upgraded."),
        131059: Known(400, "Invalid paging cursor", "The cursor has expired. Start the list again."),
        131062: Known(
            400, "Recipient not supported",
            "Business-scoped user id recipients are not supported for this message."),
        131070: Known(400, "Thread not owned", "The thread is owned by another responder."),
        132000: Known(
            400, "Number of parameters does not match the expected number of params",
            "The number of parameters does not match."),
        132001: Known(404, "Template name does not exist in the translation", "The template does not exist."),
        132005: Known(400, "Translated text too long", "The text is too long when filled."),
        132008: Known(400, "Parameter value is not valid", "A parameter is not valid."),
        132012: Known(
            400, "Parameter format does not match format in the created template",
            "A parameter's format does not match."),
        132015: Known(400, "Template is paused", "The template is paused because of low quality."),
        132016: Known(400, "Template is disabled", "The template has been disabled for good."),
        132018: Known(
            400, "There is an issue with the parameters in your template",
            "A parameter breaks the rules for parameters."),
        133005: Known(400, "Two step verification PIN mismatch", "The PIN is not the number's."),
        133006: Known(400, "Phone number re-verification needed", "Ask for a code first."),
        133016: Known(
            400, "Account register deregister rate limit exceeded",
            "A number is registered and deregistered ten times in 72 hours."),
        200_007: Known(
            400, "Template insights not enabled", "Confirm template insights for the account first; that is for good."),
        133010: Known(400, "Phone number not registered", "Register the number first."),
        139_100: Known(400, "Failed to block/unblock some users", "Some users could not be blocked or unblocked."),
        139_101: Known(400, "Blocklist limit reached", "The list of blocked users is full: 64,000."),
        139_102: Known(400, "Blocklist concurrent update", "The list changed while it was read. Start again."),
        132_021: Known(400, "Template name conflict", "A template of this name is not one that Direct Send made."),
        2_494_191: Known(400, "Thread control not allowed", "Only the escalation responder may take a thread."),
        137000: Known(400, "Identity mismatch", "The recipient's identity key hash does not match."),
    ]
}
