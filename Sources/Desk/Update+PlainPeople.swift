import Inbox
import Screen

/// Templates by name, the list narrowed, and somebody new, by lines.
extension Model {
    // MARK: Templates

    mutating func listTemplates(_ query: String) -> [Effect] {
        plain.wantsTemplates = query
        plain.awaitsTemplates = true
        return [.loadTemplates]
    }

    /// By its name as the platform has it, or a part that names no other.
    mutating func openTemplate(named name: String) -> [Effect] {
        let templates = templates.templates.filter { $0.unusable == nil }
        switch NameMatch(name, among: templates, by: { $0.key.name }) {
        case .one(let template): return choose(template)
        case .several(let some):
            // One name in several languages: the language is typed behind it.
            tell(
                .plainSeveralMeant, safe(name), some.prefix(8).map { nameAndLanguage($0) }.joined(separator: ", "),
                tone: .warning)
        case .none:
            let parts = name.split(separator: " ")
            if parts.count == 2,
                let template = templates.first(where: {
                    $0.key.name == parts[0] && $0.key.language.lowercased() == parts[1].lowercased()
                })
            {
                return choose(template)
            }
            // One that cannot be sent says why.
            if let other = self.templates.templates.first(where: { $0.key.name == name }) { return choose(other) }
            tell(.plainNoSuchTemplate, safe(name), tone: .warning)
        }
        return []
    }

    func nameAndLanguage(_ template: Template) -> SafeText { "\(template.nameWords) \(template.languageWords)" }

    // MARK: The list

    /// One of the config's by its name, else a query.
    mutating func filterPlainly(_ text: String?) -> [Effect] {
        plain.wantsList = true
        guard let text else { return show(filter: nil, in: list.queue) }
        if let saved = settings.filters.first(where: { $0.name?.lowercased() == text.lowercased() }) {
            return show(filter: saved, in: list.queue)
        }
        do {
            return show(filter: try ListFilter(text), in: list.queue)
        } catch {
            plain.wantsList = false
            notice = Notice(words.queryError(error, policy: settings.textPolicy), tone: .warning)
            return []
        }
    }

    // MARK: Somebody new

    /// They are chosen as soon as the store has them: only a template can go first.
    mutating func beginPlainly(_ address: String, consent: String?) -> [Effect] {
        var state = NewConversationState()
        state.address.replaceAll(with: address)
        state.optIn.replaceAll(with: consent ?? "")
        state.step = .optIn
        modes.append(.newConversation(state))
        let effects = performInNewConversation(.accept)
        if case .newConversation(let state) = modes.last, state.awaited == nil { modes.removeLast() }
        return effects
    }
}
