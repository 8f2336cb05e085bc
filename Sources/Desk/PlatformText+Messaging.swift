extension PlatformText {
    /// Codes about sending and receiving messages, and about groups.
    static let messaging: [PlatformText] = [
        row(
            130429, "Number too fast", "The number sent more messages a second than it may.",
            "Wait; it is tried again by itself."),
        row(
            130472, "Held back by an experiment",
            "The person is in a group to which Meta delivers no marketing messages.",
            "Reach them another way, or wait until they write."),
        row(
            130497, "Country not allowed", "The account may not write to people in that country.",
            "Reach the person another way."),
        row(
            130501, "Group message not shown", "The platform does not carry this kind of group message.",
            "Ask the sender to send it in another form."),
        row(
            131000, "Something went wrong", "The platform failed and does not say why.",
            "If a few tries fail, report it to Meta with the trace id."),
        row(
            131005, "Access denied", "The token may not do this, or lost the permission.",
            "Ask an administrator to check the token's permissions."),
        row(
            131008, "Field missing", "The request lacks a field it must have.",
            "Report it as a bug, with the details."),
        row(
            131009, "Field has a bad value",
            "A value is not acceptable: a message too old or deleted, a number, a country without this feature.",
            "Read the details and correct the value they name."),
        row(
            131016, "Service unavailable", "A part of the platform is down for a moment.",
            "Wait; it is tried again by itself."),
        row(
            131020, "Group is empty", "Nobody but us is in the group.",
            "Invite the person again with the group's link."),
        row(
            131021, "Sender is the recipient", "The message is addressed to the number it comes from.",
            "Choose another recipient."),
        row(
            131026, "Could not be delivered",
            "The person is not on WhatsApp, has an old version or old terms, or blocked us.",
            "Reach them another way, and ask them to write to this number first."),
        row(
            131030, "Not on the test list", "A test number may only write to recipients on its list.",
            "Add the recipient to the test number's list (five at most)."),
        row(
            131031, "Account locked", "Meta locked the account, or the PIN does not match.",
            "Look at the account's health in WhatsApp Manager."),
        row(131036, "Content not found", "The stored content of the message is gone.", "Write the message again."),
        row(
            131037, "Display name not approved", "The number needs an approved display name before it can send.",
            "Ask an administrator to have the display name approved."),
        row(131041, "Group not found", "The group is unknown or was deleted.", "Check the group, or start a new one."),
        row(
            131042, "Payment problem", "There is no valid way to pay for the message.",
            "Ask an administrator to check billing in WhatsApp Manager."),
        row(
            131044, "Payment problem for calls", "There is no valid way to pay for calls.",
            "Ask an administrator to check billing in WhatsApp Manager."),
        row(
            131045, "Number not registered", "The number's registration or certificate is not valid.",
            "Ask an administrator to register the number."),
        row(
            131047, "Service window closed", "More than 24 hours passed since the person last wrote to this number.",
            "Send a template, or hold the text until they write again."),
        row(
            131048, "Limited for quality", "Too many of this number's messages were blocked or reported.",
            "Send less for now and look at the number's quality rating."),
        row(
            131049, "Not delivered by Meta's choice",
            "The person got enough marketing messages lately, or may not get any where they live.",
            "Wait at least 24 hours before another marketing message; do not repeat it."),
        row(
            131050, "Marketing stopped by the person", "The person does not want marketing messages from us.",
            "Mark them as opted out and send no more marketing."),
        row(
            131051, "Type not supported", "The platform does not carry this kind of message.",
            "Use another kind, or ask the person to."),
        row(
            131052, "File could not be fetched", "The person's file is too large or cannot be read.",
            "Ask them to send it again, below 100 MB."),
        row(
            131053, "File not accepted", "The file's type, coding or address does not suit the platform.",
            "Check the file's type and size, and attach it again."),
        row(
            131055, "Not allowed here", "This kind of message may not be sent through this endpoint.",
            "Ask an administrator which endpoint the number may use."),
        row(
            131056, "Too fast to this person", "Too many messages went to one person in a short time.",
            "Wait; only this conversation is slowed down."),
        row(
            131057, "Account under maintenance", "Meta is changing the account, usually to make it faster.",
            "Wait about a minute; it is tried again by itself."),
        row(
            131059, "List position expired", "The cursor of a listing is no longer valid.",
            "Load the list again from its start."),
        row(
            131061, "Wrong endpoint for a price cap",
            "Templates with a maximum price go through the marketing endpoint.",
            "Choose another template, or ask an administrator."),
        row(
            131062, "Phone number needed", "This message cannot be sent to a business-scoped user id.",
            "Ask the person for their number, or choose another template."),
        row(
            131063, "Marketing switched off here", "The account sends marketing through the marketing endpoint only.",
            "Choose another template, or ask an administrator."),
        row(
            131064, "Limited for wrong categories", "Templates in the wrong category lowered the account's limit.",
            "Wait until the limit is lifted, and correct the templates' categories."),
        row(
            131065, "No price cap in that country", "A maximum price cannot be set where the recipient lives.",
            "Choose a template without a maximum price."),
        row(
            131070, "Somebody else has this conversation", "Another responder owns the conversation on this number.",
            "Take the conversation over, wait until it is free, or send a template."),
        row(
            131201, "Partly done", "The request worked for some of the group's people only.",
            "Read the result for each person."),
        row(
            131202, "Person named twice", "A person was listed more than once for the group.",
            "Remove the repetition."),
        row(131204, "Too many people", "The group would have more people than it may.", "Remove somebody first."),
        row(131207, "Group suspended", "Meta suspended the group.", "Wait, or write to the people one by one."),
        row(
            131208, "Groups too fast", "Too many group requests in a short time.",
            "Wait; it is tried again by itself."),
        row(
            131209, "Picture not square", "A group's picture must be as wide as it is high.",
            "Choose a square picture."),
        row(
            131210, "Picture too small", "A group's picture must have at least 192 pixels a side.",
            "Choose a larger picture."),
        row(
            131211, "Too many groups", "The number has as many groups as it may.",
            "Delete a group that is not needed."),
        row(131212, "Not in the group", "That person is not in the group.", "Invite them first."),
        row(131213, "No such request", "Nobody asks to join under that id any more.", "Load the requests again."),
        row(
            131214, "Groups cannot be made", "Making groups is switched off for this number.",
            "Ask an administrator about groups."),
        row(
            131215, "Groups not available", "The number is not eligible for groups.",
            "Ask an administrator about groups."),
        row(
            134011, "Payment terms not accepted", "The terms of payments on WhatsApp are not accepted.",
            "Ask an administrator to accept them in WhatsApp Manager."),
        row(
            135000, "Something in the request is wrong", "The request failed because of its parameters.",
            "Read the details; if they do not help, report it as a bug."),
        row(
            137000, "Person's security code changed", "The recipient's identity key is not the one we expected.",
            "Make sure it is still the same person, then send again."),
    ]
}
