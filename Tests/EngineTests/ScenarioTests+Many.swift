import Inbox
import Store
import Testing

@testable import Desk
@testable import Engine

/// What must not leave, and what leaves to many at once.
extension ScenarioTests {
    /// 14: somebody asks, among other words, not to be written to; it is recorded, and a template is refused with the reason.
    @Test func angryAndOptOut() async throws {
        let office = try await Office()
        try office.says(3, "terceira vez que veio torta, e agora STOP com essas mensagens, não quero mais nada")
        try office.receive()
        #expect(try office.row(3).optOut == nil, "a word in a sentence decides nothing by itself")
        let sent = office.cloud.sends.count
        try office.press("<C-g>")
        try office.type("sara")
        try office.press("<Enter><C-x>xy")
        #expect(try office.row(3).optOut == .everything)
        check(office, keys: 5...5, shows: "opted out", "e agora STOP com", "essas mensagens")
        try office.press("<C-t>")
        try office.type("retomar")
        try office.press("<Enter><Enter>")
        check(office, keys: 8...8, shows: "asked not to be written to")
        try await office.pass(.seconds(10))
        #expect(office.cloud.sends.count == sent && office.draft.isEmpty)
        #expect(try office.messages(3).allSatisfy { $0.template == nil })
    }

    /// Monday morning: those who wrote over the weekend and were never answered get one template, each by their own name;
    /// who asked not to be written to is left out with the reason.
    @Test func mondayMorning() async throws {
        let office = try await Office([
            .wrote(5, "Cadê a nota?", ago: .hours(60)), .wrote(6, "Parem de escrever", ago: .hours(50)),
            .wrote(7, "Tem em azul?", ago: .hours(40)),
        ])
        let facts = [
            AgentFact(
                id: "asked", at: office.clock.now, actor: "carla", number: office.number,
                alias: Alias(.waID, Office.phone(6)), act: .optOut(.everything))
        ]
        _ = try office.store.record(facts)
        try office.receive()
        let sent = office.cloud.sends.count
        try office.press("<C-x>b")
        try office.type("garantia")
        try office.press("<Enter>")
        try office.type("o móvel da nota")
        try office.press("<Tab>")
        try office.type("ainda estamos conferindo")
        try office.press("<Enter>")
        check(office, keys: 5...5, shows: "they asked not to be written to", "Nuno Sales", "Mila Torres")
        try office.press("<Enter>")
        check(office, keys: 6...6, shows: "3 in the outbox, 1 left out: each row says why")
        try office.press("<Esc>")
        try await office.pass(.seconds(5))
        let left = office.cloud.sends[sent...]
        #expect(left.count == 3 && left.allSatisfy { $0.contains("garantia") })
        for person in [2, 5, 7] { #expect(try office.row(person).waitingSince == nil, "\(Office.name(person))") }
        #expect(try office.row(6).waitingSince != nil && office.messages(6).allSatisfy { $0.template == nil })
        #expect(office.desk.model.list.marks.count == 1)
    }
}
