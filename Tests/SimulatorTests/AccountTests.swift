import Inbox
import Simulator
import Testing
import WhatsApp

/// The management paths.
struct AccountTests {
    private static let list = "/v25.0/900100200300400/message_templates"

    @Test(arguments: [1, 3, 10, 100])
    func pagesThroughAllTemplates(_ limit: Int) throws {
        var cloud = Cloud()
        var names: [String] = []
        var after: String?
        for _ in 0..<20 {
            var query = ["limit": String(limit)]
            query["after"] = after
            let answer = cloud.call("GET", Self.list, query: query)
            let page = try TemplateList(json: answer.json)
            #expect(page.unreadable.isEmpty)
            names += page.records.map(\.name)
            after = page.nextCursor
            if after == nil { break }
            let next = try #require(answer.json["paging"]?["next"]?.string)
            #expect(next.hasPrefix("http://127.0.0.1:4000/v25.0/900100200300400/message_templates?after="))
        }
        #expect(names == Cloud.templates.map(\.name))
    }

    @Test func refusesABadCursorOrLimit() {
        var cloud = Cloud()
        #expect(cloud.call("GET", Self.list, query: ["after": "QVFIzz"]).code == 131059)
        #expect(cloud.call("GET", Self.list, query: ["limit": "0"]).code == 100)
        #expect(cloud.call("DELETE", Self.list).code == 100)
    }

    @Test func filtersAndPicksFields() {
        var cloud = Cloud()
        let paused = cloud.call("GET", Self.list, query: ["status": "PAUSED", "fields": "name,status"])
        #expect(paused.json["data"] == [["id": "7", "name": "slow", "status": "PAUSED"]])
        let marketing = cloud.call("GET", Self.list, query: ["category": "MARKETING"])
        #expect(marketing.json["data"]?.array?.count == 2)
    }

    @Test func showsTheNumber() {
        var cloud = Cloud()
        let usual = cloud.call("GET", "/v25.0/700111222333444").json
        #expect(usual["verified_name"] == "Harbour Goods")
        #expect(usual["status"] == nil)
        let picked = cloud.call("GET", "/700111222333444", query: ["fields": "status, display_phone_number"]).json
        #expect(picked == ["id": "700111222333444", "status": "CONNECTED", "display_phone_number": "+1 555-000-1111"])
        #expect(cloud.call("GET", "/700111222333444", query: ["fields": "colour"]).code == 100)
        let list = cloud.call("GET", "/v25.0/900100200300400/phone_numbers").json
        #expect(list["data"]?[0]?["id"] == "700111222333444")
    }

    @Test func remembersTheSubscription() {
        var cloud = Cloud()
        let path = "/v25.0/900100200300400/subscribed_apps"
        #expect(cloud.call("DELETE", path).json == ["success": true])
        #expect(cloud.call("GET", path).json["data"]?.array?.isEmpty == true)
        #expect(cloud.call("POST", path).json == ["success": true])
        #expect(cloud.call("GET", path).json["data"]?.array?.count == 1)
    }

    @Test func knowsNewcomersByTheirAddress() throws {
        var cloud = Cloud()
        try cloud.simulator.inbound(from: "+1 555 777 0155", name: "New", .text("a"), at: Cloud.start)
        try cloud.simulator.inbound(from: "@some.one", text: "b", at: Cloud.start)
        try cloud.simulator.inbound(from: "DE.99", text: "c", at: Cloud.start)
        try cloud.simulator.inbound(from: "@Some.One", text: "d", at: Cloud.start)
        let messages = try cloud.events(until: Cloud.start).compactMap { event -> InboundEvent? in
            guard case .message(let message) = event else { return nil }
            return message
        }
        #expect(messages.map(\.text) == ["a", "b", "c", "d"])
        #expect(messages.map(\.name) == ["New", nil, nil, nil])
        #expect(messages[0].address == .phone("15557770155"))
        #expect(messages[2].address == .bsuid("DE.99"))
        #expect(messages[1].address == messages[3].address)
        #expect(throws: SimPersonError.self) { try cloud.simulator.inbound(from: "nobody", text: "e", at: Cloud.start) }
        #expect(throws: SimPersonError.self) { try cloud.simulator.inbound(from: "12345", text: "e", at: Cloud.start) }
    }

    @Test func learnsOfMessagesThatCameAnotherWay() throws {
        var cloud = CloudSimulator(World.demo(seed: 1, start: Cloud.start))
        let guest = try #require(World.guest.phone)
        #expect(cloud.person(guest) == nil)
        let said = World.guestSays("Where is my parcel?", at: Cloud.start + .minutes(5), seed: 3)
        cloud.learn(from: said.body)
        cloud.learn(from: said.body)
        cloud.learn(from: Array("no webhook".utf8))
        let person = try #require(cloud.person(guest))
        #expect(person.lastTrigger == Cloud.start + .minutes(5))
        #expect(cloud.people.filter { $0.phone == guest }.count == 1)
        let another = World.guestSays("Where is my parcel?", at: Cloud.start + .minutes(5), seed: 4)
        #expect(another != said)
    }

    @Test func anAppThatLeftHearsNothing() throws {
        var cloud = Cloud()
        _ = cloud.call("DELETE", "/v25.0/900100200300400/subscribed_apps")
        _ = cloud.sendText()
        #expect(cloud.simulator.tick(Cloud.start + .minutes(1)).isEmpty)
        _ = cloud.call("POST", "/v25.0/900100200300400/subscribed_apps")
        _ = cloud.sendText(at: Cloud.start + .minutes(1))
        #expect(cloud.simulator.tick(Cloud.start + .minutes(2)).count == 3)
    }
}
