import Inbox
import WhatsApp

extension CloudSimulator {
    /// The person known by a phone number, a BSUID, a group id, or an `@username`.
    public func person(_ address: String) -> SimPerson? { place(of: address).map { people[$0] } }

    /// Who wrote a message to this cloud, as they are known now.
    public func author(of wamid: String) -> SimPerson? { authors[wamid].map { people[$0] } }

    func place(of address: String) -> Int? {
        if address.hasPrefix("@") { return placeOfUsername[String(address.dropFirst()).lowercased()] }
        if let place = placeOfAddress[address] { return place }
        guard let alias = Alias(anyID: address) else { return nil }
        return placeOfAddress[alias.value]
    }

    /// Lets a person in. Of two with one address the later is found by it.
    public mutating func add(_ person: SimPerson) {
        let place = people.count
        people.append(person)
        // In a group a number belongs to the member, who may have a thread of their own.
        if let group = person.groupID {
            placeOfAddress[group] = place
        } else {
            placeOfAddress[person.bsuid] = place
            if let phone = person.phone { placeOfAddress[phone] = place }
        }
        if let username = person.username { placeOfUsername[username.lowercased()] = place }
    }

    /// A customer writes: somebody known, or a newcomer under a number, a BSUID or an `@username`.
    ///
    /// - Returns: the wamid of the message, which the next `tick` delivers.
    /// - Throws: `SimPersonError` when `from` is none of these.
    @discardableResult
    public mutating func inbound(
        from: String, name: String? = nil, _ message: SimMessage, at now: Instant
    ) throws(SimPersonError) -> String {
        let place: Int
        if let known = self.place(of: from) {
            place = known
            if let name { people[known].name = name }
        } else {
            add(try newcomer(from, name: name))
            place = people.count - 1
        }
        let wamid = random.wamid()
        agenda.plan(.inbound(person: place, whole(message), wamid: wamid), at: time(now))
        return wamid
    }

    /// A customer writes a text.
    @discardableResult
    public mutating func inbound(from: String, text: String, at now: Instant) throws(SimPersonError) -> String {
        try inbound(from: from, .text(text), at: now)
    }

    /// Learns of messages that reached the business by another way than this cloud's own (`oriel demo say` writes into
    /// the spool): their senders become known, and their windows run. What it told itself changes nothing.
    ///
    /// - Parameter body: one webhook, as it lay in the spool; anything that is none is passed over.
    public mutating func learn(from body: [UInt8]) {
        guard let webhook = try? Webhook(bytes: body) else { return }  // not for us to judge
        for case .message(let event) in EventReader.events(of: webhook, digest: "", arrival: nil) {
            guard inbound[event.wamid] == nil, let address = event.address else { continue }
            inbound[event.wamid] = event.timestamp
            if place(of: address.value) == nil { add(stranger(event, address)) }
            guard event.effect == .opens, let place = place(of: address.value) else { continue }
            people[place].lastTrigger = max(people[place].lastTrigger ?? event.timestamp, event.timestamp)
        }
    }

    private mutating func stranger(_ event: InboundEvent, _ address: Inbox.Address) -> SimPerson {
        let bsuid = event.aliases.first { $0.kind == .bsuid }?.value ?? madeUpBSUID()
        let phone = event.aliases.first { $0.kind == .waID }?.value
        var person = SimPerson(name: event.name, phone: phone, bsuid: bsuid, username: event.username)
        person.groupID = event.group
        return person
    }

    mutating func madeUpBSUID(country: String = "BR") -> String {
        country + "." + String(random.number(in: 10_000_000_000_000_000...99_999_999_999_999_999))
    }

    private mutating func newcomer(_ address: String, name: String?) throws(SimPersonError) -> SimPerson {
        let made = madeUpBSUID()
        if address.hasPrefix("@"), address.count > 1 {
            return SimPerson(name: name, phone: nil, bsuid: made, username: String(address.dropFirst()).lowercased())
        }
        switch Alias(anyID: address) {
        case .some(let alias) where alias.kind == .bsuid: return SimPerson(name: name, phone: nil, bsuid: alias.value)
        case .some(let alias) where alias.kind == .waID && 7...15 ~= alias.value.count:
            return SimPerson(name: name, phone: alias.value, bsuid: made)
        default: throw SimPersonError(address: address)
        }
    }
}
