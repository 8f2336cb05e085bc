import WhatsApp

extension EventReader.Reading {
    /// The withdrawn field `user_id_update` (`whatsapp.md` §1.7.17), read as the system messages that took its place:
    /// the person leaves one business-scoped id for another.
    ///
    /// - Returns: their events, and whether the value holds nothing else.
    func userIDUpdates(of item: OtherItem) -> (events: [Event], areAll: Bool) {
        let isBare = item.raw["user_id_update"] == nil && item.raw["previous_user_id"] != nil
        let updates = isBare ? [item.raw] : item.raw["user_id_update"]?.list ?? []
        let events = updates.compactMap { userIDUpdate($0, of: item, among: updates.count) }
        return (events.map(Event.message), !events.isEmpty && events.count == updates.count)
    }

    private func userIDUpdate(_ update: JSONValue, of item: OtherItem, among updates: Int) -> InboundEvent? {
        // The system messages that took its place name both ids side by side; some notices of this field do, too.
        let ids = update["user_id"]
        guard let old = (ids?["previous"] ?? update["previous_user_id"])?.text.flatMap(Alias.init(anyID:)),
            let new = (ids?["current"] ?? ids)?.text.flatMap(Alias.init(anyID:)), old != new
        else { return nil }
        let told = item.contacts.people.first { !Set($0.matching).isDisjoint(with: [old, new]) }
        let name = told ?? (updates == 1 ? item.contacts.people.first : nil)
        let phone = update["wa_id"]?.text.flatMap(Alias.init(anyID:))
        // A number that the notice names is still theirs.
        let kept = phone.flatMap { $0.kind == .waID ? [$0] : nil } ?? []
        let stamp = update["timestamp"]?.int
        let seconds = stamp.flatMap { Self.plausibleSeconds.contains($0) ? $0 : nil } ?? item.timestamp
        return InboundEvent(
            number: number(item.metadata), displayNumber: item.metadata.displayPhoneNumber, waba: item.wabaID,
            // No id is given; the change itself tells two deliveries of it apart from two changes.
            wamid: "user_id_update:\(old.value):\(new.value)", aliases: [new] + kept,
            address: Address(phone ?? new), name: name?.profileName,
            timestamp: timestamp(seconds), type: "system", text: update["detail"]?.text, effect: .none,
            change: IdentityChange(old: [old] + kept, new: [new] + kept), lacksTimestamp: seconds == nil,
            raw: update.canonicalText)
    }
}
