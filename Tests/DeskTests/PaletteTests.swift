import Inbox
import Screen
import Testing

@testable import Desk

/// Whoever knows what they want but not its key finds both.
@Suite struct PaletteTests {
    private static let size = Size(columns: 120, rows: 40)

    private func first(_ session: Session) -> Command? {
        guard case .palette(let state) = session.model.modes.last else { return nil }
        let entries = session.model.paletteEntries(state.filter.text)
        return entries.indices.contains(state.index) ? entries[state.index].command : nil
    }

    /// Words of the description and of the configuration's name, in any order of thinking.
    @Test(arguments: [
        ("done", Command.toggleDone), ("assign", .assignToMe), ("theme", .chooseTheme),
        ("write first", .newConversation),
        ("needs me", .nextThatNeedsMe), ("mouse", .toggleMouse), ("quit", .quit), ("explain window", .explainWindow),
        ("queue unassigned", .queueUnassigned),
    ])
    func whatIsMeantComesFirst(_ filter: String, _ command: Command) {
        var session = ScreenState.ana(Self.size)
        session.press("<Tab>:")
        session.send(.pasted(filter))
        #expect(first(session) == command)
    }

    @Test func enterDoesWhatIsSelectedWhereTheKeyboardWas() {
        var session = ScreenState.ana(Self.size)
        session.press("<M-x>")
        session.send(.pasted("done"))
        let effects = session.press("<Enter>")
        #expect(effects.contains { if case .record(Cast.key(1), [.done]) = $0 { true } else { false } })
        #expect(session.model.modes.isEmpty && session.model.focus == .compose)
    }

    @Test func escLeavesWithoutADeed() {
        var session = ScreenState.ana(Self.size)
        #expect(session.press("<M-x>done<Esc>").isEmpty)
        #expect(session.model.modes.isEmpty)
    }

    /// Nothing is listed that could do nothing, and nothing that only makes sense under a key.
    @Test(arguments: [
        "list-focus", "messages-failed", "reply-quote", "refused-long", "empty-store", "closed-with-draft",
    ])
    func everyEntryDoesSomething(_ name: String) throws {
        let state = try #require(ScreenState.all.first { $0.name == name })
        var model = state.model(Self.size)
        guard model.modes.isEmpty, model.layout.kind != .tooSmall else { return }
        _ = model.openPalette()
        for (index, entry) in model.paletteEntries("").enumerated() {
            var copy = model
            copy.modes = [.palette(PaletteState(index: index))]
            let before = copy
            let effects = copy.performInPalette(.accept)
            #expect(copy.modes.allSatisfy { if case .palette = $0 { false } else { true } }, "it is gone")
            // Where one already is, there is nowhere to go.
            if entry.command.goesSomewhere { continue }
            #expect(
                !effects.isEmpty || !copy.modes.isEmpty || copy.notice != before.notice || copy.focus != before.focus
                    || copy.conversation != before.conversation || copy.isQuitting, "\(state): \(entry.command)")
            #expect(!entry.text.isEmpty)
        }
    }

    /// A key that configuration took away is not shown, but the action is.
    @Test func anActionWithoutAKeyCanStillBeDone() throws {
        let keys = try KeyMap.standard.rebinding([(.global, .chooseTheme, [])])
        var settings = Settings(agent: Cast.agent)
        settings.keys = keys
        var session = Session(size: Self.size, settings: settings)
        session.press(":")
        session.send(.pasted("theme"))
        #expect(first(session) == .chooseTheme)
        session.press("<Enter>")
        #expect(session.model.scope == .theme)
    }
}

extension Command {
    fileprivate var goesSomewhere: Bool {
        switch self {
        case .nextConversation, .previousConversation, .nextQueue, .previousQueue, .open: true
        default: queue != nil
        }
    }
}
