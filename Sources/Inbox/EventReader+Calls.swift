import WhatsApp

extension EventReader.Reading {
    /// The calls of a `calls` value that open a window (`whatsapp.md` §3.1): a user's call, told by its `connect`,
    /// answered or not, and a user's accepting ours. They are kept as placeholders under the call's id; everything else
    /// about calls stays raw.
    ///
    /// - Returns: their events, and whether the value holds nothing else.
    func calls(of item: OtherItem) -> (events: [InboundEvent], areAll: Bool) {
        let calls = item.raw["calls"]?.list ?? []
        let statuses = item.raw["statuses"]?.list ?? []
        let events = calls.compactMap { userCall($0, of: item) } + statuses.compactMap { acceptedCall($0, of: item) }
        return (events, !events.isEmpty && events.count == calls.count + statuses.count)
    }

    private func userCall(_ call: JSONValue, of item: OtherItem) -> InboundEvent? {
        guard call["event"]?.string?.lowercased() == "connect",
            call["direction"]?.string?.uppercased() == "USER_INITIATED"
        else { return nil }
        return event(
            call, type: InboundEvent.callType, named: ["from_user_id", "from_parent_user_id", "from"], of: item)
    }

    private func acceptedCall(_ status: JSONValue, of item: OtherItem) -> InboundEvent? {
        guard status["status"]?.string?.uppercased() == "ACCEPTED" else { return nil }
        return event(
            status, type: InboundEvent.acceptedCallType,
            named: ["recipient_user_id", "recipient_parent_user_id", "recipient_id"], of: item)
    }

    /// Nil without an id: nothing to tell a redelivery by, so the value stays raw.
    private func event(
        _ element: JSONValue, type: String, named members: [String], of item: OtherItem
    ) -> InboundEvent? {
        guard let id = element["id"]?.text else { return nil }
        var person = Aliases()
        for member in members { person.take(element[member]?.text) }
        let contact = item.contacts.first { $0.shares(with: person) }
        if let contact = contact ?? (item.contacts.count == 1 ? item.contacts.first : nil) {
            person.takeMissing(from: contact)
        }
        let aliases = person.matching
        let stamp = element["timestamp"]?.int
        let seconds = stamp.flatMap { Self.plausibleSeconds.contains($0) ? $0 : nil } ?? item.timestamp
        return InboundEvent(
            number: number(item.metadata), displayNumber: item.metadata.displayPhoneNumber, waba: item.wabaID,
            wamid: id, aliases: aliases.isEmpty ? [.nobody] : aliases, address: person.address,
            name: person.profileName, username: person.username, timestamp: timestamp(seconds), type: type,
            isPlaceholder: true, effect: .opens, lacksTimestamp: seconds == nil, raw: element.canonicalText)
    }

    /// From 1970 to the end of the year 9999, as for messages.
    static let plausibleSeconds = Int64(0)...253_402_300_799
}

extension Aliases {
    fileprivate mutating func take(_ text: String?) {
        guard let text, let address = WhatsApp.Address(text) else { return }
        switch address {
        case .waID(let digits): waID = waID ?? digits
        case .bsuid(let id): bsuid = bsuid ?? id
        case .parentBSUID(let id): parentBSUID = parentBSUID ?? id
        case .opaque: break
        }
    }

    fileprivate func shares(with other: Aliases) -> Bool {
        (bsuid != nil && bsuid == other.bsuid) || (waID != nil && waID == other.waID)
            || (parentBSUID != nil && parentBSUID == other.parentBSUID)
    }

    /// A lone contact is the caller's unless it contradicts what the call itself says.
    fileprivate mutating func takeMissing(from other: Aliases) {
        let contradicts = [(bsuid, other.bsuid), (waID, other.waID), (parentBSUID, other.parentBSUID)]
            .contains { mine, theirs in mine != nil && theirs != nil && mine != theirs }
        if contradicts { return }
        bsuid = bsuid ?? other.bsuid
        waID = waID ?? other.waID
        parentBSUID = parentBSUID ?? other.parentBSUID
        profileName = profileName ?? other.profileName
        username = username ?? other.username
    }
}
