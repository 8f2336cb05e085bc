import Inbox
import Screen
import Testing

@testable import Desk

/// `^X ^E`: what an editor leaves is the draft, and what it does not leave changes nothing.
@Suite struct OutsideTests {
    private static let size = Size(columns: 120, rows: 40)

    private static func edit(_ effects: [Effect]) -> (edit: OutsideEdit, token: Int)? {
        effects.lazy.compactMap { if case .editOutside(let edit, let token) = $0 { (edit, token) } else { nil } }.first
    }

    private static func answer(_ session: inout Session, _ keys: String, _ result: EditedText) throws -> [Effect] {
        let (edit, token) = try #require(Self.edit(session.press(keys)))
        return session.send(.edited(edit, result, token: token))
    }

    @Test func theDraftGoesOutAndComesBack() throws {
        var session = ScreenState.ana(Self.size)
        session.press("Oi Ana")
        let (edit, token) = try #require(Self.edit(session.press("<C-x><C-e>")))
        #expect(edit == OutsideEdit(thread: Cast.key(1), target: .draft, text: "Oi Ana"))
        #expect(Self.edit(session.press("<C-x><C-e>")) == nil, "one editor at a time")
        let effects = session.send(.edited(edit, .text("Oi Ana,\nchega amanhã.\n"), token: token))
        #expect(session.draft == "Oi Ana,\nchega amanhã." && session.notice == "taken from the editor")
        #expect(effects.contains(.saveDraft(Cast.key(1), text: "Oi Ana,\nchega amanhã.")))
        session.press("<C-_>")
        #expect(session.draft == "Oi Ana", "one step of undo")
    }

    @Test(arguments: [
        ("x\n", "x"), ("x\n\n", "x\n"), ("a\r\nb\r\n", "a\nb"), ("a\tb", "a    b"), ("a\u{1B}[31mb\u{7}", "a[31mb"),
        ("", ""),
    ]) func oneLineEndIsCutAndWhatSteersATerminalIsNotTaken(_ left: String, _ draft: String) throws {
        var session = ScreenState.ana(Self.size)
        session.press("antes")
        _ = try Self.answer(&session, "<C-x><C-e>", .text(left))
        #expect(session.draft == draft)
    }

    @Test func aFailureKeepsTheTextAndSaysWhy() throws {
        var session = ScreenState.ana(Self.size)
        session.press("antes")
        let effects = try Self.answer(&session, "<C-x><C-e>", .failed(Obstacle(.editorFailed, "vi", "1")))
        #expect(session.draft == "antes" && effects.isEmpty)
        #expect(session.notice == "vi ended with status 1: the text is as it was")
    }

    @Test func nothingChangedIsSaid() throws {
        var session = ScreenState.ana(Self.size)
        session.press("antes")
        _ = try Self.answer(&session, "<C-x><C-e>", .text("antes\n"))
        #expect(session.draft == "antes" && session.notice == "the editor changed nothing")
    }

    @Test func aNoteGoesOutAndComesBack() throws {
        var session = ScreenState.ana(Self.size)
        session.press("rascunho<C-x>Nnão prometer")
        let (edit, token) = try #require(Self.edit(session.press("<C-x><C-e>")))
        #expect(edit.target == .note && edit.text == "não prometer")
        let effects = session.send(.edited(edit, .text("não prometer nada\n"), token: token))
        #expect(effects.contains(.saveNoteDraft(Cast.key(1), text: "não prometer nada")))
        #expect(session.draft == "rascunho" && session.model.scope == .note)
        #expect(session.text.contains("não prometer nada"))
    }

    @Test func theWindowThatShutMeanwhileTakesNoWords() throws {
        var session = ScreenState.ana(Self.size)
        session.press("Oi")
        let (edit, token) = try #require(Self.edit(session.press("<C-x><C-e>")))
        session.wait(.minutes(10))
        session.send(.edited(edit, .text("Oi Ana, o caminhão quebrou."), token: token))
        #expect(session.draft == "Oi Ana, o caminhão quebrou.")
    }

    @Test func inAShutWindowThereIsNothingToEdit() {
        var session = Session(size: Self.size)
        session.open(Cast.key(19))
        #expect(Self.edit(session.press("<C-x><C-e>")) == nil)
        #expect(session.notice.contains("the window is shut"), "\(session.model.scope) \(session.text)")
    }

    @Test func anAnswerNobodyWaitsForChangesNothing() throws {
        var session = ScreenState.ana(Self.size)
        session.press("antes")
        let (edit, token) = try #require(Self.edit(session.press("<C-x><C-e>")))
        session.send(.edited(edit, .text("depois"), token: token + 1))
        #expect(session.draft == "antes")
    }
}
