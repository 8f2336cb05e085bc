import Foundation
import Inbox
import Screen
import Testing

@testable import Desk

/// Looking for words: nothing stale is shown, nothing is lost by looking, and a hit is gone to wherever it stands.
@Suite struct SearchTests {
    static let size = Size(columns: 80, rows: 24)
    static let hugo = Cast.key(18)

    private func search(_ session: Session) -> SearchState? {
        if case .search(let state) = session.model.modes.last { state } else { nil }
    }

    private func asked(_ effects: [Effect]) -> [(query: SearchQuery, token: Int)] {
        effects.compactMap { if case .search(let query, _, _, _, let token) = $0 { (query, token) } else { nil } }
    }

    private func hit(_ key: Int64, _ text: String) -> SearchHit {
        SearchHit(
            key: MessageKey(key), thread: Cast.key(1), direction: .inbound, text: text, timestamp: Cast.now,
            person: "5511988880101", name: "Ana Souza")
    }

    /// What was looked for before is as selected: a letter takes its place, a movement keeps it.
    @Test func whatIsTypedTakesThePlaceOfTheKeptQuery() {
        func again() -> Session {
            var session = ScreenState.history(Self.size)
            session.press("<C-f>pedido<Enter><C-f>")
            return session
        }
        var session = again()
        #expect(search(session)?.editor.text == "pedido" && session.text.contains("typing begins anew"))
        session.press("boleto")
        #expect(search(session)?.editor.text == "boleto" && !session.text.contains("typing begins anew"))
        session = again()
        session.press("<Down><Left><Right>s")
        #expect(search(session)?.editor.text == "pedidos")
        session = again()
        session.press("<BS>")
        #expect(search(session)?.editor.text == "")
    }

    @Test func aWrongQueryIsNotKeptAndSaysWhy() {
        var session = ScreenState.history(Self.size)
        session.press("<C-f>is:<C-s>")
        #expect(session.notice.contains("is:") && !session.notice.contains("two letters"), "\(session.notice)")
    }

    // MARK: Asking

    @Test func everyLetterAsksAnewAndOnlyTheLastAnswerCounts() throws {
        var session = ScreenState.history(Self.size)
        session.answers = false
        let effects = session.press("<C-f>ped")
        let requests = asked(effects)
        #expect(requests.map(\.query.words) == [["pe"], ["ped"]])
        session.send(.hitsLoaded(SearchPage(hits: [hit(1, "stale")]), token: requests[0].token))
        #expect(search(session)?.hits == [])
        session.send(.hitsLoaded(SearchPage(hits: [hit(2, "fresh")]), token: requests[1].token))
        #expect(search(session)?.hits.map(\.text) == ["fresh"])
        session.send(.hitsLoaded(SearchPage(hits: [hit(3, "late")]), token: requests[1].token))
        #expect(search(session)?.hits.map(\.text) == ["fresh"], "an answer is taken once")
    }

    @Test func operatorsAreAskedForAndAMistakeIsPointedAt() throws {
        var session = ScreenState.history(Self.size)
        session.press("<C-f>pedido from:us")
        #expect(search(session)?.hits.allSatisfy { $0.direction == .outbound } == true)
        #expect(search(session)?.hits.isEmpty == false)
        let effects = session.press(" is:")
        #expect(asked(effects).allSatisfy { $0.query.filters.count == 1 }, "what is wrong is not asked for")
        let rows = session.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let line = try #require(rows.firstIndex { $0.contains("is:") && $0.contains("search:") })
        let column = try #require(rows[line].range(of: "is:")?.upperBound)
        let caret = try #require(rows[line + 1].firstIndex(of: "^"))
        #expect(
            rows[line].distance(from: rows[line].startIndex, to: column)
                == rows[line + 1].distance(from: rows[line + 1].startIndex, to: caret))
        #expect(rows[line + 2].contains("is: wants something after the colon: unread, unanswered, failed, mine"))
        session.press("<Enter>")
        #expect(session.notice.contains("is: wants something") && session.model.scope == .search)
        #expect(asked(session.press("failed")).last?.query.filters.count == 2)
    }

    @Test func theOperatorsAreToldBeforeAnythingIsTyped() {
        var session = ScreenState.history(Self.size)
        session.press("<C-f>")
        for name in QueryOperator.allCases { #expect(session.text.contains("\(name.rawValue):"), "\(name)") }
    }

    @Test func oneLetterAsksNothingAndSaysSo() {
        var session = ScreenState.history(Self.size)
        #expect(asked(session.press("<C-f>p")).isEmpty)
        #expect(session.text.contains("Type two letters"))
        session.answers = false
        session.press("e")
        #expect(session.press("<BS>").contains(.stopSearch), "nobody waits for it any more")
        #expect(search(session)?.awaited == nil)
        #expect(session.text.contains("Type two letters"))
    }

    @Test func whatIsKnownIsNotAskedForAgain() {
        var session = ScreenState.history(Self.size)
        #expect(asked(session.press("<C-f>pedido <Left><C-e>")).count == 5)
    }

    @Test func waitingAndFindingNothingAreSaid() {
        var session = ScreenState.history(Self.size)
        session.answers = false
        session.press("<C-f>geladeira")
        #expect(session.text.contains(session.model.words(.searching).string))
        session.answerAll()
        #expect(session.text.contains(session.model.words(.searchNone).string))
        session.press("<C-f>")
        #expect(session.text.contains("this conversation"))
    }

    @Test func enterBeforeTheAnswerOpensNothing() {
        var session = ScreenState.history(Self.size)
        session.press("<C-f>pedido")
        session.answers = false
        session.press("s<Enter>")
        #expect(search(session) != nil, "the hits on screen answer another question")
        #expect(session.notice == session.model.words(.searching).string)
    }

    @Test func pastedTextIsLookedForOnOneLine() {
        var session = ScreenState.history(Self.size)
        session.press("<C-f>")
        session.send(.pasted("pedido\n4530"))
        #expect(search(session)?.editor.text == "pedido 4530")
        #expect(search(session)?.hits.count == 2)
    }

    @Test func hitsArePagedAsThePointerComesNearTheirEnd() {
        var session = ScreenState.history(Self.size)
        session.press("<C-f>pedido")
        #expect(search(session)?.hits.count == 50)
        #expect(session.text.contains("newest 50"))
        session.press(String(repeating: "<PageDown>", count: 30))
        let hits = search(session)?.hits ?? []
        #expect(hits.count == 203, "200 with Hugo, two with Ana, one with Priscila")
        #expect(Set(hits.map(\.key)).count == hits.count)
        #expect(hits.map(\.timestamp) == hits.map(\.timestamp).sorted(by: >))
        #expect(search(session)?.index == 202)
        #expect(session.text.contains("203 found"))
    }

    // MARK: Where

    @Test func theSameKeySearchesHereAndEverywhere() {
        var session = ScreenState.history(Self.size)
        session.press("<C-f>entrega")
        #expect(search(session)?.hits.count == 3)
        for key in ["<C-f>", "<Tab>"] {
            session.press("<C-u>pedido")
            session.press(key)
            #expect(search(session)?.thread == Cast.key(1))
            #expect(search(session)?.hits.map(\.thread) == [Cast.key(1), Cast.key(1)])
            session.press(key)
            #expect(search(session)?.thread == nil)
            #expect(search(session)?.hits.count == 50)
        }
    }

    @Test(arguments: ["/", "<C-f>"]) func fromTheMessagesItStartsHere(key: String) {
        var session = ScreenState.history(Self.size)
        session.press("<Esc><S-Tab><S-Tab>")
        #expect(session.model.focus == .messages)
        session.press(key)
        #expect(search(session)?.thread == Cast.key(1))
        session.press("<Esc>")
        #expect(session.model.focus == .messages)
    }

    @Test func withoutAConversationThereIsNoHere() {
        var session = Session(size: Self.size, inbox: FakeInbox(rows: []))
        session.press("<C-f>pedido<C-f>")
        #expect(search(session)?.thread == nil)
        #expect(session.notice == session.model.words(.nothingOpen).string)
    }

    // MARK: Leaving

    @Test(arguments: ["", "Oi Ana, só um "], ["<Esc>", "<C-c>"])
    func escapeLeavesEverythingAsItWas(draft: String, key: String) {
        var session = ScreenState.history(Self.size)
        session.press(draft)
        let before = session.model
        session.press("<C-f>pedido<Down><Down><C-f>" + key)
        #expect(HintTests.deeds(session.model) == HintTests.deeds(before))
        #expect(session.draft == draft)
    }

    @Test func overAnOpenFormItLeavesTheFormAsItWas() {
        var session = ScreenState.history(Self.size)
        session.press("<C-t>1")
        let before = session.form
        #expect(before != nil)
        session.press("<C-f>pedido<Esc>")
        #expect(session.form == before)
    }

    // MARK: Going there

    @Test func aHitOnScreenIsMarkedWhereItStands() {
        var session = ScreenState.history(Self.size)
        session.press("Oi<C-f>comprei<Enter>")
        #expect(session.model.modes.isEmpty && session.model.focus == .messages)
        #expect(session.model.selectedMessage?.key == MessageKey(101))
        #expect(session.text.contains("Comprei a mesa"))
        #expect(session.draft == "Oi")
    }

    @Test func aHitFarBackIsShownWithWhatStandsAroundIt() throws {
        var session = ScreenState.history(Self.size, count: 600)
        session.press("Oi")
        let effects = session.press("<C-f>pedido 4530<Enter>")
        #expect(effects.contains { if case .loadStretch = $0 { true } else { false } })
        let open = try #require(session.model.conversation)
        #expect(open.row.key == Self.hugo && open.hasNewer)
        // Two messages name the order; the answer is the newer one.
        #expect(open.selected == MessageKey(2_031))
        #expect(session.text.contains("4530") && session.text.contains("4532"))
        #expect(session.text.contains(session.model.words(.newerBelow).string))
        #expect(session.inbox.drafts[Cast.key(1)] == "Oi", "the draft of the conversation that was left is kept")
    }

    @Test func readingOnFromThereReachesTheNewestWithoutAGap() {
        var session = ScreenState.history(Self.size, count: 600)
        session.press("<C-f>pedido 4700<Enter>")
        session.press(String(repeating: "<PageUp>", count: 120))
        #expect(session.model.conversation?.hasOlder == false)
        session.press(String(repeating: "<PageDown>", count: 400))
        let open = session.model.conversation
        #expect(open?.hasNewer == false && open?.anchor == nil)
        #expect(open?.messages.map(\.key) == (2_000..<2_600).map { MessageKey($0) })
        #expect(session.text.contains("Obrigada pela paciência!"))
    }

    @Test func stepByStepWorksAsWell() {
        var session = ScreenState.history(Self.size, count: 300)
        session.press("<C-f>pedido 4530<Enter>" + String(repeating: "j", count: 300))
        #expect(session.model.conversation?.selected == MessageKey(2_299))
        #expect(session.model.conversation?.hasNewer == false)
    }

    @Test func theLastKeyReturnsToTheNewestAtOnce() {
        var session = ScreenState.history(Self.size, count: 600)
        session.press("<C-f>pedido 4530<Enter>G")
        let open = session.model.conversation
        #expect(open?.hasNewer == false && open?.anchor == nil)
        #expect(open?.selected == MessageKey(2_599) && open?.messages.last?.key == MessageKey(2_599))
    }

    @Test func whatComesMeanwhileMovesNothing() {
        var session = ScreenState.history(Self.size, count: 600)
        session.press("<C-f>pedido 4530<Enter>")
        let rows = session.text.split(separator: "\n").map { $0.drop { $0 != "│" } }
        session.receive("outra coisa", from: Self.hugo)
        #expect(session.model.conversation?.hasNewer == true)
        #expect(session.model.conversation?.selected == MessageKey(2_031))
        #expect(session.text.split(separator: "\n").map { $0.drop { $0 != "│" } }[1...16] == rows[1...16])
        #expect(session.inbox.rows[Self.hugo]?.unread == 1, "what is not on screen was not seen")
        session.press("G")
        #expect(session.inbox.rows[Self.hugo]?.unread == 0)
    }

    @Test func whatConcernsTheNewestShowsTheNewestFirst() {
        for key in ["<C-r>", "m"] {
            var session = ScreenState.history(Self.size, count: 600)
            session.press("<C-f>pedido 4530<Enter>")
            let facts = session.inbox.facts
            session.press(key)
            #expect(session.model.conversation?.hasNewer == false, "\(key)")
            #expect(session.model.conversation?.replyTo == nil && session.inbox.facts == facts, "\(key)")
            #expect(session.notice == session.model.words(.newestShown).string)
        }
    }

    @Test func anAnswerWrittenInThePastIsSeenAmongTheNewest() {
        var session = ScreenState.history(Self.size, count: 600)
        session.press("<C-f>pedido 4530<Enter><Tab>Já vou ver<Enter>")
        #expect(session.model.conversation?.hasNewer == false)
        #expect(session.model.conversation?.messages.last?.text == "Já vou ver")
    }

    @Test func theHitsComeAgainAsTheyWereLeft() {
        var session = ScreenState.history(Self.size)
        session.press("<C-f>pedido<Down><Down><Enter>")
        #expect(session.model.conversation?.row.key == Self.hugo)
        session.press("<C-f>")
        #expect(search(session)?.index == 2)
        #expect(search(session)?.editor.text == "pedido")
        session.press("<Esc><Esc><C-n><C-f>")
        #expect(search(session)?.editor.text == "", "another conversation, another question")
    }

    @Test func aMessageThatIsGoneIsSaidToBe() {
        var session = ScreenState.history(Self.size)
        session.press("<C-f>pedido 4530")
        session.inbox.messages[Self.hugo]?.removeAll { $0.key == MessageKey(2_031) }
        session.press("<Enter>")
        #expect(session.notice == session.model.words(.messageGone).string)
        #expect(session.model.conversation?.messages.last?.key == MessageKey(2_199))
    }

    /// Leaving before the hit's conversation is loaded: it is not jumped to later.
    @Test func aJumpIsForgottenWithTheConversation() {
        var session = ScreenState.history(Self.size)
        session.press("<C-f>pedido 4530")
        session.answers = false
        session.press("<Enter><C-p>")
        session.answerAll()
        #expect(session.model.landing == nil)
        #expect(session.model.conversation?.row.key != Self.hugo)
        #expect(session.model.conversation?.hasNewer == false)
    }

    // MARK: On screen

    /// A hit beside the text says what it is, in its row and below.
    @Test func whatWasFoundBesideTheTextSaysWhatItIs() throws {
        var session = ScreenState.history(Self.size)
        session.answers = false
        let request = try #require(asked(session.press("<C-f>orcamento")).last)
        var file = hit(1, "")
        file.type = "document"
        file.beside = [Beside(.file, "orçamento-cozinha.pdf", matches: [0..<9])]
        var both = hit(2, "segue o orçamento")
        both.matches = [8..<17]
        both.beside = [Beside(.advertisement, "Orçamento em um dia", matches: [0..<9])]
        session.send(.hitsLoaded(SearchPage(hits: [file, both]), token: request.token))
        let rows = session.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(rows[2].contains("[document] file name: orçamento-cozinha.pdf"))
        #expect(rows[3].contains("segue o orçamento") && !rows[3].contains("advertisement"))
        #expect(rows.dropFirst(4).contains { $0.hasPrefix("file name: orçamento-cozinha.pdf") })
        let frame = session.frame
        let marked = (0..<80).filter { frame[$0, 2].roles.contains(.msgSearch) }.map { frame[$0, 2].text }.joined()
        #expect(marked == "orçamento")
        session.press("<Down>")
        #expect(session.text.contains("advertisement: Orçamento em um dia"))
    }

    @Test(arguments: FrameSnapshotTests.sizes) func whatWasFoundIsMarked(size: Size) {
        let session = ScreenState.search[0].build(size)
        let frame = session.frame
        // Every row of a hit: the word, whole or as much of it as is on screen.
        let rows = (2..<6).map { row in
            (0..<size.columns).filter { frame[$0, row].roles.contains(.msgSearch) }
        }
        for (offset, columns) in rows.enumerated() {
            let word = columns.map { frame[$0, offset + 2].text }.joined()
            #expect(word == "pedido", "row \(offset + 2) at \(size): \(word)")
        }
    }
}
