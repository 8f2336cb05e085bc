import Inbox
import Screen
import WhatsApp

extension Words {
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
