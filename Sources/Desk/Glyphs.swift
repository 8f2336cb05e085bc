import Inbox
import Screen

/// The signs of the screen with their ASCII twins: one place, so that a terminal without UTF-8 loses none.
struct Glyphs: Hashable, Sendable {
    let isASCII: Bool
    let unread: SafeText
    let unanswered: SafeText
    let trouble: SafeText
    let ours: SafeText
    let vertical: Cluster
    let rule: Cluster
    let gaugeLeft: Cluster
    let gaugeSpent: Cluster
    let pointer: SafeText
    let event: SafeText
    let selected: SafeText
    let quote: SafeText
    let fold: SafeText
    let bullet: SafeText
    let nobody: SafeText
    /// Before the time until a snoozed conversation comes back.
    let snoozed: SafeText
    private let stages: [SafeText]
    private let failed: SafeText
    private let refused: SafeText
    private let uncertain: SafeText

    init(ascii: Bool) { self = ascii ? Self.ascii : Self.unicode }

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
        snoozed = "z"
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

    /// How much a conversation matters; nothing for what is as usual.
    func priority(_ priority: Priority) -> SafeText {
        switch priority {
        case .normal: SafeText()
        case .high: isASCII ? "^" : "↑"
        case .urgent: isASCII ? "^^" : "↑↑"
        }
    }

    /// How far a message of ours has come, in two columns: never by colour alone.
    func delivery(_ delivery: Delivery) -> SafeText {
        switch delivery.lane {
        case .failed: failed
        case .refused: refused
        case .uncertain: uncertain
        case .climbing: stages[delivery.stage.rawValue]
        }
    }

    static func role(_ delivery: Delivery) -> Role {
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
