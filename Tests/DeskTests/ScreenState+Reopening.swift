import Inbox
import Screen

@testable import Desk

extension ScreenState {
    private static func reopening(_ size: Size, _ keys: String) -> Session {
        var inbox = FakeInbox()
        inbox.rows[Cast.key(16)]?.optOut = .everything
        var session = Session(size: size, inbox: inbox)
        session.press("8<C-x>b" + keys)
        return session
    }

    static let reopenings: [ScreenState] = [
        ScreenState("reopen-picker") { reopening($0, "") },
        ScreenState("reopen-values") { reopening($0, "atraso<Enter>") },
        ScreenState("reopen-check") { reopening($0, "atraso<Enter>4471<Tab>o caminhão quebrou<Tab>r/9<Enter>") },
        ScreenState("reopen-told") { reopening($0, "retomar<Enter><Enter>") },
    ]
}
