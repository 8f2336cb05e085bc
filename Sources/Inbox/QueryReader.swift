/// Cuts the text of a query into words, phrases and filters, one after the other.
struct QueryReader {
    enum Part: Hashable {
        /// A run without blanks, or what stood between quotes; closed when the second of them is there.
        case word(String, isNegated: Bool, isClosed: Bool)
        case filter(QueryFilter)
    }

    private let text: String
    private let scalars: [Unicode.Scalar]
    private var index = 0

    init(_ text: String) {
        self.text = text
        scalars = Array(text.unicodeScalars)
    }

    /// The next part; nil at the end.
    mutating func next() throws(QueryError) -> Part? {
        while index < scalars.count, Self.isGap(scalars[index]) { index += 1 }
        guard index < scalars.count else { return nil }
        let isNegated = scalars[index] == "-" && index + 1 < scalars.count && Self.canBeNegated(scalars[index + 1])
        if isNegated { index += 1 }
        if scalars[index] == "\"" {
            let (phrase, isClosed) = quoted()
            return .word(phrase, isNegated: isNegated, isClosed: isClosed)
        }
        let start = index
        if let name = operatorName() {
            if let known = QueryOperator(rawValue: name) {
                index = start + name.unicodeScalars.count + 1
                return .filter(QueryFilter(try value(of: known), isNegated: isNegated))
            }
            // A link or a time of day is a word like any other.
            if let nearest = Self.nearest(to: name) {
                throw error(.unknownOperator(name, nearest: nearest), at: start)
            }
        }
        return .word(run(), isNegated: isNegated, isClosed: false)
    }

    // MARK: Runs

    /// A control character is a gap, too: SQLite would take a NUL for the end of the query.
    private static func isGap(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
    }

    /// A dash before a digit belongs to a number.
    private static func canBeNegated(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\"" || scalar.properties.isAlphabetic
    }

    private mutating func run() -> String {
        let start = index
        while index < scalars.count, !Self.isGap(scalars[index]) { index += 1 }
        return Self.string(scalars[start..<index])
    }

    /// From a quote to the next, or to the end; gaps inside are blanks.
    private mutating func quoted() -> (text: String, isClosed: Bool) {
        index += 1
        let start = index
        while index < scalars.count, scalars[index] != "\"" { index += 1 }
        let phrase = scalars[start..<index].map { Self.isGap($0) ? " " : $0 }
        let isClosed = index < scalars.count
        if isClosed { index += 1 }
        return (Self.string(phrase[...]), isClosed)
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    // MARK: Operators

    /// Small or capital letters before a colon, as small ones.
    private func operatorName() -> String? {
        var end = index
        while end < scalars.count, scalars[end].isASCII, scalars[end].properties.isAlphabetic { end += 1 }
        guard end > index, end < scalars.count, scalars[end] == ":" else { return nil }
        return Self.string(scalars[index..<end]).lowercased()
    }

    private mutating func value(of name: QueryOperator) throws(QueryError) -> QueryFilter.Kind {
        let start = index
        let value = index < scalars.count && scalars[index] == "\"" ? quoted().text : run()
        guard value.contains(where: { !$0.isWhitespace }) else { throw error(.noValue(name), at: start) }
        let unknown = error(.unknownValue(name, value), at: start)
        let word = value.lowercased()
        switch name {
        case .from: return .from(value)
        case .template: return .template(value)
        case .label: return .label(Label(value))
        case .number: return .number(value)
        case .before, .after:
            guard let day = QueryDay(value) else { throw error(.noDay(name, value), at: start) }
            return name == .before ? .before(day) : .after(day)
        case .is:
            guard let state = QueryFilter.State(rawValue: word) else { throw unknown }
            return .state(state)
        case .has:
            guard let part = QueryFilter.Part(rawValue: word) else { throw unknown }
            return .has(part)
        case .window:
            guard let window = QueryFilter.Window(rawValue: word) else { throw unknown }
            return .window(window)
        }
    }

    private func error(_ reason: QueryError.Reason, at index: Int) -> QueryError {
        QueryError(reason, at: Self.string(scalars[..<index]).count)
    }

    /// The operator that was meant: one slip away, two in a long word. Short names are too near to everything.
    private static func nearest(to name: String) -> QueryOperator? {
        guard 4...12 ~= name.count else { return nil }
        let most = name.count >= 6 ? 2 : 1
        return QueryOperator.allCases.filter { $0.rawValue.count >= 4 }
            .map { ($0, slips(Array(name), Array($0.rawValue))) }
            .filter { $0.1 <= most }.min { $0.1 < $1.1 }?.0
    }

    /// Letters left out, put in, changed, or swapped with their neighbour.
    private static func slips(_ a: [Character], _ b: [Character]) -> Int {
        var rows = [Array(0...b.count)]
        for i in 1...a.count {
            var row = [i]
            for j in 1...b.count {
                var best = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, rows[i - 2][j - 2] + 1) }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
