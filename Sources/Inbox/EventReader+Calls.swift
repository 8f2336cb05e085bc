import WhatsApp

extension EventReader.Reading {
    /// What happened to calls (`whatsapp.md` §1.7.15). A user's call, told by its `connect`, and a user's accepting ours
    /// open a window (§3.1), answered or not; they are kept under the call's id. Everything else is a line of its own.
    ///
    /// - Returns: their events, and whether the value holds nothing else.
    func calls(of item: OtherItem) -> (events: [Event], areAll: Bool) {
        let elements = item.raw["calls"]?.list ?? []
        let errors = elements.count == 1 ? item.raw["errors"] : nil
        let calls = elements.map {
            CallEvent(
                call: $0, contacts: item.contacts, ourNumber: item.metadata.displayPhoneNumber, errors: errors)
        }
        let statuses = (item.raw["statuses"]?.list ?? []).map { CallEvent(status: $0, contacts: item.contacts) }
        let events = (calls + statuses).compactMap { call($0, of: item) }
        return (events, !events.isEmpty && events.count == calls.count + statuses.count)
    }

    /// Nil without an id: nothing to tell a redelivery by, so the value stays raw.
    private func call(_ call: CallEvent, of item: OtherItem) -> Event? {
        guard let id = call.id else { return nil }
        let word = call.word.lowercased()
        switch call.kind {
        case .connect where call.isFromPerson == true:
            return happening(InboundEvent.callType, id, call, item, opens: true)
        case .accepted: return happening(InboundEvent.acceptedCallType, id, call, item, opens: true)
        case .terminate: return happening(InboundEvent.endedCallType, "\(id):\(word)", call, item)
        case .connect: return happening("call_\(word)", "\(id):\(word)", call, item)
        case .ringing, .rejected: return happening("call_\(word)", "\(id):\(word)", call, item)
        case .recording, .transcript: return happening(word, "\(id):\(word)", call, item)
        case .other:
            return word.isEmpty ? nil : happening("call_\(word)", "\(id):\(word)", call, item)
        }
    }

    private func happening(
        _ type: String, _ id: String, _ call: CallEvent, _ item: OtherItem, opens: Bool = false
    ) -> Event? {
        // What opens no window and is nobody's has no conversation to stand in.
        if !opens, call.person.isAnonymous { return nil }
        let aliases = call.person.matching
        let seconds = call.timestamp ?? item.timestamp
        return .message(
            InboundEvent(
                number: number(item.metadata), displayNumber: item.metadata.displayPhoneNumber, waba: item.wabaID,
                wamid: id, aliases: aliases.isEmpty ? [.nobody] : aliases, address: call.person.address,
                name: call.person.profileName, username: call.person.username, timestamp: timestamp(seconds),
                type: type, isPlaceholder: opens, effect: opens ? .opens : .none, lacksTimestamp: seconds == nil,
                telling: opens ? .live : .event, raw: call.raw.canonicalText))
    }

    /// From 1970 to the end of the year 9999, as for messages.
    static let plausibleSeconds = Int64(0)...253_402_300_799
}
