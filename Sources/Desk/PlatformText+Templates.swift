extension PlatformText {
    /// Codes about templates, flows and marketing messages.
    static let templates: [PlatformText] = [
        row(
            132000, "Wrong number of values", "The template has another number of placeholders.",
            "Sync the templates and fill it again."),
        row(
            132001, "No such template", "It does not exist in this language, or it is not approved.",
            "Sync the templates and choose another."),
        row(132005, "Text too long", "With its values filled in, the template is too long.", "Shorten the values."),
        row(
            132007, "Content against policy", "What the template says violates a WhatsApp policy.",
            "Choose another template, or change its wording."),
        row(
            132008, "Value not allowed",
            "A value contains what templates may not: a line break, a tab, a row of spaces.",
            "Put the value on one line with single spaces."),
        row(
            132012, "Value of the wrong kind", "A value does not have the form its placeholder asks for.",
            "Sync the templates and fill it again."),
        row(
            132015, "Template paused", "People took the template badly, so Meta paused it.",
            "Choose another template."),
        row(
            132016, "Template disabled", "The template was paused too often and is switched off for good.",
            "Choose another template."),
        row(
            132018, "Template cannot be used so", "Its parameters are wrong, or it was made by Direct Send.",
            "Read the details, or choose another template."),
        row(
            132021, "Template name taken", "Direct Send would make a template whose name exists already.",
            "Send under another template name."),
        row(132068, "Flow blocked", "The flow in this message is blocked.", "Ask an administrator to mend the flow."),
        row(
            132069, "Flow slowed down", "The flow is throttled: ten messages with it in an hour.",
            "Wait an hour, or write without the flow."),
        row(
            134100, "Marketing templates only", "This endpoint takes marketing templates only.",
            "Choose a marketing template."),
        row(
            134101, "Template not ready", "A new template needs up to ten minutes before it can be sent here.",
            "Try again in ten minutes."),
        row(134102, "Template not available", "The template cannot be sent as marketing.", "Choose another template."),
        row(
            139000, "Flow violates a rule", "The flow failed an integrity check.",
            "Ask an administrator to check the flow."),
        row(
            139001, "Flow cannot be changed", "The flow could not be updated.",
            "Ask an administrator to check the flow."),
        row(
            139002, "Flow cannot be published", "The flow could not be published.",
            "Ask an administrator to check the flow."),
        row(
            139003, "Flow cannot be retired", "The flow could not be deprecated.",
            "Ask an administrator to check the flow."),
        row(
            139004, "Flow cannot be deleted", "The flow could not be deleted.",
            "Ask an administrator to check the flow."),
        row(139200, "Direct Send blocked", "Direct Send is blocked for this account.", "Send a template instead."),
        row(
            200005, "No template figures", "Figures about templates are not available to this account.",
            "Do without them."),
        row(200006, "Figures stay on", "Template figures cannot be switched off again.", "Nothing to do."),
        row(
            200007, "Template figures are off", "Template figures are not switched on.",
            "Ask an administrator to switch them on."),
        row(
            1_752_041, "Already requested", "The account asked to join marketing messages before.",
            "Wait for the first request."),
        row(
            2_388_019, "Too many templates", "The account has as many templates as it may.",
            "Delete templates that are not needed."),
        row(2_388_040, "Template field too long", "A field of the new template is too long.", "Shorten it."),
        row(
            2_388_047, "Template header wrong", "The header of the new template is not formed as it must be.",
            "Correct the header."),
        row(
            2_388_072, "Template body wrong", "The body of the new template is not formed as it must be.",
            "Correct the body."),
        row(
            2_388_073, "Template footer wrong", "The footer of the new template is not formed as it must be.",
            "Correct the footer."),
        row(
            2_388_293, "Too many placeholders", "The new template has too many placeholders for its length.",
            "Use more words or fewer placeholders."),
        row(
            2_388_299, "Placeholder at an end", "The new template begins or ends with a placeholder.",
            "Put words around it."),
        row(2_388_318, "Template cannot be edited", "It was made by Direct Send.", "Make a template of your own."),
        row(2_388_330, "Template cannot be deleted", "It was made by Direct Send.", "Leave it."),
    ]
}
