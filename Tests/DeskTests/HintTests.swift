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
        plain.presence = PresenceState()
        plain.nextToken = 0
        plain.rankings = Rankings()
        plain.helpPage = HelpPage()
        return plain
    }

    /// The key does what its word says; of a chord, each way on does something. Every other state on a large screen.
    @Test(arguments: ScreenState.all.indices) func everyHintDoesWhatItSays(_ index: Int) {
        let state = ScreenState.all[index]
        let size = index % 2 == 0 ? Size(columns: 80, rows: 24) : Size(columns: 120, rows: 40)
        let model = state.model(size)
        for hint in model.hints {
            var after = model
            var effects: [Effect] = []
            for stroke in hint.chord { effects += update(&after, .key(stroke), now: model.now) }
            var isDone = Self.hasDoneSomething(model, after, effects)
            if model.chord.isEmpty, case .command(let command) = model.meaning(of: hint.chord) {
                isDone = Self.isDone(command, model, after, effects)
            }
            let place = "\(state.name) at \(size)"
            #expect(isDone, "\(place): \(hint.key.string) (\(hint.text.string)) does something else")
        }
    }

    /// What is quick to compare comes first: models are large.
    static func hasDoneSomething(_ before: Model, _ after: Model, _ effects: [Effect]) -> Bool {
        !effects.isEmpty || after.scope != before.scope || after.focus != before.focus
            || after.list.selected != before.list.selected || deeds(after) != deeds(before)
    }

    private static func isDone(_ command: Command, _ before: Model, _ after: Model, _ effects: [Effect]) -> Bool {
        func has(_ isWanted: (Effect) -> Bool) -> Bool { effects.contains(where: isWanted) }
        switch command {
        case .templates, .otherTemplate: return after.scope == .picker
        case .help: return after.scope == .help
        case .search: return after.scope == .search
        case .switchConversation: return after.scope == .switcher
        case .palette: return after.scope == .palette
        case .newConversation: return after.scope == .new
        case .explainStatus: return after.scope == .detail
        case .quit: return after.isQuitting || after.scope == .confirm
        case .slot1, .slot2, .slot3, .slot4, .slot5, .slot6, .slot7, .slot8, .slot9:
            return after.scope == .form || before.isReopening && after.scope == .reopen
        case .react, .cannedReplies: return after.scope == .choice
        case .accept where before.scope == .picker:
            return after.scope == .form || before.isReopening && after.scope == .reopen
        case .back where before.modes.isEmpty && before.actsOnMarks: return after.list.marks.isEmpty
        case .back:
            return after.modes.count < before.modes.count || after.focus != before.focus
                || after.list.queue != before.list.queue || after.modes != before.modes
        case .reply, .replyToNewest: return after.conversation?.replyTo != nil && after.focus == .compose
        case .holdDraft: return has { if case .saveHeldText(_, .some) = $0 { true } else { false } }
        case .send:
            return has {
                if case .reopen = $0 {
                    true
                } else if case .enqueue = $0 {
                    true
                } else if case .takeFile = $0 {
                    true
                } else {
                    false
                }
            }
                || after.scope == .confirm
                || after.scope == .form
                || has { if case .saveMessage = $0 { true } else { false } }
        case .note: return after.scope == .note
        case .stateOfPlay: return after.scope == .play
        case .assign: return after.scope == .choice
        case .claimNext: return has { if case .claimNext = $0 { true } else { false } }
        case .labels: return after.scope == .choice
        case .keepNote: return has { if case .keepNote = $0 { true } else { false } }
        case .newLine where before.scope == .note: return after.modes != before.modes
        case .newLine:
            return after.conversation?.composer.text == (before.conversation?.composer.text ?? "") + "\n"
                || after.conversation?.composer.text.filter(\.isNewline).count
                    == (before.conversation?.composer.text.filter(\.isNewline).count ?? 0) + 1
        case .nextThatNeedsMe:
            return has { if case .loadRing = $0 { true } else { false } } || after.ring != before.ring
        case .nextConversation: return after.list.selected != before.list.selected
        case .open: return after.focus == .compose
        case .snooze: return after.scope == .choice || has { if case .record = $0 { true } else { false } }
        case .toggleDone, .assignToMe, .dismissFailure, .priority, .toggleUnread:
            return has {
                switch $0 {
                case .record: !before.actsOnMarks
                case .recordForMany: before.actsOnMarks
                default: false
                }
            } || before.actsOnMarks && after.scope == .confirm
        case .toggleMark: return after.list.marks.count == before.list.marks.count + 1
        case .markAll: return after.list.marks != before.list.marks
        case .copyText: return has { if case .copy = $0 { true } else { false } }
        case .showPayload where before.scope == .detail: return view(after) != view(before)
        case .showPayload: return has { if case .loadPayload = $0 { true } else { false } }
        case .syncTemplates: return has { if case .syncTemplates = $0 { true } else { false } }
        case .retryFailed: return after.scope == .picker || after.scope == .build || after.focus == .compose
        default: return hasDoneSomething(before, after, effects)
        }
    }

    /// The keys that mean something only while no word is in the way are in the table like all others.
    @Test func bareKeysAreInTheTable() throws {
        let keys = KeyMap.standard
        #expect(keys.label(.cannedReplies, in: .composeEmpty) == "/")
        for scope in [Scope.composeShut, .afterEscape, .pickerUnfiltered] {
            for slot in Slots.range {
                let command = try #require(Command(slot: slot))
                #expect(keys.label(command, in: scope) == "\(slot)")
            }
        }
        var session = ScreenState.ana(Size(columns: 120, rows: 40))
        #expect(session.text.contains("^T template") && session.text.contains("/ canned"))
        session.press("a/1")
        #expect(session.draft == "a/1" && session.text.contains("^T template"))
        session.press("<C-t>")
        #expect(session.text.contains("1-4 fill"))
        session.press("2")
        #expect(session.form?.template.key.name == session.model.slots[2]?.name)
        session = ScreenState.ana(Size(columns: 120, rows: 40))
        session.press("<F1>")
        var pages = session.text
        for _ in 0..<12 {
            session.press("<PageDown>")
            pages += session.text
        }
        #expect(pages.contains("1 … 9") && pages.contains(session.model.words.scope(.afterEscape).string))
    }

    @Test(arguments: ["", "<C-t>", "<C-t><Enter>", "<C-g>", "<C-f>", "<C-x>n"]) func helpOpensOverAnyBox(_ keys: String)
    {
        var session = ScreenState.ana(Size(columns: 80, rows: 24))
        session.press(keys)
        let under = session.model.scope
        session.press("<F1>")
        #expect(session.model.scope == .help)
        session.press("<Esc>")
        #expect(session.model.scope == under)
    }

    @Test func bareKeysCanBeBoundAnew() throws {
        var settings = Settings(agent: Cast.agent)
        settings.keys = try KeyMap.standard.rebinding([
            (.composeEmpty, .cannedReplies, [try KeyNotation.parse(";")]),
            (.pickerUnfiltered, .slot1, [try KeyNotation.parse("!")]),
        ])
        var session = Session(settings: settings)
        session.press("<Enter>/")
        #expect(session.draft == "/" && session.model.modes.isEmpty)
        session.press("<BS>;")
        #expect(session.model.scope == .choice && session.draft.isEmpty)
        session.press("<Esc><C-t>")
        session.press("1")
        #expect(session.picker?.filter.text == "1")
        session.press("<BS>!")
        #expect(session.form != nil)
    }

    @Test func aDigitAfterEscapeIsASlotForASecond() {
        var session = ScreenState.ana(Size(columns: 80, rows: 24))
        session.press("<Esc>2")
        #expect(session.form != nil)
        session = ScreenState.ana(Size(columns: 80, rows: 24))
        session.press("<Esc>")
        session.wait(Span(milliseconds: 1_001))
        session.press("2")
        #expect(session.form == nil && session.model.list.queue == .mine)
    }

    @Test(arguments: ScreenState.all) func hintsOnScreenAreHintsOfTheTable(_ state: ScreenState) {
        for size in FrameSnapshotTests.sizes {
            let model = state.model(size)
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
            if let lead = model.hintLead { rest = rest.replacing(lead.string, with: "") }
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
        session.press("<Enter>x")
        #expect(session.text.contains("F10 template"))
        session.press("<C-q>")
        #expect(session.text.contains("s yes   n no"))
        session.press("s")
        #expect(session.model.isQuitting)
    }
}
