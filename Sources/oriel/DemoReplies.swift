import Foundation

/// The demo's canned replies: files like anybody's, to be found under `/` and edited while it runs.
enum DemoReplies {
    private static let files = [
        "prazo.md": """
        +++
        name = "Prazo de entrega"
        shortcut = "prazo"
        tags = ["entrega", "pedido"]
        language = "pt_BR"
        +++
        Oi {{name}}! O pedido {{pedido}} chega em até {{dias}} dias úteis. Abraço, {{agent}} – {{loja}}
        """,
        "pix.md": """
        +++
        name = "Pagamento por PIX"
        shortcut = "pix"
        tags = ["pagamento"]
        language = "pt_BR"
        +++
        Oi {{name}}! A nossa chave PIX é o CNPJ da {{loja}}. Assim que o pagamento cair eu te aviso por aqui.
        """,
        "obrigada.md": """
        +++
        name = "Obrigada, até logo"
        shortcut = "obg"
        language = "pt_BR"
        +++
        Eu que agradeço, {{primeiro_nome}}! Qualquer coisa é só chamar.
        """,
    ]

    /// Writes them into a folder that is made.
    static func write(into folder: CannedFolder) throws {
        try Directories.make(folder.path)
        for (name, text) in files {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
        }
    }
}
