import Foundation
import Inbox
import Screen
import Simulator
import Spool
import Store
import TestSupport
import Testing
import WhatsApp

@testable import Desk
@testable import Engine

/// The agent's day by the keyboard alone (`inbox.md` §4.3): each scenario ends when the store, what left and the screen are
/// as they must be, and within its budget of keys. Numbers are those of the reference.
struct ScenarioTests {
    private func check(_ office: Office, keys: ClosedRange<Int>, shows words: String...) {
        #expect(keys.contains(office.keys), "\(office.keys) keys")
        let screen = office.screen
        for word in words { #expect(screen.contains(word), Comment(rawValue: "\(word) is missing:\n\(screen)")) }
    }

    /// 1: whose window shuts first, and who has waited longest, are read from the list.
    @Test func startOfShift() async throws {
        let office = try await Office()
        #expect(office.listed.first == "Lia Prado")
        check(office, keys: 0...0, shows: "Lia Prado", "Viu meu pedido?")
        try office.press("5")
        #expect(office.listed.first == "Otto Braga")
        check(office, keys: 1...4, shows: "Otto Braga", "oi?")
    }

    /// 3: a text for a shut window is stopped, and the template that goes instead leaves the draft alone.
    @Test func windowShut() async throws {
        let office = try await Office([.began(2, "Chega na quinta", ago: .hours(25))])
        let before = office.cloud.sends.count
        try office.press("8<Enter>")
        #expect(office.desk.model.conversation?.row.name == "Nuno Sales")
        try office.press("<Enter>")
        guard case .form(let form)? = office.desk.model.modes.last else {
            Issue.record("no form stands open:\n\(office.screen)")
            return
        }
        #expect(office.cloud.sends.count == before && office.draft == "Chega na quinta")
        #expect(form.fields.map(\.editor.text) == ["Nuno", "", "Chega na quinta"])
        check(office, keys: 3...12, shows: "Not sent", "from person", "from draft", "needed", "your draft is kept")
        try office.type("sofá 4471")
        check(office, keys: 3...12, shows: "Recebemos o seu pedido de garantia para sofá 4471.")
        try office.press("<Enter>")
        try await office.pass(.seconds(5))
        #expect(office.cloud.sends.count == before + 1 && office.cloud.sends.last?.contains("garantia") == true)
        #expect(try office.messages(2).contains { $0.template == "garantia" })
        // It waits for them to write, and is offered then.
        #expect(office.desk.model.conversation?.heldText == "Chega na quinta")
        try office.says(2, "oi, chegou?")
        try office.receive()
        #expect(office.draft == "Chega na quinta")
        check(office, keys: 4...12, shows: "Chega na quinta", "oi, chegou?")
    }

    /// 4: the window shuts in the middle of a sentence.
    @Test func shutsWhileTyping() async throws {
        let office = try await Office([.wrote(4, "E aí?", ago: .hours(24) - .seconds(20))])
        let before = office.cloud.sends.count
        try office.press("4<Enter>")
        #expect(office.desk.model.conversation?.row.name == "Igor Luz")
        try office.type("O caminhão quebrou, chega ")
        try await office.pass(.seconds(21))
        guard case .form(let form)? = office.desk.model.modes.last else {
            Issue.record("no form stands open:\n\(office.screen)")
            return
        }
        #expect(form.isForced && form.fields.contains { $0.editor.text == "O caminhão quebrou, chega" })
        #expect(office.draft == "O caminhão quebrou, chega ")
        #expect(office.cloud.sends.count == before)
        check(office, keys: 2...4, shows: "shut")
    }

    /// 6: two messages come while an answer is being written; nothing moves under the hands.
    @Test func customerWritesDuringComposition() async throws {
        let office = try await Office()
        try office.press("<C-g>")
        try office.type("sara")
        try office.press("<Enter>")
        try office.type("Mandamos outra amanha")
        let cursor = office.desk.frame.cursor
        try office.says(3, "e a mesa?")
        try office.says(3, "também veio torta")
        try office.receive()
        #expect(office.desk.frame.cursor == cursor && office.draft == "Mandamos outra amanha")
        check(office, keys: 2...6, shows: "e a mesa?", "também veio torta")
        try office.press("<BS>")
        try office.type("ã, e a mesa também")
        try office.press("<Enter>")
        try await office.pass(.seconds(5))
        #expect(try office.messages(3).contains { $0.text == "Mandamos outra amanhã, e a mesa também" })
        #expect(try office.row(3).waitingSince == nil && office.draft.isEmpty)
    }

    /// 7: somebody answers by phone while an answer is being written here.
    @Test func colleagueAnsweredFirst() async throws {
        let office = try await Office()
        let before = office.cloud.sends.count
        try office.press("<Enter>")
        try office.type("Já vejo")
        try office.put(
            office.envelope(
                """
                "message_echoes":[{"from":"\(office.account.displayPhone)","to":"\(Office.phone(0))","id":"wamid.ECHO",\
                "timestamp":"\(office.clock.now.seconds)","type":"text","text":{"body":"Saiu hoje de manhã."}}]
                """, field: "smb_message_echoes"))
        try office.receive()
        try office.press("<Enter>")
        check(office, keys: 2...2, shows: "phone app answered", "Saiu hoje de manhã.")
        try office.press("n<C-c>")
        try await office.pass(.seconds(5))
        #expect(office.cloud.sends.count == before && office.draft.isEmpty)
        #expect(try office.row(0).waitingSince == nil)
        check(office, keys: 2...5, shows: "Saiu hoje de manhã.")
    }

    /// 8: two messages failed; both are found and explained, and the second goes as a template.
    @Test func failedDelivery() async throws {
        let office = try await Office([
            .wrote(5, "Qual o prazo?", ago: .hours(25)), .answered(5, "Dez dias", ago: .hours(24)),
            .wrote(6, "Tem boleto?", ago: .hours(5)), .answered(6, "Tem sim", ago: .hours(1)),
        ])
        for (person, code, title) in [(5, 131_047, "Re-engagement message"), (6, 131_026, "Message undeliverable")] {
            let wamid = try #require(try office.messages(person).last?.wamid)
            try office.put(
                office.envelope(
                    """
                    "statuses":[{"id":"\(wamid)","status":"failed","timestamp":"\(office.clock.now.seconds)",\
                    "recipient_id":"\(Office.phone(person))","errors":[{"code":\(code),"title":"\(title)"}]}]
                    """))
        }
        try office.receive()
        try office.press("7")
        #expect(office.listed == ["Davi Reis", "Mila Torres"])
        try office.press("<Enter><S-Tab>e")
        check(office, keys: 4...4, shows: "131026", "The person is not on WhatsApp")
        try office.press("<Esc><C-n>e")
        check(office, keys: 7...7, shows: "131047", "what to do")
        let before = office.cloud.sends.count
        try office.press("<Esc>R<Enter>")
        try office.type("sofá 12")
        try office.press("<Enter>")
        try await office.pass(.seconds(5))
        #expect(office.cloud.sends.count == before + 1 && office.cloud.sends.last?.contains("garantia") == true)
        #expect(try office.messages(5).contains { $0.template == "garantia" && !($0.delivery?.needsCare ?? true) })
        check(office, keys: 11...12, shows: "para sofá 12.", "held until they write: Dez dias")
    }

    /// 9: two hundred files of a night come at once, late, doubled, out of order, one of them broken.
    @Test func lateBatch() async throws {
        let office = try await Office()
        var files: [[UInt8]] = []
        for index in 0..<180 {
            let ago = index.isMultiple(of: 3) ? Span.hours(30) : .minutes(Int64(5 + index))
            files.append(
                office.message(10 + index % 30, "tarde \(index)", at: Office.nine - ago, id: "wamid.LATE\(index)"))
        }
        files += files[40..<59]
        files.append(Array("{\"object\":".utf8))
        #expect(files.count == 200)
        var order = SeededRandom(seed: 9)
        let waiting = try office.store.counts(agent: Office.agent, number: nil, now: Office.nine)
        for file in files.shuffled(using: &order) { try office.put(file) }
        try office.receive()
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: office.spool.path(of: .quarantine)).count {
                !$0.hasSuffix(".reason")
            } == 1)
        for person in 10..<40 {
            let texts = try office.messages(person).compactMap(\.text).filter { $0.hasPrefix("tarde") }
            #expect(texts.count == 6 && Set(texts).count == 6)
            // All that came for every third person is thirty hours old.
            if person % 3 == 10 % 3, person >= 25 { #expect(try !office.row(person).window(at: Office.nine).isOpen) }
        }
        let counts = try office.store.counts(agent: Office.agent, number: nil, now: Office.nine)
        #expect(counts != waiting)
        try office.press("<Down>")
        check(office, keys: 1...1, shows: "inbox 34", "tarde")
    }

    /// 11: one person, told with and without the ninth digit.
    @Test func brazilianDouble() async throws {
        let office = try await Office()
        let short = "551190000100"  // as an older account writes 55 11 9 9000 0100
        for (phone, text, ago) in [
            ("5511990000100", "Sou eu, o Téo", Span.hours(4)), (short, "e o meu pedido?", .hours(1)),
        ] {
            let at = Office.nine - ago
            try office.put(
                office.envelope(
                    """
                    "contacts":[{"profile":{"name":"Téo Lins"},"wa_id":"\(phone)"}],\
                    "messages":[{"from":"\(phone)","id":"wamid.\(phone)","timestamp":"\(at.seconds)","type":"text",\
                    "text":{"body":"\(text)"}}]
                    """), arrival: at)
        }
        try office.receive()
        try office.press("<C-g>")
        try office.type("téo")
        try office.press("<Enter><C-x>j")
        check(office, keys: 4...4, shows: "Téo Lins")
        try office.press("<Enter>y")
        let rows = try ["5511990000100", short].map {
            try office.store.thread(number: office.number, alias: Alias(.waID, $0))
        }
        #expect(rows[0] != nil && rows[0]?.key == rows[1]?.key, Comment(rawValue: office.screen))
        try office.type("Vai hoje")
        try office.press("<Enter>")
        try await office.pass(.seconds(5))
        #expect(
            office.cloud.sends.last?.contains("\"\(short)\"") == true, Comment(rawValue: office.cloud.sends.last ?? ""))
        check(office, keys: 5...10, shows: "Vai hoje")
    }
}
