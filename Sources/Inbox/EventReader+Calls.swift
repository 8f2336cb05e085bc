import WhatsApp

extension EventReader.Reading {
    /// What happened to calls (`whatsapp.md` §1.7.15). A user's call, told by its `connect`, and a user's accepting ours
    /// open a window (§3.1), answered or not; they are kept under the call's id. Everything else is a line of its own.
    ///
    /// - Returns: their events, and whether the value holds nothing else.
    func calls(of item: OtherItem) -> (events: [Event], areAll: Bool) {
        // Beside messages each is an item of its own.
        let elements = item.part == "calls" ? [item.raw] : item.raw["calls"]?.list ?? []
        let errors = item.part == nil && elements.count == 1 ? item.raw["errors"] : nil
        let calls = elements.map {
            CallEvent(
                call: $0, contacts: item.contacts, ourNumber: item.metadata.displayPhoneNumber, errors: errors)
        }
        let told = item.part == "statuses" ? [item.raw] : item.raw["statuses"]?.list ?? []
        let statuses = told.map { CallEvent(status: $0, contacts: item.contacts) }
        let lines = (calls + statuses).map { events(of: $0, in: item) }
        return (lines.flatMap { $0 }, !lines.isEmpty && lines.allSatisfy { !$0.isEmpty })
    }

    /// Nothing for what says nothing: the value stays raw.
    private func events(of call: CallEvent, in item: OtherItem) -> [Event] {
        // Without an id it is known by what it says, the same in every delivery.
        let id = call.id ?? "call:\(Self.fingerprint(call.raw))"
        let word = call.word.lowercased()
        let isTheirs = call.isFromPerson == true
        let line: Event?
        switch call.kind {
        case .connect where isTheirs, .other where isTheirs && word == "call_created":
            line = happening(InboundEvent.callType, id, call, item, opens: true)
        case .accepted: line = happening(InboundEvent.acceptedCallType, id, call, item, opens: true)
        case .terminate:
            line = happening(InboundEvent.endedCallType, "\(id):\(word)", call, item)
        case .connect, .ringing, .rejected: line = happening("call_\(word)", "\(id):\(word)", call, item)
        case .recording, .transcript: line = happening(word, "\(id):\(word)", call, item)
        case .other: line = word.isEmpty ? nil : happening("call_\(word)", "\(id):\(word)", call, item)
        }
        return [isTheirs && call.kind == .terminate ? begin(of: call, id, item) : nil, line].compactMap { $0 }
    }

    /// A call of theirs that ended had begun, whether or not its `connect` was told: it opens the window (§3.1), from its
    /// start as far as that is known. Beside the `connect`, which is told live, it does not stand.
    private func begin(of call: CallEvent, _ id: String, _ item: OtherItem) -> Event? {
        var call = call
        call.timestamp = call.start ?? call.timestamp
        guard case .message(var event)? = happening(InboundEvent.callType, id, call, item, opens: true) else {
            return nil
        }
        event.telling = .event
        return .message(event)
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
