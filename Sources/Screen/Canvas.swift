/// A part of a frame to draw in: places count from the part's own corner, and nothing drawn reaches outside it.
public struct Canvas: Sendable {
    private var frame: Frame
    /// The part, in the frame's own columns and rows; never larger than the frame.
    public let rect: Rect

    fileprivate init(frame: consuming Frame, rect: Rect) {
        self.rect = rect.intersection(Rect(frame.size))
        self.frame = frame
    }

    /// The extent to draw in.
    public var size: Size { rect.size }

    /// The cell at a place of the part; a blank outside it.
    public subscript(column: Int, row: Int) -> Cell {
        guard 0..<rect.columns ~= column, 0..<rect.rows ~= row else { return .blank }
        return frame[rect.column + column, rect.row + row]
    }

    /// Writes text on one row, as `Frame.put` does, clipped to the part.
    @discardableResult
    public mutating func put(
        _ text: SafeText, at position: Position, roles: Roles, maxColumns: Int? = nil
    ) -> Int {
        frame.put(text, at: absolute(position), roles: roles, maxColumns: maxColumns, clip: rect)
    }

    /// Fills a block of the part.
    public mutating func fill(_ area: Rect, _ cluster: Cluster = .space, roles: Roles) {
        frame.fill(absolute(area), cluster, roles: roles)
    }

    /// Fills the whole part.
    public mutating func fill(_ cluster: Cluster = .space, roles: Roles) {
        frame.fill(rect, cluster, roles: roles)
    }

    /// Adds a role on top of what a block of the part has.
    public mutating func addRole(_ role: Role, in area: Rect) {
        frame.addRole(role, in: absolute(area))
    }

    /// Shows the cursor at a place of the part; a place outside leaves it as it was.
    public mutating func setCursor(_ position: Position, shape: Frame.CursorShape = .block) {
        let place = absolute(position)
        guard rect.contains(place) else { return }
        frame.cursor = place
        frame.cursorShape = shape
    }

    /// Draws in a part of the part.
    public mutating func draw(in area: Rect, _ body: (inout Canvas) -> Void) {
        let inner = absolute(area)
        frame.draw(in: inner, body)
    }

    private func absolute(_ position: Position) -> Position {
        Position(column: rect.column + position.column, row: rect.row + position.row)
    }

    private func absolute(_ area: Rect) -> Rect {
        Rect(column: rect.column + area.column, row: rect.row + area.row, columns: area.columns, rows: area.rows)
            .intersection(rect)
    }

    fileprivate consuming func release() -> Frame { frame }
}

extension Frame {
    /// Draws in a part of the frame.
    public mutating func draw(in rect: Rect, _ body: (inout Canvas) -> Void) {
        // The cells move into the canvas and back: a second owner would make every write copy them.
        var moved = Frame(size: Size(columns: 0, rows: 0))
        swap(&moved, &self)
        var canvas = Canvas(frame: moved, rect: rect)
        moved = Frame(size: Size(columns: 0, rows: 0))
        body(&canvas)
        self = canvas.release()
    }
}
