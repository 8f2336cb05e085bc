import Inbox
import Screen

extension Words {
    /// What a message tells besides its words, as a line. The value is a stranger's: it is made safe and kept short.
    func detail(_ detail: MessageDetail, policy: TextPolicy) -> SafeText {
        self(phrase(of: detail.kind), SafeText(untrusted: detail.value, policy: policy, limit: 400).singleLine)
    }

    private func phrase(of kind: MessageDetail.Kind) -> Phrase {
        switch kind {
        case .fileName: .detailFileName
        case .fileType: .detailFileType
        case .voiceNote: .detailVoiceNote
        case .movingSticker: .detailMovingSticker
        case .coordinates: .detailCoordinates
        case .link: .detailLink
        case .cardName: .detailCard
        case .cardPhone: .detailPhone
        case .cardEmail: .detailEmail
        case .cardCompany: .detailCompany
        case .orderItem: .detailPrice
        case .orderTotal: .detailTotal
        case .choice: .detailChoice
        case .callsAllowedForGood: .detailCallsForGood
        case .replyKind: .detailReplyKind
        case .formerAddress: .detailFormerAddress
        case .newAddress: .detailNewAddress
        case .notCarried: .detailNotCarried
        case .reason: .detailReason
        case .advertisement: .detailAdvertisement
        case .product: .detailProduct
        case .forwarded: .detailForwarded
        case .forwardedOften: .detailForwardedOften
        }
    }
}
