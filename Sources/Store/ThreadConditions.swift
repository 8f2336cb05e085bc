import GRDB
import Inbox

/// A query as a condition over a conversation `t`: its filters, and for its words that they are part of the person's name or
/// number, or stand together in one of its messages.
struct ThreadConditions {
    /// To be joined with others by AND.
    let sql: String
    /// By name; none of them has another's.
    let arguments: [String: (any DatabaseValueConvertible)?]

    init(_ query: SearchQuery, asked context: QueryContext) {
        var writer = Writer(context: context)
        var conditions = query.filters.map { filter in
            let condition = writer.condition(filter.kind)
            return filter.isNegated ? "NOT ifnull((\(condition)), 0)" : "(\(condition))"
        }
        if !query.words.isEmpty {
            conditions.append("(\(writer.person(query.words)) OR \(writer.said(query.match, query.within)))")
        }
        for word in query.without {
            let said =
                switch SearchWord(word) {
                case .indexed(let spellings):
                    writer.said(spellings.map(SearchQuery.quoted).joined(separator: " OR "), [])
                case .within(let text): writer.said(nil, [text])
                }
            conditions.append("NOT (\(writer.person([word])) OR \(said))")
        }
        sql = conditions.joined(separator: " AND ")
        arguments = writer.arguments
    }

    private struct Writer {
        let context: QueryContext
        private(set) var arguments: [String: (any DatabaseValueConvertible)?] = [:]

        init(context: QueryContext) { self.context = context }

        private mutating func argument(_ value: some DatabaseValueConvertible) -> String {
            let name = "filter\(arguments.count)"
            arguments[name] = value
            return ":" + name
        }

        mutating func person(_ texts: [String]) -> String {
            let words = texts.flatMap { PersonWords($0).words }
            guard !words.isEmpty else { return "0" }
            let parts = words.map { "instr(p.searchKey, \(argument($0))) > 0" }.joined(separator: " AND ")
            return "EXISTS (SELECT 1 FROM person p WHERE p.id = t.person AND \(parts))"
        }

        /// - Parameters:
        ///   - match: what the index is asked for.
        ///   - within: what must stand in the text besides.
        mutating func said(_ match: String?, _ within: [String]) -> String {
            let source =
                match == nil ? "message m" : "messageText CROSS JOIN message m ON m.id = messageText.rowid"
            var conditions = match.map { ["messageText MATCH \(argument($0))"] } ?? []
            for text in within { conditions.append(SearchQuery.isWithin(["m.text", "m.beside"], argument(text))) }
            return "t.id IN (SELECT m.thread FROM \(source) WHERE \(conditions.joined(separator: " AND ")))"
        }

        mutating func condition(_ kind: QueryFilter.Kind) -> String {
            switch kind {
            case .from(let who): return from(who)
            case .state(.unread): return "t.isUnread = 1"
            case .state(.unanswered): return "t.waitingSince IS NOT NULL"
            case .state(.failed): return "t.failed > 0"
            case .state(.mine): return "t.assignee = \(argument(context.agent))"
            case .state(.snoozed): return QueryConditions.snoozed(context) { argument($0) }
            case .state(.optout): return QueryConditions.optedOut
            case .state(.draft): return QueryConditions.drafted(argument(context.agent))
            case .has(let part): return message(QueryConditions.has(part))
            case .window(let window): return QueryConditions.window(window, context) { argument($0) }
            case .template(let name): return message("instr(lower(m.template), lower(\(argument(name)))) = 1")
            case .label(let label): return QueryConditions.label(label) { argument($0) }
            case .before(let day): return "t.lastAt < \(argument(moment(day)))"
            case .after(let day): return "t.lastAt >= \(argument(moment(day)))"
            case .number(let number):
                let ways = QueryConditions.number(number, context) { argument($0) }
                return "t.number IN (SELECT n.id FROM number n WHERE \(ways))"
            }
        }

        /// Some message of the conversation is so.
        private func message(_ condition: String) -> String {
            "EXISTS (SELECT 1 FROM message m WHERE m.thread = t.id AND \(condition))"
        }

        private func moment(_ day: QueryDay) -> Int64 { day.instant(at: context.now, in: context.zone).milliseconds }

        /// Of conversations it is the person; of us, who wrote last.
        private mutating func from(_ who: String) -> String {
            let last = "EXISTS (SELECT 1 FROM message m WHERE m.id = t.lastMessage AND m.direction <> 0"
            switch who.lowercased() {
            case "us": return last + ")"
            case "me": return last + " AND m.author = \(argument(context.agent)))"
            default: return person([who])
            }
        }
    }
}
