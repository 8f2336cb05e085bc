import Foundation
import Inbox
import Screen
import Testing

@testable import Desk

/// The catalogue is complete, and nothing on screen comes from elsewhere.
@Suite struct WordsTests {
    static func gaps(_ text: String) -> [Int] {
        text.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first.flatMap { Int($0) } }
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

    @Test func gapsAreFilledInAnyOrderAndNeverTwiceOver() {
        let words = Words.english
        #expect(words(.refusedLong, "4097", "4096").string == "Not sent: 4097 characters, the limit is 4096.")
        #expect(words(.composeHint, "{1}", "Enter").string == "Write to {1}, Enter sends", "a gap in a name is a name")
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
            .templateUnusable(.component("CAROUSEL")), .parameters([ParameterProblem(key: key, .missing)]),
            .authenticationNeedsPhone, .addressChanged(from: .phone("1"), to: .bsuid("BR.x")), .noAddress,
            .ownedElsewhere,
            .blank, .tooLong(count: 5_000, limit: 4_096), .expired(notAfter: now),
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

    /// Every phrase of the catalogue is said somewhere: a phrase nobody says is a promise nobody keeps.
    @Test func everyPhraseIsUsed() throws {
        let sources = try Self.sources().filter { !$0.name.hasPrefix("Phrase") }.map(\.text).joined(separator: "\n")
        let elsewhere: Set<Phrase> = [.goodbye, .goodbyeSetUp]
        let unused = Phrase.allCases.filter { phrase in
            !elsewhere.contains(phrase) && !sources.contains(".\(phrase.rawValue)")
        }
        #expect(unused.isEmpty, "phrases nobody says: \(unused.map(\.rawValue))")
    }

    /// No sentence, no word of the user's language outside the catalogue: string literals in views and updates hold no
    /// letters, but for the notation of keys and the platform's own words.
    @Test func viewsHoldNoWords() throws {
        let allowed: Set<String> = ["URL", "text", "NONE"]
        for (name, text) in try Self.sources() where Self.isDrawn(name) {
            for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                let code = line.drop { $0 == " " }
                if code.hasPrefix("//") { continue }
                for literal in Self.literals(in: String(code)) where !allowed.contains(literal) {
                    #expect(!Self.hasWord(literal), "\(name):\(number + 1) says \"\(literal)\" by itself")
                }
            }
        }
    }

    private static func isDrawn(_ name: String) -> Bool {
        [
            "View", "Update", "MessageLayout", "Timeline", "FormLines", "PageLine", "Hints", "Layout", "ListItem",
            "TimeWords",
        ].contains {
            name.hasPrefix($0)
        } && name != "TimeWords.swift"
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

    static func sources() throws -> [(name: String, text: String)] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/Desk")
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
