import Testing

@testable import Screen

struct TextWrapTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let text: String
        let columns: Int
        let rows: [String]
        var testDescription: String { "\(text) in \(columns)" }
    }

    @Test(arguments: [
        Sample(text: "", columns: 5, rows: [""]),
        Sample(text: "one two three", columns: 20, rows: ["one two three"]),
        Sample(text: "one two three", columns: 8, rows: ["one two", "three"]),
        Sample(text: "one two three", columns: 7, rows: ["one two", "three"]),
        Sample(text: "one two three", columns: 6, rows: ["one", "two", "three"]),
        // Words of every script end at their blanks.
        Sample(text: "доставку на вашего", columns: 11, rows: ["доставку на", "вашего"]),
        Sample(text: "Пётр Иванов", columns: 7, rows: ["Пётр", "Иванов"]),
        Sample(text: "γεια σου", columns: 5, rows: ["γεια", "σου"]),
        Sample(text: "مرحبا كيف", columns: 6, rows: ["مرحبا", "كيف"]),
        Sample(text: "शुभ दिन", columns: 4, rows: ["शुभ", "दिन"]),
        Sample(text: "שלום לך", columns: 5, rows: ["שלום", "לך"]),
        Sample(text: "你好　再见", columns: 5, rows: ["你好", "再见"]),
        Sample(text: "abcdefgh", columns: 3, rows: ["abc", "def", "gh"]),
        Sample(text: "hi verylongword ok", columns: 5, rows: ["hi", "veryl", "ongwo", "rd ok"]),
        Sample(text: "a\nb", columns: 5, rows: ["a", "b"]),
        Sample(text: "a\n", columns: 5, rows: ["a", ""]),
        Sample(text: "\n\n", columns: 5, rows: ["", "", ""]),
        Sample(text: "hello \nworld", columns: 5, rows: ["hello", "world"]),
        Sample(text: "hello\nworld", columns: 5, rows: ["hello", "world"]),
        Sample(text: "hello   world", columns: 5, rows: ["hello", "world"]),
        Sample(text: "hello ", columns: 5, rows: ["hello"]),
        Sample(text: "    indented line", columns: 10, rows: ["    indent", "ed line"]),
        Sample(text: "a\tb", columns: 10, rows: ["a   b"]),
        Sample(text: "abcd\te", columns: 10, rows: ["abcd    e"]),
        Sample(text: "日本語です", columns: 4, rows: ["日本", "語で", "す"]),
        Sample(text: "日本語です", columns: 5, rows: ["日本", "語で", "す"]),
        Sample(text: "abc日本", columns: 4, rows: ["abc", "日本"]),
        Sample(text: "日本abc def", columns: 6, rows: ["日本", "abc", "def"]),
        Sample(text: "日a", columns: 1, rows: ["▯", "a"]),
        Sample(text: "ab", columns: 0, rows: ["a", "b"]),
    ])
    func rows(_ sample: Sample) {
        #expect(TextWrap.wrap(SafeText(untrusted: sample.text), columns: sample.columns).map(\.string) == sample.rows)
        #expect(TextWrap.wrap(untrusted: sample.text, columns: sample.columns).map(\.string) == sample.rows)
    }

    @Test(arguments: 0..<60)
    func generatedTextFitsAndLosesNothing(_ seed: Int) {
        var generator = HostileText(seed: UInt64(seed))
        let text = SafeText(untrusted: generator.text(scalars: 400))
        for columns in [1, 2, 3, 7, 20, 61] {
            let rows = Array(TextWrap(text, columns: columns))
            #expect(rows.allSatisfy { $0.text.width <= columns })
            #expect(rows.allSatisfy { $0.starts.count == $0.clusters.count })
            #expect(rows.first?.clusters.lowerBound == 0)
            #expect(rows.last?.clusters.upperBound == text.clusters.count)
            #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.clusters.upperBound == $1.clusters.lowerBound })
            guard columns > 1 else { continue }
            let kept = rows.flatMap(\.text.clusters).filter { !$0.isBlank }
            #expect(kept == text.clusters.filter { !$0.isBlank })
        }
    }

    @Test func aMegabyteCostsWhatIsShownOfIt() {
        let words = String(repeating: "palavra e mais palavras, ", count: 40_000)
        let unbroken = String(repeating: "x", count: 1_000_000)
        for text in [words, unbroken] {
            var wrap = TextWrap(untrusted: text, columns: 40)
            var clusters = 0
            for _ in 0..<50 {
                clusters += wrap.next()?.clusters.count ?? 0
            }
            // What has been read is in rows or in the part of a row carried over, never more.
            #expect(clusters <= 50 * 41)
            #expect(wrap.readAhead <= 41)
        }
    }

    @Test func whereAClusterStands() {
        let text = SafeText(untrusted: "one two\nthree")
        let rows = Array(TextWrap(text, columns: 5))
        #expect(rows.map(\.text.string) == ["one", "two", "three"])
        #expect(rows.map(\.endsLine) == [false, true, true])
        #expect(TextWrap.position(of: 0, in: rows) == Position(column: 0, row: 0))
        #expect(TextWrap.position(of: 3, in: rows) == Position(column: 3, row: 0))
        #expect(TextWrap.position(of: 4, in: rows) == Position(column: 0, row: 1))
        #expect(TextWrap.position(of: 7, in: rows) == Position(column: 3, row: 1))
        #expect(TextWrap.position(of: 8, in: rows) == Position(column: 0, row: 2))
        #expect(TextWrap.position(of: text.clusters.count, in: rows) == Position(column: 5, row: 2))
    }
}
