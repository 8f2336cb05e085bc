import Inbox
import Screen
import Testing
import WhatsApp

@testable import Desk

/// The line mode beyond words: files, messages with buttons, who else is here, who answered meanwhile, and its own help.
@Suite struct PlainBoxTests {
    typealias LineDesk = PlainTests.LineDesk

    private func desk(_ change: (inout FakeInbox) -> Void = { _ in }) -> LineDesk {
        var inbox = FakeInbox()
        ScreenState.files(&inbox)
        change(&inbox)
        return LineDesk(inbox)
    }

    // MARK: One list of orders

    /// What help begins its lines with is read, and what is read stands in help.
    @Test func helpListsWhatWorksAndWhatIsListedWorks() throws {
        let values = [
            "open": "1", "go": "ana", "find": "x", "reply": "x", "template": "1", "fill": "1 x", "save": "1",
            "attach": "~/x", "caption": "x", "build": "1", "note": "x", "snooze": "2h", "queue": "mine",
            "react": "1 👍", "unreact": "1", "quote": "1", "label": "x", "unlabel": "x", "new": "5511988880999 asked",
            "mark": "1", "unmark": "1", "marked": "done", "leave": "1", "who": "1", "join": "ana", "hand": "a to b",
            "pipe": "cat",
        ]
        var listed: [String] = []
        for line in Words.english.orders.dropLast().map(\.string) {
            let head = try #require(line.split(separator: ":").first)
            for part in head.split(separator: ",") {
                let word = String(part.split(separator: " ")[0])
                guard !word.hasPrefix("/") else {
                    #expect(try PlainOrder(line: "/x") == .find("x"))
                    continue
                }
                listed.append(word)
                let order = try PlainOrder(line: "\(word) \(values[word] ?? "")")
                #expect(order != nil, "\(word)")
            }
        }
        #expect(Set(listed) == Set(PlainOrder.names) && listed.count == PlainOrder.names.count, "each once")
        for (letter, name) in PlainOrder.Name.letters {
            #expect(
                try PlainOrder(line: "\(letter) 1") == PlainOrder(line: "\(name.rawValue) 1"), "\(letter) is \(name)")
        }
        let hidden = Command.allCases.filter { !PlainOrder.commands.contains($0) }
        for command in hidden where PlainOrder.Name(rawValue: command.rawValue) == nil {
            #expect(throws: PlainOrder.Mistake.self, "\(command)") { try PlainOrder(line: command.rawValue) }
        }
    }

    @Test func whatIsFreeIsTakenAndThenWrittenTo() {
        var desk = desk()
        let said = desk.type("claim-next")
        #expect(said.contains { $0.hasPrefix("Conversation with") }, "\(said)")
        desk.type("reply Oi", "send")
        #expect(desk.session.inbox.items.count == 1)
        var none = LineDesk(FakeInbox())
        for key in none.session.inbox.rows.keys { none.session.inbox.rows[key]?.assignee = "Duda" }
        none.type("open 2", "claim-next", "reply Oi", "send")
        #expect(none.session.inbox.items.isEmpty, "what takes nobody leaves nobody to write to")
    }

    // MARK: Files

    @Test func aFileIsShownAndSentWithItsWords() {
        var desk = desk()
        #expect(desk.type("attach ~/etiqueta.jpg").contains { $0.hasPrefix("no conversation") })
        desk.type("open 2")
        let said = desk.type("attach ~/etiqueta.jpg")
        #expect(said.first?.hasPrefix("File ~/etiqueta.jpg for Ana Souza: image/jpeg") ?? false, "\(said)")
        #expect(said.last == "Ready; send sends it, cancel drops it.")
        #expect(desk.session.inbox.items.isEmpty)
        #expect(desk.type("caption Segue a etiqueta").contains("Under it: Segue a etiqueta"))
        desk.type("send")
        guard case .media(let file)? = desk.session.inbox.items.first?.content else {
            Issue.record("nothing left: \(desk.said.suffix(4))")
            return
        }
        #expect(file.caption == "Segue a etiqueta" && file.mimeType == "image/jpeg")
    }

    @Test func aFileThatCannotGoSaysWhyAndNothingIsSent() {
        var desk = desk()
        desk.type("open 2")
        for path in ["~/nowhere.pdf", "~/filme.mkv", "~/painel.png", "~/no"] {
            let said = desk.type("attach \(path)")
            #expect(said.last?.hasPrefix("Not ready: ") ?? false, "\(path): \(said)")
            desk.type("send", "cancel")
        }
        #expect(desk.session.inbox.items.isEmpty)
        #expect(desk.type("caption x").last?.hasPrefix("there is no file to write under") ?? false)
    }

    /// A draft of the screen is nobody's caption; what `reply` wrote is.
    @Test func onlyWhatWasWrittenHereGoesUnderAFile() {
        var desk = desk { $0.drafts[Cast.key(1)] = "velho" }
        desk.type("open 2", "attach ~/etiqueta.jpg", "send")
        guard case .media(let bare)? = desk.session.inbox.items.last?.content else {
            Issue.record("nothing left: \(desk.said.suffix(4))")
            return
        }
        #expect(bare.caption == nil && desk.session.draft == "velho")
        var other = self.desk()
        other.type("open 2", "reply Segue", "attach ~/etiqueta.jpg", "send")
        guard case .media(let file)? = other.session.inbox.items.last?.content else {
            Issue.record("nothing left: \(other.said.suffix(4))")
            return
        }
        #expect(file.caption == "Segue" && other.session.draft.isEmpty)
    }

    private func withPicture(_ state: MessageMedia.State) -> LineDesk {
        desk { inbox in
            let isHere = state == .here
            var message = Cast.message(
                901, .inbound, "comprovante", at: Cast.now - .minutes(1), type: "image")
            message.media = MessageMedia(
                kind: .image, mimeType: "image/jpeg", fileName: "recibo.jpg", size: 218_000,
                hash: isHere ? String(repeating: "cd", count: 32) : nil, state: state)
            inbox.messages[Cast.key(1), default: []].append(message)
        }
    }

    @Test func aFileIsSavedByItsNumber() {
        var desk = withPicture(.here)
        desk.type("open 2")
        let listed = desk.type("files")
        #expect(listed.first?.hasPrefix("1. ") ?? false, "\(listed)")
        #expect(desk.type("save 1 ~/recibo.jpg").contains { $0.contains("~/recibo.jpg") })
        #expect(desk.type("save 1").contains { $0.contains("recibo.jpg") })
        #expect(desk.type("save 99").last?.hasPrefix("there is no file 99") ?? false)
        desk.session.inbox.fileTrouble = Obstacle(.fileMissing, "~/x/y.jpg")
        let said = desk.type("save 1 ~/x/y.jpg")
        #expect(said.contains { $0.contains("~/x/y.jpg") } && desk.session.model.modes.isEmpty, "\(said)")
        desk.type("open 3")
        #expect(desk.type("files").last == "no message here has a file")
    }

    @Test func aFileThatIsNotHereIsFetchedAndToldWhenItHasCome() {
        var desk = withPicture(.failed(FailureNote(code: nil, title: "media_wrong_hash")))
        desk.type("open 2", "save 1")
        #expect(desk.session.effects.contains { if case .fetchFile = $0 { true } else { false } })
        let count = desk.said.count
        let index = desk.session.inbox.messages[Cast.key(1)]?.firstIndex { $0.media != nil } ?? 0
        desk.session.inbox.messages[Cast.key(1)]?[index].media?.state = .here
        desk.session.send(.storeChanged([Cast.key(1)]))
        desk.tell()
        #expect(desk.said.count > count, "it is said that it is here")
    }

    // MARK: More than words

    @Test func aMessageWithButtonsIsFilledShownAndSent() {
        var desk = desk { $0.saved = ScreenState.kept }
        desk.type("open 2")
        let kinds = desk.type("kinds")
        #expect(kinds.count > BuildKind.allCases.count && kinds.contains { $0.contains("onde-entregar") }, "\(kinds)")
        #expect(desk.session.model.modes.isEmpty)
        let said = desk.type("build 1")
        #expect(said.contains { $0.hasPrefix("Field 2, ") } && said.last?.hasPrefix("Not ready: ") ?? false, "\(said)")
        desk.type("fill 2 Confirma o endereço?", "fill 4 Sim")
        #expect(desk.said.last == "Ready; send sends it, cancel drops it.", "\(desk.said.suffix(8))")
        desk.type("fill 99 x")
        #expect(desk.session.inbox.items.isEmpty)
        desk.type("send")
        guard case .interactive(let message, _)? = desk.session.inbox.items.first?.content else {
            Issue.record("nothing left: \(desk.said.suffix(6))")
            return
        }
        #expect(message.body == "Confirma o endereço?")
        guard case .buttons(let buttons) = message.action else {
            Issue.record("no buttons: \(message)")
            return
        }
        #expect(buttons.map(\.title) == ["Sim"])
        #expect(
            desk.said.contains("    Confirma o endereço?")
                && desk.said.contains { $0.hasPrefix("    ") && $0.contains("Sim") })
    }

    @Test func aSavedMessageIsSentByItsName() {
        var desk = desk { $0.saved = ScreenState.kept }
        desk.type("open 2", "build onde-entregar", "send")
        #expect(desk.session.inbox.items.count == 1, "\(desk.said.suffix(6))")
        let broken = desk.type("build velha")
        #expect(desk.session.model.modes.isEmpty && broken.count == 1, "\(broken)")
        #expect(desk.type("build zzzz").last?.hasPrefix("there is no kind zzzz") ?? false)
        #expect(desk.type("build 99").last?.hasPrefix("there is no kind 99") ?? false)
    }

    @Test func aDraftOfTheScreenGoesIntoNoMessageUnseen() {
        var desk = desk { $0.drafts[Cast.key(1)] = "velho" }
        desk.type("open 2")
        #expect(!desk.type("build 1").contains { $0.contains("velho") })
        desk.type("fill 2 Novo", "fill 4 Sim", "send")
        #expect(desk.session.inbox.items.count == 1 && desk.session.draft == "velho")
    }

    // MARK: In order

    /// What an order brings is said before the next is carried out, and a question is asked before it is passed over.
    @Test func nothingIsPassedOverUnsaid() {
        var desk = desk { $0.rows[Cast.key(1)]?.evidence = WindowEvidence() }
        desk.type("go ana")
        desk.session.answers = false
        for line in ["attach ~/nowhere.pdf", "attach ~/etiqueta.jpg", "send", "status"] {
            if let order = try? PlainOrder(line: line) { desk.session.send(.ordered(order)) }  // each is one
        }
        let start = desk.said.count
        desk.session.answerAll()
        desk.settle()
        let said = desk.said[start...].joined(separator: "\n")
        #expect(
            said.contains("Not ready: ") && said.contains("Ready; send sends it") && said.contains("yes or no"),
            "\(said)")
        #expect(desk.session.inbox.items.isEmpty)
    }

    /// Nothing that steers a terminal, here or there, is in what was typed.
    @Test func controlsAreNoWords() throws {
        #expect(try PlainOrder(line: "reply a\u{1B}[2Jb\u{07}\tc\r") == .reply("a[2Jb    c"))
    }

    /// A picture is a line of words to whoever listens.
    @Test func picturesAreNotDrawn() {
        var desk = withPicture(.here)
        desk.type("open 2")
        #expect(!desk.session.effects.contains { if case .loadPreview = $0 { true } else { false } })
    }

    // MARK: Others

    @Test func whoElseIsHereIsSaidOnce() {
        var desk = desk()
        desk.type("open 2")
        func comes(_ present: [Presence]) -> [String] {
            let count = desk.said.count
            desk.session.inbox.present = present
            desk.session.send(.storeChanged([Cast.key(1)]))
            desk.tell()
            return Array(desk.said[count...])
        }
        let carla = Presence(agent: "Carla Lima", isTyping: false, at: Cast.now)
        #expect(comes([carla]) == ["Carla Lima is looking at this too"])
        #expect(comes([carla]).isEmpty)
        #expect(comes([Presence(agent: "Carla Lima", isTyping: true, at: Cast.now)]) == ["Carla Lima is writing here"])
        let asked = desk.type("reply Já vai", "send")
        #expect(asked.last?.hasSuffix("yes or no") ?? false, "\(asked)")
        #expect(desk.session.inbox.items.isEmpty)
        desk.type("no")
        #expect(comes([]) == ["Nobody else is here any more"])
        #expect(
            desk.session.effects.contains { if case .tellPresence(Cast.key(1), _) = $0 { true } else { false } },
            "and others learn who is here")
    }

    /// Somebody answered after the words were written: asked. The words written after that answer was said: not.
    @Test func nobodyIsAnsweredTwiceBlindly() {
        var desk = desk()
        desk.type("open 2", "reply Já vai")
        TailTests.answer(&desk.session, "Duda")
        desk.tell()
        let asked = desk.type("send")
        #expect(asked.last?.contains("Duda answered while you wrote") ?? false, "\(asked)")
        #expect(desk.session.inbox.items.isEmpty)
        desk.type("yes")
        #expect(desk.session.inbox.items.count == 1)
        desk.type("reply Mais uma coisa")
        TailTests.answer(&desk.session, "Duda")
        desk.tell()
        desk.type("reply Como a Duda disse", "send")
        #expect(desk.session.inbox.items.count == 2, "\(desk.said.suffix(4))")
    }

    /// A customer's answer asks nothing.
    @Test func aCustomersWordsAskNothing() {
        var desk = desk()
        desk.type("open 2", "reply Já vai")
        desk.session.receive("obrigada", from: Cast.key(1))
        desk.tell()
        desk.type("send")
        #expect(desk.session.inbox.items.count == 1)
    }
}
