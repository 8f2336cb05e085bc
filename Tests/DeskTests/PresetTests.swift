import Inbox
import Screen
import Testing

@testable import Desk

/// Ready-made key tables, and a config that is read again while the program runs.
@Suite struct PresetTests {
    static func vim() -> Session {
        Session(settings: Settings(agent: Cast.agent, keys: KeyMap.Preset.vim.keys))
    }

    @Test func theVimTableContradictsNothingAndEveryCommandHasAKey() throws {
        _ = try KeyMap(KeyMap.vim.bindings)
        #expect(KeyMap.vim.bindings.allSatisfy { !$0.chord.isEmpty })
        for command in Command.allCases {
            #expect(KeyMap.vim.bindings.contains { $0.command == command }, "\(command)")
        }
        #expect(KeyMap.Preset.standard.keys == .standard)
    }

    @Test func handsThatKnowVimFindTheirWay() {
        var session = Self.vim()
        session.press("G")
        let last = session.model.list.selected
        session.press("gg")
        #expect(session.model.list.selected != last && session.model.list.selected == Self.vim().model.list.selected)
        session.press("i")
        #expect(session.model.focus == .compose)
        session.press("gg dd u")
        #expect(session.draft == "gg dd u", "in the box letters are letters")
        session.press("<Esc>")
        #expect(session.model.focus == .list)
        let key = session.model.conversation?.row.key
        let effects = session.press("dd")
        #expect(effects.contains { if case .record(key, [.done]) = $0 { true } else { false } })
        session.press("gt")
        #expect(session.model.list.queue == .mine)
        session.press("gT")
        #expect(session.model.list.queue == .inbox)
    }

    @Test func messagesHaveThemToo() {
        var session = Self.vim()
        session.open(Cast.key(1))
        session.press("<S-Tab>")
        #expect(session.model.focus == .messages)
        #expect(session.press("yy").contains { if case .copy = $0 { true } else { false } })
        session.press("i")
        #expect(session.model.focus == .compose)
        session.press("<S-Tab>h")
        #expect(session.model.focus == .list)
    }

    @Test func whatFollowsAPrefixOfVimsIsShown() {
        var session = Self.vim()
        session.press("g")
        #expect(session.model.chord.count == 1)
        #expect(Set(session.model.chordBindings.map(\.command)).isSuperset(of: [.top, .assignToMe, .nextThatNeedsMe]))
    }

    @Test func aConflictWithThePresetNamesBoth() throws {
        let g = try KeyNotation.parse("g")
        #expect(throws: KeyMap.Problem.self) { try KeyMap.vim.rebinding([(.list, .open, [g])]) }
        let dd = try KeyNotation.parse("dd")
        #expect(throws: KeyMap.Problem.conflict(scope: .list, chord: "d d", .open, .toggleDone)) {
            try KeyMap.vim.rebinding([(.list, .open, [dd])])
        }
    }

    // MARK: Reading the config again

    private static func fresh(_ change: (inout Settings) -> Void) -> Settings {
        var settings = Settings(agent: "somebody else", undoDelay: .seconds(60), theme: "other")
        settings.account = "other"
        change(&settings)
        return settings
    }

    @Test func whatCanChangeDoesAndTheRestIsSaid() {
        var session = ScreenState.ana(Size(columns: 120, rows: 40))
        session.press("<C-x>z half a text")
        #expect(session.press("<C-x>R") == [.reloadConfig])
        let settings = Self.fresh {
            $0.keys = .vim
            $0.borders = .none
            $0.enterSends = false
        }
        session.send(.configReloaded(ReloadedConfig(settings: settings, theme: nil, later: ["store", "agent"])))
        #expect(session.notice.contains("only the next start changes: store, agent"))
        #expect(session.model.settings.keys == .vim && !session.model.settings.enterSends)
        #expect(session.model.settings.agent == Cast.agent && session.model.settings.undoDelay == OutboxItem.undoDelay)
        #expect(
            session.model.settings.theme == "dark" && session.draft == " half a text" && session.model.panes.isZoomed)
        #expect(!session.text.contains("─"))
    }

    @Test func anotherThemeIsShownAndTheMouseObeys() {
        var session = Session()
        let settings = Self.fresh { $0.usesMouse = true }
        let effects = session.send(.configReloaded(ReloadedConfig(settings: settings, theme: "light", later: [])))
        #expect(effects.contains(.setMouse(true)) && session.model.isMouseOn)
        #expect(effects.contains { if case .showTheme("light", _) = $0 { true } else { false } })
        #expect(session.notice == "the config was read again")
    }

    /// A theme the agent chose since stays: the file names none that it did not name before.
    @Test func aThemeThatWasChosenHereStays() {
        var session = Session()
        session.model.settings.theme = "beach"
        let effects = session.send(
            .configReloaded(ReloadedConfig(settings: Self.fresh { _ in }, theme: nil, later: [])))
        #expect(session.model.settings.theme == "beach")
        #expect(!effects.contains { if case .showTheme = $0 { true } else { false } })
    }

    @Test func aWrongFileChangesNothing() {
        var session = Session()
        let before = session.model.settings
        session.send(.configRefused("/etc/oriel/config.toml:3: there is no setting “colour”\u{1B}[2J"))
        #expect(session.model.settings == before)
        #expect(session.notice.contains("/etc/oriel/config.toml:3:") && session.notice.contains("stay as they are"))
        #expect(session.send(.reloadAsked) == [.reloadConfig])
    }
}
