import Cloud
import Desk
import Foundation
import FoundationNetworking
import Inbox
import Spool
import Store
import TestSupport
import Testing
import WhatsApp

@testable import Engine

/// What the platform holds back or does not let a business do, over real HTTP, and what an agent is told of it.
struct PlatformRulesTests {
    private let desk: PlatformDesk
    private let phone = "5511955550788"
    private var store: InboxStore { desk.store }

    init() throws { desk = try PlatformDesk() }

    /// A platform to which a customer wrote, with ingester and worker at work while `body` acts.
    private func working(
        _ options: [String] = [], gate: SendGate = SendGate(), _ body: (SimulatedPlatform) async throws -> Void
    ) async throws {
        let platform = try await desk.platform(options: options)
        let client = try desk.client(platform)
        try await desk.working(client, gate: gate) {
            try await platform.inbound("oi", from: phone)
            try await eventually("the customer") { try desk.row(phone) != nil }
            try await TemplateSync.run(store: store, client: client, at: PlatformDesk.clock)
            try await body(platform)
        }
    }

    private func template(_ name: String) throws -> Template? {
        try store.templates().first { $0.key.name == name && $0.key.language == "pt_BR" }
    }

    /// The template with something in every field.
    private func filled(_ name: String) throws -> Content {
        var form = TemplateForm(template: try #require(try template(name)))
        for field in form.fields { form.values[field.key] = "Ana" }
        return .template(form.content)
    }

    private func enqueue(_ content: Content, gate: SendGate = SendGate()) throws -> String {
        try desk.enqueue(content, to: phone, gate: gate)
    }

    private func message(_ id: String) throws -> Message? { try desk.message(id, phone) }

    private func post(_ path: String, _ platform: SimulatedPlatform) async throws -> Int {
        var request = URLRequest(url: try #require(URL(string: "\(platform.url)/v25.0/\(path)")))
        request.httpMethod = "POST"
        request.setValue("Bearer \(platform.token)", forHTTPHeaderField: "Authorization")
        return (try await URLSession.shared.data(for: request).1 as? HTTPURLResponse)?.statusCode ?? 0
    }

    // MARK: Held

    @Test func whatIsHeldForQualityIsShownAsHeldUntilItLeaves() async throws {
        try await working { platform in
            try await platform.happen(
                ["kind": "pacing", "name": "horario_feriado", "verdict": "good", "seconds": 600])
            let id = try enqueue(try filled("horario_feriado"))
            try await eventually("held") { try message(id)?.hold == .heldForQualityAssessment }
            #expect(try message(id)?.delivery?.word == "accepted", "not sent")
            try await platform.advance(seconds: 601)
            try await eventually("read") { try message(id)?.delivery?.word == "read" }
            #expect(try message(id)?.hold == nil)
        }
    }

    @Test func whatIsDroppedSaysWhyAndTheTemplateWaitsForUnpause() async throws {
        try await working { platform in
            try await platform.happen(
                ["kind": "pacing", "name": "horario_feriado", "verdict": "bad", "seconds": 600])
            let id = try enqueue(try filled("horario_feriado"))
            try await eventually("held") { try message(id)?.hold == .heldForQualityAssessment }
            try await platform.advance(seconds: 601)
            try await eventually("dropped") { try message(id)?.delivery?.failure?.code == 132_015 }
            #expect(try message(id)?.hold == nil)
            try await eventually("the pause") { try template("horario_feriado")?.status == "PAUSED" }
            let node = try #require(try template("horario_feriado")?.id)
            #expect(try await post("\(node)/unpause", platform) == 200)
            try await eventually("the pause's end") { try template("horario_feriado")?.unusable == nil }
            let again = try enqueue(try filled("horario_feriado"))
            try await eventually("read") { try message(again)?.delivery?.word == "read" }
        }
    }

    // MARK: Refused

    @Test(arguments: [
        (#"{"payment":false}"#, "horario_feriado", 131_042, "failed"),
        (#"{"display_name":false}"#, "horario_feriado", 131_037, "refused"),
        (#"{"allowed":["5511900000001"]}"#, "horario_feriado", 131_030, "refused"),
    ])
    func whatTheBusinessMayNotDoHasItsWords(rules: String, name: String, code: Int, end: String) async throws {
        try await working { platform in
            try await platform.rule(try JSONValue(text: rules))
            let id = try enqueue(try filled(name))
            try await eventually(end) { try message(id)?.delivery?.word == end }
            #expect(try message(id)?.delivery?.failure?.code == code)
            let (words, unknown) = (Words.english.platform(code), Words.english.platform(999_999))
            #expect(words.title != unknown.title && words.advice != unknown.advice && words.meaning != unknown.meaning)
        }
    }

    /// Marketing that is switched off on `/messages` goes by its own path, without anybody's doing.
    @Test func marketingTakesItsOwnPath() async throws {
        try await working { platform in
            try await platform.rule(["marketing": "endpoint"])
            for _ in 0..<2 {
                let id = try enqueue(try filled("boas_vindas"))
                try await eventually("read") { try message(id)?.delivery?.word == "read" }
            }
            try await platform.rule(["marketing": "everywhere"])
            let id = try enqueue(try filled("horario_feriado"))
            try await eventually("read") { try message(id)?.delivery?.word == "read" }
        }
    }

    @Test func rulesThatAreNoneAreRefused() async throws {
        let platform = try await desk.platform()
        for rules in [
            "{}", #"{"payment":"no"}"#, #"{"allowed":["Dana"]}"#, #"{"marketing":"nowhere"}"#, #"{"money":1}"#,
            #"{"allowed":["1","2","3","4","5","6"]}"#,
        ] {
            await #expect(throws: Overdue.self, "\(rules)") { try await platform.rule(try JSONValue(text: rules)) }
        }
    }

    // MARK: Direct Send

    @Test func buttonsLeaveWithoutAWindowWhereTheAccountMay() async throws {
        let gate = SendGate(allowsDirectSend: true)
        try await working(["--direct-send"], gate: gate) { platform in
            let actions: [Interactive.Action] = [
                .buttons([.init(id: "s", title: "Sim"), .init(id: "n", title: "Não")]),
                .link(title: "Rastrear", url: "https://example.org/t/7"),
                .call(title: "Ligar", minutes: 60, payload: nil),
            ]
            for action in actions {
                let direct = try #require(DirectContent(try Interactive(action, body: "O pedido saiu.")))
                let id = try enqueue(.direct(direct), gate: gate)
                try await eventually("read") { try message(id)?.delivery?.word == "read" }
                #expect(try message(id)?.type == "interactive")
                #expect(try message(id)?.details.last == MessageDetail(.sentDirectly))
                #expect(try store.item(id: id)?.content == .direct(direct))
            }
        }
    }
}
