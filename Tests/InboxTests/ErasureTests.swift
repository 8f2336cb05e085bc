import Inbox
import Testing
import WhatsApp

/// What is cut out of a body, and that every other byte stays.
@Suite("Erasing from bodies")
struct ErasureTests {
    private static let erasure = Erasure(ids: ["5511955550101", "US.1"], messages: ["wamid.a", "wamid.out"])

    private static func body(_ value: String, field: String = "messages") -> String {
        #"{"object":"w", "entry":[ {"id":"9","changes":[{"field":"\#(field)","value":{"metadata":{"phone_number_id":"1"},\#(value)}}]}]}"#
    }

    private static let ana = #"{"from":"5511955550101","id":"wamid.x","text":{"body":"oi"}}"#
    private static let rui = #"{ "from" : "5511955550102", "id":"wamid.y" ,"text":{"body":"olá \u00e9 }]"}}"#
    private static let anaCard = #"{"wa_id":"5511955550101","profile":{"name":"Ana"}}"#
    private static let ruiCard = #"{"wa_id":"5511955550102","profile":{"name":"Rui"}}"#

    @Test(
        "takes out what is theirs",
        arguments: [
            (
                body(#""contacts":[\#(anaCard), \#(ruiCard)],"messages":[ \#(ana),\#(rui) ]"#),
                body(#""contacts":[\#(ruiCard)],"messages":[ \#(rui) ]"#)
            ),
            (body(#""messages":[\#(rui),\#(ana),\#(rui)]"#), body(#""messages":[\#(rui),\#(rui)]"#)),
            // By the id of the message, whoever has the number now; by a business-scoped id; by a number that is a number.
            (body(#""messages":[{"from":"5","id":"wamid.a"},\#(rui)]"#), body(#""messages":[\#(rui)]"#)),
            (body(#""messages":[{"from_user_id":"US.1","id":"q"},\#(rui)]"#), body(#""messages":[\#(rui)]"#)),
            (body(#""messages":[{"from":5511955550101},\#(rui)]"#), body(#""messages":[\#(rui)]"#)),
            (body(#""messages":[{"from":"+5511955550101"},\#(rui)]"#), body(#""messages":[\#(rui)]"#)),
            (body(#""messages":[{"from":"\u0035511955550101"},\#(rui)]"#), body(#""messages":[\#(rui)]"#)),
            (
                body(#""messages":[{"type":"system","system":{"wa_id":"5511955550101"}},\#(rui)]"#),
                body(#""messages":[\#(rui)]"#)
            ),
            (
                body(#""messages":[\#(rui)],"statuses":[{"id":"s","recipient_id":"5511955550101"}]"#),
                body(#""messages":[\#(rui)],"statuses":[]"#)
            ),
            (
                body(#""statuses":[{"id":"wamid.out"},{"id":"s","recipient_id":"7"}]"#),
                body(#""statuses":[{"id":"s","recipient_id":"7"}]"#)
            ),
            // A group's happening loses the one person, a history the one thread.
            (
                body(#""groups":[{"group_id":"G","joined":[{"wa_id":"5511955550101"},{"wa_id":"7"}]}]"#, field: "g"),
                body(#""groups":[{"group_id":"G","joined":[{"wa_id":"7"}]}]"#, field: "g")
            ),
            (
                body(
                    #""history":[{"threads":[{"id":"5511955550101","messages":[\#(ana)]},{"id":"7","messages":[\#(rui)]}]}]"#
                ),
                body(#""history":[{"threads":[{"id":"7","messages":[\#(rui)]}]}]"#)
            ),
            (
                body(#""state_sync":[{"contact":{"phone_number":"5511955550101"}},{"contact":{"phone_number":"7"}}]"#),
                body(#""state_sync":[{"contact":{"phone_number":"7"}}]"#)
            ),
        ])
    func cuts(_ body: String, _ expected: String) {
        guard case .cut(let bytes, let items) = Self.erasure.apply(to: Array(body.utf8)) else {
            Issue.record("not cut: \(Self.erasure.apply(to: Array(body.utf8)))")
            return
        }
        #expect(String(decoding: bytes, as: UTF8.self) == expected && items > 0)
        #expect(Self.erasure.apply(to: bytes) == .untouched, "once is enough")
    }

    @Test(
        "leaves nothing where nothing else was",
        arguments: [
            body(#""contacts":[\#(anaCard)],"messages":[\#(ana)]"#), body(#""messages":[\#(ana),\#(ana)]"#),
            // Another's name may stand beside it, but said nothing.
            body(#""contacts":[{"wa_id":"7"}],"messages":[{"id":"wamid.a"}]"#),
            body(#""statuses":[{"id":"wamid.out"}]"#),
            body(#""recipient":{"id":"1"},"sender":{"phone_number":"5511955550101"}"#, field: "messaging_handovers"),
            body(#""groups":[{"group_id":"G","left":[{"wa_id":"5511955550101"}]}]"#, field: "g"),
            body(#""history":[{"threads":[{"id":"7","messages":[{"id":"wamid.a"}]}]}]"#),
        ])
    func empties(_ body: String) {
        guard case .emptied = Self.erasure.apply(to: Array(body.utf8)) else {
            Issue.record("something stays: \(Self.erasure.apply(to: Array(body.utf8)))")
            return
        }
    }

    @Test(
        "leaves alone what is another's",
        arguments: [
            body(#""messages":[\#(rui)]"#),
            // Another's words, card and quote that mention them.
            body(#""messages":[{"from":"7","id":"z","text":{"body":"5511955550101"}}]"#),
            body(#""messages":[{"from":"7","id":"z","contacts":[{"phones":[{"wa_id":"5511955550101"}]}]}]"#),
            body(#""messages":[{"from":"7","id":"z","context":{"from":"5511955550101","id":"wamid.a"}}]"#),
            body(#""messages":[]"#), body(#""statuses":[{"id":"s","recipient_id":"55119555501010"}]"#),
            "", "{", "[1,2", "no json", #"{"entry":[{"a":1}}"#, "null", #""5511955550101""#,
        ])
    func keeps(_ body: String) { #expect(Self.erasure.apply(to: Array(body.utf8)) == .untouched) }

    @Test("cuts bodies whose text is damaged, byte by byte")
    func damaged() {
        let rest = Array(#"{"from":"7","text":{"body":""#.utf8) + [0xFF, 0xC3, 0x0A] + Array(#""}}"#.utf8)
        let body = Array(#"{"messages":["#.utf8) + Array(Self.ana.utf8) + [0x2C] + rest + Array("]}".utf8)
        #expect(Self.erasure.apply(to: body) == .cut(Array(#"{"messages":["#.utf8) + rest + Array("]}".utf8), items: 1))
        #expect(Self.erasure.isNamed(in: body) && !Self.erasure.isNamed(in: rest))
    }

    @Test("nests no deeper than the decoder")
    func deep() {
        let body = String(repeating: "[", count: 100_000)
        #expect(Self.erasure.apply(to: Array(body.utf8)) == .untouched)
    }
}
