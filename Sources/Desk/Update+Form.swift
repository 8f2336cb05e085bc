import Inbox
import Screen

extension Model {
    /// Why the form of a template opens.
    enum FormReason {
        case chosen
        /// The gate stopped a text, or the window is shut.
        case forced
        /// The window shut while the agent was typing.
        case clock
    }

    /// How long after the clock opened a form an Enter is taken for the text that was being written.
    static let reflex = Span.seconds(1)

    /// Opens the form of a template over the conversation pane, prefilled with the source of every value shown.
    mutating func openForm(_ template: Template, because reason: FormReason) {
        guard let open = conversation else { return }
        let facts = Prefill.Facts(
            personName: open.row.name, draft: open.composer.text,
            recentTexts: open.messages.reversed().compactMap { $0.direction == .inbound ? $0.text : nil },
            lastUsed: templates.lastValues[template.key] ?? [:])
        let prefill = Prefill.values(for: template, from: facts)
        let fields = TemplateForm(template: template).fields.map { field in
            let value = prefill[field.key]
            let file = value.flatMap { ShelfFile($0.value) }
            var draft: SlottedDraft?
            if let value, value.source == .draft {
                draft = SlottedDraft(before: open.composer.text, folded: value.value, box: open.composer.text)
            }
            var text = file?.name ?? value?.value ?? ""
            // Hands that go on typing have the blank behind the last word already.
            if reason == .clock, draft != nil, open.composer.text.last?.isWhitespace ?? false { text += " " }
            return FormField(
                key: field.key, editor: TextEditor(text),
                source: Self.source(of: value, draft: open.composer.text), file: file, draft: draft)
        }
        let needsConsent = !open.row.hasWritten && !open.row.hasOptIn
        let agreed = leftForms.form(template.key, in: open.row.key)?.consent ?? TextEditor()
        var state = FormState(
            thread: open.row.key, template: template, fields: remembered(fields, of: template, in: open.row.key),
            isForced: reason != .chosen, consent: needsConsent ? agreed : nil)
        state.index = state.firstGap ?? 0
        state.seen = newestOfTheirs
        if reason == .clock {
            state.takesNoEnterBefore = now + Self.reflex
            // Hands that go on typing go on in the same sentence.
            let draft = fields.firstIndex { $0.draft != nil }
            state.index = draft ?? state.index
        }
        closeForm()
        modes.append(.form(state))
        focus = .compose
    }

    mutating func closeForm() {
        modes.removeAll { if case .form = $0 { true } else { false } }
    }

    private static func source(of value: Prefill.Value?, draft: String) -> ValueSource {
        switch value?.source {
        case .person: .person
        case .thread: .thread
        case .lastUsed: .lastUsed
        case .draft: .draft(isFolded: value?.value != draft.trimmed)
        case nil: .empty
        }
    }

    /// The window is shut and there is text: the template that fits it best stands open with the text in its slot.
    /// Without any usable template the picker says so, with the ways out.
    mutating func openForcedForm(because reason: FormReason = .forced) -> [Effect] {
        guard let best = rankedTemplates("").first(where: { $0.template.unusable == nil }) else {
            return openPicker(filter: "")
        }
        openForm(best.template, because: reason)
        return []
    }

    mutating func performInForm(_ command: Command) -> [Effect] {
        guard case .form(var state) = modes.last else { return [] }
        state.digit = nil
        switch command {
        case .back:
            modes.removeLast()
            tell(state.isTouched ? .nothingSentKept : .nothingSent)
            return []
        case .send: return sendForm()
        case .nextField: state.index = state.places == 0 ? 0 : (state.index + 1) % state.places
        case .previousField: state.index = state.places == 0 ? 0 : (state.index + state.places - 1) % state.places
        case .otherTemplate: return openPicker(filter: "")
        case .editDraft:
            modes.removeLast()
            return canWrite ? [] : tellDraftKept()
        case .holdDraft: return holdDraft()
        case .sendDirectly: return askToSendDirectly()
        case .nextThatNeedsMe: return leaveForm { $0.walkRing() }
        case .nextConversation: return leaveForm { $0.step(by: 1) }
        case .previousConversation: return leaveForm { $0.step(by: -1) }
        case .search: return performGlobally(command) ?? []
        default: guard state.edit({ $0.perform(command) }) else { return [] }
        }
        modes[modes.count - 1] = .form(state)
        return []
    }

    mutating func tellDraftKept() -> [Effect] {
        if conversation?.composer.isBlank ?? true {
            tell(.nothingOnKey, tone: .warning)
        } else {
            tell(.draftKeptShut)
        }
        return []
    }

    private mutating func leaveForm(_ go: (inout Model) -> [Effect]) -> [Effect] {
        modes.removeLast()
        return go(&self)
    }

    /// Enter in the form: inert until every value is valid; then the gate, then the outbox.
    mutating func sendForm() -> [Effect] {
        guard case .form(var state) = modes.last, let open = conversation, open.row.key == state.thread else {
            return []
        }
        if let earliest = state.takesNoEnterBefore {
            state.takesNoEnterBefore = nil
            modes[modes.count - 1] = .form(state)
            if now < earliest {
                tell(.lookFirst, keyLabel(.send, in: .form), tone: .warning)
                return []
            }
        }
        if let file = state.fileToTake { return takeFile(file.path, at: file.index, in: state) }
        guard state.firstGap == nil else {
            showGap(in: state)
            return []
        }
        guard open.inFlight == nil else {
            tell(.stillGoing, keyLabel(.send, in: .form), tone: .warning)
            return []
        }
        if let index = state.fields.firstIndex(where: { tellBlanks(in: $0.editor.text) }) {
            state.index = index
            modes[modes.count - 1] = .form(state)
            return []
        }
        let content = Content.template(state.form.content)
        let optIn = state.consent?.text.trimmed
        var context = open.row.gateContext()
        if optIn != nil { context.hasOptIn = true }
        let verdict = settings.gate.pass(
            content, in: context, consents: open.consents, template: state.template, pass: .keyPress, at: now)
        if case .failure(let refusal) = verdict { return explain(refusal) }
        if asksAboutTail(for: content) { return [] }
        modes.removeLast()
        filling = nil
        leftForms.forget(state.template.key, in: state.thread)
        // The words that went into a template by choice have been said. With the window shut the draft stays: once the
        // template is on its way it is held, to be offered when they write.
        if state.usesDraft, canWrite {
            conversation?.textInFlight = open.composer.text
            conversation?.composer.finish()
        }
        conversation?.replaces = nil
        conversation?.consents = Consents()
        conversation?.inFlight = content
        conversation?.anchor = nil
        return [.enqueue(open.row.key, content, open.consents, replaces: open.replaces, optIn: optIn)]
    }

    /// As the form calls it, with its number: `4 “Rastrear”`. A key that no field has keeps its own name.
    private func name(of key: ParameterKey, in state: FormState) -> SafeText? {
        guard let index = state.fields.firstIndex(where: { $0.key == key }) else { return nil }
        return "\(index + 1) “\(state.label(of: key, words: words, policy: settings.textPolicy))”"
    }

    /// Goes to the first value that is not right, and says what is wrong with it.
    private mutating func showGap(in form: FormState) {
        var state = form
        state.index = state.firstGap ?? 0
        defer { modes[modes.count - 1] = .form(state) }
        guard let problem = state.form.problems.first else {
            tell(.consentNeeded, tone: .warning)
            return
        }
        guard problem.kind == .needsFolding, state.fields.indices.contains(state.index) else {
            notice = Notice(words.problem(problem, named: name(of: problem.key, in: state)), tone: .warning)
            return
        }
        // Shown folded; the next Enter is the consent.
        let text = state.fields[state.index].editor.text
        state.fields[state.index].editor.replaceAll(with: ParameterText.folded(text))
        tell(.valueFolded, tone: .warning)
    }

    /// The template is in the outbox and the window is shut: the draft waits for them to write.
    mutating func holdLeftoverDraft() -> [Effect] {
        guard let open = conversation, !canWrite, !open.composer.isBlank else { return [] }
        return hold(open.composer.text, in: open)
    }
}
