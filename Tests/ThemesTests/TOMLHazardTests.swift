import Testing
import Themes

/// Finds of the fuzzer, and what must not be taken for one.
struct TOMLHazardTests {
    private static let long = String(repeating: "a.", count: 200_000)

    @Test(
        arguments: [
            ("[$k]", 1), ("a = 1\n  [ +palette]", 2), ("[[ .a]]", 1), ("[\n", 1), ("[[[", 1), ("[#]", 1), ("[é]", 1),
            ("\u{FEFF}[$]", 1), ("\u{A0}[$]", 1), ("a = '''\n'''\n[=]", 3), ("a = \"x\\\"\"\n[=]", 2),
            ("a = [\n]\n[=]", 3),
            ("a = \"\"\"x\\\n\"\"\"\"\"\n[=]", 3), ("# [\n[,]", 2), ("[a]\n[]]\n[%]", 3), ("[\u{0}]", 1),
            ("[keys]\nglowindhelp = [}", 2), ("a = [ 1 }", 1), ("a = { b = 1 ]", 1), ("a = [\u{2028}]", 1),
            ("a = é", 1), ("é = 1", 1), ("a = 1979-05-27 1\n", 1), ("a = [19_79-05-27 1,]", 1), ("a = 1 2", 1),
            (long + "a = 1", 1), ("[" + long + "a]", 1), ("a = { " + long + "b = 1 }", 1),
            ("x = " + String(repeating: "[", count: 17), 1), ("x = " + String(repeating: "{ a = ", count: 17), 1),
        ] as [(String, Int)])
    func isFoundOnItsLine(_ text: String, _ line: Int) {
        #expect(TOMLHazard.first(in: text)?.line == line)
        #expect(throws: ThemeError.self) { try Theme(text: text, file: "t.toml") }
    }

    @Test(arguments: [
        "", "[a]", "[ a ]", "[[a]]", "[[ \"a b\" ]]", "['a']", "[a.b.\"c.d\".e]", "a = [\n  [ 1, 2 ],\n  [\"[$]\"],\n]",
        "a = '''\n[$k]\n'''", "a = \"\"\"\n[$k]\\\"\"\"\\\n[$]\"\"\"\nb = 1", "a = \"[$]\" # [$]", "# [$]\na = 1",
        "[-]", "[_a]",
        "[1]", "a = 1.5\nb = 1979-05-27T07:32:00.5Z", "a = { b = { c = [ 1.0, 2.0 ] }, d.e.f = 3 }", "[", "[[", "[]",
        "a = \"\"\"\"\"\"\n[b]", "a = ''''''\n[b]", "a = \"unclosed\n[b]",
        "\u{FEFF}a = 1", "a = \"é 1\" # é 1", "a1 = 1", "a = [1, 2, 3 ]", "a= 1",
    ])
    func isNotFoundWhereNoneIs(_ text: String) {
        #expect(TOMLHazard.first(in: text) == nil)
    }

    @Test(arguments: Theme.shipped)
    func noShippedThemeIsRefused(_ name: String) throws {
        let theme = try Theme(named: name)
        #expect(TOMLHazard.first(in: theme.resolved()) == nil)
    }
}
