import Desk
import Testing

/// Pages that repeat what the code says are compared with the code.
struct PageTests {
    let readme = SourceTree.text("README.md")

    /// What stands between two markers of a page, without the line ends around it.
    private func part(_ name: String, of page: String) -> String? {
        guard let start = page.firstRange(of: "<!-- \(name) -->\n"),
            let end = page[start.upperBound...].firstRange(of: "<!-- /\(name) -->")
        else { return nil }
        return String(page[start.upperBound..<end.lowerBound])
    }

    /// The lines of a page's fenced blocks of shell.
    private func shellBlocks(of page: String) -> [String] {
        page.split(separator: "```sh\n", omittingEmptySubsequences: false).dropFirst().compactMap { rest in
            rest.firstRange(of: "\n```").map { String(rest[..<$0.lowerBound]) }
        }
    }

    @Test func theReadmesKeysAreTheProgramsKeys() throws {
        let shown = try #require(part("keys", of: readme), "README.md has no <!-- keys --> … <!-- /keys -->")
        let keys = KeyMap.standard.markdown(words: .english)
        #expect(shown == "\n" + keys + "\n", "put the output of `oriel keys --markdown` there")
    }

    @Test func theReadmesOrdersAreThoseOfTheLineMode() throws {
        let shown = try #require(part("orders", of: readme), "README.md has no <!-- orders --> … <!-- /orders -->")
        let orders = Words.english.ordersText
        #expect(shown == "\n```text\n" + orders + "\n```\n\n", "put what `help` says in `oriel --plain` there")
    }

    @Test func theReadmesFirstScreenIsThePictureAndTwoCommands() throws {
        let blocks = shellBlocks(of: readme)
        #expect(readme.contains("Every customer's 24 hours, to the second."))
        let top = readme.split(separator: "```sh", maxSplits: 1)[0]
        #expect(top.contains("](screenshots/play.svg)"), "the moving picture stands first")
        #expect(try #require(blocks.first) == ".scripts/setup && swift run oriel demo")
        let fold = readme.split(separator: "\n", omittingEmptySubsequences: false).prefix(40).joined(separator: "\n")
        #expect(shellBlocks(of: fold).count >= 2, "both commands belong above the fold")
    }

    @Test func continuousIntegrationRunsTheReadmesTestCommand() throws {
        let blocks = shellBlocks(of: readme)
        try #require(blocks.count > 1)
        let command = blocks[1]
        #expect(command.contains("swift test"))
        let lines = SourceTree.text(".ci/run").split(separator: "\n").map(String.init)
        #expect(lines.contains(command), ".ci/run does not run: \(command)")
    }

    /// `| `name` | `folder` | arrows | duty |` for every target, nothing else.
    @Test func theArchitecturePageShowsTheTree() throws {
        let page = SourceTree.text(".github/ARCHITECTURE.md")
        let table = try #require(part("targets", of: page))
        var rows: [String: (folder: String, arrows: Set<String>)] = [:]
        for line in table.split(separator: "\n").dropFirst(2) {
            let cells = line.split(separator: "|").map { $0.filter { !" `".contains($0) } }
            try #require(cells.count == 4, "\(line)")
            rows[cells[0]] = (cells[1], Set(cells[2].split(separator: ",").map(String.init)).subtracting(["–"]))
        }
        #expect(Set(rows.keys) == Set(House.targets.map(\.name)))
        for target in House.targets {
            let row = try #require(rows[target.name])
            #expect(row.folder == target.folder)
            #expect(row.arrows == target.targets.union(target.products), "arrows of \(target.name)")
        }
    }

    /// The rows stand in the code once, for the loader and `oriel.toml(5)`; there they are wrapped.
    @Test func theReadmeKnowsEverySettingAndNoOther() throws {
        let source = SourceTree.text("Sources/oriel/ConfigSetting.swift")
        let start = try #require(source.firstRange(of: "#\"\"\"\n"))
        let end = try #require(source[start.upperBound...].firstRange(of: "\"\"\"#"))
        let rows = source[start.upperBound..<end.lowerBound].replacing("\\#\n", with: "").split(separator: "\n").map {
            $0.split(separator: " ").joined(separator: " ")
        }.filter { !$0.isEmpty }
        #expect(rows.count > 10)
        let section = try #require(readme.firstRange(of: "\n## Configuration\n"))
        let shown = readme[section.upperBound...].split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
        #expect(shown == rows)
    }

    @Test func theReadmeKnowsEveryExitStatusAndNoOther() throws {
        let source = CodeLineReader.lines(of: SourceTree.text("Sources/oriel/ExitStatus.swift"))
        let statuses = source.compactMap { line -> Int? in
            let words = line.code.split(separator: " ")
            return words.first == "case" && words.count == 4 && words[2] == "=" ? Int(words[3]) : nil
        }
        #expect(statuses.count > 10)
        let section = try #require(readme.firstRange(of: "\n### Exit status\n"))
        let rows = readme[section.upperBound...].split(separator: "\n").prefix { !$0.hasPrefix("## ") }
        let shown = rows.compactMap { $0.hasPrefix("| ") ? Int($0.split(separator: "|")[0].filter(\.isNumber)) : nil }
        #expect(shown == statuses.sorted())
    }

    @Test func everyDecisionHasANumberOfItsOwn() {
        let names = SourceTree.names(in: ".github/decisions")
        #expect(names.count > 3)
        let numbers = names.map { $0.prefix(4) }
        #expect(Set(numbers).count == names.count)
        #expect(numbers.allSatisfy { Int($0) != nil })
        let index = SourceTree.text(".github/ARCHITECTURE.md")
        for name in names { #expect(index.contains("decisions/" + name), "not listed in ARCHITECTURE.md") }
    }
}
