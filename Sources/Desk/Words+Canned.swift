import Inbox
import Screen
import WhatsApp

extension Words {
    /// Why a file is no canned reply, with the cure.
    public func cannedDefect(_ defect: CannedFile.Defect) -> SafeText {
        func part(_ text: String) -> SafeText { SafeText(untrusted: text, limit: 120).singleLine }
        switch defect.reason {
        case .unreadable: return self(.cannedUnreadable)
        case .notText: return self(.cannedNotText)
        case .frontMatter(.missing): return self(.cannedNoHead)
        case .frontMatter(.yaml): return self(.cannedYAML)
        case .frontMatter(.unclosed): return self(.cannedUnclosed)
        case .syntax(let why): return self(.cannedSyntax, part(why))
        case .unknownKey(let key, let nearest?): return self(.cannedUnknownNear, part(key), part(nearest))
        case .unknownKey(let key, nil): return self(.cannedUnknown, part(key))
        case .notAText(let key): return self(.cannedNotAText, part(key))
        case .notTexts(let key): return self(.cannedNotTexts, part(key))
        case .shortcutSpaced(let shortcut): return self(.cannedSpaced, part(shortcut))
        case .shortcutTaken(let shortcut, let file): return self(.cannedTaken, part(shortcut), part(file))
        case .blank: return self(.cannedBlank)
        case .long(let count):
            let most = Limits.textBody
            return self(.wrongLong, self(.partBody), "\(count)", "\(most)", "\(count - most)")
        }
    }

    /// The same with the line, for a reader who sees the file's name.
    func cannedTrouble(_ file: String, _ defect: CannedFile.Defect) -> SafeText {
        let sentence = cannedDefect(defect)
        return defect.line.map { self(.cannedAtLine, "\($0)", sentence) } ?? sentence
    }

    /// What was filled in, from where, and what is still blank: `name = Ana (their name); still blank: order`.
    func filled(_ filling: CannedFilling, policy: TextPolicy) -> SafeText {
        func short(_ text: String) -> SafeText { SafeText(untrusted: text, policy: policy, limit: 40).singleLine }
        var pieces = filling.values.map { value in
            self(.cannedValue, short(value.name), short(value.value), self(phrase(value.source)))
        }
        if !filling.blanks.isEmpty { pieces.insert(self(.cannedBlanks, list(filling.blanks.map(short))), at: 0) }
        return pieces.dropFirst().reduce(pieces.first ?? SafeText()) { $0 + "; " + $1 }
    }

    /// `{{order}}, {{date}}`
    func blanks(_ names: [String], policy: TextPolicy) -> SafeText {
        list(names.prefix(8).map { "{{" + SafeText(untrusted: $0, policy: policy, limit: 40).singleLine + "}}" })
    }

    private func list(_ parts: [SafeText]) -> SafeText {
        parts.dropFirst().reduce(parts.first ?? SafeText()) { $0 + ", " + $1 }
    }

    private func phrase(_ source: CannedFilling.Source) -> Phrase {
        switch source {
        case .person: .cannedFromPerson
        case .thread: .cannedFromThread
        case .agent: .cannedFromAgent
        case .business: .cannedFromBusiness
        case .number: .cannedFromNumber
        }
    }
}
