import Foundation
import Screen

/// The bytes this program sends beside what ncurses draws. Every mode set here is off again in `leave`.
enum ModeString {
    /// The largest clipboard payload, in Base64 characters: what xterm and tmux are known to take.
    static let clipboardLimit = 74_992
    /// The longest title, in scalars; window managers cut long before.
    static let titleLimit = 200

    static let mouseOn = "\u{1B}[?1000h\u{1B}[?1006h"
    /// All kinds of reports, also those another program left on.
    static let mouseOff = "\u{1B}[?1006l\u{1B}[?1003l\u{1B}[?1002l\u{1B}[?1000l"
    static let bell = "\u{7}"

    static let saveTitle = "\u{1B}[22;2t"
    /// Bracketed paste and focus reports on.
    static let enter = "\u{1B}[?2004h\u{1B}[?1004h"
    /// What `saveTitle`, `enter`, the mouse and the cursor's shape switched on, off; the title as it was.
    static let leave = mouseOff + "\u{1B}[?1004l\u{1B}[?2004l\u{1B}[0 q\u{1B}[23;2t"

    /// What gives the terminal back in one write when the program ends without warning.
    /// - Parameters:
    ///   - commands: whether the terminal understands private modes.
    ///   - capabilities: its own strings to reset attributes, show the cursor and leave the second screen.
    static func reset(commands: Bool, capabilities: [String]) -> String {
        // CAN: what was cut off in the middle of a sequence must not swallow this.
        (commands ? "\u{18}" + leave : "") + capabilities.joined() + "\r"
    }

    /// The window's title, filtered once more: printable scalars only.
    static func title(_ text: String) -> String {
        let shown = text.unicodeScalars.filter(isHarmless).prefix(titleLimit)
        return "\u{1B}]2;" + String(String.UnicodeScalarView(shown)) + "\u{1B}\\"
    }

    /// A notification of the desktop, filtered as a title is; a semicolon would end a field.
    static func notification(title: String, body: String, form: NotificationForm, isInTmux: Bool) -> String {
        func field(_ text: String) -> String {
            let shown = text.unicodeScalars.filter(isHarmless).prefix(titleLimit).map { $0 == ";" ? "," : $0 }
            return String(String.UnicodeScalarView(shown))
        }
        let sequence =
            switch form {
            // A number first would be one of ConEmu's commands.
            case .osc9: "\u{1B}]9;\(field(title)): \(field(body))\u{1B}\\"
            case .osc777: "\u{1B}]777;notify;\(field(title));\(field(body))\u{1B}\\"
            }
        guard isInTmux else { return sequence }
        return "\u{1B}Ptmux;" + sequence.replacing("\u{1B}", with: "\u{1B}\u{1B}") + "\u{1B}\\"
    }

    /// Text for the clipboard (OSC 52), or nil when it is over the limit.
    ///
    /// The exact words, but for what would act where they are pasted or turn them around: controls other than line
    /// breaks and tabs, and format characters other than the joiners that words and emoji are written with. A shell
    /// takes an escape in a paste for a key.
    static func clipboard(_ text: String) -> String? {
        let pasted = text.unicodeScalars.compactMap(pastable)
        let payload = Data(String(String.UnicodeScalarView(pasted)).utf8).base64EncodedString()
        return payload.count <= clipboardLimit ? "\u{1B}]52;c;\(payload)\u{1B}\\" : nil
    }

    /// DECSCUSR, steady shapes only: nothing blinks.
    static func cursor(_ shape: Frame.CursorShape) -> String {
        switch shape {
        case .block: "\u{1B}[2 q"
        case .underline: "\u{1B}[4 q"
        case .bar: "\u{1B}[6 q"
        }
    }

    private static func pastable(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "\n", "\t", "\u{200C}", "\u{200D}": return scalar
        default: break
        }
        switch scalar.properties.generalCategory {
        case .lineSeparator, .paragraphSeparator: return "\n"
        case .control, .format, .surrogate: return nil
        default: return scalar
        }
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }
}
