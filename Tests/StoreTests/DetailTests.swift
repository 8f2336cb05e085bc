import Foundation
import Inbox
import Testing

@testable import Store

/// Pages of messages carry what their payloads tell besides the words.
@Suite struct DetailTests {
    @Test func pagesTellDetails() throws {
        let scratch = try Scratch()
        let dana = "15557770101"
        let bodies = [
            Bodies.message("wamid.1", at: 0, from: dana),
            Bodies.message(
                "wamid.2", at: 1, from: dana, type: "document", content: #""document":{"filename":"nota.pdf"}"#),
            Bodies.message(
                "wamid.3", at: 2, from: dana,
                content: #""text":{"body":"oi"},"context":{"frequently_forwarded":true}"#),
            Bodies.message(
                "wamid.4", at: 3, from: dana, content: #""text":{"body":"oi"},"referral":{"headline":"Inverno"}"#),
        ]
        _ = try scratch.store.apply(bodies, numbers: nil)
        let row = try #require(try scratch.store.thread(number: Bodies.number, alias: Alias(.waID, dana)))
        let messages = try scratch.store.messages(row.key, count: 9).messages
        let wanted: [[MessageDetail]] = [
            [], [.init(.fileName, "nota.pdf"), .init(.fileType, "document")], [.init(.forwardedOften)],
            [.init(.advertisement, "Inverno")],
        ]
        #expect(messages.map(\.details) == wanted)
        for message in messages { #expect(try scratch.store.message(message.key)?.details == message.details) }
    }

    static let later: [Reception] = [
        Bodies.message("wamid.1", at: 0, from: "15557770101", group: "Z3JvdXAx"),
        reaction("wamid.2", at: 10, from: "15557770101", "👍"),
        reaction("wamid.3", at: 20, from: "15557770101", "❤️"),
        reaction("wamid.4", at: 11, from: "15557770202", "😮"),
        reaction("wamid.5", at: 12, from: "15557770202", nil),
        reaction("wamid.6", at: 5, from: "15557770303", "🎉"),
        Bodies.message(
            "wamid.7", at: 31, from: "15557770101", type: "edit",
            content: #""edit":{"original_message_id":"wamid.1","message":{"type":"text","text":{"body":"third"}}}"#,
            group: "Z3JvdXAx"),
        Bodies.message(
            "wamid.8", at: 30, from: "15557770101", type: "edit",
            content: #""edit":{"original_message_id":"wamid.1","message":{"type":"text","text":{"body":"second"}}}"#,
            group: "Z3JvdXAx"),
        Bodies.message(
            "wamid.9", at: 40, from: "15557770101", type: "revoke",
            content: #""revoke":{"original_message_id":"wamid.1"}"#, group: "Z3JvdXAx"),
    ]

    static func reaction(_ id: String, at seconds: Int64, from phone: String, _ emoji: String?) -> Reception {
        let told = emoji.map { #","emoji":"\#($0)""# } ?? ""
        return Bodies.message(
            id, at: seconds, from: phone, name: "N\(phone.suffix(3))", type: "reaction",
            content: #""reaction":{"message_id":"wamid.1"\#(told)}"#, group: "Z3JvdXAx")
    }

    /// Whichever comes first, and however the bodies are batched.
    @Test(arguments: 0..<6) func whatWasDoneLaterStandsWithTheMessage(_ turn: Int) throws {
        let scratch = try Scratch()
        let turned = Array(Self.later[turn...] + Self.later[..<turn])
        let order = turn.isMultiple(of: 2) ? turned : turned.reversed()
        for part in [order.prefix(turn + 1), order.dropFirst(turn + 1)] {
            _ = try scratch.store.apply(Array(part), numbers: nil)
        }
        let row = try #require(try scratch.store.thread(number: Bodies.number, alias: Alias(.group, "Z3JvdXAx")))
        let messages = try scratch.store.messages(row.key, count: 20).messages
        #expect(messages.count == Self.later.count, "each stays a message of its own too")
        #expect(messages.first?.text == "words of wamid.1")
        #expect(
            messages.first?.details == [
                .init(.edited, "second"), .init(.edited, "third"), .init(.revoked),
                .init(.reaction, "🎉", columns: ["N303"]), .init(.reaction, "❤️", columns: ["N101"]),
            ])
        #expect(messages.last?.quote?.key == messages.first?.key)
        let taken = messages.first { $0.wamid == "wamid.5" }
        #expect(taken?.details == [.init(.takesReactionBack)])
    }

    /// A batch is read once for all its pages, and as many bodies are kept as there is room for.
    /// Anybody can name any id: whose words they are does not change with that.
    @Test func nobodyChangesTheWordsOfAnother() throws {
        let scratch = try Scratch()
        let (dana, ada) = ("15557770101", "15557770404")
        let revoke = #""revoke":{"original_message_id":"wamid.1"}"#
        let edit = #""edit":{"original_message_id":"wamid.1","message":{"type":"text","text":{"body":"forged"}}}"#
        _ = try scratch.store.apply(
            [
                Bodies.message("wamid.1", at: 0, from: dana), Bodies.echo("wamid.e", at: 1, to: dana),
                Bodies.message("wamid.2", at: 10, from: ada, type: "edit", content: edit),
                Bodies.message("wamid.3", at: 11, from: ada, type: "revoke", content: revoke),
                Bodies.message(
                    "wamid.4", at: 12, from: dana, type: "revoke",
                    content: revoke.replacingOccurrences(of: "wamid.1", with: "wamid.e")),
            ], numbers: nil)
        let row = try #require(try scratch.store.thread(number: Bodies.number, alias: Alias(.waID, dana)))
        let messages = try scratch.store.messages(row.key, count: 9).messages
        #expect(messages.filter { ["wamid.1", "wamid.e"].contains($0.wamid) }.allSatisfy { $0.details.isEmpty })
        _ = try scratch.store.apply(
            [Bodies.message("wamid.5", at: 20, from: dana, type: "revoke", content: revoke)], numbers: nil)
        let after = try scratch.store.messages(row.key, count: 9).messages
        #expect(after.first { $0.wamid == "wamid.1" }?.details == [.init(.revoked)])
    }

    @Test func aBodyIsReadOnce() throws {
        let readings = BodyReadings()
        var count = 0
        func ask(_ body: UInt8) {
            let digest = Digest(data: Data(repeating: body, count: 32))
            let details = readings.details(of: digest) {
                count += 1
                return ["wamid.\(body)": [MessageDetail(.forwarded)]]
            }
            #expect(details.keys.first == "wamid.\(body)")
        }
        for _ in 0..<100 { ask(0) }
        #expect(count == 1)
        for body in 1..<UInt8(BodyReadings.capacity) { ask(body) }
        ask(0)
        #expect(count == BodyReadings.capacity)
        ask(200)  // in the place of body 1, which was used longest ago
        ask(0)
        #expect(count == BodyReadings.capacity + 1)
        ask(1)
        #expect(count == BodyReadings.capacity + 2)
    }

    /// The name a group was given last, in whatever order it is told, and never that of somebody in it.
    @Test(arguments: 0..<4) func aGroupIsCalledByItsSubject(_ turn: Int) throws {
        func subject(_ text: String, at seconds: Int64, taken: Bool = true) -> Reception {
            Bodies.reception(
                """
                "groups":[{"timestamp":"\(Bodies.noon.seconds + seconds)","group_id":"Z3JvdXAx",\
                "type":"group_settings_update","group_subject":{"text":"\(text)","update_successful":\(taken)}}]
                """, name: text, arrival: nil, field: "group_settings_update")
        }
        let bodies = [
            Bodies.message("wamid.1", at: 500, from: "15557770101", name: "Dana", group: "Z3JvdXAx"),
            subject("Order 31", at: 10), subject("Order 31, packed", at: 20), subject("Refused", at: 30, taken: false),
        ]
        let scratch = try Scratch()
        func name() throws -> String? {
            let row = try scratch.store.thread(number: Bodies.number, alias: Alias(.group, "Z3JvdXAx"))
            return try #require(row).name
        }
        for body in bodies[turn...] + bodies[..<turn] { _ = try scratch.store.apply([body], numbers: nil) }
        #expect(try name() == "Order 31, packed")
        try scratch.store.rebuild()
        #expect(try name() == "Order 31, packed")
    }

    /// As the phone shows it, though the template may be another since.
    @Test func aSentTemplateKeepsItsButtons() throws {
        let scratch = try Scratch()
        _ = try scratch.store.apply([Bodies.message("wamid.1", at: 0, from: "15557770101")], numbers: nil)
        let row = try #require(try scratch.store.thread(number: Bodies.number, alias: Alias(.waID, "15557770101")))
        let template = Template(
            key: TemplateKey(waba: "900100200300400", name: "t", language: "en_US"), status: "APPROVED",
            category: "UTILITY", body: "We deliver today.",
            buttons: [
                Template.Button(kind: "QUICK_REPLY", text: "Change"),
                Template.Button(kind: "URL", text: "Track", target: "https://example.org/t"),
            ])
        let now = Bodies.noon + .seconds(60)
        let content = Content.template(TemplateForm(template: template, values: [:]).content)
        let permit = try SendGate().pass(
            content, in: row.gateContext(), template: template, pass: .keyPress, at: now
        ).get()
        _ = try scratch.store.enqueue(
            permit, to: row.key, actor: "bia", id: "one", dueAt: now, notAfter: now + .hours(1), now: now)
        let sent = try #require(try scratch.store.messages(row.key, count: 9).messages.last)
        #expect(
            sent.details == [
                .init(.button, "Change"), .init(.linkButton, "Track", columns: ["https://example.org/t"]),
            ])
        #expect(sent.content == nil && sent.template != nil)
    }
}
