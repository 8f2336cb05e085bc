/// UTF-8 from the keyboard.
extension InputParser {
    /// Takes a byte of 0x80 and up; a whole character becomes a key, a wrong byte U+FFFD.
    mutating func readCharacter(_ byte: UInt8, modifiers: Modifiers) {
        guard !character.isEmpty else {
            character = [byte]
            if Self.length(lead: byte) == nil { flushCharacter() }
            return
        }
        let lead = character[0]
        if character.count == 1, !Self.allowedSecond(lead: lead).contains(byte) {
            flushCharacter()
            // A continuation that cannot belong to the lead is wrong by itself too.
            character = [byte]
            flushCharacter()
            return
        }
        character.append(byte)
        guard character.count == Self.length(lead: lead) else { return }
        let scalars = String(decoding: character, as: UTF8.self).unicodeScalars
        reset()
        // C1 controls are not typed; a terminal that sends them is answering something.
        guard let scalar = scalars.first, !(0x80...0x9F).contains(scalar.value) else { return }
        key(KeyStroke(Character(scalar), modifiers))
    }

    /// What was read of a character is all there is: it is shown as U+FFFD, so that a wrong encoding is noticed.
    mutating func flushCharacter() {
        let modifiers: Modifiers = state == .escape ? .alt : []
        let isCut = !character.isEmpty
        reset()
        if isCut { key(KeyStroke("\u{FFFD}", modifiers)) }
    }

    /// How many bytes a character has that begins with this one; nil for a byte that begins none.
    private static func length(lead: UInt8) -> Int? {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: nil
        }
    }

    /// The second bytes that give no overlong form, no surrogate and nothing beyond U+10FFFF.
    private static func allowedSecond(lead: UInt8) -> ClosedRange<UInt8> {
        switch lead {
        case 0xE0: 0xA0...0xBF
        case 0xED: 0x80...0x9F
        case 0xF0: 0x90...0xBF
        case 0xF4: 0x80...0x8F
        default: 0x80...0xBF
        }
    }
}
