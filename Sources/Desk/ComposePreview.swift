import Screen

extension Model {
    /// Where WhatsApp's formatting (`whatsapp.md` §11) shows in a box while it is written: stretches of drawn clusters, with
    /// the role each gets. The marks stay where they are, so nothing moves and the cursor's place is the same.
    static func formatting(of editor: TextEditor, policy: TextPolicy) -> [(clusters: Range<Int>, role: Role)] {
        let text = editor.text
        guard Markup.isPossible(in: text) else { return [] }
        let markup = Markup(text)
        // Letters typed one by one may join when they are read as one text; then places would not agree.
        guard markup.characters.count == editor.characters.count else { return [] }
        var starts = [0]
        for character in editor.characters {
            starts.append((starts.last ?? 0) + cluster(of: character, policy: policy).clusters.count)
        }
        return shownStyles.flatMap { style, role in
            runs(of: style, in: markup.styles).map { (starts[$0.lowerBound]..<starts[$0.upperBound], role) }
        }
    }

    private static let shownStyles: [(Markup.Style, Role)] = [
        (.code, .msgCode), (.strike, .msgStrike), (.italic, .msgItalic), (.bold, .msgBold),
    ]

    private static func runs(of style: Markup.Style, in styles: [Markup.Style]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        for index in 0...styles.count {
            let isIn = index < styles.count && styles[index].contains(style)
            if isIn, start == nil { start = index }
            if !isIn, let from = start {
                runs.append(from..<index)
                start = nil
            }
        }
        return runs
    }
}
