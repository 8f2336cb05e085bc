import Inbox
import Screen

/// Decides when an agent is told of what, so that a storm of messages is one notification with a count: a value that is told
/// what is new and what time it is, and says when it is due.
struct Notifier: Equatable, Sendable {
    /// What was there at the last look.
    private var memory = NewsMemory()
    /// How many of each event wait to be told.
    private(set) var counts: [News.Event: Int] = [:]
    /// The only piece of news that waits; nil when there are none or several.
    private(set) var only: News?
    /// When what waits is told; nil while nothing does.
    private(set) var dueAt: Instant?
    private var quietUntil: Instant?
    /// When the store was last asked.
    var askedAt: Instant?

    /// What comes within this time of the first is told with it.
    static let collecting = Span.seconds(1)
    /// Between two notifications.
    static let quiet = Span.seconds(15)
    /// How often the store is asked for what time alone makes news.
    static let looking = Span.minutes(1)

    /// Remembers everything that may be news; what is new and wanted waits to be told.
    ///
    /// - Parameter isAway: whether anything is to be told now; when not, it is remembered all the same.
    /// - Returns: all that is new, wanted or not.
    mutating func note(_ items: [News], rules: NotifyRules, agent: String, isAway: Bool, now: Instant) -> [News] {
        let new = memory.fresh(items)
        let fresh = new.filter { rules.wants($0, agent: agent) }
        guard isAway, !fresh.isEmpty else { return new }
        only = counts.isEmpty && fresh.count == 1 ? fresh[0] : nil
        for news in fresh { counts[news.event, default: 0] += 1 }
        dueAt = dueAt ?? max(now + Self.collecting, quietUntil ?? now)
        return new
    }

    /// What is due, once.
    mutating func take(at now: Instant) -> (counts: [News.Event: Int], only: News?)? {
        guard let due = dueAt, now >= due else { return nil }
        let told = (counts, only)
        clear()
        quietUntil = now + Self.quiet
        return told
    }

    /// The agent looks: nothing has to be told any more.
    mutating func clear() {
        counts = [:]
        only = nil
        dueAt = nil
    }
}

/// A notification, as the ways of telling take it. Every text is harmless; what could be an account's or a taxpayer's number
/// is covered.
public struct Announcement: Equatable, Sendable {
    /// Who tells: the program.
    public var title: SafeText
    /// What there is, in one line.
    public var body: SafeText
    /// How many of each event.
    public var counts: [News.Event: Int]
    /// Whose message it is and what it says, where content may be shown and there is one only.
    public var person: SafeText?
    /// Their words, where content may be shown.
    public var text: SafeText?
    /// When it is told.
    public var at: Instant
}

extension Model {
    /// The agent is told things now.
    private var isAway: Bool { settings.notify.occasion == .always || !isFocused }

    /// Asks for news, if any is ever told.
    mutating func askForNews() -> [Effect] {
        guard !settings.notify.isSilent || settings.isPlain else { return [] }
        notifier.askedAt = now
        return [.loadNews]
    }

    mutating func newsLoaded(_ items: [News]) -> [Effect] {
        let fresh = notifier.note(items, rules: settings.notify, agent: settings.agent, isAway: isAway, now: now)
        if settings.isPlain { plain.news += fresh }
        return []
    }

    /// What is due by time alone: notifications, and a look at what time makes news.
    mutating func noticeNews() -> [Effect] {
        if !isAway { notifier.clear() }
        var effects: [Effect] = []
        if let asked = notifier.askedAt, now - asked >= Notifier.looking { effects += askForNews() }
        guard let due = notifier.take(at: now) else { return effects }
        let announcement = announcement(due.counts, due.only)
        // In a fixed order, so that the same news always has the same effects.
        for way in NotifyRules.Way.allCases where settings.notify.ways.contains(way) {
            switch way {
            case .bell: effects.append(.bell)
            case .osc9: effects.append(.announce(announcement, .osc9))
            case .osc777: effects.append(.announce(announcement, .osc777))
            case .command: effects.append(.tellProgram(settings.notify.command, announcement))
            }
        }
        return effects
    }

    private func announcement(_ counts: [News.Event: Int], _ only: News?) -> Announcement {
        let parts = News.Event.allCases.compactMap { event -> SafeText? in
            guard let count = counts[event], count > 0 else { return nil }
            return words.newsCount(event, count)
        }
        var announcement = Announcement(
            title: words(.brand), body: parts.joined(separator: ", "), counts: counts, person: nil, text: nil, at: now)
        guard settings.notify.showsContent, let only else { return announcement }
        let person = harmless(only.name)
        let text = only.text.map { harmless($0) }
        announcement.person = person
        announcement.text = text
        announcement.body = words.news(only.event, person, text)
        return announcement
    }

    private func harmless(_ text: String) -> SafeText {
        SafeText(untrusted: MaskedText(text).string, policy: settings.textPolicy, limit: 200).singleLine
    }
}
