import Foundation
import Testing

/// House rules a compiler does not check (`.github/CONTRIBUTING.md`).
struct StyleTests {
    /// Constructs that can end the program or silence the compiler, or lose an error: only with the reason on the line.
    @Test(arguments: [
        "try?", "try!", "as!", "@unchecked Sendable", "nonisolated(unsafe)", "fatalError(", "unowned(unsafe)",
    ])
    func aDangerousConstructSaysWhyItIsSafe(_ construct: String) {
        let places = SourceTree.swift.filter { $0.has(construct) }.flatMap { file in
            file.places { line in
                line.comment.isEmpty
                    && line.code.ranges(of: construct).contains { range in
                        range.lowerBound == line.code.startIndex
                            || !Self.isWord(line.code[line.code.index(before: range.lowerBound)])
                    }
            }
        }
        #expect(places.isEmpty, "say on the same line why \(construct) is safe there")
    }

    @Test func aForceUnwrapSaysWhyItIsSafe() {
        let places = SourceTree.swift.flatMap { file in
            file.places { $0.comment.isEmpty && Self.unwrapsByForce($0.code) }
        }
        #expect(places.isEmpty, "say on the same line why the value is there")
    }

    /// An exclamation mark right after a name, a bracket or another optional mark, that is no `!=`, `try!` or `as!`.
    static func unwrapsByForce(_ code: String) -> Bool {
        let characters = Array(code)
        return characters.indices.dropFirst().contains { index in
            guard characters[index] == "!", index + 1 == characters.count || characters[index + 1] != "=" else {
                return false
            }
            let before = characters[..<index]
            guard let last = before.last, isWord(last) || ")]}?>".contains(last) else { return false }
            let word = String(before.reversed().prefix(while: isWord).reversed())
            return !["try", "as"].contains(word)
        }
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }

    /// A module that declares its own name cannot be named in full any more; a type with another module's name hides that.
    @Test func noTypeBearsTheNameOfAModule() {
        let all = Set(House.targets.map(\.name))
        let offences = SourceTree.swift.flatMap { file in
            // What a test declares hides only the modules that the test can see.
            let modules = file.isTest ? all.intersection(Manifest.standard.reach(of: file.target)) : all
            return file.types.filter { modules.contains($0.name) }.map { "\(file.path):\($0.line) declares \($0.name)" }
        }
        #expect(offences.isEmpty)
    }

    @Test func noTypeIsNamedForNothing() {
        let endings = ["Manager", "Helper", "Util", "Utils", "Utility", "Utilities"]
        let offences = SourceTree.swift.flatMap { file in
            file.types.filter { type in endings.contains(where: type.name.hasSuffix) }.map {
                "\(file.path):\($0.line) declares \($0.name)"
            }
        }
        #expect(offences.isEmpty, "name it for what it is")
    }

    @Test func noFileIsTooLong() {
        let long = SourceTree.swift.filter { $0.lines.count > House.lines + 1 }.map {
            "\($0.path): \($0.lines.count) lines"
        }
        #expect(long.isEmpty, "one noun, one file: split it")
    }

    @Test func everyFileIsNamedForWhatItHolds() {
        let vague = SourceTree.swift.map(\.path).filter { path in
            ["Helpers.swift", "Utils.swift", "Extensions.swift", "Misc.swift", "Common.swift"].contains {
                path.hasSuffix($0)
            }
        }
        #expect(vague.isEmpty)
    }

    /// Where somebody built it is nobody's business, and is not there on the next machine.
    @Test func noFileKnowsAMachine() {
        let homes = ["/ro" + "ot/", "/wo" + "rk/", "/ho" + "me/", "/tm" + "p/kit", "/tm" + "p/wt", "/Us" + "ers/"]
        let paths =
            SourceTree.files(in: House.folders + [".github", ".scripts", ".ci", "screenshots"])
            + ["Package.swift", "README.md", ".gitignore", ".editorconfig", ".swift-format"]
        let offences = paths.flatMap { path -> [String] in
            let bytes = SourceTree.bytes(path)
            return homes.filter { bytes.range(of: Data($0.utf8)) != nil }.map { "\(path) says \($0)" }
        }
        #expect(paths.count > 100)
        #expect(offences.isEmpty)
    }
}
