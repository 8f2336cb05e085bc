import Inbox
import Screen
import Testing

@testable import Desk

/// What an agent who looks away is told of: once, counted, and without a customer's words unless they may be shown.
@Suite struct NewsTests {
    static func message(_ row: Int64, by assignee: String? = nil, _ text: String? = "oi, cadê?") -> News {
        News(
            id: News.ID(.message, row: row), thread: Cast.key(1), assignee: assignee, name: "Ana Souza", text: text,
            at: Cast.now)
    }

    static func session(_ change: (inout NotifyRules) -> Void = { _ in }) -> Session {
        var settings = Settings(agent: Cast.agent)
        change(&settings.notify)
        var session = Session(inbox: FakeInbox(), settings: settings)
        session.send(.focusChanged(false))
        return session
    }

    /// What `update` says of notifications.
    static func told(_ effects: [Effect]) -> [Effect] {
        effects.filter {
            switch $0 {
            case .bell, .announce, .tellProgram: true
            default: false
            }
        }
    }

    static func arrive(_ news: [News], in session: inout Session) {
        session.inbox.news += news
        session.send(.storeChanged(nil))
    }

    @Test func aStormIsOneNotificationWithACount() throws {
        var session = Self.session {
            $0.ways = [.bell, .command]
            $0.command = ["tell", "me"]
        }
        for batch in 0..<10 {
            Self.arrive((0..<50).map { Self.message(Int64(batch * 50 + $0)) }, in: &session)
            #expect(Self.told(session.wait(Span(milliseconds: 90))).isEmpty)
        }
        let effects = Self.told(session.wait(.seconds(1)))
        #expect(effects.count == 2 && effects.first == .bell)
        guard case .tellProgram(["tell", "me"], let announcement)? = effects.last else { throw Missing() }
        #expect(announcement.body.string == "500 new messages" && announcement.counts == [.message: 500])
        #expect(announcement.person == nil && announcement.text == nil)
        #expect(Self.told(session.wait(.seconds(60))).isEmpty)
    }

    struct Missing: Error {}

    @Test func whatComesSoonAfterWaitsForQuiet() {
        var session = Self.session()
        Self.arrive([Self.message(1)], in: &session)
        #expect(session.model.nextTick.map { $0 <= session.model.now + .seconds(1) } ?? false)
        #expect(Self.told(session.wait(.seconds(1))) == [.bell])
        Self.arrive([Self.message(2)], in: &session)
        #expect(Self.told(session.wait(.seconds(10))).isEmpty)
        #expect(Self.told(session.wait(.seconds(5))) == [.bell])
    }

    @Test func whatStoodThereAtTheStartIsNoNews() {
        var inbox = FakeInbox()
        inbox.news = [Self.message(1)]
        var session = Session(inbox: inbox)
        session.send(.focusChanged(false))
        session.send(.storeChanged(nil))
        #expect(Self.told(session.wait(.seconds(30))).isEmpty)
    }

    @Test func whoLooksIsToldNothing() {
        var session = Self.session()
        session.send(.focusChanged(true))
        Self.arrive([Self.message(1)], in: &session)
        #expect(Self.told(session.wait(.seconds(2))).isEmpty)
        // What came before they looked away is not told afterwards either.
        session.send(.focusChanged(false))
        session.send(.storeChanged(nil))
        #expect(Self.told(session.wait(.seconds(30))).isEmpty)
        // Who comes back before it is told sees it.
        Self.arrive([Self.message(2)], in: &session)
        session.send(.focusChanged(true))
        #expect(Self.told(session.wait(.seconds(30))).isEmpty)
        var always = Self.session { $0.occasion = .always }
        always.send(.focusChanged(true))
        Self.arrive([Self.message(1)], in: &always)
        #expect(Self.told(always.wait(.seconds(2))) == [.bell])
    }

    @Test(
        arguments: [
            (nil, News.Event.message, true), (Cast.agent, .message, true), ("Carla Lima", .message, false),
            (nil, .closing, false), (Cast.agent, .closing, true), ("Carla Lima", .failure, false),
            (Cast.agent, .failure, true),
        ] as [(String?, News.Event, Bool)])
    func whoseNewsIsTold(assignee: String?, event: News.Event, isTold: Bool) {
        var session = Self.session()
        var news = Self.message(1, by: assignee)
        news.id.event = event
        Self.arrive([news], in: &session)
        #expect(Self.told(session.wait(.seconds(2))).isEmpty == !isTold)
    }

    @Test(
        arguments: [
            (Set<NotifyRules.Audience>(), false), ([.others], true), ([.all], true), ([.mine, .unassigned], false),
        ] as [(Set<NotifyRules.Audience>, Bool)])
    func theConfigChoosesWhose(audiences: Set<NotifyRules.Audience>, isTold: Bool) {
        var session = Self.session { $0.audiences[.message] = audiences }
        Self.arrive([Self.message(1, by: "Carla Lima")], in: &session)
        #expect(Self.told(session.wait(.seconds(2))).isEmpty == !isTold)
    }

    @Test func contentIsShownOnlyWhenWantedAndThenHarmless() throws {
        var session = Self.session {
            $0.ways = [.osc777]
            $0.showsContent = true
        }
        Self.arrive([Self.message(1, "meu CPF é 529.982.247-25\u{1B}]0;x\u{7}\nok")], in: &session)
        guard case .announce(let one, .osc777)? = Self.told(session.wait(.seconds(1))).first else { throw Missing() }
        #expect(one.person?.string == "Ana Souza" && one.text?.string.contains("247") == false)
        #expect(one.body.string.hasPrefix("Ana Souza: meu CPF é ••"))
        #expect(!one.body.string.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
        Self.arrive([Self.message(2), Self.message(3)], in: &session)
        guard case .announce(let two, _)? = Self.told(session.wait(.seconds(20))).first else { throw Missing() }
        #expect(two.body.string == "2 new messages" && two.text == nil)
    }

    @Test func severalKindsStandInOneLine() throws {
        var session = Self.session { $0.ways = [.osc9] }
        var closing = Self.message(1, by: Cast.agent)
        closing.id.event = .closing
        var failure = Self.message(2, by: Cast.agent)
        failure.id.event = .failure
        Self.arrive([Self.message(3), closing, failure], in: &session)
        guard case .announce(let news, .osc9)? = Self.told(session.wait(.seconds(1))).first else { throw Missing() }
        #expect(news.body.string == "1 new message, 1 window is about to close, 1 message was not delivered")
    }

    @Test func timeAloneAsksForNews() {
        var session = Self.session()
        #expect(session.wait(.seconds(59)).contains(.loadNews) == false)
        #expect(session.wait(.seconds(1)).contains(.loadNews))
        var silent = Self.session { $0.ways = [] }
        #expect(!silent.wait(.seconds(90)).contains(.loadNews))
        #expect(!silent.send(.storeChanged(nil)).contains(.loadNews))
    }

    @Test(arguments: [
        (0, 0, "oriel"), (3, 12, "oriel: 3 closing, 12 waiting"), (0, 1, "oriel: 1 waiting"),
        (2, 0, "oriel: 2 closing"),
    ])
    func theTitleCounts(closing: Int, waiting: Int, title: String) {
        var session = Session()
        session.model.list.counts.queues[.closing] = closing
        session.model.list.counts.queues[.waiting] = waiting
        #expect(session.frame.title.string == title)
    }
}
