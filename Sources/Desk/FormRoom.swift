/// How the rows a form has are shared out. What an agent cannot do without comes first: a row each of the value being
/// filled, what will be read, the template's name and the kept draft; the rest by what it is worth.
struct FormRoom: Hashable {
    /// Name and other templates: 0…2.
    private(set) var head: Int
    private(set) var values: Int
    /// Rows of the preview, without its rule.
    private(set) var preview: Int
    private(set) var hasPreviewRule: Bool
    /// 0 without a draft or room; 1 is the draft alone; 2 has a rule over it.
    private(set) var draft: Int

    /// The preview is worth more than the second row of a value up to this many rows.
    static let firstPreview = 5

    /// - Parameter rows: all the form has; the last is the line that says what Enter does.
    init(_ lines: FormLines, rows: Int) {
        var left = max(0, rows - 1)
        func take(_ wanted: Int) -> Int {
            let taken = max(0, min(wanted, left))
            left -= taken
            return taken
        }
        values = take(min(1, lines.values.count))
        preview = take(min(1, lines.preview.count))
        head = take(1)
        draft = lines.draft == nil ? 0 : take(1)
        hasPreviewRule = take(1) == 1
        values += take(lines.values.count - values)
        head += take(FormLines.headRows - head)
        preview += take(min(Self.firstPreview, lines.preview.count) - preview)
        values += take(lines.valueRows - values)
        preview += take(lines.preview.count - preview)
        if draft == 1 { draft += take(1) }
    }

    /// The rows of each value on screen, from the first one shown: the one being filled is among them and grows first.
    func heights(_ lines: FormLines, here: Int) -> (first: Int, heights: [Int]) {
        let count = min(lines.values.count, values)
        guard count > 0 else { return (0, []) }
        let first = max(0, min(here - count + 1, lines.values.count - count))
        let wanted = lines.values[first..<first + count].map { max(1, $0.count) }
        var heights = Array(repeating: 1, count: count)
        var spare = values - count
        let order = heights.indices.sorted { a, b in first + a == here && first + b != here }
        for limit in [2, FormLines.longestValue] {
            for index in order {
                let most = first + index == here ? max(limit, 3) : limit
                let more = max(0, min(spare, min(wanted[index], most) - heights[index]))
                heights[index] += more
                spare -= more
            }
        }
        return (first, heights)
    }
}
