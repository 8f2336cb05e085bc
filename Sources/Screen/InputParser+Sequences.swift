/// Key sequences: CSI and SS3, with what terminals report in the same form.
extension InputParser {
    /// A byte after `ESC [`.
    mutating func readControl(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "[") where buffer.isEmpty:
            state = .linuxFunction
        case UInt8(ascii: "M") where buffer.isEmpty:
            state = .legacyMouse
        case 0x20...0x3F:
            keep(byte, limit: Self.maximumSequence)
        case 0x40...0x7E:
            let sequence = ControlSequence(body: buffer, final: byte)
            let dropped = isOverfull
            let alt: Modifiers = isAlt ? .alt : []
            reset()
            if !dropped { act(on: sequence, alt: alt) }
        default:
            abandon(introducer: "[", byte: byte)
        }
    }

    /// A byte after `ESC O`. Some terminals put a modifier digit before the letter.
    mutating func readFunction(_ byte: UInt8) {
        switch byte {
        case 0x30...0x3B where buffer.count < Self.maximumSequence:
            buffer.append(byte)
        case 0x40...0x7E:
            let modifiers = Self.modifiers(Int(String(decoding: buffer, as: UTF8.self)) ?? 1)
            let alt: Modifiers = isAlt ? .alt : []
            let hadParameters = !buffer.isEmpty
            let escapes = isAlt
            reset()
            if let stroke = Self.functionKey(byte) {
                key(stroke.adding(alt).adding(modifiers ?? []))
            } else if !hadParameters {
                // No key of any keypad: Alt with a capital O, then the character.
                if escapes { key(KeyStroke(.escape)) }
                key(KeyStroke("O", .alt))
                readGround(byte, modifiers: [])
            }
        default:
            abandon(introducer: "O", byte: byte)
        }
    }

    /// The three bytes of a mouse report in the old coding.
    mutating func readLegacyMouse(_ byte: UInt8) {
        buffer.append(byte)
        guard buffer.count == 3 else { return }
        let code = Int(buffer[0]) - 32
        let (column, row) = (Int(buffer[1]) - 33, Int(buffer[2]) - 33)
        reset()
        guard code >= 0 else { return }
        let isRelease = code & 3 == 3 && code & 0x60 == 0
        events.append(.mouse(MouseEvent(code: code, column: column, row: row, isRelease: isRelease)))
    }

    /// `ESC [ [ A` … `E`: F1…F5 of the Linux console.
    mutating func readLinuxFunction(_ byte: UInt8) {
        let alt: Modifiers = isAlt ? .alt : []
        reset()
        if (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(byte) {
            key(KeyStroke(.function(Int(byte - UInt8(ascii: "A")) + 1), alt))
        } else if byte < 0x20 || byte >= 0x7F {
            readGround(byte, modifiers: [])
        }
    }

    /// A byte no sequence holds: what came before was none. The byte itself counts.
    private mutating func abandon(introducer: Character, byte: UInt8) {
        let wasTyped = buffer.isEmpty && !isOverfull
        let escapes = isAlt
        reset()
        if byte == 0x18 || byte == 0x1A, !wasTyped { return }
        if wasTyped {
            if escapes { key(KeyStroke(.escape)) }
            key(KeyStroke(introducer, .alt))
        }
        readGround(byte, modifiers: [])
    }

    private mutating func act(on sequence: ControlSequence, alt: Modifiers) {
        switch (sequence.marker, sequence.intermediates, sequence.final) {
        case (nil, "", "u"):
            encodedKey(sequence, alt: alt)
        case (nil, "", "~") where sequence.number(0) == 27:
            guard let code = sequence.number(2), let modifiers = Self.modifiers(sequence.number(1) ?? 1) else { return }
            if let stroke = Self.stroke(code: code, shifted: nil, modifiers: modifiers) { key(stroke.adding(alt)) }
        case (nil, "", "~") where sequence.number(0) == 200:
            state = .paste
        case (nil, "", "I") where sequence.isPlain: events.append(.focus(true))
        case (nil, "", "O") where sequence.isPlain: events.append(.focus(false))
        case (nil, "", "t"): windowReport(sequence)
        case (nil, "", "M"):
            guard let code = sequence.number(0), let place = sequence.place(at: 1), code >= 32 else { return }
            let isRelease = code & 3 == 3 && code & 0x40 == 0
            events.append(
                .mouse(MouseEvent(code: code - 32, column: place.column, row: place.row, isRelease: isRelease)))
        case ("<", "", "M"), ("<", "", "m"):
            guard let code = sequence.number(0), let place = sequence.place(at: 1) else { return }
            events.append(
                .mouse(
                    MouseEvent(code: code, column: place.column, row: place.row, isRelease: sequence.final == "m")))
        case (nil, "", "R") where sequence.count == 2 && sequence.number(0) != 1:
            // `CSI 1 ; m R` is F3 with modifiers; nothing here ever asks for the cursor in the first row.
            guard let row = sequence.number(0), let column = sequence.number(1) else { return }
            events.append(.reply(.cursor(Position(column: max(0, column - 1), row: max(0, row - 1)))))
        case (nil, "", _):
            namedKey(sequence, alt: alt)
        default:
            if let reply = sequence.reply { events.append(.reply(reply)) }
        }
    }

    private static let plausibleExtent = 1...2000

    private mutating func windowReport(_ sequence: ControlSequence) {
        guard let rows = sequence.number(1), let columns = sequence.number(2) else { return }
        // A screen must be paid for in cells; a wrong number is not worth a gigabyte.
        guard Self.plausibleExtent ~= rows, Self.plausibleExtent ~= columns else { return }
        let size = Size(columns: columns, rows: rows)
        switch sequence.number(0) {
        case 48: events.append(.resize(size))
        case 8: events.append(.reply(.textArea(size)))
        default: break
        }
    }
}
