import Inbox
import Testing
import WhatsApp

@Suite("Reading webhooks into events")
struct EventReaderTests {
    struct Sender: Sendable {
        var name: String
        var from: String
        var contacts: String?
        var aliases: [Alias]
        var address: Inbox.Address?
    }

    static let bsuid = Alias(.bsuid, "US.48210593377120456")
    static let phone = Alias(.waID, "15557770101")

    @Test(
        "knows the sender by whatever is told",
        arguments: [
            Sender(
                name: "both", from: #""from":"15557770101","from_user_id":"US.48210593377120456","#,
                contacts: #"{"profile":{"name":"Dana"},"wa_id":"15557770101","user_id":"US.48210593377120456"}"#,
                aliases: [bsuid, phone], address: .phone("15557770101")),
            Sender(
                name: "only a number", from: #""from":"15557770101","#, contacts: nil, aliases: [phone],
                address: .phone("15557770101")),
            Sender(
                name: "only a BSUID", from: #""from_user_id":"US.48210593377120456","#,
                contacts: #"{"profile":{"name":"Dana","username":"@dana.o"},"user_id":"US.48210593377120456"}"#,
                aliases: [bsuid], address: .bsuid("US.48210593377120456")),
            Sender(
                name: "a BSUID in the number's place", from: #""from":"US.48210593377120456","#, contacts: nil,
                aliases: [bsuid], address: .bsuid("US.48210593377120456")),
            Sender(
                name: "the contact completes the sender", from: #""from_user_id":"US.48210593377120456","#,
                contacts: #"{"wa_id":"15557770101","user_id":"US.48210593377120456"}"#, aliases: [bsuid, phone],
                address: .phone("15557770101")),
            Sender(
                name: "no sender, one contact", from: "", contacts: #"{"wa_id":"15557770101"}"#, aliases: [phone],
                address: .phone("15557770101")),
            Sender(
                name: "a parent BSUID", from: #""from_parent_user_id":"US.ENT.77","#, contacts: nil,
                aliases: [Alias(.parentBSUID, "US.ENT.77")], address: .bsuid("US.ENT.77")),
            Sender(name: "nobody at all", from: "", contacts: nil, aliases: [.nobody], address: nil),
            Sender(
                name: "something else", from: #""from":"desk-7","#, contacts: nil, aliases: [Alias(.nobody, "desk-7")],
                address: nil),
        ])
    func senders(_ sender: Sender) throws {
        let event = try Received.message(
            #"{\#(sender.from)"id":"wamid.1","timestamp":"1795430400","type":"text","text":{"body":"Hi"}}"#,
            contacts: sender.contacts)
        #expect(event.aliases == sender.aliases, "\(sender.name)")
        #expect(event.address == sender.address, "\(sender.name)")
        #expect(event.number == NumberID("700111222333444") && event.waba == "900100200300400")
        #expect(event.text == "Hi" && event.effect == .opens && event.asksForAnswer && !event.isPlaceholder)
        #expect(event.timestamp == Instant(seconds: 1_795_430_400) && !event.lacksTimestamp)
    }

    @Test("takes name and username from the contact")
    func names() throws {
        let event = try Received.message(
            #"{"from_user_id":"US.4821","id":"wamid.1","timestamp":"1","type":"text","text":{"body":"Hi"}}"#,
            contacts: #"{"profile":{"name":"Dana Okafor","username":"@dana.o"},"user_id":"US.4821"}"#)
        #expect(event.name == "Dana Okafor" && event.username == "dana.o")
    }

    struct Kind: Sendable {
        var type: String
        var content: String
        var text: String?
        var effect: WindowEffect
        var isPlaceholder = false
        var quotes: String?
    }

    @Test(
        "tells each type's words, effect and target",
        arguments: [
            Kind(
                type: "image", content: #""image":{"id":"5","caption":"a label"}"#, text: "a label", effect: .opens),
            Kind(type: "document", content: #""document":{"id":"5","filename":"a.pdf"}"#, text: nil, effect: .opens),
            Kind(type: "audio", content: #""audio":{"id":"5","voice":true}"#, text: nil, effect: .opens),
            Kind(
                type: "image", content: #""image":{"id":"5"},"errors":[{"code":131052}]"#, text: nil, effect: .opens,
                isPlaceholder: true),
            Kind(
                type: "location",
                content: #""location":{"latitude":51.5,"longitude":-0.08,"name":"Market","address":"8 St"}"#,
                text: "Market, 8 St", effect: .opens),
            Kind(
                type: "location", content: #""location":{"latitude":51.5,"longitude":-0.25}"#, text: "51.5, -0.25",
                effect: .opens),
            Kind(
                type: "contacts", content: #""contacts":[{"name":{"formatted_name":"Ben Ito"}}]"#, text: "Ben Ito",
                effect: .opens),
            Kind(
                type: "order",
                content:
                    #""order":{"text":"gift-wrap","product_items":[{"product_retailer_id":"SKU-1","quantity":2}]}"#,
                text: "gift-wrap\n2 × SKU-1", effect: .opens),
            Kind(
                type: "button", content: #""context":{"id":"wamid.OUT"},"button":{"payload":"P","text":"Change slot"}"#,
                text: "Change slot", effect: .opens, quotes: "wamid.OUT"),
            Kind(
                type: "interactive",
                content: #""interactive":{"type":"list_reply","list_reply":{"id":"2","title":"Afternoon"}}"#,
                text: "Afternoon", effect: .opens),
            Kind(
                type: "interactive",
                content:
                    #"""
                    "interactive":{"type":"nfm_reply","nfm_reply":{"name":"flow","body":"Sent",\#
                    "response_json":"{\"flow_token\":\"t\",\"slot\":\"13:00\",\"n\":2}"}}
                    """#,
                text: "n: 2\nslot: 13:00", effect: .opens),
            Kind(
                type: "interactive",
                content: #""interactive":{"type":"nfm_reply","nfm_reply":{"body":"Sent","response_json":"no json"}}"#,
                text: "Sent\nno json", effect: .opens),
            Kind(
                type: "interactive",
                content: #""interactive":{"type":"nfm_reply","nfm_reply":{"body":"Sent","response_json":"[1,2]"}}"#,
                text: "Sent\n[1,2]", effect: .opens),
            Kind(
                type: "interactive",
                content:
                    #""interactive":{"type":"nfm_reply","nfm_reply":{"body":"Sent","response_json":"\"{\\\"n\\\":2}\""}}"#,
                text: "n: 2", effect: .opens),
            Kind(
                type: "interactive", content: #""interactive":{"type":"nfm_reply","nfm_reply":{"body":"Sent"}}"#,
                text: "Sent", effect: .opens),
            Kind(
                type: "interactive", content: #""errors":[{"code":131000}]"#, text: nil, effect: .opens,
                isPlaceholder: true),
            Kind(
                type: "reaction", content: #""reaction":{"message_id":"wamid.OUT","emoji":"👍"}"#, text: "👍",
                effect: .mayOpen, quotes: "wamid.OUT"),
            Kind(
                type: "reaction", content: #""reaction":{"message_id":"wamid.OUT"}"#, text: nil, effect: .mayOpen,
                quotes: "wamid.OUT"),
            Kind(
                type: "edit",
                content:
                    #""edit":{"original_message_id":"wamid.T","message":{"type":"text","text":{"body":"better"}}}"#,
                text: "better", effect: .none, quotes: "wamid.T"),
            Kind(
                type: "revoke", content: #""revoke":{"original_message_id":"wamid.T"}"#, text: nil, effect: .none,
                quotes: "wamid.T"),
            Kind(
                type: "unsupported", content: #""unsupported":{"type":"poll_creation"},"errors":[{"code":131051}]"#,
                text: nil,
                effect: .opens, isPlaceholder: true),
            Kind(type: "request_welcome", content: #""x":1"#, text: nil, effect: .opens),
            Kind(type: "hologram", content: #""hologram":{"depth":3}"#, text: nil, effect: .opens, isPlaceholder: true),
        ])
    func kinds(_ kind: Kind) throws {
        let event = try Received.message(
            #"{"from":"15557770101","id":"wamid.1","timestamp":"1795430400","type":"\#(kind.type)",\#(kind.content)}"#)
        #expect(event.type == kind.type)
        #expect(event.text == kind.text)
        #expect(event.effect == kind.effect)
        #expect(event.isPlaceholder == kind.isPlaceholder)
        #expect(event.quotes == kind.quotes)
        #expect(event.raw.contains(#""type":"\#(kind.type)""#))
    }

    @Test(
        "what opens no window is known by what it holds, under whatever word",
        arguments: ["", "unknown", "System", "of_tomorrow"],
        [
            (#""system":{"type":"user_changed_number","wa_id":"15557770909"}"#, "system", WindowEffect.none),
            (#""edit":{"original_message_id":"w","message":{"type":"text","text":{"body":"b"}}}"#, "edit", .none),
            (#""revoke":{"original_message_id":"w"}"#, "revoke", .none),
            (#""reaction":{"message_id":"w","emoji":"👍"}"#, "reaction", .mayOpen),
        ])
    func contentDecides(_ word: String, content: (members: String, type: String, effect: WindowEffect)) throws {
        let event = try Received.message(
            #"{"from":"15557770101","id":"wamid.1","timestamp":"1795430400","type":"\#(word)",\#(content.members)}"#)
        #expect(event.type == content.type && event.effect == content.effect)
    }

    @Test("a NUL in words and ids is a sign like any other")
    func nul() throws {
        let event = try Received.message(
            #"{"from":"15557770101","id":"w.n\u0000a","type":"text","text":{"body":"x\u0000 more"}}"#)
        #expect(event.wamid == "w.n\u{FFFD}a" && event.text == "x\u{FFFD} more")
        #expect(event.raw.contains(#"x\u0000 more"#), "the payload stays as it came")
    }

    @Test(
        "what stands beside the things of a field is kept",
        arguments: [
            (
                "calls",
                #""calls":[{"id":"c","from":"1555","event":"terminate"},{"id":"d","from":"1555","event":"terminate"}],"errors":[{"code":1}]"#,
                1
            ),
            ("calls", #""calls":[{"id":"c","from":"1555","event":"terminate"}],"errors":[{"code":1}]"#, 0),
            (
                "smb_message_echoes",
                #""message_echoes":[{"to":"1555","id":"e","type":"text"}],"statuses":[{"id":"w"}]"#, 1
            ),
            (
                "smb_message_echoes",
                #""message_echoes":[{"to":"1555","id":"e","type":"text"}],"contacts":[{"wa_id":"1555"}],"statuses":[]"#,
                0
            ),
            ("group_status_update", #""groups":[{"group_id":"g","type":"group_suspend"}],"messages":[{"id":"w"}]"#, 1),
            (
                "message_template_status_update",
                #""event":"PAUSED","message_template_name":"a","message_template_language":"en","messages":[{"id":"w"}]"#,
                1
            ),
            (
                "messaging_handovers",
                #""sender":{"phone_number":"1555"},"type":"control_passed","control_passed":{"metadata":"x"}"#, 0
            ),
        ])
    func nothingBesideIsDropped(field: String, members: String, kept: Int) throws {
        #expect(Received.others(try Received.events(members, field: field)).count == kept)
    }

    @Test(
        "takes a missing or silly stamp from the arrival, else from the epoch",
        arguments: [
            "", #""timestamp":"","#, #""timestamp":"soon","#, #""timestamp":-5,"#,
            #""timestamp":"99999999999999999999","#,
        ])
    func stamps(_ stamp: String) throws {
        let element = #""messages":[{"from":"15557770101","id":"wamid.1",\#(stamp)"type":"text","text":{"body":"Hi"}}]"#
        let withArrival = try #require(Received.messages(try Received.events(element)).first)
        #expect(withArrival.timestamp == Received.arrival && withArrival.lacksTimestamp)
        let without = try #require(Received.messages(try Received.events(element, arrival: nil)).first)
        #expect(without.timestamp == Instant(milliseconds: 0) && without.lacksTimestamp)
    }

    @Test("makes up an id that a redelivery gives again")
    func syntheticIDs() throws {
        let element =
            #""messages":[{"type":"text"},{"from":"1555777","id":"","type":"text"},{"id":"wamid.9","type":"text"}]"#
        let ids = Received.messages(try Received.events(element)).map(\.wamid)
        #expect(ids == ["body:ab12:0", "body:ab12:1", "wamid.9"])
        #expect(Received.messages(try Received.events(element, arrival: nil)).map(\.wamid) == ids)
    }

    @Test("a number that is not told is an unknown one, not a lost message")
    func unknownNumber() throws {
        let found = Received.messages(
            try Received.events(#""messages":[{"id":"wamid.1","from":"1555777","type":"text"}]"#, metadata: nil))
        #expect(found.map(\.number) == [EventReader.unknownNumber])
    }

    @Test("a group is the party of its messages")
    func group() throws {
        let event = try Received.message(
            #"{"from":"15557770101","group_id":"Z3J","id":"G","timestamp":"1","type":"text","text":{"body":"hi"}}"#
        )
        #expect(event.group == "Z3J" && event.address == .group("Z3J"))
        #expect(event.aliases == [Self.phone] && event.effect == .opens)
    }

    @Test(
        "every item gives an event",
        arguments: [
            #"""
            "messages":[{"id":"a"},{"id":"b","type":"text"},7,null],"statuses":[{"id":"w","status":"sent"},\#
            {"x":1}],"errors":[{"code":130429}],"user_actions":[{"action_type":"x"},{"action_type":"y"}]
            """#,
            #""something":{"new":1}"#, #""messages":"none""#, #""statuses":[{"id":"w","status":"teleported"}]"#,
        ])
    func nothingDropped(_ members: String) throws {
        let body = #"{"entry":[{"changes":[{"field":"messages","value":{\#(members)}}]}]}"#
        let webhook = try Webhook(bytes: Array(body.utf8))
        #expect(!webhook.items.isEmpty)
        let found = EventReader.events(of: webhook, digest: Received.digest, arrival: nil)
        #expect(found.count == webhook.items.count)
    }
}
