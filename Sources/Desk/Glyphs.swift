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
    /// On a row of the list that is marked.
    let mark: SafeText
    /// On a row of the list in whose box words wait.
    let draft: SafeText
    /// Before the time until a snoozed conversation comes back.
    let snoozed: SafeText
    private let stages: [SafeText]
    private let failed: SafeText
    private let refused: SafeText
    private let uncertain: SafeText

    init(ascii: Bool, borders: Borders = .line) {
        // A terminal without such lines has them in ASCII.
        let borders = ascii && borders == .line ? .ascii : borders
        switch (ascii, borders) {
        case (false, .line): self = Self.unicode
        case (false, .ascii): self = Self.unicodeASCIIBorders
        case (false, .none): self = Self.unicodeNoBorders
        case (true, .none): self = Self.asciiNoBorders
        case (true, _): self = Self.ascii
        }
    }

    /// As the settings want it.
    init(_ settings: Settings) { self.init(ascii: settings.asciiOnly, borders: settings.borders) }

    private static let unicode = Glyphs(isASCII: false, .line)
    private static let unicodeASCIIBorders = Glyphs(isASCII: false, .ascii)
    private static let unicodeNoBorders = Glyphs(isASCII: false, .none)
    private static let ascii = Glyphs(isASCII: true, .ascii)
    private static let asciiNoBorders = Glyphs(isASCII: true, .none)

    /// Made once for each set: a frame uses hundreds.
    private init(isASCII: Bool, _ borders: Borders) {
        self.isASCII = isASCII
        func border(_ line: Cluster, _ ascii: Cluster) -> Cluster {
            switch borders {
            case .line: line
            case .ascii: ascii
            case .none: " "
            }
        }
        unread = isASCII ? "*" : "●"
        unanswered = isASCII ? "o" : "○"
        trouble = "!"
        ours = isASCII ? "> " : "» "
        vertical = border("│", "|")
        rule = border("─", "-")
        gaugeLeft = border("━", "=")
        gaugeSpent = border("─", "-")
        pointer = isASCII ? "> " : "› "
        event = isASCII ? "-" : "·"
        selected = isASCII ? ">" : "›"
        quote = isASCII ? "| " : "│ "
        bullet = isASCII ? "- " : "• "
        fold = isASCII ? ">" : "▸"
        nobody = isASCII ? ".." : "··"
        mark = "+"
        draft = isASCII ? "_" : "¶"
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
        "─": "-", "━": "=", "│": "|", "●": "*", "○": "o", "¶": "_",
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
