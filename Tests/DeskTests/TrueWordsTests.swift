import Inbox
import Screen
import Testing

@testable import Desk

/// What is said is so at the moment it is said.
@Suite struct TrueWordsTests {
    private static let ana = Cast.key(1)
    private static let size = Size(columns: 120, rows: 40)

    // MARK: What nobody knows to have arrived

    private static func uncertain() -> Session {
        var delivery = Delivery(stage: .leaving, at: Cast.ago(0, 1))
        delivery.becomeUncertain(at: Cast.ago(0, 1))
        var message = Cast.message(
            90, .outbound, "sera que foi", at: Cast.ago(0, 1), delivery: delivery, by: "Bia Melo")
        message.localID = "uuid-90"
        return ScreenState.ana(size) { $0.messages[ana]?.append(message) }
    }

    @Test func anUncertainOneMayHaveArrived() {
        var session = Self.uncertain()
        #expect(session.text.contains("WhatsApp's reply was lost") && !session.text.contains("answer was lost"))
        session.press("<S-Tab>e")
        #expect(session.text.contains("whether it arrived") && session.text.contains("what to do"), "\(session.text)")
        #expect(!session.text.contains("why it did not arrive"))
    }

    @Test func anUncertainOneIsSentAgainOnlyAfterAQuestion() {
        var session = Self.uncertain()
        session.press("<S-Tab>R")
        #expect(session.model.isAsking && session.text.contains("may get it twice") && session.draft.isEmpty)
        session.press("n")
        #expect(session.draft.isEmpty && session.notice == session.model.words(.nothingSent).string)
        session.press("R")
        session.press("y")
        #expect(session.draft == "sera que foi" && session.inbox.items.isEmpty)
        session.press("<Enter>")
        #expect(session.inbox.items.first?.replaces == "uuid-90")
    }

    @Test func whatIsTriedAgainDoesNotSimplyLeave() {
        var message = Cast.message(
            90, .outbound, "oi", at: Cast.ago(0, 1), delivery: Delivery(stage: .queued, at: Cast.ago(0, 1)),
            by: "Bia Melo")
        message.dueAt = Cast.now + .seconds(8)
        func said() -> String { ScreenState.ana(Self.size) { $0.messages[Self.ana]?.append(message) }.text }
        #expect(!said().contains("tries again"))
        message.isTriedAgain = true
        #expect(said().contains("tries again in 8 s"))
    }

    // MARK: Leaving

    @Test func theQuestionWhetherToQuitTellsWhatWaitsNow() {
        var session = ScreenState.ana(Self.size) { $0.status.outboxDepth = 1 }
        session.press("<C-q>")
        #expect(session.text.contains("1 still in the outbox"))
        var status = session.model.status
        status.outboxDepth = 0
        session.send(.statusChanged(status))
        #expect(session.text.contains("Nothing waits any more. Quit?") && !session.text.contains("still in the outbox"))
    }

    // MARK: Who never wrote

    @Test func whoNeverWroteHasNoWindowThatShut() {
        let evidence = WindowEvidence(listeningSince: Cast.now - .hours(24 * 70))
        var row = Cast.row(40, "Nova", evidence: evidence, waits: nil, says: Cast.text(""))
        row.hasWritten = false
        var session = ScreenState.thread(Self.size, row, messages: [])
        guard case .closed = row.window(at: session.model.now) else {
            Issue.record("the store has listened for long enough")
            return
        }
        #expect(session.text.contains("never wrote: only a template can leave") && !session.text.contains("SHUT"))
        session.press("oi, tudo bem<Esc><Enter>")
        #expect(session.model.conversation?.row.key == row.key && !session.notice.contains("the window shut at"))
        session.model.tell(.windowClosed(since: Cast.now))
        #expect(session.notice == session.model.words(.refusedNeverWrote).string)
    }

    // MARK: Where keys lead nowhere, or elsewhere than usual

    @Test func theLastOfTheListIsSaid() {
        var session = ScreenState.ana(Self.size)
        session.press("<C-p>")
        var bound = 0
        while session.notice != session.model.words(.lastOfList).string, bound < 100 {
            session.press("<C-n>")
            bound += 1
        }
        let last = session.model.list.selected
        #expect(bound < 100 && last == session.model.list.rows.last?.key)
        for _ in 0..<bound { session.press("<C-p>") }
        #expect(session.notice == session.model.words(.firstOfList).string)
    }

    @Test func aSearchForNobodySaysSo() {
        var session = ScreenState.ana(Self.size)
        session.press("<C-g>zzzzqq")
        #expect(session.text.contains("Nobody by that name or number."))
        session.press("<Enter>")
        #expect(session.notice == session.model.words(.switcherNone).string && session.model.scope == .switcher)
    }

    @Test func aDigitRightAfterEscIsSaidToBeASlot() {
        var session = ScreenState.ana(Self.size)
        session.press("<Esc>")
        #expect(session.text.contains("1-9 template slot"))
        session.wait(.seconds(1))
        #expect(session.text.contains("1-9 template slot"))
        session.wait(Span(milliseconds: 1))
        #expect(!session.text.contains("template slot"))
        session.press("1")
        #expect(session.form == nil)
    }

    @Test func theWalkByItsLetterStaysInTheList() {
        var session = Session(size: Self.size)
        let first = session.model.list.selected
        session.press("u")
        let second = session.model.list.selected
        session.press("u")
        #expect(session.model.focus == .list && session.model.modes.isEmpty && session.draft.isEmpty)
        #expect(first != second && second != session.model.list.selected)
        session.press("<M-a>")
        #expect(session.model.focus == .compose, "the keys of every pane go on to write")
    }

    // MARK: Too small to see

    @Test func keysWhereNothingIsDrawnAreNotThrownAwaySilently() {
        var session = ScreenState.ana(Self.size)
        session.press("o caminhao")
        session.send(.resized(Size(columns: 30, rows: 8)))
        #expect(session.text.contains("Oriel needs 40×10") && !session.text.contains("nothing is"))
        session.press(" quebrou")
        #expect(session.text.contains("nothing is") && session.draft == "o caminhao")
        session.send(.resized(Self.size))
        session.send(.resized(Size(columns: 30, rows: 8)))
        #expect(!session.text.contains("nothing is"))
    }

    @Test func anEmptyStoreNamesWhereItLooks() {
        var settings = Settings(agent: Cast.agent)
        settings.spoolPath = "/srv/oriel/spool"
        settings.storePath = "/srv/oriel/inbox.sqlite"
        let session = Session(size: Self.size, inbox: FakeInbox(rows: []), settings: settings)
        #expect(session.text.contains("/srv/oriel/spool") && session.text.contains("/srv/oriel/inbox.sqlite"))
    }
}
