/// An emoji under somebody's message, or its taking back (`whatsapp.md` §4.2). Checked as it was made.
public struct OutgoingReaction: Hashable, Sendable {
    /// The message it stands under.
    public let messageID: String
    /// One emoji; nil takes ours back.
    public let emoji: String?

    /// - Throws: `FieldError` for a text that is not one emoji, and when no message is named.
    public init(to messageID: String, emoji: String?) throws(FieldError) {
        if VisibleText.isBlank(messageID) { throw FieldError(.message, .missing) }
        if let emoji, !Self.isEmoji(emoji) { throw FieldError(.emoji, .notEmoji) }
        self.messageID = messageID
        self.emoji = emoji
    }

    /// One sign that phones draw as an emoji. Digits are emoji to Unicode, as the beginnings of keycaps.
    static func isEmoji(_ text: String) -> Bool {
        guard text.count == 1, let first = text.unicodeScalars.first, first.properties.isEmoji else { return false }
        return !first.isASCII || text.unicodeScalars.contains("\u{20E3}")
    }
}
