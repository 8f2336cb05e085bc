import Inbox
import Screen
import Testing

@testable import Desk

/// Canned replies: found by a few letters, filled with the sources told, never sent by choosing, and never sent with a blank.
@Suite struct CannedTests {
    static let size = Size(columns: 80, rows: 24)

    private func session(_ files: [CannedFile] = ScreenState.cannedFiles) -> Session {
        ScreenState.ana(Self.size) { $0.canned.files = files }
    }

    private func sent(_ effects: [Effect]) -> [String] {
        effects.compactMap {
            if case .enqueue(_, .text(let text), _, _, _) = $0 { text.body } else { nil }
        }
    }

    // MARK: Choosing

    @Test func aShortcutPutsTheFilledWordsIntoTheBoxAndSendsNothing() {
        var session = session()
        let effects = session.press("/pix<Enter>")
        #expect(session.draft == "Oi Ana! A chave PIX da Aurora Móveis é o nosso CNPJ. Abraço, Bia Melo")
        #expect(sent(effects).isEmpty && session.model.scope == .compose)
        #expect(session.notice.contains("name = Ana (their name)") && session.notice.contains("(your name)"))
        #expect(sent(session.press("<Enter>")) == [session.inbox.items.last?.content.plainText])
    }

    @Test func slashIsALetterWhereWordsStandAlready() {
        var session = session()
        session.press("a/b")
        #expect(session.draft == "a/b" && session.model.modes.isEmpty)
        session.press("<C-c>Sobre isso: <C-x>rprazo<Enter>")
        #expect(session.draft == "Sobre isso: O prazo do pedido 4471 é {{dias}} dias úteis.")
    }

    @Test func undoTakesTheWholeReplyBack() {
        var session = session()
        session.press("/pix<Enter><C-_>")
        #expect(session.draft.isEmpty)
    }

    @Test func whatWasTypedBeforeTheFilesCameIsMeantForThem() {
        var session = session()
        session.answers = false
        session.press("/pix<Enter> obrigada<Enter>")
        #expect(session.draft.isEmpty)
        session.answerAll()
        #expect(session.inbox.items.last?.content.plainText.hasSuffix("Abraço, Bia Melo obrigada") == true)
    }

    @Test func templatesStandAfterTheReplies() {
        var session = session([])
        session.press("/retomar<Enter>")
        #expect(session.form?.template.key.name == "retomar_contato")
    }

    @Test func aBrokenFileSaysWhyAndSpoilsNoOther() {
        var session = session()
        session.press("/")
        #expect(session.text.contains("broken") && session.text.contains("Pagamento por PIX"))
        session.press("quebr<Enter>")
        #expect(session.notice.contains("line 2") && session.notice.contains("did you mean “shortcut”?"))
        #expect(session.model.scope == .choice && session.draft.isEmpty)
    }

    @Test func filesAreReadAnewEachTimeAndWhileTheyAreLookedAt() {
        var session = session()
        session.press("/<Down>")
        session.inbox.canned.files.insert(
            CannedFile(file: "0.md", reply: .success(CannedReply(file: "0.md", name: "A", text: "A"))), at: 0)
        session.wait(.seconds(1))
        #expect(session.text.contains("0.md") == false, "the cursor stays on its reply")
        session.press("<Enter>")
        #expect(session.draft.hasPrefix("O prazo") || session.draft.hasPrefix("Oi Ana"))
        session.press("<C-c>/")
        session.inbox.canned.files = []
        session.press("<Esc>/pix")
        #expect(!session.text.contains("Pagamento"))
    }

    @Test func aShutBoxOffersTemplatesOnly() {
        var session = session()
        session.wait(.minutes(6))
        if session.model.scope != .compose { session.press("<Esc>") }
        session.press("/")
        #expect(session.model.scope == .picker)
        session.press("<Esc><C-x>r")
        #expect(session.model.modes.isEmpty && !session.notice.isEmpty)
    }

    // MARK: Blanks

    @Test func aBlankBlocksTheSendAndSaysWhich() {
        var session = session()
        session.press("/prazo<Enter>")
        #expect(
            session.notice.contains("still blank: dias") && session.notice.contains("pedido = 4471 (they wrote it)"))
        #expect(sent(session.press("<Enter>")).isEmpty)
        #expect(session.notice.contains("still blank: {{dias}}"))
        #expect(session.draft.contains("{{dias}}"), "nothing is altered")
        session.press("5")
        #expect(session.draft == "O prazo do pedido 4471 é 5 dias úteis.")
        #expect(sent(session.press("<Enter>")) == ["O prazo do pedido 4471 é 5 dias úteis."])
    }

    @Test func typingFillsTheBlankOnlyWhereTheCursorWasPut() {
        var session = session()
        session.press("/prazo<Enter><Left><Right>5")
        #expect(session.draft.contains("{{dias}}5"))
        session.press("<BS><BS>")
        #expect(!session.draft.contains("dias}}"), "deleting takes a blank whole")
        session.press("<C-_>")
        #expect(session.draft.contains("{{dias}}"))
    }

    @Test func enterGoesFromBlankToBlank() {
        var session = session()
        session.press("{{a}} e {{b}}<Enter>1<Enter>2")
        #expect(session.draft == "1 e 2")
        session.press("<C-c>{{a}}<Enter>")
        session.send(.pasted("x y"))
        #expect(session.draft == "x y")
    }

    @Test func aBlankDoesNotLeaveInsideATemplateOrButtons() {
        var session = session()
        session.press("Falta {{motivo}}<M-1>")
        guard var form = session.form else {
            Issue.record("no form")
            return
        }
        for index in form.fields.indices { form.fields[index].editor = TextEditor("{{x}}") }
        session.model.modes = [.form(form)]
        let effects = session.press("<Enter>")
        #expect(!effects.contains { if case .enqueue = $0 { true } else { false } })
        #expect(session.notice.contains("{{x}}") && session.form != nil)
    }

    @Test func aKeptDraftIsBlockedAsWell() {
        var inbox = FakeInbox()
        inbox.drafts[Cast.key(1)] = "Até {{data}}"
        var session = Session(unstarted: Self.size, inbox: inbox)
        session.start(opening: Cast.key(1))
        #expect(sent(session.press("<Enter>")).isEmpty && session.notice.contains("{{data}}"))
    }
}
