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
        session.press("<Enter><Tab><Tab><Tab><Tab>Sim")
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

    /// More rows come as they are filled, up to the platform's ten; two of them open pages.
    @Test func upToTenButtonsLeaveTwoOfWhichOpenPages() throws {
        var session = session(true, "Serve?")
        session.press("<Esc><C-x>k<Enter>")
        #expect(session.text.contains("up to 10, 2 of them pages"))
        // From the footer on: a page and its address, and what answers.
        session.press("<Tab>Rastrear<Tab>https://a.example/1<Tab>Loja<Tab>https://a.example/2")
        for number in 1...8 { session.press("<Tab>b\(number)") }
        guard case .build(let state)? = session.model.modes.last else {
            Issue.record("no form")
            return
        }
        #expect(state.fields.count(where: { $0.slot == .linkTitle }) == 2)
        #expect(state.fields.count(where: { $0.slot == .button }) == 8, "no more than ten in all")
        #expect(session.model.wrong(in: state) == nil)
        session.press("<Enter>")
        let content = sent(session.press("y"))
        let pages = [("Rastrear", "1"), ("Loja", "2")].map {
            Interactive.Page(title: $0.0, url: "https://a.example/\($0.1)")
        }
        let replies = (1...8).map { Interactive.Reply(id: "b\($0)", title: "b\($0)") }
        let message = try Interactive(.mixed(pages: pages, replies: replies), body: "Serve?")
        #expect(content == DirectContent(message).map { .direct($0) })
        session.press("<C-x>u")
        guard case .build(let again)? = session.model.modes.last else {
            Issue.record("what is taken back is the form again")
            return
        }
        #expect(try again.message() == message && again.fixed == nil)
    }

    /// Begun for an open window and left, they go on with what a shut one allows.
    @Test func whatWasLeftGoesOnWithMoreButtons() throws {
        var session = ScreenState.ana(ClosingTests.size) { $0.gate.allowsDirectSend = true }
        session.model.settings.gate.allowsDirectSend = true
        let open = try #require(session.model.conversation)
        var left = BuildState(.buttons, thread: open.row.key)
        left.index = 3
        _ = left.edit {
            $0.replaceAll(with: "Sim")
            return true
        }
        let isKept = session.model.keepBuild(left)
        #expect(isKept)
        session.wait(.minutes(6))
        let now = try #require(session.model.conversation)
        let state = session.model.openBuild(.buttons, in: now)
        #expect(state.isDirect && state.fields[state.index].text == "Sim")
        #expect(state.fields.map(\.slot) == BuildState.directSlots)
    }

    /// Three that answer are buttons of any window; a page without an address is told at its row.
    @Test func aHalfPageIsTold() throws {
        var session = session(true, "Serve?")
        session.press("<Esc><C-x>k<Enter><Tab>Rastrear<Enter>")
        guard case .build(let state)? = session.model.modes.last else {
            Issue.record("no form")
            return
        }
        #expect(state.fields[state.index].slot == .url && session.notice.contains("web address"))
    }

    /// They wrote while it was put together: what only goes without a window says so, and stays.
    @Test func aWindowThatOpensTakesFewerButtons() throws {
        let pages = [Interactive.Page(title: "Ver", url: "https://a.example")]
        let message = try Interactive(.mixed(pages: pages, replies: [.init(id: "s", title: "Sim")]), body: "Serve?")
        var session = ScreenState.ana(ClosingTests.size)
        session.model.settings.gate.allowsDirectSend = true
        session.model.reopen(.interactive(message))
        #expect(sent(session.press("<Enter>")) == nil && session.model.scope == .build)
        #expect(session.notice.contains("page button"))
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
