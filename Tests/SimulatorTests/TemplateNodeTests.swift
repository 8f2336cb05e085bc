import Inbox
import Simulator
import Testing
import WhatsApp

/// One template by its id: looked at, edited, and sent again after a pause (`whatsapp.md` §6.3).
struct TemplateNodeTests {
    private var cloud = Cloud()
    private let now = Cloud.start

    private mutating func post(_ path: String, _ body: String = "", at time: Instant? = nil) -> Cloud.Answer {
        cloud.call("POST", "/v25.0/" + path, body: body, at: time ?? now)
    }

    private mutating func news(until time: Instant) throws -> [TemplateEvent] {
        try cloud.events(until: time).compactMap { if case .template(let news) = $0 { news } else { nil } }
    }

    private mutating func status(_ id: String, at time: Instant) -> String? {
        cloud.call("GET", "/v25.0/\(id)", query: ["fields": "status"], at: time).json["status"]?.string
    }

    private static let words = #"{"components":[{"type":"BODY","text":"We are open again today."}]}"#

    @Test mutating func tellsOfItself() {
        let answer = cloud.call("GET", "/v25.0/2", query: ["fields": "name,health_status"], at: now)
        #expect(answer.json["name"] == "plain" && answer.json["id"] == "2" && answer.json["status"] == nil)
        #expect(answer.json["health_status"]?["can_send_message"] == "AVAILABLE")
        #expect(status("7", at: now) == "PAUSED")
        #expect(cloud.call("DELETE", "/v25.0/2", at: now).code == 100)
        #expect(cloud.call("GET", "/v25.0/2/unpause", at: now).code == 100)
        #expect(cloud.call("POST", "/v25.0/999/unpause", at: now).code == 100)
    }

    @Test mutating func aPausedOneIsSentAgainAfterUnpause() throws {
        let send = #""to":"\#(Cloud.dana)","type":"template","template":{"name":"slow","language":{"code":"en_US"}}"#
        #expect(cloud.send(send, at: now).code == 132015)
        let answer = post("7/unpause")
        #expect(answer.status == 200 && answer.json["success"] == true)
        #expect(
            try news(until: now).contains { if case .status("APPROVED", _) = $0.change { true } else { false } })
        #expect(cloud.send(send, at: now).status == 200)
        #expect(post("7/unpause").code == 100, "it is not paused any more")
        #expect(post("8/unpause").code == 100, "what is disabled stays so")
    }

    @Test mutating func anApprovedOneIsEditedOnceADay() throws {
        #expect(post("2", Self.words).json["success"] == true)
        let told = try news(until: now)
        #expect(told.count == 1 && told[0].key.name == "plain")
        #expect(status("2", at: now) == "APPROVED")
        #expect(cloud.call("GET", "/v25.0/2", at: now).json["components"]?[0]?["text"] == "We are open again today.")
        #expect(post("2", Self.words, at: now + .hours(24) - .seconds(1)).code == 100)
        for day in 1..<10 { #expect(post("2", Self.words, at: now + .hours(Int64(day) * 24)).status == 200) }
        #expect(post("2", Self.words, at: now + .hours(240)).code == 100, "ten in thirty days")
    }

    @Test(arguments: ["7", "9"]) mutating func whatWasPausedOrRefusedIsLookedAtAnew(id: String) throws {
        #expect(post(id, Self.words).status == 200)
        #expect(status(id, at: now) == "PENDING")
        #expect(try news(until: now).map(\.change) == [.status("PENDING", reason: nil)])
        #expect(post(id, Self.words).code == 100)
        #expect(status(id, at: now + .minutes(10)) == "APPROVED")
        #expect(try news(until: now + .minutes(10)).map(\.change).first == .status("APPROVED", reason: nil))
    }

    @Test mutating func theKindOfTemplateChanges() throws {
        #expect(post("2", #"{"category":"marketing","message_send_ttl_seconds":43200}"#).status == 200)
        #expect(cloud.call("GET", "/v25.0/2", at: now).json["category"] == "MARKETING")
        #expect(try news(until: now).count == 1)
        let plain =
            #"{"messaging_product":"whatsapp","to":"\#(Cloud.dana)","type":"template","#
            + #""template":{"name":"plain","language":{"code":"en_US"}}}"#
        let path = "700111222333444/marketing_messages"
        #expect(post(path, plain, at: now + .minutes(10) - .seconds(1)).code == 134_101)
        #expect(post(path, plain, at: now + .minutes(10)).status == 200)
    }

    @Test(arguments: [
        ("2", "{}", 100), ("2", "no json", 100), ("2", #"{"name":"other"}"#, 100), ("2", #"{"category":"NEWS"}"#, 100),
        ("2", #"{"message_send_ttl_seconds":29}"#, 100), ("2", #"{"message_send_ttl_seconds":43201}"#, 100),
        ("5", #"{"message_send_ttl_seconds":901}"#, 100), ("6", #"{"message_send_ttl_seconds":3600}"#, 100),
        ("2", #"{"cta_url_link_tracking_opted_out":"no"}"#, 100), ("2", #"{"components":[]}"#, 100),
        ("2", #"{"components":[{"type":"BODY","text":" "}]}"#, 100),
        ("2", #"{"components":[{"type":"BODY","text":"{{1}} is here."}]}"#, 2_388_299),
        ("2", #"{"components":[{"type":"BODY","text":"Here is {{1}}"}]}"#, 2_388_299),
        ("2", #"{"components":[{"type":"BODY","text":"\#(String(repeating: "a", count: 1_025))"}]}"#, 2_388_040),
        ("2", #"{"components":[{"type":"BODY","text":"a"},{"type":"FOOTER","text":"Bye {{1}}."}]}"#, 2_388_073),
        (
            "2", #"{"components":[{"type":"HEADER","format":"TEXT","text":"{{1}} {{2}}"},{"type":"BODY","text":"a"}]}"#,
            2_388_047
        ),
        ("8", #"{"category":"UTILITY"}"#, 100), ("20", #"{"category":"UTILITY"}"#, 2_388_318),
    ])
    func refusesEdits(id: String, body: String, code: Int) {
        var cloud = Cloud()
        var made = SimTemplate(id: "20", name: "auto_generated_7", language: "en_US", body: "Shipped.")
        made.isAutoGenerated = true
        cloud.simulator = CloudSimulator(
            account: Cloud.account, people: Cloud.people, templates: Cloud.templates + [made], seed: 1)
        #expect(cloud.call("POST", "/v25.0/\(id)", body: body, at: now).code == code)
        let send =
            #""to":"\#(Cloud.dana)","type":"template","template":{"name":"auto_generated_7","language":{"code":"en_US"}}"#
        #expect(cloud.send(send).code == 132_018, "made by Direct Send, it is no template to send")
    }
}
