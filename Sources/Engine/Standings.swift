import Cloud
import Desk
import Inbox
import Synchronization

/// What the platform last said of our numbers: their tier, quality and profile, asked for when somebody looks and at most every
/// quarter of an hour.
final class Standings: Sendable {
    private struct State {
        var told: [NumberID: LimitsReport.Standing] = [:]
        var askedAt: Instant?
    }

    /// How long an answer stands.
    static let life = Span.minutes(15)

    private let state = Mutex(State())

    /// What was told so far.
    var told: [NumberID: LimitsReport.Standing] { state.withLock { $0.told } }

    /// Asks about the numbers, unless it was done a while ago; `changed` is called when there is news.
    func refresh(
        _ numbers: [NumberID], client: GraphClient, at now: Instant, changed: @escaping @Sendable () -> Void
    ) {
        let isDue = state.withLock { state in
            if let askedAt = state.askedAt, askedAt <= now, now - askedAt < Self.life { return false }
            state.askedAt = now
            return true
        }
        guard isDue else { return }
        Task.detached { [self] in
            var isNews = false
            for number in numbers {
                guard let record = try? await client.standing(of: number) else { continue }  // the page says so
                let profile = try? await client.profile(of: number)  // a page without it is a page all the same
                let standing = LimitsReport.Standing(tier: record.tier, quality: record.quality, profile: profile)
                isNews = state.withLock { $0.told.updateValue(standing, forKey: number) != standing } || isNews
            }
            if isNews { changed() }
        }
    }
}
