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
@testable import oriel

/// The agent's day by the keyboard alone (`inbox.md` §4.3): each scenario ends when the store, what left and the screen are
/// as they must be, and within so many keys as the README says.
struct ScenarioTests {
    func check(_ office: Office, keys: ClosedRange<Int>, shows words: String...) {
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
        check(office, keys: 1...1, shows: "Otto Braga", "oi?")
    }

    /// 2: the next unassigned is answered by a canned text and done, and the one after stands open.
    @Test func simpleAnswer() async throws {
        let office = try await Office()
        try office.press("3<Enter>")
        let first = try #require(office.desk.model.conversation?.row.key)
        #expect(try first == office.key(0))
        try office.press("<C-x>i/")
        try office.type("chega")
        try office.press("<Enter><Enter><C-x>c")
        try await office.pass(.seconds(5))
        #expect(office.cloud.sends.last?.contains("Oi Lia, o seu pedido chega amanhã até as 18h.") == true)
        let row = try office.row(0)
        #expect(row.assignee == Office.agent && row.isDone && row.waitingSince == nil)
        if office.desk.model.conversation?.row.key == first { try office.press("<C-n>") }
        #expect(try office.desk.model.conversation?.row.key == office.key(1))
        check(office, keys: 9...9, shows: "Otto Braga", "Bom dia, tem novidade?")
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
        check(office, keys: 3...3, shows: "Not sent", "from person", "from draft", "needed", "your draft is kept")
        try office.type("sofá 4471")
        check(office, keys: 3...3, shows: "Recebemos o seu pedido de garantia para sofá 4471.")
        try office.press("<Enter>")
        try await office.pass(.seconds(5))
        #expect(office.cloud.sends.count == before + 1 && office.cloud.sends.last?.contains("garantia") == true)
        #expect(try office.messages(2).contains { $0.template == "garantia" })
        // It waits for them to write, and is offered then.
        #expect(office.desk.model.conversation?.heldText == "Chega na quinta")
        try office.says(2, "oi, chegou?")
        try office.receive()
        #expect(office.draft == "Chega na quinta")
        check(office, keys: 4...4, shows: "Chega na quinta", "oi, chegou?")
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
        #expect(form.isForced && form.fields.contains { $0.editor.text == "O caminhão quebrou, chega " })
        #expect(office.draft == "O caminhão quebrou, chega ")
        #expect(office.cloud.sends.count == before)
        check(office, keys: 2...2, shows: "shut")
    }

    /// 5: six windows shut within a quarter of an hour; all are answered, the soonest first, with two canned texts.
    @Test func criticalQueue() async throws {
        let people = [4, 7, 5, 9, 6, 8]
        let office = try await Office(
            people.enumerated().map { index, person in
                .wrote(
                    person, index.isMultiple(of: 2) ? "e a nota?" : "quando chega?",
                    ago: .minutes(Int64(1_438 - 2 * index)))
            })
        let before = office.cloud.sends.count
        try office.press("4<Enter>")
        for (index, person) in people.enumerated() {
            #expect(try office.desk.model.conversation?.row.key == office.key(person))
            try office.press("/")
            try office.type(index.isMultiple(of: 2) ? "nota" : "chega")
            try office.press("<Enter><Enter>")
            try await office.pass(.seconds(15))
            if index + 1 < people.count { try office.press("<C-n>") }
        }
        let texts = office.cloud.sends[before...]
        #expect(texts.count == 6 && texts.count { $0.contains("a nota fiscal vai no seu e-mail") } == 3)
        for person in people { #expect(try office.row(person).waitingSince == nil) }
        check(office, keys: 25...25, shows: "closing 1")
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
        check(office, keys: 2...2, shows: "e a mesa?", "também veio torta")
        try office.press("<BS>")
        try office.type("ã, e a mesa também")
        try office.press("<Enter>")
        try await office.pass(.seconds(5))
        #expect(try office.messages(3).contains { $0.text == "Mandamos outra amanhã, e a mesa também" })
        #expect(try office.row(3).waitingSince == nil && office.draft.isEmpty)
        check(office, keys: 4...4, shows: "Mandamos outra amanhã, e a mesa também")
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
        check(office, keys: 4...4, shows: "Saiu hoje de manhã.")
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
        check(office, keys: 11...11, shows: "para sofá 12.", "held until they write: Dez dias")
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

    /// 10: a person without a number writes; later the number is told: one conversation, and the answer finds its way.
    @Test func whoIsThis() async throws {
        let office = try await Office()
        func wrote(_ text: String, id: String, phone: String? = nil) -> [UInt8] {
            let number = phone.map { "\"wa_id\":\"\($0)\"," } ?? ""
            let from = phone.map { "\"from\":\"\($0)\"," } ?? ""
            return office.envelope(
                """
                "contacts":[{"profile":{"name":"Bel","username":"@bel.ro"},\(number)"user_id":"BR.889900112233"}],\
                "messages":[{\(from)"from_user_id":"BR.889900112233","id":"\(id)",\
                "timestamp":"\(office.clock.now.seconds)","type":"text","text":{"body":"\(text)"}}]
                """)
        }
        try office.put(wrote("vocês entregam em Olinda?", id: "wamid.B1"))
        try office.receive()
        try office.press("<C-g>")
        try office.type("bel.ro")
        try office.press("<Enter><C-x>g")
        try office.type("entrega")
        try office.press("<Enter><C-x>i")
        try office.type("Entregamos sim!")
        try office.press("<Enter>")
        try await office.pass(.seconds(5))
        #expect(office.cloud.sends.last?.contains("BR.889900112233") == true)
        try office.put(wrote("ótimo", id: "wamid.B2", phone: "5581990000777"))
        try office.receive()
        let row = try #require(try office.store.thread(number: office.number, alias: Alias(.waID, "5581990000777")))
        #expect(try office.store.thread(number: office.number, alias: Alias(.bsuid, "BR.889900112233"))?.key == row.key)
        #expect(row.labels == [try #require(Label("entrega"))] && row.assignee == Office.agent)
        let texts = try office.store.messages(row.key, before: nil, count: 9).messages.compactMap(\.text)
        #expect(Set(texts) == ["vocês entregam em Olinda?", "Entregamos sim!", "ótimo"])
        check(office, keys: 8...8, shows: "ótimo", "+55 81 99000-0777")
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
        check(office, keys: 7...7, shows: "Vai hoje")
    }

    /// 12: a picture of months ago, by words of its caption; the platform has forgotten the file meanwhile.
    @Test func findIt() async throws {
        let office = try await Office()
        let spring = Office.nine - .hours(24 * 70)
        try office.put(
            office.envelope(
                """
                "contacts":[{"profile":{"name":"Rita Alves"},"wa_id":"5581990000333"}],\
                "messages":[{"from":"5581990000333","id":"wamid.PIC","timestamp":"\(spring.seconds)","type":"image",\
                "image":{"id":"88","mime_type":"image/jpeg","caption":"a foto da nota rasgada, aqui de Recife"}}]
                """), arrival: spring)
        for (index, text) in ["e a nota?", "nota rasgada, não", "recebi"].enumerated() {
            try office.says(10 + index, text, at: Office.nine - .hours(20))
        }
        try office.receive()
        let claim = try office.store.claimMedia(worker: "1:1", now: office.clock.now)
        #expect(claim.job == nil, "nothing is left to fetch")
        try office.press("<C-f>")
        try office.type("nota rasgada has:media")
        try office.press("<Enter>")
        #expect(office.desk.model.conversation?.row.name == "Rita Alves")
        check(office, keys: 2...2, shows: "a foto da nota rasgada, aqui de Recife", "Rita Alves")
    }

    /// 13: a note, how things stand, a colleague and a snooze; nothing of it reaches the customer.
    @Test func noteAndHandOver() async throws {
        let office = try await Office()
        let sent = office.cloud.sends.count
        try office.press("N")
        try office.type("Caminhão quebrou; não prometer antes das 12h")
        try office.press("<Enter>e")
        try office.type("transportadora acionada")
        try office.press("<Enter>A")
        try office.type("car")
        try office.press("<Enter>z")
        try office.type("they")
        try office.press("<Enter>")
        let row = try office.row(0)
        #expect(row.assignee == "carla" && row.stateOfPlay?.text == "transportadora acionada")
        #expect(row.isSnoozed(at: office.clock.now) && row.snooze?.until == nil)
        #expect(try office.messages(0).contains { $0.direction == .note })
        try await office.pass(.seconds(10))
        #expect(office.cloud.sends.count == sent && !office.listed.contains("Lia Prado"))
        try office.says(0, "e aí?")
        try office.receive()
        #expect(office.listed.contains("Lia Prado"))
        check(office, keys: 8...8, shows: "Lia Prado")
    }

    /// 15: the shift ends. Whoever waits comes back tomorrow, with the reason as a label; one conversation is written out,
    /// and one person is erased.
    @Test func endOfShiftAndErasure() async throws {
        let office = try await Office()
        try office.press("<C-x>f")
        try office.type("is:unanswered")
        try office.press("<Enter>Vmt")
        try office.type("fornecedor")
        try office.press("<Enter>yz")
        try office.type("tomorrow")
        try office.press("<Enter>")
        for person in 0..<40 where person < 4 || person >= 10 {
            let row = try office.row(person)
            let isPutOff = row.isSnoozed(at: office.clock.now) && row.labels.map(\.name) == ["fornecedor"]
            #expect(row.waitingSince == nil || isPutOff, "\(Office.name(person))")
        }
        #expect(try office.row(0).isSnoozed(at: office.clock.now) && office.row(2).isSnoozed(at: office.clock.now))
        check(office, keys: 10...10, shows: "is:unanswered")
        let transcript = Transcript(try office.row(1), isMasked: true)
        let written = try office.messages(1).flatMap { transcript.lines($0) }
        #expect(written.contains { $0.contains("Bom dia, tem novidade?") } && written.contains { $0.contains("oi?") })
        let alias = Alias(.waID, Office.phone(0))
        let subject = try office.store.erasureSubject(PersonName(alias.value))
        let erasing = Forgetting(store: office.store, spool: office.spool, appSecret: nil)
        _ = try erasing.forget(PersonName(alias.value), isTrial: false)
        let verification = try erasing.verify(subject)
        #expect(verification.isClean)
        #expect(try office.store.thread(number: office.number, alias: alias) == nil)
        let query = try #require(try SearchQuery.read("viu meu pedido"))
        let asked = QueryContext(agent: Office.agent, now: office.clock.now)
        let found = try office.store.search(query, in: .everywhere(nil), before: nil, count: 20, asked: asked)
        #expect(found.hits.isEmpty)
        let files = FileManager.default.enumerator(atPath: office.spool.path)?.compactMap { $0 as? String } ?? []
        #expect(!files.isEmpty)
        for file in files {
            let bytes = FileManager.default.contents(atPath: office.spool.path + "/" + file) ?? Data()
            #expect(!String(decoding: bytes, as: UTF8.self).contains("Viu meu pedido"), "\(file)")
        }
    }
}
