/// A template's key: one WABA may hold the same name in several languages (design §8).
public struct TemplateKey: Hashable, Comparable, Sendable {
    /// The WhatsApp Business account it belongs to.
    public let waba: String
    /// The name it was created with: lower-case letters, digits and underscores (`whatsapp.md` §6).
    public let name: String
    /// With underscore: `pt_BR`.
    public let language: String

    /// A key as the platform spells its parts.
    public init(waba: String, name: String, language: String) {
        self.waba = waba
        self.name = name
        self.language = language
    }

    /// The place of what is told of a template by the platform's id alone. No name has such a sign in it.
    public init(waba: String, id: String) { self.init(waba: waba, name: "#\(id)", language: "") }

    /// Whether this is no template's own key, but the place of what was told by its id.
    public var isByID: Bool { name.hasPrefix("#") }

    /// By account, name and language: an order that stays.
    public static func < (a: TemplateKey, b: TemplateKey) -> Bool {
        (a.waba, a.name, a.language) < (b.waba, b.name, b.language)
    }
}
