/// A template's key: one WABA may hold the same name in several languages (design §8).
public struct TemplateKey: Hashable, Comparable, Sendable {
    public let waba: String
    public let name: String
    /// With underscore: `pt_BR`.
    public let language: String

    public init(waba: String, name: String, language: String) {
        self.waba = waba
        self.name = name
        self.language = language
    }

    public static func < (a: TemplateKey, b: TemplateKey) -> Bool {
        (a.waba, a.name, a.language) < (b.waba, b.name, b.language)
    }
}
