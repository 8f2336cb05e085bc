import Inbox
import Screen
import Testing

@testable import Desk

/// The line mode: orders in, lines out, over the same model as the screen.
@Suite struct PlainTests {
    /// A desk without a screen, and what it said.
    struct LineDesk {
        var session: Session
        var report = PlainReport()
        private(set) var said: [String] = []

        init(_ inbox: FakeInbox = FakeInbox()) {
            var settings = Settings(agent: Cast.agent)
            settings.isPlain = true
            session = Session(size: Size(columns: 160, rows: 100), inbox: inbox, settings: settings)
            tell()
        }

        /// Lines as they are typed; what each leads to is told before the next.
        @discardableResult
        mutating func type(_ lines: String...) -> [String] {
            let start = said.count
            for line in lines {
                do throws(PlainOrder.Mistake) {
                    if let order = try PlainOrder(line: line) { session.send(.ordered(order)) }
                } catch {
                    session.send(.misordered(error))
                }
                settle()
            }
            return Array(said[start...])
        }

        mutating func settle() {
            tell()
            while session.model.hasReadyOrder, !session.model.isQuitting {
                session.send(.ticked)
                tell()
            }
        }

        mutating func tell() {
            let lines = report.lines(&session.model).map(\.string)
            for line in lines {
                #expect(!line.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }, "\(line)")
            }
            said += lines
        }
    }

    @Test(
        arguments: [
            ("", nil), ("  next ", PlainOrder.next), ("OPEN 3", .open(3)), ("reply  two  words ", .reply("two  words")),
            ("fill 2 a b", .fill(2, "a b")), ("template 9", .template(9)), ("queue closing", .queue(.closing)),
            ("done", .command(.toggleDone)), ("done-or-reopen", .command(.toggleDone)),
            ("/ pedido 4471", .find("pedido 4471")),
            ("/is:failed", .find("is:failed")), ("find boleto", .find("boleto")), ("?", .help), ("send", .send),
            ("template pedido_atraso", .templateNamed("pedido_atraso")), ("react 2 thumbs up", .react(2, "thumbs up")),
            ("unreact 2", .react(2, nil)), ("state none", .state("none")), ("state", .state(nil)),
            ("priority Urgent", .priority(.urgent)), ("priority", .priority(nil)), ("assign", .assign(nil)),
            ("label VIP Gold", .label(Label("vip-gold") ?? Cast.vip, isOn: true)), ("filter", .filter(nil)),
            ("retry-failed 3", .onMessage(.retryFailed, 3)), ("retry-failed", .command(.retryFailed)),
            ("canned", .cannedReplies), ("canned oi", .canned("oi")), ("templates", .templates("")),
            ("new +5511988880999 asked on the phone", .new("+5511988880999", consent: "asked on the phone")),
        ] as [(String, PlainOrder?)])
    func aLineIsAnOrder(line: String, order: PlainOrder?) throws {
        #expect(try PlainOrder(line: line) == order)
    }

    @Test(arguments: [
        ("open", PlainOrder.Mistake.incomplete("open")), ("open x", .incomplete("open")),
        ("open 0", .incomplete("open")),
        ("reply", .incomplete("reply")), ("/", .incomplete("find")), ("find", .incomplete("find")),
        ("fill 1", .incomplete("fill")), ("queue nowhere", .incomplete("queue")),
        ("replay hi", .unknown("replay", nearest: "read")), ("zzz", .unknown("zzz", nearest: nil)),
        ("line-start", .unknown("line-start", nearest: "list")),
        ("react 1", .incomplete("react")), ("react x 👍", .incomplete("react")), ("label , -", .incomplete("label")),
        ("priority low", .incomplete("priority")), ("retry-failed x", .incomplete("retry-failed")),
        ("template", .incomplete("template")), ("new", .incomplete("new")),
    ])
    func whatIsNoneSaysWhy(line: String, mistake: PlainOrder.Mistake) {
        #expect(throws: mistake) { try PlainOrder(line: line) }
    }

    @Test func itBeginsWithWhoWaits() {
        let desk = LineDesk()
        #expect(desk.said.first == "Oriel for Bia Melo. One order a line; help lists them.")
        #expect(desk.said[1] == "inbox 21" && desk.said[2].hasPrefix("1. Paulo Reis, 11h left"))
        #expect(desk.said.contains { $0.hasPrefix("2. Ana Souza, 4m left, waiting 23h, Cadê meu pedido?") })
    }

    @Test func anAnswerIsWrittenSentAndTakenBack() {
        var desk = LineDesk()
        let opened = desk.type("open 2")
        #expect(opened.first?.hasPrefix("Conversation with Ana Souza") ?? false)
        #expect(opened.contains { $0.contains("in less than fifteen minutes") })
        #expect(opened.contains { $0.contains("Cadê meu pedido?") })
        #expect(desk.type("reply Oi Ana!") == ["To Ana Souza, not sent: Oi Ana!"])
        #expect(desk.session.inbox.drafts[Cast.key(1)] == "Oi Ana!", "it is kept at once")
        #expect(desk.session.inbox.items.isEmpty)
        let sent = desk.type("send")
        #expect(sent.contains { $0.contains("(queued): Oi Ana!") } && desk.session.inbox.items.count == 1)
        desk.type("undo")
        #expect(desk.session.draft == "Oi Ana!")
    }

    /// Words go to whom an order named: never to the one the list fell on, nor to the one before.
    @Test func nobodyIsWrittenToWhoWasNotNamed() {
        var desk = LineDesk()
        desk.type("reply Oi", "send")
        #expect(desk.session.inbox.items.isEmpty && desk.session.draft.isEmpty)
        desk.type("open 2", "open 99", "reply Oi", "send")
        #expect(desk.session.inbox.items.isEmpty && desk.session.draft.isEmpty)
        desk.type("open 2", "go ninguém", "reply Oi", "send")
        #expect(desk.session.inbox.items.isEmpty)
        desk.type("go Ana", "reply Oi", "send")
        #expect(desk.session.inbox.items.count == 1)
        desk.type("send")
        #expect(desk.session.inbox.items.count == 1)
    }

    /// No order about a conversation is for the one the list fell on, nor for the one before.
    @Test(arguments: [
        "done", "mine", "snooze 2h", "note Liguei", "reply Oi", "template 1", "read", "older", "undo", "priority",
        "toggle-unread", "hold-draft", "block-or-unblock", "opt-out-or-in", "retry-failed", "dismiss-failure",
        "assign Carla", "assign", "state x", "state", "label x", "unlabel x", "labels", "priority high", "messages",
        "react 1 👍", "unreact 1", "quote 1", "retry-failed 1", "explain-status", "explain-window", "explain-person",
        "show-payload", "canned x", "canned", "template pedido_atraso",
    ])
    func noOrderIsForWhomNobodyNamed(_ order: String) {
        for before in [["queue all"], ["queue all", "open 999"], ["open 2", "go ninguém"], ["open 2", "open 999"]] {
            var desk = LineDesk()
            for line in before { desk.type(line) }
            let begun = desk.session.effects.count
            let said = desk.type(order)
            #expect(said == ["no conversation is open"], "\(before) \(order)")
            let writing = desk.session.effects[begun...].filter { $0.writes }
            #expect(writing.isEmpty, "\(before) \(order): \(writing)")
            #expect(desk.session.model.modes.isEmpty)
        }
    }

    @Test func doneOnceMoreTakesItBack() {
        var desk = LineDesk()
        desk.type("open 2")
        #expect(desk.type("done").contains("Ana Souza done"))
        #expect(desk.type("done").contains("Ana Souza reopened"), "not the next one done")
        #expect(desk.type("next-conversation").first?.hasPrefix("Conversation with ") ?? false)
        #expect(desk.type("mine").contains { $0.hasSuffix(" is yours") }, "whoever stands next was asked for")
    }

    /// No key is named where there are none.
    @Test func ordersAreNamedInsteadOfKeys() {
        var desk = LineDesk()
        desk.session.model.settings.undoDelay = .seconds(5)
        #expect(desk.type("open 2", "reply Oi Ana!", "send").contains("sent in a moment; undo takes it back"))
        #expect(desk.session.model.keyLabel(.send, in: .form).string == "send")
        #expect(desk.session.model.keyLabel(.back, in: .form).string == "cancel")
        for command in Command.allCases {
            let label = desk.session.model.keyLabel(command, in: .compose).string
            let isOrder = ["", " 1", " 1 x"].contains { rest in
                let order = try? PlainOrder(line: label + rest)  // nil is the finding
                return order != nil
            }
            #expect(label.isEmpty || isOrder, "\(label) is no order")
        }
    }

    /// What was taken back was not answered.
    @Test func theFarewellCountsWhatStays() {
        var desk = LineDesk()
        desk.type("open 2", "reply Oi Ana!", "send")
        #expect(desk.session.model.tally.answered == 1)
        desk.type("undo")
        #expect(desk.session.model.tally.answered == 0)
        desk.type("undo", "undo")
        #expect(desk.session.model.tally.answered == 0)
    }

    @Test func aBlankOfATemplateIsMarkedAsOne() {
        var inbox = FakeInbox()
        inbox.rows[Cast.key(1)]?.evidence = WindowEvidence(trigger: Cast.now - .hours(30))
        inbox.shelf.templates = [Cast.template("aviso", "Sobre o item {{1}} da lista {{2}}: {{3}}")]
        var desk = LineDesk(inbox)
        let said = desk.type("go ana", "reply x", "send")
        #expect(desk.session.form != nil && said.contains { $0.contains("[needed]") }, "\(said)")
    }

    /// What stood in the box is shown before it is replaced, and not sent unseen.
    @Test func aDraftOfTheScreenIsKeptUntilItWasShown() {
        var inbox = FakeInbox()
        inbox.drafts[Cast.key(1)] = "velho"
        var desk = LineDesk(inbox)
        desk.type("open 2", "send")
        #expect(desk.session.inbox.items.isEmpty)
        let said = desk.type("reply novo")
        #expect(said.contains { $0.contains("velho") } && desk.session.draft == "velho")
        desk.type("send")
        #expect(desk.session.inbox.items.isEmpty)
        desk.type("reply novo", "send")
        #expect(desk.session.inbox.items.first?.content == .text(TextContent(body: "novo")))
    }

    @Test func aTemplateThatIsNotThereSendsNothingElse() {
        var desk = LineDesk()
        desk.type("open 2", "reply Oi", "template 9", "send")
        #expect(desk.session.inbox.items.isEmpty && desk.session.draft == "Oi")
    }

    @Test func whatTheGateStopsBecomesATemplate() throws {
        var inbox = FakeInbox()
        inbox.rows[Cast.key(1)]?.evidence = WindowEvidence(trigger: Cast.now - .hours(30))
        var desk = LineDesk(inbox)
        desk.type("go ana")
        let said = desk.type("reply Chega amanhã", "send")
        #expect(said.contains { $0.hasPrefix("Template ") }, "\(desk.said.suffix(6))")
        #expect(desk.session.inbox.items.isEmpty)
        guard case .form(let state) = desk.session.model.modes.last else { return #expect(Bool(false), "no form") }
        for field in state.fields.indices { desk.type("fill \(field + 1) valor-\(field)") }
        #expect(desk.said.contains("Ready; send sends it, cancel drops it."))
        desk.type("send")
        guard case .template(let sent)? = desk.session.inbox.items.first?.content else {
            return #expect(Bool(false), "nothing left")
        }
        #expect(sent.values.values.contains("valor-0"))
    }

    @Test func newsAndWhatChangesIsTold() {
        var desk = LineDesk()
        desk.type("open 2")
        desk.session.receive("ainda aí?", from: Cast.key(1))
        desk.tell()
        #expect(desk.said.contains { $0.hasSuffix("Ana: ainda aí?") }, "\(desk.said.suffix(3))")
        #expect(desk.said.last?.hasPrefix("The window is open until") ?? false, "their words open it")
        desk.session.inbox.news.append(
            News(
                id: News.ID(.message, row: 77), thread: Cast.key(5), assignee: nil, name: "Tiago\u{1B}[2J Nunes",
                text: "oi???", at: Cast.now))
        desk.session.send(.storeChanged(nil))
        desk.tell()
        #expect(desk.said.contains { $0.hasPrefix("Tiago") && $0.hasSuffix("Nunes: oi???") })
        let count = desk.said.count
        desk.session.send(.storeChanged(nil))
        desk.tell()
        #expect(desk.said.count == count, "nothing is said twice")
        desk.session.wait(.hours(24))
        desk.tell()
        #expect(desk.said.contains { $0.contains("only a template may be sent") })
    }

    @Test func aQuestionIsAskedAndGoingOnIsNo() {
        var desk = LineDesk()
        desk.type("open 2", "reply x")
        #expect(desk.type("quit").last?.hasSuffix("yes or no") ?? false)
        desk.type("read")
        #expect(!desk.session.model.isQuitting && desk.session.model.modes.isEmpty)
        desk.type("quit", "yes")
        #expect(desk.session.model.isQuitting)
        var other = LineDesk()
        #expect(other.type("yes") == ["nothing was asked"])
    }

    @Test func theEndOfTheInputWaitsForTheOutbox() {
        var desk = LineDesk()
        desk.session.inbox.status.canSend = true
        desk.session.inbox.status.outboxDepth = 1
        desk.type("open 2")
        desk.session.send(.ordered(.end))
        desk.settle()
        #expect(!desk.session.model.isQuitting)
        var status = desk.session.inbox.status
        status.outboxDepth = 0
        desk.session.send(.statusChanged(status))
        desk.settle()
        #expect(desk.session.model.isQuitting)
    }

    @Test func theRestSaysSomething() {
        var desk = LineDesk()
        for (line, part) in [
            ("help", "reply TEXT"), ("status", "outbox:"), ("queue closing", "closing 3"),
            ("open 99", "the list has no 99"),
            ("older", "no conversation"), ("open 1", "Conversation with"),
            ("note Liguei", "Liguei"), ("older", "nothing older"), ("done", "done"), ("open 99", "the list has no 99"),
            ("note Liguei", "no conversation"),
            ("nonsense", "there is no order nonsense"), ("fill 1 x", "no field 1"), ("list", "1. "),
            ("go zzzz", "Nobody"),
        ] {
            let said = desk.type(line)
            #expect(said.contains { $0.contains(part) }, "\(line): \(said)")
        }
    }

    @Test func whatIsFoundIsNumberedAndANumberOpensItsConversation() {
        var desk = LineDesk()
        let said = desk.type("/pedido 4471")
        #expect(said.first == "found 1, newest first; open N opens its conversation", "\(said)")
        #expect(said.contains { $0.hasPrefix("1. Ana Souza, ") && $0.contains("pedido 4471") }, "\(said)")
        #expect(desk.type("open 1").contains { $0.hasPrefix("Conversation with Ana Souza") })
        #expect(desk.type("find nadanadanada").count == 1)
        #expect(desk.type("open 1").contains { $0.hasPrefix("the list has no 1") })
    }

    @Test func aQueryThatIsWrongSaysWhy() {
        var desk = LineDesk()
        #expect(desk.type("/is:nonsense").contains { $0.contains("nonsense") })
    }

    @Test func anUnknownOrderIsAnsweredWithThoseThereAre() {
        var desk = LineDesk()
        let said = desk.type("zzz")
        #expect(
            said.count == 1 && said[0].hasPrefix("there is no order zzz; there are next, list, open, go, find, read"))
    }

    /// The network is down: what was sent waits in the outbox, and the end of the input is the end.
    @Test(
        arguments: [
            (Trouble.network(Obstacle(.connectionRefused)), true), (.token(Obstacle(.tokenUnread)), true),
            (.noToken, true),
            (.workerStopped, true), (.spoolUnread, false),
        ] as [(Trouble, Bool)])
    func theEndDoesNotWaitForWhatCannotLeave(_ trouble: Trouble, _ ends: Bool) {
        var inbox = FakeInbox()
        inbox.status.canSend = true
        inbox.status.outboxDepth = 1
        var desk = LineDesk(inbox)
        desk.session.send(.ordered(.end))
        desk.settle()
        #expect(!desk.session.model.isQuitting, "it may still leave")
        desk.session.inbox.status.trouble = trouble
        desk.session.send(.storeChanged(nil))
        desk.settle()
        #expect(desk.session.model.isQuitting == ends)
    }
}
