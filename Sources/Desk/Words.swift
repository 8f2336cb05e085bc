import Screen

/// The one catalogue of every word the program shows (design §9). Other languages add a table beside `english`.
public struct Words: Hashable, Sendable {
    /// The languages there are.
    public enum Language: String, CaseIterable, Hashable, Sendable { case english }

    /// The language of every word it gives.
    public let language: Language

    init(_ language: Language) { self.language = language }

    /// English, which every command prints.
    public static let english = Words(.english)

    /// A phrase with its gaps filled: `{0}`, `{1}` … in the catalogue's text take `parts` in order. What depends on a number
    /// names it and both of its forms: `{0|conversation|conversations}` is the first when the part is `1`.
    public func callAsFunction(_ phrase: Phrase, _ parts: SafeText...) -> SafeText {
        fill(phrase, parts)
    }

    /// The catalogue's text with its gaps.
    func pattern(_ phrase: Phrase) -> String {
        switch language {
        case .english: phrase.english
        }
    }

    func fill(_ phrase: Phrase, _ parts: [SafeText]) -> SafeText { fill(pattern(phrase), parts) }

    func fill(_ pattern: String, _ parts: [SafeText]) -> SafeText {
        guard pattern.utf8.contains(0x7B) else { return SafeText(untrusted: pattern) }
        var result = SafeText()
        var rest = Substring(pattern)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += SafeText(untrusted: String(rest[..<open]))
            let gap = rest[rest.index(after: open)..<close].split(
                separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
            if let index = Int(gap[0]), parts.indices.contains(index) {
                result +=
                    gap.count == 3
                    ? SafeText(untrusted: String(parts[index].string == "1" ? gap[1] : gap[2])) : parts[index]
            }
            rest = rest[rest.index(after: close)...]
        }
        return result + SafeText(untrusted: String(rest))
    }

    /// 0 = Monday … 6 = Sunday, three letters.
    func weekday(_ index: Int) -> String {
        switch language {
        case .english: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][index]
        }
    }

    /// 1…12, three letters.
    func month(_ number: Int) -> String {
        switch language {
        case .english: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][number - 1]
        }
    }
}
