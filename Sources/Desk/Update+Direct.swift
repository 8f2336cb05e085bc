import Inbox

/// Direct Send: the draft after the window shut, without a template, when the account may (`whatsapp.md` §4.9). Always
/// explained and asked for; the gate decides.
extension Model {
    /// Whether it can be offered: words that no window lets through, and an account that may.
    var maySendDirectly: Bool {
        guard let open = conversation else { return false }
        return settings.gate.allowsDirectSend && !canWrite && !open.composer.isBlank
    }

    /// Whether what is put together now would go without a window.
    var goesDirectly: Bool { settings.gate.allowsDirectSend && !canWrite }

    mutating func askToSendDirectly() -> [Effect] {
        guard let open = conversation else { return [] }
        guard !canWrite else {
            tell(.directNeedless, keyLabel(.send, in: .compose))
            return []
        }
        guard !open.composer.isBlank else {
            tell(.nothingToSend)
            return []
        }
        guard open.inFlight == nil else {
            tell(.stillGoing, keyLabel(.send, in: .compose), tone: .warning)
            return []
        }
        if tellBlanks() { return [] }
        return askToSendDirectly(DirectContent(body: open.composer.text), replaces: open.replaces)
    }

    /// The same for what was put together; the question says what it is and what it costs.
    mutating func askToSendDirectly(_ direct: DirectContent, replaces: String?) -> [Effect] {
        guard let open = conversation else { return [] }
        guard open.inFlight == nil else {
            tell(.stillGoing, keyLabel(.send, in: .compose), tone: .warning)
            return []
        }
        let content = Content.direct(direct)
        // Whether a changed address is right is asked after this, by the second look at the gate.
        let verdict = settings.gate.pass(
            content, in: open.row.gateContext(), consents: Consents(confirmsAddress: true), pass: .keyPress, at: now)
        if case .failure(let refusal) = verdict {
            tell(refusal)
            return []
        }
        conversation?.pending = PendingContent(content: content, replaces: replaces)
        modes.append(.confirm(.sendDirectly(who: displayName(open.row))))
        return []
    }
}
