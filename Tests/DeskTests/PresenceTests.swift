import Inbox
import Screen
import Testing

@testable import Desk

/// Who else is here: told by whoever opens a conversation, once; shown; and asked about before two write the same.
@Suite struct PresenceTests {
    private static let size = Size(columns: 120, rows: 40)
    private static let ana = Cast.key(1)

    private static func told(_ effects: [Effect]) -> [Bool] {
        effects.compactMap { if case .tellPresence(_, let isTyping) = $0 { isTyping } else { nil } }
    }

    private static func comes(_ session: inout Session, typing: Bool = false) {
        session.inbox.present = [Presence(agent: "Carla Lima", isTyping: typing, at: session.model.now)]
        session.send(.storeChanged([ana]))
    }

    // MARK: Telling

    /// One agent alone: one row for each conversation they open to read, nothing for keys, nothing for time.
    @Test func aloneOneTellingAConversation() {
        var session = Session(size: Self.size)
        session.press("jjjkkk")
        #expect(Self.told(session.effects).isEmpty, "whoever walks through the list is in no conversation")
        session.open(Self.ana)
        session.press("a long answer to Ana, letter by letter")
        for _ in 0..<120 { session.wait(.seconds(5)) }
        session.press("x<BS>")
        #expect(Self.told(session.effects) == [false])
        #expect(session.model.presenceDue == nil, "nobody is woken by it")
        session.press("<C-n>")
        session.wait(.seconds(1))
        #expect(Self.told(session.effects) == [false, false])
    }

    /// Whoever runs through conversations tells once a second at most, and of the last in any case.
    @Test func conversationsPassedByAreNotTold() {
        var session = Session(size: Self.size)
        session.open(Self.ana)
        session.press("<C-n><C-n><C-n>")
        #expect(Self.told(session.effects).count == 1)
        guard let due = session.model.presenceDue else { return #expect(Bool(false), "the last is never told") }
        #expect(due - session.model.now == .seconds(1))
        session.wait(.seconds(1))
        #expect(Self.told(session.effects).count == 2)
        #expect(
            session.effects.last(where: { if case .tellPresence = $0 { true } else { false } })
                == .tellPresence(session.model.conversation?.row.key ?? Self.ana, isTyping: false))
    }

    /// In company writing is told when it begins and when it ends, and every five seconds that somebody is still there.
    @Test func inCompanyChangesAndAPulseAreTold() {
        var session = ScreenState.ana(Self.size)
        session.wait(.seconds(60))
        let before = Self.told(session.effects).count
        Self.comes(&session)
        session.press("Oi Ana")
        session.wait(.seconds(1))
        #expect(Self.told(session.effects).last == true)
        #expect(Self.told(session.effects).count <= before + 2, "not once a key")
        for last in [true, false] {
            Self.comes(&session)
            let count = Self.told(session.effects).count
            session.wait(.seconds(5))
            #expect(Self.told(session.effects).count == count + 1)
            #expect(Self.told(session.effects).last == last, "hands that rest for ten seconds write no more")
        }
    }

    @Test func whoIsAwayTellsNoMore() {
        var session = ScreenState.ana(Self.size)
        session.press("x<BS>")
        for _ in 0..<30 {
            session.wait(.seconds(5))
            Self.comes(&session)
        }
        let count = Self.told(session.effects).count
        for _ in 0..<30 {
            session.wait(.seconds(5))
            Self.comes(&session)
        }
        #expect(Self.told(session.effects).count == count)
        session.press("x")
        #expect(Self.told(session.effects).count == count + 1)
    }

    // MARK: Showing

    @Test func whoLooksAndWhoWritesIsShownUntilItAges() {
        var session = ScreenState.ana(Self.size)
        Self.comes(&session)
        #expect(session.text.contains("Carla Lima is looking at this too"))
        Self.comes(&session, typing: true)
        #expect(session.text.contains("Carla Lima is writing here"))
        #expect(session.model.nextTick.map { $0 <= session.model.now + Presence.life } ?? false)
        session.wait(.seconds(15))
        #expect(!session.text.contains("Carla Lima is writing here"))
    }

    @Test func hostileNamesAreHarmless() {
        var session = ScreenState.ana(Self.size) {
            $0.present = [
                Presence(agent: "a\u{1B}[2J\n" + String(repeating: "x", count: 900), isTyping: true, at: Cast.now)
            ]
        }
        #expect(!session.text.contains("\u{1B}"))
        session.press("oi<Enter>")
        #expect(!session.text.contains("\u{1B}"))
    }

    // MARK: Sending

    @Test func whileSomebodyWritesASendIsAskedAbout() {
        var session = ScreenState.ana(Self.size)
        session.press("Já vai")
        Self.comes(&session, typing: true)
        #expect(TailTests.sent(session.press("<Enter>")) == 0)
        #expect(session.text.contains("Carla Lima is writing to them just now. Send all the same?"))
        #expect(TailTests.sent(session.press("n")) == 0 && session.draft == "Já vai")
        session.press("<Enter>")
        #expect(TailTests.sent(session.press("y")) == 1 && session.draft.isEmpty)
    }

    @Test func whoOnlyLooksIsNotAskedAbout() {
        var session = ScreenState.ana(Self.size)
        session.press("Já vai")
        Self.comes(&session)
        #expect(TailTests.sent(session.press("<Enter>")) == 1)
    }

    /// A template waits for the answer like words do, and goes as it was filled.
    @Test func aTemplateIsAskedAboutToo() {
        var session = ScreenState.ana(Self.size)
        Self.comes(&session, typing: true)
        session.press("<M-1>")
        guard session.form != nil else { return #expect(Bool(false), "no form") }
        var bound = 0
        while session.model.scope == .form, bound < 8 {
            session.press("x<Enter>")
            bound += 1
        }
        #expect(session.model.scope == .confirm)
        #expect(TailTests.sent(session.press("y")) == 1)
    }

    /// A reaction takes nobody's words.
    @Test func aReactionIsNotAskedAbout() {
        var session = ScreenState.ana(Self.size)
        Self.comes(&session, typing: true)
        session.press("<S-Tab>k+")
        guard session.model.scope == .choice else { return }
        #expect(TailTests.sent(session.press("<Enter>")) == 1)
    }
}
