import Inbox
import Store
import Testing

/// What the platform counts of us, counted from what it told.
struct AllowanceTests {
    private let scratch: Scratch
    private var store: InboxStore { scratch.store }

    init() throws { scratch = try Scratch() }

    private func status(
        _ word: String, _ wamid: String, at seconds: Int64, _ category: String?, _ type: String?, number: String? = nil
    ) -> Reception {
        let pricing = category.map { ",\"pricing\":{\"category\":\"\($0)\",\"type\":\"\(type ?? "")\"}" } ?? ""
        let value = """
            "statuses":[{"id":"\(wamid)","status":"\(word)","timestamp":"\(Bodies.noon.seconds + seconds)",\
            "recipient_id":"15557770101"\(pricing)}]
            """
        let body = Bodies.reception(value, name: wamid + word, arrival: Bodies.noon + .seconds(seconds))
        guard let number else { return body }
        let text = String(decoding: body.body, as: UTF8.self).replacing(Bodies.number.value, with: number)
        return Bodies.reception(body: text, arrival: body.arrival)
    }

    @Test func onlyDeliveredServiceMessagesOfTheMonthAndTheNumberCount() throws {
        let bodies = [
            status("delivered", "a", at: 10, "service", "free_customer_service"),
            status("sent", "a", at: 5, "service", "free_customer_service"),
            status("read", "a", at: 20, "service", "free_customer_service"),
            status("delivered", "b", at: 30, "service", "regular"),
            status("delivered", "c", at: 40, "service", "free_entry_point"),
            status("delivered", "d", at: 50, "utility", "regular"), status("delivered", "e", at: 60, nil, nil),
            status("delivered", "f", at: -1, "service", "free_customer_service"),
            status("sent", "g", at: 70, "service", "free_customer_service"),
            status("delivered", "h", at: 0, "service", ""),
            status("delivered", "i", at: 80, "service", "free_customer_service", number: "700999888777666"),
        ]
        for body in bodies + bodies { _ = try store.apply([body], numbers: nil) }
        let expected = ServiceAllowance(used: 3, billed: 1, since: Bodies.noon)
        #expect(try store.serviceAllowance(of: Bodies.number, since: Bodies.noon) == expected)
        try store.rebuild()
        #expect(try store.serviceAllowance(of: Bodies.number, since: Bodies.noon) == expected)
        #expect(try store.serviceAllowance(of: NumberID("700999888777666"), since: Bodies.noon).used == 1)
        #expect(try store.serviceAllowance(of: NumberID("1"), since: Bodies.noon).left == 1_000)
    }

    @Test func ourNumbersAreToldAsPeopleWriteThem() throws {
        _ = try store.apply([Bodies.message("a", at: 0, from: "15557770101")], numbers: nil)
        #expect(try store.displayNumbers().map(\.id) == [Bodies.number])
        #expect(try store.displayNumbers().map(\.display) == ["15550001111"])
    }

    // MARK: Free entry points

    private func send(_ id: String, at seconds: Int64) throws {
        let row = try #require(try store.thread(number: Bodies.number, alias: Alias(.waID, "15557770101")))
        let now = Bodies.noon + .seconds(seconds)
        var context = row.gateContext()
        context.lastSentAddress = nil
        let permit = try SendGate().pass(.text(TextContent(body: id)), in: context, pass: .keyPress, at: now).get()
        _ = try store.enqueue(
            permit, to: row.key, actor: "bia", id: id, dueAt: now, notAfter: now + .hours(1), now: now)
        _ = try store.claim(id: id, worker: "1:1", now: now)
        _ = try store.finish(id: id, .accepted(wamid: "wamid.\(id)", status: nil, at: now))
    }

    private func free(_ id: String, at seconds: Int64, until: Int64? = nil) -> Reception {
        let told = until.map { ",\"expiration_timestamp\":\"\(Bodies.noon.seconds + $0)\"" } ?? ""
        return Bodies.reception(
            """
            "statuses":[{"id":"wamid.\(id)","status":"sent","timestamp":"\(Bodies.noon.seconds + seconds)",\
            "recipient_id":"15557770101","conversation":{"id":"c1","origin":{"type":"referral_conversion"}\(told)},\
            "pricing":{"category":"referral_conversion","type":"free_entry_point"}}]
            """, name: id, arrival: Bodies.noon + .seconds(seconds))
    }

    private func end(at seconds: Int64) throws -> Int64? {
        let row = try #require(try store.thread(number: Bodies.number, alias: Alias(.waID, "15557770101")))
        return try store.freeEntryPoint(of: row.key, now: Bodies.noon + .seconds(seconds))
            .map { $0.seconds - Bodies.noon.seconds }
    }

    /// 72 hours from the first message that was given away, unless the platform tells of another end (§3.4).
    @Test func aFreeEntryPointEndsWhenThePlatformSaysOrAfterThreeDays() throws {
        _ = try store.apply([Bodies.message("a", at: 0, from: "15557770101")], numbers: nil)
        #expect(try end(at: 10) == nil)
        try send("one", at: 60)
        #expect(try end(at: 61) == nil)
        _ = try store.apply([free("one", at: 61)], numbers: nil)
        let three: Int64 = 60 + 72 * 3_600
        #expect(try end(at: 61) == three && end(at: three - 1) == three)
        #expect(try end(at: three) == nil, "over")
        try send("two", at: 3_600)
        _ = try store.apply([free("two", at: 3_601)], numbers: nil)
        #expect(try end(at: 3_700) == three, "another message makes it no longer")
        _ = try store.apply([free("two", at: 3_601, until: 600_000)], numbers: nil)
        try send("three", at: 7_200)
        _ = try store.apply([free("three", at: 7_201, until: 600_000)], numbers: nil)
        #expect(try end(at: 7_300) == 600_000 && end(at: 599_999) == 600_000 && end(at: 600_000) == nil)
        try store.rebuild()
        #expect(try end(at: 7_300) == 600_000)
    }

    @Test func whatIsBilledOrFreeForAnotherReasonIsNoEntryPoint() throws {
        _ = try store.apply([Bodies.message("a", at: 0, from: "15557770101")], numbers: nil)
        try send("one", at: 60)
        _ = try store.apply([status("sent", "wamid.one", at: 61, "service", "free_customer_service")], numbers: nil)
        #expect(try end(at: 62) == nil)
    }
}
