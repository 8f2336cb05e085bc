import Inbox
import Screen
import Testing

@testable import Desk

/// Templates cover the conversation: what the customer writes meanwhile is told there, and nothing is billed in vain.
@Suite struct MeanwhileTests {
    private static let ana = Cast.key(1)

    private static func shut(_ columns: Int = 80) -> Session {
        var session = ScreenState.ana(Size(columns: columns, rows: 24))
        session.wait(.minutes(5))
        return session
    }

    @Test(arguments: [80, 120]) func anAnswerTypedAtTheTemplatesGoesIntoTheBox(columns: Int) {
        var session = Self.shut(columns)
        session.press("a cama sai amanha")
        #expect(session.picker != nil)
        session.receive("Deixa, ja resolvi", from: Self.ana)
        #expect(session.model.modes.isEmpty && session.draft == "a cama sai amanha")
        #expect(session.notice.contains("Ana Souza wrote") && session.notice.contains("Enter sends"))
        session.press("<Enter>")
        #expect(session.inbox.items.isEmpty, "an Enter that was meant for the template")
        session.press("<Enter>")
        #expect(session.inbox.items.map(\.content.textBody) == ["a cama sai amanha"], "\(session.notice)")
    }

    @Test func oneWordMayBeASearchUntilAnotherFollows() {
        var session = Self.shut()
        session.press("retomar")
        session.receive("oi?", from: Self.ana)
        #expect(
            session.picker?.filter.text == "retomar"
                && session.text.contains("wrote: oi?; Esc and plain text can leave"))
        session.press(" isso amanha")
        #expect(session.model.modes.isEmpty && session.draft == "retomar isso amanha")
    }

    @Test func escSaysNothingOfAShutWindowThatIsOpen() {
        var session = Self.shut()
        session.press("retomar")
        session.receive("oi?", from: Self.ana)
        session.press("<Esc>")
        #expect(session.model.modes.isEmpty && session.notice != session.model.words(.draftKeptShut).string)
    }

    @Test(arguments: [80, 120]) func aFormTellsWhatIsWrittenBehindIt(columns: Int) {
        var session = ScreenState.ana(Size(columns: columns, rows: 24))
        session.press("chega amanha<C-t>retomar<Enter>")
        #expect(session.form != nil && !session.text.contains("wrote:"))
        session.receive("ja resolvi", from: Self.ana)
        // Where not both have room, the way back comes before the words.
        let said = columns == 80 ? "Ana Souza wrote; " : "Ana Souza wrote: ja resolvi; "
        #expect(session.text.contains(said + "Esc, then Enter sends plain text"))
        session.press("<C-t>")
        #expect(session.text.contains(said + "Esc Esc, then Enter"), "two steps back")
        session.press("<Esc><Esc>")
        #expect(session.draft == "chega amanha" && session.model.modes.isEmpty)
        session.press("<C-t>")
        #expect(!session.text.contains("wrote:"), "it was read by then")
    }

    @Test func aDraftThatLeavesInsideATemplateIsNotSaidToBeKept() {
        var session = ScreenState.ana(Size(columns: 80, rows: 40))
        session.press("o caminhao quebrou<C-t>atraso<Enter>")
        #expect(session.form?.usesDraft == true && session.text.contains("your draft leaves with this template"))
        #expect(!session.text.contains("your draft is kept"))
        session.press("<Esc>")
        session.press("<C-t>retomar<Enter>")
        #expect(session.form?.usesDraft == false && session.text.contains("your draft is kept"))
    }
}
