import WhatsApp

/// What is told by other ways than as a message to us: copies for who listens, echoes of the phone app, past chats.
extension EventReader.Reading {
    /// Copies of a thread that another responder owns (`whatsapp.md` §1.8). The customer did write to the number, so its
    /// window runs (§3.2); nobody here is asked for an answer.
    func standby(_ item: OtherItem) -> (events: [Event], areAll: Bool) {
        let traffic = StandbyTraffic(item)
        let events =
            traffic.messages.map { Event.message(told($0, by: .standby)) }
            + traffic.echoes.map { Event.echo(echo($0, by: .standby)) }
            + traffic.statuses.map { Event.status(status($0)) }
        return (events, !events.isEmpty && traffic.rest.isEmpty)
    }

    /// What the business wrote in its phone app (§1.7.14).
    func echoes(_ item: OtherItem) -> (events: [Event], areAll: Bool) {
        let elements = item.part == "message_echoes" ? [item.raw] : item.raw["message_echoes"]?.list ?? []
        let events = elements.compactMap { element in
            MessageEcho(element, wabaID: item.wabaID, metadata: item.metadata, contacts: item.contacts)
        }.filter { !$0.recipient.isAnonymous || $0.groupID != nil }.map { Event.echo(echo($0, by: .phoneApp)) }
        return (events, !events.isEmpty && events.count == elements.count)
    }

    /// Past chats of the phone app, and the files of their messages, which come later (§1.7.14).
    func history(_ item: OtherItem) -> (events: [Event], areAll: Bool) {
        let history = ChatHistory(item)
        let events =
            history.messages.map { Event.message(told($0, by: .history)) }
            + history.echoes.map { Event.echo(echo($0, by: .history)) }
        return (events, !events.isEmpty && history.rest.isEmpty)
    }

    /// What the business calls people in the phone's address book (§1.7.14).
    func addressBook(_ item: OtherItem) -> (events: [Event], areAll: Bool) {
        let elements = item.raw["state_sync"]?.list ?? []
        let events = elements.compactMap { element -> Event? in
            guard let change = AddressBookChange(element, time: item.timestamp) else { return nil }
            return .addressBook(
                AddressBookEvent(
                    aliases: change.person.matching, name: change.name, at: Instant(seconds: change.timestamp ?? 0)))
        }
        return (events, !events.isEmpty && events.count == elements.count)
    }

    private func told(_ message: InboundMessage, by telling: Telling) -> InboundEvent {
        var event = inbound(message, at: 0)
        // Nothing but what it says tells one without an id from the next.
        if message.id == nil { event.wamid = "body:\(digest):\(Self.fingerprint(message.raw))" }
        event.telling = telling
        if telling == .history { event.effect = .none }
        return event
    }

    func echo(_ echo: MessageEcho, by telling: Telling) -> EchoEvent {
        let aliases = echo.recipient.matching
        let text = EventReader.text(of: echo)
        let address = echo.groupID.map(Inbox.Address.group) ?? echo.recipient.address
        return EchoEvent(
            number: number(echo.metadata), displayNumber: echo.metadata.displayPhoneNumber, waba: echo.wabaID,
            wamid: echo.id, aliases: aliases.isEmpty ? [.nobody] : aliases, group: echo.groupID, address: address,
            name: echo.recipient.profileName, username: echo.recipient.username, timestamp: timestamp(echo.timestamp),
            type: echo.kind.rawValue.isEmpty ? "unknown" : echo.kind.rawValue, text: text,
            beside: EventReader.beside(echo),
            quotes: EventReader.quoted(by: echo.content) ?? echo.context?.messageID, template: echo.template,
            isPlaceholder: text == nil && echo.template == nil && EventReader.isUnknown(echo.content),
            media: EventReader.file(of: echo.content), telling: telling, stage: Self.stage(of: echo.status),
            lacksTimestamp: echo.timestamp == nil, raw: echo.raw.canonicalText)
    }

    /// What is echoed was sent; a past chat may tell more. A failure of then is nobody's care now.
    private static func stage(of status: String?) -> DeliveryStage {
        switch status?.uppercased() {
        case "PENDING", "ERROR": .accepted
        case "DELIVERED": .delivered
        case "READ": .read
        case "PLAYED": .played
        default: .sent
        }
    }
}

extension EventReader {
    /// The words of an echo. What was sent as an interactive message has them in another place than an answer to one.
    static func text(of echo: MessageEcho) -> String? {
        if let text = text(of: echo.content) { return text }
        let body = echo.raw["message"]?.object == nil ? echo.raw : echo.raw["message"] ?? echo.raw
        return body["interactive"]?["body"]?["text"]?.text
    }

    static func quoted(by content: MessageContent) -> String? {
        switch content {
        case .reaction(let target, _): target
        case .edit(let original, _, _), .revoke(let original): original
        default: nil
        }
    }

    static func isUnknown(_ content: MessageContent) -> Bool {
        switch content {
        case .unsupported, .other, .interactive(.other): true
        default: false
        }
    }
}
