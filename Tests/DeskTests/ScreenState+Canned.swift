import Inbox
import Screen

@testable import Desk

extension ScreenState {
    static let cannedFiles: [CannedFile] =
        [
            CannedReply(
                file: "pix.md", name: "Pagamento por PIX", shortcut: "pix", tags: ["pagamento", "cobrança"],
                language: "pt_BR",
                text: "Oi {{name}}! A chave PIX da {{loja}} é o nosso CNPJ. Abraço, {{agent}}"),
            CannedReply(
                file: "prazo.md", name: "Prazo de entrega", shortcut: "prazo", tags: ["entrega"], language: "pt_BR",
                text: "O prazo do pedido {{pedido}} é {{dias}} dias úteis."),
            CannedReply(file: "bom-dia.md", name: "Bom dia", text: "Bom dia! Como posso ajudar?"),
        ].map { CannedFile(file: $0.file, reply: .success($0)) } + [
            CannedFile(
                file: "quebrado.md", reply: .failure(.init(.unknownKey("shortcat", nearest: "shortcut"), line: 2)))
        ]

    private static func canned(_ size: Size, files: [CannedFile] = cannedFiles) -> Session {
        ana(size) { $0.canned.files = files }
    }

    static let canned: [ScreenState] = [
        ScreenState("canned") { size in
            var session = canned(size)
            session.press("/p<Down>")
            return session
        },
        ScreenState("canned-broken") { size in
            var session = canned(size)
            session.press("/quebr")
            return session
        },
        ScreenState("canned-none") { size in
            var session = ana(size) { $0.shelf = TemplateShelf() }
            session.press("/")
            return session
        },
        ScreenState("canned-chosen") { size in
            var session = canned(size)
            session.press("/prazo<Enter>")
            return session
        },
        ScreenState("canned-blank") { size in
            var session = canned(size)
            session.press("/prazo<Enter><Enter>")
            return session
        },
    ]
}
