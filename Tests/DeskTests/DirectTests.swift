import Inbox
import Screen
import Testing
import WhatsApp

@testable import Desk

/// Direct Send from the keyboard: explained, asked for, and nothing where the account has none.
@Suite struct DirectTests {
    private func session(_ isOn: Bool, _ text: String = "O pedido saiu.") -> Session {
        var session = ScreenState.ana(ClosingTests.size) { $0.gate.allowsDirectSend = isOn }
        session.model.settings.gate.allowsDirectSend = isOn
        session.press(text)
        session.wait(.minutes(6))
        return session
    }

    private func sent(_ effects: [Effect]) -> Content? {
        for case .enqueue(_, let content, _, _, _) in effects { return content }
        return nil
    }

    @Test func theDraftLeavesAfterAYes() {
        var session = session(true)
        #expect(session.form != nil)
        session.press("<C-x>D")
        #expect(session.model.scope == .confirm && session.text.contains("strikes"))
        let content = sent(session.press("y"))
        #expect(content == .direct(DirectContent(body: "O pedido saiu.")))
        #expect(session.draft.isEmpty && session.form == nil)
        #expect(session.inbox.items.first?.content == content)
        #expect(session.inbox.drafts[Cast.key(1)] == "")
        #expect(session.text.contains("without a template"))
    }

    @Test func aNoLeavesEverythingAsItWas() {
        var session = session(true)
        session.press("<C-x>Dn")
        #expect(session.inbox.items.isEmpty && session.draft == "O pedido saiu." && session.form != nil)
    }

    @Test func withoutItTheAccountIsToldHow() {
        var session = session(false)
        session.press("<C-x>D")
        #expect(session.model.scope != .confirm && session.notice.contains("direct_send"))
        #expect(session.draft == "O pedido saiu.")
    }

    @Test func whatIsTakenBackIsADraftAgain() {
        var session = session(true)
        session.press("<C-x>Dy<C-x>u")
        #expect(session.draft == "O pedido saiu.")
    }

    // MARK: More than words

    @Test func buttonsLeaveAfterAYesToo() throws {
        var session = session(true, "Serve?")
        session.press("<Esc><C-x>k")
        #expect(session.model.scope == .choice && !session.text.contains("list to choose from"))
        session.press("<Enter><Tab><Tab>Sim")
        #expect(sent(session.press("<Enter>")) == nil)
        #expect(session.model.scope == .confirm && session.text.contains("strikes"))
        session.press("n")
        #expect(session.model.scope == .build && session.inbox.items.isEmpty)
        session.press("<Enter>")
        let content = sent(session.press("y"))
        let message = try Interactive(.buttons([.init(id: "sim", title: "Sim")]), body: "Serve?")
        #expect(content == DirectContent(message).map { .direct($0) })
        #expect(session.draft.isEmpty && session.model.modes.isEmpty)
        session.press("<C-x>u")
        #expect(session.model.scope == .build, "what is taken back is the form again")
    }

    @Test func withoutItAShutWindowTakesNoButtons() {
        var session = session(false)
        session.press("<Esc><C-x>k")
        #expect(session.model.scope != .choice && session.notice.contains("shut"))
    }

    @Test func whileTheWindowIsOpenEnterIsTheWay() {
        var session = ScreenState.ana(ClosingTests.size)
        session.model.settings.gate.allowsDirectSend = true
        session.press("Oi<C-x>D")
        #expect(session.model.scope == .compose && session.notice.contains("window is open"))
    }

    @Test func anAddressThatChangedIsAskedForToo() {
        guard let state = ScreenState.popUps.first(where: { $0.name == "ask-address" }) else {
            Issue.record("no such state")
            return
        }
        var session = state.build(ClosingTests.size)
        session.press("n")
        session.inbox.gate.allowsDirectSend = true
        session.model.settings.gate.allowsDirectSend = true
        session.wait(.hours(30))
        session.press("<C-x>Dy")
        #expect(session.inbox.items.isEmpty && session.model.scope == .confirm)
        session.press("y")
        #expect(session.inbox.items.first?.consents.confirmsAddress == true)
        if case .direct? = session.inbox.items.first?.content {} else { Issue.record("not sent directly") }
    }
}
