import Inbox
import Screen

/// What a message's payload tells besides its words, as rows. Every value is a stranger's: it is made safe and kept
/// short.
struct DetailLines {
    let words: Words
    let policy: TextPolicy
    /// For instants; without them they are not told.
    var times: TimeWords?
    /// Of the rows; at least 1.
    let columns: Int

    /// The rows, of which each is at most as wide as asked for; lines of an order stand in a table.
    func rows(_ details: [MessageDetail]) -> [(text: SafeText, roles: Roles)] {
        let table = OrderTable(details, lines: self)
        let reactions = details.filter { $0.kind == .reaction }
        return details.flatMap { detail -> [(text: SafeText, roles: Roles)] in
            switch detail.kind {
            case .orderItem: [(table.row(detail), [.msgSystem])]
            case .orderTotal: [(table.total(detail), [.msgSystem])]
            case .reaction: detail == reactions.first ? chips(reactions) : []
            case .edited: TextWrap.wrap(sentence(detail), columns: columns, limit: 20).map { ($0, [.msgIn]) }
            default:
                TextWrap.wrap(sentence(detail), columns: columns, limit: 4).map { ($0, roles(of: detail.kind)) }
            }
        }
    }

    func safe(_ value: String, limit: Int = 400) -> SafeText {
        SafeText(untrusted: value, policy: policy, limit: limit).singleLine
    }

    private func sentence(_ detail: MessageDetail) -> SafeText {
        switch detail.kind {
        case .threadPassed, .threadTaken: return words(phrase(of: detail.kind), words.role(detail.value))
        case .group, .action: return words.happening(detail.value)
        case .callsAllowedUntil:
            guard let seconds = Int64(detail.value), let times else { break }
            return words(.detailCallsUntil, times.moment(Instant(seconds: seconds)))
        default: break
        }
        // Words that take the place of others are not cut as names are.
        let value = safe(detail.value, limit: detail.kind == .edited ? 4_096 : 400)
        if detail.kind == .listRow, let second = detail.columns.first {
            return words(.detailListRowTwo, value, safe(second))
        }
        return words(phrase(of: detail.kind), value, safe(detail.columns.first ?? ""))
    }

    /// Reactions side by side, each with who it is from.
    private func chips(_ reactions: [MessageDetail]) -> [(text: SafeText, roles: Roles)] {
        let chips = reactions.map { reaction -> SafeText in
            let name = safe(reaction.columns.first ?? "", limit: 24)
            let emoji = safe(reaction.value, limit: 8)
            return name.isEmpty ? emoji : words(.detailReaction, emoji, name)
        }
        return TextWrap.wrap(chips.joined(separator: .blanks(2)), columns: columns, limit: 8)
            .map { ($0, [.msgSystem]) }
    }

    private func roles(of kind: MessageDetail.Kind) -> Roles {
        switch kind {
        case .link, .map, .linkButton: [.msgSystem, .msgLink]
        case .button, .flowButton, .callButton, .listButton, .asksLocation, .asksContactInfo, .asksToCall,
            .asksAddress, .opensCatalog:
            [.msgSystem, .pickerKey]
        default: [.msgSystem]
        }
    }

    private func phrase(of kind: MessageDetail.Kind) -> Phrase {
        switch kind {
        case .fileName: .detailFileName
        case .fileType: .detailFileType
        case .voiceNote: .detailVoiceNote
        case .movingSticker: .detailMovingSticker
        case .coordinates: .detailCoordinates
        case .map: .detailMap
        case .link: .detailLink
        case .cardName: .detailCard
        case .cardPhone: .detailPhone
        case .cardEmail: .detailEmail
        case .cardCompany: .detailCompany
        case .cardAddress: .detailAddress
        case .orderNote: .detailNote
        case .orderItem, .orderTotal: .detailTotal
        case .choice: .detailChoice
        case .callsAllowedForGood: .detailCallsForGood
        case .callsAllowedUntil: .detailCallsUntil
        case .callsAllowed: .detailCallsAllowed
        case .callsRefused: .detailCallsRefused
        case .numberChanged: .detailNumberChanged
        case .idChanged: .detailIDChanged
        case .codeChanged: .detailCodeChanged
        case .opened: .detailOpened
        case .replyKind: .detailReplyKind
        case .formUnread: .detailFormUnread
        case .formerAddress: .detailFormerAddress
        case .newAddress: .detailNewAddress
        case .notCarried: .detailNotCarried
        case .reason: .detailReason
        case .advertisement: .detailAdvertisement
        case .product: .detailProduct
        case .forwarded: .detailForwarded
        case .forwardedOften: .detailForwardedOften
        case .edited: .detailEdited
        case .revoked: .detailRevoked
        case .reaction: .detailReaction
        case .takesReactionBack: .detailTakesReactionBack
        case .callIn: .callIn
        case .callOut: .callOut
        case .callRinging: .callRinging
        case .callAccepted: .callAccepted
        case .callRejected: .callRejected
        case .callEnded: .callEnded
        case .callMissed: .callMissed
        case .callFailed: .callFailed
        case .callRecorded: .callRecorded
        case .callTranscribed: .callTranscribed
        case .callOther: .callOther
        case .threadPassed: .threadPassed
        case .threadTaken: .threadTaken
        case .threadOther: .threadOther
        case .contextGiven: .contextGiven
        case .group, .action: .happened
        case .groupPeople: .groupPeople
        case .groupFailed: .groupFailed
        case .groupName: .groupName
        case .groupLink: .groupLink
        case .groupError: .groupError
        case .revokes: .detailRevokes
        case .headerFile: .detailHeaderFile
        case .button: .detailButton
        case .linkButton: .detailLinkButton
        case .flowButton: .detailFlowButton
        case .callButton: .detailCallButton
        case .listButton: .detailListButton
        case .listSection: .detailListSection
        case .listRow: .detailListRow
        case .asksLocation: .detailAsksLocation
        case .asksContactInfo: .detailAsksContactInfo
        case .asksToCall: .detailAsksToCall
        case .sentDirectly: .detailSentDirectly
        case .asksAddress: .detailAsksAddress
        case .opensCatalog: .detailOpensCatalog
        case .more: .detailMore
        }
    }
}

/// An order in columns: amount, item, price of one, price of the line. On a narrow pane the price of one goes first.
private struct OrderTable {
    private let lines: DetailLines
    private let amount: Int
    private let item: Int
    private let price: Int
    private let sum: Int

    /// Beyond this a number is no number.
    private static let longestNumber = 20
    private static let gap = 2

    init(_ details: [MessageDetail], lines: DetailLines) {
        self.lines = lines
        var (amount, item, price, sum) = (0, lines.words(.detailTotal).width, 0, 0)
        for detail in details {
            if detail.kind == .orderTotal { sum = max(sum, lines.safe(detail.value, limit: Self.longestNumber).width) }
            guard detail.kind == .orderItem else { continue }
            amount = max(amount, Self.cell(detail, 0, lines).width)
            item = max(item, lines.safe(detail.value).width)
            price = max(price, Self.cell(detail, 1, lines).width)
            sum = max(sum, Self.cell(detail, 2, lines).width)
        }
        func room(_ numbers: [Int]) -> Int {
            lines.columns - numbers.reduce(0) { $0 + ($1 > 0 ? $1 + Self.gap : 0) }
        }
        if room([amount, price, sum]) < min(item, 8) { price = 0 }
        (self.amount, self.price, self.sum) = (amount, price, sum)
        self.item = max(1, min(item, room([amount, price, sum])))
    }

    func row(_ detail: MessageDetail) -> SafeText {
        row(
            amount: Self.cell(detail, 0, lines), item: lines.safe(detail.value), price: Self.cell(detail, 1, lines),
            sum: Self.cell(detail, 2, lines))
    }

    func total(_ detail: MessageDetail) -> SafeText {
        row(
            amount: SafeText(), item: lines.words(.detailTotal), price: SafeText(),
            sum: lines.safe(detail.value, limit: Self.longestNumber))
    }

    private func row(amount: SafeText, item: SafeText, price: SafeText, sum: SafeText) -> SafeText {
        let cells: [(SafeText, Int, SafeText.Alignment)] = [
            (amount, self.amount, .right), (item, self.item, .left), (price, self.price, .right),
            (sum, self.sum, .right),
        ]
        return cells.filter { $0.1 > 0 }.map { $0.0.fitted(width: $0.1, alignment: $0.2) }
            .joined(separator: .blanks(Self.gap)).prefix(width: lines.columns)
    }

    private static func cell(_ detail: MessageDetail, _ index: Int, _ lines: DetailLines) -> SafeText {
        guard detail.columns.indices.contains(index) else { return SafeText() }
        return lines.safe(detail.columns[index], limit: longestNumber)
    }
}
