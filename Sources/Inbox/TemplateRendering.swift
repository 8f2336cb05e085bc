/// A filled template as the phone shows it.
public struct TemplateRendering: Hashable, Sendable {
    public struct Button: Hashable, Sendable {
        public var kind: String
        public var text: String
        public var target: String?

        public init(kind: String, text: String, target: String?) {
            self.kind = kind
            self.text = text
            self.target = target
        }
    }

    public var header: String?
    /// `image`, `video`, `document`, `location`: the kind of a header that is not text.
    public var mediaHeader: String?
    public var body: String
    public var footer: String?
    public var buttons: [Button]

    public init(header: String?, mediaHeader: String?, body: String, footer: String?, buttons: [Button]) {
        self.header = header
        self.mediaHeader = mediaHeader
        self.body = body
        self.footer = footer
        self.buttons = buttons
    }

    /// Header, body and footer as lines: for lists, search and contracts.
    public var plainText: String { [header, body, footer].compactMap { $0 }.joined(separator: "\n") }

    /// Whether a button of an authentication template carries the code once more: its only one, an `OTP` button or the
    /// URL button as which lists show it (`whatsapp.md` §4.5).
    static func isCodeButton(kind: String) -> Bool { ["OTP", "URL"].contains(kind.uppercased()) }
}
