import Foundation
import Screen
import Testing
import Themes

@Suite("Loading themes")
struct ThemeLoadTests {
    // MARK: - What a style may look like

    @Test(arguments: [
        ("\"list.row\" = \"#102030\"", Role.listRow, ColorDepth.truecolor, Ink.rgb(0x10, 0x20, 0x30)),
        ("\"list.row\" = \"#abc\"", .listRow, .truecolor, .rgb(0xAA, 0xBB, 0xCC)),
        ("\"list.row\" = \"#ff0000\"", .listRow, .indexed256, .indexed(196)),
        ("\"list.row\" = \"#808080\"", .listRow, .indexed256, .indexed(244)),
        ("\"list.row\" = 117", .listRow, .indexed256, .indexed(117)),
        ("\"list.row\" = \"yellow\"", .listRow, .ansi16, .ansi(3)),
        ("\"list.row\" = \"yellow\"", .listRow, .indexed256, .ansi(3)),
        ("\"list.row\" = \"bright-blue\"", .listRow, .ansi16, .ansi(12)),
        ("\"list.row\" = { fg = \"default\" }", .listRow, .truecolor, .standard),
        ("\"list.row\" = { fg = { rgb = \"#102030\", index = 9, ansi = \"cyan\" } }", .listRow, .ansi16, .ansi(6)),
        ("\"list.row\" = { fg = { rgb = \"#102030\", index = 99 } }", .listRow, .indexed256, .indexed(99)),
        ("\"list.row\" = { fg = \"#102030\", ansi = \"green\" }", .listRow, .ansi16, .ansi(2)),
        ("\"list.row\" = { fg = \"#102030\", index = { fg = 7 } }", .listRow, .indexed256, .ansi(7)),
        ("list.row.fg = \"#102030\"", .listRow, .truecolor, .rgb(0x10, 0x20, 0x30)),
        ("[list.row]\nfg = \"#102030\"\nselected = \"#000\"", .listRow, .truecolor, .rgb(0x10, 0x20, 0x30)),
        ("[list.row]\nfg = \"#102030\"\nselected = \"#000\"", .listRowSelected, .truecolor, .rgb(0, 0, 0)),
        ("list = \"#102030\"", .listWait, .truecolor, .rgb(0x10, 0x20, 0x30)),
        ("\"list.row\" = \"tea\"\n[palette]\ntea = \"#102030\"", .listRow, .truecolor, .rgb(0x10, 0x20, 0x30)),
        ("\"list.row\" = \"a\"\n[palette]\na = \"b\"\nb = 200", .listRow, .indexed256, .indexed(200)),
        ("\"list.row\" = \"red\"\n[palette]\nred = \"red\"", .listRow, .ansi16, .ansi(1)),
    ])
    func foreground(text: String, role: Role, depth: ColorDepth, ink: Ink) throws {
        let theme = try Theme(text: text, file: "t.toml")
        #expect(theme.palette(depth: depth).style(role).foreground == ink)
        #expect(theme.warnings.isEmpty)
    }

    @Test func aColourWithoutAWordForSixteenHasNone() throws {
        let theme = try Theme(text: "\"list.row\" = { fg = \"#ff0000\", bg = \"#123\" }", file: "t.toml")
        let style = theme.palette(depth: .ansi16).style(.listRow)
        #expect(style.foreground == nil)
        #expect(style.background == nil)
    }

    @Test func aLinkTakesTheWholeStyle() throws {
        let text = """
            "msg.link" = { fg = "#abcdef", bg = "#000", attrs = ["bold", "underline"] }
            "help.key" = "msg.link"
            "hint.key" = "help.key"
            """
        let palette = try Theme(text: text, file: "t.toml").palette(depth: .truecolor)
        #expect(palette.style(.hintKey) == palette.style(.msgLink))
        #expect(palette.style(.hintKey).attributes == [.bold, .underline])
    }

    @Test func aMissingKeyIsItsBeginningAndThenTransparent() throws {
        let text = "\"list.row\" = { fg = \"#111\" }\n\"default\" = { fg = \"#eee\", bg = \"#000\" }"
        let palette = try Theme(text: text, file: "t.toml").palette(depth: .truecolor)
        #expect(palette.style(.listRowSelectedInactive) == palette.style(.listRow))
        #expect(palette.style(.msgIn) == Style())
        #expect(palette.style([.msgIn]).foreground == .rgb(0xEE, 0xEE, 0xEE))
    }

    @Test func aThemeWithoutAnythingStillShowsTheSelection() throws {
        let palette = try Theme(text: "", file: "t.toml").palette(depth: .mono)
        #expect(palette.style(.listRowSelected).attributes == .reverse)
        #expect(palette.style(.listUnread).attributes == .bold)
    }

    // MARK: - Parents

    @Test func aChildsPaletteChangesItsParentsRoles() throws {
        let theme = try Theme(text: "inherits = \"dark\"\n[palette]\naccent = \"#010203\"", file: "t.toml")
        #expect(theme.palette(depth: .truecolor).style(.msgSender).foreground == .rgb(1, 2, 3))
        #expect(theme.palette(depth: .truecolor).style(.helpKey).foreground == .rgb(1, 2, 3))
    }

    @Test func aChildsHueKeepsWhatTheParentDoesWithoutColours() throws {
        let theme = try Theme(
            text: "inherits = \"dark\"\n\"list.row.selected\" = { bg = \"#203040\" }", file: "t.toml")
        #expect(theme.palette(depth: .mono).style(.listRowSelected).attributes == .reverse)
        #expect(theme.palette(depth: .ansi16).style(.listRowSelected).attributes == .reverse)
        #expect(theme.palette(depth: .truecolor).style(.listRowSelected).background == .rgb(0x20, 0x30, 0x40))
    }

    @Test func filesComeFromTheSearchPathsFirst() throws {
        try inDirectory { directory in
            try write("inherits = \"dark\"\n\"list.row\" = \"#010101\"", "dark.toml", directory)
            try write("inherits = \"dark\"\n\"list.time\" = \"#020202\"", "mine.toml", directory)
            let theme = try Theme.load(name: "mine", searchPaths: ["\(directory)/missing", directory])
            let palette = theme.palette(depth: .truecolor)
            #expect(palette.style(.listTime).foreground == .rgb(2, 2, 2))
            #expect(palette.style(.listRow).foreground == .rgb(1, 1, 1), "its parent is the user's dark")
            let shipped = try Theme(named: "dark").palette(depth: .truecolor)
            #expect(palette.style(.msgIn) == shipped.style(.msgIn), "whose parent is the shipped dark")
            let byPath = try Theme.load(name: "\(directory)/mine.toml", searchPaths: [directory])
            #expect(byPath.palette(depth: .truecolor) == palette)
        }
    }

    /// A theme may be anybody's: what it names is read only if it is a small file.
    @Test(arguments: ["/dev/zero", "/dev/null", "/dev/tty"])
    func aDeviceIsNoParent(_ path: String) throws {
        #expect {
            try Theme(text: "inherits = \"\(path)\"", file: "t.toml")
        } throws: {
            "\($0)".contains("not a file") || "\($0)".contains("there is no such file")
        }
    }

    @Test func aNameInACommentStaysInIt() throws {
        try inDirectory { directory in
            let name = "\(directory)/a\u{1B}[2J\n\u{202E}b.toml"
            try Data("inherits = \"dark\"\nlist.row = \"#123456\"".utf8).write(to: URL(fileURLWithPath: name))
            let printed = try Theme.load(name: name, searchPaths: []).resolved()
            #expect(!printed.unicodeScalars.contains { $0 != "\n" && $0.value < 0x20 || $0 == "\u{202E}" })
            let again = try Theme(text: printed, file: "t.toml")
            #expect(again.palette(depth: .truecolor).style(.listRow).foreground == .rgb(0x12, 0x34, 0x56))
        }
    }

    // MARK: - Mistakes

    /// Every step from name to name is a call within a call: a file of a megabyte has room for more than a stack has.
    @Test func aPaletteOfThousandsOfNamesIsRefused() {
        let names = (0..<20_000).map { "c\($0) = \"c\($0 + 1)\"" }.joined(separator: "\n")
        #expect {
            try Theme(text: "[palette]\n\(names)\nc20000 = \"#000\"", file: "t.toml")
        } throws: {
            "\($0)".contains("too many names one after another") && "\($0)".count < 400
        }
        let few = (0..<20).map { "c\($0) = \"c\($0 + 1)\"" }.joined(separator: "\n")
        #expect(throws: Never.self) { try Theme(text: "[palette]\n\(few)\nc20 = \"#000\"", file: "t.toml") }
    }

    /// Work that grows with the square of a key's length is not begun.
    @Test func anEndlessKeyIsAMistakeLikeAnother() throws {
        let long = String(repeating: "x", count: 400_000)
        #expect {
            try Theme(text: "\"list.row\" = \"\(long)y\"\n[palette]\n\(long) = \"#000\"", file: "t.toml")
        } throws: {
            "\($0)".hasPrefix("t.toml:1: ")
        }
        let theme = try Theme(text: "[\(long)]\n" + (0..<2_000).map { "k\($0) = 1\n" }.joined(), file: "t.toml")
        #expect(theme.warnings.count == 1)
    }

    @Test(arguments: [
        ("a = 1\n\"list.row\" = \"#12\"", "t.toml:2: “#12” (in “list.row”) is not a colour"),
        ("\n\"list.row\" = { fg = \"#gggggg\" }", "t.toml:2: “#gggggg” (in “list.row.fg”)"),
        ("\"list.row\" = \"acent\"\n[palette]\naccent = \"red\"", "Did you mean “accent”?"),
        ("\"list.row\" = \"list.tme\"", "t.toml:1: “list.tme” (in “list.row”) is not a colour, a palette name or a"),
        ("\"list.row\" = \"list.tme\"", "Did you mean “list.time”?"),
        ("\"list.row\" = { attrs = [\"blod\"] }", "t.toml:1: “blod” (in “list.row.attrs”) is not an attribute."),
        ("\"list.row\" = { attrs = [\"blod\"] }", "Did you mean “bold”?"),
        ("\"list.row\" = { atrs = [\"bold\"] }", "“list.row.atrs” is not a field of a style. Did you mean “attrs”?"),
        ("\"list.row\" = { attrs = \"bold\" }", "t.toml:1: “list.row.attrs” must be a list such as"),
        ("\"list.row\" = true", "t.toml:1: “list.row” must be a colour"),
        ("\"list.row\" = 256", "“256” (in “list.row”) is not a colour"),
        ("\"list.row\" = { fg = { ansi = \"red\" } }", "“list.row.fg” must be a colour with at least rgb or index"),
        ("[palette]\na = \"#000\"\nb = { rgb = \"#00\" }", "t.toml:3: “#00” (in “palette.b.rgb”)"),
        ("[palette]\ntitle = \"#000\"", "t.toml:2: the palette name “title” is also a role"),
        ("[palette]\na = \"b\"\nb = \"c\"\nc = \"a\"", "this leads back to itself: a → b → c → a."),
        (
            "\"list.row\" = \"msg.in\"\n\"msg.in\" = \"msg.out\"\n\"msg.out\" = \"list.row\"",
            "this leads back to itself: list.row → msg.in → msg.out → list.row."
        ),
        ("\"list.row\" = \"list.row.selected\"", "leads back to itself: list.row → list.row.selected → list.row."),
        ("inherits = \"drak\"", "t.toml:1: there is no theme “drak”. Did you mean “dark”?"),
        ("inherits = 5", "t.toml:1: “inherits” must be a string."),
        ("appearance = \"grey\"", "t.toml:1: “appearance” must be \"dark\" or \"light\"."),
        ("palette = 3", "t.toml:1: “palette” must be a table of colours."),
        ("x = 1\ny = \n", "t.toml:2: this is not valid TOML"),
        ("\"list.row\" = 1\u{0}", "it contains a zero byte"),
    ])
    func mistake(text: String, words: String) {
        do {
            _ = try Theme(text: text, file: "t.toml")
            Issue.record("loaded")
        } catch {
            #expect(error.description.contains(words), "\(error.description)")
        }
    }

    @Test(arguments: [
        ("\n\n\"list.rwo\" = \"red\"", "t.toml:3: “list.rwo” is not a role and is ignored. Did you mean “list.row”?"),
        (
            "[list]\nunraed = \"red\"",
            "t.toml:2: “list.unraed” is not a role and is ignored. Did you mean “list.unread”?"
        ),
        ("somewhere = { fg = \"red\" }", "t.toml:1: “somewhere” is not a role and is ignored."),
    ])
    func unknownKeysAreNamedAndPassedOver(text: String, words: String) throws {
        let theme = try Theme(text: text, file: "t.toml")
        #expect(theme.warnings.map(\.description) == [words])
        #expect(ThemeCheck(theme).problems.contains { $0.message == words && $0.severity == .warning })
    }

    @Test func parentsInACircleArePrinted() throws {
        try inDirectory { directory in
            try write("inherits = \"b\"", "a.toml", directory)
            try write("# b\ninherits = \"a\"", "b.toml", directory)
            do {
                _ = try Theme.load(name: "a", searchPaths: [directory])
                Issue.record("loaded")
            } catch let error as ThemeError {
                // The second “a” skips the file already read, and there is no shipped one.
                #expect(error.line == 2)
                #expect(error.file == "\(directory)/b.toml")
            }
        }
    }

    @Test func aMissingThemeNamesWhereItLookedAndTheNearest() throws {
        try inDirectory { directory in
            try write("", "aurora.toml", directory)
            do {
                _ = try Theme.load(name: "aurorra", searchPaths: [directory])
                Issue.record("loaded")
            } catch let error as ThemeError {
                #expect(error.description.contains("Did you mean “aurora”?"))
                #expect(error.description.contains(directory))
                #expect(
                    error.description.contains(
                        "Shipped themes: dark, light, high-contrast, colorblind, lamplight, mono."))
            }
        }
    }

    private func write(_ text: String, _ name: String, _ directory: String) throws {
        try text.write(toFile: "\(directory)/\(name)", atomically: true, encoding: .utf8)
    }

    private func inDirectory(_ body: (String) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("oriel-themes-\(UUID())").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }  // the system clears what stays
        try body(directory)
    }

    // MARK: - Lists

    @Test func whatThereIsToChooseFrom() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("oriel-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a temporary folder
        for (name, text) in [
            ("dark.toml", "inherits = \"dark\"\ndescription = \"mine\""),
            ("beach.toml", "inherits = \"light\"\ndescription = \"sand\""), ("broken.toml", "= ="),
            ("notes.txt", "inherits = \"dark\""),
        ] {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        }
        let offers = Theme.available(searchPaths: [folder.path, "/nowhere"])
        #expect(offers.map(\.name) == Theme.shipped + ["beach", "broken"])
        #expect(offers.first?.summary == "mine" && offers.first?.isShipped == false)
        #expect(offers.map(\.isShipped) == [false] + Theme.shipped.dropFirst().map { _ in true } + [false, false])
        let beach = try #require(offers.first { $0.name == "beach" })
        #expect(beach.appearance == .light && beach.summary == "sand")
        let broken = try #require(offers.last)
        #expect(broken.appearance == nil && broken.summary.isEmpty)
        #expect(Theme.available(searchPaths: []).allSatisfy { $0.isShipped && $0.appearance != nil })
    }
}
