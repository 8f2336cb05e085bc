import Inbox
import WhatsApp

extension CloudSimulator {
    /// Something happens now; the next `tick` tells of it.
    ///
    /// - Returns: the ids of the messages it made, if it made any.
    /// - Throws: `SimHappeningError` when it names nobody or nothing here.
    @discardableResult
    public mutating func happen(_ happening: SimHappening, at now: Instant) throws(SimHappeningError) -> [String] {
        try play(happening, at: time(now))
    }

    /// - Parameter time: the cloud's time.
    mutating func play(_ happening: SimHappening, at time: Instant) throws(SimHappeningError) -> [String] {
        switch happening {
        case .templateStatus(let name, let language, let status, let reason):
            for place in try templates(name, language) {
                templates[place].status = status
                templates[place].rejectedReason = reason
                tell("message_template_status_update", writer.status(of: templates[place]), at: time)
            }
        case .templateQuality(let name, let language, let quality):
            for place in try templates(name, language) {
                judge(place, quality, at: time)
            }
        case .echo(let address, let message):
            let wamid = random.wamid()
            let person = people[try somebody(address)]
            post(writer.echo(message, to: person, wamid: wamid, at: time), at: time)
            return [wamid]
        case .handover(let address, let isToUs, let role, let summary):
            let place = try somebody(address)
            people[place].owner = isToUs ? nil : role
            people[place].ownedAt = time
            let value = writer.handover(isToUs: isToUs, role: role, summary: summary, of: people[place], at: time)
            tell("messaging_handovers", value, at: time)
        case .marketing(let address, let stops):
            let place = try somebody(address)
            people[place].stoppedMarketing = stops
            tell("user_preferences", writer.preference(of: people[place], stops: stops, at: time), at: time)
        case .missedCall(let address):
            let place = try somebody(address)
            let id = "wacid." + random.word(16)
            for value in writer.missedCall(id, from: people[place], at: time) { tell("calls", value, at: time) }
            people[place].lastTrigger = max(people[place].lastTrigger ?? time, time)
            return [id]
        case .security(let event):
            tell("security", ["display_phone_number": .string(account.phone), "event": .string(event)], at: time)
        case .burst(let count): return burst(count, at: time)
        case .newID(let address, let asField):
            return rotate(try oneself(address), asField: asField, at: time)
        case .newNumber(let address, let number):
            return try changeNumber(of: try oneself(address), to: number, at: time)
        case .username(let address, let name, let hidesPhone):
            rename(try oneself(address), to: name, hidesPhone: hidesPhone)
        case .securityCode(let address): return [changeCode(of: try oneself(address), at: time)]
        case .complaint(let address, let name):
            let place = try somebody(address)
            let named = try name.map { name throws(SimHappeningError) in self.templates[try templates(name, nil)[0]].id
            }
            guard let id = named ?? newestTemplate[place] else { throw .neverGotTemplate(address) }
            complain(of: id, place, at: time)
        case .pacing(let name, let language, let isGood, let span):
            for place in try templates(name, language) {
                pace(templates[place].id, isGood: isGood, for: span, at: time)
            }
        case .phone(let address, let isOn): setPhone(of: try somebody(address), isOn: isOn, at: time)
        case .field(let field, let value): tell(field, value, at: time)
        }
        return []
    }

    mutating func tell(_ field: String, _ value: JSONValue, at time: Instant) {
        post(writer.change(field, value, at: time), at: time)
    }

    private func templates(_ name: String, _ language: String?) throws(SimHappeningError) -> [Int] {
        let places = templates.indices.filter {
            templates[$0].name == name && (language == nil || templates[$0].language == language)
        }
        if places.isEmpty { throw .noTemplate(name) }
        return places
    }

    /// Somebody with an identity of their own.
    private func oneself(_ address: String) throws(SimHappeningError) -> Int {
        let place = try somebody(address)
        if people[place].groupID != nil { throw .group(address) }
        return place
    }

    private func somebody(_ address: String) throws(SimHappeningError) -> Int {
        guard let place = place(of: address) else { throw .nobody(address) }
        return place
    }

    /// The role of who has the thread of the person at this place, if it is not us: a thread falls idle by itself
    /// (`whatsapp.md` §1.8).
    func otherOwner(of place: Int, at time: Instant) -> String? {
        let person = people[place]
        guard let owner = person.owner, let since = person.ownedAt else { return nil }
        return time < max(since, person.lastTrigger ?? since) + ThreadOwner.idleAfter ? owner : nil
    }
}
