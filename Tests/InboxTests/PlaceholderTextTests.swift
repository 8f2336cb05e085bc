import Inbox
import Testing

@Suite("Placeholders")
struct PlaceholderTextTests {
    @Test(
        "are found where they are, and nowhere else",
        arguments: [
            ("Hello {{1}}, we deliver at {{2}}.", ["1", "2"]), ("{{10}} {{9}} {{2}}", ["2", "9", "10"]),
            ("{{slot}} {{first_name}} {{slot}}", ["slot", "first_name"]), ("{{ 1 }}{{\t2\n}}", ["1", "2"]),
            ("{{{1}}}", ["1"]), ("{{a b}} {{}} {{ }} {{1} {1}} {{é}} {{a-b}}", []), ("{{1", []), ("", []),
            ("}}{{1}}{{", ["1"]), ("{{1}}\u{301}", ["1"]), ("{{1}}\u{200D}x", ["1"]), ("{{b}} {{1}}", ["b", "1"]),
        ])
    func found(_ text: String, _ names: [String]) { #expect(PlaceholderText(text).names == names) }

    @Test(
        "filling with themselves gives the text back",
        arguments: [
            "Hello {{1}}", "{{{1}}} {{a b}} {{", "ação {{x}}👍🏽{{y}}", "", "{{1}}{{1}}",
        ])
    func identity(_ text: String) { #expect(PlaceholderText(text).filled { "{{\($0)}}" } == text) }

    @Test("a value that looks like a placeholder stays text")
    func noSecondRound() { #expect(PlaceholderText("{{1}} {{2}}").filled { $0 == "1" ? "{{2}}" : "b" } == "{{2}} b") }

    @Test(
        "a parameter's key reads and prints",
        arguments: [
            ("header.1", ParameterKey(.header, "1")), ("body.2", ParameterKey(.body, "2")),
            ("body.first_name", ParameterKey(.body, "first_name")), ("button.0.1", ParameterKey(.button(0), "1")),
            ("body", nil), ("body.", nil), ("button.1", nil), ("button.-1.1", nil), ("button.x.1", nil),
            ("footer.1", nil),
            ("", nil), ("button.0.", nil), ("body.1.2", nil),
        ] as [(String, ParameterKey?)])
    func keys(_ text: String, _ key: ParameterKey?) {
        #expect(ParameterKey(text) == key)
        if let key { #expect(key.description == text) }
    }

    @Test("keys are ordered as the parts of a template")
    func keyOrder() {
        let sorted = ["header.1", "body.2", "body.10", "button.0.1", "button.2.1"].compactMap { ParameterKey($0) }
        #expect(sorted.count == 5 && sorted.shuffled().sorted() == sorted)
    }
}
