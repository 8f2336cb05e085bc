import Inbox

/// The integers of the `word` dictionary that are the same in every store. Never renumber.
enum StatusCode {
    static let sent: Int64 = 3
    static let delivered: Int64 = 4
    static let read: Int64 = 5
    static let played: Int64 = 6
    static let failed: Int64 = 7

    /// The commonest message types follow, so that the type of a row takes one byte.
    static let system: Int64 = 20
    static let reaction: Int64 = 21

    static let seeds: [(Int64, String)] = [
        (sent, "sent"), (delivered, "delivered"), (read, "read"), (played, "played"), (failed, "failed"),
        (system, "system"), (reaction, "reaction"), (22, "text"), (23, "image"), (24, "audio"), (25, "video"),
        (26, "document"), (27, "sticker"), (28, "location"), (29, "contacts"), (30, "interactive"), (31, "button"),
        (32, "order"), (33, "template"), (34, "unsupported"),
    ]

    /// The rung a status row proves; nil for `failed` and for words this program does not know.
    static func stage(_ code: Int64) -> DeliveryStage? {
        switch code {
        case sent: .sent
        case delivered: .delivered
        case read: .read
        case played: .played
        default: nil
        }
    }
}
