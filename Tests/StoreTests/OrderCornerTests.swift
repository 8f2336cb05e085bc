import Inbox
import Store
import Testing

/// Law 6 where it is easiest to lose: every order of a few bodies that bear on one thing gives one store, and so does
/// folding it anew.
@Suite struct OrderCornerTests {
    struct Corner: Sendable, CustomTestStringConvertible {
        let name: String
        let bodies: [Reception]
        var testDescription: String { name }
    }

    private static let dana = "15557770101"
    private static let danaID = "US.48210593377120456"
    private static let ada = "15557770404"

    /// A body with one message element as given.
    private static func message(
        _ members: String, arrival: Int64?, contacts: String = "", display: String = "15550001111",
        waba: String = "900100200300400", field: String = "messages"
    ) -> Reception {
        let body = """
            {"object":"whatsapp_business_account","entry":[{"id":"\(waba)","changes":[{"field":"\(field)",\
            "value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"\(display)",\
            "phone_number_id":"\(Bodies.number.value)"},\(contacts)"messages":[{\(members)}]}}]}]}
            """
        return Bodies.reception(body: body, arrival: arrival.map { Bodies.noon + .seconds($0) })
    }

    private static func undated(_ id: String, from phone: String, arrival: Int64?, text: String = "hi") -> Reception {
        message(
            "\"id\":\"\(id)\",\"from\":\"\(phone)\",\"type\":\"text\",\"text\":{\"body\":\"\(text)\"}",
            arrival: arrival)
    }

    private static func undatedStatus(_ word: String, arrival: Int64?, extra: String = "") -> Reception {
        Bodies.reception(
            "\"statuses\":[{\"id\":\"wamid.out\",\"status\":\"\(word)\",\"recipient_id\":\"\(dana)\"\(extra)}]",
            name: word, arrival: arrival.map { Bodies.noon + .seconds($0) })
    }

    private static func undatedPause(arrival: Int64?) -> Reception {
        Bodies.reception(
            body: """
                {"object":"whatsapp_business_account","entry":[{"id":"900","changes":[{"field":\
                "message_template_status_update","value":{"event":"PAUSED","message_template_id":1,\
                "message_template_name":"slot","message_template_language":"en_US","reason":"NONE"}}]}]}
                """, arrival: arrival.map { Bodies.noon + .seconds($0) })
    }

    private static func undatedMove(arrival: Int64?, words: String = "changed") -> Reception {
        message(
            """
            "id":"wamid.move.\(words)","from":"\(ada)","type":"system",\
            "system":{"type":"user_changed_number","body":"\(words)","wa_id":"15557770909"}
            """, arrival: arrival)
    }

    private static func twice(_ id: String, _ first: String, _ second: String) -> Reception {
        let head = "\"id\":\"\(id)\",\"from\":\"\(dana)\",\"timestamp\":\"\(Bodies.noon.seconds + 60)\""
        return Bodies.reception("\"messages\":[{\(head),\(first)},{\(head),\(second)}]", name: id, arrival: Bodies.noon)
    }

    /// One POST in which a past chat and the customer's message have the same id.
    private static let historyAndLive: Reception = {
        let message = """
            {"id":"wamid.1","from":"\(dana)","timestamp":"\(Bodies.noon.seconds + 60)","type":"text","text":{"body":"hi"}}
            """
        let metadata = """
            "metadata":{"display_phone_number":"15550001111","phone_number_id":"\(Bodies.number.value)"}
            """
        return Bodies.reception(
            body: """
                {"entry":[{"id":"900100200300400","changes":[{"field":"history","value":{\(metadata),\
                "history":[{"threads":[{"id":"\(dana)","messages":[\(message)]}]}]}}]},\
                {"id":"900100200300400","changes":[{"field":"messages","value":{\(metadata),"messages":[\(message)]}}]}]}
                """, arrival: Bodies.noon + .seconds(70))
    }()

    private static func review(at seconds: Int64, arrival: Int64?) -> Reception {
        Bodies.reception(
            body: """
                {"object":"whatsapp_business_account","entry":[{"id":"1","time":\(Bodies.noon.seconds + seconds),\
                "changes":[{"field":"account_review_update","value":{"decision":"APPROVED"}}]}]}
                """, arrival: arrival.map { Bodies.noon + .seconds($0) })
    }

    private static func named(_ id: String, at seconds: Int64, display: String, waba: String) -> Reception {
        message(
            """
            "id":"\(id)","from":"\(dana)","timestamp":"\(Bodies.noon.seconds + seconds)","type":"text",\
            "text":{"body":"x"}
            """, arrival: seconds, display: display, waba: waba)
    }

    private static let unsupported =
        "\"errors\":[{\"code\":131051,\"title\":\"unknown\"}],\"unsupported\":{\"type\":\"poll\"}"

    static let corners = [
        Corner(
            name: "a placeholder without a sender, then the message",
            bodies: [
                Bodies.message("wamid.1", at: 0, type: "unsupported", content: unsupported),
                Bodies.message("wamid.1", at: 0, from: dana),
                Bodies.message("wamid.2", at: 60, bsuid: danaID),
            ]),
        Corner(
            name: "a placeholder of nobody beside another message of nobody",
            bodies: [
                Bodies.message("wamid.1", at: 0, type: "unsupported", content: unsupported),
                Bodies.message("wamid.1", at: 0, from: dana),
                Bodies.message("wamid.2", at: 60),
            ]),
        Corner(
            name: "a placeholder of another lone alias",
            bodies: [
                Bodies.message("wamid.1", at: 0, from: dana, type: "unsupported", content: unsupported),
                Bodies.message("wamid.1", at: 0, bsuid: danaID, name: "D"),
                Bodies.message("wamid.2", at: 90, from: "15557770202"),
            ]),
        Corner(
            name: "aliases told by the losing body in a group",
            bodies: [
                Bodies.message("wamid.g", at: 0, from: dana, group: "Z3JvdXAx"),
                Bodies.message("wamid.g", at: 0, from: dana, bsuid: danaID, group: "Z3JvdXAx"),
                Bodies.message("wamid.1", at: 60, from: dana), Bodies.message("wamid.2", at: 90, bsuid: danaID),
            ]),
        Corner(
            name: "a status without a stamp",
            bodies: [
                undatedStatus("delivered", arrival: 50), undatedStatus("delivered", arrival: 20),
                undatedStatus("delivered", arrival: nil),
                undatedStatus("delivered", arrival: 10, extra: ",\"pricing\":{\"type\":\"free\"}"),
            ]),
        Corner(
            name: "a status with a stamp and one without",
            bodies: [
                Bodies.status("delivered", of: "wamid.out", at: 30), undatedStatus("delivered", arrival: 5),
                undatedStatus("delivered", arrival: 60),
            ]),
        Corner(
            name: "a change of a template without a stamp",
            bodies: [undatedPause(arrival: 50), undatedPause(arrival: 20), undatedPause(arrival: nil)]),
        Corner(
            name: "a change of number without a stamp",
            bodies: [
                undatedMove(arrival: 200), undatedMove(arrival: 50), undatedMove(arrival: nil),
                Bodies.message("wamid.1", at: 100, from: ada),
            ]),
        Corner(
            name: "one change of number without a stamp, told by two notices",
            bodies: [
                undatedMove(arrival: 200), undatedMove(arrival: 50, words: "moved"),
                Bodies.message("wamid.1", at: 100, from: ada), Bodies.message("wamid.2", at: 300, from: ada),
            ]),
        Corner(
            name: "a message without a stamp around a change of hands",
            bodies: [
                undated("wamid.1", from: ada, arrival: 300), undated("wamid.1", from: ada, arrival: 50),
                undated("wamid.1", from: ada, arrival: nil),
                Bodies.message(
                    "wamid.move", at: 100, from: ada, type: "system",
                    content: "\"system\":{\"type\":\"user_changed_number\",\"body\":\"c\",\"wa_id\":\"15557770909\"}"),
            ]),
        Corner(
            name: "a message without a stamp in two bodies",
            bodies: [
                undated("wamid.1", from: dana, arrival: 90), undated("wamid.1", from: dana, arrival: 40, text: "b"),
                undated("wamid.1", from: dana, arrival: 60, text: "c"), Bodies.message("wamid.1", at: 70, from: dana),
            ]),
        Corner(
            name: "how our number is written, and whose it is",
            bodies: [
                named("wamid.1", at: 10, display: "1 555", waba: "900"),
                named("wamid.2", at: 20, display: "1 777", waba: "901"),
                named("wamid.3", at: 30, display: "1 555", waba: "900"),
                named("wamid.4", at: 30, display: "1 666", waba: "899"),
            ]),
        Corner(
            name: "who was only written to, and another of their ids",
            bodies: [
                Bodies.echo("wamid.e", at: 10, to: dana),
                Bodies.status("delivered", of: "wamid.x", at: 20, to: dana, bsuid: danaID),
                Bodies.change(
                    "smb_app_state_sync",
                    """
                    {"state_sync":[{"type":"contact","contact":{"full_name":"Dana","phone_number":"\(dana)",\
                    "user_id":"\(danaID)"},"action":"add","metadata":{"timestamp":"1795510510"}}]}
                    """, at: 30),
            ]),
        Corner(
            name: "one id twice in a body, and once in others",
            bodies: [
                twice(
                    "wamid.1",
                    """
                    "type":"unsupported","errors":[{"code":131051}]
                    """,
                    """
                    "type":"text","text":{"body":"the words"}
                    """),
                Bodies.message("wamid.1", at: 60, from: dana),
                twice(
                    "wamid.1",
                    """
                    "type":"text","text":{"body":"other words"}
                    """,
                    """
                    "type":"unsupported"
                    """),
            ]),
        Corner(
            name: "one id by two ways in a body",
            bodies: [historyAndLive, Bodies.message("wamid.2", at: 80, from: dana)]),
        Corner(
            name: "what has no place of its own, told twice",
            bodies: [review(at: 20, arrival: nil), review(at: 10, arrival: 50), review(at: 30, arrival: 40)]),
    ]

    @Test(arguments: corners) func everyOrderGivesTheSameStore(corner: Corner) throws {
        let scratch = try Scratch(isQuick: true)
        let expected = try Self.dump(corner.bodies, scratch, inOneBatch: true, rebuilds: true)
        for (turn, order) in orders(of: Array(corner.bodies.indices)).enumerated() {
            let dump = try Self.dump(
                order.map { corner.bodies[$0] }, scratch, inOneBatch: false, rebuilds: turn % 5 == 0)
            let (a, b) = (Set(expected.split(separator: "\n")), Set(dump.split(separator: "\n")))
            #expect(a == b, "order \(order): missing \(a.subtracting(b)), extra \(b.subtracting(a))")
        }
    }

    /// After the bodies, the first of them once more; the store must be what a rebuild makes of it.
    private static func dump(
        _ bodies: [Reception], _ scratch: Scratch, inOneBatch: Bool, rebuilds: Bool
    ) throws -> String {
        try scratch.reset()
        if inOneBatch {
            _ = try scratch.store.apply(bodies, numbers: nil)
        } else {
            for body in bodies + bodies.prefix(1) { _ = try scratch.store.apply([body], numbers: nil) }
        }
        let dump = try scratch.dump()
        guard rebuilds else { return dump }
        try scratch.store.rebuild()
        #expect(try scratch.dump() == dump, "a rebuild gives the same bytes")
        return dump
    }

    @Test func theBestOfABodyStands() throws {
        let scratch = try Scratch(isQuick: true)
        _ = try scratch.store.apply([Self.historyAndLive], numbers: nil)
        let row = try #require(try scratch.store.thread(number: nil, alias: Alias(.waID, Self.dana)))
        #expect(row.waitingSince == Bodies.noon + .seconds(60), "a live message asks for an answer")
        #expect(row.unread == 1, "\(row)")
    }

    @Test func anEchoIsAnsweredWhereItWent() throws {
        let scratch = try Scratch(isQuick: true)
        _ = try scratch.store.apply(
            [
                Bodies.echo("wamid.e", at: 10, to: Self.dana),
                Bodies.status("delivered", of: "wamid.x", at: 20, to: Self.dana, bsuid: Self.danaID),
            ], numbers: nil)
        #expect(try scratch.store.thread(number: nil, alias: Alias(.bsuid, Self.danaID))?.address == .phone(Self.dana))
    }

    @Test func nobodyStaysBehindAPlaceholder() throws {
        let scratch = try Scratch()
        _ = try scratch.store.apply([Self.corners[0].bodies[0]], numbers: nil)
        let ghost = try #require(try scratch.store.thread(number: nil, alias: .nobody))
        _ = try scratch.store.apply([Self.corners[0].bodies[1]], numbers: nil)
        let real = try #require(try scratch.store.thread(number: nil, alias: Alias(.waID, Self.dana)))
        #expect(try scratch.store.thread(number: nil, alias: .nobody) == nil)
        #expect(try scratch.store.status().unrouted == 0)
        #expect(try scratch.store.thread(ghost.key)?.key == real.key, "a screen that held the old key finds the way")
    }
}
