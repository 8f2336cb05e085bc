import Inbox
import Simulator
import Testing
import WhatsApp

/// Blocked people and the business's profile, as the platform keeps them.
struct BlockingTests {
    private static let path = "/v25.0/700111222333444/block_users"

    private static func body(_ users: String) -> String {
        #"{"messaging_product":"whatsapp","block_users":[\#(users)]}"#
    }

    @Test func whoWroteWithinADayIsBlockedAndNotHeardAnyMore() throws {
        var cloud = Cloud()
        let answer = cloud.call(
            "POST", Self.path, body: Self.body(#"{"user":"\#(Cloud.dana)"},{"user_id":"\#(Cloud.ivy)"}"#))
        #expect(answer.status == 200)
        #expect(answer.json["block_users"]?["added_users"]?.array?.count == 2)
        #expect(answer.json["block_users"]?["added_users"]?[0]?["wa_id"] == .string(Cloud.dana))
        try cloud.simulator.inbound(from: Cloud.dana, text: "hello?", at: Cloud.start)
        #expect(try cloud.events(until: Cloud.start + .minutes(1)).isEmpty)
        #expect(cloud.sendText(at: Cloud.start + .minutes(2)).wamid != nil)
        let events = try cloud.events(until: Cloud.start + .minutes(3))
        guard case .status(let status)? = events.first else {
            Issue.record("\(events)")
            return
        }
        #expect(status.failure?.code == 131_026)
        let back = cloud.call("DELETE", Self.path, body: Self.body(#"{"user":"\#(Cloud.dana)"}"#))
        #expect(back.json["block_users"]?["removed_users"]?[0]?["input"] == .string(Cloud.dana))
        try cloud.simulator.inbound(from: Cloud.dana, text: "again", at: Cloud.start + .minutes(4))
        #expect(try cloud.events(until: Cloud.start + .minutes(5)).count == 1)
    }

    @Test func onlyWithin24HoursAndEachForThemselves() {
        var cloud = Cloud()
        // Dana wrote an hour ago.
        let edge = Cloud.start - .hours(1) + .hours(24)
        let both = Self.body(#"{"user":"\#(Cloud.ben)"},{"user":"+1 555 777-0101"}"#)
        let answer = cloud.call("POST", Self.path, body: both, at: edge - .seconds(1))
        #expect(answer.status == 400 && answer.code == 139_100)
        #expect(answer.json["block_users"]?["failed_users"]?[0]?["input"] == .string(Cloud.ben))
        #expect(answer.json["block_users"]?["failed_users"]?[0]?["errors"]?[0]?["code"] == 131_047)
        #expect(answer.json["block_users"]?["added_users"]?.array?.count == 1)
        var later = Cloud()
        #expect(later.call("POST", Self.path, body: both, at: edge).json["block_users"]?["added_users"] == [])
    }

    @Test(arguments: [
        (#"{"user":"abc"}"#, "abc", 131_009), (#"{"user_id":"US.ENT.12"}"#, "US.ENT.12", 131_009),
        (#"{"name":"x"}"#, #"{"name":"x"}"#, 131_008), ("7", "7", 131_008),
    ])
    func whoCannotBeReadKeepsNobodyElseFromBeingBlocked(user: String, input: String, code: Int64) {
        var cloud = Cloud()
        let answer = cloud.call("POST", Self.path, body: Self.body(#"\#(user),{"user":"\#(Cloud.dana)"}"#))
        #expect(answer.status == 400 && answer.code == 139_100)
        let users = answer.json["block_users"]
        #expect(users?["added_users"]?[0]?["input"] == .string(Cloud.dana))
        #expect(users?["failed_users"]?[0]?["input"] == .string(input))
        #expect(users?["failed_users"]?[0]?["errors"]?[0]?["code"] == .int(code))
    }

    @Test(arguments: [
        ("{", 100), (#"{"block_users":[]}"#, 100), (body(""), 131_008), (body(#"{"name":"x"}"#), 139_100),
        (body(#"{"user":"abc"}"#), 139_100), (body(#"{"user_id":"US.ENT.12"}"#), 139_100),
        (#"{"messaging_product":"whatsapp","block_users":[{"user":"1"}],"x":1}"#, 100),
        (body(#"{"user":"15550009999"}"#), 139_100), (body(#"{"user_id":"US.999"}"#), 139_100),
    ])
    func aBadRequestIsRefused(body: String, code: Int) {
        var cloud = Cloud()
        #expect(cloud.call("POST", Self.path, body: body).code == code)
    }

    @Test func theListIsPagedAndNoticesAChange() {
        var cloud = Cloud()
        _ = cloud.call(
            "POST", Self.path, body: Self.body(#"{"user":"\#(Cloud.dana)"},{"user_id":"\#(Cloud.ivy)"}"#))
        let first = cloud.call("GET", Self.path, query: ["limit": "1"])
        #expect(first.json["data"]?[0]?["wa_id"] == .string(Cloud.dana))
        let after = first.json["paging"]?["cursors"]?["after"]?.text ?? ""
        let second = cloud.call("GET", Self.path, query: ["limit": "1", "after": after])
        #expect(second.json["data"]?[0]?["user_id"] == .string(Cloud.ivy))
        #expect(second.json["data"]?[0]?["wa_id"] == nil && second.json["paging"]?["next"] == nil)
        let back = cloud.call("GET", Self.path, query: ["limit": "1", "before": after])
        #expect(back.json["data"]?[0]?["wa_id"] == .string(Cloud.dana))
        _ = cloud.call("DELETE", Self.path, body: Self.body(#"{"user":"\#(Cloud.dana)"}"#))
        #expect(cloud.call("GET", Self.path, query: ["after": after]).code == 139_102)
        #expect(cloud.call("GET", Self.path, query: ["after": "x"]).code == 131_059)
        #expect(cloud.call("PUT", Self.path).code == 100)
    }

    // MARK: Profile and standing

    private static let profile = "/v25.0/700111222333444/whatsapp_business_profile"

    @Test func theProfileIsShownByFieldAndChanged() {
        var cloud = Cloud()
        #expect(
            cloud.call("GET", Self.profile, query: ["fields": "about,vertical"]).json["data"]
                == [["messaging_product": "whatsapp", "about": "Open 9-17", "vertical": "RETAIL"]])
        #expect(cloud.call("GET", Self.profile).json["data"] == [["messaging_product": "whatsapp"]])
        let change = #"{"messaging_product":"whatsapp","about":"Closed","websites":["https://example.org/x"]}"#
        #expect(cloud.call("POST", Self.profile, body: change).json == ["success": true])
        #expect(
            cloud.call("GET", Self.profile, query: ["fields": "about"]).json["data"]?[0]?["about"] == "Closed")
    }

    @Test(arguments: [
        #"{"about":"x"}"#, #"{"messaging_product":"whatsapp","about":""}"#,
        #"{"messaging_product":"whatsapp","vertical":"SHIPS"}"#, #"{"messaging_product":"whatsapp","colour":"red"}"#,
        #"{"messaging_product":"whatsapp","websites":["example.org"]}"#,
        #"{"messaging_product":"whatsapp","websites":["https://a","https://b","https://c"]}"#,
        #"{"messaging_product":"whatsapp","about":"\#(String(repeating: "a", count: 140))"}"#, "[]",
    ])
    func aBadProfileIsRefused(body: String) {
        var cloud = Cloud()
        #expect(cloud.call("POST", Self.profile, body: body).code == 100)
    }

    @Test func aNumberCanLookSick() {
        var cloud = Cloud()
        cloud.simulator.amend(["name_status": "DECLINED", "quality_rating": "RED"])
        let path = "/v25.0/700111222333444"
        let fields = ["fields": "name_status,quality_rating,status"]
        #expect(cloud.call("GET", path, query: fields).json["name_status"] == "DECLINED")
        cloud.simulator.amend(["name_status": nil])
        let number = cloud.call("GET", path, query: fields).json
        #expect(number["name_status"] == "APPROVED" && number["quality_rating"] == "RED")
    }
}
