/// What panes and headings are ruled off with. A screen reader reads a line of signs aloud, one by one.
public enum Borders: String, CaseIterable, Hashable, Sendable {
    /// Blanks: time left is told in words beside them.
    case none
    case ascii
    case line
}
