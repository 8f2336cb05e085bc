import Inbox
import Simulator
import Testing
import WhatsApp

/// Templates made, deleted and compared (`whatsapp.md` §6.3).
struct TemplateMakingTests {
    private var cloud = Cloud()
    private let now = Cloud.start
    private static let list = "/v25.0/900100200300400/message_templates"

    private mutating func make(_ body: String, at time: Instant? = nil) -> Cloud.Answer {
        cloud.call("POST", Self.list, body: body, at: time ?? now)
    }

    private mutating func delete(_ query: [String: String], at time: Instant? = nil) -> Cloud.Answer {
        cloud.call("DELETE", Self.list, query: query, at: time ?? now)
    }

    private mutating func news(until time: Instant) throws -> [TemplateEvent] {
        try cloud.events(until: time).compactMap { if case .template(let news) = $0 { news } else { nil } }
    }

    private static func new(_ name: String = "new_slot", language: String = "en_US", _ more: String = "") -> String {
        """
        {"name":"\(name)","language":"\(language)","category":"UTILITY",\(more)\
        "components":[{"type":"BODY","text":"Hello {{1}}, we come at {{2}} today.",\
        "example":{"body_text":[["Dana","13:00"]]}}]}
        """
    }

    @Test mutating func aNewOneIsReviewedAndThenSent() throws {
        let made = make(Self.new())
        let id = try #require(made.json["id"]?.text)
        #expect(made.status == 200 && made.json["status"] == "PENDING" && made.json["category"] == "UTILITY")
        #expect(try news(until: now).map(\.change) == [.status("PENDING", reason: nil)])
        let node = cloud.call("GET", "/v25.0/\(id)", at: now).json
        #expect(node["name"] == "new_slot" && node["quality_score"]?["score"] == "UNKNOWN")
        #expect(node["components"]?[0]?["example"] == ["body_text": [["Dana", "13:00"]]])
        let send =
            #""to":"\#(Cloud.dana)","type":"template","template":{"name":"new_slot","language":{"code":"en_US"},"#
            + #""components":[{"type":"body","parameters":[{"type":"text","text":"A"},{"type":"text","text":"B"}]}]}"#
        #expect(cloud.send(send, at: now).code == 132_001)
        #expect(cloud.send(send, at: now + .minutes(10)).status == 200)
        #expect(try news(until: now + .minutes(10)).map(\.change) == [.status("APPROVED", reason: nil)])
        #expect(make(Self.new()).code == 100, "there is one of that name and language")
        #expect(make(Self.new(language: "pt_BR")).status == 200)
    }

    @Test mutating func theWordsOfACodeAreThePlatformsOwn() throws {
        let body = """
            {"name":"login","language":"en","category":"authentication","message_send_ttl_seconds":60,"components":[
            {"type":"body","add_security_recommendation":true},{"type":"footer","code_expiration_minutes":5},
            {"type":"buttons","buttons":[{"type":"otp","otp_type":"copy_code"}]}]}
            """
        let id = try #require(make(body).json["id"]?.text)
        let node = cloud.call("GET", "/v25.0/\(id)", at: now).json
        let parts = node["components"]?.array ?? []
        #expect(parts.count == 3 && parts[0]["text"]?.string?.contains("{{1}}") == true)
        #expect(parts[1]["text"]?.string?.contains("5 minutes") == true)
        #expect(parts[2]["buttons"]?[0]?["type"] == "OTP" && parts[2]["buttons"]?[0]?["text"] != "")
        #expect(node["message_send_ttl_seconds"] == 60)
        #expect(make(body.replacing("\"login\"", with: "\"other\"").replacing(":5}", with: ":91}")).code == 100)
    }

    @Test mutating func aHundredAnHour() {
        for number in 0..<100 { #expect(make(Self.new("slot_\(number)")).status == 200) }
        #expect(make(Self.new("slot_100")).code == 2_388_019)
        #expect(make(Self.new("slot_100"), at: now + .hours(1)).status == 200)
    }

    @Test mutating func deletesByNameAndById() throws {
        let id = try #require(make(Self.new("plain", language: "pt_BR")).json["id"]?.text)
        let third = try #require(make(Self.new("plain", language: "es")).json["id"]?.text)
        _ = try news(until: now)
        #expect(delete(["name": "slow", "hsm_id": id]).code == 100, "the name and the id are of one template")
        #expect(delete(["name": "plain", "hsm_id": id]).json == ["success": true])
        #expect(try news(until: now).map(\.change) == [.status("DELETED", reason: nil)])
        #expect(cloud.call("GET", "/v25.0/\(id)", at: now).code == 100)
        #expect(cloud.call("GET", Self.list, query: ["name": "plain"], at: now).json["data"]?.array?.count == 2)
        #expect(make(Self.new("plain", language: "pt_BR")).code == 100, "thirty days")
        #expect(make(Self.new("plain", language: "fr")).status == 200)
        #expect(delete(["name": "plain"]).status == 200)
        #expect(cloud.call("GET", Self.list, query: ["name": "plain"], at: now).json["data"] == [])
        #expect(cloud.call("GET", "/v25.0/\(third)", at: now).code == 100)
        #expect(make(Self.new("plain", language: "de"), at: now + .hours(719)).code == 100)
        #expect(make(Self.new("plain", language: "de"), at: now + .hours(720)).status == 200)
        #expect(delete(["hsm_ids": #"["1","3"]"#]).status == 200)
        #expect(cloud.call("GET", "/v25.0/3", at: now).code == 100)
        // The review of one that is gone ends nothing.
        let approved = try news(until: now + .hours(800)).filter {
            if case .status("APPROVED", _) = $0.change { true } else { false }
        }
        #expect(approved.map(\.key.language) == ["de"])
    }

    private static let badDeletes: [[String: String]] = [
        [:], ["name": ""], ["name": "nobody"], ["name": "plain", "hsm_id": "3"], ["hsm_ids": "[]"],
        ["hsm_ids": "[2,999]"], ["hsm_ids": String(repeating: "2,", count: 101)],
    ]

    @Test(arguments: badDeletes)
    func refusesToDelete(query: [String: String]) {
        var cloud = Cloud()
        #expect(cloud.call("DELETE", Self.list, query: query).code == 100)
        #expect(cloud.call("GET", "/v25.0/2").status == 200)
    }

    @Test func whatDirectSendMadeStays() {
        var made = SimTemplate(id: "20", name: "auto_generated_7", language: "en_US", body: "Shipped.")
        made.isAutoGenerated = true
        var cloud = Cloud()
        cloud.simulator = CloudSimulator(account: Cloud.account, people: [], templates: [made], seed: 1)
        #expect(cloud.call("DELETE", Self.list, query: ["name": made.name]).code == 2_388_330)
    }

    private static func body(_ text: String, _ more: String = "") -> String {
        #"{"name":"x","language":"en","category":"MARKETING","components":[{"type":"BODY","text":"\#(text)"}\#(more)]}"#
    }

    private static func buttons(_ list: String) -> String { body("a", #",{"type":"BUTTONS","buttons":[\#(list)]}"#) }

    private static let url = #"{"type":"URL","text":"Go","url":"https://a.example"}"#
    private static let reply = #"{"type":"QUICK_REPLY","text":"Yes"}"#

    private static func times(_ count: Int, _ letter: String) -> String { String(repeating: letter, count: count) }

    /// Refused with 100.
    private static let bad: [String] = [
        "no json", "{}", new("Upper"), new(times(513, "a")), new(language: "english"), new(language: "en_us"),
        new("x", #""colour":"red","#), new("x", #""parameter_format":"NAMED","#),
        new("x", #""parameter_format":"ODD","#), new("x", #""library_template_name":"y","#),
        new("x", #""message_send_ttl_seconds":29,"#),
        #"{"name":"x","language":"en","category":"NEWS","components":[{"type":"BODY","text":"a"}]}"#,
        #"{"name":"x","language":"en","components":[{"type":"BODY","text":"a"}]}"#,
        #"{"name":"x","language":"en","category":"UTILITY"}"#, buttons([url, url, url].joined(separator: ",")),
        buttons([reply, url, reply].joined(separator: ",")), buttons(reply.replacing("Yes", with: times(26, "a"))),
        buttons(phone.replacing("DIGITS", with: times(21, "1"))),
    ]

    private static let phone = #"{"type":"PHONE_NUMBER","text":"Call","phone_number":"DIGITS"}"#

    @Test(arguments: bad) func refusesToMake(body: String) { refuse(body, 100) }

    private static func part(_ type: String, _ more: String) -> String { #",{"type":"\#(type)",\#(more)}"# }

    private static let one = #","example":{"body_text":[["Dana"]]}"#
    private static let sampled = #"{"type":"BODY","text":"Hello {{1}}, we come today."\#(one)}"#

    private static func parts(_ parts: String) -> String {
        #"{"name":"x","language":"en","category":"MARKETING","components":[\#(parts)]}"#
    }

    private static func link(_ more: String) -> String {
        parts(
            #"{"type":"BODY","text":"a"},{"type":"BUTTONS","buttons":[{"type":"URL","text":"Go",\#(more)}]}"#)
    }

    /// What the platform says of words and variables, and of samples that are not there (`whatsapp.md` §6.2, §9.2).
    static let wordings: [(String, Int?)] = [
        (parts(sampled), nil), (body("Hi."), nil),
        (body("{{1}} is here."), 2_388_299), (body("Here is {{1}}"), 2_388_299), (body(times(1_025, "a")), 2_388_040),
        (body("Hi {{2}}, see you tomorrow."), 2_388_072), (body("Hi there {{1}}{{2}}, see you soon."), 2_388_072),
        (body("Hi there {{1}} {{2}}, see you soon."), 2_388_072),
        (body("Hi {{1}} and {{who}}, see you tomorrow."), 2_388_072),
        (body("Hi {{Who}}, see you tomorrow."), 2_388_072), (body("Hi {{1}, see you tomorrow."), 2_388_072),
        (body("Hi {{1}}, bye {{2}} ok."), 2_388_293),
        // Samples.
        (parts(#"{"type":"BODY","text":"Hello {{1}}, we come today."}"#), 100),
        (parts(#"{"type":"BODY","text":"Hello {{1}}, we come at {{2}} today."\#(one)}"#), 100),
        (
            parts(#"{"type":"BODY","text":"Hello {{who}}, we come today.","example":{"body_text_named_params":[]}}"#),
            100
        ),
        (
            parts(
                #"{"type":"BODY","text":"Hello {{who}}, we come today.","example":{"body_text_named_params":[{"param_name":"who","example":"Dana"}]}}"#
            ), nil
        ),
        (parts(#"{"type":"HEADER","format":"TEXT","text":"For {{1}}"},\#(sampled)"#), 100),
        (
            parts(#"{"type":"HEADER","format":"TEXT","text":"For {{1}}","example":{"header_text":["5"]}},\#(sampled)"#),
            nil
        ),
        (parts(#"{"type":"HEADER","format":"IMAGE"},\#(sampled)"#), 100),
        (parts(#"{"type":"HEADER","format":"IMAGE","example":{"header_handle":["4::a"]}},\#(sampled)"#), nil),
        (link(#""url":"https://a.example/{{1}}""#), 100),
        (link(#""url":"https://a.example/{{1}}","example":["https://a.example/5"]"#), nil),
        (link(#""url":"https://a.example/{{1}}/x","example":["https://a.example/5/x"]"#), 100),
        (link(#""url":"a.example""#), 100),
        // Headers, footers, and what stands where it may not.
        (parts(sampled + part("FOOTER", #""text":"Bye {{1}}""#)), 2_388_073),
        (parts(sampled + part("FOOTER", #""text":"\#(times(61, "a"))""#)), 2_388_073),
        (parts(#"{"type":"HEADER","format":"TEXT","text":"\#(times(61, "a"))"},\#(sampled)"#), 2_388_047),
        (parts(#"{"type":"HEADER","format":"TEXT","text":"{{1}} of {{2}}"},\#(sampled)"#), 2_388_047),
        (parts(#"{"type":"HEADER","format":"SOUND"},\#(sampled)"#), 100),
        (parts(sampled + "," + sampled), 100), (parts(sampled + part("STICKER", #""text":"a""#)), 100),
        (buttons(#"{"type":"QUICK_REPLY"}"#), 100), (buttons(#"{"type":"COPY_CODE"}"#), 100),
        (buttons(#"{"type":"COPY_CODE","example":"TEN"}"#), nil),
        (buttons(#"{"type":"OTP","otp_type":"COPY_CODE"}"#), 100),
        (buttons(#"{"type":"FLOW","text":"Book"}"#), 100), (buttons(#"{"type":"SWITCH","text":"On"}"#), 100),
    ]

    @Test(arguments: wordings) func judgesWords(body: String, code: Int?) {
        guard let code else {
            var cloud = Cloud()
            let made = cloud.call("POST", Self.list, body: body)
            #expect(made.status == 200, "\(made.details)")
            return
        }
        refuse(body, code)
    }

    private func refuse(_ body: String, _ code: Int) {
        var cloud = Cloud()
        #expect(cloud.call("POST", Self.list, body: body).code == code)
        #expect(cloud.call("GET", Self.list).json["data"]?.array?.count == Cloud.templates.count)
    }

    @Test mutating func comparesHowTheyAreTaken() throws {
        let send = #""to":"\#(Cloud.dana)","type":"template","template":{"name":"plain","language":{"code":"en_US"}}"#
        #expect(cloud.send(send, at: now).status == 200)
        _ = try news(until: now + .hours(1))
        let range = ["start": "\(now.seconds)", "end": "\(now.seconds + 7_200)"]
        let query = range.merging(["template_ids": "[\"3\"]"]) { own, _ in own }
        let data = cloud.call("GET", "/v25.0/2/compare", query: query, at: now + .hours(1)).json["data"]
        #expect(data?.array?.map { $0["metric"] } == ["BLOCK_RATE", "MESSAGE_SENDS", "TOP_BLOCK_REASON"])
        #expect(data?[0]?["order_by_relative_metric"]?.array?.count == 2)
        #expect(data?[1]?["number_values"] == [["key": "2", "value": 1], ["key": "3", "value": 0]])
        #expect(cloud.call("GET", "/v25.0/2/compare", query: range, at: now).code == 100)
        #expect(
            cloud.call("GET", "/v25.0/2/compare", query: ["template_ids": "999", "start": "1", "end": "2"]).code == 100)
        #expect(
            cloud.call("GET", "/v25.0/2/compare", query: ["template_ids": "3", "start": "2", "end": "2"]).code == 100)
    }
}
