import Inbox
import Screen
import Testing

@testable import Desk

/// How things stand, labels and priority: said by one key, shown where there is room, and moving no row.
@Suite struct CareTests {
    private static let size = Size(columns: 80, rows: 24)
    private static let ana = Cast.key(1)

    private static func open(_ change: (inout FakeInbox) -> Void = { _ in }) -> Session {
        ScreenState.ana(size, change: change)
    }

    // MARK: State of play

    @Test func howThingsStandIsSaidInOneLineUnderTheName() {
        var session = Self.open()
        session.press("<C-x>e")
        #expect(session.model.scope == .play)
        session.press("  carrier called,   new date to be confirmed ")
        let effects = session.press("<Enter>")
        let line = "carrier called, new date to be confirmed"
        #expect(effects.contains(.record(Self.ana, [.stateOfPlay(line)])))
        #expect(session.text.contains("now: carrier called, new date to be confirmed"))
        // It is there to be changed; the same words are no fact.
        session.press("<C-x>e")
        #expect(session.press("<Enter>").isEmpty)
        session.press("<C-x>e<C-u><Enter>")
        #expect(session.inbox.facts.last == .stateOfPlay(nil) && !session.text.contains("now: "))
        session.press("<C-x>eforget it<Esc>")
        #expect(session.inbox.facts.last == .stateOfPlay(nil))
    }

    @Test func theListTellsItUnlessSomethingIsNew() {
        let state = StateOfPlay(text: "carrier is asked", by: "Carla", at: Cast.ago(1))
        var inbox = FakeInbox()
        for person in [3, 5] as [Int64] { inbox.rows[Cast.key(person)]?.stateOfPlay = state }
        let session = Session(size: Size(columns: 160, rows: 40), inbox: inbox)
        let lines = session.text.split(separator: "\n")
        #expect(lines.contains { $0.contains("Marcos Tavares") && $0.contains("now: carrier is asked") })
        #expect(lines.contains { $0.contains("Tiago Nunes") && $0.contains("oi??? ninguém?") })
    }

    @Test func hostileWordsStayOneHarmlessLine() {
        let state = StateOfPlay(
            text: "a\u{1B}[2J\nb\u{202E}c" + String(repeating: "x", count: 999), by: "C\n", at: Cast.now)
        let session = Self.open { $0.rows[Self.ana]?.stateOfPlay = state }
        #expect(session.text.split(separator: "\n").filter { $0.contains("now: ") }.count == 1)
        #expect(!session.text.contains("\u{1B}") && !session.text.contains("\u{202E}"))
    }

    @Test(
        arguments: [
            ("", nil), (" \n\t", nil), (" a  b\nc ", "a b c"),
            (String(repeating: "é", count: 300), String(repeating: "é", count: 200)),
        ] as [(String, String?)])
    func aStateIsOneLine(_ text: String, _ line: String?) { #expect(StateOfPlay.line(text) == line) }

    // MARK: Labels

    @Test func labelsAreChosenByAFewLettersOrMadeByTypingThem() throws {
        var session = Self.open {
            $0.rows[Cast.key(5)]?.labels = ["refund", "vip"].compactMap { Label($0) }
        }
        session.model.settings.labels = ["Delivery"].compactMap { Label($0) }
        session.press("<C-x>g")
        let all = session.model.hintCommands
        #expect(all.contains(.accept) && session.text.contains("[ ] delivery") && session.text.contains("[ ] refund"))
        #expect(all.contains(.acceptAndStay), "both are hinted")
        session.press("rfd<Tab>")
        let refund = try #require(Label("refund"))
        #expect(session.inbox.facts.last == .label(refund) && session.text.contains("[x] refund"))
        // Tab stays for the next one, with the pointer on this one.
        session.press("<Tab>")
        #expect(session.inbox.facts.last == .unlabel(refund) && session.text.contains("[ ] refund"))
        session.press("<Tab>Muito Bravo")
        #expect(session.text.contains("new label: muito-bravo"))
        session.press("<Tab>refund<Enter>")
        let angry = try #require(Label("muito bravo"))
        #expect(Array(session.inbox.facts.suffix(2)) == [.label(angry), .unlabel(refund)])
        #expect(session.inbox.rows[Self.ana]?.labels == [angry] && session.model.modes.isEmpty)
        #expect(session.text.contains("muito-bravo"))
    }

    /// What is typed after Enter is no label.
    @Test func enterLeavesTheLabels() {
        var session = Self.open()
        session.press("<C-x>gvip<Enter>amanhã cedo<Enter>")
        #expect(session.inbox.facts.filter { if case .label = $0 { true } else { false } } == [.label(Cast.vip)])
        #expect(session.model.modes.isEmpty && session.inbox.items.count == 1, "the words went into the box")
    }

    @Test func theRowShowsFirstLettersAndStaysWhereItWas() {
        var session = Session(size: Self.size)
        session.open(Cast.key(6))
        let order = session.model.list.rows.map(\.key)
        session.press("<Esc>tvip<Tab>delivery<Enter>!!")
        session.wait(.seconds(9))
        #expect(session.model.list.rows.map(\.key) == order)
        #expect(session.text.split(separator: "\n").contains { $0.contains("Dona C") && $0.contains("DV↑↑") })
    }

    @Test(
        arguments: [
            ("VIP", "vip"), ("  muito  bravo ", "muito-bravo"), ("a-b", "a-b"), ("a, b", "a-b"), ("Ação", "ação"),
            (String(repeating: "x", count: 40), String(repeating: "x", count: 24)), ("", nil), (" - ,", nil),
        ] as [(String, String?)]) func aLabelIsOneSmallWord(_ text: String, _ name: String?)
    {
        #expect(Label(text)?.name == name)
    }

    // MARK: Priority

    @Test func oneKeyGoesThroughTheLevels() {
        var session = Self.open()
        for (level, word) in [(Priority.high, "high"), (.urgent, "urgent"), (.normal, "normal")] {
            session.press("<C-x>!")
            #expect(session.inbox.facts.last == .priority(level) && session.notice == "Ana Souza: priority \(word)")
            #expect(session.inbox.rows[Self.ana]?.priority == level)
        }
    }

    @Test func keysPressedFasterThanTheStoreAnswersGoOn() {
        var session = Self.open()
        session.answers = false
        session.press("<C-x>!<C-x>!")
        session.answerAll()
        #expect(session.inbox.rows[Self.ana]?.priority == .urgent)
    }
}
