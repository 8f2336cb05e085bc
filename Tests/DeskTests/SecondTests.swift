import Inbox
import Screen
import Testing

@testable import Desk

/// The platform stamps whole seconds: what came within one stands in the order it arrived in.
@Suite struct SecondTests {
    private static func message(_ row: Int64, at: Instant, arrived: Int64?) -> Message {
        var message = Cast.message(row, .inbound, "n\(row)", at: at)
        message.arrival = arrived.map { at + Span(milliseconds: $0) }
        return message
    }

    @Test func arrivalDecidesWithinASecondAndNothingElse() {
        let at = Instant(seconds: 1_795_513_200)
        let told = [
            Self.message(1, at: at - .seconds(1), arrived: 9_000), Self.message(2, at: at, arrived: 600),
            Self.message(3, at: at, arrived: nil), Self.message(4, at: at, arrived: 100),
            Self.message(5, at: at, arrived: 100), Self.message(6, at: at + .seconds(1), arrived: 0),
        ]
        #expect(told.inOrderOfArrival().map(\.key.row) == [1, 4, 5, 2, 3, 6])
        #expect([Message]().inOrderOfArrival().isEmpty)
    }

    @Test func onlyTheNewestOfThemIsSaidToCarryTheWindow() {
        var session = ScreenState.ana(Size(columns: 100, rows: 40))
        let at = session.model.now
        session.inbox.receive("Aliás, mudei de endereço!", from: Cast.key(1), at: at)
        session.inbox.receive("Agora é Rua Augusta 500", from: Cast.key(1), at: at)
        session.send(.storeChanged([Cast.key(1)]))
        let marks = session.text.split(separator: "\n").filter { $0.contains("the window runs from") }
        #expect(marks.count == 1, "\(session.text)")
    }
}
