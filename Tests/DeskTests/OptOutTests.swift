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

    /// No template that would not leave is said to be sent: neither in the box, nor in the picker, nor in the form; and
    /// the key that undoes it is named by the way to it. Free text is stopped by nothing.
    @Test(arguments: [80, 120]) func whatWillNotLeaveSaysSoAtOnce(columns: Int) {
        var session = Self.open(columns) {
            $0.rows[Self.ana]?.optOut = .everything
            $0.shelf.templates = [Cast.template("aviso", "Sobre o seu pedido")]
        }
        session.wait(.minutes(5))
        #expect(session.text.contains("opted out; ^X x undoes it"), "the box")
        let way = columns == 80 ? "opted out; Esc ^X x undoes it" : "opted out; Esc, then ^X x undoes it"
        session.press("<C-t>")
        #expect(session.text.contains(way), "the picker")
        session.press("<Enter>")
        #expect(session.form != nil && session.text.contains(way) && !session.text.contains("sends it"))
        #expect(!session.model.hintCommands.contains(.send) && !session.text.contains("nothing will leave"))
        session.press("<Enter>")
        #expect(session.inbox.items.isEmpty)
        session.press("<Esc><C-x>x")
        #expect(session.text.contains("Let templates go to Ana Souza again?"), "the way that was named")
    }

    /// Whoever has no address, or wrote to a number that is not ours to write from.
    @Test(arguments: [80, 120], [true, false]) func whereNothingCanBeSentTheBoxSaysSo(columns: Int, isListed: Bool) {
        let stop =
            "nothing will leave: " + (isListed ? "no address of theirs is known" : "the config does not list this")
        var settings = Settings(agent: Cast.agent)
        settings.gate.numbers = [isListed ? Cast.number : NumberID("900")]
        var row = Cast.rows[4]
        if isListed { row.address = nil }
        var session = ScreenState.thread(Size(columns: columns, rows: 24), row, messages: [], settings: settings)
        #expect(session.text.contains(stop) && !session.text.contains("Write to"), "\(session.text)")
        session.press("Oi, tudo bem")
        #expect(session.text.contains(stop) && !session.model.hintCommands.contains(.send), "\(session.text)")
        session.press("<Enter>")
        #expect(session.draft == "Oi, tudo bem" && session.inbox.items.isEmpty && session.notice.hasPrefix("Not sent:"))
        session.wait(.hours(24))
        #expect(session.text.contains(stop) && !session.text.contains("sends"), "\(session.text)")
    }

    @Test func marketingStopsMarketingAlone() {
        var session = Self.open { $0.rows[Self.ana]?.optOut = .marketing }
        #expect(session.model.stop(category: "marketing") != nil && session.model.stop(category: "UTILITY") == nil)
        session.inbox.rows[Self.ana]?.isBlocked = true
        session.send(.storeChanged([Self.ana]))
        #expect(session.model.stop(category: "UTILITY") != nil)
    }

    @Test func theMessageItselfHasALineUnderIt() {
        var session = Self.open()
        #expect(!session.text.contains("asks not to be written to"))
        session.model.settings.stopWords = ["cade meu pedido ja e segunda e nada"]
        #expect(session.text.contains("asks not to be written to; ^X x opts them out"))
    }
}
