import Inbox
import Store
import Testing

/// Who a few typed letters find, and in which order.
struct PeopleMatchTests {
    /// Oldest first.
    private static let people = [
        ("15557770101", "Ana Souza"), ("15557770102", "Anabela Dias"), ("15557770103", "Mei Tanaka"),
        ("15557770104", "Joana Pré"), ("15557770105", "Érica Souza Lima"),
    ]

    @Test(arguments: [
        ("ana", ["Ana Souza", "Anabela Dias", "Joana Pré", "Mei Tanaka"]),
        ("ANA s", ["Ana Souza", "Anabela Dias"]), ("souza", ["Érica Souza Lima", "Ana Souza"]),
        ("erica", ["Érica Souza Lima"]), ("pre joana", ["Joana Pré"]), ("0103", ["Mei Tanaka"]),
        ("+1 555 777-0104", ["Joana Pré"]), ("nobody", []), ("%", []), ("", people.reversed().map(\.1)),
    ])
    func wordsFindThoseWhoBearThemFirst(text: String, names: [String]) throws {
        let scratch = try Scratch()
        _ = try scratch.store.apply(
            Self.people.enumerated().map { index, person in
                Bodies.message("wamid.\(index)", at: Int64(index), from: person.0, name: person.1)
            }, numbers: nil)
        let found = try scratch.store.threads(matching: text, limit: 50)
        #expect(found.map(\.name) == names)
    }
}
