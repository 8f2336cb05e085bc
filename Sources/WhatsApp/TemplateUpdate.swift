/// Which template an update is about. Its key is (WABA, name, language); the id is the platform's own.
public struct TemplateReference: Hashable, Sendable {
    /// The WhatsApp Business Account it belongs to.
    public var wabaID: String?
    /// An integer in webhooks, a string in lists; here always text.
    public var id: String?
    /// The name people know it by.
    public var name: String?
    /// With an underscore, as in `en_US`, whatever the payload wrote.
    public var language: String?

    /// `nil` when neither an id nor a name says which template it is.
    init?(_ value: JSONValue, wabaID: String?) {
        self.init(
            wabaID: wabaID, id: value["message_template_id"]?.text, name: value["message_template_name"]?.text,
            language: value["message_template_language"]?.text.map(LanguageCode.normalised))
        if id == nil, name == nil { return nil }
    }

    /// A reference made in code.
    public init(wabaID: String?, id: String?, name: String?, language: String?) {
        self.wabaID = wabaID
        self.id = id
        self.name = name
        self.language = language
    }
}

/// A template was approved, rejected, paused … (`whatsapp.md` §1.7.1).
public struct TemplateStatusUpdate: Hashable, Sendable {
    /// Which template.
    public var template: TemplateReference
    /// What it is from now on.
    public var status: TemplateStatus
    /// What it may be used for.
    public var category: TemplateCategory?
    /// Such as `INVALID_FORMAT`; `nil` when none was given or it is `NONE`.
    public var reason: String?
    /// Meta's explanation of a rejection, and what to change.
    public var explanation: String?
    /// What Meta advises to change.
    public var recommendation: String?
    /// Such as `FIRST_PAUSE`.
    public var title: String?
    /// When it was or will be switched off, as the platform writes it.
    public var disableDate: String?
    /// Seconds since 1970, of the entry.
    public var time: Int64?
    /// The whole value.
    public var raw: JSONValue

    init?(_ value: JSONValue, wabaID: String?, time: Int64?) {
        guard let template = TemplateReference(value, wabaID: wabaID), let event = value["event"]?.text else {
            return nil
        }
        self.template = template
        status = TemplateStatus(event)
        category = value["message_template_category"]?.text.map(TemplateCategory.init)
        reason = value["reason"]?.text.flatMap { $0 == "NONE" ? nil : $0 }
        explanation = value["rejection_info"]?["reason"]?.text ?? value["other_info"]?["description"]?.text
        recommendation = value["rejection_info"]?["recommendation"]?.text
        title = value["other_info"]?["title"]?.text
        disableDate = value["disable_info"]?["disable_date"]?.text
        self.time = time
        raw = value
    }
}

/// A template's quality score changed (§1.7.2).
public struct TemplateQualityUpdate: Hashable, Sendable {
    /// Which template.
    public var template: TemplateReference
    /// The score before.
    public var previous: TemplateQuality?
    /// The score from now on.
    public var new: TemplateQuality
    /// Seconds since 1970, of the entry.
    public var time: Int64?
    /// The whole value.
    public var raw: JSONValue

    init?(_ value: JSONValue, wabaID: String?, time: Int64?) {
        guard let template = TemplateReference(value, wabaID: wabaID), let score = value["new_quality_score"]?.text
        else { return nil }
        self.template = template
        previous = value["previous_quality_score"]?.text.map(TemplateQuality.init)
        new = TemplateQuality(score)
        self.time = time
        raw = value
    }
}

/// A template's wording changed (§1.7.3): a list kept from before is out of date.
public struct TemplateComponentsUpdate: Hashable, Sendable {
    /// Which template.
    public var template: TemplateReference
    /// The header's text, if it has one.
    public var title: String?
    /// The body's text.
    public var body: String?
    /// The footer's text.
    public var footer: String?
    /// In their order.
    public var buttons: [TemplateRecord.Button]
    /// Seconds since 1970, of the entry.
    public var time: Int64?
    /// The whole value.
    public var raw: JSONValue

    init?(_ value: JSONValue, wabaID: String?, time: Int64?) {
        guard let template = TemplateReference(value, wabaID: wabaID) else { return nil }
        self.template = template
        title = value["message_template_title"]?.text
        body = value["message_template_element"]?.text
        footer = value["message_template_footer"]?.text
        buttons = (value["message_template_buttons"]?.list ?? []).map(TemplateRecord.Button.init(update:))
        self.time = time
        raw = value
    }
}

/// A template's category changed, is going to, or was found to be wrong (§1.7.4).
public struct TemplateCategoryUpdate: Hashable, Sendable {
    /// Which template.
    public var template: TemplateReference
    /// Set when the change has happened.
    public var previous: TemplateCategory?
    /// The category it has now.
    public var current: TemplateCategory?
    /// The category it will have, or should have.
    public var correct: TemplateCategory?
    /// When it will have it, in seconds since 1970.
    public var effective: Int64?
    /// Whether Meta only points out a mismatch and changes nothing.
    public var isDetection: Bool
    /// Seconds since 1970, of the entry.
    public var time: Int64?
    /// The whole value.
    public var raw: JSONValue

    init?(_ value: JSONValue, isDetection: Bool, wabaID: String?, time: Int64?) {
        guard let template = TemplateReference(value, wabaID: wabaID) else { return nil }
        self.template = template
        previous = value["previous_category"]?.text.map(TemplateCategory.init)
        current = (value["new_category"] ?? value["category"])?.text.map(TemplateCategory.init)
        correct = value["correct_category"]?.text.map(TemplateCategory.init)
        effective = Timestamp.seconds(value["category_update_timestamp"])
        self.isDetection = isDetection
        self.time = time
        raw = value
        if previous == nil, current == nil, correct == nil { return nil }
    }
}
