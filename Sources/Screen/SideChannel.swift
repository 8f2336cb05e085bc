/// What a terminal can be told beside the grid. The surface escapes each again for its own channel.
public enum SideChannel: Hashable, Sendable {
    /// The bell; the surface limits its rate.
    case bell
    /// The window's title.
    case title(SafeText)
    /// Text for the clipboard: the exact words, from which the surface takes what would act where they are pasted.
    case clipboard(String)
    /// Whether the terminal reports the mouse; while it does, selecting text needs Shift.
    case mouse(Bool)
}
