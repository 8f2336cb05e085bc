import Inbox
import Screen
import Testing

@testable import Desk

/// Many at once by lines, who is who, who has what, and commands: what the screen has pages for.
@Suite struct PlainManyTests {
    private typealias LineDesk = PlainTests.LineDesk

    @Test(
        arguments: [
            ("mark 2 3, 5", .mark([2, 3, 5], isOn: true)), ("mark all", .mark(nil, isOn: true)),
            ("unmark 2", .mark([2], isOn: false)), ("unmark", .mark(nil, isOn: false)),
            ("unmark all", .mark(nil, isOn: false)), ("marked", .marked(nil)),
            ("marked done", .marked(.command(.toggleDone))), ("marked assign carla", .marked(.assign("carla"))),
            ("marked priority high", .marked(.priority(.high))), ("marked snooze 2h", .marked(.snooze("2h"))),
            ("reopen", .reopen), ("leave 2", .leaveOut(2)), ("who", .who(nil)), ("who 2", .who(2)),
            ("join Ana Souza", .join("Ana Souza")), ("team", .team),
            ("hand Bia Melo to Carla", .handOver(from: "Bia Melo", to: "Carla")),
            ("pipe wc -l", .pipe(.threadText, nil, "wc -l")), ("pipe 2 wc -l", .pipe(.messageText, 2, "wc -l")),
            ("pipe json jq .", .pipe(.threadJSON, nil, "jq .")), ("pipe 2 JSON jq .", .pipe(.messageJSON, 2, "jq .")),
        ] as [(String, PlainOrder)])
    func aLineIsAnOrder(line: String, order: PlainOrder) throws {
        #expect(try PlainOrder(line: line) == order)
    }

    @Test(arguments: [
        "mark", "mark x", "mark 0", "marked send", "marked assign", "marked reply Oi", "leave", "who x", "join",
        "hand Bia", "hand to Bia", "hand Bia to", "pipe", "pipe 2", "pipe json", "pipe 2 json",
    ])
    func whatLacksSomethingSaysSo(line: String) {
        let name = line.split(separator: " ").first.map(String.init) ?? ""
        #expect(throws: PlainOrder.Mistake.incomplete(name)) { try PlainOrder(line: line) }
    }

    // MARK: Marks

    @Test func markedOnesAreDoneTogether() {
        var desk = LineDesk()
        let names = desk.said.compactMap { line in
            line.hasPrefix("2. ") || line.hasPrefix("3. ")
                ? line.dropFirst(3).split(separator: ",").first.map(String.init) : nil
        }
        #expect(names.count == 2)
        let said = desk.type("mark 2 3")
        #expect(
            said.count == 1 && said[0].hasPrefix("2 marked: ") && names.allSatisfy { said[0].contains($0) }, "\(said)")
        #expect(desk.type("list").filter { $0.contains(", marked, ") }.count == 2)
        desk.type("marked priority urgent")
        #expect(desk.session.inbox.rows.values.count { $0.priority == .urgent } == 2)
        #expect(desk.type("unmark 2").contains { $0.hasPrefix("1 marked: ") })
        desk.type("marked assign carla")
        #expect(desk.session.inbox.rows.values.count { $0.assignee == "Carla Lima" && $0.priority == .urgent } == 1)
        #expect(desk.type("unmark").contains { $0.contains("1") })
        #expect(desk.type("marked") == ["nothing is marked; mark N marks one of the list"])
        #expect(desk.type("marked done") == ["nothing is marked; mark N marks one of the list"])
    }

    @Test func manyAreAskedAboutFirst() {
        var desk = LineDesk()
        desk.type("mark all")
        let marked = desk.session.model.list.marks.count
        #expect(marked > Model.fewMarks)
        let asked = desk.type("marked label refund")
        #expect(asked.last?.hasSuffix("yes or no") ?? false, "\(asked)")
        #expect(
            desk.type("no").isEmpty
                || desk.session.inbox.rows.values.allSatisfy { !$0.labels.contains { $0.name == "refund" } })
        desk.type("marked label refund", "yes")
        #expect(desk.session.inbox.rows.values.count { $0.labels.contains { $0.name == "refund" } } == marked)
    }

    @Test func aNumberThatIsNoneMarksNobody() {
        var desk = LineDesk()
        #expect(desk.type("mark 1 999") == ["the list has no 999; list prints it"])
        #expect(desk.session.model.list.marks.isEmpty)
    }

    // MARK: One template for many

    @Test func thoseWhoWereNeverAnsweredAreReopened() {
        var desk = LineDesk()
        let begun = desk.type("reopen")
        for name in ["Fábio", "Kelly", "Pedro"] { #expect(begun.contains { $0.contains(name) }, "\(begun)") }
        #expect(begun.contains { $0.hasPrefix("template NAME chooses what they all get") })
        #expect(desk.session.inbox.items.isEmpty)
        let chosen = desk.type("template pedido_atraso")
        #expect(chosen.last == "Fill field 2 first: fill 2 TEXT", "\(chosen)")
        #expect(desk.type("send").contains { $0.contains("pedido") } && desk.session.inbox.items.isEmpty)
        #expect(
            desk.type("fill 2 0", "fill 3 o caminhão quebrou", "fill 4 r/9").last
                == "send shows what each of 3 will read")
        let shown = desk.type("send")
        for name in ["Fábio", "Kelly", "Pedro"] {
            #expect(shown.contains { $0.contains("Olá, \(name)! Sobre o pedido 0") }, "\(shown)")
        }
        #expect(shown.last == "Ready; send sends it to 3, leave N leaves one out, cancel drops it.")
        #expect(desk.type("leave 2").last == "Ready; send sends it to 2, leave N leaves one out, cancel drops it.")
        let sent = desk.type("send")
        #expect(desk.session.inbox.items.count == 2)
        #expect(sent.contains { $0.contains("2") && $0.contains("1") }, "\(sent)")
    }

    @Test func droppedAndLeftForSomethingElseItSendsNothing() {
        var desk = LineDesk()
        desk.type("reopen", "template retomar")
        #expect(desk.type("cancel") == ["nothing was sent"] && desk.session.model.modes.isEmpty)
        desk.type("reopen", "template retomar", "list", "send")
        #expect(desk.session.inbox.items.isEmpty)
        #expect(desk.type("leave 1") == ["reopen first: leave N leaves somebody out of one template for many"])
    }

    // MARK: The team

    @Test func theTeamIsSaidAndWhatOneHasIsGivenToAnother() {
        var desk = LineDesk()
        #expect(desk.type("hand Bia to Carla") == ["team says who has what; do that first"])
        let mine = desk.session.inbox.rows.values.count { $0.assignee == Cast.agent && !$0.isDone }
        let said = desk.type("team")
        #expect(said.contains { $0.hasPrefix("Bia Melo: \(mine) open, ") }, "\(said)")
        #expect(desk.type("hand Nobody to Carla").contains { $0.hasPrefix("there is no colleague Nobody") })
        let asked = desk.type("hand Bia Melo to Carla")
        #expect(asked.last == "Give all \(mine) open conversations of Bia Melo to Carla Lima? yes or no", "\(asked)")
        desk.type("yes")
        #expect(desk.session.inbox.rows.values.allSatisfy { $0.assignee != Cast.agent || $0.isDone })
        desk.type("give-back")
        #expect(desk.session.inbox.rows.values.count { $0.assignee == Cast.agent && !$0.isDone } == mine)
    }

    // MARK: Who is who

    @Test func whoSomebodyIsCanBeSaid() {
        var desk = LineDesk()
        #expect(desk.type("who") == desk.type("who 1"), "nobody is open")
        desk.type("open 2")
        let said = desk.type("who")
        #expect(said.first?.hasPrefix("1. ") ?? false && said.last?.contains("join NAME") ?? false, "\(said)")
        #expect(desk.type("who 99") == ["there is no 99 here; who lists what can be said"])
        #expect(desk.session.model.modes.isEmpty)
        let asked = desk.type("join Paulo Reis")
        #expect(asked.last?.hasSuffix("yes or no") ?? false, "\(asked)")
        desk.type("no")
        #expect(desk.session.model.modes.isEmpty)
    }

    // MARK: Commands

    @Test func aCommandReadsTheConversationOrAMessage() {
        var inbox = FakeInbox()
        inbox.piped = "12\n"
        var desk = LineDesk(inbox)
        desk.type("open 2", "messages")
        let said = desk.type("pipe 1 wc -c")
        #expect(desk.session.model.modes.isEmpty && said.first == "wc -c" && said.last == "12", "\(said)")
        #expect(desk.type("pipe json jq .").first == "jq .")
        #expect(desk.type("pipe 99 cat") == ["there is no message 99 here; messages lists them"])
    }

    /// Of who never wrote it is not said since when they are shut out.
    @Test func whoNeverWroteHasNoWindowThatShut() throws {
        let evidence = WindowEvidence(listeningSince: Cast.now - .hours(24 * 70))
        var row = Cast.row(40, "Nova", evidence: evidence, waits: nil, says: Cast.text(""))
        row.hasWritten = false
        var inbox = FakeInbox()
        inbox.rows[row.key] = row
        var desk = LineDesk(inbox)
        let said = desk.type("go Nova")
        #expect(said.contains("They never wrote: only a template may be sent."), "\(said)")
        #expect(!said.contains { $0.contains("shut since") })
    }
}
