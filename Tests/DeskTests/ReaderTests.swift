import Inbox
import Screen
import Testing

@testable import Desk

/// Whoever only reads: every command of the key map either looks, or says in one sentence that nothing is done.
@Suite struct ReaderTests {
    private static let size = Size(columns: 120, rows: 40)
    private static let sentence = "you only read here: nothing is changed, written or sent"

    private static func reader(_ keys: String = "") -> Session {
        var settings = Settings(agent: Cast.agent)
        settings.isReader = true
        var session = Session(size: size, settings: settings)
        session.press(keys)
        return session
    }

    private static func writes(_ effects: [Effect]) -> Bool { effects.contains { $0.writes } }

    /// In each pane every command there is, whether a key has it or not.
    @Test(arguments: Command.allCases) func everyCommandLooksOrIsRefused(_ command: Command) {
        for keys in ["", "<Enter>", "v"] {
            var session = Self.reader(keys)
            let scope = session.model.scope
            #expect(session.model.focus != .compose)
            let before = session.model
            session.perform(session.model.keepReading(session.model.perform(command)))
            #expect(!Self.writes(session.effects), "\(command) after \(keys)")
            let isRefused = session.notice == Self.sentence
            #expect(isRefused == command.writes(in: scope), "\(command) after \(keys): \(session.notice)")
            if isRefused { #expect(HintTests.deeds(session.model) == HintTests.deeds(before), "\(command)") }
        }
    }

    /// Every key of every table is pressed, one after the other: nothing that writes is ever asked for.
    @Test(arguments: Scope.allCases.filter { !$0.isBeforeAnother }) func noKeyOfATableWrites(_ scope: Scope) {
        for binding in KeyMap.standard.bindings where binding.scope == scope {
            var session = Self.reader(
                scope == .messages ? "<Enter>" : scope == .team ? "W" : scope == .status ? "s" : "")
            for stroke in binding.chord + [KeyStroke(.enter), KeyStroke("y", []), KeyStroke(.enter)] {
                session.send(.key(stroke))
            }
            session.send(.pasted("a paste"))
            #expect(!Self.writes(session.effects), "\(binding.command)")
            #expect(session.inbox.facts.isEmpty && session.inbox.items.isEmpty && session.inbox.drafts.isEmpty)
            #expect(session.model.focus != .compose)
        }
    }

    /// No hint, no chord and no entry of the palette for what is refused.
    @Test func nothingRefusedIsOffered() {
        for keys in ["", "<Enter>", "v", "vv", "<C-x>", "<Enter><C-x>", "W", "s"] {
            let session = Self.reader(keys)
            for hint in session.model.hints {
                guard case .command(let command) = session.model.meaning(of: session.model.chord + hint.chord) else {
                    continue
                }
                #expect(!command.writes(in: session.model.scope), "\(command) after \(keys)")
            }
        }
        let session = Self.reader(":")
        for entry in session.model.paletteEntries("") { #expect(!entry.command.writes(in: .list), "\(entry.command)") }
        #expect(session.model.paletteEntries("").count > 20)
    }

    @Test func whatIsReadIsNotMarkedRead() {
        let key = Cast.key(8)
        var session = Self.reader()
        let unread = session.inbox.rows[key]?.unread
        session.open(key)
        session.wait(.seconds(10))
        #expect(session.inbox.rows[key]?.unread == unread && session.inbox.facts.isEmpty)
        #expect(session.text.contains("You only read here.") && session.text.contains("read only"))
    }

    @Test func tabGoesBetweenListAndMessages() {
        var session = Self.reader()
        session.press("<Tab>")
        #expect(session.model.focus == .messages)
        session.press("<Tab>")
        #expect(session.model.focus == .list)
        session.press("<S-Tab>")
        #expect(session.model.focus == .messages)
    }

    @Test(arguments: [
        PlainOrder.reply("oi"), .note("x"), .template(1), .send, .snooze("1h"), .command(.toggleDone),
        .command(.assignToMe), .assign("nobody"), .state("x"), .react(1, "👍"), .quote(1), .priority(.high),
        .canned("x"), .templateNamed("x"), .new("5511988880999", consent: nil), .onMessage(.dismissFailure, 1),
    ])
    func ordersOfTheLineModeAreRefused(_ order: PlainOrder) {
        var session = Self.reader("<Enter>")
        session.send(.ordered(order))
        #expect(session.notice == Self.sentence && !Self.writes(session.effects))
    }

    @Test func leavingWritesNothing() {
        var session = Self.reader("<Enter>")
        #expect(session.model.farewell().isEmpty)
        #expect(!Self.writes(session.press("<C-q>")))
        #expect(session.model.isQuitting)
    }
}
