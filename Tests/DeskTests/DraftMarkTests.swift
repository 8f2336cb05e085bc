import Inbox
import Screen
import Testing

@testable import Desk

/// Whoever left words in a box sees in the list where.
@Suite struct DraftMarkTests {
    private static let sizes = [
        Size(columns: 80, rows: 24), Size(columns: 60, rows: 20), Size(columns: 120, rows: 40),
        Size(columns: 40, rows: 15),
    ]

    /// Rows of the list with the mark.
    private func marked(_ session: Session, _ sign: Character = "¶") -> Int {
        session.text.split(separator: "\n").count { row in row.prefix(9).contains(sign) }
    }

    private func desk(_ size: Size, _ change: (inout FakeInbox) -> Void = { _ in }) -> Session {
        var inbox = FakeInbox()
        change(&inbox)
        return Session(size: size, inbox: inbox)
    }

    /// Opening never marks; typing does, clearing and undoing go with the words.
    @Test(arguments: sizes) func theMarkGoesWithTheWords(size: Size) {
        var session = desk(size)
        #expect(marked(session) == 0)
        session.open(Cast.key(1))
        session.press("<Esc>")
        #expect(marked(session) == 0, "opening marks nothing")
        session.open(Cast.key(1))
        session.press("Já vai<Esc>")
        #expect(session.model.hasDraft(Cast.key(1)) && marked(session) == 1, "\(session.text)")
        session.open(Cast.key(2))
        session.press("<Esc>")
        #expect(session.model.hasDraft(Cast.key(1)) && !session.model.hasDraft(Cast.key(2)))
        session.open(Cast.key(1))
        session.press("<C-u><Esc>")
        #expect(!session.model.hasDraft(Cast.key(1)) && marked(session) == 0, "\(session.text)")
    }

    /// What the store has from another sitting is marked before anything is opened.
    @Test(arguments: sizes) func draftsOfAnotherSittingAreMarked(size: Size) {
        var session = desk(size) {
            $0.drafts = [Cast.key(1): "velho", Cast.key(2): " \n "]
        }
        #expect(session.model.hasDraft(Cast.key(1)) && !session.model.hasDraft(Cast.key(2)))
        #expect(marked(session) == 1, "\(session.text)")
        session.open(Cast.key(2))
        session.press("<Esc>")
        #expect(marked(session) == 1, "blanks are no words, and opening them marks nothing")
    }

    @Test func sendingTakesTheMarkAtOnce() {
        var session = desk(Size(columns: 80, rows: 24))
        session.open(Cast.key(1))
        session.press("Já vai")
        #expect(session.model.hasDraft(Cast.key(1)))
        session.answers = false
        session.press("<Enter>")
        #expect(!session.model.hasDraft(Cast.key(1)), "before the outbox has answered")
        session.press("<C-n>")
        #expect(!session.model.hasDraft(Cast.key(1)), "and from elsewhere")
    }

    /// A page that was on its way when the words were cleared knows them still.
    @Test func aPageOfBeforeBringsNoMarkBack() {
        var session = desk(Size(columns: 80, rows: 24)) { $0.drafts[Cast.key(1)] = "velho" }
        session.open(Cast.key(1))
        session.press("<C-u>")
        session.press("<C-n>")
        session.inbox.drafts[Cast.key(1)] = "velho"
        session.send(.storeChanged(nil))
        #expect(!session.model.hasDraft(Cast.key(1)))
        session.wait(.seconds(3))
        session.send(.storeChanged(nil))
        #expect(session.model.hasDraft(Cast.key(1)), "what the store says for longer than that is so")
    }

    /// Columns stay where they are, in every set of signs; a row that is marked for a deed shows that.
    @Test(arguments: sizes, [false, true]) func nothingElseOfTheRowMoves(size: Size, ascii: Bool) {
        func rows(_ drafts: [ThreadKey: String]) -> [String] {
            var inbox = FakeInbox()
            inbox.drafts = drafts
            var settings = Settings(agent: Cast.agent)
            settings.asciiOnly = ascii
            return Session(size: size, inbox: inbox, settings: settings).text.split(separator: "\n").map(String.init)
        }
        let (without, with) = (rows([:]), rows([Cast.key(1): "x", Cast.key(3): "y"]))
        let sign: Character = ascii ? "_" : "¶"
        #expect(without.count == with.count && with.contains { $0.contains(sign) })
        for (before, after) in zip(without, with) {
            let differing = zip(before, after).filter { $0 != $1 }
            #expect(before.count == after.count && differing.allSatisfy { $0 == (" ", sign) }, "\(before)\n\(after)")
        }
    }

    @Test func helpSaysWhatItMeans() {
        for ascii in [false, true] {
            let glyphs = Glyphs(ascii: ascii)
            #expect(Words.english.signs(glyphs).contains { $0.key == glyphs.draft })
        }
    }

    @Test func theFilterFindsThemAndFollows() {
        var session = desk(Size(columns: 80, rows: 24)) { $0.drafts[Cast.key(1)] = "velho" }
        session.press("<C-x>fis:draft<Enter>")
        #expect(session.model.shownRows.map(\.key) == [Cast.key(1)])
        session.open(Cast.key(1))
        session.press("<C-u>")
        session.wait(.seconds(5))
        #expect(session.model.shownRows.isEmpty, "what is cleared leaves the list")
    }
}
