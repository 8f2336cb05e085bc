/// A filled template as the phone shows it.
public struct TemplateRendering: Hashable, Sendable {
    /// A button with its values filled in.
    public struct Button: Hashable, Sendable {
        /// As `Template.Button.kind`.
        public var kind: String
        /// Its title.
        public var text: String
        /// As `Template.Button.target`, filled.
        public var target: String?

        /// A button as it will look.
        public init(kind: String, text: String, target: String?) {
            self.kind = kind
            self.text = text
            self.target = target
        }
    }

    /// The header's text, filled; nil when it is media, or there is none.
    public var header: String?
    /// `image`, `video`, `document`, `location`: the kind of a header that is not text.
    public var mediaHeader: String?
    /// The body's text, filled.
    public var body: String
    /// The footer; nil when there is none.
    public var footer: String?
    /// In the template's order.
    public var buttons: [Button]

    /// The offer's words; nil when there is none.
    public var offer: String?
    /// Cards below the body, each a rendering of its own.
    public var cards: [TemplateRendering]

    /// The filled parts; `TemplateForm.rendering(blank:)` makes them of a form.
    public init(
        header: String?, mediaHeader: String?, body: String, footer: String?, buttons: [Button], offer: String? = nil,
        cards: [TemplateRendering] = []
    ) {
        self.header = header
        self.mediaHeader = mediaHeader
        self.body = body
        self.footer = footer
        self.buttons = buttons
        self.offer = offer
        self.cards = cards
    }

    /// Header, offer, body, footer and cards as lines: for lists, search and contracts.
    public var plainText: String {
        ([header, offer, body, footer].compactMap { $0 } + cards.map(\.body).filter { !$0.isEmpty })
            .joined(separator: "\n")
    }

    /// Whether a button of an authentication template carries the code once more: its only one, an `OTP` button or the
    /// URL button as which lists show it (`whatsapp.md` §4.5).
    static func isCodeButton(kind: String) -> Bool { ["OTP", "URL"].contains(kind.uppercased()) }
}
