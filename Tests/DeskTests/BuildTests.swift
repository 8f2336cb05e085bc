import Inbox
import Screen
import Testing
import WhatsApp

@testable import Desk

/// Messages with more than words, from the key to the outbox and back.
@Suite struct BuildTests {
    private static let size = Size(columns: 80, rows: 24)

    private func session(_ change: (inout FakeInbox) -> Void = { _ in }) -> Session {
        ScreenState.ana(Self.size, change: change)
    }

    private func sent(_ effects: [Effect]) -> Content? {
        for case .enqueue(_, let content, _, _, _) in effects { return content }
        return nil
    }

    private func build(_ session: Session) -> BuildState? {
        if case .build(let state) = session.model.modes.last { state } else { nil }
    }

    // MARK: Reactions

    @Test(
        arguments: [("", "👍"), ("heart", "❤️"), ("truck", "🚚"), ("👩‍💻", "👩‍💻"), ("take ours", nil)] as [(String, String?)])
    func reacting(_ filter: String, _ emoji: String?) throws {
        var session = session()
        session.press("<S-Tab>kk")
        let target = try #require(session.model.selectedMessage)
        session.press("+")
        session.send(.pasted(filter))
        let content = sent(session.press("<Enter>"))
        let wamid = try #require(target.wamid)
        #expect(
            content
                == .reaction(
                    ReactionContent(try OutgoingReaction(to: wamid, emoji: emoji), targetAt: target.timestamp)))
        #expect(session.model.modes.isEmpty && session.draft.isEmpty)
    }

    @Test func noReactionWithoutAMessageOrAWindow() {
        var session = session()
        session.press("<S-Tab>kk")
        session.wait(.minutes(6))
        session.press("+")
        #expect(session.model.modes.isEmpty && session.notice.contains("the window shut"))
        session.press("<C-x>k")
        #expect(session.model.modes.isEmpty && session.notice.contains("the window shut"))
    }

    @Test func aTryIsAskedForAndThenLeaves() throws {
        var session = ScreenState.disputed(Self.size)
        session.press("<S-Tab>+")
        #expect(sent(session.press("<Enter>")) == nil)
        #expect(session.model.scope == .confirm)
        let content = sent(session.press("y"))
        guard case .reaction? = content else {
            Issue.record("\(String(describing: content))")
            return
        }
        session.press("<Esc><Esc>+<Enter>n")
        #expect(session.model.conversation?.pending == nil)
    }

    // MARK: Building

    @Test func theDraftBecomesTheWordsAndLeavesWithThem() throws {
        var session = session()
        session.press("Serve?<C-x>k<Enter><Tab><Tab>Sim<Tab>Não")
        let content = sent(session.press("<Enter>"))
        let buttons = [Interactive.Reply(id: "sim", title: "Sim"), Interactive.Reply(id: "nao", title: "Não")]
        #expect(content == .interactive(try Interactive(.buttons(buttons), body: "Serve?")))
        #expect(session.draft.isEmpty && session.model.modes.isEmpty)
        #expect(session.inbox.drafts[Cast.key(1)] == "")
    }

    @Test func aDraftThatDoesNotGoStays() throws {
        var session = session()
        session.press("Serve?<C-x>k<Enter><Esc>")
        #expect(session.draft == "Serve?" && session.model.modes.isEmpty)
        session.press("<C-x>kplace<Enter>")
        #expect(build(session)?.fields.first?.slot == .coordinates)
        session.press("-8.05, -34.9<Tab>Loja")
        #expect(
            sent(session.press("<Enter>"))
                == .location(try OutgoingLocation(latitude: -8.05, longitude: -34.9, name: "Loja")))
        #expect(session.draft == "Serve?")
    }

    @Test(arguments: [
        ("kwhere<Enter>Onde?", "location_request_message"), ("knumber<Enter>Qual?", "request_contact_info"),
        ("kmay call<Enter>Pode?", "call_permission_request"),
        ("kpage<Enter>Veja<Tab><Tab>Abrir<Tab>https://example.org", "cta_url"),
        ("kform<Enter>Agende<Tab><Tab>Agendar<Tab>600001<Tab>START", "flow"),
        ("kchoose<Enter>Quando?<Tab><Tab>Horários<Tab>Manhã<Tab>8h", "list"),
        ("kcalls<Enter>Ligue<Tab>Ligar<Tab>60", "voice_call"),
        ("kone product<Enter>Este<Tab><Tab>620001<Tab>SKU-1", "product"),
        ("kproducts<Enter><S-Tab>Ofertas<Tab>Escolha<Tab><Tab>620001<Tab>SKU-1<Tab>SKU-2", "product_list"),
        ("kwhole<Enter>Tudo", "catalog_message"), ("kaddress<Enter>Onde?", "address_message"),
    ])
    func everyKindIsBuiltFromTheKeyboard(_ keys: String, _ word: String) {
        var session = session()
        session.press("<C-x>" + keys)
        guard case .interactive(let message, nil)? = sent(session.press("<Enter>")) else {
            Issue.record("\(keys): \(session.notice)")
            return
        }
        #expect(message.action.word == word)
    }

    @Test(
        arguments: [
            ("https://a.example/1.jpg", .media(.image, .link("https://a.example/1.jpg"), filename: nil)),
            ("HTTPS://a.example/v.MP4?x=1#t", .media(.video, .link("HTTPS://a.example/v.MP4?x=1#t"), filename: nil)),
            ("https://a.example/n/f.pdf", .media(.document, .link("https://a.example/n/f.pdf"), filename: "f.pdf")),
            ("https e mais", .text("https e mais")), ("https://a b", .text("https://a b")),
        ] as [(String, Interactive.Header)])
    func aHeaderThatIsAnAddressIsAFile(_ typed: String, _ header: Interactive.Header) throws {
        var session = session()
        session.press("<C-x>k<Enter>Serve?<S-Tab>")
        session.send(.pasted(typed))
        session.press("<Tab><Tab><Tab>Sim")
        let content = sent(session.press("<Enter>"))
        let message = try Interactive(.buttons([.init(id: "sim", title: "Sim")]), header: header, body: "Serve?")
        #expect(content == .interactive(message))
        let back = try #require(BuildState(.interactive(message), thread: Cast.key(1)))
        #expect(try back.fixed == nil && back.message() == message)
    }

    @Test(arguments: ["https://a.example/", "https://a.example/x.exe", "https://a.example/.htaccess", "https://"])
    func anAddressOfNoKnownFileIsNotSent(_ typed: String) {
        var session = session()
        session.press("<C-x>k<Enter>Serve?<S-Tab>")
        session.send(.pasted(typed))
        #expect(sent(session.press("<Tab><Tab><Tab>Sim<Enter>")) == nil)
        #expect(build(session)?.index == 0 && session.notice.hasPrefix("head/link"))
    }

    @Test func productsGrowAndTakeHeadings() throws {
        var session = session()
        session.press("<C-x>kproducts<Enter>Escolha<Tab><Tab>620001<Tab>A<Tab>B<C-o>Chá<Tab>")
        #expect(build(session)?.fields.count { $0.slot == .product } == 3)
        #expect(sent(session.press("<Enter>")) == nil)
        #expect(session.notice == "header: nothing is written there yet")
        session.press("Ofertas<Enter>")
        #expect(session.notice == "heading: nothing is written there yet")
        session.press("Café<Enter>")
        let sections = [("Café", "A"), ("Chá", "B")].map { Interactive.ProductSection(title: $0, items: [$1]) }
        let message = try Interactive(
            .products(catalog: "620001", sections: sections), header: .text("Ofertas"), body: "Escolha")
        #expect(sent(session.effects) == .interactive(message))
    }

    @Test(arguments: ["0", "43201", "uma hora"]) func minutesOfACallAreChecked(_ typed: String) {
        var session = session()
        session.press("<C-x>kcalls<Enter>Ligue<Tab>Ligar<Tab>")
        session.send(.pasted(typed))
        #expect(sent(session.press("<Enter>")) == nil)
        #expect(session.notice.hasPrefix("minutes"))
    }

    @Test func aCardIsBuilt() throws {
        var session = session()
        session.press("<C-x>kcard<Enter>Leo Sá<Tab>+55 81 90000-0101<Tab>leo@a.example<Tab>Aurora<Enter>")
        let card = try OutgoingContact(
            name: "Leo Sá", phone: "+55 81 90000-0101", waID: "5581900000101", email: "leo@a.example", company: "Aurora"
        )
        #expect(sent(session.effects) == .contacts(try OutgoingContacts([card])))
    }

    @Test func enterGoesToWhatIsWrongAndSaysWhy() {
        var session = session()
        session.press("<C-x>k<Enter>Serve?<Tab><Tab>Sim<Tab>Esta resposta é longa demais<Enter>")
        #expect(sent(session.effects) == nil)
        #expect(build(session)?.index == 4)
        #expect(session.notice == "button has 28 characters, 20 are allowed: take 8 away")
        session.press("<C-u>Sim<Enter>")
        #expect(session.notice == "button says “Sim” like another: change one of them")
        session.press("<C-u><Enter>")
        #expect(sent(session.effects) != nil)
    }

    @Test func aListGrowsAndItsHeadingsComeInPairs() throws {
        var session = session()
        session.press("<C-x>kchoose<Enter>Quando?<Tab><Tab>Horários<Tab>Manhã")
        #expect(build(session)?.fields.count { $0.slot == .rowTitle } == 2)
        session.press("<Tab><Tab>Tarde<C-o>")
        #expect(build(session)?.fields.map(\.slot).filter { $0 == .heading }.count == 2)
        session.press("Sexta<Enter>")
        #expect(session.notice == "heading: nothing is written there yet")
        session.press("Quinta<Enter>")
        let rows = [("Quinta", "Manhã", "manha"), ("Sexta", "Tarde", "tarde")].map { heading, title, id in
            Interactive.Section(title: heading, rows: [.init(id: id, title: title)])
        }
        #expect(
            sent(session.effects)
                == .interactive(try Interactive(.list(button: "Horários", sections: rows), body: "Quando?")))
    }

    @Test func aQuoteGoesWithIt() {
        var session = session()
        session.press("<C-r><C-x>kwhere<Enter>Onde?<Enter>")
        #expect(sent(session.effects)?.quotes?.hasPrefix("wamid.") == true)
        #expect(session.model.conversation?.replyTo == nil)
    }

    @Test func whatIsTakenBackOrRefusedIsThereToBeChanged() throws {
        var session = session()
        session.press("<C-x>kwhere<Enter>Onde?<Enter><C-x>u")
        #expect(build(session)?.fields.map(\.editor.text) == ["Onde?"])
        session.answers = false
        session.press("<Enter>")
        let content = try #require(sent(session.effects))
        session.send(.sendRefused(.ownedElsewhere(until: Cast.now + .hours(1)), thread: Cast.key(1), content: content))
        #expect(build(session)?.fields.map(\.editor.text) == ["Onde?"])
    }

    @Test func aPlaceAndACardComeBackToo() throws {
        for content in [
            Content.location(try OutgoingLocation(latitude: 1.5, longitude: 2, name: "N", address: "A")),
            .contacts(try OutgoingContacts([OutgoingContact(name: "Leo Sá", phone: "1", email: "e", company: "c")])),
            .interactive(
                try Interactive(
                    .list(button: "b", sections: [.init(title: "s", rows: [.init(id: "x", title: "t")])]), body: "w")),
            .interactive(
                try Interactive(.call(title: "c", minutes: 9, payload: nil), header: .text("h"), body: "w")),
            .interactive(try Interactive(.product(catalog: "c", item: "i"), body: "w", footer: "f")),
            .interactive(
                try Interactive(
                    .products(catalog: "c", sections: [.init(title: "s", items: ["1", "2"])]), header: .text("h"),
                    body: "w")),
            .interactive(try Interactive(.catalog(cover: "i"), body: "w")),
            .interactive(try Interactive(.addressRequest, body: "w")),
        ] {
            let state = try #require(BuildState(content, thread: Cast.key(1)))
            #expect(state.fixed == nil)
            #expect(try state.content(quoting: nil) == content)
        }
        // What no field is for goes as it is.
        let picture = Content.interactive(
            try Interactive(
                .buttons([.init(id: "1", title: "a")]), header: .media(.image, .id("5"), filename: nil), body: "b"))
        let state = try #require(BuildState(picture, thread: Cast.key(1)))
        #expect(state.fields.isEmpty)
        #expect(try state.content(quoting: nil) == picture)
    }

    // MARK: Files

    @Test func aMessageIsKeptAndSentAgain() throws {
        var session = session()
        session.press("<C-x>kwhere<Enter>Onde entregamos?<C-s>")
        #expect(build(session)?.saving?.text == "onde-entregamos")
        session.press("<Enter>")
        #expect(session.notice == "kept as onde-entregamos" && session.inbox.saved.count == 1)
        session.press("<C-s><Enter>")
        #expect(session.notice.contains("there is one called onde-entregamos"))
        session.press("<Enter>")
        #expect(session.notice == "kept as onde-entregamos" && session.inbox.saved.count == 1)
        session.press("<Esc><C-x>kentregamos<Enter>")
        #expect(build(session)?.fields.first?.editor.text == "Onde entregamos?")
    }

    @Test func aFileThatBreaksALimitSaysSo() {
        var session = session { $0.saved = ScreenState.kept }
        session.press("<C-x>kvelha<Enter>")
        #expect(session.model.scope == .choice && session.notice.contains("24 characters, 20 are allowed"))
    }
}
