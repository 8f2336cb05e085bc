import Inbox
import Screen
import Testing

@testable import Desk

/// The list: who is selected, what may move and when, who is next.
@Suite struct ListTests {
    static let size = Size(columns: 80, rows: 24)

    static func keys(_ session: Session) -> [Int64] { session.model.shownRows.map(\.key.person.row) }

    @Test func theOrderIsFrozenForThreeSecondsAfterAKey() {
        var session = Session(size: Self.size)
        session.press("j")
        let before = Self.keys(session)
        session.receive("novo", from: Cast.key(18))
        #expect(Self.keys(session) == before)
        #expect(
            session.model.list.rows.first { $0.key == Cast.key(18) }?.unread == 1, "what a row says is shown at once")
        session.wait(Span(milliseconds: 2_999))
        #expect(Self.keys(session) == before)
        session.wait(Span(milliseconds: 1))
        #expect(Self.keys(session) != before)
        #expect(session.model.list.selected == Cast.key(1))
    }

    /// The top line counts queues, the rules count sections: where the numbers differ the rule says why.
    @Test func whatASectionDoesNotCountIsNamed() {
        var inbox = FakeInbox()
        inbox.rows[Cast.key(15)]?.failed = 1
        inbox.rows[Cast.key(20)]?.failed = 1
        inbox.rows[Cast.key(20)]?.isDone = true
        let session = Session(size: Self.size, inbox: inbox)
        #expect(session.model.list.counts[Queue.failed] == 3 && session.model.list.counts[Queue.shut] == 3)
        #expect(session.text.contains("not delivered 2, 1 done"), "\(session.text)")
        #expect(session.text.contains("shut 2, 1 above"), "\(session.text)")
    }

    @Test func outsideTheListTheOrderMovesAtOnce() {
        var session = ScreenState.ana(Self.size)
        let before = Self.keys(session)
        session.receive("novo", from: Cast.key(18))
        #expect(Self.keys(session) != before)
        #expect(session.model.list.selected == Cast.key(1))
    }

    @Test func theSelectionIsAPersonNotAPlace() {
        var session = Session(size: Self.size)
        session.press("jjjjjj")
        let selected = session.model.list.selected
        let place = session.model.shownRows.firstIndex { $0.key == selected }
        session.wait(.seconds(4))
        var row = Cast.row(50, "Primeira", evidence: Cast.left(0, 30), waits: Cast.ago(1), says: Cast.text("oi"))
        row.failed = 1
        session.inbox.rows[row.key] = row
        session.send(.storeChanged(nil))
        #expect(session.model.list.selected == selected)
        #expect(session.model.shownRows.firstIndex { $0.key == selected } == place.map { $0 + 1 })
        #expect(session.model.conversation?.row.key == selected)
    }

    @Test func doneGoesToTheNext() {
        var session = ScreenState.ana(Self.size)
        session.press("<C-x>c")
        #expect(session.inbox.facts.contains(.done))
        #expect(session.model.conversation?.row.key == Cast.key(3))
        #expect(session.model.list.selected == Cast.key(3))
        #expect(!session.model.list.rows.contains { $0.key == Cast.key(1) })
    }

    @Test func theLastOneDoneGoesToTheOneBefore() {
        var session = Session(size: Self.size)
        session.press("Ga")
        #expect(session.model.list.selected == Cast.key(20))
    }

    @Test func theRingWalksAndReturns() {
        var session = Session(size: Self.size)
        session.press("G")
        let home = session.model.conversation?.row.key
        var visited: [ThreadKey] = []
        session.press("u")
        while session.model.ring != nil, visited.count < 40 {
            if let key = session.model.conversation?.row.key { visited.append(key) }
            session.press("<M-a>")
        }
        #expect(visited.first == Cast.key(1), "what closes soonest")
        #expect(Set(visited).count == visited.count)
        #expect(session.model.conversation?.row.key == home)
    }

    @Test func theRingIsFixedWhenItStarts() {
        var session = Session(size: Self.size)
        session.press("Gu")
        let ring = session.model.ring?.keys
        session.receive("novo", from: Cast.key(21))
        session.press("<M-a>")
        #expect(session.model.ring?.keys == ring)
    }

    @Test func doneOnTheWalkGoesOnWalking() {
        var session = Session(size: Self.size)
        session.press("Gu")
        let second = session.model.ring?.keys[1]
        session.press("<C-x>c")
        #expect(session.model.conversation?.row.key == second)
        #expect(session.model.ring != nil)
    }

    @Test func staleAnswersAreDropped() {
        var session = Session(size: Self.size)
        let before = session.model
        session.answers = false
        session.send(
            .pageLoaded(
                LoadedPage(queue: .inbox, rows: [], hasBefore: false, hasAfter: false, counts: before.list.counts),
                token: 9_999))
        #expect(session.model.list.rows == before.list.rows)
        session.send(
            .conversationLoaded(
                LoadedConversation(row: Cast.ana, messages: [], hasOlder: false, draft: "x"), token: 9_999))
        session.send(.ringLoaded([Cast.key(5)], token: 9_999))
        session.send(.payloadLoaded("{}", token: 9_999))
        session.send(.matchesLoaded([Cast.ana], token: 9_999))
        session.send(.threadOpened(Cast.ana, token: 9_999))
        session.send(.olderLoaded(Cast.anaMessages, hasOlder: true, token: 9_999))
        #expect(session.model.conversation == before.conversation)
        #expect(session.model.modes == before.modes)
    }

    @Test func anAnswerForAnotherQueueIsDropped() {
        var session = Session(size: Self.size)
        session.answers = false
        session.press("4")
        let page = session.inbox.page(.inbox, .top, count: 100, folded: [], at: Cast.now)
        session.send(.pageLoaded(page, token: session.model.list.awaited ?? 0))
        #expect(session.model.list.rows.isEmpty)
        session.answerAll()
        #expect(Self.keys(session) == [1, 3, 4])
    }

    @Test func changesThatComeFasterThanAnswersStarveNothing() {
        var session = ScreenState.ana(Self.size)
        session.answers = false
        for _ in 0..<20 { session.send(.storeChanged(nil)) }
        let loads = session.unanswered.filter { if case .loadPage = $0 { true } else { false } }
        #expect(loads.count == 1, "one question at a time")
        session.inbox.rows[Cast.key(21)]?.waitingSince = Cast.now
        session.answerAll()
        #expect(session.model.list.awaited == nil)
        #expect(!session.model.list.isStale)
    }

    @Test func anAnswerThatNeverComesIsAskedForAgain() {
        var session = ScreenState.ana(Self.size)
        session.answers = false
        session.send(.storeChanged(nil))
        session.wait(.seconds(6))
        let effects = session.send(.storeChanged(nil))
        #expect(effects.contains { if case .loadPage = $0 { true } else { false } })
        #expect(effects.contains { if case .loadConversation = $0 { true } else { false } })
    }

    @Test func theOrderIsAskedForOnceWhenARowCrosses() {
        var session = ScreenState.ana(Self.size)
        let crossing = session.model.list.nextCrossing
        #expect(crossing == ClosingTests.end)
        session.answers = false
        let effects = session.wait(.minutes(5))
        #expect(effects.filter { if case .loadPage = $0 { true } else { false } }.count == 1)
        for _ in 0..<10 {
            #expect(!session.wait(.seconds(1)).contains { if case .loadPage = $0 { true } else { false } })
        }
    }

    @Test func aStoreThatKeepsItsOwnOrderIsNotAskedForEver() {
        // The store answers with an order that is not the desk's; `Session` traps when effects chase each other.
        var session = Session(size: Self.size)
        session.model.list.rows.reverse()
        for _ in 0..<5 { #expect(session.wait(.seconds(1)).isEmpty) }
    }

    @Test func walkingDownLoadsOnAndMovesNothing() {
        var inbox = FakeInbox(rows: [])
        for id in Int64(1)...400 {
            let row = Cast.row(
                id, "Pessoa \(id)", evidence: Cast.left(20), waits: Cast.ago(4) + .seconds(id), says: Cast.text("oi"))
            inbox.rows[row.key] = row
        }
        var session = Session(size: Self.size, inbox: inbox)
        #expect(session.model.list.hasAfter)
        for step in 1...399 {
            session.press("j")
            #expect(session.model.list.selected?.person.row == Int64(step + 1))
        }
        #expect(!session.model.list.hasAfter)
        session.press("g")
        #expect(session.model.list.selected?.person.row == 1)
        session.press("G")
        #expect(session.model.list.selected?.person.row == 400)
        for _ in 0..<399 { session.press("k") }
        #expect(session.model.list.selected?.person.row == 1)
    }

    @Test func theFoldedSectionIsSkippedAndShown() {
        var session = Session(size: Self.size)
        #expect(!Self.keys(session).contains(15))
        let effects = session.press("f")
        #expect(
            effects.contains {
                if case .loadPage(_, _, _, let folded, _) = $0 { folded.isEmpty } else { false }
            })
        #expect(Self.keys(session).contains(15))
        session.press("f")
        #expect(!Self.keys(session).contains(15))
    }

    @Test func passingByIsNotReading() {
        var session = Session(size: Self.size)
        session.press("jjj")
        #expect(!session.inbox.facts.contains { if case .read = $0 { true } else { false } })
        session.press("kk<Enter>")
        #expect(session.inbox.facts.contains { if case .read = $0 { true } else { false } })
    }

    @Test func aTerminalWithoutFocusReadsNothing() {
        var session = ScreenState.ana(Self.size)
        session.inbox.facts = []
        session.send(.focusChanged(false))
        session.receive("oi", from: Cast.key(1))
        #expect(session.inbox.facts.isEmpty)
        session.send(.focusChanged(true))
        #expect(session.inbox.facts.contains { if case .read = $0 { true } else { false } })
    }

    @Test func markedUnreadStaysUnread() {
        var session = ScreenState.ana(Self.size)
        session.press("<S-Tab>m")
        #expect(session.inbox.rows[Cast.key(1)]?.unread == 1)
        #expect(session.model.conversation?.row.unread == 1)
    }

    @Test func openingAtTheStartShowsTheConversationAndTheList() {
        var session = Session(unstarted: Self.size)
        session.start(opening: Cast.key(10))
        #expect(session.model.conversation?.row.key == Cast.key(10))
        #expect(session.model.list.isLoaded)
        session = Session(unstarted: Self.size)
        session.start(opening: Cast.key(16))
        #expect(session.model.conversation?.row.key == Cast.key(16), "even in a folded section")
        #expect(session.model.list.isLoaded)
    }

    @Test func assigningTogglesAndNeverMovesARow() {
        var session = Session(size: Self.size)
        session.press("jj")
        let before = Self.keys(session)
        session.press("i")
        #expect(session.inbox.rows[Cast.key(3)]?.assignee == Cast.agent)
        session.wait(.seconds(5))
        #expect(Self.keys(session) == before)
        session.press("i")
        #expect(session.inbox.rows[Cast.key(3)]?.assignee == nil)
    }

    /// A message may fail after its conversation was done: the queue of failures has it all the same, and the walk leads there.
    @Test func aFailureInADoneConversationIsInSight() {
        var session = Session(size: Size(columns: 120, rows: 40))
        session.inbox.rows[Cast.key(2)]?.isDone = true
        session.press("7")
        #expect(session.model.shownRows.map(\.key) == [Cast.key(2)] && session.model.list.counts[.failed] == 1)
        #expect(session.text.contains("failed 1") && session.text.contains("Paulo Reis"))
        session.press("<Enter><S-Tab>x<Esc>7")
        #expect(session.model.shownRows.isEmpty, "somebody looked after it")
    }
}
