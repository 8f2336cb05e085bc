import Desk
import Inbox
import Store
import TestSupport
import Testing

@testable import Engine

/// The search as the screen asks for it.
struct SearchEffectTests {
    private let shop: Shop
    private let mailbox = Mailbox()
    private let runner: EffectRunner

    init() throws {
        shop = try Shop()
        try shop.hears("onde está o pedido?")
        try shop.hears("o pedido é meu", from: Shop.rui)
        runner = EffectRunner(services: shop.services(), mailbox: mailbox)
    }

    private func search(_ text: String, within: ThreadKey? = nil, token: Int) throws -> Effect {
        .search(try #require(SearchQuery(text)), within: within, before: nil, count: 10, token: token)
    }

    private func answers() -> [(page: SearchPage, token: Int)] {
        mailbox.take().compactMap {
            if case .action(.hitsLoaded(let page, let token)) = $0 { (page, token) } else { nil }
        }
    }

    @Test func theAnswerCarriesItsToken() async throws {
        runner.run(try search("pedido", token: 5))
        let found = try await value("the hits") { answers().first }
        #expect(found.token == 5)
        #expect(Set(found.page.hits.map(\.text)) == ["onde está o pedido?", "o pedido é meu"])
    }

    @Test func oneConversationIsSearchedAlone() throws {
        runner.runNow(try search("pedido", within: try shop.thread(Shop.rui).key, token: 6))
        #expect(answers().map { $0.page.hits.map(\.text) } == [["o pedido é meu"]])
    }

    @Test func filtersAreAboutTheAgentTheirClockAndTheirNumbers() throws {
        var services = shop.services()
        services.numbers = [OwnNumber(id: shop.number, name: "Loja Norte")]
        let runner = EffectRunner(services: services, mailbox: mailbox)
        func texts(_ query: String) throws -> [String] {
            runner.runNow(try search(query, token: 9))
            return answers().flatMap { $0.page.hits.map(\.text) }.sorted()
        }
        #expect(try texts("number:norte from:\(Shop.rui)") == ["o pedido é meu"])
        #expect(try texts("number:sul pedido") == [])
        #expect(try texts("after:today is:unanswered").count == 2)
        #expect(try texts("is:mine") == [])
        _ = try shop.store.record([
            AgentFact(
                id: "a", at: shop.clock.now, actor: Shop.agent, number: shop.number,
                alias: Alias(.waID, Shop.rui), act: .assign(to: Shop.agent))
        ])
        #expect(try texts("is:mine") == ["o pedido é meu"])
    }

    @Test func theInboxOfOneNumberSearchesThatNumber() throws {
        var services = shop.services()
        services.number = NumberID("another")
        EffectRunner(services: services, mailbox: mailbox).runNow(try search("pedido", token: 7))
        #expect(answers().map { $0.page.hits.count } == [0])
    }

    @Test func theListIsNarrowedUntilItIsNotAnyMore() throws {
        func rows(_ query: String?, token: Int) throws -> Int {
            runner.runNow(.filterList(try query.map { try #require(SearchQuery($0)) }))
            runner.runNow(.loadPage(.inbox, .top, count: 10, folded: [], token: token))
            return mailbox.take().compactMap {
                if case .action(.pageLoaded(let page, token)) = $0 { page.rows.count } else { nil }
            }.first ?? -1
        }
        #expect(try rows("meu", token: 1) == 1)
        #expect(try rows("is:mine", token: 2) == 0)
        #expect(try rows(nil, token: 3) == 2)
    }

    /// Whatever came of those before, the last one is answered, and none comes after it.
    @Test func aFastTypistGetsTheLastAnswer() async throws {
        for token in 1...200 { runner.run(try search("pedido", token: token)) }
        var told: [Int] = []
        try await eventually("the last answer") {
            told += answers().map(\.token)
            return told.contains(200)
        }
        #expect(told == told.sorted())
    }

    @Test func aHitFarBackIsLoadedWithItsNeighbours() throws {
        for index in 0..<80 { try shop.hears("mensagem \(index)") }
        let key = try shop.thread().key
        let all = try shop.store.messages(key, count: 1_000).messages
        runner.runNow(.loadStretch(key, around: all[20].key, count: 20, token: 8))
        runner.runNow(.loadNewer(key, after: all[29].key, count: 20, token: 9))
        let actions = mailbox.take()
        guard case .action(.conversationLoaded(let loaded, token: 8)) = actions.first,
            case .action(.newerLoaded(let newer, let hasNewer, token: 9)) = actions.last
        else {
            Issue.record("\(actions)")
            return
        }
        #expect(loaded.messages.map(\.key) == all[10..<30].map(\.key))
        #expect(loaded.hasOlder && loaded.hasNewer && hasNewer)
        #expect(newer.map(\.key) == all[30..<50].map(\.key))
    }
}
