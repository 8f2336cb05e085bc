import Screen
import WhatsApp

/// The platform's words for what happened, in ours. A word that is not in the catalogue is shown as it came, made safe.
extension Words {
    /// Who has or had a thread, from the platform's word for a role; empty is somebody of whom nothing is told.
    func role(_ word: String) -> SafeText {
        if word.isEmpty { return self(.anotherResponder) }
        return entry("role", word) ?? SafeText(untrusted: word, limit: 40).singleLine
    }

    /// What happened to a group, or what a person did.
    func happening(_ word: String) -> SafeText {
        entry("happening", word) ?? self(.happened, plain(word))
    }

    /// What happened in a conversation, in short; nil for what has no words here.
    func happened(_ type: String) -> SafeText? { entry("happening", type) }

    /// Who asked for something, where that is a word; nil for an account's number.
    func requester(_ word: String) -> SafeText? { entry("requester", word) }

    /// A value of a piece of news that has words; nil for any other.
    func channelWord(_ word: String) -> SafeText? { entry("word", word) }

    /// What a piece of news says, and what it means.
    func channel(_ news: ChannelNews) -> (title: SafeText, meaning: SafeText) {
        let text = channelText(news)
        // Of a field that is not known, its name is all that is.
        let word = news.word ?? (news.subject == .unknown ? news.value(.name) : nil) ?? "?"
        guard news.subject == .error, let code = news.value(.code).flatMap({ Int($0) }) else {
            return (fill(text.title, [plain(word)]), fill(text.meaning, []))
        }
        let platform = platform(code)
        return (platform.title, "\(platform.meaning) \(platform.advice)")
    }

    private func channelText(_ news: ChannelNews) -> ChannelText {
        let table = ChannelText.english
        if news.subject == .flow, news.value(.status)?.uppercased() == "DEACTIVATED" {
            return table["flow.over"] ?? ChannelText.row("{0}", "")
        }
        let exact = news.word.flatMap { table["\(news.subject.rawValue).\($0.lowercased())"] }
        return exact ?? table[news.subject.rawValue] ?? ChannelText.row("{0}", "")
    }

    /// One thing a piece of news tells.
    func channel(_ fact: ChannelNews.Fact, value: SafeText) -> SafeText {
        fill(PlatformText.facts[fact.kind.rawValue] ?? "{0}", [value])
    }

    // MARK: Templates

    /// The platform's reason for a template's status: its word, with what it explains beside it.
    func templateReason(_ reason: String) -> SafeText {
        // A word of the platform's is short; what is longer is read no further than it is shown.
        let beginning = reason.head(scalars: 65)
        let word = String(beginning.prefix { $0 != " " })
        guard word.utf8.count <= 64, let known = entry("reason", word) else {
            return SafeText(untrusted: reason, limit: 400).singleLine
        }
        let rest = SafeText(untrusted: String(reason.dropFirst(word.count)), limit: 400).singleLine
        return rest.isEmpty ? known : known + .blanks(1) + rest
    }

    func templateNews(status: String, of name: SafeText) -> SafeText {
        fill(PlatformText.templateNews["status"] ?? "", [name, entry("template", status) ?? plain(status)])
    }

    func templateNews(quality: String, of name: SafeText) -> SafeText {
        fill(PlatformText.templateNews["quality"] ?? "", [name, plain(quality)])
    }

    func templateNews(category: String, of name: SafeText) -> SafeText {
        fill(PlatformText.templateNews["category"] ?? "", [name, plain(category)])
    }

    func templateRewritten(_ name: SafeText) -> SafeText { fill(PlatformText.templateNews["components"] ?? "", [name]) }

    // MARK: Words

    private func entry(_ kind: String, _ word: String) -> SafeText? {
        guard word.utf8.count <= 80 else { return nil }
        return PlatformText.words["\(kind).\(word.lowercased())"].map { fill($0, []) }
    }

    /// `PIN_CHANGED` as `pin changed`.
    private func plain(_ word: String) -> SafeText {
        let text = word.head(scalars: 80).lowercased().map { $0 == "_" ? " " : $0 }
        return SafeText(untrusted: String(text)).singleLine
    }
}
