/// One press of a key.
///
/// ^A is `a` with control; ^J (byte 10) is `j` with control, Enter is byte 13, Tab byte 9, S-Tab is tab with shift;
/// Esc then x is x with alt; bytes 127 and 8 are backspace; ^@ is a blank with control.
public struct KeyStroke: Hashable, Sendable {
    /// The key pressed.
    public let key: Key
    /// The keys held while it was pressed.
    public let modifiers: Modifiers

    /// A key, with what is held.
    public init(_ key: Key, _ modifiers: Modifiers = []) {
        self.key = key
        self.modifiers = modifiers
    }

    /// A key that types a character.
    public init(_ character: Character, _ modifiers: Modifiers = []) {
        self.init(.character(character), modifiers)
    }

    /// What pressing the key types into a text, or nil when it is a command.
    public var typed: Character? {
        guard case .character(let character) = key, modifiers.isSubset(of: .shift) else { return nil }
        return character
    }

    /// The key that sends a control byte: 0…31 or 127.
    init?(controlByte byte: UInt8) {
        switch byte {
        case 0: self.init(" ", .control)
        case 8, 127: self.init(.backspace)
        case 9: self.init(.tab)
        case 13: self.init(.enter)
        case 27: self.init(.escape)
        case 1...26: self.init(Character(Unicode.Scalar(byte + 0x60)), .control)
        case 28...31: self.init(Character(Unicode.Scalar(byte + 0x40)), .control)
        default: return nil
        }
    }

    /// The same with more modifiers.
    func adding(_ more: Modifiers) -> KeyStroke {
        KeyStroke(key, modifiers.union(more))
    }
}
