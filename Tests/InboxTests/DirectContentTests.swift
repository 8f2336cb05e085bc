import Inbox
import Testing
import WhatsApp

private let now = Instant(seconds: 1_795_500_000)

private func code(_ verdict: Result<Permit, Refusal>) -> String {
    switch verdict {
    case .success: "pass"
    case .failure(let refusal): refusal.code
    }
}

/// Direct Send with more than words (`whatsapp.md` §4.9).
@Suite struct DirectContentTests {
    @Test(
        "lets buttons, a page and a call leave without a template, and no other kind be made so",
        arguments: [
            (Interactive.Action.buttons([.init(id: "s", title: "Sim")]), true),
            (.link(title: "Ver", url: "https://example.org"), true),
            (.call(title: "Ligar", minutes: nil, payload: nil), true), (.locationRequest, false),
            (.contactInfoRequest, false), (.callPermissionRequest, false), (.product(catalog: "6", item: "S"), false),
            (.catalog(cover: nil), false), (.addressRequest, false),
            (.list(button: "Ver", sections: [.init(rows: [.init(id: "1", title: "a")])]), false),
        ])
    func directWithButtons(_ action: Interactive.Action, _ isDirect: Bool) throws {
        let message = try Interactive(action, body: "Pode ser?")
        let direct = DirectContent(message, seconds: 60)
        #expect((direct != nil) == isDirect)
        guard let direct else { return }
        let shut = WindowEvidence(trigger: now - .hours(30))
        let context = GateContext(window: shut, address: Inbox.Address.phone("5511955550101"), hasWritten: true)
        for pass in [Permit.Pass.keyPress, .departure] {
            let gate = SendGate(allowsDirectSend: true)
            #expect(code(gate.pass(.direct(direct), in: context, pass: pass, at: now)) == "pass")
            #expect(
                code(SendGate().pass(.direct(direct), in: context, pass: pass, at: now)) == "direct_send_off")
        }
        let json = RequestWriter.request(.direct(direct), to: .phone("5511"), id: "u").json
        #expect(json["category"] == "utility" && json["ttl_seconds"] == 60 && json["type"] == "interactive")
        #expect(json["interactive"] == message.json && json["context"] == nil && json["text"] == nil)
        #expect(Content.direct(direct).typeWord == "interactive" && Content.direct(direct).textBody == nil)
    }
}
