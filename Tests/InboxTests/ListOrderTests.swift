import Inbox
import Testing

/// What people are sorted by, and which queue has which orders.
@Suite struct ListOrderTests {
    @Test(
        arguments: [
            ("Élcio Prado", nil, "elcio prado"), (nil, "Ju.Ferreira", "ju.ferreira"), ("  ", "ju", "ju"),
            ("", "", "\u{F8FF}1555"), (nil, nil, "\u{F8FF}1555"), (" Ana", "x", "ana"),
        ] as [(String?, String?, String)]) func namesAreSortedWithoutCaseAndAccents(
            _ name: String?, _ username: String?, _ expected: String
        )
    {
        #expect(ListOrder.sortName(name, username: username, person: "1555") == expected)
    }

    @Test func theInboxKeepsItsSections() {
        #expect(ListOrder.choices(of: .inbox) == [.own])
        #expect(Queue.allCases.filter { $0 != .inbox }.allSatisfy { ListOrder.choices(of: $0) == ListOrder.allCases })
    }
}
