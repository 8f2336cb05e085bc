import Inbox
import Screen
import WhatsApp

extension Words {
    /// What a command says of a message that the platform took: what became of it, its id, and what keeps it from leaving.
    public func taken(_ wamid: String, hold: SendResponse.AcceptanceStatus?) -> SafeText {
        let id = SafeText(untrusted: wamid, limit: 400).singleLine
        return switch hold {
        case nil, .accepted?: self(.takenAccepted, id)
        case .paused?: self(.takenPaused, id, self.hold(.paused))
        case .heldForQualityAssessment?, .other?: self(.takenHeld, id, hold.map { self.hold($0) } ?? SafeText())
        }
    }

    /// What is said under a message that the platform took and keeps back (`whatsapp.md` §4.1, §6.4).
    func hold(_ status: SendResponse.AcceptanceStatus) -> SafeText {
        switch status {
        case .heldForQualityAssessment: self(.heldForQuality)
        case .paused: self(.heldPaused)
        case .other(let word): self(.heldOther, SafeText(untrusted: word, limit: 60).singleLine)
        // Nothing is kept back; nobody says this of it.
        case .accepted: SafeText()
        }
    }
}
