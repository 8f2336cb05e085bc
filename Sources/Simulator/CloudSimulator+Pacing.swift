import Inbox
import WhatsApp

/// Messages that wait at the platform: for a template's verdict (`whatsapp.md` §6.4), or for a phone that is off.
extension CloudSimulator {
    // MARK: Pacing

    /// What a template is sent with from now on is held back until it is known how people take it.
    mutating func pace(_ template: String, isGood: Bool, for span: Span, at time: Instant) {
        let end = time + span
        // Whoever paces it anew has another verdict in mind; what waits goes on waiting.
        let held = standings[template]?.pacing?.held ?? []
        standings[template, default: TemplateStanding()].pacing = TemplateStanding.Pacing(
            isGood: isGood, endsAt: end, held: held)
        agenda.plan(.verdict(template: template), at: end)
    }

    /// What waits leaves, or is dropped and the template paused until somebody ends that by the API.
    mutating func judgePacing(_ template: String, at time: Instant) {
        guard let pacing = standings[template]?.pacing, pacing.endsAt <= time else { return }
        guard pacing.isGood, let place = templates.firstIndex(where: { $0.id == template }), templates[place].isSendable
        else {
            dropHeld(template, at: time)
            guard let place = templates.firstIndex(where: { $0.id == template }), templates[place].isSendable else {
                return
            }
            templates[place].status = "PAUSED"
            tellStatus(of: place, "RATE_LIMITING_PAUSE", "Paused: people did not like it.", at: time)
            return
        }
        standings[template]?.pacing = nil
        for message in pacing.held {
            planStatuses(
                message.wamid, person: message.person, isReaction: false, failure: message.failure, at: time)
        }
    }

    /// A template that is paused lets nothing go that waits for it.
    mutating func dropHeld(_ template: String, at time: Instant) {
        let held = standings[template]?.pacing?.held ?? []
        standings[template]?.pacing = nil
        for message in held {
            planStatuses(
                message.wamid, person: message.person, isReaction: false, failure: message.failure ?? SimError(132015),
                at: time)
        }
    }

    /// Keeps a message back when its template is paced.
    mutating func hold(_ wamid: String, person: Int, template: String?, failure: SimError?) -> Bool {
        guard let template, standings[template]?.pacing != nil else { return false }
        standings[template]?.pacing?.held.append(
            TemplateStanding.Held(wamid: wamid, person: person, failure: failure))
        return true
    }

    // MARK: Phones

    /// A phone is switched off or on; what was sent meanwhile arrives, but for what lived too short a time. Nobody is told
    /// of that (`whatsapp.md` §2.5).
    mutating func setPhone(of person: Int, isOn: Bool, at time: Instant) {
        people[person].isPhoneOff = !isOn
        guard isOn else { return }
        let waiting = people[person].waiting
        people[person].waiting = []
        for wamid in waiting {
            guard let message = sent[wamid], time < message.expiresAt else {
                sent[wamid] = nil
                continue
            }
            planArrival(of: wamid, person: person, after: time)
        }
    }
}
