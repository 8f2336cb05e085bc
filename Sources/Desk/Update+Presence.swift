import Inbox
import Screen

/// What was told of which conversation stands open here, and when hands were last at the keys.
struct PresenceState: Hashable, Sendable {
    struct Told: Hashable, Sendable {
        var thread: ThreadKey
        var isTyping: Bool
        var at: Instant
    }

    /// As told last.
    var told: Told?
    /// The conversation the rest is about.
    var thread: ThreadKey?
    /// When a key was last pressed.
    var handsAt: Instant?
    /// When something was last typed into the conversation.
    var wroteAt: Instant?
    /// Colleagues whose writing was seen, and answered with *send all the same*.
    var accepted: Set<String> = []
}

/// Who else is in the open conversation. Alone, an inbox tells once that it was opened; only while a colleague has it open as
/// well, it tells when writing begins and ends, and that it is still there.
extension Model {
    /// Between two tellings there is at least this.
    private static let presenceGap = Span.seconds(1)
    /// In company it is told so often that somebody is still here.
    private static let presencePulse = Span.seconds(5)
    /// Hands that rest so long write no more.
    private static let writingPause = Span.seconds(10)
    /// Whoever pressed no key for so long is taken to be elsewhere.
    private static let absence = Span.minutes(2)

    /// Who has the open conversation open now, those who write first: colleagues, and other windows of one's own.
    var company: [Presence] { conversation?.standing.present.filter { $0.isFresh(at: now) } ?? [] }

    var isWrittenByOthers: Bool { company.contains(where: \.isTyping) }

    /// `Carla Lima is writing here`, for the head of the conversation and its box.
    var companyNote: SafeText? {
        let others = company.filter { $0.agent != settings.agent }
        let writers = others.filter(\.isTyping)
        let named = writers.isEmpty ? others : writers
        guard let first = named.first else {
            return company.first.map { words($0.isTyping ? .alsoYouWriting : .alsoYouLooking) }
        }
        let name = agentName(first.agent).prefix(width: 24)
        let who = named.count == 1 ? name : words(.alsoMany, name, "\(named.count - 1)")
        return words(writers.isEmpty ? .alsoLooking : .alsoWriting, who)
    }

    // MARK: Telling

    mutating func noteHands() {
        presence.handsAt = now
        switch modes.last {
        case nil where focus == .compose, .form, .build, .attach: presence.wroteAt = now
        default: break
        }
    }

    /// Tells when it is due; what is drawn never does.
    mutating func notePresence() -> [Effect] {
        guard let open = conversation, open.isLoaded else { return [] }
        let key = open.row.key
        if presence.thread != key {
            presence.thread = key
            presence.wroteAt = nil
            presence.accepted = []
        }
        if open.composer.isBlank, modes.isEmpty { presence.accepted = [] }
        guard let due = presenceTold, due <= now else { return [] }
        presence.told = PresenceState.Told(thread: key, isTyping: isWriting, at: now)
        return [.tellPresence(key, isTyping: isWriting)]
    }

    private var isWriting: Bool {
        guard let at = presence.wroteAt, now - at < Self.writingPause else { return false }
        switch modes.last {
        case .form, .build, .attach: return true
        default: return !(conversation?.composer.isBlank ?? true)
        }
    }

    /// When there is something to tell; nil when there is not. Whoever walks through the list is in no conversation.
    private var presenceTold: Instant? {
        guard !settings.isReader, focus != .list, let open = conversation, open.isLoaded else { return nil }
        guard let told = presence.told else { return now }
        guard told.thread == open.row.key else { return max(now, told.at + Self.presenceGap) }
        guard !company.isEmpty else { return nil }
        if told.isTyping != isWriting { return max(now, told.at + Self.presenceGap) }
        guard let hands = presence.handsAt, now - hands < Self.absence else { return nil }
        return max(now, told.at + Self.presencePulse)
    }

    /// When time alone changes what is told or shown of who is here.
    var presenceDue: Instant? {
        let pause = presence.wroteAt.map { $0 + Self.writingPause }.flatMap { $0 > now ? $0 : nil }
        let ends = company.map { $0.at + Presence.life } + (company.isEmpty ? [] : [pause].compactMap(\.self))
        return ([presenceTold].compactMap(\.self) + ends).filter { $0 > now }.min()
    }

    // MARK: Sending

    /// Asks before an answer goes out while somebody else writes one.
    mutating func asksAboutCompany() -> Bool {
        let writers = company.filter {
            $0.isTyping && $0.agent != settings.agent && !presence.accepted.contains($0.agent)
        }
        guard let first = writers.first else { return false }
        let name = agentName(first.agent)
        modes.append(
            .confirm(.writingToo(by: writers.count == 1 ? name : words(.alsoMany, name, "\(writers.count - 1)"))))
        return true
    }

    /// They know, and want to send all the same.
    mutating func acceptCompany() {
        presence.accepted.formUnion(company.filter(\.isTyping).map(\.agent))
    }
}
