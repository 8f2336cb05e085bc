import Inbox
import Screen

extension Painter {
    /// `now: carrier called, new date to be confirmed (Carla, 08:03)`
    func stateLine(_ canvas: inout Canvas, _ state: StateOfPlay) {
        let text = SafeText(untrusted: state.text, policy: policy, limit: StateOfPlay.longest).singleLine
        let by = SafeText(untrusted: state.by, policy: policy, limit: 40).singleLine.prefix(width: 16)
        let whole = words(.stateNow, text) + words(.stateBy, by, times.date(state.at))
        let room = canvas.size.columns
        let line = whole.width <= room ? whole : words(.stateNow, text).prefix(width: room)
        canvas.put(line, at: Position(column: 0, row: 1), roles: [.listPreview])
    }

    func stateOfPlay(_ canvas: inout Canvas, state: LineState) {
        canvas.fill(roles: [.default])
        filterLine(&canvas, words(.stateLabel), state.editor, note: SafeText())
        for (row, phrase) in [Phrase.stateHint, .stateHintEmpty].enumerated() {
            canvas.put(
                words(phrase).prefix(width: canvas.size.columns - 2), at: Position(column: 2, row: row + 1),
                roles: [.hintText])
        }
    }
}
