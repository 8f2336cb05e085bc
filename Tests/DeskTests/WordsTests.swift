import Foundation
import Inbox
import Screen
import Testing
import WhatsApp

@testable import Desk

/// The catalogue is complete, and nothing on screen comes from elsewhere.
@Suite struct WordsTests {
    static func gaps(_ text: String) -> [Int] {
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap {
            $0.split(separator: "}").first.flatMap { $0.split(separator: "|").first }.flatMap { Int($0) }
        }
    }

    @Test(arguments: Words.Language.allCases) func everyPhraseHasText(_ language: Words.Language) {
        let words = Words(language)
        for phrase in Phrase.allCases {
            let text = words.pattern(phrase)
            #expect(!text.isEmpty, "\(phrase)")
            #expect(Set(Self.gaps(text)) == Set(Self.gaps(phrase.english)), "\(phrase) has other gaps than in English")
            #expect(text.filter { $0 == "{" }.count == text.filter { $0 == "}" }.count)
        }
    }

    /// Keys can be bound anew: no text spells one out, each draws it from the live table.
    @Test(arguments: Words.Language.allCases) func noTextSpellsAKeyOut(_ language: Words.Language) throws {
        let words = Words(language)
        let spelled = try Regex(
            #"\b(Enter|Return|Esc|Escape|Tab|Space|Backspace|BS|Del|PageUp|PageDown|Home|F[0-9]{1,2}|[CMS]-[A-Za-z0-9])\b|\^[A-Z_?]"#
        )
        // The terminal's own: no table binds it.
        let terminal: Set<Phrase> = [.mouseOn]
        for phrase in Phrase.allCases where !terminal.contains(phrase) {
            let text = words.pattern(phrase)
            #expect(text.firstMatch(of: spelled) == nil, "\(phrase): \(text)")
        }
        for command in Command.allCases {
            #expect(words.command(command).string.firstMatch(of: spelled) == nil, "\(command)")
            #expect(words.short(command).string.firstMatch(of: spelled) == nil, "\(command)")
        }
        for scope in Scope.allCases { #expect(words.scope(scope).string.firstMatch(of: spelled) == nil, "\(scope)") }
        for sign in words.signs(Glyphs(Settings(agent: "a"))) {
            #expect(sign.text.string.firstMatch(of: spelled) == nil, "\(sign.text)")
        }
    }

    /// What a text names is the key as it is bound now.
    @Test func textsNameTheKeysAsTheyAreBound() throws {
        var session = ScreenState.ana(Size(columns: 120, rows: 40))
        session.model.settings.keys = try KeyMap.standard.rebinding([
            (.form, .send, try [KeyNotation.parse("<C-s>")]), (.attach, .nextField, try [KeyNotation.parse("<C-o>")]),
        ])
        session.press("<C-x>a")
        #expect(session.text.contains("^O completes it"), "\(session.text)")
        session.press("<Esc><F1>")
        #expect(session.model.helpLines.contains { $0.text.string.contains("then ^S sends") })
        var chord = ScreenState.ana(Size(columns: 120, rows: 40))
        chord.press("<C-x>")
        #expect(chord.text.contains("Esc leaves"))
        chord.model.settings.keys = try KeyMap.standard.rebinding([
            (.global, .labels, try [KeyNotation.parse("<C-x><Esc>")])
        ])
        // ^X ^C is another command already.
        #expect(chord.text.contains("any other key leaves"), "\(chord.text)")
    }

    @Test func gapsAreFilledInAnyOrderAndNeverTwiceOver() {
        let words = Words.english
        #expect(words(.refusedLong, "4097", "4096").string == "Not sent: 4097 characters, the limit is 4096.")
        #expect(words(.composeHint, "{1}", "Enter").string == "Write to {1}, Enter sends", "a gap in a name is a name")
    }

    @Test func whatIsCountedHasAFormForOne() {
        let words = Words.english
        for (phrase, one, many) in [
            (Phrase.bulkAlready, ", 1 was so already", ", 3 were so already"),
            (.formMore, "… 1 more row", "… 3 more rows"), (.auditRead, "read 1 message", "read 3 messages"),
            (.labelCount, "1 label", "3 labels"),
        ] {
            #expect(words(phrase, "1").string == one)
            #expect(words(phrase, "3").string == many)
        }
        #expect(words(.bulkLabel, "{0|a|b}").string == "label {0|a|b}", "a gap in a name is a name")
    }

    @Test func everyCommandScopeQueueAndRefusalHasWords() {
        let words = Words.english
        for command in Command.allCases {
            #expect(!words.command(command).isEmpty)
            #expect(!words.short(command).isEmpty)
            #expect(words.short(command).width <= 14, "\(command) is too long for the hint line")
        }
        for scope in Scope.allCases { #expect(!words.scope(scope).isEmpty) }
        for queue in Queue.allCases { #expect(!words.queue(queue).isEmpty) }
        let now = Cast.now
        let key = ParameterKey(.body, "1")
        let refusals: [Refusal] = [
            .windowClosed(since: now), .windowEnding(until: now), .windowUnknown, .windowLikely(until: now),
            .windowDisputed(until: now, refusedAt: now), .optedOut(.everything), .optedOut(.marketing), .noOptIn,
            .templateUnusable(.status("PAUSED", reason: nil)), .templateUnusable(.status("REJECTED", reason: "NONE")),
            .templateUnusable(.component("CAROUSEL")), .templateUnusable(.component(Template.directSend)),
            .parameters([ParameterProblem(key: key, .missing)]),
            .authenticationNeedsPhone, .addressChanged(from: .phone("1"), to: .bsuid("BR.x")), .noAddress,
            .ownedElsewhere(until: now),
            .blank, .tooLong(count: 5_000, limit: 4_096), .holdsNUL, .expired(notAfter: now), .blocked, .directSendOff,
            .numberUnlisted(NumberID("1")),
        ]
        for refusal in refusals {
            let text = words.refusal(refusal, settings: Settings(agent: "a"), now: now).string
            #expect(!text.isEmpty && !text.contains("{"), "\(refusal)")
            #expect(words.refusalReason(refusal.code) != nil, "\(refusal.code) has no words in the conversation")
        }
        let kinds: [ParameterProblem.Kind] = [
            .missing, .needsFolding, .whiteSpace, .tooLong(limit: 9), .notMedia,
            .filledTooLong(count: 2_000, limit: 1_024), .unknown,
        ]
        for kind in kinds { #expect(!words.problem(ParameterProblem(key: key, kind)).string.contains("{")) }
    }

    @Test func everyObstacleHasASentenceThatTellsAllItsParts() {
        let words = Words.english
        for kind in Obstacle.Kind.allCases {
            let gaps = Set(Self.gaps(words.pattern(kind)))
            #expect(!words.pattern(kind).isEmpty && gaps == Set(0..<gaps.count), "\(kind)")
            let parts = gaps.sorted().map { "part\($0)" }
            let told = words.obstacle(Obstacle(kind, parts: parts)).string
            #expect(parts.allSatisfy(told.contains) && !told.contains("{"), "\(kind): \(told)")
        }
    }

    @Test(arguments: [
        ("transport_timedOut", "no answer in time"), ("unreadable_answer_502", "(HTTP 502)"),
        ("token_file_mode", "`oriel doctor`"), ("worker_died", "is gone"), ("window_closed", "had shut"),
    ])
    func whatIsKeptWithAnAttemptHasWords(code: String, words: String) throws {
        #expect(try #require(Words.english.stopReason(code)).string.contains(words))
    }

    @Test(arguments: ["refused", "store_full", "refused_1_2", "Undeliverable", ""])
    func whatNamesNoReasonIsNotTakenForOne(code: String) { #expect(Words.english.stopReason(code) == nil) }

    @Test func aRefusalSaysItsCodeThePlatformsSentenceAndOurAdvice() {
        let words = Words.english
        #expect(
            words.obstacle(Obstacle(.refused, "190", "Session expired.")).string
                == "the platform refused the request (code 190): Session expired. \(words.platform(190).advice.string)")
        #expect(words.obstacle(Obstacle(.refused, "190", "")).string.contains(words.platform(190).title.string))
        #expect(words.obstacle(Obstacle(.timedOut).inFull).string.contains("(no answer in time)"))
    }

    @Test func everyErrorOfThePlatformHasWords() {
        #expect(Set(PlatformText.english.keys) == Set(ErrorCatalogue.all.map(\.codes)))
        for text in PlatformText.english.values {
            #expect(!text.title.isEmpty && text.title.count <= 44, "\(text.title) fits a row")
            #expect(!text.title.hasSuffix("."), "\(text.title) is a title")
            for sentence in [text.meaning, text.advice] {
                #expect(sentence.hasSuffix(".") && sentence.count > 8, "\(text.codes): \(sentence)")
            }
            #expect(!(text.title + text.meaning + text.advice).contains("{"), "\(text.codes)")
        }
        #expect(Words.english.platform(987_654).title.string == "Error 987654")
        #expect(Words.english.platform(nil).title.string == "Unknown error")
    }

    /// Every phrase of the catalogue is said somewhere: a phrase nobody says is a promise nobody keeps.
    @Test func everyPhraseIsUsed() throws {
        let sources = try (Self.sources() + Self.sources(of: "oriel")).filter { !$0.name.hasPrefix("Phrase") }
        var said: Set<String> = []
        for (_, text) in sources {
            for piece in text.utf8.split(separator: UInt8(ascii: ".")).dropFirst() {
                let name = piece.prefix { (0x30...0x39 ~= $0) || (0x41...0x5A ~= $0) || (0x61...0x7A ~= $0) }
                said.insert(String(decoding: name, as: UTF8.self))
            }
        }
        let unused = Phrase.allCases.filter { !said.contains($0.rawValue) }
        #expect(unused.isEmpty, "phrases nobody says: \(unused.map(\.rawValue))")
    }

    /// No sentence, no word of the user's language outside the catalogue: string literals of the desk hold no letters,
    /// but for names of keys, commands and codes, the platform's own words, and what is no language: signs and addresses.
    @Test func nothingOutsideTheCatalogueHoldsWords() throws {
        let allowed: Set<String> = [
            "URL", "text", "NONE", "dark", "http://", "https://", "www.", "/quarantine", "vv", "vR", "vP",
        ]
        let files = try Self.sources().filter { !Self.holdsWordsOrNames($0.name) }
        #expect(files.count > 40)
        for (name, text) in files {
            for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                let code = line.drop { $0 == " " }
                if code.hasPrefix("//") || !code.utf8.contains(UInt8(ascii: "\"")) { continue }
                for literal in Self.literals(in: String(code)) where !allowed.contains(literal) {
                    #expect(!Self.hasWord(literal), "\(name):\(number + 1) says \"\(literal)\" by itself")
                }
            }
        }
    }

    private static func holdsWordsOrNames(_ name: String) -> Bool {
        ["Words", "Phrase", "PlatformText", "KeyMap", "Command.swift", "Obstacle.swift"].contains(where: name.hasPrefix)
    }

    private static func hasWord(_ literal: String) -> Bool {
        var run = 0
        for character in literal {
            run = character.isLetter ? run + 1 : 0
            if run >= 2 { return true }
        }
        return false
    }

    /// The literals of a line without what is interpolated into them.
    static func literals(in line: String) -> [String] {
        var found: [String] = []
        var current: String?
        var depth = 0
        var index = line.startIndex
        while index < line.endIndex {
            let character = line[index]
            let next = line.index(after: index)
            if depth > 0 {
                depth += character == "(" ? 1 : character == ")" ? -1 : 0
            } else if character == "\\", current != nil, next < line.endIndex {
                if line[next] == "(" { depth = 1 }
                index = line.index(after: next)
                continue
            } else if character == "\"" {
                if let literal = current {
                    found.append(literal)
                    current = nil
                } else {
                    current = ""
                }
            } else if current != nil {
                current?.append(character)
            }
            index = next
        }
        return found
    }

    @Test func literalsAreFound() {
        #expect(Self.literals(in: #"put("a \(words(.x, "b")) c", "d")"#) == ["a  c", "d"])
        #expect(Self.hasWord("to Ana") && !Self.hasWord("› ") && !Self.hasWord("m"))
    }

    static func sources(of target: String = "Desk") throws -> [(name: String, text: String)] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/\(target)")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
            .sorted().map {
                ($0, try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8))
            }
    }

    @Test func timesAreNeverLongerThanTheirColumns() {
        let now = Cast.now
        let times = TimeWords(zone: .utc, now: now)
        for seconds in stride(from: Int64(0), through: 90_000, by: 7) {
            #expect(times.left(until: now + .seconds(seconds)).width <= 5)
            #expect(times.since(now - .seconds(seconds * 997)).width <= 4)
            #expect(times.wait(now - .seconds(seconds * 997)).width <= 4)
        }
    }

    @Test(arguments: [
        (0, "00:00"), (59_999, "00:59"), (271_000, "04:31"), (300_000, "05:00"), (300_001, "5m"), (3_599_999, "59m"),
        (3_600_000, "1h00"), (4_360_000, "1h12"), (7_199_999, "1h59"), (7_200_000, "2h"), (86_400_000, "24h"),
        (-5, "00:00"),
    ])
    func timeLeftIsRoundedDown(milliseconds: Int64, text: String) {
        let times = TimeWords(zone: .utc, now: Cast.now)
        #expect(times.left(until: Cast.now + Span(milliseconds: milliseconds)).string == text)
    }

    @Test func payloadsAreIndentedAndNothingElse() {
        let json = #"{"a":[1,{"b":"x,{\"y\":1}"}],"c":{},"d":[]}"#
        let text = PayloadText.indented(json)
        #expect(text.filter { !$0.isWhitespace } == json.filter { !$0.isWhitespace })
        #expect(text.contains("\n  \"a\": ["))
        #expect(text.contains("\"c\": {}"))
        for broken in ["", "}", "]]]", "{\"", "[[[[[[[[[[[[[[[[[[", "não é JSON"] {
            #expect(PayloadText.indented(broken).filter { !$0.isWhitespace } == broken.filter { !$0.isWhitespace })
        }
    }

    @Test(arguments: [
        ("5511988880101", "+55 11 98888-0101"), ("551140001234", "+55 11 4000-1234"),
        ("15557770101", "+1 555 777-0101"),
        ("351912345678", "+351912345678"), ("1", "+1"), ("", "+"),
    ])
    func numbersAreGroupedWhereThatIsCertain(digits: String, text: String) {
        #expect(Model.groupedNumber(digits) == text)
    }
}
