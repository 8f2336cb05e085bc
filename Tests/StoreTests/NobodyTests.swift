import Inbox
import Testing

@testable import Store

/// Whoever wrote without an address that could be answered.
@Suite struct NobodyTests {
    /// Messages without any address share a conversation, and each keeps its own name.
    @Test func whoHasNoAddressIsNamedByTheirOwnMessageAlone() throws {
        func said(_ id: String, at seconds: Int64, _ contact: String) -> Reception {
            let message =
                #"{"id":"\#(id)","timestamp":"\#(Bodies.noon.seconds + seconds)","type":"text","text":{"body":"words of \#(id)"}}"#
            return Bodies.reception(
                "\(contact)\"messages\":[\(message)]", name: id, arrival: Bodies.noon + .seconds(seconds))
        }
        let bodies = [
            said("n1", at: 0, #""contacts":[{"profile":{"name":"Solo"}}],"#), said("n2", at: 5, ""),
            said("n3", at: 9, #""contacts":[{"profile":{"username":"leo"}}],"#), said("n4", at: 12, ""),
        ]
        for order in [bodies, bodies.reversed()] {
            let scratch = try Scratch(isQuick: true)
            for reception in order { _ = try scratch.store.apply([reception], numbers: nil) }
            let rows = try scratch.store.threads(matching: "", limit: 5)
            #expect(rows.count == 1 && rows[0].name == nil && rows[0].username == nil && rows[0].address == nil)
            #expect(rows[0].preview?.sender == nil)
            let page = try scratch.store.messages(rows[0].key, count: 10).messages
            #expect(page.map(\.sender) == ["Solo", nil, "@leo", nil])
            let dump = try scratch.dump()
            try scratch.store.rebuild()
            #expect(try scratch.dump() == dump)
        }
    }
}
