import Inbox
import Screen
import WhatsApp

/// The page of limits and money in words: what is used of each before it bites.
struct LimitLines {
    private let model: Model
    private let words: Words
    private let times: TimeWords

    init(_ model: Model) {
        self.model = model
        words = model.settings.words
        times = TimeWords(zone: model.settings.zone, now: model.now, words: model.settings.words)
    }

    func lines(_ report: LimitsReport) -> [PageLine] {
        var lines = [line(words(.limitHour, "\(report.departed)", "\(report.perHour)"))]
        lines += report.pairs.map { pair in
            let address = model.addressText(pair.address) ?? SafeText()
            if let until = pair.standing.heldUntil {
                return line(
                    words(.limitPairHeld, address, "\(pair.standing.sent)", times.clockWithSeconds(until)),
                    .stateUncertain)
            }
            return line(words(.limitPairNear, address, "\(pair.standing.sent)", "\(pair.standing.left)"))
        }
        lines += report.numbers.flatMap { number($0, report) }
        if !report.meters.isEmpty { lines.append(title(words(.limitMeters))) }
        for meter in report.meters {
            let owner = SafeText(untrusted: meter.owner, limit: 40).singleLine
            let kind = SafeText(untrusted: meter.kind, limit: 60).singleLine
            let used = words(.limitMeter, "\(meter.percent)", owner, kind)
            let isFull = meter.regainedAfter > .zero
            let wait = isFull ? words(.limitMeterWait, "\(meter.regainedAfter.milliseconds / 60_000)") : SafeText()
            lines.append(line(isFull ? "\(used) \(wait)" : used, meter.percent >= 80 ? .stateUncertain : .helpText))
        }
        return lines
    }

    private func number(_ number: LimitsReport.Number, _ report: LimitsReport) -> [PageLine] {
        let name = model.numberName(number.id) ?? SafeText(untrusted: number.id.value, limit: 40).singleLine
        var lines = [title(name), line(words(.limitSecond, "\(number.lastSecond)"))]
        let month = times.day(number.allowance.since)
        lines.append(
            line(
                words(
                    .moneyUsed, "\(number.allowance.used)", "\(ServiceAllowance.size)", month,
                    "\(number.allowance.left)")))
        if number.allowance.billed > 0 { lines.append(line(words(.moneyBilled, "\(number.allowance.billed)"))) }
        lines.append(line(tier(number.standing?.tier, people: report.peopleWrittenFirst)))
        if let quality = number.standing?.quality {
            lines.append(line(words(.limitQuality, SafeText(untrusted: quality, limit: 20).singleLine)))
        }
        return lines + (number.standing?.profile.map(profile) ?? [])
    }

    /// What customers read when they tap on our name, and what they look for there in vain.
    private func profile(_ profile: BusinessProfile) -> [PageLine] {
        let told: [(Phrase, String?)] =
            [
                (.profileAbout, profile.about), (.profileDescription, profile.description),
                (.detailAddress, profile.address), (.detailEmail, profile.email),
            ] + profile.websites.map { (.detailLink, $0) }
        var lines = told.compactMap { phrase, value -> PageLine? in
            guard let value, !value.isEmpty else { return nil }
            return line(words(phrase, safe(value)))
        }
        if !profile.gaps.isEmpty {
            lines.append(line(words(.profileGaps, safe(profile.gaps.joined(separator: ", "))), .hintText))
        }
        return lines
    }

    private func safe(_ text: String) -> SafeText {
        SafeText(untrusted: text, policy: model.settings.textPolicy, limit: 300).singleLine
    }

    /// The tier in a sentence, with how much of it is used.
    private func tier(_ tier: String?, people: Int) -> SafeText {
        switch tier.map({ MessagingTier($0) }) {
        case nil: words(.tierUnknown, "\(people)")
        case .unlimited: words(.tierUnlimited, "\(people)")
        case .people(let count): words(.tierUsed, "\(people)", "\(count)")
        case .other(let word): words(.tierOther, "\(people)", SafeText(untrusted: word, limit: 40).singleLine)
        }
    }

    private func title(_ text: SafeText) -> PageLine { PageLine(text: text, key: nil, role: .helpTitle) }
    private func line(_ text: SafeText, _ role: Role = .helpText) -> PageLine {
        PageLine(text: text, key: nil, role: role)
    }
}
