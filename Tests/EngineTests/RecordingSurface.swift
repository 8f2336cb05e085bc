import Screen

/// A terminal that remembers.
@MainActor
final class RecordingSurface: Surface {
    var size = Size(columns: 80, rows: 24)
    private(set) var frames: [Frame] = []
    private(set) var palettes: [Palette] = []
    private(set) var redraws = 0
    private(set) var messages: [SideChannel] = []

    func present(_ frame: Frame) { frames.append(frame) }
    func redraw() { redraws += 1 }
    func setPalette(_ palette: Palette) { palettes.append(palette) }
    func suspend() {}
    func resume() {}
    func send(_ message: SideChannel) { messages.append(message) }
    func close() {}
}
