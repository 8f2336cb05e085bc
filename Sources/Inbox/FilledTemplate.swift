/// A template with its values: what goes into the outbox.
public struct FilledTemplate: Hashable, Sendable {
    public var key: TemplateKey
    public var category: String
    public var values: [ParameterKey: String]
    /// What the customer will read, fixed when it was filled, so that history does not change with the template.
    public var rendering: TemplateRendering

    public init(key: TemplateKey, category: String, values: [ParameterKey: String], rendering: TemplateRendering) {
        self.key = key
        self.category = category
        self.values = values
        self.rendering = rendering
    }
}
