extension PlatformText {
    /// Codes of the Graph API itself: access, request shape, throttling.
    static let general: [PlatformText] = [
        row(
            0, "Not signed in", "The access token could not be checked.",
            "Ask an administrator for a new access token."),
        row(
            1, "Request not understood", "The request was invalid, or the platform failed without saying why.",
            "Check Meta's status page; if all is well there, report the request as a bug."),
        row(
            2, "Platform overloaded", "The service is down for a moment or has too much to do.",
            "Wait; it is tried again by itself."),
        row(
            3, "App not allowed", "The app lacks the capability or permission this needs.",
            "Ask an administrator to give the token the permissions it needs."),
        row(
            4, "Too many calls", "The app made more calls than it may in this hour.",
            "Wait some minutes and poll less often."),
        row(
            10, "Permission missing",
            "The permission was never given, was taken away, or the endpoint is not open to us.",
            "Ask an administrator to check the token's permissions."),
        row(
            33, "Number not found", "The business phone number was deleted, or its id is wrong.",
            "Check the phone number id in the configuration."),
        row(
            100, "Invalid parameter", "A field of the request is wrong, or a feature is not enabled for the account.",
            "Read the details: correct the field they name, or report it as a bug."),
        row(
            190, "Token expired", "The access token is no longer valid.",
            "Replace the access token; messages stay in the outbox until then."),
        row(
            200...299, "Permission denied", "The token does not have a permission this needs.",
            "Ask an administrator to check the token's permissions."),
        row(
            368, "Account blocked for now", "Meta blocked the account for a while because of its policies.",
            "Read the account's notices in WhatsApp Manager and wait until the block ends."),
        row(
            506, "Sent twice", "The same request had been posted before.",
            "Nothing to do if the message shows as sent."),
        row(
            613, "Too many permission look-ups", "Call permissions were asked for too often.",
            "Wait; it is tried again by itself."),
        row(
            80007, "Account calls used up", "The WhatsApp Business Account made more calls than it may in this hour.",
            "Wait some minutes and poll less often."),
    ]
}
