import Foundation
import Inbox
import Screen
import Testing

@testable import Desk

/// Nothing on screen may lie: every hint of every state is pressed.
@Suite struct HintTests {
    /// What a key must change to have done something: a notice alone is no deed.
    static func deeds(_ model: Model) -> Model {
        var plain = model
        plain.notice = nil
        plain.list.lastKeyAt = nil
        plain.list.sectionTime = nil
        plain.escapedAt = nil
        plain.nextToken = 0
        plain.rankings = Rankings()
        plain.helpPage = HelpPage()
        return plain
    }

    @Test(arguments: ScreenState.all) func everyHintDoesSomething(_ state: ScreenState) {
        for size in FrameSnapshotTests.sizes {
            let model = state.build(size).model
            for hint in model.hints {
                var after = model
                var effects: [Effect] = []
                for stroke in hint.chord { effects += update(&after, .key(stroke), now: model.now) }
                let changed = Self.deeds(after) != Self.deeds(model)
                #expect(
                    changed || !effects.isEmpty,
                    "\(state.name) at \(size): \(hint.key.string) (\(hint.text.string)) does nothing")
            }
        }
    }

    @Test(arguments: ScreenState.all) func hintsOnScreenAreHintsOfTheTable(_ state: ScreenState) {
        for size in FrameSnapshotTests.sizes {
            let model = state.build(size).model
            guard model.notice == nil, model.chord.isEmpty, model.scope != .confirm else { continue }
            let line = FrameText.bare(view(model)).split(separator: "\n", omittingEmptySubsequences: false)[
                size.rows - 1]
            // What is left after the hints are taken away is blank, but for the word on the draft.
            var rest = String(line) + " "
            for hint in model.hints.sorted(by: { $0.width > $1.width }) {
                if let range = rest.range(of: " \(hint.key.string) \(hint.text.string) ") {
                    rest.replaceSubrange(range, with: "  ")
                }
            }
            rest = rest.replacing("draft kept", with: "")
            #expect(rest.allSatisfy { $0 == " " }, "\(state.name) at \(size): \(rest)")
        }
    }

    @Test func theKeysOfAClosedBoxWork() {
        var session = ScreenState.ana(Size(columns: 80, rows: 24))
        session.press("x")
        session.wait(.minutes(5))
        session.press("<Esc>")
        #expect(session.text.contains("^T all templates") || session.text.contains("^T templates"))
        #expect(session.text.contains("^X h hold"))
        var other = session
        other.press("<C-t>")
        #expect(other.picker != nil)
        session.press("<C-x>h")
        #expect(session.inbox.held[Cast.key(1)] == "x")
    }

    @Test func theFoldKeyOnScreenUnfolds() {
        var session = Session(size: Size(columns: 80, rows: 24))
        #expect(session.text.contains("▸ f shows"))
        session.press("f")
        #expect(!session.text.contains("▸"))
    }

    @Test func reboundKeysAreTheOnesShown() throws {
        var settings = Settings(agent: Cast.agent)
        settings.keys = try KeyMap.standard.rebinding([
            (.global, .templates, [try KeyNotation.parse("<F10>")]), (.confirm, .yes, [try KeyNotation.parse("s")]),
        ])
        var session = Session(settings: settings)
        session.press("<Enter>")
        #expect(session.text.contains("F10 template"))
        session.press("x<C-q>")
        #expect(session.text.contains("s yes   n no"))
        session.press("s")
        #expect(session.model.isQuitting)
    }
}
