import Inbox
import Screen
import Testing
import WhatsApp

@testable import Desk

/// What the platform took and keeps back is shown so, not as sent.
@Suite struct HoldTests {
    @Test(arguments: [
        (SendResponse.AcceptanceStatus.heldForQualityAssessment, "held by WhatsApp"), (.paused, "template is paused"),
        (.other("pondering\u{1B}[2J"), "“pondering"),
    ])
    func aMessageThatIsKeptBackSaysSo(_ status: SendResponse.AcceptanceStatus, _ said: String) {
        var message = Cast.message(
            90, .outbound, "No feriado a loja fecha.", at: Cast.ago(0, 1), type: "template",
            delivery: Delivery(stage: .accepted, at: Cast.ago(0, 1)), by: "Bia Melo", template: "horario_feriado")
        message.hold = status
        let session = ScreenState.ana(Size(columns: 120, rows: 40)) { $0.messages[Cast.key(1)]?.append(message) }
        #expect(session.text.contains(said))
        #expect(!session.text.contains("\u{1B}"))
    }

    @Test(
        arguments: [
            (nil, "accepted wamid.1", ""), (.accepted, "accepted wamid.1", ""),
            (.heldForQualityAssessment, "held wamid.1 – ", "held by WhatsApp"),
            (.paused, "paused wamid.1 – ", "the template is paused"),
            (.other("pondering\u{1B}[2J"), "held wamid.1 – ", "“pondering"),
        ] as [(SendResponse.AcceptanceStatus?, String, String)])
    func aCommandSaysWhatBecameOfIt(_ hold: SendResponse.AcceptanceStatus?, _ head: String, _ why: String) {
        let line = Words.english.taken("wamid.1", hold: hold).string
        #expect(line.hasPrefix(head) && line.contains(why) && !line.contains("\u{1B}"), "\(line)")
        #expect(!why.isEmpty || line == head)
    }
}
