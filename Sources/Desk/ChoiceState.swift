import Inbox
import Screen
import WhatsApp

/// A small list to choose from by name: an emoji for a message, what to send besides words, when to come back.
struct ChoiceState: Equatable, Sendable {
    enum Subject: Equatable, Sendable {
        /// An emoji for that message.
        case reaction(ReactionTarget)
        /// A kind of message, or one that was saved.
        case kinds
        /// Until when the conversation is out of sight.
        case snooze
        /// A canned reply for the box, or a template.
        case canned
        /// Labels of the conversation, and others.
        case labels
        /// Whose the conversation is to be.
        case agent
        /// The order of the list.
        case order
        /// What the list is narrowed to, and what it was narrowed to before.
        case filter(ListFilter?)
    }

    var subject: Subject
    var filter = TextEditor()
    /// Index among the entries that match.
    var index = 0
    /// Messages kept as files, as far as they are loaded.
    var saved: [SavedMessage] = []
    /// Canned replies as their files were read last; nil until they are here.
    var canned: CannedShelf?
    /// Enter was pressed before they came: the best of them is meant.
    var acceptsOnAnswer = false
    /// Labels in use, as far as they are loaded.
    var labels: [Label] = []
    /// Who ever acted here, as far as they are loaded.
    var agents: [String] = []
    /// What is chosen gets every open conversation of somebody.
    var reassigned: Handing?
    /// What is chosen is done to all that are marked.
    var isForMarked = false
    /// The answer that is waited for.
    var awaited: Int?

    init(subject: Subject, awaited: Int? = nil) {
        self.subject = subject
        self.awaited = awaited
    }

    /// A query that cannot be read is typed, and chosen.
    var isWrong: Bool {
        guard case .filter = subject, index == 0 else { return false }
        do {
            _ = try SearchQuery.read(filter.text)
            return false
        } catch {
            return true
        }
    }
}

/// Whose open conversations are given away, and how many they are.
struct Handing: Hashable, Sendable {
    var from: String
    var count: Int
}

/// The message a reaction is for.
struct ReactionTarget: Hashable, Sendable {
    var wamid: String
    var at: Instant
    /// The failed reaction that the one to come stands in for.
    var replaces: String?
}

/// What can be chosen.
enum Choice: Equatable, Sendable {
    /// Nil takes ours back.
    case emoji(String?)
    case kind(BuildKind)
    case saved(SavedMessage)
    /// Nil waits for the customer.
    case snooze(until: Instant?)
    case canned(CannedRanking.Entry)
    /// A file that is no reply.
    case brokenCanned(CannedFile)
    case template(TemplateRanking.Entry)
    /// Whether it is to be there.
    case label(Label, isOn: Bool)
    case order(ListOrder)
    /// Nil is nobody.
    case agent(String?)
    /// One of the config's; nil is what is typed.
    case filter(ListFilter?)
}

/// One line of the list.
struct ChoiceEntry: Equatable, Sendable {
    var choice: Choice
    var label: SafeText
    /// Why it cannot be chosen; empty when it can.
    var trouble = SafeText()
    /// What else is to be known before it is chosen, in more and in fewer words.
    var notes: [SafeText] = []
}

extension Model {
    /// What matches, the best match first; without anything looked for, in the order of use.
    func entries(_ state: ChoiceState) -> [ChoiceEntry] {
        if state.subject == .canned { return cannedEntries(state) }
        if case .filter = state.subject { return filterEntries(state) }
        let all = allEntries(state)
        let query = state.filter.text.trimmed
        guard !query.isEmpty else { return all.map(\.entry) }
        var found = all.enumerated().compactMap { place, item -> (score: Int, place: Int, entry: ChoiceEntry)? in
            FuzzyMatch(query, in: item.name).map { ($0.score, place, item.entry) }
        }
        found.sort { ($1.score, $0.place) < ($0.score, $1.place) }
        var entries = found.map(\.entry)
        // Any emoji will do, also one that is not in the list.
        if case .reaction(let target) = state.subject, let emoji = Self.emoji(query, for: target) {
            entries.removeAll { $0.choice == .emoji(emoji) }
            entries.insert(ChoiceEntry(choice: .emoji(emoji), label: shown(emoji: emoji, named: "")), at: 0)
        }
        // So will any time to come.
        if case .snooze = state.subject, let typed = typedSnooze(query) { entries = [typed] }
        if case .labels = state.subject, let new = newLabel(query, state) { entries.append(new) }
        return entries
    }

    static func emoji(_ text: String, for target: ReactionTarget) -> String? {
        do {
            return try OutgoingReaction(to: target.wamid, emoji: text).emoji
        } catch {
            return nil  // it is a name, then
        }
    }

    private func allEntries(_ state: ChoiceState) -> [(name: String, entry: ChoiceEntry)] {
        switch state.subject {
        case .canned, .filter: return []
        case .reaction:
            let none = words(.reactionNone)
            return words.emoji.map { emoji, name in
                (name, ChoiceEntry(choice: .emoji(emoji), label: shown(emoji: emoji, named: name)))
            } + [(none.string, ChoiceEntry(choice: .emoji(nil), label: none))]
        case .snooze: return snoozeEntries
        case .labels: return labelEntries(state)
        case .agent: return agentEntries(state)
        case .order: return orderEntries
        case .kinds:
            let kinds = BuildKind.allCases.filter { canWrite || $0.goesDirectly }.map {
                kind -> (name: String, entry: ChoiceEntry) in
                let label = words(kind.phrase)
                return (label.string, ChoiceEntry(choice: .kind(kind), label: label))
            }
            return kinds
                + state.saved.filter { goes($0) }.map { saved in
                    let name = SafeText(untrusted: saved.name, policy: settings.textPolicy, limit: 80).singleLine
                    let label = words(.kindSaved, name)
                    return (label.string, ChoiceEntry(choice: .saved(saved), label: label, trouble: trouble(of: saved)))
                }
        }
    }

    private func shown(emoji: String, named name: String) -> SafeText {
        SafeText(untrusted: emoji, policy: settings.textPolicy, limit: 40) + .blanks(2) + SafeText(untrusted: name)
    }

    /// Whether it can be sent now; what is wrong with a file is always told.
    private func goes(_ saved: SavedMessage) -> Bool {
        guard case .success(let message) = saved.message else { return true }
        return canWrite ? !message.isDirectOnly : DirectContent(message) != nil
    }

    private func trouble(of saved: SavedMessage) -> SafeText {
        switch saved.message {
        case .success: SafeText()
        case .failure(.field(let error)): words.fieldError(error)
        case .failure(.unreadable): words(.savedUnreadable)
        }
    }
}
