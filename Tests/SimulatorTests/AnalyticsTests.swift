import Inbox
import Simulator
import Testing
import WhatsApp

/// What an account is told of what it sent (`whatsapp.md` §7.8).
struct AnalyticsTests {
    private static let waba = "/v25.0/900100200300400"
    private static let start = Cloud.start.seconds
    private static let plain =
        #""to":"\#(Cloud.dana)","type":"template","template":{"name":"plain","language":{"code":"en_US"}}"#

    /// Two texts and a template, all arrived, a template on another day.
    private func filled() throws -> Cloud {
        var cloud = Cloud()
        for _ in 0..<2 { #expect(cloud.sendText().status == 200) }
        #expect(cloud.send(Self.plain).status == 200)
        _ = try cloud.events(until: Cloud.start + .hours(1))
        #expect(cloud.send(Self.plain, at: Cloud.start + .hours(30)).status == 200)
        _ = try cloud.events(until: Cloud.start + .hours(40))
        return cloud
    }

    private func ask(_ field: String, _ cloud: inout Cloud) -> Cloud.Answer {
        cloud.call("GET", Self.waba, query: ["fields": field], at: Cloud.start + .hours(48))
    }

    private var range: String { ".start(\(Self.start - 86_400)).end(\(Self.start + 10 * 86_400))" }

    @Test func countsWhatWasSentAndArrived() throws {
        var cloud = try filled()
        let answer = ask("id,analytics\(range).granularity(DAY).phone_numbers([]).product_types([0,2])", &cloud)
        let points = answer.json["analytics"]?["data_points"]?.array ?? []
        #expect(points.map { $0["sent"] } == [3, 1] && points.map { $0["delivered"] } == [3, 1], "\(answer.json)")
        #expect(points.allSatisfy { ($0["end"]?.int ?? 0) - ($0["start"]?.int ?? 0) == 86_400 })
        #expect(answer.json["analytics"]?["granularity"] == "DAY" && answer.json["id"]?.text == "900100200300400")
        let halves = ask("analytics\(range).granularity(HALF_HOUR)", &cloud).json["analytics"]?["data_points"]
        #expect(halves?.array?.allSatisfy { ($0["end"]?.int ?? 0) - ($0["start"]?.int ?? 0) == 1_800 } == true)
        let month = ask("analytics\(range).granularity(MONTH)", &cloud).json["analytics"]?["data_points"]
        #expect(month?.array?.reduce(0) { $0 + ($1["sent"]?.int ?? 0) } == 4)
        let others = ask("analytics\(range).granularity(DAY).phone_numbers([\"15550009999\"])", &cloud)
        #expect(others.json["analytics"]?["data_points"] == [])
    }

    @Test func countsByPrice() throws {
        var cloud = try filled()
        let prices = ask(
            "pricing_analytics\(range).granularity(MONTHLY).metric_types([VOLUME]).dimensions([PRICING_CATEGORY,PRICING_TYPE])",
            &cloud
        ).json["pricing_analytics"]?["data"]?[0]?["data_points"]?.array
        let told = prices?.map {
            [$0["pricing_category"]?.text, $0["pricing_type"]?.text, $0["volume"]?.int.map(String.init)]
        }
        #expect(told?.contains(["SERVICE", "FREE_CUSTOMER_SERVICE", "2"]) == true, "\(told ?? [])")
        #expect(told?.contains(["UTILITY", "REGULAR", "2"]) == true, "\(told ?? [])")
        let talks = ask(
            "conversation_analytics\(range).granularity(DAILY).conversation_categories([UTILITY])", &cloud
        ).json["conversation_analytics"]?["data"]?[0]?["data_points"]?.array
        #expect(talks?.map { $0["conversation"] } == [1, 1])
    }

    @Test func countsTemplatesOnceTheyAreMeasured() throws {
        var cloud = try filled()
        let query = [
            "start": "\(Self.start - 86_400)", "end": "\(Self.start + 10 * 86_400)", "granularity": "daily",
            "template_ids": "[2]", "metric_types": "sent,delivered,read",
        ]
        func ask(_ more: [String: String] = [:]) -> Cloud.Answer {
            cloud.call(
                "GET", Self.waba + "/template_analytics", query: query.merging(more) { $1 },
                at: Cloud.start + .hours(48))
        }
        #expect(ask().code == 200_007)
        #expect(cloud.call("POST", Self.waba, query: ["is_enabled_for_insights": "true"]).status == 200)
        let data = ask().json["data"]?[0]
        #expect(data?["granularity"] == "DAILY" && data?["product_type"] == "cloud_api")
        let points = data?["data_points"]?.array ?? []
        #expect(points.map { $0["template_id"] } == ["2", "2"] && points.map { $0["delivered"] } == [1, 1])
        #expect(points.first?["clicked"] == nil && points.first?["cost"] == nil)
        for bad in [
            ["metric_types": "clicked"], ["metric_types": "cost"], ["granularity": "hourly"], ["template_ids": "[]"],
            ["template_ids": "[999]"], ["template_ids": (1...11).map(String.init).joined(separator: ",")],
            ["start": "x"], ["end": "0"], ["product_type": "other"], ["start": "\(Self.start - 100 * 86_400)"],
        ] { #expect(ask(bad).code == 100, "\(bad)") }
    }

    @Test(arguments: [
        "analytics", "analytics.start(1).end(2)", "analytics.start(2).end(1).granularity(DAY)",
        "analytics.start(1).end(2).granularity(DAILY)", "analytics.start", "call_analytics.start(1)",
        "pricing_analytics.start(1).end(2).granularity(DAILY).metric_types([COST])",
        "analytics.colour(red)", "analytics.start(1),pricing_analytics.start(1)",
    ])
    func refuses(field: String) {
        var cloud = Cloud()
        let answer = cloud.call("GET", Self.waba, query: ["fields": field])
        #expect(answer.code == 100 && !answer.details.isEmpty)
    }

    @Test func whatHasNoPriceIsSaid() {
        var cloud = Cloud()
        let range = "start(\(Self.start - 3_600)).end(\(Self.start))"
        for (field, word) in [
            ("pricing_analytics.\(range).granularity(DAILY).metric_types([COST])", "no prices"),
            ("conversation_analytics.\(range).granularity(DAILY).dimensions([COUNTRY])", "COUNTRY is not simulated"),
            ("call_analytics.\(range)", "not simulated"),
        ] {
            #expect(cloud.call("GET", Self.waba, query: ["fields": field]).details.contains(word), "\(field)")
        }
    }

    // MARK: The number's registration (§7.9)

    private static let number = "/v25.0/700111222333444"

    @Test func nothingLeavesFromANumberThatIsNotRegistered() {
        var cloud = Cloud()
        func post(_ edge: String, _ body: String = "", at time: Instant = Cloud.start) -> Cloud.Answer {
            cloud.call("POST", "\(Self.number)/\(edge)", body: body, at: time)
        }
        let pin = #"{"messaging_product":"whatsapp","pin":"123456"}"#
        #expect(post("deregister").json == ["success": true])
        #expect(cloud.sendText().code == 133_010)
        #expect(
            cloud.call("GET", Self.number, query: ["fields": "status"]).json["status"] == "DISCONNECTED")
        for bad in [
            "", "{}", #"{"messaging_product":"whatsapp"}"#, #"{"messaging_product":"whatsapp","pin":"12345"}"#,
            #"{"messaging_product":"whatsapp","pin":123456}"#, #"{"messaging_product":"sms","pin":"123456"}"#,
            #"{"messaging_product":"whatsapp","pin":"123456","colour":"red"}"#,
        ] { #expect(post("register", bad).code == 100, "\(bad)") }
        #expect(post("register", pin).json == ["success": true])
        #expect(cloud.sendText().status == 200)
        #expect(post("register", pin.replacing("123456", with: "654321")).code == 133_005)
        // Ten in 72 hours; a wrong one was a try, too.
        for _ in 0..<7 { #expect(post("register", pin).status == 200) }
        #expect(post("register", pin).code == 133_016 && post("deregister").code == 133_016)
        #expect(post("register", pin, at: Cloud.start + .hours(72)).status == 200)
        #expect(cloud.call("GET", "\(Self.number)/register").code == 100)
    }

    @Test func aCodeIsAskedForBeforeItIsGiven() {
        var cloud = Cloud()
        func post(_ edge: String, _ body: String) -> Cloud.Answer {
            cloud.call("POST", "\(Self.number)/\(edge)", body: body)
        }
        #expect(post("verify_code", #"{"code":"123456"}"#).code == 133_006)
        for bad in ["{}", #"{"code_method":"MAIL","language":"en"}"#, #"{"code_method":"SMS"}"#] {
            #expect(post("request_code", bad).code == 100, "\(bad)")
        }
        #expect(post("request_code", #"{"code_method":"SMS","language":"en"}"#).json == ["success": true])
        #expect(post("verify_code", #"{"code":"12345"}"#).code == 100)
        #expect(post("verify_code", #"{"code":"123456"}"#).json == ["success": true])
    }
}
