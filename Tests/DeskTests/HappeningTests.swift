import Inbox
import Screen
import Testing
import WhatsApp

@testable import Desk

/// Lines that are nobody's words, who has a thread, and the health of the channel.
@Suite struct HappeningTests {
    private static let size = Size(columns: 100, rows: 40)

    @Test func whatHappenedIsSaidInPlainWords() {
        let text = ScreenState.eventful(Self.size).text
        for words in [
            "they called", "the call was missed", "the AI agent took the thread",
            "the thread came to us from the AI agent",
            "A cliente quer trocar a cor da mesa.",
        ] {
            #expect(text.contains(words), "\(words)")
        }
        #expect(!text.contains("[call") && !text.contains("control_"))
    }

    @Test(arguments: [("phone", "Ligo já!"), ("phone", "Entregamos, sim."), ("other", "Qual cor prefere?")])
    func ourWordsSayByWhichWayTheyWent(sender: String, words: String) throws {
        let text = ScreenState.eventful(Self.size).text
        let line = try #require(text.split(separator: "\n").first { $0.contains(words) })
        #expect(line.contains(sender), "\(line)")
    }

    @Test func inAGroupEveryLineSaysWhoWrote() throws {
        var row = Cast.ana
        row.name = "Obra Moema"
        row.preview = .init(direction: .inbound, type: "text", text: "falta a nota")
        row.preview?.sender = "Léo Prado"
        var quote = Message.Quote(wamid: "q", text: "a nota?", direction: .inbound)
        quote.sender = "Rui"
        var first = Cast.message(1, .inbound, "cadê?", at: Cast.ago(1), quote: quote)
        first.sender = "+5511955550177"
        var second = Cast.message(2, .inbound, "falta a nota", at: Cast.ago(0, 30))
        second.sender = "Léo Prado"
        let lines = ScreenState.thread(Size(columns: 140, rows: 40), row, messages: [first, second]).text
            .split(separator: "\n")
        #expect(lines.contains { $0.contains("Obra Moema") && $0.contains("Léo: falta a nota") }, "the list")
        #expect(lines.contains { $0.contains("…0177") && $0.contains("Rui: a nota?") }, "the quote")
        #expect(lines.contains { $0.contains("Léo ") && $0.contains("falta a nota") && !$0.contains("Obra Moema") })
    }

    @Test func aTextNobodyCanReadSaysThatThereIsOne() {
        var row = Cast.ana
        row.preview = .init(direction: .inbound, type: "text", text: nil)
        #expect(ScreenState.thread(Size(columns: 140, rows: 40), row, messages: []).text.contains("[text]"))
    }

    @Test func onlyWhatIsForUsIsMarkedRead() {
        var session = ScreenState.eventful(Self.size)
        session.inbox.rows[Cast.key(1)]?.unread = 2
        session.send(.storeChanged([Cast.key(1)]))
        let read = session.effects.compactMap { effect -> [String]? in
            if case .record(_, let acts) = effect, case .read(let wamids)? = acts.first { return wamids }
            return nil
        }
        #expect(read.last == ["wamid.203", "wamid.209", "wamid.210"])
        let told = session.effects.compactMap { if case .tellRead(_, let wamid) = $0 { wamid } else { nil } }
        #expect(told.last == "wamid.210", "the platform is told of messages only")
    }

    @Test func whoHasTheThreadIsSaidAndStopsFreeText() {
        var session = ScreenState.eventful(Self.size, owner: ScreenState.owner)
        #expect(session.text.contains("the AI agent has it") && session.text.contains("Only a template can leave, ^T"))
        session.press("ol<Enter>")
        #expect(session.notice.contains("another responder has this thread until") && session.draft == "ol")
        #expect(!session.effects.contains { if case .enqueue = $0 { true } else { false } })
        session.model.now = ScreenState.owner.until
        #expect(!session.text.contains("has it"), "it falls idle by itself")
    }

    @Test func aSecurityEventIsABannerUntilItIsLookedAt() {
        var session = ScreenState.alarmed(Self.size)
        let banner = "security, ^X s 9 shows it: 09:29:07 Somebody asked to switch two-step verification off"
        #expect(session.text.contains(banner) && session.text.contains("channel 2"))
        session.press("<C-x>s")
        #expect(session.text.contains("2 not looked at") && session.text.contains(banner))
        let effects = session.press("9")
        #expect(effects.contains(.markChannelSeen(9)))
        #expect(!session.text.contains("shows it") && session.text.contains("61500000000001"))
        session.press("<Esc><Esc>")
        #expect(!session.text.contains("channel 2"))
    }

    /// It counts as looked at when it is on screen, not when its answer comes to a page that was left.
    @Test func whatIsNotShownIsNotSeen() {
        var session = ScreenState.alarmed(Self.size)
        session.answers = false
        session.press("<C-x>s9<Esc>")
        session.answerAll()
        #expect(!session.effects.contains(.markChannelSeen(9)))
    }

    @Test func payloadsAreOneKeyAway() {
        var session = ScreenState.alarmed(Size(columns: 100, rows: 60))
        session.press("<C-x>s9")
        #expect(!session.text.contains("\"anything\"") && session.model.hintCommands.contains(.showPayload))
        #expect(session.text.contains("Something this version does not know: field of"))
        session.press("v")
        #expect(session.text.contains("\"anything\": ["))
        session.press("v")
        #expect(!session.text.contains("\"anything\""))
    }

    @Test func theChannelPageTellsNewestFirstInPlainWords() {
        var session = ScreenState.alarmed(Size(columns: 120, rows: 60))
        session.press("<C-x>s9")
        let text = session.text
        let places = [
            "Somebody asked to switch", "Template pedido_atraso (pt_BR) is paused", "The number is flagged",
            "Something this version does not know", "The account passed Meta's review",
        ].map { text.firstRange(of: $0)?.lowerBound }
        #expect(places.allSatisfy { $0 != nil } && places.compactMap(\.self) == places.compactMap(\.self).sorted())
        #expect(text.contains("people took it badly: paused for three hours"))
    }

    @Test func templatesAreReadAgainWhenTheyAreChosen() throws {
        var session = ScreenState.ana(Self.size)
        session.inbox.shelf.templates[0].status = "PAUSED"
        session.inbox.shelf.templates[0].rejectedReason = "SECOND_PAUSE"
        session.press("<C-t>atraso")
        #expect(session.text.contains("paused: people took it badly again: paused for"))
        session.inbox.shelf.templates[0].status = "APPROVED"
        session.send(.storeChanged([]))
        #expect(!session.text.contains("paused"))
    }

    @Test func theCursorStaysOnItsTemplate() throws {
        var session = ScreenState.ana(Self.size)
        session.press("<C-t><Down>")
        let chosen = try #require(
            session.picker.map { session.model.rankedTemplates($0.filter.text)[$0.index].template })
        let first = session.model.rankedTemplates("")[0].template.key
        let place = try #require(session.inbox.shelf.templates.firstIndex { $0.key == first })
        session.inbox.shelf.templates[place].status = "PAUSED"
        session.send(.storeChanged([]))
        let state = try #require(session.picker)
        #expect(session.model.rankedTemplates("")[state.index].template.key == chosen.key && state.index == 0)
    }

    // MARK: The catalogue

    @Test func everySubjectAndFactHasWords() {
        for subject in ChannelNews.Subject.allCases {
            #expect(ChannelText.english[subject.rawValue] != nil, "\(subject) has no words of its own")
        }
        for kind in ChannelNews.Fact.Kind.allCases {
            #expect(WordsTests.gaps(PlatformText.facts[kind.rawValue] ?? "") == [0], "\(kind)")
        }
        #expect(PlatformText.facts.count == ChannelNews.Fact.Kind.allCases.count)
        for (key, text) in ChannelText.english {
            let subject = key.prefix { $0 != "." }
            #expect(ChannelNews.Subject(rawValue: String(subject)) != nil, "\(key) is about nothing")
            #expect(!text.title.isEmpty && !text.title.hasSuffix(".") && text.meaning.hasSuffix("."), "\(key)")
            #expect(key == key.lowercased(), "\(key) is never found")
        }
    }

    @Test(arguments: [("escalation", "the escalation team"), ("", "another responder"), ("night_shift", "night_shift")])
    func rolesHaveWords(role: String, words: String) { #expect(Words.english.role(role).string == words) }

    @Test(arguments: [
        ("INVALID_FORMAT", "its format is not valid"),
        ("INVALID_FORMAT – Number them.", "its format is not valid – Number them."),
        ("Some prose of theirs", "Some prose of theirs"),
    ])
    func reasonsOfTemplatesHaveWords(reason: String, words: String) {
        #expect(Words.english.templateReason(reason).string == words)
    }

    @Test(arguments: [
        (InboundEvent.marketingStopType, "wants no marketing messages any more"),
        (InboundEvent.marketingResumeType, "wants marketing messages again"),
    ])
    func whatTheyWantOfMarketingIsALine(type: String, words: String) {
        var line = Cast.message(301, .event, nil, at: Cast.ago(1), type: type)
        line.telling = .event
        line.details = [MessageDetail(.action, type)]
        let text = ScreenState.thread(Self.size, Cast.ana, messages: [line]).text
        #expect(text.contains(words) && !text.contains("marketing_"))
    }

    /// As the phone shows it: the buttons stand under the words.
    @Test func aTemplateShowsItsButtons() {
        var sent = Cast.message(
            302, .outbound, "Seu pedido 5512 saiu.", at: Cast.ago(1), type: "template",
            delivery: Cast.delivered(.read, at: Cast.ago(1)))
        sent.template = "pedido_saiu"
        sent.details = [
            MessageDetail(.button, "Mudar horário"),
            MessageDetail(.linkButton, "Rastrear", columns: ["https://example.org/t/5512"]),
        ]
        let text = ScreenState.thread(Self.size, Cast.ana, messages: [sent]).text
        #expect(text.contains("[ Mudar horário ]") && text.contains("Rastrear") && text.contains("t/5512"))
    }
}
