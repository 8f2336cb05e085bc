import Inbox
import Testing

@testable import Store

/// What a row of the list says last is what the conversation says last: of one second, the later to arrive.
@Suite struct LastWordsTests {
    private static let dana = "15557770101"

    /// Ids whose order is not that of their arrival, in both ways.
    private static let told = ["wamid.z", "wamid.a", "wamid.m"].enumerated().map { place, id in
        Bodies.message(id, at: 100, from: dana, arrival: 101 + Int64(place))
    }

    private static func last(_ scratch: Scratch) throws -> (row: String?, pane: String?) {
        let row = try #require(try scratch.store.thread(number: Bodies.number, alias: Alias(.waID, dana)))
        let pane = try scratch.store.messages(row.key, count: 50).messages.inOrderOfArrival()
        return (row.preview?.text, pane.last?.text)
    }

    @Test(arguments: [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]], [false, true])
    func itIsTheLaterToArrive(order: [Int], isOneBatch: Bool) throws {
        let scratch = try Scratch(isQuick: true)
        let receptions = order.map { Self.told[$0] }
        if isOneBatch {
            _ = try scratch.store.apply(receptions, numbers: nil)
        } else {
            for reception in receptions { _ = try scratch.store.apply([reception], numbers: nil) }
        }
        let (row, pane) = try Self.last(scratch)
        #expect(row == "words of wamid.m" && pane == row)
    }

    @Test(
        arguments: [
            // A later second counts, however early it arrived.
            (("wamid.b", 101, 1), "words of wamid.b"),
            (("wamid.b", 99, 9_000), "words of wamid.m"),
            // What tells no arrival stays behind the rest.
            (("wamid.b", 100, nil), "words of wamid.b"),
            (("wamid.b", 100, 50), "words of wamid.m"),
        ] as [((String, Int64, Int64?), String)])
    func theSecondComesFirst(more: (String, Int64, Int64?), expected: String) throws {
        for isLast in [true, false] {
            let scratch = try Scratch(isQuick: true)
            let one = Bodies.message(more.0, at: more.1, from: Self.dana, arrival: more.2)
            _ = try scratch.store.apply(isLast ? Self.told + [one] : [one] + Self.told, numbers: nil)
            let (row, pane) = try Self.last(scratch)
            #expect(row == expected && pane == expected)
        }
    }

    /// The same message told with an earlier arrival: it is not the last any more.
    @Test func anEarlierArrivalMovesIt() throws {
        let scratch = try Scratch(isQuick: true)
        _ = try scratch.store.apply(Self.told, numbers: nil)
        _ = try scratch.store.apply([Bodies.message("wamid.m", at: 100, from: Self.dana, arrival: 90)], numbers: nil)
        let (row, pane) = try Self.last(scratch)
        #expect(row == "words of wamid.a" && pane == row)
    }
}
