import Inbox
import Store

/// How long a screen waits for the store.
struct ReadingBench {
    let store: InboxStore
    private let agent = "bench"
    private let rows = 100
    private let messages = 50

    init(store: InboxStore) { self.store = store }

    func run(into table: inout BenchTable) throws {
        var threads: [ThreadKey] = []
        for queue in [Queue.inbox, .waiting, .all] {
            table.put("list page, \(queue.rawValue), ms", try pages(of: queue, threads: &threads).summary)
        }
        var counts = Samples()
        for _ in 0..<50 { _ = try counts.measure { try store.counts(agent: agent, now: Traffic.now) } }
        table.put("counts of all queues, ms", counts.summary)

        var opening = Samples()
        for key in threads.prefix(500) { _ = try opening.measure { try store.messages(key, count: messages) } }
        table.put("conversation, newest page, ms", opening.summary)
        table.put("longest conversation, older page, ms", try longest(of: threads).summary)

        var people = Samples()
        for text in ["an", "célia", "lima", "dias 4", "119000", "jo", "xyzzy"] {
            for _ in 0..<10 { _ = try people.measure { try store.threads(matching: text, limit: 50) } }
        }
        table.put("people by name or number, ms", people.summary)
        try searches(into: &table)
    }

    /// As typed: the newest fifty, everywhere.
    private func searches(into table: inout BenchTable) throws {
        let kinds = [
            ("two letters", ["pe", "am", "ob", "qu", "en", "ca", "fo"]),
            ("one word", ["pedido", "obrigada", "amanha", "entrega", "mesa", "xyzzy"]),
            ("two words", ["pedido amanhã", "quando entrega", "nota boleto", "mesa ped", "recebi foto"]),
        ]
        for (name, texts) in kinds {
            var samples = Samples()
            for query in texts.compactMap({ SearchQuery($0) }) {
                for _ in 0..<20 {
                    _ = try samples.measure {
                        try store.search(
                            query, in: .everywhere(nil), count: messages,
                            asked: QueryContext(agent: "bench", now: Instant(seconds: 0)))
                    }
                }
            }
            table.put("search, \(name), ms", samples.summary)
        }
    }

    /// From the top down, a page after the other, at most 200.
    private func pages(of queue: Queue, threads: inout [ThreadKey]) throws -> Samples {
        var samples = Samples()
        var place = PagePlace.top
        for _ in 0..<200 {
            let page = try samples.measure {
                try store.page(queue, agent: agent, from: place, count: rows, now: Traffic.now)
            }
            threads += page.rows.map(\.key)
            guard page.hasAfter, let last = page.cursors.last else { break }
            place = .after(last)
        }
        return samples
    }

    /// Up through the history of whoever wrote most, at most 200 pages.
    private func longest(of threads: [ThreadKey]) throws -> Samples {
        var samples = Samples()
        guard
            let first = try store.thread(number: Traffic.number, alias: Alias(.waID, "5511900000000"))?.key
                ?? threads.first
        else { return samples }
        var before: MessageCursor?
        for _ in 0..<200 {
            let page = try samples.measure { try store.messages(first, before: before, count: messages) }
            guard page.hasBefore, let oldest = page.messages.first else { break }
            before = MessageCursor(oldest)
        }
        return samples
    }
}
