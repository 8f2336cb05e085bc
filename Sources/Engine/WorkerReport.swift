import Cloud
import Desk
import Inbox

/// What a worker tells the inboxes beside its lock: a few words a line, read by any later version.
struct WorkerReport: Hashable, Sendable {
    var skew: SkewReading?
    var throttledUntil: Instant?
    var throttle: ThrottleCause?
    var trouble: Trouble?
    var hookFailure: HookFailure?

    init(_ facts: StatusFacts.Facts) {
        skew = facts.skew
        throttledUntil = facts.throttledUntil
        throttle = facts.throttle
        trouble = facts.spoolTrouble ?? facts.outboxTrouble
        hookFailure = facts.hookFailure
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
                trouble = Trouble(word: String(parts[0]), Obstacle(line: parts.count > 1 ? String(parts[1]) : ""))
            case "hook": hookFailure = HookFailure(line: String(words[1]))
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
            let (word, obstacle) = trouble.words
            lines.append("trouble \(word) \(obstacle?.line ?? "")")
        }
        if let hookFailure { lines.append("hook \(hookFailure.line)") }
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
    fileprivate var words: (String, Obstacle?) {
        switch self {
        case .spool(let obstacle): ("spool", obstacle)
        case .store(let obstacle): ("store", obstacle)
        case .token(let obstacle): ("token", obstacle)
        case .network(let obstacle): ("network", obstacle)
        case .noToken, .workerStopped, .workerReplaced, .spoolUnread: ("none", nil)
        }
    }

    fileprivate init?(word: String, _ obstacle: Obstacle) {
        switch word {
        case "spool": self = .spool(obstacle)
        case "store": self = .store(obstacle)
        case "token": self = .token(obstacle)
        case "network": self = .network(obstacle)
        default: return nil
        }
    }
}

extension HookFailure {
    /// When, how often, the cause with its number, the event, the program, a tab between them.
    fileprivate var line: String {
        let (word, number) = cause.words
        let plain = [event, program].map { text in
            text.unicodeScalars.prefix(300).map { $0.value < 0x20 || $0.value == 0x7F ? " " : String($0) }.joined()
        }
        return (["\(at.milliseconds)", "\(count)", word, "\(number)"] + plain).joined(separator: "\t")
    }

    /// Nil for what only another version says so.
    fileprivate init?(line: String) {
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, let at = Int64(parts[0]), let count = Int(parts[1]), let number = Int(parts[3]),
            let cause = Cause(word: parts[2], number)
        else { return nil }
        self.init(program: parts[5], event: parts[4], cause: cause, at: Instant(milliseconds: at))
        self.count = count
    }
}

extension HookFailure.Cause {
    fileprivate var words: (String, Int) {
        switch self {
        case .status(let status): ("status", status)
        case .signal(let signal): ("signal", signal)
        case .killed: ("killed", 0)
        case .notStarted: ("not_started", 0)
        case .tooSlow(let count): ("too_slow", count)
        case .missing: ("missing", 0)
        case .open: ("open", 0)
        case .foreign: ("foreign", 0)
        }
    }

    fileprivate init?(word: String, _ number: Int) {
        switch word {
        case "status": self = .status(number)
        case "signal": self = .signal(number)
        case "killed": self = .killed
        case "not_started": self = .notStarted
        case "too_slow": self = .tooSlow(number)
        case "missing": self = .missing
        case "open": self = .open
        case "foreign": self = .foreign
        default: return nil
        }
    }
}

extension Obstacle {
    /// The kind and the parts, a tab before each: neither tabs nor line breaks are in any of them then.
    fileprivate var line: String {
        let plain = parts.map { part in
            part.unicodeScalars.prefix(300).map { $0.value < 0x20 || $0.value == 0x7F ? " " : String($0) }.joined()
        }
        return ([kind.rawValue] + plain).joined(separator: "\t")
    }

    /// A kind that only another version knows is told as it stands.
    fileprivate init(line: String) {
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        if let kind = Kind(rawValue: parts.first ?? "") {
            self.init(kind, parts: Array(parts.dropFirst()))
        } else {
            self.init(.unforeseen, line)
        }
    }
}
