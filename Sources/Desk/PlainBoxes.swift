import Inbox
import Screen
import WhatsApp

/// Boxes of the screen as lines: what is about to be sent, its parts by number, and what is missing.
extension Model {
    /// Nil while there is none, or nothing to say of it yet.
    var plainBox: [SafeText]? {
        switch modes.last {
        case .form(let state): plainForm(state)
        case .build(let state): plainBuild(state)
        case .attach(let state) where state.awaited == nil && state.taking == nil: plainAttach(state)
        case .reopen(let state) where state.awaited == nil: plainReopen(state)
        default: nil
        }
    }

    /// A template as it would be read, its values by number, and what is missing.
    private func plainForm(_ state: FormState) -> [SafeText] {
        let policy = settings.textPolicy
        let drawn = state.drawn
        let said = drawn.form.rendering(blank: words(.plainGap).string).plainText
        var lines: [SafeText] = [
            words(.plainTemplate, SafeText(untrusted: state.template.key.name, limit: 200).singleLine)
        ]
        lines += said.split(separator: "\n").map {
            .blanks(4) + SafeText(untrusted: String($0), policy: policy, limit: 1_024).singleLine
        }
        for (index, field) in state.fields.enumerated() {
            let value = SafeText(untrusted: field.editor.text, policy: policy, limit: 400).singleLine
            lines.append(words(.plainField, "\(index + 1)", SafeText(untrusted: field.key.description), value))
        }
        if let consent = state.consent {
            let value = SafeText(untrusted: consent.text, policy: policy, limit: 400).singleLine
            lines.append(words(.plainField, "\(state.fields.count + 1)", words(.newOptIn), value))
        }
        if let stop = stop(category: state.template.category) { return lines + [stop] }
        lines.append(words(state.firstGap == nil ? .plainReady : .plainFillFirst, "\((state.firstGap ?? 0) + 1)"))
        return lines
    }

    /// A message with more than words, its parts by number.
    private func plainBuild(_ state: BuildState) -> [SafeText] {
        let policy = settings.textPolicy
        var lines = [words(.plainMessage, words(state.kind.phrase))]
        for (index, field) in state.fields.enumerated() {
            let value = SafeText(untrusted: field.editor.text, policy: policy, limit: 400).singleLine
            lines.append(words(.plainField, "\(index + 1)", words(field.phrase(in: state.kind)), value))
        }
        do {
            _ = try state.content(quoting: conversation?.replyTo)
            lines.append(words(.plainMessageReads))
            lines += BuildLines(self, state: state, columns: 1_000).preview.map { .blanks(4) + $0.text }
            lines.append(words(.plainReady))
        } catch {
            let label = state.place(of: error.field).flatMap { place in
                state.fields.indices.contains(place) ? words(state.fields[place].phrase(in: state.kind)) : nil
            }
            lines.append(words(.plainMessageWrong, words.fieldError(error, named: label)))
        }
        return lines
    }

    /// A file that is about to be sent.
    private func plainAttach(_ state: AttachState) -> [SafeText] {
        let policy = settings.textPolicy
        let path = SafeText(untrusted: state.path.text, policy: policy, limit: 400).singleLine
        guard let file = state.content else {
            let why = state.problem ?? state.current?.obstacle.map { words.obstacle($0) } ?? words(.plainNothingThere)
            return [words(.plainMessageWrong, why)]
        }
        let who = conversation.map { displayName($0.row) } ?? SafeText()
        let what: SafeText = "\(SafeText(untrusted: file.mimeType, limit: 100)), \(words.bytes(file.size))"
        var lines = [words(.plainFile, path, who, what)]
        if !state.caption.isBlank {
            let caption = SafeText(untrusted: state.caption.text, policy: policy, limit: 1_024).singleLine
            lines.append(words(.plainCaption, caption))
        }
        let problem = state.problem ?? file.problem.map { words.refusal($0, settings: settings, now: now) }
        lines.append(problem.map { words(.plainMessageWrong, $0) } ?? words(.plainReady))
        return lines
    }

    /// The files of the open conversation, by their numbers.
    var plainFiles: [SafeText] { plain.files.isEmpty ? [words(.plainNoFiles)] : numbered(plain.files) }

    /// The newest messages of the open conversation, by their numbers.
    var plainMessages: [SafeText] { plain.messages.isEmpty ? [words(.emptyConversation)] : numbered(plain.messages) }

    private func numbered(_ keys: [MessageKey]) -> [SafeText] {
        guard let open = conversation else { return [] }
        let layout = MessageLayout(self, columns: 1_000)
        return keys.enumerated().compactMap { index, key in
            open.messages.first { $0.key == key }.map { message in
                let words = layout.plain(message).map(\.singleLine).joined(separator: " ")
                return "\(index + 1). \(words)"
            }
        }
    }

    /// What an answer quotes.
    func plainQuote(_ quoted: Message) -> SafeText {
        let policy = settings.textPolicy
        let text = SafeText(untrusted: quoted.text ?? "", policy: policy, limit: 400).singleLine
        let type = SafeText(untrusted: quoted.type, policy: policy, limit: 40).singleLine
        return words(.replyingTo, text.isEmpty ? words(.placeholder, type) : text)
    }

    /// Templates as the picker lists them: those with a number by it, those that cannot be sent with why.
    func plainTemplates(_ query: String) -> [SafeText] {
        let entries = rankedTemplates(query)
        guard !entries.isEmpty else {
            return [words(templates.templates.isEmpty ? .plainNoTemplates : .nothingMatches)]
        }
        let slots = slots
        var lines = entries.prefix(Self.longestTemplates).map { entry -> SafeText in
            let template = entry.template
            let number: SafeText = slots.slot(of: template.key).map { "\($0). " } ?? ""
            let why = template.unusable.map { words.refusal(.templateUnusable($0), settings: settings, now: now) }
            let body = SafeText(untrusted: template.body, policy: settings.textPolicy, limit: 120).singleLine
            let parts = [nameAndLanguage(template), template.categoryWords, why ?? body]
            return number + parts.filter { !$0.isEmpty }.joined(separator: ", ")
        }
        if entries.count > lines.count { lines.append(words(.plainMoreTemplates, "\(entries.count - lines.count)")) }
        return lines
    }

    /// Templates that are said at once.
    private static let longestTemplates = 20

    /// What can be built, by its number, and why a saved one cannot be used.
    func plainKinds(_ state: ChoiceState) -> [SafeText] {
        [words(.plainKinds)]
            + entries(state).enumerated().map { index, entry in
                let parts = [entry.label, entry.trouble].filter { !$0.isEmpty }
                return "\(index + 1). \(parts.joined(separator: ", "))"
            }
    }
}
