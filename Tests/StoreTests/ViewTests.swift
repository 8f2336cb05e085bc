import Foundation
import GRDB
import Inbox
import Testing

@testable import Store

/// The views other tools read are those the README tells of, and its queries answer what they say.
@Suite struct ViewTests {
    private static let readme: String = {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appendingPathComponent("README.md")
        return (try? String(contentsOf: file, encoding: .utf8)) ?? ""  // then no part is found
    }()

    /// What stands between two markers of the README.
    private static func part(_ name: String) throws -> Substring {
        let start = try #require(readme.range(of: "<!-- \(name) -->\n"))
        let end = try #require(readme[start.upperBound...].range(of: "<!-- /\(name) -->"))
        return readme[start.upperBound..<end.lowerBound]
    }

    @Test func theReadmesColumnsAreTheViewsColumns() throws {
        let scratch = try Scratch(isQuick: true)
        var shown: [String: [String]] = [:]
        var order: [String] = []
        for line in try Self.part("views").split(separator: "\n") where line.hasPrefix("| `v_") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            try #require(cells.count == 3, "\(line)")
            let names = cells[2].split(separator: "`", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset % 2 == 1 }.map { String($0.element) }
            let view = cells[0].filter { $0 != "`" }
            order.append(view)
            shown[view] = names
        }
        #expect(order == Schema.allViews.map(\.name))
        try scratch.store.pool.read { db in
            let there = try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name")
            #expect(there == order.sorted())
            for view in order {
                let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info('\(view)') ORDER BY cid")
                #expect(shown[view] == columns, "\(view)")
            }
        }
    }

    /// Every code the store knows has its word.
    @Test func everyKindOfActionHasAWord() {
        let actions = Schema.allViews.first { $0.name == "v_actions" }?.select ?? ""
        for code in FactCode.allCases { #expect(actions.contains("WHEN \(code.rawValue) THEN '\(code.word)'")) }
    }

    // MARK: A store of three days, a year ago

    private static let dana = "15557770101"
    private static let omar = "15557770202"
    private static let lia = "15557770303"
    static let day: Int64 = 86_400
    /// 2025-11-24T09:00:00Z: past, by any clock, for `unixepoch()`.
    private static let start: Int64 = -365 * day

    static func at(_ seconds: Int64) -> Instant { Bodies.noon + .seconds(start + seconds) }

    private static func says(_ id: String, _ who: String, _ name: String, at seconds: Int64) -> Reception {
        Bodies.message(id, at: start + seconds, from: who, name: name)
    }

    private static func answer(
        _ store: InboxStore, _ id: String, to who: String, at seconds: Int64, by actor: String, template: String? = nil
    ) throws {
        let row = try #require(try store.thread(number: Bodies.number, alias: Alias(.waID, who)))
        var context = row.gateContext()
        context.lastSentAddress = nil
        var content = Content.text(TextContent(body: "answer \(id)"))
        var made: Template?
        if let template {
            let key = TemplateKey(waba: "900100200300400", name: template, language: "en")
            let known = Template(key: key, status: "APPROVED", category: "UTILITY", body: "Your order is on its way.")
            content = .template(TemplateForm(template: known).content)
            made = known
        }
        let permit = try SendGate().pass(content, in: context, template: made, pass: .keyPress, at: at(seconds)).get()
        _ = try store.enqueue(
            permit, to: row.key, actor: actor, id: id, dueAt: at(seconds), notAfter: at(seconds + 3_600),
            now: at(seconds))
        _ = try store.claim(id: id, worker: "1:1", now: at(seconds))
        _ = try store.finish(id: id, .accepted(wamid: "wamid.\(id)", status: nil, at: at(seconds)))
    }

    private static func status(
        _ word: String, of id: String, to who: String, at seconds: Int64, category: String? = nil, code: Int? = nil
    ) -> Reception {
        var member = """
            "id":"wamid.\(id)","status":"\(word)","timestamp":"\(Bodies.noon.seconds + start + seconds)",\
            "recipient_id":"\(who)"
            """
        if let category {
            member +=
                ",\"pricing\":{\"billable\":false,\"category\":\"\(category)\",\"type\":\"free_customer_service\"}"
        }
        if let code { member += ",\"errors\":[{\"code\":\(code),\"title\":\"refused\"}]" }
        return Bodies.reception(
            "\"statuses\":[{\(member)}]", name: "\(id)-\(word)", arrival: at(seconds + 1))
    }

    private static func fact(_ who: String, _ act: AgentFact.Act, at seconds: Int64, by actor: String) -> AgentFact {
        AgentFact(
            id: "\(who)-\(seconds)", at: at(seconds), actor: actor, number: Bodies.number, alias: Alias(.waID, who),
            act: act)
    }

    /// Dana is answered after 10 minutes and, the next day, after 2; Omar after half an hour; nobody answers Lia. One answer
    /// fails, one template is read and one is not.
    static func filled() throws -> Scratch {
        let scratch = try Scratch(isQuick: true)
        let store = scratch.store
        func take(_ bodies: Reception...) throws { _ = try store.apply(bodies, numbers: nil) }
        try take(says("a1", dana, "Dana Okafor", at: 0), says("a2", dana, "Dana Okafor", at: 120))
        try answer(store, "r1", to: dana, at: 600, by: "bia")
        try answer(store, "r2", to: dana, at: 700, by: "bia")
        try take(says("b1", omar, "Omar Reyes", at: 3_600))
        try answer(store, "r3", to: omar, at: 5_400, by: "carla")
        try take(
            status("delivered", of: "r1", to: dana, at: 601, category: "service"),
            status("delivered", of: "r3", to: omar, at: 5_401, category: "service"),
            status("failed", of: "r2", to: dana, at: 702, code: 131_026))
        try take(says("c1", lia, "Lia Moretti", at: 7_200))
        try answer(store, "t1", to: omar, at: 7_300, by: "carla", template: "order_update")
        try answer(store, "t2", to: dana, at: 7_400, by: "carla", template: "order_update")
        try take(
            status("delivered", of: "t1", to: omar, at: 7_301, category: "utility"),
            status("read", of: "t1", to: omar, at: 7_310, category: "utility"),
            status("delivered", of: "t2", to: dana, at: 7_401, category: "utility"))
        try take(says("a3", dana, "Dana Okafor", at: day))
        try answer(store, "r4", to: dana, at: day + 120, by: "bia")
        _ = try store.record([
            fact(lia, .label(try #require(Label("refund"))), at: 7_500, by: "carla"),
            fact(lia, .label(try #require(Label("vip"))), at: 7_501, by: "carla"),
            fact(omar, .label(try #require(Label("vip"))), at: 7_502, by: "carla"),
            fact(dana, .assign(to: "bia"), at: 7_503, by: "bia"),
            fact(omar, .optOut(.marketing), at: 7_504, by: "carla"),
        ])
        return scratch
    }

    /// The queries of the README by their first line.
    private static func queries() throws -> [(question: String, sql: String)] {
        try part("queries").components(separatedBy: "-- ").dropFirst().map { text in
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let sql = lines.dropFirst().filter { !$0.hasPrefix("```") }.joined(separator: "\n")
            return (String(lines[0]), sql)
        }
    }

    @Test func theReadmesQueriesAnswerTheirQuestions() throws {
        let answers: [(question: String, rows: [String])] = [
            (
                "How long do people wait for a first answer? The median in minutes, by day.",
                ["2025-11-25|2|1", "2025-11-24|10|2"]
            ),
            ("Who has waited longest?", ["Lia Moretti|15557770303|2025-11-24 11:00:00"]),
            ("What fails, and how often?", ["131026|refused|1"]),
            ("How many windows ended with somebody waiting, by day?", ["2025-11-25|1"]),
            ("How many free service messages did each number use, by month?", ["700111222333444|2025-11|2"]),
            ("Who answers how much, and how fast? The mean in minutes.", ["bia|2|6", "carla|1|30"]),
            ("Which templates are read? Percent of those delivered.", ["order_update|2|50"]),
            ("How many wait for an answer, by label?", ["refund|1", "vip|1"]),
            ("At which hours do people write?", ["09|3", "10|1", "11|1"]),
            ("Who asked not to be written to?", ["Omar Reyes|15557770202|marketing"]),
        ]
        let scratch = try Self.filled()
        let queries = try Self.queries()
        #expect(queries.map(\.question) == answers.map(\.question))
        try scratch.store.pool.read { db in
            for (query, answer) in zip(queries, answers) {
                let rows = try Row.fetchAll(db, sql: query.sql).map { row in
                    row.databaseValues.map { String.fromDatabaseValue($0) ?? "\($0)" }.joined(separator: "|")
                }
                #expect(rows == answer.rows, "\(answer.question)")
            }
        }
    }

    @Test func everyViewHasARowOfWhatHappened() throws {
        let scratch = try Self.filled()
        func texts(_ sql: String) throws -> [String] {
            try scratch.store.pool.read { try String.fetchAll($0, sql: sql) }
        }
        let names = try texts("SELECT person || ' ' || kind || ' ' || alias FROM v_aliases ORDER BY 1")
        #expect(names.first == "\(Self.dana) wa_id \(Self.dana)")
        let statuses = try texts("SELECT status FROM v_messages WHERE direction = 'out' ORDER BY timestamp")
        #expect(statuses == ["delivered", "failed", "delivered", "read", "delivered", "accepted"])
        let states = try texts("SELECT DISTINCT state FROM v_outbox")
        #expect(states == ["accepted"])
        let actions = try texts("SELECT action || ':' || value FROM v_actions ORDER BY at")
        #expect(actions == ["label:refund", "label:vip", "label:vip", "assign:bia", "opt_out:marketing"])
        let days = try texts(
            "SELECT day || ' ' || received || ' ' || sent || ' ' || failed FROM v_days ORDER BY day")
        #expect(days == ["2025-11-24 4 5 1", "2025-11-25 1 1 0"])
        for (view, count) in [("v_people", "3"), ("v_threads", "3"), ("v_windows", "3"), ("v_statuses", "6")] {
            let found = try texts("SELECT count(*) FROM \(view)")
            #expect(found == [count], "\(view)")
        }
    }

    /// A window that is still open is told with its end, so that whoever asks compares it with the clock.
    @Test func aWindowThatMayYetBeAnsweredEndsAhead() throws {
        let scratch = try Scratch(isQuick: true)
        _ = try scratch.store.apply([Bodies.message("a1", at: 0, from: Self.dana)], numbers: nil)
        let end = try scratch.store.pool.read { try Int64.fetchOne($0, sql: "SELECT ends_at FROM v_lost_windows") }
        #expect(end == (Bodies.noon + .hours(24)).milliseconds)
    }

    /// A stamp of the future without an arrival is told as now, as `oriel threads` tells it; any other as it is.
    @Test func nobodyWaitsSinceTomorrow() throws {
        let scratch = try Scratch(isQuick: true)
        let before = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        let ahead = (before - Bodies.noon).wholeSeconds
        for (id, who, seconds) in [
            ("a1", Self.dana, ahead + Self.day), ("a2", Self.omar, ahead - 60), ("a3", Self.lia, Self.start),
        ] {
            _ = try scratch.store.apply([Bodies.message(id, at: seconds, from: who, arrival: nil)], numbers: nil)
        }
        try Self.answer(scratch.store, "o1", to: Self.lia, at: 30, by: "bia")
        let told = try scratch.store.pool.read {
            try Row.fetchAll($0, sql: "SELECT address, waiting_since FROM v_threads").reduce(into: [String: Int64?]()) {
                $0[$1[0]] = $1[1] as Int64?
            }
        }
        let after = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        let dana = try #require(told[Self.dana] ?? nil)
        // Milliseconds of a day number are rounded.
        #expect(dana >= before.milliseconds - 2 && dana <= after.milliseconds + 2)
        #expect(told[Self.omar] == .some((Bodies.noon + .seconds(ahead - 60)).milliseconds))
        #expect(told[Self.lia] == .some(nil), "who was answered does not wait")
        // The list says the same of the same rows.
        for who in [Self.dana, Self.omar, Self.lia] {
            let row = try #require(try scratch.store.thread(number: Bodies.number, alias: Alias(.waID, who)))
            let listed = row.waitingSince(at: after)?.milliseconds
            let viewed = told[who] ?? nil
            #expect((listed == nil) == (viewed == nil))
            if let listed, let viewed { #expect(abs(listed - viewed) <= after.milliseconds - before.milliseconds + 2) }
        }
    }

    @Test func whoWasForgottenIsInNoView() throws {
        let scratch = try Self.filled()
        let media = Bodies.message(
            "m1", at: Self.start + 60, from: Self.dana, name: "Dana Okafor", type: "image",
            content: "\"image\":{\"id\":\"57\",\"mime_type\":\"image/jpeg\"}")
        _ = try scratch.store.apply([media], numbers: nil)
        let key = try scratch.store.erasureSubject(PersonName(Self.dana))
        func found() throws -> [String] {
            try scratch.store.pool.read { db in
                try Schema.allViews.filter { view in
                    try Row.fetchAll(db, sql: "SELECT * FROM \(view.name)").contains { row in
                        row.databaseValues.contains { value in
                            let text = String.fromDatabaseValue(value) ?? ""
                            return text.contains(Self.dana) || text.contains("Okafor") || text == "wamid.r1"
                                || key.ids.contains(text)
                        }
                    }
                }.map(\.name)
            }
        }
        // All but templates, which are nobody's, labels, of which she has none, and numbers by day.
        #expect(try found().count >= Schema.allViews.count - 4)
        _ = try scratch.store.erase(
            PersonName(Self.dana), isTrial: false, sha256: Bodies.fingerprint, removingFiles: { _ in 0 })
        #expect(try found().isEmpty)
    }
}
