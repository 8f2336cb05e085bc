import Inbox
import Screen
import Testing

@testable import Desk

/// What is typed reaches the person it is meant for, or nobody.
@Suite struct OpeningTests {
    static let size = Size(columns: 80, rows: 24)

    private func enqueued(_ effects: [Effect]) -> [ThreadKey] {
        effects.compactMap { if case .enqueue(let key, _, _, _, _) = $0 { key } else { nil } }
    }

    /// A slow line delivers all of it at once: the answer to `M-a` comes after the words.
    @Test func wordsTypedAfterNextThatNeedsMeAreForTheNext() {
        var session = ScreenState.ana(Self.size)
        session.answers = false
        #expect(enqueued(session.press("<M-a>bom dia<Enter>")).isEmpty)
        #expect(session.draft.isEmpty, "nothing in Ana's box")
        session.answerAll()
        session.answerAll()
        #expect(session.model.conversation?.row.key != Cast.key(1))
        #expect(enqueued(session.effects).allSatisfy { $0 != Cast.key(1) })
        #expect(!enqueued(session.effects).isEmpty || session.draft.contains("bom dia"))
    }

    @Test func whatWasTypedForNobodyIsDroppedAloud() {
        var session = ScreenState.ana(Self.size)
        session.answers = false
        session.press("<M-a>bom dia")
        session.wait(.seconds(6))
        #expect(session.model.notice?.text == session.model.words(.typedInVain))
        session.press("<Right>")
        #expect(session.draft.isEmpty)
        session.press("x")
        #expect(session.draft == "x", "the box is Ana's again")
    }

    /// Started, and the store has said nothing yet.
    private static func unanswered() -> Session {
        var session = Session(unstarted: size)
        session.answers = false
        session.perform(session.model.start())
        return session
    }

    /// Who starts the program and types knows whom they want; the rows only come a moment later.
    @Test func keysBeforeTheFirstRowsWaitForThem() throws {
        var session = Self.unanswered()
        session.press("jj<Enter>bom dia")
        session.answerAll()
        var slow = Session(size: Self.size)
        slow.press("jj<Enter>bom dia")
        #expect(session.model.conversation?.row.key == slow.model.conversation?.row.key)
        #expect(session.draft == "bom dia")
    }

    @Test func rowsThatDoNotComeAreNotWaitedForLong() {
        var session = Self.unanswered()
        session.press("j")
        session.wait(.seconds(6))
        #expect(session.model.notice?.text == session.model.words(.typedInVain))
        session.press("?")
        #expect(!session.model.modes.isEmpty, "help opens although there is no list")
    }

    @Test func leavingNeedsNoList() {
        var session = Self.unanswered()
        session.press("<C-q>")
        #expect(session.model.isQuitting || !session.model.modes.isEmpty)
    }

    @Test func enterInTheSwitcherMeansWhatWasTypedLast() {
        var session = ScreenState.ana(Self.size)
        session.press("<C-g>")
        session.answers = false
        session.press("Hugo<Enter>oi")
        #expect(session.model.conversation?.row.key == Cast.key(1))
        session.answerAll()
        session.answerAll()
        #expect(session.model.conversation?.row.name?.contains("Hugo") == true)
        #expect(session.draft.contains("oi"))
    }

    @Test func whatIsHeldIsAddedToAndNeverReplaced() {
        var session = ScreenState.ana(Self.size)
        session.press("primeiro<C-x>hsegundo<C-x>h")
        #expect(session.model.conversation?.heldText == "primeiro\nsegundo")
    }

    /// A draft that stands in the way of a failed message is another message.
    @Test func anotherDraftSettlesNoFailure() {
        var session = Session(size: Self.size)
        let failed = session.model.list.rows.first { $0.failed > 0 }
        session.open(failed?.key ?? Cast.key(1))
        session.press("rascunho<S-Tab>]R")
        #expect(session.model.conversation?.replaces == nil)
        #expect(session.draft == "rascunho")
    }

    @Test func whatCannotBeSeenIsNotDone() {
        var session = ScreenState.ana(Self.size)
        session.send(.resized(Size(columns: 30, rows: 8)))
        #expect(enqueued(session.press("oi<Enter>")).isEmpty)
        session.send(.pasted("colado"))
        session.send(.resized(Self.size))
        #expect(session.draft.isEmpty)
        session.send(.resized(Size(columns: 30, rows: 8)))
        session.press("<C-q>")
        #expect(session.model.isQuitting || !session.model.modes.isEmpty)
    }

    @Test func theFormKeepsItsWordsWhileAnotherTemplateIsLookedFor() throws {
        var session = ScreenState.ana(Self.size)
        session.press("<M-1>")
        let before = try #require(session.form)
        session.press("palavras<C-t>")
        #expect(session.picker != nil)
        session.press("<Esc>")
        let after = try #require(session.form)
        #expect(after.template.key == before.template.key)
        #expect(after.fields.contains { $0.editor.text.contains("palavras") })
    }

    /// A window that passes two hours, or shuts, while the agent walks through the list moves nothing under the cursor.
    @Test func sectionsStandStillWhileTheOrderIsFrozen() throws {
        var session = Session(size: Self.size)
        session.press("j")
        let now = session.model.now
        let until = try #require(
            session.model.list.rows.map { $0.window(at: now) }.filter(\.isOpen).compactMap(\.until).min())
        session.wait(until - now + Span(milliseconds: -500))
        session.press("k")
        let items = session.model.listItems.count
        let sections = session.model.list.rows.map { Section($0, at: session.model.sectionTime) }
        session.wait(.seconds(1))
        #expect(session.model.listItems.count == items)
        #expect(session.model.list.rows.map { Section($0, at: session.model.sectionTime) } == sections)
        #expect(session.model.list.rows.map { Section($0, at: session.model.now) } != sections)
        session.wait(.seconds(3))
        #expect(session.model.list.rows.map { Section($0, at: session.model.sectionTime) } != sections)
    }
}
