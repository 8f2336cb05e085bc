import Screen
import Testing

@testable import Terminal

/// What a terminal without bracketed paste sends for a paste, and for keys.
struct PasteBurstTests {
    /// `⏎` is Enter, `⇥` Tab, `⌫` a key that types nothing; everything else types itself. A paste shows as `«text»`.
    @Test(arguments: [
        ("a", "a"), ("⏎", "⏎"), ("ola", "ola"), ("", ""), ("⏎a", "⏎a"), ("⌫⏎", "⌫⏎"), ("a⌫⏎", "a⌫⏎"),
        ("oi⏎", "«oi»"), ("um⏎dois", "«um\ndois»"), ("um⏎dois⏎", "«um\ndois»"), ("um⏎⏎dois⏎", "«um\n\ndois»"),
        ("a⇥b⏎", "«a    b»"), ("⌫a⏎b", "⌫«a\nb»"), ("a⏎b⌫c", "«a\nb»⌫«c»"), ("⏎⏎a⏎", "⏎⏎«a»"),
    ])
    func aBurstWithAnEnterIsAPaste(keys: String, expected: String) {
        let burst = keys.map { character -> InputEvent in
            switch character {
            case "⏎": .key(KeyStroke(.enter))
            case "⇥": .key(KeyStroke(.tab))
            case "⌫": .key(KeyStroke(.backspace))
            default: .key(KeyStroke(String(character).first ?? " "))
            }
        }
        let shown = PasteBurst.events(of: burst).map { event -> String in
            switch event {
            case .paste(let text): "«\(text)»"
            case .key(KeyStroke(.enter)): "⏎"
            case .key(KeyStroke(.backspace)): "⌫"
            case .key(let stroke): stroke.typed.map(String.init) ?? "?"
            default: "?"
            }
        }
        #expect(shown.joined() == expected)
    }
}
