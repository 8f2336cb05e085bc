import Inbox
import Screen

@testable import Desk

extension ScreenState {
    /// Ana's delivery is being looked after; others are sorted.
    private static func care(_ inbox: inout FakeInbox) {
        func labels(_ names: String...) -> [Label] { names.compactMap { Label($0) }.sorted() }
        inbox.rows[Cast.key(1)]?.stateOfPlay = StateOfPlay(
            text: "transportadora acionada, nova data a confirmar", by: "Carla Lima", at: Cast.ago(1, 38))
        inbox.rows[Cast.key(1)]?.labels = labels("entrega", "vip")
        inbox.rows[Cast.key(3)]?.stateOfPlay = StateOfPlay(text: "nota refeita", by: "Bia Melo", at: Cast.ago(30))
        inbox.rows[Cast.key(3)]?.labels = labels("fiscal")
        inbox.rows[Cast.key(6)]?.labels = labels("entrega", "garantia", "troca", "vip")
        inbox.rows[Cast.key(6)]?.priority = .high
        inbox.rows[Cast.key(10)]?.priority = .urgent
        inbox.rows[Cast.key(12)]?.stopAskedAt = Cast.ago(0, 2)
        inbox.rows[Cast.key(9)]?.optOut = .everything
    }

    private static func filtered(_ size: Size) -> Session {
        var settings = Settings(agent: Cast.agent)
        settings.filters = [("nova", "is:unread"), ("urgent", "is:unanswered window:closing")].compactMap {
            try? ListFilter(name: $0.0, $0.1)  // queries of this file
        }
        settings.configFile = "/etc/oriel/config.toml"
        return Session(size: size, settings: settings)
    }

    static let filters: [ScreenState] = [
        ScreenState("filter-typing") { size in
            var session = filtered(size)
            session.press("<C-x>fis:unread -is:mine")
            return session
        },
        ScreenState("filter-wrong") { size in
            var session = filtered(size)
            session.press("<C-x>fé window:shut")
            return session
        },
        ScreenState("filter-shown") { size in
            var session = filtered(size)
            session.press("[")
            return session
        },
        ScreenState("filter-kept") { size in
            var session = filtered(size)
            session.press("<C-x>fis:failed<Enter>")
            return session
        },
    ]

    private static let snoozed: [(Int64, Instant?)] = [
        (6, Cast.now + .hours(23)), (8, nil), (17, Cast.now + .hours(145)), (9, Cast.now + .minutes(12)),
    ]

    /// Every queue but the inbox, as its key opens it.
    static let queues: [ScreenState] =
        [
            ("closing", "4"), ("mine", "2"), ("unassigned", "3"), ("waiting", "5"), ("unread", "6"), ("failed", "7"),
            ("shut", "8"), ("done", "9"), ("all", "0"),
        ].map { name, key in
            ScreenState("queue-\(name)") { size in
                var inbox = FakeInbox()
                if name == "done" || name == "all" {
                    for person in [17, 19, 20] as [Int64] { inbox.rows[Cast.key(person)]?.isDone = true }
                }
                var session = Session(size: size, inbox: inbox)
                session.press(key)
                return session
            }
        } + [
            ScreenState("care-said") { size in
                var session = ana(size) { care(&$0) }
                session.press("<C-x>!<C-x>!")
                session.model.notice = nil
                return session
            },
            ScreenState("care-list") { size in
                var inbox = FakeInbox()
                care(&inbox)
                return Session(size: size, inbox: inbox)
            },
            ScreenState("labels-choice") { size in
                var session = ana(size) { care(&$0) }
                session.press("<C-x>g<Down>")
                return session
            },
            ScreenState("labels-new") { size in
                var session = ana(size) { care(&$0) }
                session.press("<C-x>gMuito bravo")
                return session
            },
            ScreenState("state-of-play") { size in
                var session = ana(size) { care(&$0) }
                session.press("<C-x>e")
                return session
            },
            ScreenState("note-empty") { size in
                var session = ana(size)
                session.press("<C-x>N")
                return session
            },
            ScreenState("note-written") { size in
                var session = ana(size)
                session.press("Oi Ana<C-x>NO caminhão quebrou em Registro.<C-j>Não prometer antes das 12h de amanhã.")
                return session
            },
            ScreenState("note-kept") { size in
                var session = ana(size)
                session.press("<C-x>NO caminhão quebrou em Registro; não prometer antes das 12h.<Enter>")
                return session
            },
            ScreenState("note-begun") { size in
                var session = ana(size)
                session.press("<C-x>NO caminhão<Esc>")
                session.model.notice = nil
                return session
            },
            ScreenState("queue-snoozed") { size in
                var inbox = FakeInbox()
                for (person, until) in snoozed {
                    inbox.rows[Cast.key(person)]?.snooze = Snooze(until: until, at: Cast.ago(1), by: "Carla Lima")
                }
                var session = Session(size: size, inbox: inbox)
                session.press("Zj")
                return session
            },
            ScreenState("snooze-choice") { size in
                var session = Session(size: size)
                session.open(Cast.key(6))
                session.wait(.seconds(4))
                session.model.now = Cast.now
                session.press("<C-x>d<Down><Down><Down>")
                return session
            },
            ScreenState("snooze-past-the-window") { size in
                var session = Session(size: size)
                session.open(Cast.key(6))
                session.press("<C-x>dtomorrow<Enter>")
                return session
            },
            ScreenState("windows-of-every-state") { size in
                var inbox = FakeInbox()
                inbox.rows[Cast.key(9)]?.evidence.refusedAt = Cast.ago(0, 12)
                let rita = Cast.row(
                    31, "Rita Alves", evidence: WindowEvidence(reaction: Cast.ago(2)), waits: Cast.ago(10),
                    says: Cast.text("ok"))
                inbox.rows[rita.key] = rita
                inbox.rows[Cast.key(16)]?.evidence = Cast.left(0, -3)
                var session = Session(size: size, inbox: inbox)
                while session.model.list.selected != Cast.key(14), session.model.list.selected != Cast.key(21) {
                    session.press("j")
                }
                return session
            },
        ]
}
