import Inbox
import Screen
import Testing

@testable import Desk

/// Saying who is who, and blocking: one page, one question, one fact.
@Suite struct PeopleTests {
    private static let size = Size(columns: 120, rows: 40)

    private static func twice() -> Session { ScreenState.twice(size) }

    @Test(arguments: [
        ("<Enter>y", [AgentFact.Act.merge(Holding(Alias(.waID, "551188880101"), since: Instant(seconds: 0)))]),
        ("<Enter>n", []), ("<Enter><Esc>", []), ("<Esc>", []),
        ("jjj<Enter>y", [.split(Holding(Alias(.bsuid, "BR.48210593377120456"), since: Instant(seconds: 0)))]),
        ("jjjj<Enter>y", [.split(Holding(Alias(.waID, "5511988880101"), since: Cast.ago(100)))]),
        ("j<Enter>y", [.takeBack(fact: "fact-2")]),
    ])
    func eachLineIsAQuestionAndThenAFact(keys: String, acts: [AgentFact.Act]) {
        var session = Self.twice()
        let before = session.inbox.facts.count
        let effects = session.press("<C-x>j" + keys)
        #expect(Array(session.inbox.facts.dropFirst(before)) == acts)
        #expect(session.model.modes.isEmpty)
        let recorded = effects.contains { if case .record = $0 { true } else { false } }
        #expect(recorded == !acts.isEmpty)
        #expect(session.notice.isEmpty == (keys == "<Esc>"), "what was done, or that nothing was, is said")
    }

    @Test func whoHasOneNameHasNothingToSplitOff() {
        let trail = PersonTrail(
            sightings: [PersonTrail.Sighting(alias: Alias(.waID, "15557770101"), firstAt: Cast.now)])
        #expect(IdentityState(thread: Cast.key(1), trail: trail).items == [.find])
        #expect(IdentityState(thread: Cast.key(1), trail: nil).items.isEmpty)
    }

    @Test func anotherConversationIsFoundAndMerged() {
        var session = ScreenState.ana(Self.size)
        session.press("<C-x>j<Enter>renata<Enter>")
        #expect(session.text.contains("Count Renata Alves"))
        #expect(session.model.conversation?.row.key == Cast.key(1), "the open conversation stays open")
        session.press("y")
        #expect(session.inbox.joined == [PersonKey(8)])
        session.press("<C-x>j<Enter>ana s<Enter>")
        #expect(session.inbox.joined == [PersonKey(8)] && session.model.modes.isEmpty)
        #expect(session.notice == "they are one person already")
        session.press("<C-x>j<Enter>grupo<Enter>")
        #expect(session.model.modes.isEmpty && session.notice.contains("a group is no person"))
    }

    @Test func aLateAnswerFindsNoPage() {
        var session = ScreenState.ana(Self.size)
        session.answers = false
        session.press("<C-x>j")
        #expect(session.text.contains("loading"))
        session.press("<Enter>")
        #expect(session.model.scope == .identity, "nothing to choose yet")
        session.press("<Esc>")
        session.answerAll()
        #expect(session.model.modes.isEmpty)
    }

    @Test func theHeaderSaysThatTheyMayBeTwo() {
        #expect(Self.twice().text.contains("twice? ^X j"))
        #expect(!ScreenState.ana(Self.size).text.contains("twice?"))
    }

    // MARK: Blocking

    @Test func blockingIsAskedAboutAndTheGateHolds() {
        var session = ScreenState.ana(Self.size)
        session.press("<C-x>Bn")
        #expect(session.inbox.rows[Cast.key(1)]?.isBlocked == false && session.notice == "nothing was changed")
        session.press("<C-x>By")
        #expect(session.inbox.rows[Cast.key(1)]?.isBlocked == true)
        #expect(session.notice.contains("Ana Souza blocked") && session.text.contains("blocked"))
        let effects = session.press("oi<Enter>")
        #expect(session.notice.hasPrefix("Not sent: they are blocked") && session.draft == "oi")
        #expect(!effects.contains { if case .enqueue = $0 { true } else { false } })
        session.press("<C-x>By")
        #expect(session.inbox.rows[Cast.key(1)]?.isBlocked == false && session.notice.contains("can write again"))
    }

    @Test func whoIsSilentForADayIsNotBlockedAndToldWhy() {
        var session = Session(size: Self.size)
        session.open(Cast.key(15))
        #expect(session.press("<C-x>B").isEmpty)
        #expect(session.model.modes.isEmpty)
        #expect(session.notice.hasPrefix("Not blocked: WhatsApp lets a business block only who wrote within 24 hours"))
        session.open(Cast.key(7))
        session.press("<C-x>B")
        #expect(session.notice == "Not blocked: a group cannot be blocked.")
    }

    @Test(arguments: [
        (BlockAnswer.refused(FailureNote(code: 131_047, title: "x")), "only who wrote to this number within 24 hours"),
        (.refused(FailureNote(code: 139_101, title: "full", details: "The list is full")), "139101"),
        (.failed(Obstacle(.noToken)), "no token"),
    ])
    func thePlatformsNoIsTold(answer: BlockAnswer, words: String) {
        var session = ScreenState.ana(Self.size)
        session.inbox.blockAnswer = answer
        session.press("<C-x>By")
        #expect(session.notice.contains(words), "\(session.notice)")
        #expect(session.model.conversation?.row.isBlocked == false)
    }

    // MARK: A number that is not told any more

    /// WhatsApp tells the number of who has a username for 30 days: what we know stays, and says how old it is.
    @Test(
        arguments: [
            (Cast.ago(24 * 30), "ana.souza", false), (Cast.ago(24 * 30) - .seconds(1), "ana.souza", true),
            (Cast.ago(24 * 90), "ana.souza", true), (Cast.ago(24 * 90), nil, false), (nil, "ana.souza", false),
        ] as [(Instant?, String?, Bool)])
    func aNumberThatIsNotToldAnyMoreSaysSo(lastAt: Instant?, username: String?, isSaid: Bool) {
        // One pane, so that no other stands between the rows of a sentence.
        var session = ScreenState.ana(Size(columns: 70, rows: 50)) {
            $0.rows[Cast.key(1)]?.username = username
            $0.numberSeenAt = lastAt
        }
        session.press("<C-x>p")
        // A page wraps its sentences.
        let text = session.text.split { $0.isWhitespace || $0 == "│" || $0 == "|" }.joined(separator: " ")
        let sentence =
            "Not shown to us since: WhatsApp tells the number of who has a username for 30 days after a message."
        #expect(text.contains(sentence) == isSaid, "\(session.text)")
        #expect(session.text.contains("55 11 98888-0101"), "the number itself stays")
    }
}
