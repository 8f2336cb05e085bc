import Inbox
import Screen
import Testing

@testable import Desk

/// Leaving asks when something is unsent, and says how much that is.
@Suite struct QuitTests {
    private static let size = Size(columns: 80, rows: 24)

    @Test func quitAsksWhenSomethingIsUnsent() {
        var session = ScreenState.ana(Self.size)
        #expect(session.press("<C-q>").last == .quit)
        session = ScreenState.ana(Self.size)
        session.press("x<C-q>")
        #expect(!session.model.isQuitting)
        session.press("n")
        #expect(session.model.modes.isEmpty)
        #expect(session.press("<C-x><C-c>y").last == .quit)
        #expect(session.model.isQuitting)
        #expect(session.inbox.drafts[Cast.key(1)] == "x")
        session = ScreenState.ana(Self.size)
        session.model.status.outboxDepth = 2
        session.press("<C-q>")
        #expect(session.model.modes.last == .confirm(.quit(drafts: 0, outbox: 2)))
    }

    @Test func quitCountsTheDraftsOfEveryConversation() {
        var session = ScreenState.ana(Self.size)
        session.press("um<C-n>dois<C-n><C-n>")
        #expect(session.draft == "")
        session.press("<C-q>")
        #expect(session.model.modes.last == .confirm(.quit(drafts: 2, outbox: 0)))
        #expect(session.text.contains("2 drafts are unsent"))
        session.press("n<C-p><C-p>")
        #expect(session.draft == "dois")
        session.press("<Enter><C-n><C-q>")
        #expect(session.model.modes.last == .confirm(.quit(drafts: 1, outbox: 0)), "what was sent is no draft")
    }

    /// What another sitting left is as unsent as what was begun in this one, until it is sent or cleared.
    @Test func quitCountsTheDraftsOfOtherSittings() {
        var session = ScreenState.ana(Self.size) {
            $0.drafts = [Cast.key(5): "velho", Cast.key(6): "mais velho", Cast.key(8): " \n"]
        }
        session.press("<C-q>")
        #expect(session.model.modes.last == .confirm(.quit(drafts: 2, outbox: 0)))
        session.press("n")
        session.press("novo<C-q>")
        #expect(session.model.modes.last == .confirm(.quit(drafts: 3, outbox: 0)))
        session.press("n")
        session.open(Cast.key(5))
        session.press("<C-u><C-q>")
        #expect(session.model.modes.last == .confirm(.quit(drafts: 2, outbox: 0)), "what was cleared is no draft")
        session.press("n")
        session.open(Cast.key(6))
        session.press("<Enter><C-q>")
        #expect(session.model.modes.last == .confirm(.quit(drafts: 1, outbox: 0)), "what was sent is none")
        session.press("n")
        session.open(Cast.key(1))
        session.press("<Enter>")
        #expect(session.press("<C-q>").last == .quit)
    }

    /// Typed while its conversation is on its way.
    @Test func quitCountsWhatIsTypedAhead() {
        var session = ScreenState.ana(Self.size)
        session.answers = false
        session.press("<C-n>cedo")
        session.press("<C-q>")
        #expect(session.model.modes.last == .confirm(.quit(drafts: 1, outbox: 0)))
    }
}
