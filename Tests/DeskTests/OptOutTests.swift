import Inbox
import Screen
import Testing

@testable import Desk

/// A wish to hear no more is in sight, and one key and a yes carry it out.
@Suite struct OptOutTests {
    private static let ana = Cast.key(1)

    private static func open(_ columns: Int = 120, _ change: (inout FakeInbox) -> Void = { _ in }) -> Session {
        ScreenState.ana(Size(columns: columns, rows: 40)) { inbox in
            inbox.rows[ana]?.stopAskedAt = Cast.ago(0, 1)
            change(&inbox)
        }
    }

    @Test(arguments: [80, 120]) func theWishIsInTheRowAndInTheHeader(columns: Int) {
        let session = Self.open(columns)
        #expect(session.text.contains("asks to stop: ^X x"))
        #expect(Session(size: Size(columns: 120, rows: 40), inbox: session.inbox).text.contains("stop?"))
    }

    @Test func yesOptsThemOutAndOnceMoreTakesItBack() {
        var session = Self.open()
        session.press("<C-x>x")
        #expect(session.text.contains("Opt Ana Souza out?"))
        #expect(session.press("n").isEmpty && !session.inbox.facts.contains(.optOut(.everything)))
        session.press("<C-x>x")
        #expect(session.press("y").contains(.record(Self.ana, [.optOut(.everything)])))
        session = Self.open { $0.rows[Self.ana]?.optOut = .everything }
        #expect(session.text.contains("opted out") && !session.text.contains("asks to stop"))
        session.press("<C-x>x")
        #expect(session.press("y").contains(.record(Self.ana, [.optOut(nil)])))
    }

    /// Marketing that they stopped on their phone is less than everything.
    @Test func whoStoppedMarketingCanStillBeOptedOut() {
        var session = Self.open {
            $0.rows[Self.ana]?.stopAskedAt = nil
            $0.rows[Self.ana]?.optOut = .marketing
        }
        #expect(session.text.contains("no marketing"))
        session.press("<C-x>x")
        #expect(session.press("y").contains(.record(Self.ana, [.optOut(.everything)])))
    }

    @Test func theMessageItselfHasALineUnderIt() {
        var session = Self.open()
        #expect(!session.text.contains("asks not to be written to"))
        session.model.settings.stopWords = ["cade meu pedido ja e segunda e nada"]
        #expect(session.text.contains("asks not to be written to; ^X x opts them out"))
    }
}
