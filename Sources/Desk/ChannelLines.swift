import Inbox
import Screen
import WhatsApp

/// What was told of a number, an account or a template, in plain words: when, what it means, what it names.
struct ChannelLines {
    private let words: Words
    private let times: TimeWords
    private let policy: TextPolicy

    init(_ model: Model) {
        words = model.settings.words
        times = TimeWords(zone: model.settings.zone, now: model.now, words: model.settings.words)
        policy = model.settings.textPolicy
    }

    func lines(_ event: ChannelEvent, showsPayload: Bool) -> [PageLine] {
        let news = event.news
        let isBad = (news?.weight ?? .calm) >= .warning
        let head = words(.channelAt, times.moment(event.at), title(event))
        var lines = [PageLine(text: head, key: nil, role: isBad ? .stateFailed : .helpKey)]
        for text in [meaning(event)] + facts(event) where !text.isEmpty {
            lines.append(PageLine(text: text, key: nil, role: .helpText))
        }
        if showsPayload, case .news(_, let raw) = event.content {
            let rows = TextWrap.wrap(
                untrusted: PayloadText.indented(raw.head(scalars: Self.payloadLength)), policy: policy,
                columns: Self.payloadColumns,
                limit: Self.payloadRows)
            lines += rows.map { PageLine(text: .blanks(2) + $0, key: nil, role: .hintText) }
        }
        return lines
    }

    /// A payload stands among others: one longer than a screen is cut there.
    private static let payloadRows = 60
    private static let payloadLength = 8_000
    private static let payloadColumns = 60

    /// What happened, in a line.
    func title(_ event: ChannelEvent) -> SafeText {
        guard case .template(let key, let change) = event.content else {
            return event.news.map { words.channel($0).title } ?? SafeText()
        }
        let name = key.isByID ? safe(key.name) : safe("\(key.name) (\(key.language))")
        switch change {
        case .status(let status, _): return words.templateNews(status: status, of: name)
        case .quality(let score): return words.templateNews(quality: score, of: name)
        case .category(let category): return words.templateNews(category: category, of: name)
        case .components: return words.templateRewritten(name)
        }
    }

    private func meaning(_ event: ChannelEvent) -> SafeText {
        if let news = event.news { return words.channel(news).meaning }
        guard case .template(_, .status(_, let reason?)) = event.content else { return SafeText() }
        return words.templateReason(reason)
    }

    private func facts(_ event: ChannelEvent) -> [SafeText] {
        guard let news = event.news else { return [] }
        var facts = news.facts.map { words.channel($0, value: value($0)) }
        if let number = news.displayNumber {
            facts.insert(words(.channelNumber, SafeText(untrusted: Model.groupedNumber(digits(number)))), at: 0)
        }
        return facts
    }

    private func digits(_ number: String) -> String { String(number.head(scalars: 40).filter(\.isNumber)) }

    /// A time in the agent's clock; anything else as it came, made safe.
    private func value(_ fact: ChannelNews.Fact) -> SafeText {
        switch fact.kind {
        case .until, .effective, .date:
            guard let seconds = Int64(fact.value), 0...253_402_300_799 ~= seconds else { return safe(fact.value) }
            return times.moment(Instant(seconds: seconds))
        case .limit, .formerLimit:
            switch MessagingTier(fact.value) {
            case .unlimited: return words(.noLimit)
            case .people(let count): return "\(count)"
            case .other(let word): return safe(word)
            }
        case .requester: return words.requester(fact.value) ?? safe(fact.value)
        default: return words.channelWord(fact.value) ?? safe(fact.value)
        }
    }

    private func safe(_ text: String) -> SafeText { SafeText(untrusted: text, policy: policy, limit: 300).singleLine }
}

extension Model {
    /// The newest security event nobody here has looked at, with the keys that show it.
    var securityBanner: SafeText? {
        guard let event = status.security else { return nil }
        let times = TimeWords(zone: settings.zone, now: now, words: words)
        let keys: SafeText = [keyLabel(.status, in: .global), keyLabel(.explainChannel, in: .status)]
            .joined(separator: .blanks(1))
        return words(.securityBanner, times.moment(event.at), ChannelLines(self).title(event), keys)
    }

    /// Whether templates to choose from are on screen.
    var showsTemplates: Bool {
        if case .picker = modes.last { return true }
        return modes.isEmpty && conversation != nil && !canWrite
    }
}
