import Inbox
import Simulator
import Testing
import WhatsApp

/// What the messages path refuses, by code.
struct RefusalTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var members: String
        var code: Int
        var http = 400
        var testDescription: String { name }
    }

    static let long = String(repeating: "a", count: 4_097)

    @Test(arguments: [
        Case(name: "no recipient", members: #""text":{"body":"hi"}"#, code: 100),
        Case(name: "empty recipient", members: #""to":"","text":{"body":"hi"}"#, code: 100),
        Case(name: "words as number", members: #""to":"Dana","text":{"body":"hi"}"#, code: 131009),
        Case(name: "short number", members: #""to":"12345","text":{"body":"hi"}"#, code: 131009),
        Case(name: "BSUID in to", members: #""to":"\#(Cloud.ivy)","text":{"body":"hi"}"#, code: 131009),
        Case(name: "number in recipient", members: #""recipient":"15557770101","text":{"body":"hi"}"#, code: 131009),
        Case(name: "ourselves", members: #""to":"+1 555-000-1111","text":{"body":"hi"}"#, code: 131021),
        Case(
            name: "unknown group", members: #""recipient_type":"group","to":"nope","text":{"body":"hi"}"#,
            code: 131041, http: 404),
        Case(
            name: "odd recipient type", members: #""recipient_type":"crowd","to":"15557770101","text":{"body":"hi"}"#,
            code: 100),
        Case(name: "unknown member", members: #""to":"15557770101","txt":{"body":"hi"}"#, code: 100),
        Case(name: "unknown type", members: #""to":"15557770101","type":"poll""#, code: 100),
        Case(
            name: "type without member", members: #""to":"15557770101","type":"image","text":{"body":"hi"}"#,
            code: 131008),
        Case(name: "no content", members: #""to":"15557770101""#, code: 131008),
        Case(name: "no body", members: #""to":"15557770101","text":{}"#, code: 131008),
        Case(name: "empty body", members: #""to":"15557770101","text":{"body":""}"#, code: 100),
        Case(name: "blank body", members: #""to":"15557770101","text":{"body":" \n"}"#, code: 100),
        Case(name: "number as body", members: #""to":"15557770101","text":{"body":5}"#, code: 100),
        Case(name: "long body", members: #""to":"15557770101","text":{"body":"\#(long)"}"#, code: 100),
        Case(name: "unknown member of text", members: #""to":"15557770101","text":{"body":"hi","bold":1}"#, code: 100),
        Case(name: "text and more", members: #""to":"15557770101","text":{"body":"hi"},"image":{}"#, code: 100),
        Case(
            name: "long callback data",
            members: #""to":"15557770101","text":{"body":"hi"},"biz_opaque_callback_data":"\#(long)""#, code: 100),
        Case(name: "quote of nothing", members: #""to":"15557770101","text":{"body":"hi"},"context":{}"#, code: 131008),
        Case(name: "image without source", members: #""to":"15557770101","type":"image","image":{}"#, code: 131008),
        Case(name: "unknown media id", members: #""to":"15557770101","type":"image","image":{"id":"5"}"#, code: 131009),
        Case(
            name: "reaction to nothing",
            members: #""to":"15557770101","type":"reaction","reaction":{"message_id":"wamid.X","emoji":"👍"}"#,
            code: 131009),
        Case(name: "closed window", members: #""to":"15557770102","text":{"body":"hi"}"#, code: 131047),
        Case(name: "never wrote", members: #""to":"15557770199","text":{"body":"hi"}"#, code: 131047),
    ])
    func refuses(_ sample: Case) {
        var cloud = Cloud()
        let answer = cloud.send(sample.members)
        #expect(answer.code == sample.code, "\(answer.json.canonicalText)")
        #expect(answer.status == sample.http)
        #expect(cloud.simulator.tick(Cloud.start + .minutes(1)).isEmpty, "a refused message has no statuses")
    }

    @Test(arguments: [
        #""to":"+1 (555) 777-0101","text":{"body":"hi","preview_url":true}"#,
        #""recipient":"\#(Cloud.ivy)","type":"text","text":{"body":"hi"}"#,
        #""to":"15557770101","recipient":"nobody","text":{"body":"to wins"}"#,
        #""recipient_type":"group","to":"Z3JvdXAx","text":{"body":"hi"}"#,
        #""to":"15557770101","text":{"body":"\#(String(repeating: "é", count: 4_096))"}"#,
        #""to":"15557770101","type":"image","image":{"link":"https://example.org/a.jpg","caption":"c"}"#,
        #""to":"15557770101","type":"location","location":{"latitude":1.5,"longitude":2}"#,
    ])
    func accepts(_ members: String) {
        var cloud = Cloud()
        let answer = cloud.send(members)
        #expect(answer.status == 200, "\(answer.json.canonicalText)")
        #expect(answer.wamid?.hasPrefix("wamid.") == true)
        #expect(answer.json["messages"]?[0]?["message_status"] == "accepted")
    }

    @Test func namesTheRecipientByWhatTheyWereSentTo() {
        var cloud = Cloud()
        let byPhone = cloud.send(#""to":"+1 555 777 0101","text":{"body":"hi"}"#)
        #expect(byPhone.json["contacts"]?[0] == ["input": "+1 555 777 0101", "wa_id": "15557770101"])
        let byBSUID = cloud.send(#""recipient":"\#(Cloud.ivy)","text":{"body":"hi"}"#)
        #expect(byBSUID.json["contacts"]?[0] == ["input": .string(Cloud.ivy), "user_id": .string(Cloud.ivy)])
    }

    @Test func checksTokenPathAndBody() {
        var cloud = Cloud()
        let path = "/v25.0/700111222333444/messages"
        #expect(cloud.call("POST", path, token: nil).code == 190)
        #expect(cloud.call("POST", path, token: "other").status == 401)
        #expect(cloud.call("POST", path, query: ["access_token": "token-1"], token: nil, body: "{}").code == 100)
        #expect(cloud.call("POST", path, body: "not json").code == 100)
        #expect(cloud.call("POST", path, body: #"{"to":"15557770101"}"#).details.contains("messaging_product"))
        let unknown = cloud.call("POST", "/v25.0/123/messages", body: "{}")
        #expect(unknown.code == 100)
        #expect(unknown.json["error"]?["error_subcode"] == 33)
        #expect(cloud.call("GET", path).json["error"]?["error_subcode"] == 33)
        #expect(cloud.call("POST", "/v25.0/700111222333444/settings").details.contains("not simulated yet"))
        #expect(cloud.call("GET", "/v25.0/700111222333444/nonsense").details.contains("Unknown path"))
    }

    @Test func marksOnlyMessagesItKnows() throws {
        var cloud = Cloud()
        let wamid = try cloud.simulator.inbound(from: Cloud.dana, text: "hello", at: Cloud.start)
        #expect(cloud.send(#""status":"read","message_id":"\#(wamid)""#).json == ["success": true])
        let typing = #""status":"read","message_id":"\#(wamid)","typing_indicator":{"type":"text"}"#
        #expect(cloud.send(typing).json == ["success": true])
        #expect(cloud.send(typing.replacing(#""text""#, with: #""voice""#)).code == 131009)
        #expect(cloud.send(#""status":"read","message_id":"wamid.X""#).code == 131009)
        #expect(cloud.send(#""status":"read""#).code == 131008)
        #expect(cloud.send(#""status":"seen","message_id":"\#(wamid)""#).code == 100)
        let late = Cloud.start + .hours(30 * 24)
        #expect(cloud.send(#""status":"read","message_id":"\#(wamid)""#, at: late).code == 131009)
    }

    @Test func reactsToWhatACustomerWrote() throws {
        var cloud = Cloud()
        let wamid = try cloud.simulator.inbound(from: Cloud.dana, text: "hello", at: Cloud.start)
        let members = #""to":"\#(Cloud.dana)","type":"reaction","reaction":{"message_id":"\#(wamid)","emoji":"👍"}"#
        #expect(cloud.send(members).status == 200)
        let words = try cloud.events(until: Cloud.start + .minutes(1)).compactMap { event -> String? in
            guard case .status(let status) = event else { return nil }
            return status.status
        }
        #expect(words == ["sent"])
    }

    /// An optional member that is null counts as not given; one that has to be there is missed.
    @Test func nullCountsAsNothing() {
        var cloud = Cloud()
        let text = #""to":"\#(Cloud.dana)","recipient":null,"status":null,"context":null,"#
        #expect(cloud.send(text + #""text":{"body":"hi","preview_url":null}"#).status == 200)
        let template = #""type":"template","template":{"name":"plain","language":{"code":"en_US"},"components":null}"#
        #expect(cloud.send(text + template).status == 200)
        #expect(cloud.send(text + #""text":null"#).code == 131_008)
        #expect(cloud.send(text + #""text":{"body":null}"#).code == 131_008)
    }
}
