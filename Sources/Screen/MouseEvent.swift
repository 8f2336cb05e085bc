/// Something the mouse did.
public struct MouseEvent: Hashable, Sendable {
    /// What was pressed or turned.
    public enum Button: Hashable, Sendable {
        case left, middle, right
        case wheelUp, wheelDown, wheelLeft, wheelRight
        /// No button, while the mouse moves; or a button that has no name.
        case none
    }

    /// What was done with the button; a wheel is only ever pressed.
    public enum Kind: Hashable, Sendable {
        case press, release, drag
    }

    /// What was done.
    public let kind: Kind
    /// The button it was done with.
    public let button: Button
    /// The cell, counted from 0.
    public let position: Position
    /// The keys held meanwhile.
    public let modifiers: Modifiers

    /// An event at a cell counted from 0.
    public init(kind: Kind, button: Button, position: Position, modifiers: Modifiers = []) {
        self.kind = kind
        self.button = button
        self.position = position
        self.modifiers = modifiers
    }

    /// Reads xterm's button code: two bits of button, then shift, alt, control, motion, wheel.
    init(code: Int, column: Int, row: Int, isRelease: Bool) {
        let buttons: [Button] = [.left, .middle, .right, .none]
        let wheels: [Button] = [.wheelUp, .wheelDown, .wheelLeft, .wheelRight]
        var modifiers: Modifiers = []
        if code & 4 != 0 { modifiers.insert(.shift) }
        if code & 8 != 0 { modifiers.insert(.alt) }
        if code & 16 != 0 { modifiers.insert(.control) }
        let isWheel = code & 64 != 0
        let button: Button = code & 128 != 0 ? .none : (isWheel ? wheels : buttons)[code & 3]
        let isMotion = code & 32 != 0
        self.init(
            kind: isRelease ? .release : isMotion ? .drag : .press, button: button,
            position: Position(column: max(0, column), row: max(0, row)), modifiers: modifiers)
    }
}
