import Inbox
import Screen
import Testing

@testable import Desk

/// The box under fast hands: undo, moving by drawn rows, what is on disk.
@Suite struct EditingTests {
    static func ana(_ size: Size = Size(columns: 80, rows: 24)) -> Session { ScreenState.ana(size) }

    /// Each step of undo brings back exactly what stood there before, whatever took it away; redo goes the same way.
    @Test func undoGoesBackThroughCutsAndPastes() {
        var session = Self.ana()
        var before: [String] = []
        func step(_ change: (inout Session) -> Void) {
            before.append(session.draft)
            change(&session)
            #expect(session.draft != before.last)
        }
        step { $0.press("um") }
        step { $0.press(" dois") }
        step { $0.press("<C-w>") }
        step { $0.send(.pasted("tres\nquatro")) }
        step { $0.press("<C-u>") }
        step { $0.press("<C-y>") }
        step { $0.press("<C-a><C-k>") }
        step { $0.press("<BS>") }
        step { $0.press("<M-BS>") }
        step { $0.press("<C-c>") }
        let last = session.draft
        for text in before.reversed() {
            session.press("<C-_>")
            #expect(session.draft == text)
            #expect(session.inbox.drafts[Cast.key(1)] ?? "" == text, "and so on disk")
        }
        for text in before.dropFirst() + [last] {
            session.press("<M-_>")
            #expect(session.draft == text)
        }
    }

    /// A letter typed at the place the cursor came to stands in the drawn row above, at the same column.
    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 40, rows: 15)])
    func upAndDownMoveByDrawnRows(_ size: Size) throws {
        var session = Self.ana(size)
        session.press("o pedido 4471 chega amanha ate as doze horas e o motorista liga antes de sair do centro")
        let start = try #require(session.frame.cursor)
        session.press("<Up>")
        let above = try #require(session.frame.cursor)
        #expect(session.model.focus == .compose)
        #expect(above.row == start.row - 1)
        session.press("<Down>")
        #expect(session.frame.cursor == start)
        let rows = session.model.composerRows(columns: session.model.layout.pane.columns).count
        #expect(rows > 1)
        for _ in 1..<rows { session.press("<Up>") }
        #expect(session.model.focus == .compose)
        session.press("<Up>")
        #expect(session.model.focus == .messages, "over the first row are the messages")
    }

    @Test func theColumnIsKeptOverShortAndWideRows() throws {
        var session = Self.ana()
        session.press("uma linha comprida<C-j>ab<C-j>你好你好你好你好<C-j>outra linha comprida<C-a>")
        for _ in 0..<11 { session.press("<Right>") }
        func column() -> Int { (session.frame.cursor?.column ?? 0) - session.model.layout.pane.column }
        #expect(column() == 11)
        session.press("<Up>")
        #expect(column() == 10, "no wide sign is cut in half")
        session.press("<Up>")
        #expect(column() == 2)
        session.press("<Up>")
        #expect(column() == 11)
        session.press("X")
        #expect(session.draft.hasPrefix("uma linha cXomprida"))
        session.press("<Down>")
        #expect(column() == 2)
        session.press("<Down><Down><Down>")
        #expect(session.model.conversation?.composer.cursor == session.draft.count, "the last row's end is the end")
    }

    @Test func wordOfAnOlderDraftDoesNotPassForTheNewer() {
        var session = Self.ana()
        session.press("ab")
        session.answers = false
        session.press("c")
        session.send(.draftSaved(thread: Cast.key(1), text: "ab"))
        #expect(session.press("<BS>") == [.saveDraft(Cast.key(1), text: "ab")], "the disk is about to get “abc”")
    }

    @Test func linksLookLikeLinks() {
        func spans(_ text: SafeText, _ columns: Int = 40, continued: Bool = false) -> [Range<Int>] {
            LinkSpans(text, columns: columns, isContinued: continued).spans
        }
        #expect(spans("veja https://aurora.example/r/1, obrigada") == [5..<31])
        #expect(spans("http://a http://b.") == [0..<8, 9..<17])
        #expect(spans("https:// e 12:30 a:b ftp://x") == [])
        #expect(LinkSpans("https://a.example/", columns: 18, isContinued: false).goesOn)
        #expect(spans("resto/fim e mais", continued: true) == [0..<9])
        #expect(spans("你 https://a") == [3..<12])
        var session = ScreenState.thread(
            Size(columns: 80, rows: 24), Cast.ana,
            messages: [
                Cast.message(
                    1, .inbound, "olha https://aurora.example/pedidos/2026/11/24/4471/detalhes?ver=tudo aqui",
                    at: Cast.trigger)
            ])
        session.press("x")
        let linked = session.frame.cells.filter { $0.roles.contains(.msgLink) }.map(\.text).joined()
        #expect(linked == "https://aurora.example/pedidos/2026/11/24/4471/detalhes?ver=tudo")
    }

    /// A form's error calls the value what the form calls it.
    @Test func anErrorNamesTheField() {
        var session = Self.ana()
        session.press("<C-t>pedido_atraso<Enter><Enter>")
        let number = (session.form?.index ?? 0) + 1
        #expect(session.notice.hasPrefix("\(number) "), "\(session.notice)")
        #expect(!session.notice.contains("body."))
        #expect(session.text.contains(session.notice))
    }

    @Test func templatesOfOneNameAreToldApart() {
        var session = ScreenState.ana(Size(columns: 120, rows: 40)) {
            $0.shelf.templates.removeAll { !["pedido_atraso", "retomar_contato"].contains($0.key.name) }
            $0.shelf.templates.append(
                Cast.template("pedido_atraso", "Hello {{nome}}, about order {{pedido}}.", language: "en_US"))
        }
        session.press("<C-x>")
        #expect(session.text.contains("pedido_atraso pt_BR"))
        #expect(session.text.contains("retomar_contato") && !session.text.contains("retomar_contato pt_BR"))
        session.press("<Esc>")
        session.wait(.minutes(5))
        #expect(session.text.contains("pedido_atraso pt_BR  2 "))
        session.press("1")
        #expect(session.text.contains("pedido_atraso en_US"), "among the others")
    }

    // MARK: Narrow places

    @Test func aMarkedCountdownIsNeverCut() {
        var likely = Cast.row(31, "Rita", evidence: WindowEvidence(), waits: Cast.ago(23), says: Cast.text("ok"))
        likely.evidence.reaction = Cast.ago(23, 56, 57)
        var disputed = Cast.row(32, "Nina", evidence: Cast.left(0, 4, 59), waits: Cast.ago(23), says: Cast.text("ok"))
        disputed.evidence.refusedAt = Cast.ago(0, 1)
        let session = Session(inbox: FakeInbox(rows: [likely, disputed]))
        #expect(session.text.contains("~3:03 Rita"))
        #expect(session.text.contains("!4:59 Nina"))
    }

    @Test(arguments: [60, 72, 80, 90, 120, 160]) func aLostWindowStaysOnTheTopLine(_ columns: Int) {
        let session = ScreenState.ana(Size(columns: columns, rows: 24)) { $0.status.lostToday = 3 }
        let top = session.text.split(separator: "\n").first.map(String.init) ?? ""
        #expect(top.contains("lost 3"), "\(top)")
        #expect(top.contains("09:41:07"), "\(top)")
    }

    @Test func theLastMinutesAreDrawnInTheirOwnRole() {
        let session = Self.ana()
        #expect(session.frame.cells.contains { $0.roles.contains(.gaugeCritical) })
        let calm = ScreenState.ana(Size(columns: 80, rows: 24)) { $0.rows[Cast.key(1)]?.evidence = Cast.left(3) }
        #expect(!calm.frame.cells.contains { $0.roles.contains(.gaugeCritical) })
    }

    // MARK: The list behind a pop-up

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 60, rows: 20), Size(columns: 120, rows: 20)])
    func theListStaysWhereItWasAfterAPicker(_ size: Size) {
        let rows = (1...80).map { index in
            Cast.row(
                Int64(index), "Pessoa \(index)", evidence: Cast.left(20), waits: Cast.ago(0, 200 - Int64(index)),
                says: Cast.text("oi"))
        }
        var session = Session(size: size, inbox: FakeInbox(rows: rows))
        session.press("<PageDown><PageDown><PageDown>" + "kkkk")
        session.wait(.seconds(4))
        let top = session.model.visibleListItems.first
        let selected = session.model.list.selected
        session.press("<C-t><Down><Enter>")
        #expect(session.form != nil)
        session.press("<Esc><Esc>")
        #expect(session.model.visibleListItems.first == top)
        let neighbour = selected.map { ThreadKey(number: $0.number, person: PersonKey($0.person.row - 1)) }
        let name = neighbour.map { "Pessoa \($0.person.row)" } ?? ""
        session.press("<C-g>" + name + "<Enter>")
        #expect(session.model.list.selected == neighbour)
        session.press("<Esc>")
        #expect(session.model.visibleListItems.first == top)
    }
}
