import Inbox
import Screen

extension Words {
    /// What stands before words that were found beside a message's text.
    public func beside(_ kind: Beside.Kind) -> SafeText {
        switch kind {
        case .file: self(.besideFile)
        case .card: self(.besideCard)
        case .choice: self(.besideChoice)
        case .advertisement: self(.besideAdvertisement)
        case .product: self(.besideProduct)
        case .offered: self(.besideOffered)
        case .link: self(.besideLink)
        }
    }
}
