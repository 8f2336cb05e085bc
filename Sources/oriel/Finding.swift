import Screen

/// One line of `oriel doctor`: a thing, how it is, and what to do about it.
struct Finding: Hashable {
    enum Level: String, CaseIterable {
        /// As it should be.
        case ok
        /// The work goes on, but somebody should know.
        case warn
        /// Something does not work until it is mended.
        case fail
    }

    let level: Level
    /// One word or two, the same in every run: `config`, `token` …
    let thing: String
    /// What was found, without a full stop.
    let found: String
    /// What to do; nil when there is nothing to do.
    let cure: String?

    init(_ level: Level, _ thing: String, _ found: String, cure: String? = nil) {
        self.level = level
        self.thing = thing
        self.found = found
        self.cure = cure
    }

    /// For people, on one line. Names and sentences of the platform become harmless here.
    var words: String {
        let text = SafeText(untrusted: found + (cure.map { "; \($0)" } ?? ""), limit: 600).singleLine.string
        return Self.padded(level.rawValue, to: 6) + Self.padded(thing, to: 14) + text
    }

    /// For programs, on one line.
    var json: String {
        OrderedJSON.object([
            ("level", .text(level.rawValue)), ("thing", .text(thing)), ("found", .text(found)), ("cure", .text(cure)),
        ]).line
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
