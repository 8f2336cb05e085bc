import CNcurses
import Glibc
import Screen

/// A combination of roles in ncurses's terms.
struct CellLook {
    let mask: attr_t
    let pair: Int32
}

extension CursesSurface {
    /// Shows a frame; cells that did not change since the last one are not written.
    public func present(_ frame: Frame) {
        guard phase == .drawing else { return }
        set_term(screen)
        if mustClear {
            shown = []
            wclear(window)
        }
        if !draw(frame) {
            // Out of pairs: start again with what this frame needs; what then finds none stays without colour.
            pairs.removeAll()
            looks.removeAll()
            shown = []
            _ = draw(frame)
        }
        if mustClear {
            clearok(window, true)
            mustClear = false
        }
        place(frame.cursor)
        wnoutrefresh(window)
        doupdate()
        if frame.cursorShape != shownShape { show(frame.cursorShape) }
        show(title: frame.title.string)
    }

    /// Forgets what is shown: the next frame is written whole, on a cleared screen.
    public func redraw() {
        mustClear = true
    }

    /// How roles look from the next frame on, which is then written whole.
    public func setPalette(_ palette: Palette) {
        guard palette != self.palette else { return }
        self.palette = palette
        looks.removeAll()
        pairs.removeAll()
        shown = []
    }

    /// - Returns: false when a pair was missing.
    private func draw(_ frame: Frame) -> Bool {
        let isComparable = shown.count == frame.cells.count
        let columns = frame.size.columns
        var isComplete = true
        for row in 0..<min(frame.size.rows, size.rows) {
            let range = row * columns..<(row + 1) * columns
            let old = isComparable ? shown[range] : []
            guard let run = CellRun.changed(from: old, to: frame.cells[range]) else { continue }
            let cells = frame.cells[range.lowerBound + run.lowerBound..<range.lowerBound + run.upperBound]
            if !write(cells, row: row, column: run.lowerBound) { isComplete = false }
        }
        shown = frame.cells
        return isComplete
    }

    /// One run of cells; ncurses clips it at the right edge, never wraps it, and the last cell of the last row is safe.
    /// - Returns: false when a pair was missing.
    private func write(_ cells: ArraySlice<Cell>, row: Int, column: Int) -> Bool {
        var isComplete = true
        withUnsafeTemporaryAllocation(of: cchar_t.self, capacity: cells.count) { run in
            var count = 0
            var used = column
            var lastRoles: Roles?
            var look = CellLook(mask: 0, pair: 0)
            for cell in cells where cell.width > 0 {
                used += Int(cell.width)
                guard used <= size.columns else { break }
                if cell.roles != lastRoles {
                    lastRoles = cell.roles
                    if let found = self.look(of: cell.roles) {
                        look = found
                    } else {
                        isComplete = false
                        look = CellLook(mask: CellInk.mask(palette.style(cell.roles).attributes), pair: 0)
                    }
                }
                append(cell, look, to: run, &count)
            }
            if let start = run.baseAddress { mvwadd_wchnstr(window, Int32(row), Int32(column), start, Int32(count)) }
        }
        return isComplete
    }

    private func append(
        _ cell: Cell, _ look: CellLook, to run: UnsafeMutableBufferPointer<cchar_t>, _ count: inout Int
    ) {
        var scalars: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0, 0, 0)
        if let byte = cell.text.utf8.first, byte < 0x80, cell.text.utf8.count == 1, byte >= 0x20, byte != 0x7F {
            scalars.0 = UInt32(byte)
            set(&run[count], &scalars, look)
            count += 1
            return
        }
        let pieces = CellText.pieces(of: cell.text, width: Int(cell.width), drawing: drawing) {
            Int(oriel_scalar_columns($0.value))
        }
        for piece in pieces where count < run.count {
            scalars = (0, 0, 0, 0, 0, 0)
            withUnsafeMutableBytes(of: &scalars) { bytes in
                let slots = bytes.bindMemory(to: UInt32.self)
                for (slot, scalar) in zip(0..<5, piece) { slots[slot] = scalar.value }
            }
            set(&run[count], &scalars, look)
            count += 1
        }
    }

    private func set(
        _ cell: inout cchar_t, _ scalars: inout (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32), _ look: CellLook
    ) {
        withUnsafeBytes(of: &scalars) { bytes in
            _ = oriel_set_cell(&cell, bytes.bindMemory(to: UInt32.self).baseAddress, look.mask, look.pair)
        }
    }

    /// nil when the terminal has no pair left for it.
    private func look(of roles: Roles) -> CellLook? {
        if let known = looks[roles] { return known }
        let style = palette.style(roles)
        let mask = CellInk.mask(style.attributes)
        guard depth != .mono else {
            let look = CellLook(mask: mask, pair: 0)
            looks[roles] = look
            return look
        }
        let foreground = CellInk.number(style.foreground, colors: colors)
        let background = CellInk.number(style.background, colors: colors)
        guard let pair = pairs.pair(foreground: foreground, background: background) else { return nil }
        if pair.isNew { init_extended_pair(pair.number, foreground, background) }
        let look = CellLook(mask: mask, pair: pair.number)
        looks[roles] = look
        return look
    }

    /// Parks the cursor where the agent writes, and hides it when there is no such place.
    private func place(_ cursor: Position?) {
        let isInside = cursor.map { Rect(size).contains($0) } ?? false
        let place = isInside ? cursor : nil
        if (place == nil) != (shownCursor == nil) || shown.isEmpty { curs_set(place == nil ? 0 : 1) }
        if let place { wmove(window, Int32(place.row), Int32(place.column)) }
        shownCursor = place
    }
}
