import Inbox
import Screen
import Testing

@testable import Desk

/// Choosing a theme by looking at it.
@Suite struct ThemeTests {
    private func session(theme: String = "dark", change: (inout FakeInbox) -> Void = { _ in }) -> Session {
        var inbox = FakeInbox()
        change(&inbox)
        return Session(inbox: inbox, settings: Settings(agent: Cast.agent, theme: theme))
    }

    /// The themes a stretch of keys put on the screen, in order.
    private func shown(_ effects: [Effect]) -> [String] {
        effects.compactMap { effect in
            if case .showTheme(let name, _) = effect { name } else { nil }
        }
    }

    private func state(_ session: Session) -> ThemeState? {
        if case .theme(let state) = session.model.modes.last { state } else { nil }
    }

    @Test(
        arguments: [
            // Keys after ^X y, what is put on the screen, and the theme it ends with.
            ("", [], "dark"),
            ("<Down>", ["light"], "dark"),
            ("jj", ["light", "mono"], "dark"),
            ("jk", ["light", "dark"], "dark"),
            ("k", [], "dark"),
            ("G", ["broken"], "dark"),
            ("g", [], "dark"),
            ("Gg", ["broken", "dark"], "dark"),
            ("j<Esc>", ["light", "dark"], "dark"),
            ("jq", ["light", "dark"], "dark"),
            ("jk<Esc>", ["light", "dark"], "dark"),
            ("<Esc>", [], "dark"),
            ("<Enter>", [], "dark"),
            ("j<Enter>", ["light"], "light"),
            ("<C-n><C-n><C-p><Enter>", ["light", "mono", "light"], "light"),
            ("<Home><End><Up><Enter>", ["broken", "beach"], "beach"),
        ] as [(String, [String], String)])
    func keys(_ keys: String, shown expected: [String], kept: String) {
        var session = session()
        session.press("<C-x>y")
        #expect(state(session)?.selected?.name == "dark", "it begins at the theme on screen")
        let effects = session.press(keys)
        #expect(shown(effects) == expected)
        #expect(session.model.settings.theme == kept)
        if keys.hasSuffix("<Enter>") || keys.hasSuffix("<Esc>") || keys.hasSuffix("q") {
            #expect(session.model.modes.isEmpty)
        }
    }

    @Test func aThemeThatCannotBeReadSaysWhyAndCannotBeKept() {
        var session = session()
        session.press("<C-x>yG")
        #expect(session.text.contains("broken.toml:3"))
        #expect(!session.model.hintCommands.contains(.accept))
        session.press("<Enter>")
        #expect(state(session) != nil)
        #expect(session.model.notice?.tone == .warning)
        #expect(shown(session.press("<Esc>")) == ["dark"], "what it replaced comes back")
        #expect(session.model.settings.theme == "dark")
    }

    @Test func keepingNamesTheLineThatMakesItLast() {
        var session = session()
        session.press("<C-x>yj<Enter>")
        let notice = session.model.notice?.text.string ?? ""
        #expect(notice.contains("theme = \"light\"") && notice.contains("/etc/oriel/config.toml"))
        var passing = self.session { $0.themes.configFile = nil }
        passing.press("<C-x>yj<Enter>")
        #expect(passing.model.notice?.text.string == "light until you leave")
    }

    @Test func aThemeStartedByItsPathIsThereToComeBackTo() {
        var session = session(theme: "./mine.toml")
        session.press("<C-x>y")
        #expect(state(session)?.selected?.name == "./mine.toml")
        #expect(shown(session.press("j<Esc>")) == ["dark", "./mine.toml"])
    }

    @Test func anAnswerNobodyWaitsForIsDropped() {
        var session = session()
        session.press("<C-x>yj")
        let token = state(session)?.awaited ?? 0
        session.send(.themesLoaded(ThemeOffers(), token: token - 1))
        #expect(state(session)?.offers.options.count == 5)
        session.send(.themeRefused(Obstacle(.themeMissing, "late"), token: token - 1))
        #expect(state(session)?.problem == nil)
        session.press("<Esc>")
        session.send(.themeRefused(Obstacle(.themeMissing, "dusk"), token: token))
        #expect(
            session.model.notice?.text.string == "there is no theme “dusk” any more",
            "what could not be restored is said")
    }

    @Test func nothingCanBeChosenBeforeTheListIsThere() {
        var session = session()
        session.answers = false
        session.press("<C-x>y")
        #expect(session.model.hintCommands == [.back])
        #expect(shown(session.press("j<Enter>")) == [])
        #expect(state(session) != nil)
        session.answerAll()
        #expect(shown(session.press("j")) == ["light"])
    }

    @Test func whereThereIsNoColourItSaysSo() {
        var session = session { $0.themes.hasColors = false }
        session.press("<C-x>y")
        #expect(session.text.contains("Colour is off here"))
    }
}
