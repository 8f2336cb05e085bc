import Inbox
import Screen

/// One template for many, who has what, and who is who, as lines.
extension Model {
    // MARK: One template for many

    /// Whom it is for, what is the same for all, what each will read, or what became of them.
    func plainReopen(_ state: ReopenState) -> [SafeText] {
        let verdicts = reopenVerdicts(state)
        let ready = verdicts.count { $0.content != nil }
        let title = words(.reopenTitle, "\(state.people.count)")
        let head = state.more > 0 ? "\(title), \(words(.reopenMore, "\(state.more)"))" : title
        guard let form = state.form else {
            return [head] + numbered(verdicts) { plainWaiting($0) } + [words(.plainReopenTemplate)]
        }
        switch state.step {
        case .values:
            let gap = reopenGap(state).flatMap { gap in form.fields.firstIndex { $0.key == gap.key } }
            return [head] + plainReopenValues(state, form, verdicts)
                + [gap.map { words(.plainFillFirst, "\($0 + 1)") } ?? words(.plainReopenLook, "\(ready)")]
        case .check:
            let texts = numbered(verdicts) { verdict in
                reopenText(verdict, state, columns: 1_000).map(\.text.singleLine).filter { !$0.isEmpty }
                    .joined(separator: " ")
            }
            return [head] + texts + [words(ready == 0 ? .reopenNothingPasses : .plainReopenReady, "\(ready)")]
        case .told:
            // Said once more with every change: only who needs care is named.
            let painter = Painter(self)
            let troubled = verdicts.filter { verdict in
                verdict.why != nil || (state.since?[verdict.person.row.key]?.needsCare ?? false)
            }
            let lines = troubled.map { verdict -> SafeText in
                let why =
                    verdict.why.map { words(.reopenLeftOut, words.reopenObstacle($0)) }
                    ?? painter.reopenStanding(state.since?[verdict.person.row.key])
                return "\(displayName(verdict.person.row)): \(why)"
            }
            return [painter.reopenTold(state, leftOut: verdicts.count - ready)] + lines
        }
    }

    private func numbered(_ verdicts: [ReopenVerdict], _ text: (ReopenVerdict) -> SafeText) -> [SafeText] {
        verdicts.enumerated().map { "\($0 + 1). \(displayName($1.person.row)): \(text($1))" }
    }

    private func plainWaiting(_ verdict: ReopenVerdict) -> SafeText {
        if let why = verdict.why { return words(.reopenLeftOut, words.reopenObstacle(why)) }
        let times = TimeWords(zone: settings.zone, now: now, words: words, ticks: false)
        return verdict.person.row.waitingSince.map { words(.plainWaits, times.wait($0)) } ?? words(.shut)
    }

    private func plainReopenValues(
        _ state: ReopenState, _ form: FormState, _ verdicts: [ReopenVerdict]
    ) -> [SafeText] {
        let policy = settings.textPolicy
        var lines = [words(.plainTemplate, form.template.nameWords)]
        let sample = verdicts.first { $0.why == nil }
        if let sample, let drawn = state.drawn(for: sample.person.row.key) {
            let said = drawn.form.rendering(blank: words(.plainGap).string).plainText
            lines += said.split(separator: "\n").map {
                .blanks(4) + SafeText(untrusted: String($0), policy: policy, limit: 1_024).singleLine
            }
        }
        for (index, field) in form.fields.enumerated() {
            let value = SafeText(untrusted: field.editor.text, policy: policy, limit: 400).singleLine
            let note = Painter(self).reopenNote(field, state, lacking: state.without(field.key))
            let label = form.label(of: field.key, words: words, policy: policy)
            lines.append(words(.plainField, "\(index + 1)", label, value.isEmpty ? note : "\(value), \(note)"))
        }
        return lines
    }

    // MARK: Who has what

    func plainTeam(_ report: TeamReport) -> [SafeText] {
        let times = TimeWords(zone: settings.zone, now: now, words: words, ticks: false)
        return report.members.map { member in
            let none: SafeText = "–"
            return words(
                .plainTeamMember, member.name.map { agentName($0) } ?? words(.teamNobody), "\(member.open)",
                "\(member.unanswered)", member.oldest.map { times.wait($0) } ?? none, "\(member.closing)",
                member.lastSeen.map { times.wait($0) } ?? none)
        }
    }

    // MARK: Who is who

    func plainWho(_ state: IdentityState) -> [SafeText] {
        state.items.enumerated().map { "\($0 + 1). \(identityLine($1))" } + [words(.identityNote), words(.plainWhoHow)]
    }
}
