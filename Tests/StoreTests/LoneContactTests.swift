import Inbox
import Store
import Testing

/// Two customers stay two, in any order, whoever of them a value names.
struct LoneContactTests {
    private static let ben = "15557770202"
    private static let dana = "US.48210593377120456"

    private static func reception(_ members: String, _ field: String = "messages", at seconds: Int64) -> Reception {
        Bodies.reception(members, name: "", arrival: Bodies.noon + .seconds(seconds), field: field)
    }

    private static func said(_ id: String, by sender: String, at seconds: Int64, group: String = "") -> String {
        #"{"id":"\#(id)",\#(sender),\#(group)"timestamp":"\#(Bodies.noon.seconds + seconds)","type":"text","text":{"body":"\#(id)"}}"#
    }

    private static let contact = #""contacts":[{"profile":{"name":"Dana"},"user_id":"\#(dana)"}]"#
    private static let byDana = #""from_user_id":"\#(dana)""#
    private static let byBen = #""from":"\#(ben)""#

    /// Values that name Dana and tell of both.
    private static let mixed: [(name: String, field: String, members: String)] = [
        (
            "statuses", "messages",
            #""statuses":[{"id":"o1","status":"delivered","timestamp":"1795510900","recipient_user_id":"\#(dana)"},{"id":"o2","status":"failed","timestamp":"1795510900","recipient_id":"\#(ben)","errors":[{"code":131026}]}]"#
        ),
        ("messages", "messages", "\"messages\":[\(said("a", by: byDana, at: 5)),\(said("b", by: byBen, at: 6))]"),
        (
            "echoes", "smb_message_echoes",
            #""message_echoes":[{"id":"e1","to_user_id":"\#(dana)","timestamp":"1795510900","type":"text","text":{"body":"x"}},{"id":"e2","to":"\#(ben)","timestamp":"1795510900","type":"text","text":{"body":"x"}}]"#
        ),
        (
            "calls", "calls",
            #""calls":[{"id":"c1",\#(byDana),"event":"connect","direction":"USER_INITIATED","timestamp":"1795510900"},{"id":"c2",\#(byBen),"event":"connect","direction":"USER_INITIATED","timestamp":"1795510901"}]"#
        ),
        (
            "copies", "standby",
            "\"standby\":{\"messages\":[\(said("a", by: byDana, at: 5)),\(said("b", by: byBen, at: 6))]}"
        ),
        (
            "a group", "messages",
            "\"messages\":[\(said("a", by: byDana, at: 5, group: #""group_id":"G1","#)),\(said("b", by: byBen, at: 6, group: #""group_id":"G1","#))]"
        ),
    ]

    @Test(arguments: mixed.indices) func staysTwo(_ index: Int) throws {
        let sample = Self.mixed[index]
        let facts = [
            Self.reception("\(Self.contact),\(sample.members)", sample.field, at: 10),
            Self.reception("\(Self.contact),\"messages\":[\(Self.said("m1", by: Self.byDana, at: 20))]", at: 20),
            Self.reception(
                #""contacts":[{"profile":{"name":"Ben"},"wa_id":"\#(Self.ben)"}],"messages":[\#(Self.said("m2", by: Self.byBen, at: 30))]"#,
                at: 30),
        ]
        var dumps: Set<String> = []
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [0, 1, 2, 0, 2]] {
            let scratch = try Scratch(isQuick: true)
            for place in order { _ = try scratch.store.apply([facts[place]], numbers: nil) }
            var dump: [String] = []
            try scratch.store.dump { dump.append($0) }
            dumps.insert(dump.joined(separator: "\n"))
            let aliases = dump.filter { $0.contains("\"kind\":\"alias\"") }
            #expect(!aliases.contains { $0.contains(Self.ben) && $0.contains(Self.dana) }, "\(sample.name)")
        }
        #expect(dumps.count == 1, "\(sample.name)")
    }

    @Test("a message of no known time is no evidence of a window")
    func noTimeIsNoEvidence() throws {
        let scratch = try Scratch(isQuick: true)
        for stamp in [#""timestamp":"0","#, ""] {
            let body =
                #""messages":[{"id":"u\#(stamp.count)","from":"\#(Self.ben)",\#(stamp)"type":"text","text":{"body":"x"}}]"#
            _ = try scratch.store.apply([Bodies.reception(body, name: "", arrival: nil)], numbers: nil)
        }
        let row = try #require(
            try scratch.store.threads(matching: "", limit: 5).first, "the conversation is there")
        #expect(row.window(at: Bodies.noon) == .unknown)
        let dated = #""messages":[{"id":"d","from":"\#(Self.ben)","timestamp":"0","type":"text","text":{"body":"x"}}]"#
        _ = try scratch.store.apply([Bodies.reception(dated, name: "", arrival: Bodies.noon)], numbers: nil)
        let later = try #require(try scratch.store.threads(matching: "", limit: 5).first)
        #expect(later.window(at: Bodies.noon) == .open(until: Bodies.noon + .hours(24)))
    }
}
