import Screen

/// Text on its way out of the program beside the screen, to a terminal, a log or a pipe (`terminal.md` §8g). Characters
/// that could steer a terminal, turn a line around or hide leave only as something visible.
enum HarmlessText {
    /// The most characters of one line about something: a sentence and what it quotes.
    private static let longestLine = 2_000

    /// Words from anywhere as one line: line breaks and tabs become blanks, what is hidden becomes a sign, and what is
    /// too long for a message is cut.
    static func line(_ text: String) -> String {
        if text.utf8.count <= longestLine, text.utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7F }) { return text }
        var line = ""
        let safe = SafeText(untrusted: text, limit: longestLine + 1)
        for cluster in safe.clusters.prefix(longestLine) { line += cluster.isBlank ? " " : cluster.text }
        return safe.clusters.count > longestLine ? line + "…" : line
    }

    /// Lines that were made safe where they were put together, looked at once more. Joiners and selectors stay: with
    /// `emoji = "full"` they are meant.
    static func lines(_ text: String) -> String {
        replacing(in: text) { scalar in
            if scalar == "\n" || (0xFE0E...0xFE0F).contains(scalar.value) || scalar.value == 0x200D { return nil }
            return SafeText(untrusted: String(scalar)).clusters.map { $0.isBlank ? " " : $0.text }.joined()
        }
    }

    /// The same JSON, with everything hidden as an escape. Only strings hold such characters, so it says the same.
    static func json(_ text: String) -> String {
        replacing(in: text) { scalar in
            String(scalar).utf16.map { unit in
                let digits = String(unit, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }.joined()
        }
    }

    /// Most text has nothing hidden and comes back as it is.
    private static func replacing(in text: String, with stand: (Unicode.Scalar) -> String?) -> String {
        guard text.utf8.contains(where: { $0 >= 0x7F || $0 < 0x20 }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.value >= 0x20, scalar.value < 0x7F || ScalarClass(scalar) != .hidden {
                result.append(scalar)
            } else if let stand = stand(scalar) {
                result.append(contentsOf: stand.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
