import WhatsApp

/// Turns what a webhook reports into what it means to the inbox. Pure: the same body gives the same events.
///
/// Every item of the webhook gives at least one event; what has no place of its own becomes `.other` with its raw JSON
/// (law 5). What is told by another way than as a message to us says so (`Telling`): copies of threads that another
/// responder owns ask nobody here for an answer, and coexistence's echoes and history neither open nor extend a window.
public enum EventReader {
    /// - Parameters:
    ///   - webhook: one body, read.
    ///   - digest: the lower-case hex SHA-256 of the body, for ids where the payload has none.
    ///   - arrival: the recorded arrival of this file, if any; stands in where the payload has no timestamp.
    public static func events(of webhook: Webhook, digest: String, arrival: Instant?) -> [Event] {
        let reader = Reading(digest: digest, arrival: arrival)
        return webhook.items.enumerated().flatMap { index, item in reader.events(of: item, at: index) }
    }

    /// The number of messages whose payload does not say which number of ours they came to.
    public static let unknownNumber = NumberID("unknown")

    /// What one body's events share.
    struct Reading {
        let digest: String
        let arrival: Instant?

        func events(of item: WebhookItem, at index: Int) -> [Event] {
            switch item {
            case .message(let message): [.message(inbound(message, at: index))]
            case .status(let status): [.status(self.status(status))]
            case .templateStatus(let update):
                [
                    template(
                        update.template, .status(update.status.word, reason: Self.reason(of: update)),
                        time: update.time,
                        field: "message_template_status_update", raw: update.raw)
                ]
            case .templateQuality(let update):
                [
                    template(
                        update.template, .quality(update.new.word), time: update.time,
                        field: "message_template_quality_update", raw: update.raw)
                ]
            case .templateComponents(let update):
                [
                    template(
                        update.template,
                        .components(
                            header: update.title, body: update.body, footer: update.footer,
                            buttons: update.buttons.map(Template.Button.init)),
                        time: update.time, field: "message_template_components_update", raw: update.raw)
                ]
            case .templateCategory(let update): [category(update)] + announcement(of: update)
            case .valueError(let error):
                [other("errors", waba: error.wabaID, metadata: error.metadata, timestamp: nil, raw: error.raw)]
            case .other(let item): events(of: item)
            }
        }

        func number(_ metadata: Metadata) -> NumberID {
            metadata.phoneNumberID.map(NumberID.init) ?? EventReader.unknownNumber
        }

        func timestamp(_ seconds: Int64?) -> Instant {
            seconds.map { Instant(seconds: $0) } ?? arrival ?? Instant(milliseconds: 0)
        }

        /// The place in the body tells two messages without ids apart; a redelivery of the body gives the same id.
        func syntheticID(_ index: Int) -> String { "body:\(digest):\(index)" }

        private func events(of item: OtherItem) -> [Event] {
            let understood: (events: [Event], areAll: Bool)
            switch item.field {
            case "calls": understood = calls(of: item)
            case "user_id_update": understood = userIDUpdates(of: item)
            case "standby": understood = standby(item)
            case "messaging_handovers": understood = handover(item)
            case "smb_message_echoes", "message_echoes": understood = echoes(item)
            case "history": understood = history(item)
            case "smb_app_state_sync": understood = addressBook(item)
            case let field? where field.hasPrefix("group_"): understood = groups(of: item)
            case "messages": understood = happening(item)
            case "user_preferences": return preferenceLines(of: item) + [kept(item)]
            default: return [kept(item)]
            }
            return understood.events + (understood.areAll && !Self.holdsMore(item) ? [] : [kept(item)])
        }

        /// Whether a value holds lists or objects beside those that its field is read for. Nothing that came is dropped.
        private static func holdsMore(_ item: OtherItem) -> Bool {
            guard item.part == nil, let field = item.field else { return false }
            var own: Set<String> = ["messaging_product", "metadata", "contacts", "field"]
            switch field {
            case "calls":
                own.formUnion(["calls", "statuses"])
                // The errors of an only call are told with it.
                if item.raw["calls"]?.list?.count == 1 { own.insert("errors") }
            case "smb_message_echoes": own.insert("message_echoes")
            case "message_echoes": own.formUnion(["message_echoes", "sender", "recipient", "message"])
            case "smb_app_state_sync": own.insert("state_sync")
            case "history": own.formUnion(["history", "messages", "message_echoes"])
            case "messaging_handovers": own.formUnion(["sender", "recipient", "conversation_context"])
            case "standby":
                own.insert(field)
                // A value that is not wrapped once more holds the traffic itself.
                if item.raw[field]?.list?.isEmpty ?? true {
                    own.formUnion(["messages", "message_echoes", "statuses"])
                }
            case "user_id_update": own.insert(field)
            default: own.insert("groups")
            }
            return item.raw.object?.members.contains { name, member in
                let isContent = member.object?.isEmpty == false || member.array?.isEmpty == false
                return isContent && !own.contains(name)
                    && !(field == "messaging_handovers" && name.hasPrefix("control_"))
            } ?? false
        }

        /// An item as it came.
        func kept(_ item: OtherItem) -> Event {
            other(
                item.part ?? item.field ?? "unknown", waba: item.wabaID, metadata: item.metadata,
                timestamp: item.timestamp, raw: item.raw, preferences: preferences(of: item))
        }

        private func other(
            _ field: String, waba: String?, metadata: Metadata, timestamp: Int64?, raw: JSONValue,
            preferences: [MarketingPreference] = []
        ) -> Event {
            var event = OtherEvent(
                field: field, number: metadata.phoneNumberID.map(NumberID.init), waba: waba,
                timestamp: timestamp.map { Instant(seconds: $0) }, raw: raw.canonicalText, preferences: preferences)
            event.isNews = ChannelNews.isKnown(field)
            return .other(event)
        }
    }
}

// MARK: Statuses

extension EventReader.Reading {
    func status(_ status: MessageStatus) -> StatusEvent {
        let recipient = status.recipient
        return StatusEvent(
            number: number(status.metadata), waba: status.wabaID, wamid: status.id, status: status.status.word,
            timestamp: timestamp(status.timestamp),
            recipient: recipient.bsuid ?? recipient.waID ?? recipient.parentBSUID ?? recipient.opaque ?? "",
            group: status.groupID, aliases: recipient.matching, callbackData: status.callbackData,
            failure: status.status == .failed ? Self.failure(status.errors) : nil, pricingType: status.pricing?.type,
            pricingCategory: status.pricing?.category, lacksTimestamp: status.timestamp == nil)
    }

    /// A failure told without an error is a failure all the same.
    private static func failure(_ errors: [APIError]) -> FailureNote {
        guard let error = errors.first else { return FailureNote(code: nil, title: "failed") }
        return FailureNote(
            code: error.code, title: error.title ?? error.message ?? error.userTitle ?? "failed",
            details: error.details ?? error.userMessage)
    }
}

// MARK: Templates

extension EventReader.Reading {
    /// Name and language are the key. A change that gives just the platform's id waits for whichever template has it.
    private func template(
        _ reference: TemplateReference, _ change: TemplateEvent.Change, time: Int64?, field: String, raw: JSONValue
    ) -> Event {
        let waba = reference.wabaID ?? ""
        let key: TemplateKey
        if let name = reference.name, let language = reference.language {
            key = TemplateKey(waba: waba, name: name, language: language)
        } else if let id = reference.id {
            key = TemplateKey(waba: waba, id: id)
        } else {
            return other(field, waba: reference.wabaID, metadata: Metadata(), timestamp: time, raw: raw)
        }
        return .template(
            TemplateEvent(key: key, change: change, timestamp: timestamp(time), lacksTimestamp: time == nil))
    }

    /// A change to come is news, too.
    private func announcement(of update: TemplateCategoryUpdate) -> [Event] {
        guard !update.isDetection, update.previous == nil, update.current != nil, update.correct != nil else {
            return []
        }
        return [
            other(
                "template_category_update", waba: update.template.wabaID, metadata: Metadata(), timestamp: update.time,
                raw: update.raw)
        ]
    }

    /// The platform's word for why, with what it explains beside it; nil when it gives neither.
    fileprivate static func reason(of update: TemplateStatusUpdate) -> String? {
        let told = [update.reason ?? update.title, update.explanation, update.recommendation, day(update.disableDate)]
            .compactMap { $0 }
        return told.isEmpty ? nil : told.joined(separator: " – ")
    }

    /// The day of a stamp in seconds since 1970; anything else as it came.
    private static func day(_ text: String?) -> String? {
        guard let text, let seconds = Int64(text), plausibleSeconds.contains(seconds) else { return text }
        return String(Instant(seconds: seconds).rfc3339.prefix(10))
    }

    /// An announced change and a mere detection change nothing yet (`whatsapp.md` §1.7.4).
    private func category(_ update: TemplateCategoryUpdate) -> Event {
        let field = update.isDetection ? "template_correct_category_detection" : "template_category_update"
        guard !update.isDetection, let current = update.current else {
            return other(
                field, waba: update.template.wabaID, metadata: Metadata(), timestamp: update.time, raw: update.raw)
        }
        return template(update.template, .category(current.word), time: update.time, field: field, raw: update.raw)
    }
}
