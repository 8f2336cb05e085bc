import Inbox
import Simulator
import WhatsApp

/// A small cloud at a fixed moment, and the shortest way to call it.
struct Cloud {
    static let start = Instant(seconds: 1_795_430_400)
    static let account = SimAccount(
        wabaID: "900100200300400", phoneNumberID: "700111222333444", phone: "15550001111",
        displayPhone: "+1 555-000-1111", verifiedName: "Harbour Goods", token: "token-1")
    static let dana = "15557770101"
    static let ben = "15557770102"
    static let ivy = "US.48210593377120456"

    static let people = [
        SimPerson(name: "Dana", phone: dana, bsuid: "US.4821", lastTrigger: start - .hours(1)),
        SimPerson(name: "Ben", phone: ben, bsuid: "US.4822", stoppedMarketing: true, lastTrigger: start - .hours(25)),
        SimPerson(name: nil, phone: nil, bsuid: ivy, username: "ivy.k", lastTrigger: start - .hours(2)),
        SimPerson(
            name: "Gone", phone: "15557770104", bsuid: "US.4824", isReachable: false, lastTrigger: start - .hours(1)),
        SimPerson(
            name: "Leo", phone: "15557770105", bsuid: "US.4825", groupID: "Z3JvdXAx", lastTrigger: start - .hours(1)),
    ]

    static let templates = [
        SimTemplate(
            id: "1", name: "delivery_slot", language: "en_US", header: .text("Order {{1}}"),
            body: "Hello {{1}}, we deliver at {{2}}.",
            buttons: [
                SimTemplate.Button("QUICK_REPLY", "Change"),
                SimTemplate.Button("URL", "Track", target: "https://example.org/t/{{1}}"),
            ]),
        SimTemplate(id: "2", name: "plain", language: "en_US", body: "We are open again."),
        SimTemplate(id: "3", name: "visit", language: "en_US", body: "{{who}} comes on {{day}}."),
        SimTemplate(id: "4", name: "photo", language: "en_US", header: .media("IMAGE"), body: "Look!"),
        SimTemplate(
            id: "5", name: "code", language: "en_US", category: "AUTHENTICATION", body: "*{{1}}* is your code.",
            buttons: [SimTemplate.Button("OTP", "Copy")]),
        SimTemplate(id: "6", name: "sale", language: "en_US", category: "MARKETING", body: "Sale for {{1}}!"),
        SimTemplate(id: "7", name: "slow", language: "en_US", status: "PAUSED", body: "Paused."),
        SimTemplate(id: "8", name: "dead", language: "en_US", status: "DISABLED", body: "Disabled."),
        SimTemplate(id: "9", name: "refused", language: "en_US", status: "REJECTED", body: "Rejected."),
        SimTemplate(
            id: "10", name: "coupon", language: "en_US", category: "MARKETING", body: "For you.",
            buttons: [SimTemplate.Button("COPY_CODE", "Copy", target: "TEN")]),
    ]

    var simulator: CloudSimulator

    init(seed: UInt64 = 1) {
        simulator = CloudSimulator(
            account: Self.account, people: Self.people, templates: Self.templates, seed: seed)
    }

    struct Answer {
        var status: Int
        var json: JSONValue
        var transport: SimResponse.Transport
        var code: Int? { json["error"]?["code"]?.int.map(Int.init) }
        var details: String {
            json["error"]?["error_data"]?["details"]?.string ?? json["error"]?["message"]?.string ?? ""
        }
        var wamid: String? { json["messages"]?[0]?["id"]?.text }
    }

    mutating func call(
        _ method: String, _ path: String, query: [String: String] = [:], token: String? = "token-1", body: String = "",
        at time: Instant = start
    ) -> Answer {
        let request = SimRequest(
            method: method, path: path, query: query, authorization: token.map { "Bearer \($0)" },
            body: Array(body.utf8), origin: "http://127.0.0.1:4000")
        let response = simulator.handle(request, now: time)
        let json = (try? JSONValue(bytes: response.body)) ?? .null  // a proxy's page is no JSON
        return Answer(status: response.status, json: json, transport: response.transport)
    }

    /// Posts a message; `messaging_product` is added.
    mutating func send(_ members: String, at time: Instant = start) -> Answer {
        call(
            "POST", "/v25.0/700111222333444/messages", body: #"{"messaging_product":"whatsapp",\#(members)}"#, at: time)
    }

    mutating func sendText(to phone: String = dana, at time: Instant = start) -> Answer {
        send(#""to":"\#(phone)","text":{"body":"hi"},"biz_opaque_callback_data":"row-1""#, at: time)
    }

    /// Everything the webhooks until `time` tell, read as the inbox reads it.
    mutating func events(until time: Instant) throws -> [Event] {
        try simulator.tick(time).flatMap { webhook in
            EventReader.events(of: try Webhook(bytes: webhook.body), digest: "d", arrival: webhook.at)
        }
    }
}
