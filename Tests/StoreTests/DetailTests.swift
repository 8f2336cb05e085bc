import Inbox
import Store
import Testing

/// Pages of messages carry what their payloads tell besides the words.
@Suite struct DetailTests {
    @Test func pagesTellDetails() throws {
        let scratch = try Scratch()
        let dana = "15557770101"
        let bodies = [
            Bodies.message("wamid.1", at: 0, from: dana),
            Bodies.message(
                "wamid.2", at: 1, from: dana, type: "document", content: #""document":{"filename":"nota.pdf"}"#),
            Bodies.message(
                "wamid.3", at: 2, from: dana,
                content: #""text":{"body":"oi"},"context":{"frequently_forwarded":true}"#),
            Bodies.message(
                "wamid.4", at: 3, from: dana, content: #""text":{"body":"oi"},"referral":{"headline":"Inverno"}"#),
        ]
        _ = try scratch.store.apply(bodies, numbers: nil)
        let row = try #require(try scratch.store.thread(number: Bodies.number, alias: Alias(.waID, dana)))
        let messages = try scratch.store.messages(row.key, count: 9).messages
        let wanted: [[MessageDetail]] = [
            [], [.init(.fileName, "nota.pdf"), .init(.fileType, "document")], [.init(.forwardedOften)],
            [.init(.advertisement, "Inverno")],
        ]
        #expect(messages.map(\.details) == wanted)
        for message in messages { #expect(try scratch.store.message(message.key)?.details == message.details) }
    }
}
