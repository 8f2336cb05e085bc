import Inbox
import Screen

@testable import Desk

/// A conversation with the desk: keys and events in, model and effects out, the fake inbox answering in between.
struct Session {
    var model: Model
    var inbox: FakeInbox
    /// Everything `update` asked for, in order.
    private(set) var effects: [Effect] = []
    /// Whether effects are answered at once; when not, they wait in `unanswered`.
    var answers = true
    private(set) var unanswered: [Effect] = []

    /// With nothing loaded yet.
    init(
        unstarted size: Size, inbox: FakeInbox = FakeInbox(), settings: Settings = Settings(agent: Cast.agent),
        at now: Instant = Cast.now
    ) {
        model = Model(now: now, size: size, settings: settings)
        self.inbox = inbox
    }

    /// Started, the list loaded and its first conversation open.
    init(
        size: Size = Size(columns: 80, rows: 24), inbox: FakeInbox = FakeInbox(),
        settings: Settings = Settings(agent: Cast.agent), at now: Instant = Cast.now
    ) {
        self.init(unstarted: size, inbox: inbox, settings: settings, at: now)
        perform(model.start())
        effects = []
    }

    /// Presses keys in the notation of `render --keys`.
    @discardableResult
    mutating func press(_ keys: String) -> [Effect] {
        let start = effects.count
        for stroke in (try? KeyNotation.parse(keys)) ?? [] { send(.key(stroke)) }  // unreadable: the test fails by it
        return Array(effects[start...])
    }

    @discardableResult
    mutating func send(_ action: Action) -> [Effect] {
        let start = effects.count
        perform(update(&model, action, now: model.now))
        return Array(effects[start...])
    }

    /// Time passes; the desk is told.
    @discardableResult
    mutating func wait(_ span: Span) -> [Effect] {
        let start = effects.count
        perform(update(&model, .ticked, now: model.now + span))
        return Array(effects[start...])
    }

    /// The customer writes and the store says so.
    mutating func receive(_ text: String, from key: ThreadKey) {
        inbox.receive(text, from: key, at: model.now)
        send(.storeChanged([key]))
    }

    /// Answers what waits, oldest first.
    mutating func answerAll() {
        let waiting = unanswered
        unanswered = []
        answers = true
        for effect in waiting {
            for action in inbox.answer(effect, at: model.now) { send(action) }
        }
    }

    mutating func perform(_ wanted: [Effect]) {
        var queue = wanted
        var bound = 10_000
        while !queue.isEmpty, bound > 0 {
            bound -= 1
            let effect = queue.removeFirst()
            effects.append(effect)
            guard answers else {
                unanswered.append(effect)
                continue
            }
            for action in inbox.answer(effect, at: model.now) { queue += update(&model, action, now: model.now) }
        }
        precondition(bound > 0, "effects and answers chase each other for ever")
    }

    /// Moves the selection there, with the keyboard in the list.
    mutating func select(_ key: ThreadKey) {
        if model.focus != .list { press("<Esc>") }
        press("g")
        var bound = 0
        while model.list.selected != key, bound < model.list.rows.count {
            press("j")
            bound += 1
        }
    }

    /// Opens a thread by name, from the list.
    mutating func open(_ key: ThreadKey) {
        var bound = 0
        if model.focus != .list || !model.modes.isEmpty { press("<Esc><Esc>") }
        press("g")
        while model.list.selected != key, bound < model.list.rows.count {
            press("j")
            bound += 1
        }
        press("<Enter>")
    }

    var frame: Frame { view(model) }
    var text: String { FrameText.bare(frame) }
    var draft: String { model.conversation?.composer.text ?? "" }
    var form: FormState? { if case .form(let state) = model.modes.last { state } else { nil } }
    var picker: PickerState? { if case .picker(let state) = model.modes.last { state } else { nil } }
    var notice: String { model.notice?.text.string ?? "" }
}
