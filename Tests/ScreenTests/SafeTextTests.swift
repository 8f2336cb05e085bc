import Testing

@testable import Screen

struct SafeTextTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let drawn: String
        let width: Int
        var substitutes = 0
        var testDescription: String { name }
    }

    @Test(arguments: [
        Sample(name: "plain", text: "Olá, tudo bem?", drawn: "Olá, tudo bem?", width: 14),
        Sample(name: "decomposed accent", text: "e\u{301}a", drawn: "e\u{301}a", width: 2),
        Sample(name: "wide", text: "注文A", drawn: "注文A", width: 5),
        Sample(name: "line ends", text: "a\r\nb\nc\u{2028}d\u{2029}e", drawn: "a\nb\nc\nd\ne", width: 9),
        Sample(name: "lone return", text: "one\rtwo", drawn: "one␍two", width: 7, substitutes: 1),
        Sample(name: "backspaces", text: "abc\u{8}\u{8}X", drawn: "abc␈␈X", width: 6, substitutes: 2),
        Sample(name: "escape", text: "\u{1B}]52;c;eA==\u{7}", drawn: "␛]52;c;eA==␇", width: 12, substitutes: 2),
        Sample(name: "8-bit CSI", text: "\u{9B}2J", drawn: "▯2J", width: 3, substitutes: 1),
        Sample(name: "delete", text: "a\u{7F}", drawn: "a␡", width: 2, substitutes: 1),
        Sample(name: "right-to-left override", text: "gpj\u{202E}exe", drawn: "gpj▯exe", width: 7, substitutes: 1),
        Sample(name: "isolates", text: "\u{2066}x\u{2069}", drawn: "▯x▯", width: 3, substitutes: 2),
        Sample(
            name: "invisible", text: "a\u{200B}b\u{2060}c\u{AD}d\u{FEFF}", drawn: "a▯b▯c▯d▯", width: 8, substitutes: 4),
        Sample(name: "tag letters on a letter", text: "a\u{E0041}", drawn: "a▯", width: 2, substitutes: 1),
        Sample(name: "private use", text: "\u{E123}\u{F8FF}", drawn: "▯▯", width: 2, substitutes: 2),
        Sample(name: "noncharacter", text: "\u{FFFE}\u{1FFFF}", drawn: "▯▯", width: 2, substitutes: 2),
        Sample(name: "red heart", text: "❤\u{FE0F}!", drawn: "❤!", width: 2),
        Sample(name: "text form of a wide emoji", text: "⌚\u{FE0E}", drawn: "⌚", width: 2),
        Sample(name: "skin tone", text: "👍🏻", drawn: "👍", width: 2),
        Sample(name: "skin tone alone", text: "a\u{1F3FD}", drawn: "a▯", width: 2, substitutes: 1),
        Sample(name: "family", text: "👩‍👩‍👧‍👦.", drawn: "👩.", width: 3),
        Sample(name: "joiner at the end", text: "👩\u{200D}", drawn: "👩", width: 2),
        Sample(name: "rainbow flag", text: "🏳️‍🌈", drawn: "🏳", width: 1),
        Sample(name: "flag", text: "🇦🇺 ok", drawn: "[AU] ok", width: 7),
        Sample(name: "two flags and a half", text: "🇧🇷🇵🇹🇦", drawn: "[BR][PT][A]", width: 11),
        Sample(
            name: "flag of England", text: "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
            drawn: "[GBENG]", width: 7),
        Sample(name: "hidden text on a flag", text: "🏴\u{E0048}\u{E0069}", drawn: "🏴▯▯", width: 4, substitutes: 2),
        Sample(name: "keycap", text: "4\u{FE0F}\u{20E3}2\u{20E3}", drawn: "42", width: 2),
        Sample(name: "newer than the table", text: "\u{1FAE8}\u{1F3FB}x", drawn: "▯x", width: 2, substitutes: 1),
        Sample(
            name: "nine marks", text: "a\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}b",
            drawn: "a\u{300}\u{301}\u{302}\u{303}b", width: 2),
        Sample(name: "mark without a base", text: "\u{301}a", drawn: " \u{301}a", width: 2, substitutes: 1),
        Sample(
            name: "Hangul in letters", text: "\u{1112}\u{1161}\u{11AB}", drawn: "\u{1112}\u{1161}\u{11AB}", width: 2),
        Sample(name: "Hangul vowel alone", text: "a\u{1161}", drawn: "a▯", width: 2, substitutes: 1),
        Sample(name: "Persian non-joiner", text: "می\u{200C}خواهم", drawn: "میخواهم", width: 7),
        Sample(name: "non-joiner in Latin", text: "pay\u{200C}pal", drawn: "pay▯pal", width: 7, substitutes: 1),
        Sample(name: "bytes in selectors", text: "x\u{FE00}\u{E0101}\u{E0102}", drawn: "x▯▯", width: 3, substitutes: 2),
        Sample(name: "Devanagari conjunct", text: "क्षि", drawn: "क्षि", width: 3),
        Sample(name: "empty", text: "", drawn: "", width: 0),
    ])
    func whatIsDrawn(_ sample: Sample) {
        let text = SafeText(untrusted: sample.text)
        #expect(text.string.unicodeScalars.elementsEqual(sample.drawn.unicodeScalars), "\(text.string)")
        #expect(text.width == sample.width)
        #expect(text.clusters.filter { $0.isSubstitute }.count == sample.substitutes)
    }

    @Test(arguments: [
        ("👩‍👩‍👧‍👦", 2), ("👍🏻", 2), ("❤\u{FE0F}", 2), ("🇦🇺", 2), ("4\u{FE0F}\u{20E3}", 2), ("❤", 1), ("a", 1),
    ])
    func fullEmojiKeepTheirSequence(_ text: String, _ width: Int) {
        let safe = SafeText(untrusted: text, policy: TextPolicy(emoji: .full))
        #expect(safe.string.unicodeScalars.elementsEqual(text.unicodeScalars))
        #expect(safe.clusters.map(\.width) == [UInt8(width)])
    }

    @Test(arguments: [
        ("❤\u{FE0F}", ":heart:"), ("👍🏻", ":thumbs_up:"), ("🦊", ":fox_face:"), ("✓", "✓"), ("❤", "❤"),
        ("👩‍🚀!", ":woman:!"), ("🇦🇺", "[AU]"), ("7\u{FE0F}\u{20E3}", "7"),
    ])
    func emojiAsWords(_ text: String, _ words: String) {
        #expect(SafeText(untrusted: text, policy: TextPolicy(emoji: .text)).string == words)
    }

    @Test func ambiguousCharactersTakeTheColumnsOfTheSetting() {
        #expect(SafeText(untrusted: "●…").width == 2)
        #expect(SafeText(untrusted: "●…", policy: TextPolicy(ambiguousWidth: 2)).width == 4)
        #expect(TextPolicy(ambiguousWidth: 7).ambiguousWidth == 1)
    }

    @Test func literalsPassTheSameFilter() {
        let text: SafeText = "a\u{202E}b"
        #expect(text.string == "a▯b")
        #expect(SafeText("x\u{1B}y").string == "x␛y")
    }

    @Test func interpolationTakesSafeTextNumbersAndWhatIsCalledUntrusted() {
        let name: SafeText = "Ana"
        let text: SafeText = "\(name) \(3)/\(UInt8(7)) \(untrusted: "a\u{7}b")"
        #expect(text.string == "Ana 3/7 a␇b")
    }

    @Test func aLimitReadsNoMoreThanItSays() {
        #expect(SafeText(untrusted: "abcdef", limit: 3).string == "abc")
        #expect(SafeText(untrusted: "🇦🇺", limit: 2).string == "[A")
    }

    /// Printable ASCII goes past the filter: at every limit the same must come out of both.
    @Test(arguments: [
        "", "plain words, 42!", "~ \u{7E}\u{20}", "ab\u{301}c", "a\u{7F}b", "a\tb", "ab\r\nc", "abé",
        "1\u{FE0F}\u{20E3}2", "a🇦🇺b",
    ])
    func plainTextIsWhatTheFilterGives(_ text: String) {
        for limit in Array(0...text.unicodeScalars.count + 1) + [.max] {
            let filtered = Array(ClusterReader(text, policy: .standard).prefix(limit))
            #expect(SafeText(untrusted: text, limit: limit).clusters == filtered, "limit \(limit)")
        }
    }

    /// However high marks are stacked, and whatever else draws nothing: a cell costs a few scalars.
    @Test(arguments: [
        "\u{301}", "\u{200D}", "\u{FE0F}", "\u{E0101}", "\u{1161}", "\u{E0061}", "\u{200B}", "\u{20E3}", "\u{1F3FD}",
        "👩\u{200D}", "\u{1F3F4}\u{E0061}", "\u{1F1E6}", "4\u{FE0F}",
    ])
    func nothingIsReadForLong(_ unit: String) {
        let text = String(repeating: unit, count: 100_000 / unit.unicodeScalars.count)
        for base in ["", "a", "👩", "가", "4", "م"] {
            let safe = SafeText(untrusted: base + text, limit: 200)
            #expect(safe.clusters.count == 200, "a cluster took hundreds of scalars")
        }
    }

    @Test func aHigherStackThanAnyScriptWritesStandsBesideItsBase() {
        let marks = { String(repeating: "\u{301}", count: $0) }
        #expect(SafeText(untrusted: "a" + marks(16) + "b").string == "a" + marks(4) + "b")
        #expect(SafeText(untrusted: "a" + marks(18) + "b").string == "a" + marks(4) + " " + marks(2) + "b")
    }

    @Test(arguments: [
        ("", 3, ""), ("abc", 3, "abc"), ("abcd", 3, "abc"), ("ééé", 2, "éé"), ("e\u{301}\u{302}", 2, "e\u{301}"),
        ("👩\u{200D}👧", 1, "👩"), ("abc", 0, ""), ("abc", -1, ""), ("\r\na", 1, "\r"),
    ])
    func theHeadOfAText(_ text: String, _ count: Int, _ head: String) {
        #expect(text.head(scalars: count).unicodeScalars.elementsEqual(head.unicodeScalars))
    }

    @Test(arguments: 0..<200)
    func generatedTextIsSafe(_ seed: Int) {
        var generator = HostileText(seed: UInt64(seed))
        let raw = generator.text(scalars: 300)
        for emoji in [TextPolicy.Emoji.safe, .text] {
            let safe = SafeText(untrusted: raw, policy: TextPolicy(emoji: emoji))
            for cluster in safe.clusters {
                #expect(cluster.width == 1 || cluster.width == 2)
                if cluster == .newline || cluster == .tab { continue }
                let scalars = Array(cluster.text.unicodeScalars)
                #expect(!scalars.isEmpty && scalars.count <= 5)
                #expect(!scalars.contains { $0.isForbiddenInCells }, "\(scalars)")
                let classes = scalars.map(ScalarClass.init)
                #expect([.narrow, .wide, .ambiguous].contains(classes[0]))
                #expect(classes.dropFirst().allSatisfy { $0 == .mark || $0 == .jamo })
                #expect(cluster.width == (classes[0] == .wide ? 2 : 1))
            }
            #expect(safe == SafeText(untrusted: raw, policy: TextPolicy(emoji: emoji)))
        }
    }

    /// What has been made safe stays as it is, so text may pass the filter again on its way to another channel.
    @Test(arguments: 0..<50)
    func theFilterIsIdempotentButForItsOwnMarks(_ seed: Int) {
        var generator = HostileText(seed: UInt64(seed) + 1000)
        let once = SafeText(untrusted: generator.text(scalars: 200))
        let twice = SafeText(untrusted: once.string)
        #expect(twice.string == once.string)
        #expect(twice.width == once.width)
    }
}
