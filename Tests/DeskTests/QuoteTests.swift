import Inbox
import Screen
import Testing

@testable import Desk

/// From a quote to the message quoted.
@Suite struct QuoteTests {
    static func session(quoting key: Int64?, isKnown: Bool = true) -> Session {
        var messages = (1...900).map { index in
            Cast.message(Int64(index), .inbound, "m\(index)", at: Cast.ago(1_000 - Int64(index)))
        }
        if let key {
            messages[899].quote = .init(
                wamid: "wamid.\(key)", text: isKnown ? "m\(key)" : nil, direction: isKnown ? .inbound : nil,
                key: isKnown ? MessageKey(key) : nil)
        }
        var session = ScreenState.thread(TimelineTests.size, Cast.ana, messages: messages)
        session.press("<S-Tab>")
        return session
    }

    @Test("among the loaded, and far in the past", arguments: [899, 880, 3] as [Int64])
    func goesThere(_ key: Int64) {
        var session = Self.session(quoting: key)
        #expect(session.model.hintCommands.contains(.showQuoted))
        let isLoaded = session.model.conversation?.messages.contains { $0.key == MessageKey(key) } ?? false
        #expect(isLoaded == (key != 3))
        session.press("t")
        #expect(session.model.conversation?.selected == MessageKey(key))
        #expect(TimelineTests.shown(session).contains { $0.message == MessageKey(key) })
        #expect(session.model.conversation?.hasNewer == (key == 3))
    }

    @Test func saysWhenThereIsNothingToGoTo() {
        var session = Self.session(quoting: nil)
        #expect(!session.model.hintCommands.contains(.showQuoted))
        session.press("t")
        #expect(session.notice == Words.english(.noQuoteHere).string)
        #expect(session.model.conversation?.selected == MessageKey(900))

        session = Self.session(quoting: 3, isKnown: false)
        #expect(!session.model.hintCommands.contains(.showQuoted))
        session.press("t")
        #expect(session.notice == Words.english(.quoteMissing).string)
        #expect(session.model.conversation?.selected == MessageKey(900))
    }
}
