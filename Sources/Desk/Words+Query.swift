import Inbox
import Screen

extension Words {
    /// What is wrong with a query, and what would be right.
    public func queryError(_ error: QueryError, policy: TextPolicy) -> SafeText {
        func part(_ text: String) -> SafeText { SafeText(untrusted: text, policy: policy, limit: 40).singleLine }
        switch error.reason {
        case .noValue(let name):
            let wanted = expected(name)
            return self(.queryNoValue, part(name.rawValue), wanted)
        case .unknownValue(let name, let value):
            return self(.queryUnknownValue, part(name.rawValue), expected(name), part(value))
        case .noDay(_, let value): return self(.queryNoDay, part(value))
        case .unknownOperator(let name, let nearest): return self(.queryUnknown, part(name), part(nearest.rawValue))
        }
    }

    /// Every operator with what it takes, a line each.
    public var queryHelp: [SafeText] {
        QueryOperator.allCases.map { self(.queryHelpLine, SafeText(untrusted: $0.rawValue), expected($0)) }
            + [self(.queryHelpPhrase), self(.queryHelpNot)]
    }

    /// `NAME = '…'`, in TOML.
    func configLine(_ text: String) -> String {
        if !text.contains("'"), !text.contains(where: \.isNewline) { return "NAME = '\(text)'" }
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "NAME = \"\(escaped.split(whereSeparator: \.isNewline).joined(separator: " "))\""
    }

    private func expected(_ name: QueryOperator) -> SafeText {
        switch name {
        case .from: self(.queryTakesWho)
        case .is, .has, .window: SafeText(untrusted: name.values.joined(separator: ", "))
        case .template: self(.queryTakesTemplate)
        case .label: self(.queryTakesLabel)
        case .before, .after: self(.queryTakesDay)
        case .number: self(.queryTakesNumber)
        }
    }
}
