/// A template with its values: what goes into the outbox.
public struct FilledTemplate: Hashable, Sendable {
    /// Which template, in which language.
    public var key: TemplateKey
    /// The template's category when it was filled: `UTILITY`, `MARKETING`, `AUTHENTICATION`. Opt-outs depend on it.
    public var category: String
    /// What stands for each placeholder, as it will be sent.
    public var values: [ParameterKey: String]
    /// What the customer will read, fixed when it was filled, so that history does not change with the template.
    public var rendering: TemplateRendering

    /// `TemplateForm.content` makes one whose rendering fits its values; the gate compares them.
    public init(key: TemplateKey, category: String, values: [ParameterKey: String], rendering: TemplateRendering) {
        self.key = key
        self.category = category
        self.values = values
        self.rendering = rendering
    }
}
