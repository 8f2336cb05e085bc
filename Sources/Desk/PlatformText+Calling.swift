extension PlatformText {
    /// Codes about calls.
    static let calling: [PlatformText] = [
        row(
            138000, "Calls not enabled", "Calls are not switched on for this number.",
            "Ask an administrator to switch them on."),
        row(138001, "Cannot be called", "The person cannot be called.", "Write to them instead."),
        row(
            138002, "Too many calls at once", "The number has a thousand calls at this moment.",
            "Wait until a call has ended."),
        row(
            138003, "Call exists", "There is a call with this person already.",
            "End that call, or wait until it ends."),
        row(138004, "Call not connected", "The connection could not be made.", "Wait and call again."),
        row(138005, "Calls too fast", "Too many calls were started in a short time.", "Wait and call again."),
        row(138006, "No permission to call", "The person did not allow us to call.", "Ask them for permission first."),
        row(138007, "No answer in time", "The call was not connected in time.", "Call again."),
        row(
            138009, "Permission asked too often", "The person may only be asked once a day and twice a week.",
            "Wait a day, or write instead."),
        row(
            138012, "Calls of the day used up", "The person was called as often as allowed in 24 hours.",
            "The details name the time from which calls are possible again."),
        row(
            138013, "Calling not available", "This business may not call, or not this person.",
            "Write to them instead."),
        row(
            138014, "Calls switched off for quality", "Too many calls were unwanted, so Meta switched them off.",
            "Wait until Meta switches them on again."),
        row(
            138015, "Calls cannot be enabled", "The account's messaging limit is below 2,000.",
            "Ask an administrator about the messaging limit."),
        row(
            138017, "Permission given for good", "The person allowed calls permanently already.",
            "Call them; no permission is needed."),
        row(
            138018, "Calls not set up", "Something calls depend on is missing.",
            "Ask an administrator to complete the set-up."),
        row(138019...138023, "Call broke off", "The caller's program or the sound connection failed.", "Call again."),
        row(
            138024, "Telephone connection unhealthy", "The SIP server of the number does not answer well.",
            "Ask an administrator to check the SIP server."),
        row(
            138025, "Telephone app wrong", "The number's calls belong to another app's SIP settings.",
            "Ask an administrator to check the SIP settings."),
        row(
            138038, "Calls belong to somebody else", "Another responder handles the calls of this number.",
            "Ask an administrator who handles calls."),
    ]
}
