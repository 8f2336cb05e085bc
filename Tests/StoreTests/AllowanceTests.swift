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
}
