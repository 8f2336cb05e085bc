import Inbox
import Screen
import Testing

@testable import Desk

/// What is typed to somebody whose window has shut is a search or an answer, and an answer is never lost.
@Suite struct ShutBoxTests {
    private static func shut(_ text: String = "") -> Session {
        var session = ScreenState.ana(Size(columns: 80, rows: 24))
        session.press(text)
        session.wait(.minutes(5))
        if !text.isEmpty { session.press("<Esc>") }
        return session
    }

    @Test func aSearchLeavesNoDraft() {
        var session = Self.shut()
        session.press("retomar")
        #expect(session.picker?.filter.text == "retomar" && session.draft == "")
        session.press("<Esc>")
        #expect(session.draft == "" && session.model.modes.isEmpty)
    }

    @Test(arguments: ["Seu sofá foi reenviado hoje", "oi", "Obrigada!", "xyz"])
    func wordsNoTemplateHasAreTheDraft(text: String) {
        var session = Self.shut()
        session.press(text)
        guard session.model.rankedTemplates(text).isEmpty else { return }
        #expect(session.draft == text && session.inbox.drafts[Cast.key(1)] == text, "on disk before any way out")
        #expect(session.text.contains("Enter puts them"), "\(session.text)")
        session.press("<Esc>")
        #expect(session.draft == text && session.notice == session.model.words(.draftKeptShut).string)
        #expect(session.inbox.items.isEmpty)
    }

    @Test func enterPutsThemIntoTheTemplateThatFitsBest() {
        var session = Self.shut()
        let text = "O caminhão quebrou no caminho e chega amanhã"
        session.press(text + "<Enter>")
        #expect(session.form?.template.key.name == "pedido_atraso")
        #expect(session.form?.fields.contains { $0.editor.text == text } == true && session.draft == text)
        #expect(session.inbox.items.isEmpty)
    }

    @Test func severalWordsAreAnAnswerAlsoWhereATemplateHasThem() {
        var session = Self.shut()
        session.press("pedido pronto")
        #expect(session.draft == "pedido pronto" && session.picker != nil)
        session.press("<Enter>")
        #expect(session.form != nil && session.draft == "pedido pronto")
    }

    @Test func whatStoodThereStays() {
        var session = Self.shut("Oi Ana")
        #expect(session.draft == "Oi Ana")
        session.press("chega na sexta")
        #expect(session.draft == "Oi Ana chega na sexta")
        session.press("<C-u>")
        #expect(session.draft == "Oi Ana", "what was typed is taken back, and nothing else")
        session.press("retomar<Esc>")
        #expect(session.draft == "Oi Ana")
    }

    @Test func aNumberThatBeginsASentenceIsNoSlot() {
        var session = Self.shut()
        session.press("2")
        #expect(session.form?.template.key.name == "retirada")
        session.press(" dias e chega, Ana")
        #expect(session.form == nil && session.draft == "2 dias e chega, Ana")
        session.press("<Esc>")
        #expect(session.inbox.items.isEmpty && session.draft == "2 dias e chega, Ana")
        // A slot by another key, or one that was looked at, keeps its blanks.
        for keys in ["<M-2> x", "2<Tab> x"] {
            var other = Self.shut()
            other.press(keys)
            #expect(other.form != nil && other.draft == "", "\(keys)")
        }
    }

    @Test func whereNothingMatchesAndNothingIsWrittenEnterSaysSo() {
        var session = Self.shut()
        session.press("<C-t>zzzz<Enter>")
        #expect(session.notice == session.model.words(.nothingMatches).string && session.draft == "")
    }
}
