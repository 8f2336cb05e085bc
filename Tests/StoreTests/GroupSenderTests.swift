import Inbox
import Store
import Testing
import WhatsApp

/// Who of a group wrote, wherever a message is shown.
struct GroupSenderTests {
    private static let dana = "15557770101"

    private static func said(_ id: String, at seconds: Int64, _ contact: String, _ more: String = "") -> Reception {
        let message =
            #"{"id":"\#(id)","from":"\#(dana)","group_id":"G1",\#(more)"timestamp":"\#(Bodies.noon.seconds + seconds)","type":"text","text":{"body":"words of \#(id)"}}"#
        return Bodies.reception(
            "\(contact)\"messages\":[\(message)]", name: id, arrival: Bodies.noon + .seconds(seconds))
    }

    private static func contact(_ profile: String) -> String {
        #""contacts":[{"wa_id":"\#(dana)","profile":{\#(profile)}}],"#
    }

    @Test(arguments: [
        (contact(#""name":"Léo Prado","username":"leo""#), "Léo Prado"), (contact(#""username":"leo""#), "@leo"),
        (contact(""), "+15557770101"), ("", "+15557770101"),
    ])
    func isNamedAsFarAsItIsTold(_ contact: String, sender: String) throws {
        let scratch = try Scratch(isQuick: true)
        _ = try scratch.store.apply(
            [Self.said("g1", at: 0, contact), Self.said("g2", at: 5, contact, #""context":{"id":"g1"},"#)], numbers: nil
        )
        let row = try #require(try scratch.store.threads(matching: "", limit: 5).first)
        #expect(row.preview?.sender == sender && row.preview?.author == nil && row.name == nil)
        let page = try scratch.store.messages(row.key, count: 10).messages
        #expect(page.map(\.sender) == [sender, sender] && page.map(\.author) == [nil, nil])
        #expect(page.last?.quote?.sender == sender && page.last?.quote?.text == "words of g1")
    }

    @Test func nobodyElseHasOne() throws {
        let scratch = try Scratch(isQuick: true)
        _ = try scratch.store.apply([Bodies.message("m1", at: 0, from: Self.dana)], numbers: nil)
        let row = try #require(try scratch.store.threads(matching: "", limit: 5).first)
        let page = try scratch.store.messages(row.key, count: 10).messages
        #expect(row.preview?.sender == nil && page.map(\.sender) == [nil] && row.name == "Dana Okafor")
    }

    /// A better body of one message decides who wrote it, whichever came first.
    @Test func theBetterBodyDecides() throws {
        let placeholder = Bodies.reception(
            #""messages":[{"id":"g1","from":"15557770199","group_id":"G1","timestamp":"\#(Bodies.noon.seconds)","type":"unsupported"}]"#,
            name: "", arrival: Bodies.noon)
        let real = Self.said("g1", at: 0, Self.contact(#""name":"Léo""#))
        for order in [[placeholder, real], [real, placeholder]] {
            let scratch = try Scratch(isQuick: true)
            for reception in order { _ = try scratch.store.apply([reception], numbers: nil) }
            let row = try #require(try scratch.store.threads(matching: "", limit: 5).first)
            #expect(try scratch.store.messages(row.key, count: 10).messages.map(\.sender) == ["Léo"])
        }
    }

    // MARK: In their own conversation

    private static let own = Bodies.reception(
        #""messages":[{"id":"own","from":"\#(dana)","timestamp":"\#(Bodies.noon.seconds)","type":"text","text":{"body":"hi"}}]"#,
        name: "", arrival: Bodies.noon)

    private func name(_ receptions: [Reception], _ facts: [AgentFact] = []) throws -> [String?] {
        let scratch = try Scratch(isQuick: true)
        for reception in receptions { _ = try scratch.store.apply([reception], numbers: nil) }
        _ = try scratch.store.record(facts)
        let row = try #require(try scratch.store.thread(number: nil, alias: Alias(.waID, Self.dana)))
        let dump = try scratch.dump()
        try scratch.store.rebuild()
        #expect(try scratch.dump() == dump, "a rebuild folds the same")
        return [row.name, row.username]
    }

    /// Whoever writes without a name has the one told in a group, whichever came first; the newest of several.
    @Test func whoHasNoNameHasThatOfAGroup() throws {
        let group = Self.said("g1", at: 0, Self.contact(#""name":"Léo Prado","username":"leo""#))
        let newer = Self.said("g2", at: 60, Self.contact(#""name":"Léo P.""#))
        let nameless = Self.said("g3", at: 90, Self.contact(""))
        for order in [[group, Self.own], [Self.own, group]] { #expect(try name(order) == ["Léo Prado", "leo"]) }
        for order in [[group, newer, Self.own, nameless], [nameless, newer, Self.own, group]] {
            #expect(try name(order) == ["Léo P.", "leo"])
        }
    }

    /// What they told themselves, an agent or the address book says stands, however old.
    @Test func aBetterNameStands() throws {
        let group = Self.said("g1", at: 60, Self.contact(#""name":"Léo""#))
        let told = Bodies.message("m1", at: 0, from: Self.dana, name: "Leonardo Prado")
        for order in [[told, group], [group, told]] { #expect(try name(order).first == "Leonardo Prado") }
        let fact = AgentFact(
            id: "f", at: Bodies.noon, actor: "bia", number: Bodies.number, alias: Alias(.waID, Self.dana),
            act: .name("Mr Prado"))
        #expect(try name([group, Self.own], [fact]).first == "Mr Prado")
        let book = Bodies.addressBook("Prado (roof)", of: Self.dana, at: 0)
        for order in [[book, group, Self.own], [Self.own, group, book]] {
            #expect(try name(order).first == "Prado (roof)")
        }
    }

    @Test func theNameSaysWhereItIsFrom() throws {
        let scratch = try Scratch(isQuick: true)
        _ = try scratch.store.apply([Self.own, Self.said("g1", at: 60, Self.contact(#""name":"Léo""#))], numbers: nil)
        let row = try #require(try scratch.store.thread(number: nil, alias: Alias(.waID, Self.dana)))
        guard case .group("Léo", let at, let origin)? = try scratch.store.personTrail(of: row.key).namings.first else {
            Issue.record("\(try scratch.store.personTrail(of: row.key).namings)")
            return
        }
        #expect(at == Bodies.noon + .seconds(60) && origin != nil)
    }

    /// The name goes with the message that told it, and with the person.
    @Test func theNameGoesWithWhatToldIt() throws {
        let scratch = try Scratch(isQuick: true)
        let late = Bodies.reception(
            #""messages":[{"id":"own","from":"\#(Self.dana)","timestamp":"\#(Bodies.noon.seconds + 90)","type":"text","text":{"body":"hi"}}]"#,
            name: "", arrival: Bodies.noon)
        _ = try scratch.store.apply([late, Self.said("g1", at: 0, Self.contact(#""name":"Léo Prado""#))], numbers: nil)
        func row() throws -> ThreadRow? { try scratch.store.thread(number: nil, alias: Alias(.waID, Self.dana)) }
        #expect(try row()?.name == "Léo Prado")
        _ = try scratch.store.eraseMessages(
            before: Bodies.noon + .seconds(30), isTrial: false, sha256: Bodies.fingerprint, removingFiles: { _ in 0 })
        #expect(try row()?.name == nil && row() != nil)
        let dump = try scratch.dump()
        try scratch.store.rebuild()
        #expect(try scratch.dump() == dump)
    }

    @Test func thePayloadKeepsItsNumbers() throws {
        let scratch = try Scratch(isQuick: true)
        let order =
            #""messages":[{"id":"o","from":"\#(Self.dana)","timestamp":"\#(Bodies.noon.seconds)","type":"order","order":{"product_items":[{"item_price":1.10,"quantity":1e2}]}}]"#
        _ = try scratch.store.apply([Bodies.reception(order, name: "", arrival: Bodies.noon)], numbers: nil)
        let row = try #require(try scratch.store.threads(matching: "", limit: 5).first)
        let message = try #require(try scratch.store.messages(row.key, count: 1).messages.first)
        let payload = try #require(try scratch.store.rawPayload(message.key))
        #expect(payload.contains(#""item_price":1.10,"quantity":1e2"#))
    }
}
