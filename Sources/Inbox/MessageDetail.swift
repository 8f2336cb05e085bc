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
        /// The address of a place's page.
        case link
        /// Whose card it is.
        case cardName
        case cardPhone, cardEmail, cardCompany
        /// A line of an order with its price.
        case orderItem
        /// What an order costs, when every line tells amount, price and the same currency.
        case orderTotal
        /// The second line of a chosen list row.
        case choice
        /// Whether calls are allowed until this is taken back; without a value.
        case callsAllowedForGood
        /// The platform's word for a reply of a kind not known here.
        case replyKind
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
    }

    public var kind: Kind
    /// Untrusted text; empty where the kind says all.
    public var value: String

    public init(_ kind: Kind, _ value: String = "") {
        self.kind = kind
        self.value = value
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
        for (index, item) in webhook.items.enumerated() {
            guard case .message(let message) = item else { continue }
            let id = message.id ?? reader.syntheticID(index)
            if details[id] == nil { details[id] = self.details(of: message) }
        }
        return details
    }

    private static func details(of message: InboundMessage) -> [MessageDetail] {
        var details = self.details(of: message.content)
        for error in message.errors {
            let code: String? = error.code.map { String($0) }
            guard let sentence: String = error.details ?? error.title ?? error.message ?? code else { continue }
            details.append(MessageDetail(.reason, sentence))
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

    private static func details(of content: MessageContent) -> [MessageDetail] {
        switch content {
        case .media(let media): details(of: media)
        case .location(let place): details(of: place)
        case .contacts(let cards): cards.flatMap(details(of:))
        case .order(let order): OrderSum.details(of: order)
        case .interactive(let reply): details(of: reply)
        case .system(let notice):
            notice.old.matching.map { MessageDetail(.formerAddress, $0.value) }
                + notice.new.matching.map { MessageDetail(.newAddress, $0.value) }
        case .edit(_, _, let content):
            // One level: an edit of an edit is nothing the platform has.
            if case .edit = content { [] } else { details(of: content) }
        case .unsupported(let type): type.map { [MessageDetail(.notCarried, $0)] } ?? []
        case .text, .button, .reaction, .revoke, .requestWelcome, .other: []
        }
    }

    private static func details(of media: MediaAttachment) -> [MessageDetail] {
        var details = media.filename.map { [MessageDetail(.fileName, $0)] } ?? []
        if media.isVoice { details.append(MessageDetail(.voiceNote)) }
        if media.isAnimated { details.append(MessageDetail(.movingSticker)) }
        details.append(MessageDetail(.fileType, media.mimeType ?? media.kind.rawValue))
        return details
    }

    /// Coordinates that are the message's only words are not said twice.
    private static func details(of place: SharedLocation) -> [MessageDetail] {
        var details: [MessageDetail] = []
        if let latitude = place.latitude, let longitude = place.longitude, place.name != nil || place.address != nil {
            details.append(MessageDetail(.coordinates, "\(latitude), \(longitude)"))
        }
        if let url = place.url { details.append(MessageDetail(.link, url)) }
        return details
    }

    private static func details(of card: ContactCard) -> [MessageDetail] {
        var details: [MessageDetail] = []
        if let name = card.formattedName { details.append(MessageDetail(.cardName, name)) }
        if let company = card.company { details.append(MessageDetail(.cardCompany, company)) }
        for phone in card.phones {
            if let number = phone.number ?? phone.waID { details.append(MessageDetail(.cardPhone, number)) }
        }
        for email in card.emails { details.append(MessageDetail(.cardEmail, email)) }
        return details
    }

    private static func details(of reply: InteractiveReply) -> [MessageDetail] {
        switch reply {
        case .list(_, _, let description): description.map { [MessageDetail(.choice, $0)] } ?? []
        case .callPermission(let permission):
            permission.isPermanent == true ? [MessageDetail(.callsAllowedForGood)] : []
        case .other(let type, _): type.map { [MessageDetail(.replyKind, $0)] } ?? []
        case .button, .form: []
        }
    }
}

/// Prices of an order in thousandths, so that adding them up is exact: no currency has a smaller part in a price.
enum OrderSum {
    static func details(of order: ProductOrder) -> [MessageDetail] {
        var lines: [MessageDetail] = []
        for item in order.items {
            guard let price = item.price.flatMap(thousandths), let id = item.retailerID else { continue }
            lines.append(MessageDetail(.orderItem, "\(id): \(amount(price, item.currency))"))
        }
        if let total = total(of: order) { lines.append(MessageDetail(.orderTotal, total)) }
        return lines
    }

    /// Nil when a line does not tell enough, or the currencies differ: half a total is a wrong one.
    private static func total(of order: ProductOrder) -> String? {
        guard let currency = order.items.first?.currency else { return nil }
        var total: Int64 = 0
        for item in order.items {
            guard item.currency == currency, let quantity = item.quantity, quantity >= 0,
                let price = item.price.flatMap(thousandths)
            else { return nil }
            let line = price.multipliedReportingOverflow(by: quantity)
            let sum = total.addingReportingOverflow(line.partialValue)
            guard !line.overflow, !sum.overflow else { return nil }
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
