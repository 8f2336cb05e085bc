import Inbox
import WhatsApp

/// What follows from how people take what they get: a template's quality and pauses, and the messaging limit.
extension CloudSimulator {
    // MARK: Templates

    /// A template arrived; in trouble some people cannot stand it.
    mutating func arrive(_ template: String, at person: Int, _ time: Instant) {
        standings[template, default: TemplateStanding()].deliver(at: time)
        newestTemplate[person] = template
        if courier.happens(courier.trouble.complained) { complain(of: template, person, at: time) }
    }

    /// Somebody reports a template and blocks the business: nothing reaches them until they write again.
    mutating func complain(of template: String, _ person: Int, at time: Instant) {
        people[person].isReachable = false
        guard let place = templates.firstIndex(where: { $0.id == template }) else { return }
        standings[template, default: TemplateStanding()].complain(at: time)
        let quality = standings[template, default: TemplateStanding()].quality(at: time)
        let order = ["GREEN", "YELLOW", "RED"]
        // It only falls by complaints: an unknown one is as good as green.
        guard order.firstIndex(of: quality) ?? 0 > order.firstIndex(of: templates[place].quality) ?? 0 else { return }
        judge(place, quality, at: time)
        if quality == "RED", templates[place].isSendable { pause(place, at: time) }
    }

    mutating func judge(_ place: Int, _ quality: String, at time: Instant) {
        let former = templates[place].quality
        templates[place].quality = quality
        templates[place].qualityAt = time.seconds
        tell("message_template_quality_update", writer.quality(of: templates[place], before: former), at: time)
    }

    private mutating func pause(_ place: Int, at time: Instant) {
        let id = templates[place].id
        standings[id, default: TemplateStanding()].pauses += 1
        dropHeld(id, at: time)
        let hours: Int64
        switch standings[id]?.pauses {
        case 1: hours = 3
        case 2: hours = 6
        default:
            templates[place].status = "DISABLED"
            tellStatus(of: place, "DISABLED", "The template was disabled for good.", at: time)
            return
        }
        templates[place].status = "PAUSED"
        standings[id]?.pausedUntil = time + .hours(hours)
        tellStatus(
            of: place, hours == 3 ? "FIRST_PAUSE" : "SECOND_PAUSE", "Paused for \(hours) hours after complaints.",
            at: time)
        agenda.plan(.unpause(template: id), at: time + .hours(hours))
    }

    /// The pause is over, unless something else happened to the template meanwhile.
    mutating func unpause(_ template: String, at time: Instant) {
        guard let place = templates.firstIndex(where: { $0.id == template }), templates[place].status == "PAUSED",
            standings[template]?.pausedUntil == time
        else { return }
        resume(place, at: time)
    }

    /// A paused template can be sent again.
    mutating func resume(_ place: Int, at time: Instant) {
        let template = templates[place].id
        standings[template]?.startAnew()
        standings[template]?.pausedUntil = nil
        templates[place].status = "APPROVED"
        tellStatus(of: place, "UNPAUSE", "The template can be sent again.", at: time)
        judge(place, "UNKNOWN", at: time)
    }

    mutating func tellStatus(of place: Int, _ title: String, _ words: String, at time: Instant) {
        let value = writer.status(of: templates[place], title: title, description: words, at: time)
        tell("message_template_status_update", value, at: time)
    }

    // MARK: Limit

    /// Whether somebody may be written to first.
    mutating func mayStart(with person: Int, at time: Instant) -> Bool {
        guard limit.start(with: person, at: time) else { return false }
        if !isRaising, limit.isHalfUsed(at: time) {
            isRaising = true
            agenda.plan(.raise, at: time + MessagingLimit.raiseAfter)
        }
        return true
    }

    /// The next tier, unless people are displeased.
    mutating func raise(at time: Instant) {
        isRaising = false
        let isDispleasing = templates.contains { $0.quality == "RED" && standings[$0.id]?.pauses ?? 0 > 0 }
        guard !isDispleasing else { return }
        limit.raise()
        tell(
            "business_capability_update",
            [
                "max_daily_conversations_per_business": .int(limit.size.map(Int64.init) ?? -1),
                "max_phone_numbers_per_business": 20, "max_phone_numbers_per_waba": 20,
            ], at: time)
    }
}
