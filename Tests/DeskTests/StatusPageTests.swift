import Inbox
import Screen
import Testing

@testable import Desk

/// Every fact of the top line leads to the page that explains it.
@Suite struct StatusPageTests {
    private static let size = Size(columns: 100, rows: 40)

    private func fact(_ session: Session) -> StatusFact? {
        guard case .detail(let state) = session.model.modes.last, case .fact(let fact, _) = state.subject else {
            return nil
        }
        return fact
    }

    @Test func everyFactHasAKeyOfItsOwn() {
        var session = ScreenState.sick(Self.size)
        session.press("<C-x>s")
        for (fact, key) in zip(StatusFact.allCases, 1...) {
            session.press("\(key)")
            #expect(self.fact(session) == fact)
            #expect(session.text.contains(session.model.statusValue(fact).string), "\(fact)")
            session.press("<Esc>")
        }
        session.press("<Esc>")
        #expect(session.model.modes.isEmpty)
    }

    @Test func theCursorStartsOnTheFirstThatIsBad() {
        var session = ScreenState.ana(Self.size) { $0.status.quarantined = 1 }
        session.press("<C-x>s<Enter>")
        #expect(fact(session) == .quarantine)
        var well = ScreenState.ana(Self.size)
        well.press("<C-x>s<Enter>")
        #expect(fact(well) == .spool)
        well.press("<Esc>j<Enter>")
        #expect(fact(well) == .webhooks)
        well.press("<Esc>G<Enter>")
        #expect(fact(well) == .channel)
    }

    /// What makes each fact bad, alone.
    private static let ills: [(StatusFact, @Sendable (inout ChannelStatus) -> Void)] = [
        (.spool, { $0.isSpoolUnread = true }),
        (.spool, { $0.trouble = .spool(Obstacle(.spoolForbidden, "/spool")) }),
        (.outbox, { $0.uncertain = 1 }),
        (.limits, { $0.throttledUntil = Cast.now + .seconds(9) }),
        (
            .clock,
            {
                $0.skew = SkewReading(
                    offset: Span(milliseconds: -5_001), uncertainty: .zero, widening: .seconds(5), measuredAt: Cast.now)
            }
        ),
        (.work, { $0.trouble = .workerStopped }),
        (.work, { $0.trouble = .noToken }),
        (.quarantine, { $0.quarantined = 1 }),
        (.unrouted, { $0.unrouted = 1 }), (.channel, { $0.unseenNews = 1 }),
    ]

    @Test func eachIllIsBadAloneAndItsPageHasACure() {
        for (fact, spoil) in Self.ills {
            let session = ScreenState.ana(Self.size) { spoil(&$0.status) }
            let bad = StatusFact.allCases.filter { session.model.isBad($0) }
            #expect(bad == [fact])
            #expect(FactLines(session.model).lines(fact, nil).contains { $0.text == session.model.words(.cure) })
        }
        let well = ScreenState.ana(Self.size)
        #expect(!StatusFact.allCases.contains { well.model.isBad($0) })
    }

    @Test(arguments: [(5_000, false), (5_001, true), (-5_000, false), (-5_001, true)])
    func skewShowsFromOverFiveSeconds(milliseconds: Int64, isShown: Bool) {
        let session = ScreenState.ana(Size(columns: 160, rows: 40)) {
            $0.status.skew = SkewReading(
                offset: Span(milliseconds: milliseconds), uncertainty: .zero, widening: .zero, measuredAt: Cast.now)
        }
        let top = session.text.split(separator: "\n", omittingEmptySubsequences: false)[0]
        #expect(top.contains("clock") == isShown)
    }

    /// On a narrow line what is wrong is counted, with the key that explains it.
    @Test(arguments: [60, 80, 100]) func alarmsAreNeverCrowdedOut(columns: Int) {
        let session = ScreenState.sick(Size(columns: columns, rows: 24))
        let top = session.text.split(separator: "\n", omittingEmptySubsequences: false)[0]
        // Where a queue would have to go for the key, the count stands alone.
        #expect(top.contains(columns < 80 ? "! 6" : "! 6 ^X s"), "\(top)")
    }

    @Test func theOpenPageFollowsTheStore() {
        var session = ScreenState.sick(Self.size)
        session.press("<C-x>s3")
        let effects = session.send(.storeChanged([Cast.key(1)]))
        #expect(effects.contains { if case .explain(.fact(.outbox), _) = $0 { true } else { false } })
    }

    @Test func theStatusIsReadAgainWhileItsPageIsOpen() throws {
        var session = ScreenState.ana(Self.size)
        #expect(session.wait(.seconds(1)).contains(.loadStatus) == false)
        session.press("<C-x>s")
        #expect(try #require(session.model.nextTick) <= session.model.now + .seconds(1))
        #expect(session.wait(.seconds(1)).contains(.loadStatus))
    }

    @Test func anAnswerToAClosedPageIsDropped() {
        var session = ScreenState.ana(Self.size)
        session.answers = false
        session.press("<C-x>p<Esc><C-x>w")
        session.answerAll()
        guard case .detail(let state) = session.model.modes.last, case .window(let trail?) = state.subject else {
            Issue.record("the window is not explained")
            return
        }
        #expect(trail.triggers.count == 1 && session.model.modes.count == 1)
    }

    @Test func explanationsNameTheFile() {
        for keys in ["<C-x>w", "<C-x>p", "<S-Tab>e"] {
            var session = ScreenState.ana(Self.size)
            session.press(keys)
            #expect(session.text.contains("1795426539120-4711.json"), "\(keys)")
        }
    }

    /// The end of such a line is what to do about it.
    @Test(arguments: [80, 100, 160]) func whatIsWrongIsToldToItsEnd(columns: Int) {
        let words = Words.english
        let troubles: [Trouble] = [
            .token(Obstacle(.tokenRefused, "(#190) Error validating access token: session has expired")),
            .spool(Obstacle(.spoolForbidden, "/srv/oriel/spool")), .workerStopped, .workerReplaced, .spoolUnread,
            .noToken,
        ]
        for trouble in troubles {
            var session = ScreenState.ana(Size(columns: columns, rows: 24))
            session.model.status.trouble = trouble
            let told = session.model.troubleLines.map(\.string).joined(separator: " ")
            #expect(told.hasSuffix(words.trouble(trouble).string), "\(told)")
            for line in session.model.troubleLines { #expect(session.text.contains(line.string), "\(session.text)") }
        }
        var session = ScreenState.ana(Size(columns: columns, rows: 24))
        session.model.status.trouble = .network(Obstacle(.unforeseen, String(repeating: "never ending ", count: 500)))
        #expect((1...3).contains(session.model.troubleLines.count))
        session.model.size = Size(columns: columns, rows: 12)
        #expect(session.model.troubleLines.count == 1)
    }
}
