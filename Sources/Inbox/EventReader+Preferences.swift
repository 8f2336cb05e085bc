import WhatsApp

extension EventReader.Reading {
    /// What a `user_preferences` value (`whatsapp.md` §1.7.11) says about marketing messages. Words of tomorrow say nothing.
    func preferences(of item: OtherItem) -> [MarketingPreference] {
        guard item.field == "user_preferences" else { return [] }
        return (item.raw["user_preferences"]?.list ?? []).compactMap { preference($0, of: item) }
    }

    private func preference(_ element: JSONValue, of item: OtherItem) -> MarketingPreference? {
        guard element["category"]?.text ?? "marketing_messages" == "marketing_messages" else { return nil }
        let isStopped: Bool
        switch element["value"]?.text {
        case "stop": isStopped = true
        case "resume", "signup": isStopped = false
        default: return nil
        }
        let aliases = ["user_id", "parent_user_id", "wa_id"].compactMap { member in
            element[member]?.text.flatMap(Alias.init(anyID:))
        }
        guard !aliases.isEmpty else { return nil }
        let stamp = element["timestamp"]?.int
        let seconds = stamp.flatMap { Self.plausibleSeconds.contains($0) ? $0 : nil } ?? item.timestamp
        return MarketingPreference(
            aliases: aliases.sorted { $0.kind < $1.kind }, isStopped: isStopped, at: Instant(seconds: seconds ?? 0))
    }

    /// Who stopped marketing messages, or wants them again: a line in their conversation. What the preference does to the
    /// gate is kept with the item, whether or not the number is told.
    func preferenceLines(of item: OtherItem) -> [Event] {
        guard item.metadata.phoneNumberID != nil else { return [] }
        return (item.raw["user_preferences"]?.list ?? []).compactMap { element in
            guard let preference = preference(element, of: item) else { return nil }
            let ids = Set(preference.aliases)
            let person = item.contacts.people.first { !ids.isDisjoint(with: $0.matching) } ?? Aliases(contact: element)
            let type = preference.isStopped ? InboundEvent.marketingStopType : InboundEvent.marketingResumeType
            let seconds = preference.at.milliseconds / 1_000
            var event = line(
                type, id: "preference:\(preference.aliases[0].value):\(seconds):\(type)", of: person,
                at: seconds > 0 ? seconds : nil, in: item)
            event.aliases = preference.aliases
            event.raw = element.canonicalText
            return .message(event)
        }
    }
}
