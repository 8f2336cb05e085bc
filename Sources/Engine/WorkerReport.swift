import Cloud
import Desk
import Inbox

/// What a worker tells the inboxes beside its lock: a few words a line, read by any later version.
struct WorkerReport: Hashable, Sendable {
    var skew: SkewReading?
    var throttledUntil: Instant?
    var throttle: ThrottleCause?
    var trouble: Trouble?

    init(_ facts: StatusFacts.Facts) {
        skew = facts.skew
        throttledUntil = facts.throttledUntil
        throttle = facts.throttle
        trouble = facts.spoolTrouble ?? facts.outboxTrouble
    }

    init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1)
            guard words.count == 2 else { continue }
            let numbers = words[1].split(separator: " ").compactMap { Int64($0) }
            switch words[0] {
            case "skew" where numbers.count == 4:
                skew = SkewReading(
                    offset: Span(milliseconds: numbers[0]), uncertainty: Span(milliseconds: numbers[1]),
                    widening: Span(milliseconds: numbers[2]), measuredAt: Instant(milliseconds: numbers[3]))
            case "held" where !numbers.isEmpty:
                throttledUntil = Instant(milliseconds: numbers[0])
                throttle = ThrottleCause(word: words[1].split(separator: " ").dropFirst().joined(separator: " "))
            case "trouble":
                let parts = words[1].split(separator: " ", maxSplits: 1)
                trouble = Trouble(word: String(parts[0]), text: parts.count > 1 ? String(parts[1]) : "")
            default: continue
            }
        }
    }

    var text: String {
        var lines: [String] = ["report 1"]
        if let skew {
            let numbers = [skew.offset, skew.uncertainty, skew.widening].map { "\($0.milliseconds)" }
            lines.append("skew \(numbers.joined(separator: " ")) \(skew.measuredAt.milliseconds)")
        }
        if let throttledUntil {
            lines.append("held \(throttledUntil.milliseconds) \(throttle?.word ?? "")")
        }
        if let trouble {
            let (word, text) = trouble.words
            let plain = text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : String($0) }.joined()
            lines.append("trouble \(word) \(plain.prefix(300))")
        }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension ThrottleCause {
    fileprivate var word: String {
        switch self {
        case .pair: "pair"
        case .number: "number"
        case .calls: "calls"
        case .platform(let code): "platform \(code)"
        }
    }

    fileprivate init?(word: String) {
        switch word {
        case "pair": self = .pair
        case "number": self = .number
        case "calls": self = .calls
        default:
            guard word.hasPrefix("platform "), let code = Int(word.dropFirst(9)) else { return nil }
            self = .platform(code: code)
        }
    }
}

extension Trouble {
    /// What is told of a trouble; of those an inbox has by itself nothing is.
    fileprivate var words: (String, String) {
        switch self {
        case .spool(let text): ("spool", text)
        case .store(let text): ("store", text)
        case .token(let text): ("token", text)
        case .network(let text): ("network", text)
        case .noToken, .workerStopped, .workerReplaced, .spoolUnread: ("none", "")
        }
    }

    fileprivate init?(word: String, text: String) {
        switch word {
        case "spool": self = .spool(text)
        case "store": self = .store(text)
        case "token": self = .token(text)
        case "network": self = .network(text)
        default: return nil
        }
    }
}
