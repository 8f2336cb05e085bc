import WhatsApp

/// One thing to be told about a message besides its words: what a file is, what an order costs, why nothing came.
/// Derived from the stored payload whenever it is shown, so nothing of it can differ from what came.
public struct MessageDetail: Hashable, Sendable {
    /// What the value is. A view has words for each.
    public enum Kind: Hashable, Sendable, CaseIterable {
        /// A document's own name; never a path to write to.
        case fileName
        /// A file's MIME type. No file is fetched, so it is one that is not here.
        case fileType
        /// A recorded voice note rather than a sound file; without a value.
        case voiceNote
        /// A sticker that moves; without a value.
        case movingSticker
        /// Degrees north and east.
        case coordinates
        /// A page with a map of the coordinates. Text: nothing opens it by itself.
        case map
        /// The address of a place's page.
        case link
        /// Whose card it is.
        case cardName
        case cardPhone, cardEmail, cardCompany, cardAddress
        /// What was written with an order.
        case orderNote
        /// A line of an order: the item, with the `columns` amount, price of one and price of the line; what was not
        /// told is empty.
        case orderItem
        /// What an order costs, when every line tells amount, price and the same currency.
        case orderTotal
        /// The second line of a chosen list row.
        case choice
        /// Whether calls are allowed until this is taken back; without a value.
        case callsAllowedForGood
        /// Until when calls are allowed, in seconds since 1970.
        case callsAllowedUntil
        /// Without values.
        case callsAllowed, callsRefused
        /// The platform's word for a reply of a kind not known here.
        case replyKind
        /// The answers of a form could not be read, and stand there as they came; without a value.
        case formUnread
        /// What the platform tells of a person; without values.
        case numberChanged, idChanged, codeChanged
        /// They opened the conversation and wrote nothing; without a value.
        case opened
        /// An address before and after a change.
        case formerAddress, newAddress
        /// The platform's word for what it did not carry.
        case notCarried
        /// The platform's reason.
        case reason
        /// The words of the advertisement or post the person came from, or else its id.
        case advertisement
        /// The catalogue item it is about.
        case product
        /// Without values.
        case forwarded, forwardedOften
        /// The words the sender put in place of these.
        case edited
        /// The sender deleted it; without a value.
        case revoked
        /// Emoji of a reaction, with the `columns` name of who reacted, which may be empty.
        case reaction
        /// Of a message that takes a reaction back or deletes the message it quotes; without values.
        case takesReactionBack, revokes
        /// Above the words of a message of ours: the kind of file, with the `columns` name, id or link.
        case headerFile
        /// What can be tapped on a message of ours, by its title: buttons, of a link with the `columns` address.
        case button, linkButton, flowButton, callButton
        /// The button that opens a list, the title of a stretch of it, a row with the `columns` second line, if any.
        case listButton, listSection, listRow
        /// What a message of ours asks for, with a button of the phone's own words; without values.
        case asksLocation, asksContactInfo, asksToCall, asksAddress
        /// Without a template after the window shut (`whatsapp.md` §4.9); without values.
        case sentDirectly
        /// A button that opens the shop's catalogue; without values.
        case opensCatalog
        /// Calls: theirs and ours, and what became of ours; without values.
        case callIn, callOut, callRinging, callAccepted, callRejected
        /// How long an ended call lasted, as `2:05`.
        case callEnded
        /// Without values.
        case callMissed, callFailed, callRecorded, callTranscribed
        /// Anything else about a call, in the platform's word.
        case callOther
        /// The role of the responder that had the thread, or has it now; empty when it is not told.
        case threadPassed, threadTaken
        /// The platform's word for another change of who owns the thread.
        case threadOther
        /// A line that only introduces the words under it; without a value.
        case contextGiven
        /// The platform's word for what happened to a group; who it happened to, as people are known, and who it did not; its
        /// name; where it is joined; what did not work.
        case group, groupPeople, groupFailed, groupName, groupLink, groupError
        /// The platform's word for what a person did with a marketing message.
        case action
        /// How many more of the same kind were left out, so that no list is endless.
        case more
    }

    /// What `value` is.
    public var kind: Kind
    /// Untrusted text; empty where the kind says all.
    public var value: String
    /// Untrusted text too: the further columns of a table's line.
    public var columns: [String]

    /// The most lines of an order, cards of a message, and numbers or addresses of a card that are told.
    public static let longestList = 20

    /// A detail; kinds that say all by themselves take no value.
    public init(_ kind: Kind, _ value: String = "", columns: [String] = []) {
        self.kind = kind
        self.value = value
        self.columns = columns
    }

    /// What an error says best: a sentence, a few words, or its number.
    static func sentence(of error: APIError) -> String? {
        let code: String? = error.code.map { String($0) }
        return error.details ?? error.title ?? error.message ?? code
    }

    /// The details of a list's first elements, and how many more it has.
    public static func listed<Element>(
        _ elements: [Element], details: (Element) -> [MessageDetail]
    ) -> [MessageDetail] {
        let rest = elements.count - longestList
        return elements.prefix(longestList).flatMap(details) + (rest > 0 ? [MessageDetail(.more, "\(rest)")] : [])
    }
}

extension EventReader {
    /// The details of a body's messages by their id, the made-up ones included. Of two messages with one id the first.
    /// - Parameters:
    ///   - webhook: one body, read.
    ///   - digest: the lower-case hex SHA-256 of the body, as `events(of:digest:arrival:)` got it.
    public static func details(of webhook: Webhook, digest: String) -> [String: [MessageDetail]] {
        let reader = Reading(digest: digest, arrival: nil)
        var details: [String: [MessageDetail]] = [:]
        func take(_ id: String, _ told: [MessageDetail]) { if details[id] == nil { details[id] = told } }
        for (index, item) in webhook.items.enumerated() {
            switch item {
            case .message(let message): take(message.id ?? reader.syntheticID(index), self.details(of: message))
            case .other:
                for event in reader.events(of: item, at: index) {
                    switch event {
                    case .message(let event): take(event.wamid, self.details(of: event))
                    case .echo(let event): take(event.wamid, self.details(of: event))
                    default: continue
                    }
                }
            default: continue
            }
        }
        return details
    }

    /// Of a line that was told by another way than as a message, from the element it was read from.
    private static func details(of event: InboundEvent) -> [MessageDetail] {
        guard let json = try? JSONValue(text: event.raw) else { return [] }  // our own text
        if InboundEvent.isHappening(event.type, event.telling) { return happening(event, json) }
        // The withdrawn field has no message of its own to read.
        if let change = event.change, json["system"] == nil {
            return [MessageDetail(.idChanged)] + change.old.map { MessageDetail(.formerAddress, $0.value) }
                + change.new.map { MessageDetail(.newAddress, $0.value) }
        }
        return details(of: InboundMessage(json, wabaID: nil, metadata: Metadata(), contacts: []))
    }

    private static func details(of event: EchoEvent) -> [MessageDetail] {
        guard let json = try? JSONValue(text: event.raw) else { return [] }  // our own text
        return MessageEcho(json, wabaID: nil, metadata: Metadata(), contacts: []).map { details(of: $0.content) } ?? []
    }

    static func details(of message: InboundMessage) -> [MessageDetail] {
        var details = self.details(of: message.content)
        details += MessageDetail.listed(message.errors) { error in
            MessageDetail.sentence(of: error).map { [MessageDetail(.reason, $0)] } ?? []
        }
        if let referral = message.raw["referral"], message.hasReferral {
            let words = told(["headline", "body", "source_url"], in: referral)
            let name = words.isEmpty ? told(["source_id", "source_type"], in: referral) : words
            details.append(MessageDetail(.advertisement, name.joined(separator: ", ")))
        }
        guard let context = message.context else { return details }
        if let product = context.product?.retailerID { details.append(MessageDetail(.product, product)) }
        if context.isFrequentlyForwarded {
            details.append(MessageDetail(.forwardedOften))
        } else if context.isForwarded {
            details.append(MessageDetail(.forwarded))
        }
        return details
    }

    private static func told(_ members: [String], in json: JSONValue) -> [String] {
        members.compactMap { json[$0]?.text }
    }

    static func details(of content: MessageContent) -> [MessageDetail] {
        switch content {
        case .media(let media): details(of: media)
        case .location(let place): details(of: place)
        case .contacts(let cards): MessageDetail.listed(cards, details: details(of:))
        case .order(let order): OrderSum.details(of: order)
        case .interactive(let reply): details(of: reply)
        case .system(let notice): details(of: notice)
        case .requestWelcome: [MessageDetail(.opened)]
        case .edit(_, _, let content):
            // One level: an edit of an edit is nothing the platform has.
            if case .edit = content { [] } else { details(of: content) }
        case .unsupported(let type): type.map { [MessageDetail(.notCarried, $0)] } ?? []
        case .reaction(_, let emoji): emoji?.isEmpty ?? true ? [MessageDetail(.takesReactionBack)] : []
        case .revoke: [MessageDetail(.revokes)]
        case .text, .button, .other: []
        }
    }

    private static func details(of notice: SystemNotice) -> [MessageDetail] {
        let addresses =
            notice.old.matching.map { MessageDetail(.formerAddress, $0.value) }
            + notice.new.matching.map { MessageDetail(.newAddress, $0.value) }
        return switch notice.kind {
        case .userChangedNumber: [MessageDetail(.numberChanged)] + addresses
        case .userChangedUserID: [MessageDetail(.idChanged)] + addresses
        // The person stays who they are.
        case .identityChanged: [MessageDetail(.codeChanged)]
        case .other: addresses
        }
    }

    private static func details(of permission: CallPermissionReply) -> [MessageDetail] {
        guard permission.response == "accept" else {
            return permission.response == "reject" ? [MessageDetail(.callsRefused)] : []
        }
        if permission.isPermanent == true { return [MessageDetail(.callsAllowedForGood)] }
        return [
            permission.expiration.map { MessageDetail(.callsAllowedUntil, "\($0)") } ?? MessageDetail(.callsAllowed)
        ]
    }

    private static func details(of media: MediaAttachment) -> [MessageDetail] {
        var details = media.filename.map { [MessageDetail(.fileName, $0)] } ?? []
        if media.isVoice { details.append(MessageDetail(.voiceNote)) }
        if media.isAnimated { details.append(MessageDetail(.movingSticker)) }
        details.append(MessageDetail(.fileType, media.mimeType ?? media.kind.rawValue))
        return details
    }

    /// Coordinates that are the message's only words are not said twice.
    static func details(of place: SharedLocation) -> [MessageDetail] {
        var details: [MessageDetail] = []
        if let latitude = place.latitude, let longitude = place.longitude {
            if place.name != nil || place.address != nil {
                details.append(MessageDetail(.coordinates, "\(latitude), \(longitude)"))
            }
            if let north = degrees(latitude, limit: 90), let east = degrees(longitude, limit: 180) {
                let page = "https://www.openstreetmap.org/?mlat=\(north)&mlon=\(east)"
                details.append(MessageDetail(.map, page))
            }
        }
        if let url = place.url { details.append(MessageDetail(.link, url)) }
        return details
    }

    /// With six decimals, a tenth of a metre, and no exponent; nil for what is no place on Earth.
    private static func degrees(_ value: Double, limit: Double) -> String? {
        guard abs(value) <= limit else { return nil }
        let millionths = Int64((value * 1_000_000).rounded())
        let decimals = String(1_000_000 + millionths.magnitude % 1_000_000).dropFirst()
        return "\(millionths < 0 ? "-" : "")\(millionths.magnitude / 1_000_000).\(decimals)"
    }

    static func details(of card: ContactCard) -> [MessageDetail] {
        var details: [MessageDetail] = []
        if let name = card.formattedName { details.append(MessageDetail(.cardName, name)) }
        if let company = card.company { details.append(MessageDetail(.cardCompany, company)) }
        details += MessageDetail.listed(card.phones) { phone in
            (phone.number ?? phone.waID).map { [MessageDetail(.cardPhone, $0)] } ?? []
        }
        details += MessageDetail.listed(card.emails) { [MessageDetail(.cardEmail, $0)] }
        details += MessageDetail.listed(card.addresses) { [MessageDetail(.cardAddress, $0)] }
        return details + MessageDetail.listed(card.pages) { [MessageDetail(.link, $0)] }
    }

    private static func details(of reply: InteractiveReply) -> [MessageDetail] {
        switch reply {
        case .list(_, _, let description): description.map { [MessageDetail(.choice, $0)] } ?? []
        case .callPermission(let permission): details(of: permission)
        case .other(let type, _): type.map { [MessageDetail(.replyKind, $0)] } ?? []
        case .form(_, _, let response):
            response.map { answers(in: $0) == nil } == true ? [MessageDetail(.formUnread)] : []
        case .button: []
        }
    }
}

/// Prices of an order in thousandths, so that adding them up is exact: no currency has a smaller part in a price.
enum OrderSum {
    static func details(of order: ProductOrder) -> [MessageDetail] {
        var details = order.text.map { [MessageDetail(.orderNote, $0)] } ?? []
        details += MessageDetail.listed(order.items) { item in
            let price = item.price.flatMap(thousandths)
            let columns = [
                item.quantity.map { "\($0)" } ?? item.quantityText ?? "", price.map { amount($0, item.currency) } ?? "",
                line(item).map { amount($0, item.currency) } ?? "",
            ]
            return [MessageDetail(.orderItem, item.retailerID ?? "", columns: columns)]
        }
        if let total = total(of: order) { details.append(MessageDetail(.orderTotal, total)) }
        return details
    }

    /// What a line of an order costs.
    private static func line(_ item: ProductOrder.Item) -> Int64? {
        guard let quantity = item.quantity, quantity >= 0, let price = item.price.flatMap(thousandths) else {
            return nil
        }
        let line = price.multipliedReportingOverflow(by: quantity)
        return line.overflow ? nil : line.partialValue
    }

    /// Nil when a line does not tell enough, or the currencies differ: half a total is a wrong one.
    private static func total(of order: ProductOrder) -> String? {
        guard let currency = order.items.first?.currency else { return nil }
        var total: Int64 = 0
        for item in order.items {
            guard item.currency == currency, let line = line(item) else { return nil }
            let sum = total.addingReportingOverflow(line)
            guard !sum.overflow else { return nil }
            total = sum.partialValue
        }
        return amount(total, currency)
    }

    /// Nil for what is no price: negative, or beyond any shop.
    private static func thousandths(_ price: Double) -> Int64? {
        guard price >= 0, price < 1e12 else { return nil }
        return Int64((price * 1_000).rounded())
    }

    /// Two decimals, three where there are three.
    private static func amount(_ thousandths: Int64, _ currency: String?) -> String {
        let digits = String(1_000 + thousandths % 1_000).dropFirst()
        let decimals = digits.hasSuffix("0") ? digits.dropLast() : digits
        let number = "\(thousandths / 1_000).\(decimals)"
        return currency.map { "\(number) \($0)" } ?? number
    }
}
