import Inbox
import Screen

/// The builder's text laid out once, for counting rows and for drawing.
struct BuildLines {
    /// The rows of each field.
    var fields: [Int]
    var preview: [(text: SafeText, roles: Roles)]
    let labelWidth: Int
    let noteWidth: Int
    let valueWidth: Int

    static let pointerWidth = 2
    /// Of a field's text on screen.
    static let longestField = 4
    static let previewLimit = 14

    init(_ model: Model, state: BuildState, columns: Int) {
        let words = model.settings.words
        let policy = model.settings.textPolicy
        labelWidth = columns >= 60 ? 14 : 10
        noteWidth = columns >= 46 ? 9 : 7
        valueWidth = max(8, columns - Self.pointerWidth - labelWidth - noteWidth - 2)
        let width = valueWidth
        fields = state.fields.map { field in
            let rows = Model.rows(of: field.editor, columns: width + 1, policy: policy).count
            return max(1, min(Self.longestField, rows))
        }
        var preview: [(text: SafeText, roles: Roles)] = []
        func add(_ text: String?, _ roles: Roles) {
            guard let text else { return }
            preview += TextWrap.wrap(untrusted: text, policy: policy, columns: columns, limit: Self.previewLimit)
                .map { ($0, roles) }
        }
        let said = state.previewWords
        add(said.header, [.formPreview, .title])
        if let body = said.body {
            let glyphs = Glyphs(model.settings)
            let text = FormattedText(
                body.head(scalars: 4_096), head: SafeText(), policy: policy, columns: columns, body: [.formPreview],
                glyphs: glyphs)
            for row in text.prefix(Self.previewLimit) {
                preview.append((row.map(\.text).joined(separator: SafeText()), [.formPreview]))
            }
        }
        add(said.footer, [.formPreview, .msgTime])
        preview += DetailLines(words: words, policy: policy, columns: columns).rows(state.previewDetails)
            .map { ($0.text, $0.roles.adding(.formPreview)) }
        self.preview = Array(preview.prefix(Self.previewLimit * 2))
    }

    /// Head, fields, what they will see under its rule, the last line.
    var rows: Int { 1 + fields.reduce(0, +) + 1 + preview.count + 1 }
}
