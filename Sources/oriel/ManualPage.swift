import Inbox

/// A page of the manual in `mdoc(7)`, as mandoc and groff read it.
struct ManualPage {
    /// `oriel`, `oriel-send`, `oriel.toml`.
    let name: String
    /// 1 for commands, 5 for files.
    let section: Int
    private(set) var text: String

    var fileName: String { "\(name).\(section)" }

    /// The head of a page.
    ///
    /// - Parameter summary: a line without a full stop.
    init(_ name: String, section: Int, summary: String) {
        self.name = name
        self.section = section
        text = """
            .Dd \(ManualPage.date)
            .Dt \(Self.word(name.uppercased())) \(section)
            .Os
            .Sh NAME
            .Nm \(Self.word(name))
            .Nd \(Self.line(summary.hasSuffix(".") ? String(summary.dropLast()) : summary))

            """
    }

    /// When what the pages tell was last looked over as a whole; the clock is not asked, so that equal programs give equal
    /// pages.
    static let date = "November 26, 2026"

    // MARK: Parts

    mutating func heading(_ title: String) { macro(".Sh \(title)") }

    mutating func subheading(_ title: String) { macro(".Ss \(Self.line(title))") }

    /// Words, a paragraph for each that a blank line parts.
    mutating func words(_ words: String) {
        for (index, paragraph) in words.split(separator: "\n\n").enumerated() {
            if index > 0 { macro(".Pp") }
            for line in paragraph.split(separator: "\n") { macro(Self.line(String(line))) }
        }
    }

    mutating func paragraph() { macro(".Pp") }

    /// A list of terms; nothing for none.
    mutating func list(_ items: [(term: String, words: [String])]) {
        guard !items.isEmpty else { return }
        macro(".Bl -tag -width Ds")
        for item in items {
            macro(".It \(item.term)")
            for (index, words) in item.words.filter({ !$0.isEmpty }).enumerated() {
                if index > 0 { macro(".Pp") }
                self.words(words)
            }
        }
        macro(".El")
    }

    /// Other pages.
    mutating func seeAlso(_ pages: [(name: String, section: Int)]) {
        guard !pages.isEmpty else { return }
        heading("SEE ALSO")
        for (index, page) in pages.enumerated() {
            macro(".Xr \(Self.word(page.name)) \(page.section)\(index + 1 < pages.count ? " ," : "")")
        }
    }

    /// A line as roff has it already.
    mutating func macro(_ line: String) { text += line + "\n" }

    // MARK: Escaping

    /// A line of words: nothing in it is an escape or a request.
    static func line(_ words: String) -> String {
        let escaped = escaped(words)
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }

    /// One argument of a macro, whatever is in it.
    static func word(_ text: String) -> String {
        let escaped = escaped(text).replacing("\"", with: "\\(dq")
        return escaped.contains(" ") || text.count < 3 ? "\"\(escaped)\"" : escaped
    }

    /// Backslashes, hyphens that must stay hyphens, and letters beyond ASCII by their numbers.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\e"
            case "-": escaped += "\\-"
            case "`": escaped += "\\(ga"
            case "^": escaped += "\\(ha"
            case "~": escaped += "\\(ti"
            case _ where scalar.isASCII && scalar.value >= 0x20: escaped.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20: escaped += " "
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                escaped += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
            }
        }
        return escaped
    }
}
