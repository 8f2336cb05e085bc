/// What a terminal can be told beside the grid. The surface escapes each again for its own channel.
public enum SideChannel: Hashable, Sendable {
    /// The bell; the surface limits its rate.
    case bell
    /// A notification of the desktop, where the terminal knows the form.
    case notification(SafeText, SafeText, NotificationForm)
    /// The window's title.
    case title(SafeText)
    /// Text for the clipboard: the exact words, from which the surface takes what would act where they are pasted.
    case clipboard(String)
    /// Whether the terminal reports the mouse; while it does, selecting text needs Shift.
    case mouse(Bool)
}

/// The sequences by which terminals take a notification; each knows one of them, or none.
public enum NotificationForm: Hashable, Sendable {
    /// `OSC 9 ; body`: title and body in one.
    case osc9
    /// `OSC 777 ; notify ; title ; body`.
    case osc777
}
