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
            (.mixed(pages: [.init(title: "Ver", url: "https://example.org")], replies: []), true),
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
        #expect(try Interactive(json: message.json, isDirect: true) == message)
        #expect(Content.direct(direct).typeWord == "interactive" && Content.direct(direct).textBody == nil)
    }

    /// With a window open, or beside one, no such buttons leave.
    @Test func whatGoesWithoutAWindowGoesNoOtherWay() throws {
        let replies = (0..<4).map { Interactive.Reply(id: "\($0)", title: "\($0)") }
        let page = Interactive.Page(title: "Ver", url: "https://example.org")
        let context = GateContext(
            window: WindowEvidence(trigger: now - .hours(1)), address: Inbox.Address.phone("5511955550101"),
            hasWritten: true)
        for (pages, replies) in [
            ([page], []), ([], replies), ([page, Interactive.Page(title: "b", url: page.url)], replies),
        ] {
            let message = try Interactive(.mixed(pages: pages, replies: replies), body: "Pode ser?")
            #expect(message.isDirectOnly && message.windowError != nil)
            for pass in [Permit.Pass.keyPress, .departure] {
                let gate = SendGate(allowsDirectSend: true)
                #expect(code(gate.pass(.interactive(message), in: context, pass: pass, at: now)) == "direct_send_off")
            }
            #expect(throws: FieldError.self) { try Interactive(json: message.json) }
        }
    }

    @Test(
        arguments: [
            (0, 0, FieldError(.buttons, .missing)), (0, 11, FieldError(.buttons, .tooMany(count: 11, limit: 10))),
            (2, 9, FieldError(.buttons, .tooMany(count: 11, limit: 10))),
            (3, 1, FieldError(.pages, .tooMany(count: 3, limit: 2))), (2, 8, nil), (1, 0, nil), (0, 10, nil),
        ] as [(Int, Int, FieldError?)])
    func buttonsHaveLimits(_ pages: Int, _ replies: Int, _ error: FieldError?) {
        let pages = (0..<pages).map { Interactive.Page(title: "p\($0)", url: "https://example.org") }
        let replies = (0..<replies).map { Interactive.Reply(id: "\($0)", title: "\($0)") }
        var found: FieldError?
        do {
            _ = try Interactive(.mixed(pages: pages, replies: replies), body: "Pode ser?")
        } catch {
            found = error
        }
        #expect(found == error)
    }

    @Test(
        arguments: [
            ("Ver", "https://example.org", "Sim", nil),
            ("Ver", "example.org", "Sim", FieldError(.page(0), .notLink)),
            ("", "https://example.org", "Sim", FieldError(.pageTitle(0), .missing)),
            ("Ver", "https://example.org", "Ver", FieldError(.buttonTitle(1), .repeated("Ver"))),
            (
                String(repeating: "v", count: 21), "https://example.org", "Sim",
                FieldError(.pageTitle(0), .tooLong(count: 21, limit: 20))
            ),
        ] as [(String, String, String, FieldError?)])
    func eachButtonHasRules(_ title: String, _ url: String, _ reply: String, _ error: FieldError?) {
        var found: FieldError?
        do {
            let action = Interactive.Action.mixed(
                pages: [.init(title: title, url: url)], replies: [.init(id: "1", title: reply)])
            _ = try Interactive(action, body: "Pode ser?")
        } catch {
            found = error
        }
        #expect(found == error)
    }

    @Test func pagesStandFirst() throws {
        let json = try JSONValue(
            text: #"""
                {"type":"button","body":{"text":"B"},"action":{"buttons":[{"type":"reply","reply":{"id":"a","title":"A"}},
                {"type":"cta_url","cta_url":{"display_text":"P","url":"https://example.org"}}]}}
                """#)
        let error = #expect(throws: FieldError.self) { try Interactive(json: json, isDirect: true) }
        #expect(error == FieldError(.member("action.buttons[1].type"), .notAllowed))
    }
}
