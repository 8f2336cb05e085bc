/// A key of the keyboard, as far as terminals can tell keys apart.
public enum Key: Hashable, Sendable {
    /// What the key types. Letters are as typed; with `control` always lower case.
    case character(Character)
    case enter, tab, escape, backspace, delete, insert
    case up, down, left, right
    case home, end, pageUp, pageDown
    /// F1 is `function(1)`; up to 35.
    case function(Int)
}
