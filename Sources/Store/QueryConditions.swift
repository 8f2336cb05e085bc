import GRDB
import Inbox

/// The filters of a query as conditions over a message `m`, its conversation `t`, its person `p` and our number `n`.
struct QueryConditions {
    /// To be joined by AND; empty without filters.
    let sql: [String]
    /// By name; none of them has another's.
    let arguments: [String: (any DatabaseValueConvertible)?]

    init(_ filters: [QueryFilter], asked context: QueryContext) {
        var writer = Writer(context: context)
        sql = filters.map { filter in
            let condition = writer.condition(filter.kind)
            return filter.isNegated ? "NOT ifnull((\(condition)), 0)" : "(\(condition))"
        }
        arguments = writer.arguments
    }

    private struct Writer {
        let context: QueryContext
        private(set) var arguments: [String: (any DatabaseValueConvertible)?] = [:]

        init(context: QueryContext) { self.context = context }

        /// A place for a value in the statement.
        private mutating func argument(_ value: some DatabaseValueConvertible) -> String {
            let name = "query\(arguments.count)"
            arguments[name] = value
            return ":" + name
        }

        mutating func condition(_ kind: QueryFilter.Kind) -> String {
            switch kind {
            case .from(let who): from(who)
            case .state(let state): condition(state)
            case .has(let part): QueryConditions.has(part)
            case .window(let window): QueryConditions.window(window, context) { argument($0) }
            case .template(let name): "instr(lower(m.template), lower(\(argument(name)))) = 1"
            case .label(let label): QueryConditions.label(label) { argument($0) }
            case .before(let day): "m.timestamp < \(argument(moment(day)))"
            case .after(let day): "m.timestamp >= \(argument(moment(day)))"
            case .number(let number): QueryConditions.number(number, context) { argument($0) }
            }
        }

        private func moment(_ day: QueryDay) -> Int64 { day.instant(at: context.now, in: context.zone).milliseconds }

        private mutating func from(_ who: String) -> String {
            switch who.lowercased() {
            case "us": return "m.direction <> 0"
            case "me": return "m.direction <> 0 AND m.author = \(argument(context.agent))"
            default:
                let words = PersonWords(who).words
                guard !words.isEmpty else { return "0" }
                let them = words.map { "instr(p.searchKey, \(argument($0))) > 0" }.joined(separator: " AND ")
                let author = "instr(lower(m.author), lower(\(argument(who)))) > 0"
                return "m.direction = 0 AND \(them) OR m.direction <> 0 AND \(author)"
            }
        }

        private mutating func condition(_ state: QueryFilter.State) -> String {
            switch state {
            case .unread:
                "m.direction = 0 AND m.isRead = 0 AND m.type <> \(StatusCode.system) AND m.source = \(Telling.live.rawValue)"
            case .unanswered: "t.waitingSince IS NOT NULL"
            case .failed: "m.direction <> 0 AND m.lane > 0"
            case .mine: "t.assignee = \(argument(context.agent))"
            case .snoozed: QueryConditions.snoozed(context) { argument($0) }
            case .optout: QueryConditions.optedOut
            case .draft: QueryConditions.drafted(argument(context.agent))
            }
        }
    }

    /// - Parameter argument: gives a value a place in the statement.
    static func window(
        _ window: QueryFilter.Window, _ context: QueryContext, _ argument: (Int64) -> String
    ) -> String {
        let now = argument(context.now.milliseconds)
        switch window {
        case .open: return "t.certainEnd > \(now)"
        case .closing:
            let soon = argument((context.now + ServiceWindow.closingSpan).milliseconds)
            return "t.certainEnd > \(now) AND t.certainEnd < \(soon)"
        case .closed: return "t.anyEnd <= \(now)"
        }
    }

    /// Over a message `m`.
    static func has(_ part: QueryFilter.Part) -> String {
        switch part {
        case .media:
            let types = Schema.mediaTypes.map { "'\($0)'" }.joined(separator: ",")
            return "m.type IN (SELECT id FROM word WHERE text IN (\(types)))"
        case .link:
            let ways = ["http://", "https://", "www."].map { "instr(lower(m.text), '\($0)') > 0" }
            return "(\(ways.joined(separator: " OR ")))"
        }
    }

    /// - Parameter argument: gives a value a place in the statement.
    static func label(_ label: Label?, _ argument: (String) -> String) -> String {
        "t.id IN (SELECT thread FROM threadLabel WHERE label = \(argument(label?.name ?? "")))"
    }

    /// - Parameter argument: gives a value a place in the statement.
    static func snoozed(_ context: QueryContext, _ argument: (Int64) -> String) -> String {
        "t.snoozedUntil IS NOT NULL AND t.snoozeEnd > \(argument(context.now.milliseconds))"
    }

    /// Words of an agent's wait in its box. From the few drafts there are to their conversations.
    static func drafted(_ agent: String) -> String {
        """
        t.id IN (SELECT dt.id FROM draft d JOIN alias a ON a.alias = d.alias AND \(DraftKind.isSame)
            JOIN number dn ON dn.value = d.number JOIN thread dt ON dt.person = a.person AND dt.number = dn.id
            WHERE d.agent = \(agent) AND d.kind = \(DraftKind.box.rawValue) AND \(DraftKind.hasWords))
        """
    }

    /// Decided, or not yet.
    static let optedOut = "(t.optOut IS NOT NULL OR t.stopAskedAt IS NOT NULL)"

    /// By its id, its name, or some of its digits.
    static func number(_ number: String, _ context: QueryContext, _ argument: (String) -> String) -> String {
        var ways = ["n.value = \(argument(number))"]
        for id in context.numbers(named: number) { ways.append("n.value = \(argument(id.value))") }
        let digits = number.filter(\.isNumber)
        if digits.count >= 4, number.allSatisfy({ $0.isNumber || "+-(). ".contains($0) }) {
            let plain = ["' '", "'-'", "'('", "')'", "'+'", "'.'"].reduce("n.display") { "replace(\($0), \($1), '')" }
            ways.append("instr(\(plain), \(argument(digits))) > 0")
        }
        return ways.joined(separator: " OR ")
    }
}

/// What somebody types to find a person, as `person.searchKey` is compared with it.
struct PersonWords {
    let words: [String]

    init(_ text: String) {
        words = FoldedText(text).string.split(whereSeparator: \.isWhitespace).map { word in
            word.allSatisfy { $0.isNumber || "+-().".contains($0) }
                ? String(word.filter(\.isNumber)) : String(word.drop { $0 == "@" })
        }.filter { !$0.isEmpty }
    }
}
