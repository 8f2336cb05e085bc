/// Words by which people ask not to be written to. A message counts when it is such a word and nothing else; it never opts
/// anybody out by itself.
public enum StopWords {
    /// Those that count unless a config names its own: English, Portuguese, Spanish, French, German and Italian.
    public static let standard = [
        "stop", "stop all", "unsubscribe", "opt out", "parar", "pare", "sair", "descadastrar", "baja", "dar de baja",
        "darme de baja", "no más", "arrêt", "arrêter", "désabonner", "stopp", "abmelden", "abbestellen", "cancellami",
        "disiscrivimi",
    ]

    /// Longer texts are none: characters.
    public static let longest = 40

    /// A text as it is compared: its words in folded letters, one blank between them; case, accents and what stands around
    /// the words do not count. Nil when it is too long to be one, or has no letters.
    public static func folded(_ text: String) -> String? {
        guard text.utf8.count <= longest * 4, text.count <= longest else { return nil }
        let words = FoldedText(text).words.joined(separator: " ")
        return words.isEmpty ? nil : words
    }
}
