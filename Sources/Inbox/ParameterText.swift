import WhatsApp

/// The rules for the text of a parameter (`whatsapp.md` §4.5): no line break, no tab, no run of more than four spaces.
public enum ParameterText {
    /// Whether the platform takes the value as it stands; else it refuses the message, with one of several codes.
    public static func isSendable(_ value: String) -> Bool {
        var spaces = 0
        for scalar in value.unicodeScalars {
            if breaks.contains(scalar) { return false }
            spaces = scalar == " " ? spaces + 1 : 0
            if spaces > Limits.Template.spacesInParameter { return false }
        }
        return true
    }

    /// Tab and everything that ends a line.
    private static let breaks: Set<Unicode.Scalar> = [
        "\t", "\n", "\u{0B}", "\u{0C}", "\r", "\u{85}", "\u{2028}", "\u{2029}",
    ]

    /// Every run of white space as one space, trimmed. Shown to the agent before it is sent (law 9).
    public static func folded(_ value: String) -> String {
        value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Whether nobody could see anything: empty, or only white space, controls and zero-width marks.
    public static func isBlank(_ value: String) -> Bool { VisibleText.isBlank(value) }
}
