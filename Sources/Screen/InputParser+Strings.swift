/// Control strings (OSC, DCS, APC, PM, SOS) and pastes.
extension InputParser {
    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    mutating func readString(_ byte: UInt8, introducer: UInt8) {
        switch byte {
        case 0x1B:
            state = .stringEscape(introducer: introducer)
        case 0x18, 0x1A:
            reset()
        case 0x07 where introducer == UInt8(ascii: "]"):
            endString(introducer: introducer)
        default:
            keep(byte, limit: Self.maximumString)
        }
    }

    /// Esc inside a string: `\` ends it; anything else begins something new and the string is dropped.
    mutating func readStringEscape(_ byte: UInt8, introducer: UInt8) {
        if byte == UInt8(ascii: "\\") { return endString(introducer: introducer) }
        reset()
        state = .escape
        read(byte)
    }

    private mutating func endString(introducer: UInt8) {
        defer { reset() }
        guard !isOverfull else { return }
        let text = String(decoding: buffer, as: UTF8.self)
        switch introducer {
        case UInt8(ascii: "]"):
            let parts = text.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = parts.first, let number = Int(first) else { return }
            events.append(.reply(.command(number, parts.count > 1 ? String(parts[1]) : "")))
        case UInt8(ascii: "P"):
            events.append(.reply(.device(text)))
        default:
            // Nothing asked of a terminal is answered by these; they are swallowed.
            return
        }
    }

    mutating func readPaste(_ byte: UInt8) {
        keepPasted(byte)
        if byte == Self.pasteEnd[markerMatched] {
            markerMatched += 1
        } else {
            // The marker's first byte occurs nowhere else in it, so a mismatch can only begin anew with that byte.
            markerMatched = byte == Self.pasteEnd[0] ? 1 : 0
        }
        guard markerMatched == Self.pasteEnd.count else { return }
        endPaste(markerLength: markerMatched)
        reset()
    }

    /// Keeps the head of an endless paste and always room for the marker.
    private mutating func keepPasted(_ byte: UInt8) {
        if buffer.count >= Self.maximumPaste + Self.pasteEnd.count {
            isOverfull = true
            return
        }
        buffer.append(byte)
    }

    mutating func endPaste(markerLength: Int) {
        var bytes = buffer[...]
        if isOverfull || bytes.count - markerLength > Self.maximumPaste {
            bytes = bytes.prefix(Self.maximumPaste)
            // Not in the middle of a character.
            while let last = bytes.last, last & 0xC0 == 0x80 { bytes.removeLast() }
            if let last = bytes.last, last >= 0xC0 { bytes.removeLast() }
        } else {
            bytes = bytes.dropLast(markerLength)
        }
        let text = Self.cleaned(String(decoding: bytes, as: UTF8.self))
        if !text.isEmpty { events.append(.paste(text)) }
    }

    /// Pasted text as an agent may put it in a box: LF at line ends, blanks for tabs, no other control, and not the
    /// one line end that copying a line adds.
    private static func cleaned(_ text: String) -> String {
        var view = String.UnicodeScalarView()
        var lastWasReturn = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0D: view.append("\n")
            case 0x0A: if !lastWasReturn { view.append("\n") }
            case 0x09: view.append(contentsOf: "    ".unicodeScalars)
            case 0..<0x20, 0x7F...0x9F: break
            default: view.append(scalar)
            }
            lastWasReturn = scalar.value == 0x0D
        }
        if view.last == "\n" { view.removeLast() }
        return String(view)
    }
}
