import Screen

/// Stands where a terminal would: the line mode has no screen, so nothing of it is drawn.
@MainActor
final class PlainSurface: Surface {
    /// Room for a long list and for whole sentences.
    let size = Size(columns: 160, rows: 100)

    func present(_ frame: Frame) {}
    func redraw() {}
    func setPalette(_ palette: Palette) {}
    func suspend() {}
    func resume() {}
    func send(_ message: SideChannel) {}
    func close() {}
}
