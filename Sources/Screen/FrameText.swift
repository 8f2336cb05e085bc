/// A frame as text: bare rows for people, and the form that snapshots are kept in.
///
/// The snapshot form has a head, the *text plane* with each row between bars, the *role plane* of the same shape, a
/// legend of its letters, and notes on wide and substituted characters. Rows and columns count from 0. Colours are no
/// part of it, so a theme can change without touching a snapshot.
public enum FrameText {
    /// The rows, each as wide as the frame; a wide character is printed once.
    public static func bare(_ frame: Frame) -> String {
        (0..<frame.size.rows).map { text(of: frame, row: $0) + "\n" }.joined()
    }

    /// The snapshot form.
    ///
    /// - Parameters:
    ///   - focus: what has the focus, by its name.
    ///   - clock: the time the frame was drawn for, as it should be read.
    public static func print(_ frame: Frame, focus: String, clock: String) -> String {
        let size = "\(frame.size.columns)x\(frame.size.rows)"
        let cursor = frame.cursor.map { "r\($0.row) c\($0.column) \(frame.cursorShape.rawValue)" } ?? "none"
        var lines = ["# size \(size)  cursor \(cursor)  focus \(focus)  clock \(clock)"]
        lines.append("-- text")
        lines += (0..<frame.size.rows).map { "|" + text(of: frame, row: $0) + "|" }

        var legend = RoleLegend()
        let plane = (0..<frame.size.rows).map { row in
            "|" + String(frame.row(row).map { legend.letter(for: $0.roles) }) + "|"
        }
        lines.append("-- roles")
        lines += plane
        lines.append("-- legend")
        lines += legend.lines
        lines.append("-- notes")
        lines += notes(on: frame)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func text(of frame: Frame, row: Int) -> String {
        var text = ""
        for cell in frame.row(row) {
            text += cell.text
        }
        return text
    }

    private static func notes(on frame: Frame) -> [String] {
        var notes: [String] = []
        for row in 0..<frame.size.rows {
            for (column, cell) in frame.row(row).enumerated() {
                if cell.width == 2 {
                    notes.append("wide r\(row) c\(column)-\(column + 1) \(cell.text) \(codes(of: cell.text))")
                }
                if cell.width != 0, cell.roles.contains(.unsafe) {
                    notes.append("subst r\(row) c\(column) \"\(cell.text)\" \(meaning(of: cell.text))")
                }
            }
        }
        return notes
    }

    /// What a substitute stands for, as far as it tells.
    private static func meaning(of substitute: String) -> String {
        guard let scalar = substitute.unicodeScalars.first, substitute.unicodeScalars.count == 1 else {
            return "(mark without a base)"
        }
        switch scalar.value {
        case 0x2400...0x241F: return "(\(controlNames[Int(scalar.value - 0x2400)]))"
        case 0x2421: return "(DEL)"
        default: return "(hidden)"
        }
    }

    private static let controlNames = [
        "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR", "SO", "SI", "DLE",
        "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
    ]

    private static func codes(of text: String) -> String {
        text.unicodeScalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }.joined(separator: " ")
    }
}

/// Letters for combinations of roles, given out in order of first occurrence.
private struct RoleLegend {
    /// Enough for any screen; beyond them every further combination has a question mark and its line in the legend.
    private static let alphabet = Array(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&*+-/:;<=>@^_~"
            + "αβγδεζηθικλμνξπρστυφχψωбвгджзийлпфцчшщъыьэюя")

    private var letters: [Roles: Character] = [:]
    /// `a = list.row+list.unread`, in the order the letters were given out.
    private(set) var lines: [String] = []

    mutating func letter(for roles: Roles) -> Character {
        if roles.isEmpty { return "." }
        if let letter = letters[roles] { return letter }
        let letter = letters.count < Self.alphabet.count ? Self.alphabet[letters.count] : "?"
        letters[roles] = letter
        lines.append("\(letter) = " + roles.layers.map(\.rawValue).joined(separator: "+"))
        return letter
    }
}
