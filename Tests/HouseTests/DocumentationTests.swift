import Testing

/// What other targets see is explained where it is declared (`.github/CONTRIBUTING.md`).
struct DocumentationTests {
    /// Targets that others build on: every one but the commands, and what is C.
    static let explained = House.targets.map(\.name).filter { name in
        !House.commands.contains(name) && SourceTree.swift.contains { $0.target == name }
    }

    /// Initialisers of literals say nothing that the literal does not.
    private static let plain = [
        "init(stringLiteral", "init(integerLiteral", "init(floatLiteral", "init(booleanLiteral", "init(nilLiteral",
        "init(arrayLiteral", "init(dictionaryLiteral",
    ]

    @Test(arguments: explained)
    func everyPublicDeclarationIsExplained(target: String) {
        let files = SourceTree.swift.filter { $0.target == target && !$0.isTest }
        #expect(!files.isEmpty)
        let bare = files.flatMap { file in
            Self.unexplained(file.lines).map { "\(file.path):\($0)" }
        }
        #expect(bare.isEmpty, "say in /// what it means")
    }

    /// The reader itself.
    @Test(
        arguments: [
            ("public let a = 1", [1]), ("/// Why.\npublic let a = 1", []),
            ("/// Why.\n@MainActor\npublic func f() {}", []),
            ("// No.\npublic func f() {}", [2]), ("let a = 1", []), ("public extension A {}", []),
            ("public import A", []),
            ("public init(stringLiteral value: String) {}", []), ("public private(set) var a = 1", [1]),
            ("let text = \"public let a\"", []), ("@inlinable public func f() {}", [1]),
        ] as [(String, [Int])])
    func theReader(text: String, expected: [Int]) {
        #expect(Self.unexplained(CodeLineReader.lines(of: text)) == expected)
    }

    private static func unexplained(_ lines: [CodeLine]) -> [Int] {
        lines.indices.compactMap { index in
            let words = lines[index].code.split(separator: " ").map(String.init).drop { $0.hasPrefix("@") }
            guard words.first == "public", let kind = words.dropFirst().first, kind != "extension", kind != "import"
            else { return nil }
            let declaration = words.dropFirst().joined(separator: " ")
            guard !plain.contains(where: declaration.hasPrefix) else { return nil }
            var above = index - 1
            while above >= 0, lines[above].code.drop(while: { $0 == " " }).hasPrefix("@") { above -= 1 }
            let isExplained = above >= 0 && lines[above].isDocumentation && lines[above].code.allSatisfy { $0 == " " }
            return isExplained ? nil : lines[index].number
        }
    }
}
