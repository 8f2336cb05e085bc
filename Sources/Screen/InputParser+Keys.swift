/// Which key a sequence names.
extension InputParser {
    /// Modifiers from a parameter (1 + a bit set); nil when Super or Hyper is held, for those chords are the desktop's.
    static func modifiers(_ parameter: Int) -> Modifiers? {
        let bits = max(0, parameter - 1)
        if bits & (8 | 16) != 0 { return nil }
        var modifiers: Modifiers = []
        if bits & 1 != 0 { modifiers.insert(.shift) }
        if bits & (2 | 32) != 0 { modifiers.insert(.alt) }
        if bits & 4 != 0 { modifiers.insert(.control) }
        return modifiers
    }

    /// `ESC O x`.
    static func functionKey(_ final: UInt8) -> KeyStroke? {
        switch Character(Unicode.Scalar(final)) {
        case "A": KeyStroke(.up)
        case "B": KeyStroke(.down)
        case "C": KeyStroke(.right)
        case "D": KeyStroke(.left)
        case "H": KeyStroke(.home)
        case "F": KeyStroke(.end)
        case "P": KeyStroke(.function(1))
        case "Q": KeyStroke(.function(2))
        case "R": KeyStroke(.function(3))
        case "S": KeyStroke(.function(4))
        case "M": KeyStroke(.enter)
        case "I": KeyStroke(.tab)
        // The number pad in application mode: * + , - . / and the digits.
        case "j"..."y": KeyStroke(Character(Unicode.Scalar(final - 0x40)))
        case "X": KeyStroke("=")
        case "a": KeyStroke(.up, .control)
        case "b": KeyStroke(.down, .control)
        case "c": KeyStroke(.right, .control)
        case "d": KeyStroke(.left, .control)
        default: nil
        }
    }

    /// `CSI … letter` and `CSI number ~`, with modifiers in the second parameter. Unknown ones are no key.
    mutating func namedKey(_ sequence: ControlSequence, alt: Modifiers) {
        guard sequence.subnumber(1, 1) != 3 else { return }
        guard let modifiers = Self.modifiers(sequence.number(1) ?? 1) else { return }
        let stroke: KeyStroke? =
            switch sequence.final {
            case "A": KeyStroke(.up)
            case "B": KeyStroke(.down)
            case "C": KeyStroke(.right)
            case "D": KeyStroke(.left)
            case "H": KeyStroke(.home)
            case "F": KeyStroke(.end)
            case "P": KeyStroke(.function(1))
            case "Q": KeyStroke(.function(2))
            case "R": KeyStroke(.function(3))
            case "S": KeyStroke(.function(4))
            case "Z": KeyStroke(.tab, .shift)
            case "a": KeyStroke(.up, .shift)
            case "b": KeyStroke(.down, .shift)
            case "c": KeyStroke(.right, .shift)
            case "d": KeyStroke(.left, .shift)
            case "~": Self.numbered(sequence.number(0)).map { KeyStroke($0) }
            case "^": Self.numbered(sequence.number(0)).map { KeyStroke($0, .control) }
            case "@": Self.numbered(sequence.number(0)).map { KeyStroke($0, [.control, .shift]) }
            default: nil
            }
        if let stroke { key(stroke.adding(modifiers).adding(alt)) }
    }

    /// The kitty protocol: `CSI code : shifted ; modifiers : event u`. Releases are no keys.
    mutating func encodedKey(_ sequence: ControlSequence, alt: Modifiers) {
        guard let code = sequence.number(0), sequence.subnumber(1, 1) != 3 else { return }
        guard let modifiers = Self.modifiers(sequence.number(1) ?? 1) else { return }
        if let stroke = Self.stroke(code: code, shifted: sequence.subnumber(0, 1), modifiers: modifiers) {
            key(stroke.adding(alt))
        }
    }

    /// A key by its Unicode code or kitty's private numbers.
    ///
    /// Shift is spent on the character it makes, as it is in plain typing, unless control is held too.
    static func stroke(code: Int, shifted: Int?, modifiers: Modifiers) -> KeyStroke? {
        switch code {
        case 9: return KeyStroke(.tab, modifiers)
        case 13: return KeyStroke(.enter, modifiers)
        case 27: return KeyStroke(.escape, modifiers)
        case 8, 127: return KeyStroke(.backspace, modifiers)
        case 57344...63743: return privateKey(code).map { KeyStroke($0, modifiers) }
        default: break
        }
        guard code >= 32, !(0x80...0x9F).contains(code), let scalar = Unicode.Scalar(UInt32(code)) else { return nil }
        if modifiers.contains(.control) {
            let lower = String(scalar).lowercased()
            return KeyStroke(lower.count == 1 ? Character(lower) : Character(scalar), modifiers)
        }
        guard modifiers.contains(.shift) else { return KeyStroke(Character(scalar), modifiers) }
        let others = modifiers.subtracting(.shift)
        if let shifted, shifted >= 32, let upper = Unicode.Scalar(UInt32(shifted)) {
            return KeyStroke(Character(upper), others)
        }
        let upper = String(scalar).uppercased()
        guard upper.count == 1, upper != String(scalar) else { return KeyStroke(Character(scalar), others) }
        return KeyStroke(Character(upper), others)
    }

    /// `CSI number ~`.
    private static func numbered(_ number: Int?) -> Key? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case let number? where (11...15).contains(number): .function(number - 10)
        case let number? where (17...21).contains(number): .function(number - 11)
        case let number? where (23...26).contains(number): .function(number - 12)
        case let number? where (28...29).contains(number): .function(number - 13)
        case let number? where (31...34).contains(number): .function(number - 14)
        default: nil
        }
    }

    /// Keys that kitty numbers in Unicode's private area: function keys beyond F12 and the number pad.
    private static func privateKey(_ code: Int) -> Key? {
        switch code {
        case 57376...57398: .function(code - 57376 + 13)
        case 57399...57408: .character(Character(Unicode.Scalar(UInt8(0x30 + code - 57399))))
        case 57409: .character(".")
        case 57410: .character("/")
        case 57411: .character("*")
        case 57412: .character("-")
        case 57413: .character("+")
        case 57414: .enter
        case 57415: .character("=")
        case 57416: .character(",")
        case 57417: .left
        case 57418: .right
        case 57419: .up
        case 57420: .down
        case 57421: .pageUp
        case 57422: .pageDown
        case 57423: .home
        case 57424: .end
        case 57425: .insert
        case 57426: .delete
        default: nil
        }
    }
}
