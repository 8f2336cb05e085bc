import Inbox
import Screen
import Testing

@testable import Desk

/// Every key of every table is pressed in every state that has the table: none of them traps, and none is silent.
@Suite struct KeySweepTests {
    private static let size = Size(columns: 80, rows: 24)

    /// Boxes, pages, questions and marks, each as often as there is a picture of it; of the panes one state each.
    static let states = ScreenState.all.filter { state in
        let model = state.model(size)
        guard model.layout.kind != .tooSmall, model.chord.isEmpty else { return false }
        return !model.modes.isEmpty || !model.list.marks.isEmpty || panes.contains(state.name)
    }

    private static let panes: Set<String> = [
        "inbox", "list-focus", "messages-failed", "closed-with-draft", "closed-no-draft", "empty-store", "empty-queue",
        "loading", "media-selected", "reply-quote",
    ]

    /// What is bound where the keyboard is, each chord once.
    private static func bindings(_ model: Model) -> [KeyMap.Binding] {
        let scopes = model.conditions + model.settings.keys.scopes(for: model.scope)
        var seen: Set<[KeyStroke]> = []
        return scopes.flatMap { scope in model.settings.keys.bindings.filter { $0.scope == scope } }
            .filter { seen.insert($0.chord).inserted }
    }

    /// Where one is at the end of something there is nowhere to go, and everybody sees that. From the list there is nowhere
    /// to go back to.
    private static func maySaySilently(_ command: Command, _ model: Model) -> Bool {
        command.isMotion && (command != .back || model.modes.isEmpty && model.focus == .list)
    }

    @Test(arguments: states) func everyKeyDoesSomethingOrSaysWhyNotAndLeadsNowhereWithoutAWayOut(_ state: ScreenState) {
        var model = state.model(Self.size)
        model.notice = nil
        // Where it was seen that there is a way out.
        var known: Set<[Scope]> = []
        leave(model, &known, "\(state.name)")
        for binding in Self.bindings(model) where !Self.maySaySilently(binding.command, model) {
            var after = model
            var effects: [Effect] = []
            for stroke in binding.chord { effects += update(&after, .key(stroke), now: model.now) }
            let place = "\(state.name): \(binding.label) (\(binding.command.rawValue))"
            #expect(after.chord.isEmpty, "\(place) is left half pressed")
            #expect(
                after.notice != nil || after.missesQuestion || HintTests.hasDoneSomething(model, after, effects),
                "\(place) does nothing and says nothing")
            leave(after, &known, place)
        }
    }

    /// Esc, as often as it takes, leads to the panes or ends the program.
    private func leave(_ start: Model, _ known: inout Set<[Scope]>, _ place: String) {
        guard !start.modes.isEmpty, known.insert(scopes(start)).inserted else { return }
        var model = start
        var bound = 12
        while !model.isQuitting, !model.modes.isEmpty, bound > 0 {
            bound -= 1
            let effects = update(&model, .key(KeyStroke(.escape)), now: model.now)
            // A command that runs ends when the engine has ended it.
            if effects.contains(.stopPipe) { model.modes = [] }
            // What is on its way is given up in time.
            if model.isOpening { _ = update(&model, .ticked, now: model.now + .seconds(10)) }
        }
        #expect(model.isQuitting || model.modes.isEmpty, "no Esc leads out of \(model.scope), after \(place)")
    }

    /// What stands over the panes, innermost last; of a box that waits for something as one of its own.
    private func scopes(_ model: Model) -> [Scope] {
        var model = model
        var scopes: [Scope] = []
        while !model.modes.isEmpty {
            scopes.append(model.scope)
            if case .reopen(let state) = model.modes.last, state.awaited != nil { scopes.append(.global) }
            model.modes.removeLast()
        }
        return scopes
    }
}
