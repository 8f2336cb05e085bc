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

    /// JSON as relays hand it on: as a text.
    private static func text(_ json: String) -> String { JSONValue.string(json).canonicalText }

    private static func change(_ value: String) -> String { #"{"field":"messages","value":\#(value)}"# }

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

    private static let two = #"{"messages":[\#(ana),\#(rui)]}"#
    private static let one = #"{"messages":[\#(rui)]}"#

    /// As the readers unwrap them: a value, a change, a message or a whole body as a text, one object where a list belongs.
    @Test(
        "finds what a relay wrapped",
        arguments: [
            (change(text(two)), change(text(one))), (change(text("\n " + two)), change(text("\n " + one))),
            (change(text("[\(two)]")), change(text("[\(one)]"))),
            (#"{"entry":[{"changes":[\#(change(text(two)))]}]}"#, #"{"entry":[{"changes":[\#(change(text(one)))]}]}"#),
            (#"{"entry":{"changes":\#(change(two))}}"#, #"{"entry":{"changes":\#(change(one))}}"#),
            (#"{"payload":\#(text(change(two)))}"#, #"{"payload":\#(text(change(one)))}"#),
            (#"{"payload":\#(text(change(text(two))))}"#, #"{"payload":\#(text(change(text(one))))}"#),
            (
                #"{"payload":[\#(text(change(#"{"messages":[\#(ana)]}"#))),\#(text(change(one)))]}"#,
                #"{"payload":[\#(text(change(one)))]}"#
            ),
            (#"{"messages":[\#(text(ana)),\#(text(rui))]}"#, #"{"messages":[\#(text(rui))]}"#),
            (#"{"messages":\#(text("[\(ana),\(rui)]"))}"#, #"{"messages":\#(text("[\(rui)]"))}"#),
            (
                #"{"statuses":[{"id":"s"}],"messages":\#(ana)}"#,
                #"{"statuses":[{"id":"s"}],"messages":[]}"#
            ),
            // What names them on a frame around others' goes by itself.
            (#"{"from":"+5511955550101","payload":\#(one)}"#, #"{"from":null,"payload":\#(one)}"#),
            (
                #"{"about":{"wa_id":"5511955550101"},"payload":\#(text(two))}"#,
                #"{"about":{"wa_id":null},"payload":\#(text(one))}"#
            ),
            (#"{"messages":[\#(rui)],"left":["5511955550101","7"]}"#, #"{"messages":[\#(rui)],"left":["7"]}"#),
        ])
    func unwraps(_ body: String, _ expected: String) { cuts(body, expected) }

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
            change(text(#"{"messages":[\#(ana)]}"#)), text(change(#"{"messages":[\#(ana)]}"#)),
            #"{"source":"relay","payload":\#(text(body(#""messages":[\#(ana)]"#)))}"#,
            #"{"entry":{"changes":{"value":{"messages":\#(ana)}}}}"#,
            #"{"field":"messaging_handovers","value":{"sender":{"phone_number":"5511955550101"}}}"#,
            change(text(#"{"sender":{"phone_number":"5511955550101"}}"#)),
            #"{"sender":{"phone_number":"5511955550101"},"control_passed":{}}"#,
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
            body(#""messages":[{"from":"7","id":"z","text":{"body":\#(text(ana))}}]"#),
            change(text(#"{"messages":[{"from":"7","context":{"from":"5511955550101"}}]}"#)),
            #"{"messages":[\#(text(#"{"from":"7","context":{"from":"5511955550101"}}"#))]}"#,
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
