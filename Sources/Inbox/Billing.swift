/// What a message will be billed as, told before it leaves (`whatsapp.md` §3.6). The platform charges on delivery and has
/// the last word.
public enum Charge: Hashable, Sendable {
    /// Reactions are, always.
    case free
    /// They came from an advertisement: everything is, until then (`whatsapp.md` §3.4).
    case freeEntryPoint(until: Instant)
    /// Inside the number's free messages of the month; how many are left.
    case allowance(left: Int)
    /// Nobody counted this month's messages.
    case unknown
    /// At the rate of a category: `utility`, `marketing`, `authentication` or a word that is new.
    case billed(String)
}

/// The rules of price, as a table over what is sent.
public enum Billing {
    /// How long a free entry point lasts at least, from our first answer on: the platform may tell of a later end.
    public static let freeEntryPoint = Span.hours(72)

    /// What is about to be sent.
    public enum Kind: Hashable, Sendable {
        /// Anything but a template or a reaction.
        case service
        case reaction
        /// With the category the platform gave it.
        case template(category: String)
    }

    /// Since 1 October 2026 service messages beyond the allowance are billed at the utility rate, and so are utility
    /// templates within the window.
    public static let serviceBilledSince = Instant(seconds: 1_790_812_800)

    /// What one more message of a kind will be billed as.
    ///
    /// - Parameters:
    ///   - window: of the conversation; it made utility templates free before.
    ///   - allowance: what is counted of the month; nil when nobody did.
    ///   - freeEntryUntil: when their free entry point ends; nil when there is none. It opens no window.
    public static func charge(
        for kind: Kind, window: ServiceWindow, allowance: ServiceAllowance?, freeEntryUntil: Instant? = nil,
        at now: Instant
    ) -> Charge {
        if let freeEntryUntil, now < freeEntryUntil, kind != .reaction { return .freeEntryPoint(until: freeEntryUntil) }
        switch kind {
        case .reaction: return .free
        case .service:
            if now < serviceBilledSince { return .free }
            guard let allowance else { return .unknown }
            return allowance.left > 0 ? .allowance(left: allowance.left) : .billed("utility")
        case .template(let category):
            let category = category.lowercased()
            return category == "utility" && now < serviceBilledSince && window.isOpen ? .free : .billed(category)
        }
    }
}

/// The free service messages of a business number in a month, counted from delivered statuses.
public struct ServiceAllowance: Hashable, Sendable {
    /// Delivered since the month began, free or billed.
    public var used: Int
    /// Of these, those that were billed.
    public var billed: Int
    /// When the month began, by the agent's clock: the account's own zone is not told.
    public var since: Instant

    /// Counts of a month.
    public init(used: Int, billed: Int = 0, since: Instant) {
        self.used = used
        self.billed = billed
        self.since = since
    }

    /// Each number has so many a month; what is left over is lost with it.
    public static let size = 1_000

    /// How many are left.
    public var left: Int { max(0, Self.size - used) }
}

extension ZoneOffsets {
    /// The first moment of the month that a clock on the wall shows at `now`.
    public func startOfMonth(containing now: Instant) -> Instant {
        let here = civil(now)
        let midnight = Instant(
            milliseconds: CivilTime.dayNumber(year: here.year, month: here.month, day: 1) * 86_400_000)
        let guess = midnight + .seconds(-offsetSeconds(at: now))
        // The offset that holds on the first may differ from the one that holds now.
        return midnight + .seconds(-offsetSeconds(at: guess))
    }

    /// Local midnight before `now`; where a night skips it, the first moment of the day.
    public func startOfDay(containing now: Instant) -> Instant {
        let midnight = Instant(milliseconds: civil(now).dayNumber * 86_400_000)
        // The offset that holds at midnight may differ from the one that holds now.
        let guess = midnight + .seconds(-offsetSeconds(at: now))
        let start = midnight + .seconds(-offsetSeconds(at: guess))
        return civil(start).dayNumber < civil(now).dayNumber ? guess : start
    }
}
