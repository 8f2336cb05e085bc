import Inbox
import Screen

/// The signs of the screen with their ASCII twins: one place, so that a terminal without UTF-8 loses none.
public struct Glyphs: Hashable, Sendable {
    public let isASCII: Bool
    public let unread: SafeText
    public let unanswered: SafeText
    public let trouble: SafeText
    public let ours: SafeText
    public let vertical: Cluster
    public let rule: Cluster
    public let gaugeLeft: Cluster
    public let gaugeSpent: Cluster
    public let pointer: SafeText
    public let event: SafeText
    public let selected: SafeText
    public let quote: SafeText
    public let fold: SafeText
    public let bullet: SafeText
    public let nobody: SafeText
    private let stages: [SafeText]
    private let failed: SafeText
    private let refused: SafeText
    private let uncertain: SafeText

    public init(ascii: Bool) { self = ascii ? Self.ascii : Self.unicode }

    private static let unicode = Glyphs(isASCII: false)
    private static let ascii = Glyphs(isASCII: true)

    /// Made once for each set: a frame uses hundreds.
    private init(isASCII: Bool) {
        self.isASCII = isASCII
        unread = isASCII ? "*" : "●"
        unanswered = isASCII ? "o" : "○"
        trouble = "!"
        ours = isASCII ? "> " : "» "
        vertical = isASCII ? "|" : "│"
        rule = isASCII ? "-" : "─"
        gaugeLeft = isASCII ? "=" : "━"
        gaugeSpent = isASCII ? "-" : "─"
        pointer = isASCII ? "> " : "› "
        event = isASCII ? "-" : "·"
        selected = isASCII ? ">" : "›"
        quote = isASCII ? "| " : "│ "
        bullet = isASCII ? "- " : "• "
        fold = isASCII ? ">" : "▸"
        nobody = isASCII ? ".." : "··"
        stages = isASCII ? ["..", " ^", " .", " v", "vv", "vR", "vP"] : [" …", " ↑", " ·", " ✓", "✓✓", "✓R", "✓P"]
        failed = " !"
        refused = " x"
        uncertain = " ?"
    }

    /// Signs that come with words, from the catalogue, from a text that was cut or from a customer: a terminal without
    /// them gets these.
    static let twins: [String: Cluster] = [
        "…": "~", "·": "-", "•": "*", "–": "-", "—": "-", "“": "\"", "”": "\"", "‘": "'", "’": "'", "×": "x", "±": "~",
        "▸": ">", "›": ">", "»": ">", "‹": "<", "«": "<", "→": ">", "←": "<", "↑": "^", "↓": "v", "✓": "v", "▯": "?",
        "─": "-", "━": "=", "│": "|", "●": "*", "○": "o",
    ]

    /// How far a message of ours has come, in two columns: never by colour alone.
    public func delivery(_ delivery: Delivery) -> SafeText {
        switch delivery.lane {
        case .failed: failed
        case .refused: refused
        case .uncertain: uncertain
        case .climbing: stages[delivery.stage.rawValue]
        }
    }

    public static func role(_ delivery: Delivery) -> Role {
        switch delivery.lane {
        case .failed, .refused: return .stateFailed
        case .uncertain: return .stateUncertain
        case .climbing: break
        }
        switch delivery.stage {
        case .queued, .leaving, .accepted: return .statePending
        case .sent: return .stateSent
        case .delivered: return .stateDelivered
        case .read: return .stateRead
        case .played: return .statePlayed
        }
    }
}
