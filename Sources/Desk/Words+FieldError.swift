import Screen
import WhatsApp

extension Words {
    /// Why a message cannot be made, with the cure.
    /// - Parameter named: how the reader knows the part; its place in the request when they know it by nothing else.
    public func fieldError(_ error: FieldError, named name: SafeText? = nil) -> SafeText {
        let part = name ?? SafeText(untrusted: error.path, limit: 80)
        switch error.rule {
        case .missing: return self(.wrongMissing, part)
        case .tooLong(let count, let limit):
            return self(.wrongLong, part, "\(count)", "\(limit)", "\(count - limit)")
        case .tooMany(let count, let limit):
            return self(.wrongMany, part, "\(count)", "\(limit)", "\(count - limit)")
        case .tooManyLines(let count, let limit): return self(.wrongManyLines, part, "\(count)", "\(limit)")
        case .repeated(let text): return self(.wrongRepeated, part, SafeText(untrusted: text, limit: 40).singleLine)
        case .outside(let least, let most): return self(.wrongOutside, part, "\(least)", "\(most)")
        case .notAllowed: return self(.wrongNotAllowed, part)
        case .unknown(let word): return self(.wrongUnknown, part, SafeText(untrusted: word, limit: 40).singleLine)
        case .notLink: return self(.wrongNotLink, part)
        case .notEmoji: return self(.wrongNotEmoji, part)
        case .malformed: return self(.wrongMalformed, part)
        }
    }
}
