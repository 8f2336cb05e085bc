import Inbox
import Screen

@testable import Desk

extension ScreenState {
    private static func marked(_ size: Size, change: (inout FakeInbox) -> Void = { _ in }) -> Session {
        var inbox = FakeInbox()
        change(&inbox)
        var session = Session(size: size, inbox: inbox)
        for person in [3, 6, 8] as [Int64] {
            session.select(Cast.key(person))
            session.press("v")
        }
        return session
    }

    static let team: [ScreenState] = [
        ScreenState("marks") { marked($0) },
        ScreenState("marks-out-of-sight") { size in
            var session = marked(size)
            session.wait(.seconds(4))
            session.inbox.rows[Cast.key(6)]?.isDone = true
            session.send(.storeChanged([Cast.key(6)]))
            return session
        },
        ScreenState("marks-labels") { size in
            var session = marked(size) { $0.rows[Cast.key(8)]?.labels = [Cast.vip] }
            session.press("t")
            return session
        },
        ScreenState("marks-asked") { size in
            var session = Session(size: size)
            session.press("Va")
            return session
        },
        ScreenState("marks-told") { size in
            var session = marked(size)
            session.press("a")
            return session
        },
        ScreenState("assign-choice") { size in
            var session = ana(size)
            session.press("<C-x>I<Down>")
            return session
        },
        ScreenState("team-page") { size in
            var session = Session(size: size)
            session.press("W")
            return session
        },
        ScreenState("team-hand-over") { size in
            var session = Session(size: size)
            session.press("W<Enter>carla")
            return session
        },
        ScreenState("team-asked") { size in
            var session = Session(size: size)
            session.press("W<Enter>carla<Enter>")
            return session
        },
        ScreenState("team-handed-over") { size in
            var session = Session(size: size)
            session.press("W<Enter>carla<Enter>y")
            return session
        },
        ScreenState("colleague-looks") { size in
            ana(size) { $0.present = [Presence(agent: "Carla Lima", isTyping: false, at: Cast.now)] }
        },
        ScreenState("colleague-writes") { size in
            var session = ana(size) {
                $0.present = [
                    Presence(agent: "Carla Lima", isTyping: true, at: Cast.now),
                    Presence(agent: "Diego Paz", isTyping: false, at: Cast.now),
                ]
            }
            session.press("Oi Ana")
            return session
        },
        ScreenState("colleague-writes-asked") { size in
            var session = ana(size) { $0.present = [Presence(agent: "Carla Lima", isTyping: true, at: Cast.now)] }
            session.press("Oi Ana<Enter>")
            return session
        },
        ScreenState("order-choice") { size in
            var session = Session(size: size)
            session.press("0<C-x>O<Down>")
            return session
        },
        ScreenState("order-by-window") { size in
            var session = Session(size: size)
            session.press("0<C-x>Owindow<Enter>")
            return session
        },
        ScreenState("assign-lost") { size in
            var session = ana(size)
            session.press("<C-x>IDiego<Enter>")
            session.inbox.rows[Cast.key(1)]?.assignee = "Carla Lima"
            session.inbox.rows[Cast.key(1)]?.assignment = Assigning(by: "Elis Nunes", at: Cast.now)
            session.send(.storeChanged([Cast.key(1)]))
            return session
        },
    ]
}
