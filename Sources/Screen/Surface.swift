/// What shows frames: the terminal, or a stand-in in tests.
@MainActor
public protocol Surface: AnyObject {
    /// The screen as it is now.
    var size: Size { get }
    /// Shows a frame; only what changed since the last one is written.
    func present(_ frame: Frame)
    /// Forgets what is shown, so that the next frame is written whole.
    func redraw()
    /// How roles look from the next frame on.
    func setPalette(_ palette: Palette)
    /// Gives the terminal back as it was found: before an editor, or before the program is stopped.
    func suspend()
    /// Takes the terminal again after `suspend`; the next frame is written whole.
    func resume()
    /// Tells the terminal something beside the grid.
    func send(_ message: SideChannel)
    /// Gives the terminal back for good. More calls do nothing.
    func close()
}
