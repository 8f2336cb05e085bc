import Inbox
import Screen
import Testing
import WhatsApp

@testable import Desk

/// The line mode's orders about a conversation and its messages: whose it is, labels, how things stand, reactions, quotes, templates by name,
/// canned replies, explanations and somebody new.
@Suite struct PlainCareTests {
    typealias LineDesk = PlainTests.LineDesk

    private func desk(_ change: (inout FakeInbox) -> Void = { _ in }) -> LineDesk {
        var inbox = FakeInbox()
        change(&inbox)
        var desk = LineDesk(inbox)
        desk.type("open 2")
        return desk
    }

    private static let ana = Cast.key(1)

    // MARK: Whose it is

    @Test func aColleagueGetsItByName() {
        var desk = desk()
        let who = desk.type("assign")
        #expect(who == ["me, Bia Melo, has it", "Carla Lima", "Diego Paz", "nobody"], "\(who)")
        #expect(desk.type("assign carla") == ["Ana Souza is assigned to Carla Lima"])
        #expect(desk.session.inbox.rows[Self.ana]?.assignee == "Carla Lima")
        #expect(desk.type("assign nobody") == ["Ana Souza is nobody's"])
        #expect(desk.type("assign me") == ["Ana Souza is yours"])
        #expect(desk.session.model.modes.isEmpty)
    }

    @Test func nobodyIsGuessedAt() {
        var desk = desk { $0.agents = ["Carla Lima", "Carlos Reis", "Mel Dias"] }
        #expect(desk.type("assign carl").last?.hasPrefix("carl may be: Carla Lima, Carlos Reis") ?? false)
        #expect(desk.type("assign zé").last?.hasPrefix("there is no colleague zé; there are: me, Bia Melo") ?? false)
        func assignings() -> [AgentFact.Act] {
            desk.session.inbox.facts.filter { if case .assign = $0 { true } else { false } }
        }
        #expect(assignings().isEmpty && desk.session.model.modes.isEmpty)
        desk.type("assign me")
        #expect(assignings() == [.assign(to: Cast.agent)], "me is oneself, whoever else begins so")
        desk.type("assign lima")
        #expect(desk.session.inbox.facts.last == .assign(to: "Carla Lima"))
    }

    @Test func whoeverLosesIsTold() {
        var desk = desk()
        desk.type("mine", "mine")
        desk.session.inbox.rows[Self.ana]?.assignee = "Carla Lima"
        desk.session.inbox.rows[Self.ana]?.assignment = Assigning(by: "Elis Nunes", at: Cast.now)
        desk.session.send(.storeChanged([Self.ana]))
        desk.tell()
        #expect(desk.said.last == "Ana Souza is Carla Lima's now: Elis Nunes assigned it after you did")
    }

    // MARK: What is said of it

    @Test func labelsArePutOnAndTakenOff() {
        var desk = desk { $0.rows[Cast.key(5)]?.labels = [Cast.vip] }
        #expect(desk.type("labels") == ["[ ] vip"])
        #expect(desk.type("label VIP") == ["Ana Souza has the label vip now"])
        #expect(desk.type("label vip") == ["Ana Souza has the label vip already"])
        #expect(desk.type("label atraso grave") == ["Ana Souza has the label atraso-grave now, which is a new one"])
        #expect(desk.type("labels") == ["[x] atraso-grave", "[x] vip"])
        #expect(desk.type("unlabel vip") == ["Ana Souza no longer has the label vip"])
        #expect(desk.type("unlabel vip") == ["Ana Souza does not have the label vip"])
        #expect(desk.session.inbox.rows[Self.ana]?.labels.map(\.name) == ["atraso-grave"])
        #expect(desk.type("read").contains { $0.contains("mine; atraso-grave") }, "what it has is said with who it is")
    }

    @Test func howThingsStandIsSaidAndTold() {
        var desk = desk()
        #expect(desk.type("state") == ["nobody said how things stand"])
        #expect(desk.type("state nova data é 24/11") == ["kept; it stands under the name"])
        #expect(desk.type("state").first?.hasPrefix("now: nova data é 24/11 (Bia Melo, ") ?? false)
        #expect(desk.type("state nova data é 24/11") == ["nothing was changed"])
        desk.session.inbox.rows[Self.ana]?.stateOfPlay = StateOfPlay(text: "saiu", by: "Carla Lima", at: Cast.now)
        desk.session.send(.storeChanged([Self.ana]))
        desk.tell()
        #expect(desk.said.last?.hasPrefix("now: saiu (Carla Lima, ") ?? false, "\(desk.said.suffix(2))")
        #expect(desk.type("read").contains { $0.hasPrefix("now: saiu") })
        #expect(desk.type("state none") == ["taken away"])
        #expect(desk.session.inbox.rows[Self.ana]?.stateOfPlay == nil)
    }

    @Test func howMuchItMattersIsSaidByName() {
        var desk = desk()
        #expect(desk.type("priority urgent") == ["Ana Souza: priority urgent"])
        #expect(desk.type("priority urgent") == ["Ana Souza: priority urgent"])
        #expect(desk.session.inbox.facts.count { $0 == .priority(.urgent) } == 1, "what is so already is no fact")
        #expect(desk.type("priority") == ["Ana Souza: priority normal"])
    }

    @Test func aSnoozeIsChangedAndEnded() {
        var desk = desk()
        #expect(desk.type("snooze nunca").last?.hasPrefix("No time to come.") ?? false)
        #expect(desk.session.model.modes.isEmpty)
        desk.type("snooze 2h")
        #expect(desk.session.inbox.rows[Self.ana]?.snooze?.until == Cast.now + .hours(2))
        desk.type("snooze 4h")
        #expect(desk.session.inbox.rows[Self.ana]?.snooze?.until == Cast.now + .hours(4), "a time is a time")
        #expect(desk.type("snooze end") == ["Ana Souza is back"])
        #expect(desk.type("snooze end") == ["nothing was changed"])
    }

    // MARK: Messages by number

    @Test func anEmojiGoesToTheMessageOfItsNumber() {
        var desk = desk()
        let listed = desk.type("messages")
        #expect(listed.count == 8 && listed[0].hasPrefix("1. ") && listed[2].contains("segunda e nada!"), "\(listed)")
        desk.type("react 3 👍")
        guard case .reaction(let sent)? = desk.session.inbox.items.last?.content else {
            Issue.record("nothing left: \(desk.said.suffix(4))")
            return
        }
        #expect(sent.reaction.messageID == "wamid.106" && sent.reaction.emoji == "👍")
        desk.type("unreact 3")
        guard case .reaction(let taken)? = desk.session.inbox.items.last?.content else { return }
        #expect(taken.reaction.messageID == "wamid.106" && taken.reaction.emoji == nil)
        desk.type("react 7 thumbs up")
        #expect(desk.session.inbox.items.count == 3)
    }

    /// No other emoji than the one that was meant, and none for what takes none.
    @Test func noEmojiIsGuessedAt() {
        var desk = desk()
        #expect(desk.type("react 3 thumbs").last?.hasPrefix("thumbs may be: 👍 thumbs up") ?? false)
        #expect(desk.type("react 3 nonsense") == ["nonsense is no emoji, and no name of one"])
        #expect(desk.type("react 99 👍") == ["there is no message 99 here; messages lists them"])
        #expect(desk.type("react 1 👍") == ["no reaction goes to this one"], "an event takes none")
        #expect(desk.session.inbox.items.isEmpty && desk.session.model.modes.isEmpty)
    }

    /// A number names what it was said with, whatever came since; another conversation has its own.
    @Test func numbersStayWithTheirMessages() {
        var desk = desk()
        desk.type("messages")
        desk.session.receive("e aí?", from: Self.ana)
        desk.tell()
        desk.type("react 3 👍")
        guard case .reaction(let sent)? = desk.session.inbox.items.last?.content else { return #expect(Bool(false)) }
        #expect(sent.reaction.messageID == "wamid.106")
        desk.type("go Tiago", "react 1 👍")
        guard case .reaction(let other)? = desk.session.inbox.items.last?.content else { return #expect(Bool(false)) }
        #expect(other.reaction.messageID == "wamid.500")
    }

    @Test func aReactionOfTheirsIsSaid() {
        var desk = desk()
        desk.session.inbox.messages[Self.ana]?[1].details = [MessageDetail(.reaction, "❤️", columns: ["Ana"])]
        desk.session.send(.storeChanged([Self.ana]))
        desk.tell()
        #expect(desk.said.suffix(2).contains { $0.contains("Ana") }, "\(desk.said.suffix(2))")
        let count = desk.said.count
        desk.session.send(.storeChanged([Self.ana]))
        desk.tell()
        #expect(desk.said.count == count)
    }

    @Test func anAnswerQuotesTheMessageOfItsNumber() {
        var desk = desk()
        #expect(desk.type("quote 3") == ["replying to: Cadê meu pedido? Já é segunda e nada!"])
        #expect(desk.type("reply Oi").first?.hasPrefix("replying to: Cadê") ?? false)
        desk.type("send")
        #expect(
            desk.session.inbox.items.last?.content == .text(TextContent(body: "Oi", replyTo: "wamid.106")))
        desk.type("quote 3", "cancel", "reply Oi", "send")
        #expect(desk.session.inbox.items.last?.content == .text(TextContent(body: "Oi")), "cancel drops it")
    }

    @Test func aFailureIsNamedOrTheNewest() {
        var inbox = FakeInbox()
        inbox.messages[Cast.key(2), default: []].append(Cast.message(999, .inbound, "oi?", at: Cast.now))
        var desk = LineDesk(inbox)
        desk.type("go Paulo")
        #expect(desk.type("retry-failed 1") == ["this message did not fail"])
        #expect(desk.type("explain-status").contains { $0.contains("oi?") || $0.contains("how it came") })
        #expect(desk.type("retry-failed").contains { $0.contains("Segue o boleto") }, "\(desk.said.suffix(3))")
        desk.type("dismiss-failure 2")
        #expect(desk.session.inbox.facts.last == .settle(message: "uuid-200"))
    }

    @Test func explanationsAreLines() {
        var desk = desk { $0.payloads[MessageKey(106)] = "{\"a\":1}" }
        #expect(desk.type("explain-window").contains { $0.contains("24 h 00 m 00 s") })
        #expect(desk.type("explain-person").first?.contains("Ana Souza") ?? false)
        #expect(!desk.type("today").isEmpty)
        desk.type("messages")
        #expect(desk.type("show-payload 3").contains { $0.contains("\"a\"") })
        #expect(desk.session.model.modes.isEmpty)
    }

    // MARK: What is sent

    @Test func aTemplateIsOpenedByItsName() {
        var desk = desk()
        let listed = desk.type("templates")
        #expect(listed.contains { $0.hasPrefix("1. pedido_atraso pt_BR") }, "\(listed)")
        #expect(listed.contains { $0.hasPrefix("boas_festas") })
        #expect(desk.type("templates retirada").first?.contains("retirada") ?? false)
        #expect(desk.type("template retirada").first == "Template retirada, as it would be read:")
        desk.type("cancel")
        #expect(desk.type("template boas_festas").last?.contains("only approved") ?? false, "\(desk.said.suffix(2))")
        #expect(desk.type("template nada") == ["there is no template nada; templates lists them"])
        #expect(desk.type("template re").last?.hasPrefix("re may be: ") ?? false)
        #expect(desk.session.inbox.items.isEmpty && desk.session.model.modes.isEmpty)
    }

    @Test func aCannedReplyIsTheAnswer() {
        let replies = [
            CannedReply(file: "a.md", name: "prazo de entrega", shortcut: "prazo", text: "Oi {{name}}, chega amanhã."),
            CannedReply(file: "b.md", name: "prazo de troca", text: "São trinta dias."),
        ]
        var desk = desk { inbox in
            inbox.canned = CannedShelf(
                folder: "x", files: replies.map { CannedFile(file: $0.file, reply: .success($0)) })
        }
        #expect(desk.type("canned") == ["1. prazo de entrega, /prazo", "2. prazo de troca"])
        #expect(desk.type("canned prazo de") == ["prazo de may be: prazo de entrega, prazo de troca"])
        #expect(desk.type("canned nada") == ["there is no canned reply nada; canned lists them"])
        #expect(desk.type("canned prazo").contains("To Ana Souza, not sent: Oi Ana, chega amanhã."))
        #expect(desk.session.inbox.items.isEmpty)
        desk.type("canned 2", "send")
        #expect(desk.session.inbox.items.last?.content == .text(TextContent(body: "São trinta dias.")))
    }

    @Test func aDraftOfTheScreenIsNotReplacedByACannedReply() {
        let reply = CannedReply(file: "a.md", name: "prazo", text: "Amanhã.")
        var desk = desk { inbox in
            inbox.drafts[Self.ana] = "velho"
            inbox.canned = CannedShelf(folder: "x", files: [CannedFile(file: "a.md", reply: .success(reply))])
        }
        #expect(desk.type("canned prazo").contains { $0.contains("velho") })
        #expect(desk.session.draft == "velho")
    }

    @Test func somebodyNewGetsATemplate() {
        var desk = desk()
        #expect(desk.type("new nobody") == ["that is neither a phone number with country code nor a BSUID"])
        #expect(desk.session.model.modes.isEmpty)
        let said = desk.type("new +5511988880999 pediu por telefone")
        #expect(said.contains { $0.hasPrefix("Conversation with ") }, "\(said)")
        desk.type("template retomar_contato", "send")
        #expect(desk.session.inbox.items.count == 1, "\(desk.said.suffix(5))")
    }

    // MARK: The list

    @Test func theListIsNarrowedAndWholeAgain() {
        var desk = desk { _ in }
        let some = desk.type("filter is:unread")
        #expect(some.first?.hasPrefix("inbox: is:unread ") ?? false, "\(some.first ?? "")")
        #expect(desk.type("filter is:nonsense").last?.contains("nonsense") ?? false)
        #expect(desk.type("filter").first == "inbox 21")
    }

    /// What could not be read is not waited for: the next order is carried out.
    @Test(arguments: ["assign Carla", "labels", "canned", "templates", "explain-window", "show-payload"])
    func whatFailsHoldsNothingUp(_ order: String) {
        var desk = desk()
        desk.session.answers = false
        desk.type(order, "state")
        #expect(!desk.said.contains("nobody said how things stand"), "it waits for what comes")
        desk.session.send(.effectFailed(Obstacle(.storeFull)))
        desk.settle()
        #expect(desk.said.contains("nobody said how things stand"), "\(order): \(desk.said.suffix(3))")
    }
}
