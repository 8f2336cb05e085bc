import Inbox
import Testing

/// Messages and happenings that are told by other fields than `messages` (`whatsapp.md` §1.7.13, §1.7.14, §1.8).
@Suite("Reading what is told by other ways")
struct OtherWayEventTests {
    private static func echoes(_ events: [Event]) -> [EchoEvent] {
        events.compactMap { if case .echo(let echo) = $0 { echo } else { nil } }
    }

    @Test("an echo of the phone app is ours, and for whom it names")
    func phoneEcho() throws {
        let found = try Received.events(
            #"""
            "contacts":[{"profile":{"name":"Dana","username":"@dana.o"},"user_id":"US.4821"}],
            "message_echoes":[{"from":"15550001111","to_user_id":"US.4821","to":"15557770101","id":"wamid.E1",
            "timestamp":"1795430500","type":"text","text":{"body":"on my way"},"context":{"id":"wamid.Q"}}]
            """#, field: "smb_message_echoes")
        let echo = try #require(Self.echoes(found).first)
        #expect(found.count == 1 && echo.telling == .phoneApp && echo.stage == .sent)
        #expect(echo.aliases == [Alias(.bsuid, "US.4821"), Alias(.waID, "15557770101")])
        #expect(echo.address == .phone("15557770101") && echo.text == "on my way" && echo.quotes == "wamid.Q")
        #expect(echo.name == "Dana" && echo.username == "dana.o" && echo.wamid == "wamid.E1")
        #expect(echo.timestamp == Instant(seconds: 1_795_430_500) && !echo.isPlaceholder)
    }

    @Test(
        "what names nobody, or has no id, stays whole",
        arguments: [
            #""message_echoes":[{"from":"15550001111","id":"wamid.E1","type":"text","text":{"body":"x"}}]"#,
            #""message_echoes":[{"to":"15557770101","type":"text","text":{"body":"x"}}]"#, #""message_echoes":[]"#,
            #""message_echoes":"x""#,
        ])
    func damagedEchoes(_ members: String) throws {
        let found = try Received.events(members, field: "smb_message_echoes")
        #expect(Self.echoes(found).isEmpty && Received.others(found).map(\.field) == ["smb_message_echoes"])
    }

    struct EchoRow: Sendable {
        let element: String
        let type: String
        let text: String?
        let quotes: String?
        var isPlaceholder = false
    }

    @Test(
        "echoes of every kind",
        arguments: [
            EchoRow(
                element: #""type":"image","image":{"id":"1","caption":"look"}"#, type: "image", text: "look",
                quotes: nil),
            EchoRow(
                element:
                    #""type":"edit","edit":{"original_message_id":"wamid.O","message":{"type":"text","text":{"body":"new"}}}"#,
                type: "edit", text: "new", quotes: "wamid.O"),
            EchoRow(
                element: #""type":"revoke","revoke":{"original_message_id":"wamid.O"}"#, type: "revoke", text: nil,
                quotes: "wamid.O"),
            EchoRow(
                element: #""type":"reaction","reaction":{"message_id":"wamid.O","emoji":"👍"}"#, type: "reaction",
                text: "👍", quotes: "wamid.O"),
            EchoRow(
                element: #""type":"interactive","interactive":{"type":"button","body":{"text":"Which one?"}}"#,
                type: "interactive", text: "Which one?", quotes: nil),
            EchoRow(element: #""type":"poll","poll":{}"#, type: "poll", text: nil, quotes: nil, isPlaceholder: true),
            EchoRow(element: #""type":7"#, type: "7", text: nil, quotes: nil, isPlaceholder: true),
            EchoRow(element: #""text":{"body":"no type"}"#, type: "text", text: "no type", quotes: nil),
        ])
    func echoKinds(_ row: EchoRow) throws {
        let found = try Received.events(
            #""message_echoes":[{"to":15557770101,"id":"wamid.E1","timestamp":1795430500,\#(row.element)}]"#,
            field: "smb_message_echoes")
        let echo = try #require(Self.echoes(found).first)
        #expect(echo.type == row.type && echo.text == row.text && echo.quotes == row.quotes)
        #expect(echo.isPlaceholder == row.isPlaceholder && echo.address == .phone("15557770101"))
    }

    @Test("past chats: theirs open nothing, ours are ours, with how far they came")
    func history() throws {
        let found = try Received.events(
            #"""
            "history":[{"metadata":{"phase":0,"chunk_order":1,"progress":55},"threads":[{"id":"15557770101",
            "context":{"wa_id":"15557770101","user_id":"US.4821"},"messages":[
            {"from":"15557770101","id":"wamid.H1","timestamp":"1780000000","type":"text","text":{"body":"Hi"}},
            {"from":"15550001111","to":"15557770101","id":"wamid.H2","timestamp":"1780000100","type":"media_placeholder",
            "history_context":{"status":"PLAYED"}},
            {"to_user_id":"US.4821","id":"wamid.H3","timestamp":1780000200,"type":"text","text":{"body":"Bye"},
            "history_context":{"status":"ERROR"}}]}]}]
            """#, field: "history")
        let theirs = try #require(Received.messages(found).first)
        #expect(found.count == 3 && theirs.telling == .history && theirs.effect == .none && !theirs.asksForAnswer)
        #expect(theirs.aliases == [Alias(.bsuid, "US.4821"), Alias(.waID, "15557770101")] && theirs.text == "Hi")
        let ours = Self.echoes(found)
        #expect(ours.map(\.wamid) == ["wamid.H2", "wamid.H3"] && ours.map(\.stage) == [.played, .accepted])
        #expect(ours[0].isPlaceholder && ours.allSatisfy { $0.telling == .history && $0.aliases == theirs.aliases })
    }

    @Test(
        "who is ours in a past chat, without our number beside it",
        arguments: [
            // Known by who wrote to the other, or by being nobody else in a chat of two.
            (#"{"from":"15550001111","to":"15557770101","id":"a"},{"from":"15550001111","id":"b"}"#, ["a", "b"]),
            (#"{"from":"15550001111","id":"b"}"#, ["b"]), (#"{"from":"15557770101","id":"b"}"#, []),
            // The same number in two spellings, and a participant of a group.
            (#"{"from":"1557770101","id":"b"}"#, []), (#"{"from":"15550001111","group_id":"G","id":"b"}"#, []),
        ] as [(String, [String])])
    func oursInHistory(_ elements: String, ours: [String]) throws {
        let found = try Received.events(
            #""history":[{"threads":[{"id":"15557770101","messages":[\#(elements)]}]}]"#, field: "history",
            metadata: #""phone_number_id":"700111222333444""#)
        let echoes = Self.echoes(found)
        #expect(echoes.map(\.wamid) == ours)
        #expect(echoes.allSatisfy { $0.aliases == [Alias(.waID, "15557770101")] })
        #expect(Received.messages(found).allSatisfy { $0.aliases != [Alias(.waID, "15550001111")] || $0.group != nil })
    }

    @Test("a refusal to share past chats is kept, beside what was shared")
    func refusedHistory() throws {
        let found = try Received.events(
            #""history":[{"errors":[{"code":2593109,"title":"not shared"}]}]"#, field: "history")
        let other = try #require(Received.others(found).first)
        #expect(found.count == 1 && other.field == "history" && other.isNews)
    }

    @Test("the files of past chats come under the ids of their placeholders")
    func historyMedia() throws {
        let found = try Received.events(
            #"""
            "messages":[{"from":"15557770101","id":"wamid.H1","timestamp":"1780000000","type":"image","image":{"id":"9"}}],
            "message_echoes":[{"to":"15557770101","id":"wamid.H2","timestamp":"1780000100","type":"image","image":{"id":"8"}}]
            """#, field: "history")
        #expect(
            Received.messages(found).map(\.wamid) == ["wamid.H1"] && Self.echoes(found).map(\.wamid) == ["wamid.H2"])
        #expect(Received.messages(found)[0].telling == .history && Received.others(found).isEmpty)
    }

    @Test("a copy of another's thread runs the window and asks nobody here")
    func standby() throws {
        let found = try Received.events(
            #"""
            "standby":{"contacts":[{"profile":{"name":"Dana"},"wa_id":"15557770101","user_id":"US.4821"}],
            "messages":[{"from":"15557770101","id":"wamid.S1","timestamp":"1795430900","type":"text",
            "text":{"body":"ready?"}}],
            "message_echoes":[{"id":"wamid.S2","timestamp":"1795430910","message":{"to":"15557770101","type":"template"},
            "template":{"name":"slot"}}],
            "statuses":[{"id":"wamid.S2","status":"delivered","timestamp":"1795430911","recipient_id":"15557770101"}]}
            """#, field: "standby")
        let copy = try #require(Received.messages(found).first)
        #expect(copy.telling == .standby && copy.effect == .opens && !copy.asksForAnswer && copy.name == "Dana")
        let echo = try #require(Self.echoes(found).first)
        #expect(echo.telling == .standby && echo.template == "slot" && echo.type == "template" && !echo.isPlaceholder)
        #expect(found.count == 3 && Received.others(found).isEmpty)
    }

    @Test(
        "copies in other frames",
        arguments: [
            (#""standby":[{"messages":[MESSAGE]}]"#, "standby"), (#""standby":{"messages":[MESSAGE]}"#, "messages"),
            (#""contacts":[{"wa_id":"15557770101"}],"standby":{"messages":[MESSAGE]}"#, "messages"),
            (#""standby":[{"contacts":[{"wa_id":"15557770101"}]},{"messages":[MESSAGE]}]"#, "standby"),
        ])
    func framesOfStandby(_ members: String, field: String) throws {
        let message = #"{"from":"15557770101","id":"wamid.S1","timestamp":"1795430900","text":{"body":"ready?"}}"#
        let found = try Received.events(members.replacing("MESSAGE", with: message), field: field)
        let copy = try #require(Received.messages(found).first)
        #expect(found.count == 1 && copy.telling == .standby && copy.effect == .opens && copy.text == "ready?")
    }

    @Test("copies without an id are known by what they say")
    func standbyWithoutAnID() throws {
        func ids(_ words: [String]) throws -> [String] {
            let elements = words.map {
                #"{"from":"15557770101","timestamp":"1795430900","type":"text","text":{"body":"\#($0)"}}"#
            }
            return Received.messages(
                try Received.events(
                    #""standby":{"messages":[\#(elements.joined(separator: ","))]}"#, field: "standby")
            ).map(\.wamid)
        }
        let both = try ids(["one", "two"])
        #expect(Set(both).count == 2 && both.allSatisfy { $0.hasPrefix("body:ab12:") })
        #expect(try ids(["two", "one"]) == both.reversed())
    }

    @Test("a handover is a line that says who had the thread, and who has it")
    func handovers() throws {
        func event(_ type: String, _ told: String, sender: String = #"{"phone_number":"15557770101"}"#) throws
            -> InboundEvent
        {
            let found = try Received.events(
                #"""
                "sender":\#(sender),"recipient":{"phone_number_id":"700111222333444"},"timestamp":"1795431000",
                "type":"\#(type)","\#(type)":{\#(told)}
                """#, field: "messaging_handovers")
            return try #require(Received.messages(found).first)
        }
        let passed = try event(
            "control_passed",
            #""previous_owner_role":"ai_agent","conversation_context":{"type":"summary","summary":{"text":"wants a refund"}}"#
        )
        #expect(passed.telling == .live && passed.asksForAnswer && passed.effect == .none && passed.role == "ai_agent")
        #expect(passed.text == "wants a refund" && passed.number == NumberID("700111222333444"))
        let taken = try event("control_taken", #""new_owner_app_role":"marketing""#, sender: #"{"user_id":"US.4821"}"#)
        #expect(taken.telling == .event && !taken.asksForAnswer && taken.role == "marketing")
        #expect(taken.aliases == [Alias(.bsuid, "US.4821")])
        #expect(
            InboundEvent.isHappening(passed.type, passed.telling) && InboundEvent.isHappening(taken.type, taken.telling)
        )
        let nobody = try Received.events(#""type":"control_passed""#, field: "messaging_handovers")
        #expect(Received.messages(nobody).isEmpty && Received.others(nobody).count == 1)
    }

    @Test("an address book names people until it takes them out")
    func addressBook() throws {
        let found = try Received.events(
            #"""
            "state_sync":[{"type":"contact","contact":{"full_name":"Dana Okafor","phone_number":"+1 555 777-0101",
            "user_id":"US.4821"},"action":"add","metadata":{"timestamp":"1795430510"}},
            {"contact":{"phone_number":15557770101},"action":"remove","metadata":{"timestamp":1795430520}},
            {"contact":{"full_name":"Nobody"},"action":"add"}]
            """#, field: "smb_app_state_sync")
        let both = [Alias(.bsuid, "US.4821"), Alias(.waID, "15557770101")]
        #expect(
            found.prefix(2) == [
                .addressBook(AddressBookEvent(aliases: both, name: "Dana Okafor", at: Instant(seconds: 1_795_430_510))),
                .addressBook(AddressBookEvent(aliases: [both[1]], name: nil, at: Instant(seconds: 1_795_430_520))),
            ])
        #expect(Received.others(found).count == 1, "what names nobody is kept")
    }

    @Test("what happens to a group stands in its conversation, once however often it is told")
    func groups() throws {
        func events(_ request: String) throws -> [InboundEvent] {
            Received.messages(
                try Received.events(
                    #"""
                    "groups":[{"timestamp":"1795430460","group_id":"Z3JvdXAx","type":"group_participants_remove",
                    "request_id":"\#(request)","removed_participants":[{"wa_id":"15557770101","user_id":"US.4821"}]}]
                    """#, field: "group_participants_update"))
        }
        let event = try #require(try events("R1").first)
        #expect(event.group == "Z3JvdXAx" && event.telling == .event && event.effect == .none && !event.asksForAnswer)
        #expect(try events("R1") == [event] && events("R2").first?.wamid != event.wamid)
    }

    @Test("what stands beside messages belongs to the conversation only when it says whose")
    func besideMessages() throws {
        let dana = #""contacts":[{"wa_id":"15557770101","user_id":"US.4821"}]"#
        let context = #""conversation_context":{"type":"summary","summary":{"text":"asked for a refund"}}"#
        let click = #""user_actions":[{"action_type":"landing_page_view","timestamp":"1795430440"}]"#
        let known = try Received.events("\(dana),\(context),\(click)")
        #expect(Set(Received.messages(known).map(\.type)) == ["conversation_context", "landing_page_view"])
        #expect(Received.messages(known).allSatisfy { $0.telling == .event && $0.effect == .none })
        let unknown = try Received.events("\(context),\(click)")
        #expect(Received.messages(unknown).isEmpty)
        #expect(Set(Received.others(unknown).map(\.field)) == ["conversation_context", "user_actions"])
    }
}
