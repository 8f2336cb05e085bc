import WhatsApp

/// What happened to a conversation without anybody's writing: lines of their own in it.
extension EventReader.Reading {
    /// The thread came to us or went to another responder (`whatsapp.md` §1.8).
    func handover(_ item: OtherItem) -> (events: [Event], areAll: Bool) {
        guard let handover = Handover(item) else { return ([], false) }
        let word = handover.kind.word
        let told = handover.timestamp.map { "\($0)" } ?? Self.fingerprint(item.raw)
        var event = line(
            word, id: "handover:\(word):\(handover.person.matching.first?.value ?? ""):\(told)", of: handover.person,
            at: handover.timestamp, in: item)
        event.text = handover.context?.text ?? handover.note
        event.role = handover.kind == .passed ? handover.formerOwner : handover.newOwner
        // Whose thread comes to us waits for us from now on.
        if handover.kind == .passed { event.telling = .live }
        return ([.message(event)], true)
    }

    /// What happened to groups (§1.7.13): each in the conversation of its group.
    func groups(of item: OtherItem) -> (events: [Event], areAll: Bool) {
        let elements = item.raw["groups"]?.list ?? []
        let events = elements.compactMap { element -> Event? in
            guard let group = GroupEvent(element), let id = group.groupID else { return nil }
            let told = group.timestamp.map { "\($0)" } ?? ""
            var event = line(
                EventReader.type(of: group), id: "group:\(id):\(group.type):\(told):\(Self.fingerprint(element))",
                of: Aliases(),
                at: group.timestamp, in: item)
            event.group = id
            event.name = group.name
            event.raw = element.canonicalText
            return .message(event)
        }
        return (events, !events.isEmpty && events.count == elements.count)
    }

    /// What stands beside messages: a summary of what was talked about before, a click, an echo (§1.8, §2.6). It belongs to
    /// a conversation only when it says whose.
    func happening(_ item: OtherItem) -> (events: [Event], areAll: Bool) {
        switch item.part {
        case "message_echoes": return echoes(item)
        case "calls", "statuses": return calls(of: item)
        case "standby": return standby(item)
        case "conversation_context":
            guard let context = ConversationContext(item.raw), let person = Self.person(of: item) else {
                return ([], false)
            }
            var event = line(
                "conversation_context", id: "context:\(person.matching[0].value):\(Self.fingerprint(item.raw))",
                of: person, at: item.timestamp, in: item)
            event.text = context.text
            return ([.message(event)], true)
        case "user_actions":
            guard let word = item.raw["action_type"]?.text, let person = Self.person(of: item) else {
                return ([], false)
            }
            let told = item.timestamp.map { "\($0)" } ?? ""
            let event = line(
                word, id: "action:\(person.matching[0].value):\(told):\(Self.fingerprint(item.raw))", of: person,
                at: item.timestamp, in: item)
            return ([.message(event)], true)
        default: return ([], false)
        }
    }

    /// The one person it can be about.
    private static func person(of item: OtherItem) -> Aliases? {
        let told = Aliases(contact: item.raw)
        if !told.isAnonymous { return told }
        guard item.contacts.people.count == 1, let contact = item.contacts.people.first, !contact.isAnonymous else {
            return nil
        }
        return contact
    }

    func line(
        _ type: String, id: String, of person: Aliases, at seconds: Int64?, in item: OtherItem
    ) -> InboundEvent {
        InboundEvent(
            number: number(item.metadata), displayNumber: item.metadata.displayPhoneNumber, waba: item.wabaID,
            wamid: id, aliases: person.isAnonymous ? [.nobody] : person.matching, name: person.profileName,
            username: person.username, timestamp: timestamp(seconds), type: type, effect: .none,
            lacksTimestamp: seconds == nil, telling: .event, raw: item.raw.canonicalText)
    }

    /// Tells two happenings apart that have no id: FNV-1a of what they say, the same for every delivery.
    static func fingerprint(_ json: JSONValue) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in json.canonicalText.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return String(hash, radix: 16)
    }
}
