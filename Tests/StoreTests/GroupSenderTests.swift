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
