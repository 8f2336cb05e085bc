import Inbox
import Testing
import WhatsApp

@Suite("What a payload tells besides the words")
struct MessageDetailTests {
    struct Case: Sendable {
        var type: String
        var content: String
        var details: [MessageDetail]
    }

    static func details(_ element: String) throws -> [String: [MessageDetail]] {
        let body = #"{"entry":[{"changes":[{"field":"messages","value":{"messages":[\#(element)]}}]}]}"#
        return EventReader.details(of: try Webhook(bytes: Array(body.utf8)), digest: "ab12")
    }

    @Test(
        "of each type",
        arguments: [
            Case(
                type: "document", content: #""document":{"filename":"nota.pdf","mime_type":"application/pdf"}"#,
                details: [.init(.fileName, "nota.pdf"), .init(.fileType, "application/pdf")]),
            Case(type: "image", content: #""image":{"id":7,"mime_type":null}"#, details: [.init(.fileType, "image")]),
            Case(
                type: "voice", content: #""voice":{"id":"7"}"#, details: [.init(.voiceNote), .init(.fileType, "audio")]),
            Case(
                type: "sticker", content: #""sticker":{"animated":"true","mime_type":"image/webp"}"#,
                details: [.init(.movingSticker), .init(.fileType, "image/webp")]),
            Case(
                type: "location",
                content: #""location":{"latitude":"-23.5","longitude":-46,"name":"Vão","url":"https://m.example/1"}"#,
                details: [
                    .init(.coordinates, "-23.5, -46.0"),
                    .init(.map, "https://www.openstreetmap.org/?mlat=-23.500000&mlon=-46.000000"),
                    .init(.link, "https://m.example/1"),
                ]),
            Case(
                type: "location", content: #""location":{"latitude":-0.0000049,"longitude":180}"#,
                details: [.init(.map, "https://www.openstreetmap.org/?mlat=-0.000005&mlon=180.000000")]),
            Case(type: "location", content: #""location":{"latitude":90.5,"longitude":2.5}"#, details: []),
            Case(type: "location", content: #""location":{"latitude":1e300,"longitude":2.5}"#, details: []),
            Case(
                type: "contacts",
                content: #"""
                    "contacts":[{"name":{"first_name":"Rui"},"phones":[{"wa_id":5511987650102},null],\#
                    "emails":[{"email":"rui@example.org"}],"org":{"company":"Prado"}},7]
                    """#,
                details: [
                    .init(.cardName, "Rui"), .init(.cardCompany, "Prado"), .init(.cardPhone, "5511987650102"),
                    .init(.cardEmail, "rui@example.org"),
                ]),
            Case(
                type: "contacts",
                content: #"""
                    "contacts":[{"addresses":[{"street":"Cais 1","city":"Porto","zip":"4050","state":"","country":"Portugal"},\#
                    {"country_code":"PT"},{"type":"HOME"},8],"urls":[{"url":"https://rui.example"},{"type":"WORK"}]}]
                    """#,
                details: [
                    .init(.cardAddress, "Cais 1, 4050 Porto, Portugal"), .init(.cardAddress, "PT"),
                    .init(.link, "https://rui.example"),
                ]),
            Case(
                type: "interactive",
                content: #"""
                    "interactive":{"type":"call_permission_reply","call_permission_reply":{"response":"accept",\#
                    "is_permanent":false,"expiration_timestamp":"1796035200"}}
                    """#,
                details: [.init(.callsAllowedUntil, "1796035200")]),
            Case(
                type: "interactive",
                content: #"""
                    "interactive":{"type":"call_permission_reply","call_permission_reply":{"response":"reject",\#
                    "expiration_timestamp":"1796035200"}}
                    """#,
                details: [.init(.callsRefused)]),
            Case(
                type: "interactive",
                content: #"""
                    "interactive":{"type":"call_permission_reply","call_permission_reply":{"response":"accept"}}
                    """#,
                details: [.init(.callsAllowed)]),
            Case(
                type: "order",
                content: #"""
                    "order":{"product_items":[\#
                    {"product_retailer_id":"K-1","quantity":3,"item_price":19.9,"currency":"BRL"},\#
                    {"product_retailer_id":"K-2","quantity":"1","item_price":"0.125","currency":"BRL"}]}
                    """#,
                details: [
                    .init(.orderItem, "K-1", columns: ["3", "19.90 BRL", "59.70 BRL"]),
                    .init(.orderItem, "K-2", columns: ["1", "0.125 BRL", "0.125 BRL"]),
                    .init(.orderTotal, "59.825 BRL"),
                ]),
            Case(
                type: "order",
                content: #""order":{"text":"ok","product_items":[{"quantity":2},{"product_retailer_id":"K-9"}]}"#,
                details: [
                    .init(.orderNote, "ok"), .init(.orderItem, columns: ["2", "", ""]),
                    .init(.orderItem, "K-9", columns: ["", "", ""]),
                ]),
            Case(
                type: "order",
                content: #"""
                    "order":{"product_items":[\#
                    {"product_retailer_id":"K-1","quantity":1,"item_price":2,"currency":"BRL"},\#
                    {"product_retailer_id":"K-2","quantity":1,"item_price":1e300,"currency":"BRL"}]}
                    """#,
                details: [
                    .init(.orderItem, "K-1", columns: ["1", "2.00 BRL", "2.00 BRL"]),
                    .init(.orderItem, "K-2", columns: ["1", "", ""]),
                ]),
            Case(
                type: "order",
                content: #"""
                    "order":{"product_items":[{"product_retailer_id":"K-1","quantity":9223372036854775807,\#
                    "item_price":2,"currency":"BRL"}]}
                    """#,
                details: [.init(.orderItem, "K-1", columns: ["9223372036854775807", "2.00 BRL", ""])]),
            Case(
                type: "order",
                content: #"""
                    "order":{"product_items":[{"product_retailer_id":"A","quantity":1.5,"item_price":0.1,"currency":"BRL"},\#
                    {"product_retailer_id":"B","quantity":"2 kg"}]}
                    """#,
                details: [
                    .init(.orderItem, "A", columns: ["1.5", "0.10 BRL", ""]),
                    .init(.orderItem, "B", columns: ["2 kg", "", ""]),
                ]),
            Case(
                type: "interactive",
                content: #""interactive":{"type":"nfm_reply","nfm_reply":{"body":"Sent","response_json":"{broken"}}"#,
                details: [.init(.formUnread)]),
            Case(
                type: "interactive",
                content: #""interactive":{"type":"nfm_reply","nfm_reply":{"body":"Sent","response_json":"{\"a\":1}"}}"#,
                details: []),
            Case(
                type: "interactive",
                content: #""interactive":{"type":"list_reply","list_reply":{"title":"Noite","description":"18-20"}}"#,
                details: [.init(.choice, "18-20")]),
            Case(
                type: "interactive", content: #""interactive":{"type":"product","product":{"id":"K-2"}}"#,
                details: [.init(.replyKind, "product")]),
            Case(
                type: "system",
                content: #""system":{"type":"user_changed_number","wa_id":"5511987650909"}"#,
                details: [
                    .init(.numberChanged), .init(.formerAddress, "5511987650101"),
                    .init(.newAddress, "5511987650909"),
                ]),
            Case(
                type: "system",
                content: #"""
                    "system":{"type":"customer_identity_changed","customer":"5511987650101","identity":"h",\#
                    "wa_id":"5511987650101"}
                    """#,
                details: [.init(.codeChanged)]),
            Case(type: "request_welcome", content: #""x":1"#, details: [.init(.opened)]),
            Case(type: "reaction", content: #""reaction":{"message_id":"wamid.0","emoji":"👍"}"#, details: []),
            Case(
                type: "reaction", content: #""reaction":{"message_id":"wamid.0","emoji":""}"#,
                details: [.init(.takesReactionBack)]),
            Case(
                type: "reaction", content: #""reaction":{"message_id":"wamid.0"}"#,
                details: [.init(.takesReactionBack)]),
            Case(
                type: "revoke", content: #""revoke":{"original_message_id":"wamid.0"}"#, details: [.init(.revokes)]),
            Case(
                type: "unsupported",
                content: #""unsupported":{"type":"poll_creation"},"errors":[{"code":131051},{"title":"no"}]"#,
                details: [.init(.notCarried, "poll_creation"), .init(.reason, "131051"), .init(.reason, "no")]),
            Case(
                type: "text", content: #""text":{"body":"oi"},"referral":{"headline":"Inverno","body":"menos 20%"}"#,
                details: [.init(.advertisement, "Inverno, menos 20%")]),
            Case(
                type: "text", content: #""text":{"body":"oi"},"referral":{"source_id":71}"#,
                details: [.init(.advertisement, "71")]),
            Case(
                type: "text", content: #""text":{"body":"oi"},"context":{"forwarded":true}"#,
                details: [.init(.forwarded)]),
            Case(
                type: "text",
                content: #"""
                    "text":{"body":"oi"},"context":{"frequently_forwarded":true,\#
                    "referred_product":{"product_retailer_id":"K-1"}}
                    """#,
                details: [.init(.product, "K-1"), .init(.forwardedOften)]),
            Case(type: "text", content: #""text":{"body":"oi"},"context":[],"referral":{}"#, details: []),
        ])
    func kinds(_ one: Case) throws {
        let element = #"{"from":"5511987650101","id":"wamid.1","type":"\#(one.type)",\#(one.content)}"#
        #expect(try Self.details(element)["wamid.1"] == one.details)
    }

    @Test(
        "a call that failed says why, wherever that stands",
        arguments: [
            (#""calls":[{CALL,"errors":[{"code":138021,"title":"No answer"}]}]"#, ["No answer"]),
            (
                #""calls":[{CALL}],"errors":[{"code":138021,"error_data":{"details":"Not reachable."}}]"#,
                ["Not reachable."]
            ),
            (#""calls":[{CALL}],"errors":[{"code":138021}]"#, ["138021"]),
            // Of two calls nobody knows whose error it is.
            (#""calls":[{CALL},{"id":"c2","from":"1","event":"connect"}],"errors":[{"code":138021}]"#, []),
            (#""calls":[{CALL}],"errors":[]"#, []),
        ])
    func failedCalls(_ members: String, reasons: [String]) throws {
        let call =
            #""id":"c1","from":"5511987650101","event":"terminate","status":"FAILED","direction":"USER_INITIATED""#
        let value = "{\(members.replacing("CALL", with: call))}"
        let webhook = try Webhook(bytes: Array(#"{"entry":[{"changes":[{"field":"calls","value":\#(value)}]}]}"#.utf8))
        let told = EventReader.details(of: webhook, digest: "ab12")["c1:terminate"] ?? []
        #expect(told == [MessageDetail(.callMissed)] + reasons.map { MessageDetail(.reason, $0) })
    }

    @Test(
        "what happened to a group, and what did not",
        arguments: [
            (
                #""type":"group_participants_remove","removed_participants":[{"wa_id":"1555"}],"failed_participants":[{"input":"1777","errors":[{"code":131204}]}]"#,
                [
                    .init(.group, "group_participants_remove"), .init(.groupPeople, "1555"),
                    .init(.groupFailed, "1777"), .init(.groupError, "131204"),
                ]
            ),
            (
                #""type":"group_participants_remove","failed_participants":[{"input":"1777","errors":[{"message":"no"}]}]"#,
                [
                    .init(.group, "group_participants_remove_failed"), .init(.groupFailed, "1777"),
                    .init(.groupError, "no"),
                ]
            ),
            (
                #""type":"group_settings_update","group_subject":{"text":"New","update_successful":true},"profile_picture":{"update_successful":false,"errors":[{"code":131209}]}"#,
                [.init(.group, "group_settings_update"), .init(.groupName, "New"), .init(.groupError, "131209")]
            ),
            (
                #""type":"group_settings_update","group_subject":{"text":"New","update_successful":false,"errors":[{"code":131209}]}"#,
                [.init(.group, "group_settings_update"), .init(.groupError, "131209")]
            ),
            (
                #""type":"group_create","errors":[{"code":131211,"title":"limit"}]"#,
                [.init(.group, "group_create_failed"), .init(.groupError, "limit")]
            ),
        ] as [(String, [MessageDetail])])
    func groups(_ members: String, _ told: [MessageDetail]) throws {
        let body =
            #"{"entry":[{"changes":[{"field":"group_settings_update","value":{"groups":[{"group_id":"G",\#(members)}]}}]}]}"#
        let webhook = try Webhook(bytes: Array(body.utf8))
        #expect(EventReader.details(of: webhook, digest: "ab12").values.first == told)
        let event = Received.messages(EventReader.events(of: webhook, digest: "ab12", arrival: nil)).first
        #expect(event?.type == told.first?.value && event?.name == told.first { $0.kind == .groupName }?.value)
    }

    @Test("the withdrawn field for new ids has words, too")
    func userIDUpdates() throws {
        let body =
            #"{"entry":[{"changes":[{"field":"user_id_update","value":{"user_id_update":[{"user_id":{"previous":"US.1","current":"US.2"}}]}}]}]}"#
        let webhook = try Webhook(bytes: Array(body.utf8))
        #expect(
            EventReader.details(of: webhook, digest: "ab12").values.first
                == [.init(.idChanged), .init(.formerAddress, "US.1"), .init(.newAddress, "US.2")])
    }

    @Test("of long lists their beginning and how many more there are; a total counts all")
    func longLists() throws {
        let item = #"{"product_retailer_id":"K","quantity":1,"item_price":1,"currency":"EUR"}"#
        let items = Array(repeating: item, count: 1_000).joined(separator: ",")
        let order = try Self.details(#"{"id":"a","type":"order","order":{"product_items":[\#(items)]}}"#)["a"] ?? []
        #expect(order.count == MessageDetail.longestList + 2)
        #expect(order.suffix(2) == [.init(.more, "980"), .init(.orderTotal, "1000.00 EUR")])

        let card = #"{"name":{"formatted_name":"Rui"}}"#
        let cards = Array(repeating: card, count: 21).joined(separator: ",")
        let told = try Self.details(#"{"id":"a","type":"contacts","contacts":[\#(cards)]}"#)["a"] ?? []
        #expect(told == Array(repeating: .init(.cardName, "Rui"), count: 20) + [.init(.more, "1")])
    }

    @Test("under the id the store knows the message by, the first of two")
    func ids() throws {
        let details = try Self.details(
            #"""
            {"type":"image","image":{}},{"id":"a","type":"image","image":{}},\#
            {"id":"a","type":"document","document":{"filename":"x"}}
            """#)
        #expect(details == ["body:ab12:0": [.init(.fileType, "image")], "a": [.init(.fileType, "image")]])
    }
}
