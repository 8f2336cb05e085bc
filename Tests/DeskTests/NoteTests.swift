import Inbox
import Screen
import Testing

@testable import Desk

/// Words for colleagues: no key sends them, no letter of them is lost, and no glance takes them for an answer.
@Suite struct NoteTests {
    private static let size = Size(columns: 80, rows: 24)
    private static let ana = Cast.key(1)

    private static func sends(_ effects: [Effect]) -> Bool {
        effects.contains { if case .enqueue = $0 { true } else { false } }
    }

    @Test func enterKeepsItAndSendsNothing() throws {
        var session = ScreenState.ana(Self.size)
        let waiting = session.inbox.rows[Self.ana]?.waitingSince
        session.press("<C-x>N")
        #expect(session.model.scope == .note)
        var effects = session.press("caminhão quebrou<C-j>nova data 24/11")
        effects += session.press("<Enter>")
        let note = try #require(PrivateNote("caminhão quebrou\nnova data 24/11"))
        #expect(effects.contains(.keepNote(Self.ana, note)) && !Self.sends(effects) && session.inbox.items.isEmpty)
        #expect(session.inbox.messages[Self.ana]?.last?.direction == .note && session.model.modes.isEmpty)
        #expect(session.notice == "note kept; only colleagues read it")
        #expect(session.text.contains("NOTE  caminhão quebrou") && session.text.contains("NOTE  nova data 24/11"))
        #expect(session.inbox.noteDrafts[Self.ana] == nil && session.inbox.rows[Self.ana]?.waitingSince == waiting)
        #expect(session.model.tally.answered == 0)
    }

    @Test func noKeyOfItsBoxSends() {
        var session = ScreenState.ana(Self.size)
        session.press("<C-x>Nsecret")
        for binding in KeyMap.standard.bindings where binding.scope == .note {
            var other = session
            var effects: [Effect] = []
            for stroke in binding.chord { effects += other.send(.key(stroke)) }
            #expect(!Self.sends(effects) && other.inbox.items.isEmpty, "\(binding.label)")
        }
        // Nor does the box of answers ever hold its words.
        session.press("<Esc>")
        #expect(session.draft.isEmpty && session.inbox.drafts[Self.ana] ?? "" == "")
    }

    @Test func theTwoBoxesKeepApart() {
        var session = ScreenState.ana(Self.size)
        session.press("Oi Ana<C-x>Nfor us<Esc>")
        #expect(session.draft == "Oi Ana" && session.inbox.noteDrafts[Self.ana] == "for us")
        #expect(session.notice == "the note is not kept yet: ^X N goes on with it")
        session.press("!")
        #expect(session.draft == "Oi Ana!" && session.text.contains("note begun ^X N"))
        session.press("<C-n><C-p>")
        session.press("<C-x>N")
        guard case .note(let state) = session.model.modes.last else {
            Issue.record("no box")
            return
        }
        #expect(state.editor.text == "for us")
        session.press("<C-u><Enter>")
        #expect(session.model.scope == .note && session.notice == "a note needs words")
        #expect(session.inbox.noteDrafts[Self.ana] == nil)
    }

    @Test func whatCouldNotBeKeptIsADraftAgain() {
        var session = ScreenState.ana(Self.size)
        session.inbox.noteTrouble = Obstacle(.storeFull, "/store")
        session.press("<C-x>Nimportant<Enter>")
        #expect(
            session.inbox.noteDrafts[Self.ana] == "important" && session.model.conversation?.noteDraft == "important")
        session.inbox.noteTrouble = nil
        session.press("<C-x>N<Enter>")
        #expect(session.inbox.messages[Self.ana]?.last?.text == "important")
        #expect(session.inbox.noteDrafts[Self.ana] == nil)
    }

    @Test func itIsWrittenWhereNothingCanBeSent() {
        var inbox = FakeInbox()
        inbox.rows[Self.ana]?.evidence = Cast.left(0, -9)
        var session = Session(size: Self.size, inbox: inbox)
        while session.model.list.selected != Self.ana { session.press("j") }
        session.press("Nwindow is shut<Enter>")
        #expect(session.inbox.messages[Self.ana]?.last?.direction == .note)
    }

    @Test func aPasteStaysInItsBox() {
        var session = ScreenState.ana(Self.size)
        session.press("<C-x>N")
        let effects = session.send(.pasted("a\r\nb\u{1B}[2J"))
        #expect(effects == [.saveNoteDraft(Self.ana, text: "a\nb[2J")])
        #expect(session.draft.isEmpty)
    }

    @Test func enterBreaksTheLineWhereConfigSaysSo() {
        var session = ScreenState.thread(
            Self.size, Cast.ana, messages: Cast.anaMessages, settings: Settings(agent: Cast.agent, enterSends: false))
        session.press("<C-x>Na<Enter>b")
        #expect(session.inbox.messages[Self.ana]?.last?.direction != .note)
        session.press("<C-j>")
        #expect(session.inbox.messages[Self.ana]?.last?.text == "a\nb")
    }

    @Test func aNoteAnswersNobodyAndCanOnlyBeRead() {
        let note = Message(
            key: MessageKey(1), localID: "f", direction: .note, type: "text", text: "a", timestamp: Cast.now,
            author: "Carla")
        #expect(!note.isAnswer && !note.takesReactions && !note.isForUs && !note.hasPayload && !note.isFormatted)
        var session = ScreenState.ana(Self.size) {
            $0.messages[Self.ana]?.append(note)
        }
        session.press("<Esc><Tab>G")
        #expect(session.model.selectedMessage == note)
        let hints = session.model.hintCommands
        #expect(!hints.contains(.reply) && !hints.contains(.react) && !hints.contains(.retryFailed))
        #expect(hints.contains(.copyText))
    }

    @Test func blanksAndBooksAreNoNotes() {
        #expect(PrivateNote(" \n\t ") == nil && PrivateNote("") == nil)
        #expect(PrivateNote(String(repeating: "a", count: PrivateNote.longest + 1)) == nil)
        #expect(PrivateNote(" a b \n")?.text == "a b")
    }
}
