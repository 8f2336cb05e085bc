import Inbox

/// One template for many who wrote and were never answered: what is the same for all, what each will read, and what
/// became of them.
struct ReopenState: Equatable, Sendable {
    enum Step: Hashable, Sendable {
        /// The values that are the same for all.
        case values
        /// What each will read, or why they are left out.
        case check
        /// What became of each.
        case told
    }

    var people: [Reopening.Person]
    /// How many more could be reopened after these.
    var more: Int
    /// The template and what is the same for all; nil until one is chosen.
    var form: FormState?
    /// What is known of each: their name, a number they wrote.
    var own: [ThreadKey: [ParameterKey: Prefill.Value]] = [:]
    var step = Step.values
    /// The person that is looked at.
    var index = 0
    /// Rows of their text that are scrolled away.
    var textTop = 0
    /// Whom the agent left out.
    var unwanted: Set<ThreadKey> = []
    /// The answer of the outbox that is waited for.
    var awaited: Int?
    /// What it said.
    var report: Reopening.Report?
    /// When they went into the outbox.
    var queuedAt: Instant?
    /// How far each of the messages came since; nil until that was looked at. Who is missing was taken back.
    var since: [ThreadKey: Delivery]?
    /// The answer that will tell it, and whether something changed while it was awaited.
    var awaitedSince: Int?
    var isStale = false

    /// How many of those that were queued stand where.
    var tally: Tally {
        let queued = report?.queued ?? []
        guard let since else { return Tally(waiting: queued.count) }
        return queued.reduce(into: Tally()) { $0.add(since[$1]) }
    }

    struct Tally: Hashable, Sendable {
        var waiting = 0
        var gone = 0
        var failed = 0
        var uncertain = 0
        var recalled = 0

        init(waiting: Int = 0) { self.waiting = waiting }

        mutating func add(_ delivery: Delivery?) {
            switch delivery?.lane {
            case nil: recalled += 1
            case .failed, .refused: failed += 1
            case .uncertain: uncertain += 1
            case .climbing: if let delivery, delivery.stage >= .accepted { gone += 1 } else { waiting += 1 }
            }
        }
    }

    init(people: [Reopening.Person], more: Int) {
        self.people = people
        self.more = more
    }

    /// How the rows of the page are shared: the head and the last line apart, one a person, as many as leave room for the
    /// text of the one that is looked at under its rule, and a third at least.
    static func room(people: Int, text: Int, rows: Int) -> (people: Int, text: Int) {
        let room = rows - 3
        let shown = max(1, min(people, max(room / 3, room - text - 1)))
        return (shown, max(0, room - shown - 1))
    }

    /// Whether some have a value of their own there.
    func isOwn(_ key: ParameterKey) -> Bool { own.values.contains { $0[key] != nil } }

    /// How many of those who may be written to have none there.
    func without(_ key: ParameterKey) -> Int {
        people.count { $0.obstacle == nil && own[$0.row.key]?[key] == nil }
    }

    /// What they would read: their own values, and what was typed for all others.
    func form(for person: ThreadKey) -> TemplateForm? {
        guard var filled = form?.form else { return nil }
        for (key, value) in own[person] ?? [:] { filled.values[key] = value.value }
        return filled
    }

    /// The form as it would be for one of them alone, to be drawn.
    func drawn(for person: ThreadKey) -> FormState? {
        guard var form = form?.drawn else { return nil }
        for index in form.fields.indices {
            guard let value = own[person]?[form.fields[index].key] else { continue }
            form.fields[index].editor = TextEditor(value.value)
            form.fields[index].file = nil
        }
        return form
    }

    /// A template was chosen: what is known of each is put beside what is the same for all.
    mutating func choose(_ template: Template, lastUsed: [ParameterKey: String], typed: [ParameterKey: String]) {
        own = [:]
        for person in people {
            let facts = Prefill.Facts(personName: person.row.name, recentTexts: person.texts)
            own[person.row.key] = Prefill.values(for: template, from: facts)
        }
        let shared = Prefill.values(for: template, from: Prefill.Facts(lastUsed: lastUsed))
        let fields = TemplateForm(template: template).fields.map { field in
            if let text = typed[field.key] {
                return FormField(key: field.key, editor: TextEditor(text), source: .typed)
            }
            let value = shared[field.key]
            let file = value.flatMap { ShelfFile($0.value) }
            return FormField(
                key: field.key, editor: TextEditor(file?.name ?? value?.value ?? ""),
                source: value == nil ? .empty : .lastUsed, file: file)
        }
        // Whose form it is does not matter: nothing of it is sent as it stands.
        guard let first = people.first else { return }
        var form = FormState(thread: first.row.key, template: template, fields: fields)
        form.index = fields.firstIndex { $0.editor.isEmpty && without($0.key) > 0 } ?? 0
        self.form = form
        step = fields.isEmpty ? .check : .values
        index = 0
    }
}

/// What one of them is sent, or why nothing is.
struct ReopenVerdict: Equatable, Sendable {
    var person: Reopening.Person
    var content: FilledTemplate?
    var why: Reopening.Obstacle?
}
