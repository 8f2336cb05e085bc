import Inbox
import Screen
import Synchronization

@testable import Desk

/// A screen worth keeping, by the name of its snapshot files, and how an agent gets there.
struct ScreenState: Sendable, CustomStringConvertible {
    let name: String
    let build: @Sendable (Size) -> Session

    var description: String { name }

    private struct Place: Hashable {
        var name: String
        var size: Size
    }

    /// Getting there takes many keys, and several suites look at each state.
    private static let built = Mutex<[Place: Model]>([:])

    func model(_ size: Size) -> Model {
        let place = Place(name: name, size: size)
        if let model = Self.built.withLock({ $0[place] }) { return model }
        let model = build(size).model
        Self.built.withLock { $0[place] = model }
        return model
    }

    init(_ name: String, _ build: @escaping @Sendable (Size) -> Session) {
        self.name = name
        self.build = build
    }

    /// The usual inbox with Ana's conversation open and the keyboard in the box.
    static func ana(_ size: Size, change: (inout FakeInbox) -> Void = { _ in }) -> Session {
        var inbox = FakeInbox()
        change(&inbox)
        var session = Session(size: size, inbox: inbox)
        session.open(Cast.key(1))
        session.wait(.seconds(4))
        session.model.now = Cast.now
        return session
    }

    /// The same with a thread of the tester's own in Ana's place.
    static func thread(
        _ size: Size, _ row: ThreadRow, messages: [Message], draft: String = "", held: String? = nil,
        settings: Settings = Settings(agent: Cast.agent)
    ) -> Session {
        var inbox = FakeInbox(rows: Cast.rows.filter { $0.key != row.key } + [row])
        inbox.messages[row.key] = messages
        inbox.drafts[row.key] = draft
        inbox.held[row.key] = held
        var session = Session(unstarted: size, inbox: inbox, settings: settings)
        session.start(opening: row.key)
        return session
    }

    static let draft =
        "Oi Ana, desculpe a demora! O caminhão quebrou no caminho e o pedido 4471 chega amanhã, 24/11, até as 12h."

    static let all: [ScreenState] =
        main + queues + reopenings + team + closed + forms + builders + pickers + canned + filters + search + popUps
        + windows
        + texts
        + statusPages
        + files
        + people
        + happenings
}

extension Session {
    /// Starts with a thread open to be answered, as the engine does for `opening`.
    mutating func start(opening key: ThreadKey) {
        model.opening = key
        let wanted = model.start()
        perform(wanted)
        wait(.seconds(4))
        model.now = Cast.now
    }
}

extension ScreenState {
    static let main: [ScreenState] = [
        ScreenState("inbox") { ana($0) },
        ScreenState("list-focus") { size in
            var session = Session(size: size)
            session.press("jj")
            return session
        },
        ScreenState("list-shut-unfolded") { size in
            var session = Session(size: size)
            session.press("f")
            return session
        },
        ScreenState("list-bottom") { size in
            var session = Session(size: size)
            session.press("G")
            return session
        },
        ScreenState("messages-failed") { size in
            var session = Session(size: size)
            session.press("<Enter><S-Tab>")
            return session
        },
        ScreenState("compose-draft") { size in
            var session = ana(size)
            session.press("Oi Ana, desculpe a demora!<C-j>O caminhão quebrou no caminho e o pedido 4471 chega amanhã.")
            return session
        },
        ScreenState("compose-long") { size in
            var session = ana(size)
            session.press((1...12).map { "linha \($0)" }.joined(separator: "<C-j>") + "<Up><Up>")
            return session
        },
        ScreenState("compose-styled") { size in
            var session = ana(size)
            session.press("*Oi* Ana, _hoje_ não, ~ontem~ amanhã: ```4471```")
            return session
        },
        ScreenState("tour") { size in
            var settings = Settings(agent: Cast.agent)
            settings.showsTour = true
            return Session(size: size, settings: settings)
        },
        ScreenState("list-wider") { size in
            var session = ana(size)
            session.press("<Tab>>>>>")
            return session
        },
        ScreenState("pipe") { size in
            var settings = Settings(agent: Cast.agent)
            settings.pipes = [NamedPipe(name: "count", command: "wc -w")]
            var session = Session(size: size, settings: settings)
            session.press("<Enter><S-Tab>|<Tab><Up>")
            return session
        },
        ScreenState("pipe-output") { size in
            var inbox = FakeInbox()
            inbox.piped = "one\ttwo \u{1B}[31mred\nthree\n"
            var session = Session(size: size, inbox: inbox)
            session.press("|sort -u<Enter>")
            return session
        },
        ScreenState("zoomed") { size in
            var session = ana(size)
            session.press("<C-x>z")
            return session
        },
        ScreenState("no-borders") { size in
            var settings = Settings(agent: Cast.agent)
            settings.borders = .none
            settings.reducesMotion = true
            var session = Session(size: size, settings: settings)
            session.press("<Enter>")
            return session
        },
        ScreenState("chord-pending") { size in
            var session = ana(size)
            session.press(draft + "<C-x>")
            return session
        },
        ScreenState("reply-quote") { size in
            var session = ana(size)
            session.press("<C-r>Já vou ver")
            return session
        },
        ScreenState("sent-undo") { size in
            var session = ana(size) { $0.rows[Cast.key(1)]?.evidence = Cast.left(3) }
            session.press("Já vou ver, Ana!<Enter>")
            return session
        },
        ScreenState("empty-store") { Session(size: $0, inbox: FakeInbox(rows: [])) },
        ScreenState("empty-queue") { size in
            var inbox = FakeInbox(rows: [Cast.ana])
            inbox.rows[Cast.key(1)]?.failed = 0
            var session = Session(size: size, inbox: inbox)
            session.press("7")
            return session
        },
        ScreenState("loading") { Session(unstarted: $0) },
        ScreenState("trouble") { size in
            var session = ana(size)
            session.model.status.trouble = .token(
                Obstacle(.tokenRefused, "(#190) Error validating access token: session has expired"))
            session.model.status.outboxDepth = 3
            session.model.status.quarantined = 1
            session.model.status.unrouted = 2
            return session
        },
        ScreenState("ascii") { size in
            thread(
                size, Cast.ana, messages: Cast.anaMessages, draft: "Oi Ana",
                settings: Settings(agent: Cast.agent, asciiOnly: true))
        },
    ]

    static let closed: [ScreenState] = [
        ScreenState("critical-12-seconds") { size in
            var session = ana(size)
            session.press(draft)
            session.wait(.minutes(4) + .seconds(19))
            return session
        },
        ScreenState("closed-no-draft") { size in
            var session = ana(size)
            session.wait(.minutes(4) + .seconds(43))
            return session
        },
        ScreenState("closed-with-draft") { size in
            var session = ana(size)
            session.press(draft)
            session.wait(.minutes(4) + .seconds(43))
            session.press("<Esc>")
            return session
        },
        ScreenState("closed-no-template") { size in
            var session = ana(size) { $0.shelf.templates.removeAll { $0.unusable == nil } }
            session.press(draft)
            session.wait(.minutes(4) + .seconds(43))
            session.press("<Esc>")
            return session
        },
        ScreenState("closed-held") { size in
            var session = ana(size)
            session.press(draft)
            session.wait(.minutes(4) + .seconds(43))
            session.press("<C-x>h")
            return session
        },
        ScreenState("closed-long-ago") { size in
            let kelly = Cast.rows.first { $0.key == Cast.key(16) } ?? Cast.ana
            return thread(size, kelly, messages: [Cast.message(1, .inbound, "obrigada, aguardo", at: Cast.ago(33))])
        },
        ScreenState("held-offered") { size in
            var session = ana(size)
            session.press(draft)
            session.wait(.minutes(4) + .seconds(43))
            session.press("<C-x>h")
            session.receive("E aí, alguma novidade?", from: Cast.key(1))
            return session
        },
    ]

    static let forms: [ScreenState] = [
        ScreenState("form-forced") { size in
            var session = ana(size)
            session.press(draft)
            session.wait(.minutes(4) + .seconds(43))
            return session
        },
        ScreenState("form-missing") { size in
            var session = ana(size)
            session.press(draft)
            session.wait(.minutes(4) + .seconds(43))
            session.press("<Enter><Enter>")
            return session
        },
        ScreenState("form-valid") { size in
            var session = ana(size)
            session.press(draft)
            session.wait(.minutes(4) + .seconds(43))
            session.press("<Tab>4471")
            return session
        },
        ScreenState("form-no-fields") { size in
            var session = ana(size)
            session.press("<C-t>retomar<Enter>")
            return session
        },
        ScreenState("form-consent") { size in
            var row = Cast.row(30, "Nova Cliente", evidence: WindowEvidence(), waits: nil, says: Cast.text(""))
            row.preview = nil
            row.hasWritten = false
            var session = thread(size, row, messages: [])
            session.press("<C-t>retirada<Enter>4471<Tab>pediu no balcão, 23/11")
            return session
        },
        ScreenState("new-conversation") { size in
            var session = Session(size: size)
            session.press("n+55 11 98888-0144<Enter>pediu no balcão")
            return session
        },
    ]

    static let pickers: [ScreenState] = [
        ScreenState("picker") { size in
            var session = ana(size)
            session.press("<C-t>")
            return session
        },
        ScreenState("picker-filtered") { size in
            var session = ana(size)
            session.press("<C-t>ped")
            return session
        },
        ScreenState("picker-unusable") { size in
            var session = ana(size)
            session.press("<C-t><Down><Down><Down><Down><Down>")
            return session
        },
        ScreenState("picker-no-match") { size in
            var session = ana(size)
            session.press("<C-t>zzz")
            return session
        },
        ScreenState("switcher") { size in
            var session = ana(size)
            session.press("<C-g>a<Down>")
            return session
        },
        ScreenState("palette") { size in
            var session = ana(size)
            session.press("<M-x>")
            return session
        },
        ScreenState("palette-match") { size in
            var session = ana(size)
            session.press("<Tab>:done")
            return session
        },
        ScreenState("palette-none") { size in
            var session = ana(size)
            session.press("<M-x>qqq")
            return session
        },
        ScreenState("switcher-none") { size in
            var session = ana(size)
            session.press("<C-g>qqq")
            return session
        },
    ]

    static let popUps: [ScreenState] = [
        ScreenState("themes") { size in
            var session = ana(size)
            session.press("<C-x>y<Down><Down><Down>")
            return session
        },
        ScreenState("themes-broken") { size in
            var session = ana(size)
            session.press("<C-x>yG")
            return session
        },
        ScreenState("themes-kept") { size in
            var session = ana(size)
            session.press("<C-x>yj<Enter>")
            return session
        },
        ScreenState("themes-no-colour") { size in
            var session = ana(size) { $0.themes.hasColors = false }
            session.press("<C-x>y")
            return session
        },
        ScreenState("help") { size in
            var session = ana(size)
            session.press("<F1>")
            return session
        },
        ScreenState("help-scrolled") { size in
            var session = ana(size)
            session.press("<F1>G")
            return session
        },
        ScreenState("ask-quit") { size in
            var session = ana(size)
            session.press(draft + "<C-q>")
            return session
        },
        ScreenState("ask-try") { size in
            var session = disputed(size)
            session.press("Oi!<Enter>")
            return session
        },
        ScreenState("ask-address") { size in
            var row = Cast.rows.first { $0.key == Cast.key(5) } ?? Cast.ana
            row.lastSentAddress = .phone("5511988880105")
            row.address = .phone("5511977770199")
            var session = thread(
                size, row, messages: [Cast.message(1, .inbound, "oi??? ninguém?", at: Cast.ago(0, 58))])
            session.press("Oi Tiago<Enter>")
            return session
        },
        ScreenState("ask-answered") { size in
            var session = ana(size)
            session.press("Já estou vendo com a transportadora")
            TailTests.answer(&session, "Duda Reis")
            session.press("<Enter>")
            return session
        },
        ScreenState("ask-paste") { size in
            var session = ana(size)
            session.send(.pasted(String(repeating: "uma linha\n", count: 40)))
            return session
        },
        ScreenState("failure-explained") { size in
            var session = Session(size: size)
            session.press("<Enter><S-Tab>e")
            return session
        },
        ScreenState("window-explained") { size in
            var session = ana(size)
            session.press("<C-x>w")
            return session
        },
        ScreenState("payload") { size in
            var session = ana(size) {
                $0.payloads[MessageKey(106)] =
                    #"{"id":"wamid.106","from":"5511988880101","timestamp":"1795426538","type":"text","#
                    + #""text":{"body":"Cadê meu pedido? Já é segunda e nada!"},"tags":[]}"#
            }
            session.press("<S-Tab><Up><Up>v")
            return session
        },
        ScreenState("refused-long") { size in
            var session = ana(size)
            session.send(.pasted(String(repeating: "palavra ", count: 600)))
            session.press("y<Enter>")
            return session
        },
    ]

    static func disputed(_ size: Size) -> Session {
        var row = Cast.rows.first { $0.key == Cast.key(9) } ?? Cast.ana
        row.evidence.refusedAt = Cast.ago(0, 12)
        return thread(size, row, messages: [Cast.message(1, .inbound, "quanto fica o frete?", at: Cast.ago(4, 30))])
    }

    static let windows: [ScreenState] = [
        ScreenState("window-disputed") { disputed($0) },
        ScreenState("window-likely") { size in
            let row = Cast.row(
                31, "Rita Alves", evidence: WindowEvidence(reaction: Cast.ago(2)), waits: Cast.ago(40),
                says: Cast.text("ok"))
            return thread(size, row, messages: [Cast.message(1, .inbound, "ok", at: Cast.ago(40))])
        },
        ScreenState("window-unknown") { size in
            let livia = Cast.rows.first { $0.key == Cast.key(14) } ?? Cast.ana
            return thread(size, livia, messages: [])
        },
    ]
}
