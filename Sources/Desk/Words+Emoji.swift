extension Words {
    /// Emoji that are reacted with most, and by which names they are found.
    var emoji: [(emoji: String, name: String)] {
        switch language {
        case .english: Self.englishEmoji
        }
    }

    private static let englishEmoji: [(emoji: String, name: String)] = [
        ("👍", "thumbs up yes ok"), ("❤️", "heart love"), ("🙏", "thanks please folded hands"),
        ("😂", "joy laughing tears"),
        ("😮", "surprised wow"), ("😢", "sad crying"), ("👏", "clap applause"), ("🎉", "party tada congratulations"),
        ("✅", "check done"), ("👀", "eyes looking into it"), ("🔥", "fire"), ("💯", "hundred"), ("😊", "smile happy"),
        ("😀", "grin"), ("😅", "sweat smile phew"), ("😍", "heart eyes"), ("🤝", "handshake deal"), ("💪", "strong muscle"),
        ("👌", "ok hand perfect"), ("🙌", "raised hands hooray"), ("👎", "thumbs down no"), ("🤔", "thinking"),
        ("😉", "wink"), ("😎", "cool sunglasses"), ("🥳", "celebrating"), ("😴", "sleep"), ("😡", "angry rage"),
        ("💙", "blue heart"), ("💚", "green heart"), ("💔", "broken heart"), ("⭐", "star"), ("🚀", "rocket fast"),
        ("📦", "package parcel"), ("🚚", "truck delivery"), ("⏳", "hourglass wait"), ("⏰", "alarm clock"),
        ("📞", "phone call"),
        ("❌", "cross no"), ("⚠️", "warning careful"), ("❓", "question"), ("☕", "coffee"), ("🌹", "rose flower"),
        ("👋", "wave hello bye"), ("🎁", "gift present"), ("🎂", "cake birthday"),
    ]
}
