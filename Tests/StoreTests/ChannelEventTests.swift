import Inbox
import Store
import Testing
import WhatsApp

/// What is told of numbers, accounts and templates: kept once for each time it was told of, newest first.
struct ChannelEventTests {
    private let scratch: Scratch
    private var store: InboxStore { scratch.store }

    init() throws { scratch = try Scratch(isQuick: true) }

    private func fields(_ limit: Int = 50) throws -> [String] {
        try store.channelEvents(limit: limit).map { event in
            switch event.content {
            case .news(let field, _): field
            case .template(let key, _): key.name
            }
        }
    }

    @Test func theSameNewsAtAnotherTimeIsOtherNews() throws {
        let pin = "{\"event\":\"PIN_RESET_REQUEST\"}"
        let bodies = [
            Bodies.change("security", pin, at: 100), Bodies.change("security", pin, at: 900),
            Bodies.change("security", pin, at: 100, arrival: 130),
            Bodies.change("security", pin, at: nil, arrival: 500),
            Bodies.change("security", pin, at: nil, arrival: 400),
        ]
        let report = try store.apply(bodies, numbers: nil)
        #expect(report.others == 3 && report.duplicates == 2)
        #expect(try store.channelEvents(limit: 9).map { $0.at.seconds - Bodies.noon.seconds } == [900, 400, 100])
        #expect(try store.channelEvents(limit: 9).allSatisfy { $0.news?.weight == .security && $0.waba != nil })
    }

    @Test func everythingStandsInTheOrderOfItsTime() throws {
        _ = try store.apply(
            [
                Bodies.change("account_review_update", "{\"decision\":\"APPROVED\"}", at: 10),
                Bodies.change("field_of_tomorrow", "{\"a\":1}", at: 40),
                Bodies.change(
                    "message_template_status_update",
                    """
                    {"event":"PAUSED","message_template_name":"slot","message_template_language":"en_US","other_info":\
                    {"title":"FIRST_PAUSE"}}
                    """, at: 30),
                Bodies.change("security", "{\"event\":\"PIN_CHANGED\"}", at: 20),
                Bodies.message("wamid.1", at: 0, from: "15557770101"),
            ], numbers: nil)
        #expect(try fields() == ["field_of_tomorrow", "slot", "security", "account_review_update"])
        #expect(try fields(2) == ["field_of_tomorrow", "slot"])
    }

    @Test func theNewestWordForTheLimitStands() throws {
        #expect(try store.toldTier() == nil)
        _ = try store.apply(
            [
                Bodies.change("business_capability_update", "{\"max_daily_conversations_per_business\":2000}", at: 20),
                Bodies.change(
                    "phone_number_quality_update",
                    "{\"event\":\"ONBOARDING\",\"max_daily_conversations_per_business\":\"TIER_250\"}", at: 10),
                Bodies.change("phone_number_quality_update", "{\"event\":\"FLAGGED\"}", at: 30),
            ], numbers: nil)
        #expect(try store.toldTier() == "2000")
        _ = try store.apply(
            [Bodies.change("business_capability_update", "{\"max_daily_conversations_per_business\":-1}", at: 40)],
            numbers: nil)
        #expect(try MessagingTier(#require(try store.toldTier())) == .unlimited)
    }

    @Test func whatAnAgentLookedAtIsSeenByThemAlone() throws {
        _ = try store.apply(
            [Bodies.change("security", "{\"event\":\"PIN_CHANGED\"}", at: 20)], numbers: nil)
        let first = try #require(try store.channelEvents(after: 0, limit: 9).first?.id)
        let dump = try scratch.dump()
        try store.setChannelSeen(first, agent: "bia")
        #expect(try store.channelEvents(after: store.channelSeen(agent: "bia"), limit: 9).isEmpty)
        #expect(try store.channelSeen(agent: "carla") == 0)
        // What comes later is new, however old it says it is.
        _ = try store.apply([Bodies.change("security", "{\"event\":\"PIN_CHANGED\"}", at: 1)], numbers: nil)
        #expect(try store.channelEvents(after: store.channelSeen(agent: "bia"), limit: 9).count == 1)
        try store.setChannelSeen(0, agent: "bia")
        #expect(try store.channelSeen(agent: "bia") == first, "never back")
        try store.rebuild()
        #expect(try store.channelSeen(agent: "bia") == first)
        #expect(try scratch.dump() != dump && !scratch.dump().contains("channelSeen"))
    }
}
