import Inbox
import Screen
import Testing

@testable import Desk

/// Marks are conversations, and what is done to many is told as a whole.
@Suite struct MarkTests {
    private static let size = Size(columns: 120, rows: 40)

    private static func marks(_ session: Session) -> Set<Int64> { Set(session.model.list.marks.keys.map(\.person.row)) }

    /// The list with those marked.
    private static func marked(
        _ people: [Int64], size: Size = size, change: (inout FakeInbox) -> Void = { _ in }
    ) -> Session {
        var inbox = FakeInbox()
        change(&inbox)
        var session = Session(size: size, inbox: inbox)
        for person in people {
            session.select(Cast.key(person))
            session.press("v")
        }
        return session
    }

    private static func many(_ effects: [Effect]) -> [(people: Set<Int64>, verb: BulkVerb)] {
        effects.compactMap { effect in
            guard case .recordForMany(let keys, let verb) = effect else { return nil }
            return (Set(keys.map(\.person.row)), verb)
        }
    }

    @Test func aMarkIsSetAndTakenAwayAndTheSelectionGoesDown() {
        var session = Session(size: Self.size)
        let rows = session.model.shownRows.map(\.key)
        session.press("v")
        #expect(session.model.list.marks.keys.map { $0 } == [rows[0]] && session.model.list.selected == rows[1])
        session.press("kv")
        #expect(session.model.list.marks.isEmpty && session.model.list.selected == rows[1])
    }

    @Test func aMarkGoesWhereItsRowGoes() {
        var session = Self.marked([6])
        let place = session.model.shownRows.firstIndex { $0.key == Cast.key(6) }
        session.wait(.seconds(4))
        session.inbox.rows[Cast.key(6)]?.failed = 1
        session.send(.storeChanged([Cast.key(6)]))
        #expect(session.model.shownRows.firstIndex { $0.key == Cast.key(6) } != place)
        #expect(Self.marks(session) == [6] && session.text.contains("+Dona Célia"))
    }

    @Test func oneWhoLeftTheListStaysMarkedAndCountedApartAndIsAskedAbout() {
        var session = Self.marked([6, 8])
        session.wait(.seconds(4))
        session.inbox.rows[Cast.key(6)]?.isDone = true
        session.send(.storeChanged([Cast.key(6)]))
        #expect(session.text.contains("2 marked, 1 not in this list"))
        #expect(Self.many(session.press("i")).isEmpty && session.model.scope == .confirm)
        #expect(session.text.contains("assign to me: 2 conversations, 1 of them not in this list?"))
        #expect(Self.many(session.press("y")).first?.people == [6, 8])
    }

    @Test func allLoadedRowsAreMarkedAndNoneAfterThat() {
        var session = Session(size: Self.size)
        session.press("V")
        #expect(Self.marks(session) == Set(session.model.shownRows.map(\.key.person.row)))
        session.press("V")
        #expect(session.model.list.marks.isEmpty && session.notice.hasPrefix("marks taken away: "))
        session.press("vvV")
        #expect(Self.marks(session).count == session.model.shownRows.count)
    }

    @Test(arguments: ["<Esc>", "2", "]"]) func theyAreDroppedWithANotice(_ key: String) {
        var session = Self.marked([6, 8])
        session.press(key)
        #expect(session.model.list.marks.isEmpty && session.notice == "marks taken away: 2")
    }

    @Test func escapeDropsMarksBeforeItLeavesTheQueue() {
        var session = Session(size: Self.size)
        session.press("2v<Esc>")
        #expect(session.model.list.queue == .mine)
        session.press("<Esc>")
        #expect(session.model.list.queue == .inbox)
    }

    // MARK: Verbs

    @Test(
        arguments: [
            ("i", .assign(to: Cast.agent)), ("a", .done), ("m", .unread), ("!", .priority(.high)),
            ("<C-x>i", .assign(to: Cast.agent)), ("Acarla<Enter>", .assign(to: "Carla Lima")),
            ("Anobody<Enter>", .assign(to: nil)), ("tvip<Enter>y", .label(Label("vip") ?? Cast.vip, isOn: true)),
            ("zthey<Enter>", .snooze(until: nil)),
        ] as [(String, BulkVerb)]) func keysActOnAllMarked(_ keys: String, _ verb: BulkVerb)
    {
        var session = Self.marked([3, 8, 11])
        let done = Self.many(session.press(keys))
        #expect(done.count == 1 && done.first?.verb == verb && done.first?.people == [3, 8, 11])
    }

    @Test func aVerbTurnsRoundWhenAllAreSo() {
        var session = Self.marked([7, 8]) { for person in [7, 8] as [Int64] { $0.rows[Cast.key(person)]?.unread = 1 } }
        #expect(Self.many(session.press("i")).first?.verb == .assign(to: nil), "both are ours")
        #expect(Self.many(session.press("m")).first?.verb == .read)
        #expect(
            Self.many(session.press("!!!")).map(\.verb) == [.priority(.high), .priority(.urgent), .priority(.normal)])
    }

    @Test func whatCannotBeIsToldWithTheReasonAndStaysMarked() {
        var session = Self.marked([2, 6, 8])
        session.press("zthey<Enter>")
        #expect(
            session.notice == "snooze until they write: 1 changed, 1 window shuts meanwhile. "
                + "Not 2: Paulo Reis (a message was not delivered), "
                + "Dona Célia (has unread messages); m marks them read")
        #expect(Self.marks(session) == [2, 6])
    }

    @Test func whatWasSoBeforeIsCounted() {
        var session = Self.marked([8, 11])
        session.press("i")
        #expect(session.notice == "assign to me: 1 changed, 1 was so already" && Self.marks(session) == [8, 11])
    }

    @Test func moreThanAHandfulAsksWithTheCount() {
        var session = Self.marked([3, 7, 8, 11, 15].filter { $0 != 15 } + [18, 19])
        #expect(session.press("a").isEmpty && session.text.contains("mark done: 6 conversations?"))
        #expect(session.press("n").isEmpty && session.notice == "nothing was changed" || session.model.modes.isEmpty)
        #expect(Self.marks(session).count == 6)
        session.press("a")
        #expect(Self.many(session.press("y")).first?.people.count == 6)
        #expect(session.notice == "mark done: 6 changed" && session.model.list.marks.isEmpty)
    }

    /// Whose window shuts while nobody sees them is counted before, and told after.
    @Test func windowsThatShutMeanwhileAreCounted() {
        var session = Self.marked([3, 7, 8, 11, 18, 19])
        session.press("z")
        #expect(session.text.contains("shut first"))
        session.press("in an hour")
        session.press("<Enter>")
        #expect(session.text.contains("6 conversations, 1 window shuts meanwhile?"), "\(session.text)")
        session.press("nztomorrow<Enter>")
        let asked = session.text
        #expect(asked.contains("windows shut meanwhile?"), "\(asked)")
        session.press("y")
        #expect(session.notice.contains("6 changed") && session.notice.contains("windows shut meanwhile"))
    }

    /// A label nobody has is never made on many without being named as one.
    @Test func aNewLabelOnManyIsAlwaysAskedFor() {
        var session = Self.marked([8, 11])
        session.press("tamanhã<Enter>")
        #expect(
            session.text.contains("new label “manhã”: 2 conversations?") || session.text.contains("new label “amanhã"))
        let count = session.effects.count
        session.press("n")
        #expect(session.model.modes.isEmpty && Self.many(Array(session.effects[count...])).isEmpty)
        session.press("tnovo<Tab>")
        #expect(session.text.contains("new label “novo”: 2 conversations?"))
        session.press("n")
        #expect(session.model.scope == .choice, "Tab stays")
        session.press("novo<Enter>")
        #expect(session.text.contains("new label “novo”: 2 conversations?"), "a no does not make it a label")
        #expect(Self.many(session.press("y")).first?.verb == .label(Label("novo") ?? Cast.vip, isOn: true))
    }

    @Test func labelsSayWhetherAllHaveThem() {
        var session = Self.marked([8, 11]) { $0.rows[Cast.key(8)]?.labels = [Cast.vip] }
        session.press("t")
        #expect(session.text.contains("2 marked, labels:") && session.text.contains("[~] vip"))
        session.press("<Tab>")
        #expect(session.text.contains("[x] vip") && session.inbox.rows[Cast.key(11)]?.labels == [Cast.vip])
        session.press("<Tab>")
        #expect(session.inbox.rows[Cast.key(8)]?.labels == [] && session.text.contains("[ ] vip"))
    }

    @Test func theSnoozeChoiceMindsTheWindowThatShutsFirst() {
        var session = Self.marked([8, 3])
        session.press("z")
        #expect(session.model.snoozeEntries.first?.entry.notes.isEmpty == false, "Marcos has 38 minutes left")
    }

    @Test func withTheKeyboardInTheBoxAVerbIsForTheOpenConversation() {
        var session = Self.marked([3, 8])
        session.press("<Enter>")
        let effects = session.press("<C-x>!")
        #expect(Self.many(effects).isEmpty && session.model.list.marks.count == 2)
    }

    @Test func aForgottenOneIsNotMarkedAnyMore() {
        var session = Self.marked([8, 11])
        session.inbox.rows[Cast.key(11)] = nil
        session.press("!")
        #expect(session.notice.contains("Not 1: Bruno Sá (is not here any more)") && Self.marks(session) == [8])
    }

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 60, rows: 20), Size(columns: 40, rows: 15)])
    func theSelectionIsNeverUnderTheRuleThatCounts(_ size: Size) {
        var session = Session(size: size)
        session.press("v")
        for _ in 0..<25 {
            session.press("j")
            let selected = session.model.list.selected
            #expect(session.model.visibleRows.contains { $0.key == selected })
            #expect(session.text.contains("1 marked"))
        }
    }
}
